"""The gate before every hand-over: what could become another header, recipient or file is refused, never "cleaned"."""

from __future__ import annotations

import binascii
import re
import sys
from collections.abc import Iterator

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import addressing, attached

#: Octets of all attachments together: the largest message that the big mail services can be set to accept is 150 MiB.
LARGEST_ATTACHMENTS = 150 * 1024 * 1024
#: Octets of a file name on the usual file systems.
LONGEST_FILE_NAME = 255

_LINE_BREAKERS = r"\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff"
_IN_HEADER = re.compile(f"[{_LINE_BREAKERS}]")
_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
# Looked for at every position, so that no reader who cuts the words differently sees one that was not looked at.
_ENCODED_WORD = re.compile(r"(?==\?([^?]*)\?([bBqQ])\?(.*?)\?=)", re.DOTALL)
_WINDOWS_FORBIDS = re.compile(r'[<>:"|?*]|[ .]$')


def check(request: ComposeRequest) -> None:
    """Refuse a request that must not be handed over.

    Raises RuleSaysNo with ``field`` "to", "cc", "bcc", "subject", "text" or "attachments" and one of the codes
    no-recipient, control-character, hidden-line-break, encoded-word, not-an-address, attachment-name,
    attachment-missing, attachment-not-a-file, attachment-unreadable, attachment-changed, attachments-too-large.
    """
    recipients = (("to", request.to), ("cc", request.cc), ("bcc", request.bcc))
    if not any(pairs for _, pairs in recipients):
        raise RuleSaysNo("no-recipient", field="to")
    for field, pairs in recipients:
        for name, address in pairs:
            check_header(name, field)
            check_header(address, field)
            if not addressing.is_addr_spec(address):
                raise RuleSaysNo("not-an-address", field=field, address=address)
    check_header(request.subject, "subject")
    _check_text(request.text)
    _check_attachments((*request.attachments, *request.inline))


def check_header(value: str, field: str) -> None:
    """Refuse a header value with a control character or a line break, written out or inside an encoded word.

    Encoded words without one are refused too: mail programs (Thunderbird 153 among them) decode them wherever they
    stand, even a second time, so that something else would be read than what was composed.
    """
    if found := _IN_HEADER.search(value):
        raise _control_character(found.group(), field)
    if any(_IN_HEADER.search(decoded) for decoded in _decoded_words(value)):
        raise RuleSaysNo("hidden-line-break", field=field, value=value[:200])
    if found := _ENCODED_WORD.search(value):
        raise RuleSaysNo("encoded-word", field=field, value=value[:200])


def _control_character(character: str, field: str, **facts: object) -> RuleSaysNo:
    return RuleSaysNo("control-character", field=field, character=f"U+{ord(character):04X}", **facts)


def _decoded_words(value: str) -> Iterator[str]:
    """Every reading of every RFC 2047 encoded word in ``value``, as bytes and in its own character set."""
    for charset, encoding, payload in _ENCODED_WORD.findall(value):
        octets = _decoded(payload, encoding)
        yield octets.decode("latin-1").replace("\x85", "")
        try:
            yield octets.decode(charset.partition("*")[0], "replace")
        except (LookupError, ValueError):
            continue


def _decoded(payload: str, encoding: str) -> bytes:
    octets = payload.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(octets, header=True)
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", octets)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _check_text(text: str) -> None:
    if found := _IN_TEXT.search(text):
        raise _control_character(found.group(), "text", line=text.count("\n", 0, found.start()) + 1)


def _check_attachments(attachments: tuple[Attachment, ...]) -> None:
    for attachment in attachments:
        _check_name(attachment.name)
    total = sum(attached.size_of(attachment) for attachment in attachments)
    if total > LARGEST_ATTACHMENTS:
        raise RuleSaysNo("attachments-too-large", field="attachments", size=total, limit=LARGEST_ATTACHMENTS)
    for attachment in attachments:
        attached.digest_of(attachment)


def _check_name(name: str) -> None:
    """A file name that is one name, shows itself in reading order, and fits where it is copied to."""
    check_header(name, "attachments")
    wrong = (
        not name.strip()
        or name in (".", "..")
        or "/" in name
        or "\\" in name
        or _BIDI.search(name) is not None
        or len(name.encode("utf-8")) > LONGEST_FILE_NAME
        or (sys.platform == "win32" and _WINDOWS_FORBIDS.search(name) is not None)
    )
    if wrong:
        raise RuleSaysNo("attachment-name", field="attachments", name=name)
