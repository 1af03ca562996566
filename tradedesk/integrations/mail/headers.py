"""The headers of a mail that somebody else's program wrote: who, when, about what.

They are decoded here and not by the library's structured policy, which gives up on those that many programs write:
bytes without a charset, words cut inside a character, dates and addresses that follow no rule.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

_MOST_HEADER = 2000
#: Characters of all recipients together, and how many of them are read.
_MOST_PEOPLE, _MOST_ADDRESSES = 256 * 1024, 2000
#: What programs call a charset, and the larger one that also reads what they really write.
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "hz-gb-2312": "hz", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "shift_jis": "cp932", "shift-jis": "cp932", "iso-8859-1": "cp1252", "us-ascii": "utf-8",
    "ascii": "utf-8", "unknown-8bit": "utf-8", "iso-8859-8-i": "iso-8859-8", "iso-8859-9": "cp1254", "big5": "cp950",
}  # fmt: skip
_GUESSES = ("utf-8", "gb18030", "cp1252")


def header(mail: Message, name: str) -> str:
    """A header as text; empty when it is not there."""
    return decoded(" ".join(_raw(mail, name).split()))


def _raw(mail: Message, name: str) -> str:
    """The first header of a name as it stands there."""
    return next((str(value) for key, value in mail.raw_items() if key.casefold() == name), "")[:_MOST_HEADER]


def decoded(raw: str) -> str:
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
            told.append(text_of_bytes(piece, charset)[0] if charset else piece.decode("raw-unicode-escape", "replace"))
    return "".join(told)


def _recovered(piece: str) -> str:
    """A header that was written as bytes without saying in which charset."""
    try:
        return text_of_bytes(piece.encode("ascii", "surrogateescape"), "")[0]
    except UnicodeEncodeError:
        return piece.encode("utf-8", "replace").decode("utf-8")


def sender(mail: Message) -> tuple[str, str]:
    """(name, address). The address is taken from the header as it stands, the name is decoded: a name cannot bring in
    an address of its own."""
    shown, address = parseaddr(" ".join(_raw(mail, "from").split()))
    if not address.isascii():
        address = _recovered(address)
    return one_line(decoded(shown)), one_line(address) if address.count("@") == 1 else ""


def people(mail: Message, role: str) -> Iterator[tuple[str, str]]:
    """(name, address) of everybody in To, Cc or Bcc, read as ``sender`` reads."""
    raw = [" ".join(str(value)[:_MOST_PEOPLE].split()) for key, value in mail.raw_items() if key.casefold() == role]
    # Bytes without a charset first, so that a name of them is not taken apart.
    told = [each if each.isascii() else _recovered(each) for each in raw]
    for shown, address in getaddresses(told)[:_MOST_ADDRESSES]:
        if address.count("@") == 1:
            yield one_line(decoded(shown)), one_line(address)


def moment(mail: Message) -> datetime | None:
    """When it was written (UTC); None without a date that can be read."""
    return moment_of(_raw(mail, "date"))


def moment_of(told: str) -> datetime | None:
    """A date as mail writes it (UTC; one without a zone is taken for UTC); None for what cannot be read."""
    try:
        found = parsedate_to_datetime(told[:200].strip())
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def one_line(text: str) -> str:
    """Without control characters and those that turn the direction of what follows."""
    kept = (char if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for char in text)
    return " ".join("".join(kept).split())


def text_of_bytes(data: bytes, charset: str) -> tuple[str, bool]:
    """Bytes as text: as declared, in the larger charset of that name, else as they can be read without a loss."""
    name = charset.strip().strip("\"'").casefold()
    for each in (*([_WIDER.get(name, name)] if name else ()), *_GUESSES):
        try:
            return data.decode(each), each not in (_WIDER.get(name, name), "utf-8") and bool(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace"), True
