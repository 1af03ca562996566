"""A message as an ``.eml`` file that opens as an editable draft (``X-Unsent: 1``), RFC 5322 and MIME.

Written octet by octet here, not with the standard library's generator: several Python releases let a value start a
header line of its own when they fold it (CVE-2024-6923, CVE-2026-1299). Every value is either plain ASCII of one short
line or an encoded word; what was written is read back with the library's parser, and another header than the intended
ones is refused.
"""

from __future__ import annotations

from base64 import b64encode, encodebytes
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.domain.rich_html import cid_of
from tradedesk.domain.rich_store import is_file_name
from tradedesk.integrations.mail import addressing, attached
from tradedesk.integrations.mail.lines import with_crlf

#: Cannot occur in the parts: they are base64, which knows neither "=_" nor a leading "-". None begins another.
_BOUNDARY, _ALTERNATIVE, _RELATED = "=_TradeDesk_part", "=_TradeDesk_words", "=_TradeDesk_shown"
_LINE = 76
#: Octets of text in one encoded word: 75 characters in all, four characters for three octets.
_WORD_OCTETS = 45

# Fixed, because the system's own table differs from machine to machine.
_TYPES = {
    "pdf": "application/pdf",
    "zip": "application/zip",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "csv": "text/csv",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}


def eml_bytes(request: ComposeRequest, at: datetime | None = None, *, international: bool = False) -> bytes:
    """The draft as bytes; see ``write_eml``."""
    target = BytesIO()
    write_eml(request, target, at, international=international)
    return target.getvalue()


def write_eml(
    request: ComposeRequest, target: BinaryIO, at: datetime | None = None, *, international: bool = False
) -> None:
    """Write the draft: Date first, To, Cc, Bcc, Subject, ``X-Unsent: 1``, lines ended by CR LF; no From, no Message-ID.

    ``at`` is the zone-aware time of the Date line, by default now. Domains are written in ASCII. An address with a
    local part that is not ASCII is refused (RuleSaysNo "address-needs-utf8"), or with ``international`` written as it
    is (RFC 6532), which is good for a record and not understood by every mail program. Attachments are streamed;
    RuleSaysNo("attachment-changed") may come at the end, so publish nothing before this returns.
    """
    from email.utils import format_datetime

    moment = (at or datetime.now(UTC)).astimezone(UTC)
    fields = [("Date", format_datetime(moment))]
    for header, field, pairs in (("To", "to", request.to), ("Cc", "cc", request.cc), ("Bcc", "bcc", request.bcc)):
        if pairs:
            fields.append((header, _address_list(pairs, field, international)))
    fields += [
        ("Subject", _unstructured(request.subject, len("Subject: "))),
        ("X-Unsent", "1"),
        ("MIME-Version", "1.0"),
    ]
    if not request.attachments:
        _write_words(request, target, fields)
        return
    fields.append(("Content-Type", f'multipart/mixed;\r\n boundary="{_BOUNDARY}"'))
    target.write(_head(fields) + _part(_BOUNDARY))
    _write_words(request, target, [])
    for attachment in request.attachments:
        target.write(_part(_BOUNDARY) + _head(_part_fields(attachment.name)))
        _write_file(attachment, target)
    target.write(_end(_BOUNDARY))


def _write_words(request: ComposeRequest, target: BinaryIO, fields: Sequence[tuple[str, str]]) -> None:
    """The text below its header: alone, or with the same in HTML beside it, and with that the pictures it shows."""
    if not request.html:
        target.write(_head([*fields, *_text_fields("plain")]))
        _write_text(request.text, target)
        return
    target.write(_head([*fields, ("Content-Type", f'multipart/alternative;\r\n boundary="{_ALTERNATIVE}"')]))
    target.write(_part(_ALTERNATIVE) + _head(_text_fields("plain")))
    _write_text(request.text, target)
    target.write(_part(_ALTERNATIVE))
    if request.inline:
        kind = f'multipart/related; type="text/html";\r\n boundary="{_RELATED}"'
        target.write(_head([("Content-Type", kind)]) + _part(_RELATED))
    target.write(_head(_text_fields("html")))
    _write_text(request.html, target)
    for picture in request.inline:
        target.write(_part(_RELATED) + _head(_picture_fields(picture.name)))
        _write_file(picture, target)
    target.write((_end(_RELATED) if request.inline else b"") + _end(_ALTERNATIVE))


def _text_fields(kind: str) -> list[tuple[str, str]]:
    return [("Content-Type", f"text/{kind}; charset=utf-8"), ("Content-Transfer-Encoding", "base64")]


def _part(boundary: str) -> bytes:
    return f"--{boundary}\r\n".encode("ascii")


def _end(boundary: str) -> bytes:
    return f"--{boundary}--\r\n".encode("ascii")


def _head(fields: Sequence[tuple[str, str]]) -> bytes:
    """Header lines and the empty line after them, read back and compared before anybody sees them."""
    from email.parser import BytesHeaderParser

    block = "".join(f"{name}: {value}\r\n" for name, value in fields).encode("utf-8") + b"\r\n"
    seen = BytesHeaderParser().parsebytes(block)
    if seen.keys() != [name for name, _ in fields] or seen.get_payload() or b"\n" in block.replace(b"\r\n", b""):
        raise RuleSaysNo("mail-header-differs", field="subject")
    return block


def _address_list(pairs: tuple[tuple[str, str], ...], field: str, international: bool) -> str:
    """One address a line, names as quoted strings or encoded words."""
    written = []
    for name, address in pairs:
        if addressing.needs_utf8(address) and not international:
            raise RuleSaysNo("address-needs-utf8", field=field, address=address)
        try:
            bare = addressing.with_ascii_domain(address)
        except ValueError as error:
            raise RuleSaysNo("not-an-address", field=field, address=address) from error
        written.append(f"{_phrase(name)}\r\n <{bare}>" if name else bare)
    return ",\r\n ".join(written)


def _plain(value: str, room: int) -> bool:
    """Whether the value can stand as it is: printable ASCII that fits the line and cannot be taken for encoded."""
    printable = value.isascii() and value.isprintable()
    return printable and "=?" not in value and value == value.strip() and len(value) <= room


def _unstructured(value: str, used: int) -> str:
    if _plain(value, _LINE - used):
        return value
    return "\r\n ".join(_encoded_words(value))


def _phrase(name: str) -> str:
    if _plain(name, 60):
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "\r\n ".join(_encoded_words(name))


def _encoded_words(value: str) -> list[str]:
    """RFC 2047, UTF-8 and base64, never cut inside a character; readers join them without the blanks between."""
    words, octets = [], b""
    for character in value:
        piece = character.encode("utf-8")
        if len(octets) + len(piece) > _WORD_OCTETS:
            words.append(octets)
            octets = b""
        octets += piece
    words.append(octets)
    return [f"=?utf-8?B?{b64encode(word).decode('ascii')}?=" for word in words]


def _part_fields(name: str) -> list[tuple[str, str]]:
    """The header of an attachment. A name outside ASCII is given twice: as RFC 2231 says for the programs that know it,
    as RFC 2047 words in ``name=`` for those that only read that."""
    kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    if _plain(name, 255):
        quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
        title, file_name = f"name={quoted}", f"filename={quoted}"
    else:
        title = 'name="' + "\r\n ".join(_encoded_words(name)) + '"'
        file_name = f"filename*=utf-8''{quote(name, safe='')}"
    return [
        ("Content-Type", f"{kind};\r\n {title}"),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", f"attachment;\r\n {file_name}"),
    ]


def _picture_fields(name: str) -> list[tuple[str, str]]:
    """The header of a picture that the HTML shows. RuleSaysNo("attachment-name") for a name that is not one of ours."""
    if not is_file_name(name):
        raise RuleSaysNo("attachment-name", field="attachments", name=name)
    kind, title, place = _part_fields(name)
    return [kind, title, ("Content-ID", f"<{cid_of(name)}>"), (place[0], place[1].replace("attachment", "inline", 1))]


def _write_text(text: str, target: BinaryIO) -> None:
    target.write(encodebytes(with_crlf(text).encode("utf-8")).replace(b"\n", b"\r\n"))


def _write_file(attachment: Attachment, target: BinaryIO) -> None:
    """Base64 in lines of 76, from pieces of any length."""
    rest = b""
    for piece in attached.pieces(attachment):
        octets = rest + piece
        whole = len(octets) - len(octets) % 57
        target.write(encodebytes(octets[:whole]).replace(b"\n", b"\r\n"))
        rest = octets[whole:]
    target.write(encodebytes(rest).replace(b"\n", b"\r\n"))
