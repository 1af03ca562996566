"""A draft as a mail program saved it, read field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from hashlib import sha256


@dataclass(frozen=True)
class SavedDraft:
    """People are (name, address); ``attachments`` are (file name, SHA-256); ``headers`` are the names of all fields."""

    to: list[tuple[str, str]]
    cc: list[tuple[str, str]]
    bcc: list[tuple[str, str]]
    subject: str
    text: str
    attachments: list[tuple[str, str]]
    headers: list[str]


def read_draft(raw: bytes) -> SavedDraft:
    """What stands in a saved mail."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    files = [
        (part.get_filename() or "", sha256(part.get_payload(decode=True)).hexdigest())  # type: ignore[arg-type]
        for part in _attached(message)
    ]
    return SavedDraft(
        people(message, "To"),
        people(message, "Cc"),
        people(message, "Bcc"),
        str(message.get("Subject", "")),
        unflowed(body) if isinstance(body, EmailMessage) else "",
        files,
        list(message.keys()),
    )


def _attached(message: EmailMessage) -> Iterator[EmailMessage]:
    """The attachments, also those that Geary puts into a box of their own."""
    for part in message.iter_attachments():
        assert isinstance(part, EmailMessage)
        if part.get_content_type() == "multipart/mixed":
            yield from _attached(part)
        else:
            yield part


def people(message: EmailMessage, header: str) -> list[tuple[str, str]]:
    """The (name, address) pairs of one header."""
    values = [str(value) for name, value in message.raw_items() if name.lower() == header.lower()]
    raw = [re.sub(r"\r?\n", "", each).encode("utf-8", "surrogateescape").decode("utf-8") for each in values]
    # Not as the new parser has it: that leaves a space between two encoded words of one name.
    return [(str(make_header(decode_header(name))), address) for name, address in getaddresses(raw)]


def unflowed(part: EmailMessage) -> str:
    """The text with the line breaks that format=flowed (RFC 3676) added taken out again."""
    text = str(part.get_content()).replace("\r\n", "\n")
    if part.get_param("format") != "flowed":
        return text
    joined, lines = "", []
    glue = str(part.get_param("delsp") or "no").lower() == "yes"
    for line in text.split("\n"):
        joined += line.removeprefix(" ")
        if line.endswith(" ") and line != "-- ":
            joined = joined[:-1] if glue else joined
        else:
            lines.append(joined)
            joined = ""
    return "\n".join([*lines, joined] if joined else lines)
