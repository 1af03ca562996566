"""Reading a mail that somebody saved as an ``.eml`` file: who wrote it, when, and its text.

Headers are decoded here and not by the library's structured policy, which gives up on those that many programs write:
bytes without a charset, words cut inside a character, dates and addresses that follow no rule.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.integrations.mail.html_text import text_of_html

#: Bytes of a file that are read, attachments included; parts looked at, and how deep they lie; characters kept.
MOST_BYTES, _MOST_PARTS, _DEEPEST, _MOST_TEXT, _MOST_HTML = 50 * 1024 * 1024, 500, 50, 64 * 1024, 512 * 1024
_MOST_HEADER, _MOST_NAME, _LONGEST_LINE = 2000, 120, 2000
#: What programs call a charset, and the larger one that also reads what they really write.
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "hz-gb-2312": "hz", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "shift_jis": "cp932", "shift-jis": "cp932", "iso-8859-1": "cp1252", "us-ascii": "utf-8",
    "ascii": "utf-8", "unknown-8bit": "utf-8", "iso-8859-8-i": "iso-8859-8", "iso-8859-9": "cp1254", "big5": "cp950",
}  # fmt: skip
_GUESSES = ("utf-8", "gb18030", "cp1252")
_ONE_HEADER = re.compile(rb"^(?:from|date|subject|message-id|received|return-path|mime-version)[ \t]*:", re.I | re.M)


@dataclass(frozen=True)
class IncomingMail:
    """What is known of a mail. ``sender`` is empty without one, ``at`` (UTC) None without a date that can be read.

    ``attachments`` are the names of what was not read. ``damaged``: some characters could not be read; ``cut``: the
    text was longer.
    """

    sender: str
    sender_name: str
    at: datetime | None
    subject: str
    text: str
    attachments: tuple[str, ...] = ()
    damaged: bool = False
    cut: bool = False


def read_file(path: Path | str) -> IncomingMail:
    """Read a file. Raises RuleSaysNo (field "file"): mail-too-large, not-a-mail, mail-damaged; NeighbourFailed."""
    file = Path(path)
    try:
        if not file.is_file():
            raise RuleSaysNo("not-a-mail", "file", name=file.name)
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise NeighbourFailed("file-unreadable", file=file.name, why=error.strerror or "") from error
    if len(data) > MOST_BYTES:
        raise RuleSaysNo("mail-too-large", "file", name=file.name, megabytes=MOST_BYTES // 1024 // 1024)
    return read_bytes(data, file.name)


def read_bytes(data: bytes, name: str = "") -> IncomingMail:
    """Read the bytes of a mail. Raises RuleSaysNo (field "file"): not-a-mail, mail-damaged."""
    if not _ONE_HEADER.search(data[: 64 * 1024]):
        raise RuleSaysNo("not-a-mail", "file", name=name)
    try:
        mail = message_from_bytes(data)
    except RecursionError:
        raise RuleSaysNo("mail-damaged", "file", name=name) from None
    parts, attachments = _parts(mail)
    text, is_damaged = _body(parts)
    shown, address = _sender(mail)
    return IncomingMail(
        sender=address,
        sender_name=shown,
        at=_moment(mail),
        subject=_one_line(_header(mail, "subject")),
        text=text[:_MOST_TEXT],
        attachments=attachments,
        damaged=is_damaged,
        cut=len(text) > _MOST_TEXT,
    )


# -- headers -----------------------------------------------------------------------------------------------------------


def _header(mail: Message, name: str) -> str:
    raw = next((str(value) for key, value in mail.raw_items() if key.casefold() == name), "")[:_MOST_HEADER]
    return _decoded(" ".join(raw.split()))


def _decoded(raw: str) -> str:
    """Encoded words and bare bytes as text; neighbouring words of one charset are joined before they are decoded."""
    told = []
    bare = _recovered(raw)
    try:
        pieces = decode_header(bare)
    except (HeaderParseError, ValueError, LookupError):
        pieces = [(bare, None)]
    for piece, charset in pieces:
        if isinstance(piece, str):
            told.append(piece)
        else:
            told.append(_text(piece, charset)[0] if charset else piece.decode("raw-unicode-escape", "replace"))
    return "".join(told)


def _recovered(piece: str) -> str:
    """A header that was written as bytes without saying in which charset."""
    try:
        return _text(piece.encode("ascii", "surrogateescape"), "")[0]
    except UnicodeEncodeError:
        return piece.encode("utf-8", "replace").decode("utf-8")


def _sender(mail: Message) -> tuple[str, str]:
    """(name, address). The address is taken from the header as it stands, the name is decoded: a name cannot bring in
    an address of its own."""
    raw = next((str(value) for key, value in mail.raw_items() if key.casefold() == "from"), "")[:_MOST_HEADER]
    shown, address = parseaddr(" ".join(raw.split()))
    if not address.isascii():
        address = _recovered(address)
    return _one_line(_decoded(shown)), _one_line(address) if address.count("@") == 1 else ""


def _moment(mail: Message) -> datetime | None:
    raw = next((str(value) for key, value in mail.raw_items() if key.casefold() == "date"), "")[:200]
    try:
        found = parsedate_to_datetime(raw)
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _one_line(text: str) -> str:
    """Without control characters and those that turn the direction of what follows."""
    kept = (char if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for char in text)
    return " ".join("".join(kept).split())


# -- the text ----------------------------------------------------------------------------------------------------------


def _parts(mail: Message) -> tuple[list[Message], tuple[str, ...]]:
    """The parts that may be the text, in order, and the names of the others; nothing inside an attached mail."""
    texts: list[Message] = []
    names: list[str] = []
    waiting: list[tuple[Message, int]] = [(mail, 0)]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        part, depth = waiting.pop(0)
        seen += 1
        kind, payload = part.get_content_type(), part.get_payload()
        if kind.startswith("multipart/") and isinstance(payload, list):
            if depth < _DEEPEST:
                waiting[:0] = [(each, depth + 1) for each in payload if isinstance(each, Message)]
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            texts.append(part)
        else:
            names.append(_file_name(part))
    return texts, tuple(names)


def _is_attached(part: Message) -> bool:
    return str(part.get("content-disposition", "")).strip().casefold().startswith("attachment")


def _file_name(part: Message) -> str:
    """The name of an attached file without folders, shown and never used."""
    try:
        name = part.get_filename() or ""
    except (TypeError, ValueError, LookupError):
        name = ""
    bare = _one_line(_decoded(name)).replace("\\", "/").rpartition("/")[2].strip(". ")
    return bare[:_MOST_NAME] or part.get_content_type()


def _body(parts: list[Message]) -> tuple[str, bool]:
    """The plain texts together, else the words of the HTML; with whether something in them could not be read."""
    for kind in ("text/plain", "text/html"):
        found = [_content(each) for each in parts if each.get_content_type() == kind]
        text = "\n".join(each for each, _ in found if each.strip())
        if text.strip():
            return text.replace("\x00", ""), any(damaged for _, damaged in found)
    return "", bool(parts)


def _content(part: Message) -> tuple[str, bool]:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return "", True
    if not isinstance(data, bytes):
        return "", True
    try:
        charset = part.get_content_charset() or ""
    except (ValueError, LookupError, TypeError):
        charset = ""
    if part.get_content_type() == "text/html":
        text, damaged = _text(data[:_MOST_HTML], charset)
        return text_of_html(text), damaged
    text, damaged = _text(data[: 4 * _MOST_TEXT], charset)
    flowed = "flowed" in str(part.get("content-type", "")).casefold()
    return (_unflowed(text) if flowed else text.replace("\r\n", "\n")), damaged


def _unflowed(text: str) -> str:
    """Lines that were broken for the way only are one again (RFC 3676), those of the same quotation."""
    joined: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        quoted = len(line) - len(line.lstrip(">"))
        before = joined[-1] if joined else ""
        same = quoted == len(before) - len(before.lstrip(">"))
        if joined and before.endswith(" ") and same and before.strip("> ") != "--" and len(before) < _LONGEST_LINE:
            joined[-1] = before + line[quoted:].removeprefix(" ")
        else:
            joined.append(line)
    return "\n".join(joined)


def _text(data: bytes, charset: str) -> tuple[str, bool]:
    """Bytes as text: as declared, in the larger charset of that name, else as they can be read without a loss."""
    name = charset.strip().strip("\"'").casefold()
    for each in (*([_WIDER.get(name, name)] if name else ()), *_GUESSES):
        try:
            return data.decode(each), each not in (_WIDER.get(name, name), "utf-8") and bool(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace"), True
