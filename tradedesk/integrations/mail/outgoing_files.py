"""The files of one hand-over: in a folder of their own that only its owner reads, whole or not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import attached, eml
from tradedesk.integrations.mail.lines import with_lf

RECORD_NAME, DRAFT_NAME = "draft.eml", "draft-to-open.eml"
BODY_NAME, HTML_NAME = "body.txt", "body.html"


class OutgoingFiles:
    """Writes what a mail program reads. ``folder`` belongs to one hand-over; ``place`` is where the program can read,
    the same folder for most.

    The names within are ours: ``body.txt``, ``attachment-1`` …; only a copy of an attachment bears its own name, in a
    folder of its own. Every path is absolute, so none can be taken for an option.
    """

    def __init__(self, folder: Path, reads: str = "") -> None:
        self.folder = folder.absolute()
        self.place = (Path(reads) / "TradeDesk" / folder.name).absolute() if reads else self.folder
        self.record = self.folder / RECORD_NAME

    def write_record(self, request: ComposeRequest) -> Path:
        """The message as an .eml file, whatever way it goes: what was prepared, and the last resort."""
        make_private(self.folder)
        write_file(self.record, lambda file: eml.write_eml(request, file, international=True))
        return self.record

    def readable_record(self, request: ComposeRequest) -> Path:
        """The .eml file where the program can read it."""
        if self.place == self.folder:
            return self.record
        return self.write(RECORD_NAME, lambda file: eml.write_eml(request, file))

    def write_draft(self, request: ComposeRequest) -> Path:
        """Another .eml file than the record, for a program that cannot take the record as it is."""
        return self.write(DRAFT_NAME, lambda file: eml.write_eml(request, file))

    def write(self, name: str, fill: Callable[[BinaryIO], object]) -> Path:
        """A file with one of our own names."""
        make_private(self.place)
        target = self.place / name
        write_file(target, fill)
        return target

    def write_bytes(self, name: str, content: bytes) -> Path:
        """A file with one of our own names and this content."""
        return self.write(name, lambda file: file.write(content))

    def write_body(self, text: str) -> Path:
        """The text in UTF-8, its lines ended by LF."""
        return self.write_bytes(BODY_NAME, with_lf(text).encode("utf-8"))

    def copies(self, request: ComposeRequest) -> tuple[Path, ...]:
        """A copy of each attachment under its own name: it stays as it is now, whatever happens to the original."""
        return tuple(self._copy(item, f"attachment-{n}") for n, item in enumerate(request.attachments, 1))

    def copies_together(self, request: ComposeRequest) -> tuple[Path, ...]:
        """The same in one folder, "attachments", for a person to look into; a name that is taken gets a number."""
        taken: set[str] = set()
        made = []
        for item in request.attachments:
            name = next(each for each in _numbered(item.name) if each.casefold() not in taken)
            taken.add(name.casefold())
            made.append(self._copy(item, "attachments", name))
        return tuple(made)

    def _copy(self, attachment: Attachment, folder: str, name: str = "") -> Path:
        make_private(self.place)
        make_private(self.place / folder)
        target = self.place / folder / (name or attachment.name)
        write_file(target, lambda file: file.writelines(attached.pieces(attachment)))
        return target


def _numbered(name: str) -> Iterator[str]:
    yield name
    stem, dot, ending = name.rpartition(".")
    number = 2
    while True:
        yield f"{stem} ({number}){dot}{ending}" if stem else f"{name} ({number})"
        number += 1


def long_paths(names: Iterable[str]) -> tuple[Path, ...]:
    """Where files of these names would lie in the longest folders there are, before any is written."""
    somewhere = Path("/" + "f" * 400).absolute()
    return tuple(somewhere / name.replace("/", "_").replace("\0", "_") for name in names)


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can open."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def write_file(target: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write a file that only its owner reads: on disk before it gets its name, or not there at all."""
    part = target.parent / ".part"
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if sys.platform != "win32":
        directory = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
