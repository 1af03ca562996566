"""Reading a mail that somebody saved as an ``.eml`` file: who wrote it, when, and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.integrations.mail.headers import decoded, header, moment, one_line, sender, text_of_bytes
from tradedesk.integrations.mail.html_text import text_of_html

#: Bytes of a file that are read, attachments included; parts looked at, and how deep they lie; characters kept.
MOST_BYTES, _MOST_PARTS, _DEEPEST, _MOST_TEXT, _MOST_HTML = 50 * 1024 * 1024, 500, 50, 64 * 1024, 512 * 1024
_MOST_NAME, _LONGEST_LINE = 120, 2000
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
    shown, address = sender(mail)
    return IncomingMail(
        sender=address,
        sender_name=shown,
        at=moment(mail),
        subject=one_line(header(mail, "subject")),
        text=text[:_MOST_TEXT],
        attachments=attachments,
        damaged=is_damaged,
        cut=len(text) > _MOST_TEXT,
    )


# -- the text ----------------------------------------------------------------------------------------------------------


def _parts(mail: Message) -> tuple[list[Message], tuple[str, ...]]:
    """The parts that may be the text, in order, and the names of the others; nothing inside an attached mail."""
    texts: list[Message] = []
    names: list[str] = []
    for part in leaves(mail):
        if part.get_content_type() in ("text/plain", "text/html") and not is_attached(part):
            texts.append(part)
        else:
            names.append(file_name(part))
    return texts, tuple(names)


def leaves(mail: Message) -> Iterator[Message]:
    """The parts that hold something, in order, down to a depth; an attached mail is one part."""
    waiting: list[tuple[Message, int]] = [(mail, 0)]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        part, depth = waiting.pop(0)
        seen += 1
        payload = part.get_payload()
        if part.get_content_type().startswith("multipart/") and isinstance(payload, list):
            if depth < _DEEPEST:
                waiting[:0] = [(each, depth + 1) for each in payload if isinstance(each, Message)]
        else:
            yield part


def is_attached(part: Message) -> bool:
    """Whether it is to be shown as a file, also when it is a text."""
    return str(part.get("content-disposition", "")).strip().casefold().startswith("attachment")


def file_name(part: Message) -> str:
    """The name of an attached file without folders, shown and never used."""
    try:
        name = part.get_filename() or ""
    except (TypeError, ValueError, LookupError):
        name = ""
    bare = one_line(decoded(name)).replace("\\", "/").rpartition("/")[2].strip(". ")
    return bare[:_MOST_NAME] or part.get_content_type()


def _body(parts: list[Message]) -> tuple[str, bool]:
    """The plain texts together, else the words of the HTML; with whether something in them could not be read."""
    for kind in ("text/plain", "text/html"):
        found = [content(each) for each in parts if each.get_content_type() == kind]
        text = "\n".join(each for each, _ in found if each.strip())
        if text.strip():
            return text.replace("\x00", ""), any(damaged for _, damaged in found)
    return "", bool(parts)


def content(part: Message, most: int = _MOST_TEXT) -> tuple[str, bool]:
    """The text of a part, and whether something in it could not be read; ``most`` characters of a plain one."""
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
        text, damaged = text_of_bytes(data[: max(_MOST_HTML, most)], charset)
        return text_of_html(text), damaged
    text, damaged = text_of_bytes(data[: 4 * most], charset)
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
