"""Reading a mail that was sent, as a mail program keeps it: all that it can be compared by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from hashlib import sha256

from tradedesk.domain.message import Recipient
from tradedesk.domain.sent_mail import SentFile, SentMail
from tradedesk.integrations.mail import headers, incoming

#: Bytes of a mail that are read; of a larger one its head and the beginning, without the attachments.
MOST_BYTES = 120 * 1024 * 1024
#: Bytes that are enough for headers of any kind.
HEAD = 256 * 1024
_MOST_TEXT = 1024 * 1024
_ROLES = ("to", "cc", "bcc")


@dataclass(frozen=True)
class Head:
    """What the headers say: enough to know whether the rest is worth reading. ``at`` is UTC."""

    key: str
    at: datetime | None
    subject: str
    addresses: tuple[str, ...]


def head_of(data: bytes, fallback: datetime | None = None) -> Head | None:
    """The headers of a mail; None for what is no mail. ``fallback``: when it was stored, for one without a date."""
    mail = message_from_bytes(_only_headers(data))
    if not mail.keys():
        return None
    found = tuple(address for role in _ROLES for _, address in headers.people(mail, role))
    return Head(_key(mail), headers.moment(mail) or fallback, _subject(mail), found)


def read(data: bytes, fallback: datetime | None = None) -> SentMail | None:
    """A mail with its texts and the hashes of its attachments; None for what is no mail or too broken to be read."""
    whole = len(data) <= MOST_BYTES
    try:
        mail = message_from_bytes(data if whole else data[: 4 * _MOST_TEXT])
        if not mail.keys():
            return None
        texts, files, damaged = _parts(mail)
    except RecursionError:
        return None
    name, address = headers.sender(mail)
    people = tuple(Recipient(role, value, shown) for role in _ROLES for shown, value in headers.people(mail, role))
    return SentMail(
        key=_key(mail),
        at=headers.moment(mail) or fallback,
        sender=address,
        sender_name=name,
        subject=_subject(mail),
        people=people,
        texts=texts,
        files=files,
        whole=whole and not damaged,
    )


def _only_headers(data: bytes) -> bytes:
    for end in (b"\n\n", b"\r\n\r\n", b"\n\r\n"):
        data = data.partition(end)[0]
    return data[:HEAD] + b"\n\n"


def _subject(mail: Message) -> str:
    return headers.one_line(headers.header(mail, "subject"))


def _key(mail: Message) -> str:
    """The Message-ID; of a mail without one a hash of what makes it this one."""
    given = headers.one_line(headers.header(mail, "message-id"))
    if given:
        return given[:300]
    told = "\n".join(headers.header(mail, name) for name in ("date", "from", "to", "cc", "subject"))
    return f"sha256:{sha256(told.encode('utf-8', 'replace')).hexdigest()}"


def _parts(mail: Message) -> tuple[tuple[tuple[str, bool], ...], tuple[SentFile, ...], bool]:
    """The readings of the text, the files, and whether a file could not be read."""
    plain: list[str] = []
    html: list[str] = []
    files: list[SentFile] = []
    damaged = False
    for part in incoming.leaves(mail):
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and not incoming.is_attached(part):
            text, _ = incoming.content(part, _MOST_TEXT)
            (html if kind == "text/html" else plain).append(text)
            continue
        found = _file(part)
        if found is None:
            damaged = True
        else:
            files.append(found)
    readings = [("\n".join(each for each in found if each.strip()), found is html) for found in (plain, html)]
    return tuple(each for each in readings if each[0]), tuple(files), damaged


def _file(part: Message) -> SentFile | None:
    name = incoming.file_name(part)
    if part.get_content_maintype() == "message":
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        whole = inner.as_bytes() if isinstance(inner, Message) else b""
        return SentFile(name, len(whole), tuple(_hashes(whole)))
    try:
        decoded = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return None
    if not isinstance(decoded, bytes) or part.defects:
        return None
    is_drawn = part.get_content_maintype() == "image" and "content-id" in part and not incoming.is_attached(part)
    found = _hashes(decoded) if part.get_content_maintype() == "text" else (sha256(decoded).hexdigest(),)
    return SentFile(name, len(decoded), tuple(found), is_drawn)


def _hashes(data: bytes) -> Iterator[str]:
    """Of the bytes, and of a text also with each way of ending its lines: mail carries lines, not bytes."""
    lines = data.replace(b"\r\n", b"\n")
    bare = lines.removesuffix(b"\n")
    forms = dict.fromkeys([data, lines, bare, bare + b"\n"])
    for each in [*forms, *(form.replace(b"\n", b"\r\n") for form in forms if b"\r" not in form)]:
        yield sha256(each).hexdigest()
