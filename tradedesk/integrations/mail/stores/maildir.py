"""Mails as files of a folder: maildir, MH, or saved mails side by side."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tradedesk.domain.errors import NeighbourFailed
from tradedesk.domain.sent_mail import SentMail
from tradedesk.integrations.mail import sent_reading
from tradedesk.integrations.mail.stores.store import SLACK, InFolder, Seen, Wanted
from tradedesk.integrations.stopping import Stop
from tradedesk.runtime import clock

_PARTS = ("cur", "new")
#: Saved mails; a mail of Apple Mail has its length in front.
_ENDINGS = (".eml", ".emlx")
#: Seconds by which a file may be older than the look that should have seen it.
_LATE = 120
#: Files after which somebody may have asked to stop.
_TURN = 200


@dataclass(frozen=True)
class MaildirStore:
    """One folder; ``name`` is what it is called."""

    path: Path
    name: str = ""

    def look(self, since: datetime, read_to: str, wanted: Wanted, stop: Stop) -> Seen:
        """See SentStore. Files that are older by their own time are not opened; one that vanishes is left out."""
        import json

        name = self.name or self.path.name
        begun = clock.now_utc().timestamp()
        oldest = max((since - SLACK).timestamp(), _looked(read_to))
        found: list[InFolder] = []
        count = broken = 0
        try:
            for number, file in enumerate(_files(self.path, oldest)):
                if number % _TURN == 0:
                    stop.check()
                count += 1
                told = _mail(file, wanted)
                if told is None:
                    broken += 1
                elif not isinstance(told, bool):
                    found.append(InFolder(told, name))
        except OSError as error:
            why = error.strerror or ""
            raise NeighbourFailed("mail-folder-unreadable", kept="everything", folder=name, why=why) from error
        return Seen(tuple(found), json.dumps({"after": begun - _LATE}), count, broken, (name,))


def is_maildir(path: Path) -> bool:
    """Whether a folder holds one mail a file. Raises OSError."""
    if (path / "cur").is_dir():
        return True
    with os.scandir(path) as entries:
        return any(_is_mail(entry.name) and entry.is_file() for entry in entries)


def unpacked(data: bytes) -> bytes:
    """The mail of a file: Apple Mail puts its length in front."""
    first, end, rest = data.partition(b"\n")
    if end and first.strip().isdigit() and len(first) < 20:
        return rest[: int(first)]
    return data


def _mail(file: Path, wanted: Wanted) -> SentMail | bool | None:
    """The mail of a file; False when it is not wanted or gone, None when it is broken."""
    try:
        with file.open("rb") as stream:
            start = stream.read(sent_reading.HEAD)
            head = sent_reading.head_of(unpacked(start))
            if head is None:
                return None
            if not wanted(head):
                return False
            data = start + stream.read(sent_reading.MOST_BYTES + 1 - len(start))
    except FileNotFoundError:  # renamed by its program while we looked: the next look finds it
        return False
    except OSError:
        return None
    return sent_reading.read(unpacked(data))


def _files(folder: Path, oldest: float) -> Iterator[Path]:
    parts = [folder / part for part in _PARTS if (folder / part).is_dir()]
    for part in parts or [folder]:
        with os.scandir(part) as entries:
            for entry in entries:
                if (parts or _is_mail(entry.name)) and not entry.name.startswith("."):
                    try:
                        if entry.is_file() and entry.stat().st_mtime >= oldest:
                            yield Path(entry.path)
                    except OSError:
                        continue


def _is_mail(name: str) -> bool:
    return name.isdigit() or name.lower().endswith(_ENDINGS)


def _looked(read_to: str) -> float:
    import json

    try:
        return float(json.loads(read_to)["after"]) if read_to else 0.0
    except (ValueError, KeyError, TypeError):
        return 0.0
