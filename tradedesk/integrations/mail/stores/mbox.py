"""Mails in one file after another (mbox). A large one is read from its end, and afterwards only what was added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from tradedesk.domain.errors import NeighbourFailed
from tradedesk.integrations.mail import sent_reading
from tradedesk.integrations.mail.stores.store import SLACK, InFolder, Seen, Wanted
from tradedesk.integrations.stopping import Stop

_CHUNK = 1024 * 1024
#: Bytes of the first step back from the end; each one is twice as long.
_STEP = 4 * _CHUNK
#: Bytes before the place where reading ended: they must still be what they were.
_MARK = 512
# A line "From …" begins a mail only when headers follow; in a text it can stand by itself.
_BEGINS = re.compile(rb"(?:\A|\n)(From [^\r\n]{0,300}\r?\n)(?=[!-9;-~]{1,80}:|>From )")
#: As many bytes as one beginning can have.
_OVERLAP = 512
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True)
class MboxStore:
    """One file; ``name`` is what the folder is called."""

    path: Path
    name: str = ""

    def look(self, since: datetime, read_to: str, wanted: Wanted, stop: Stop) -> Seen:
        """See SentStore. What was compacted or cut since the last look is looked through again."""
        name = self.name or self.path.name
        try:
            with self.path.open("rb") as file:
                size = file.seek(0, 2)
                start = _resumed(file, size, read_to)
                if start is None:
                    start = _first_since(file, size, since, stop)
                return _read(file, (start, size), name, wanted, stop)
        except OSError as error:
            why = error.strerror or ""
            raise NeighbourFailed("mail-folder-unreadable", kept="everything", folder=name, why=why) from error


def is_mbox(path: Path) -> bool:
    """Whether a file begins as mbox files do. An empty one is one too. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(2048)
    return not head or (head.startswith(b"From ") and _BEGINS.match(head) is not None)


def _read(file: BinaryIO, part: tuple[int, int], name: str, wanted: Wanted, stop: Stop) -> Seen:
    found: list[InFolder] = []
    count = broken = 0
    last = part[0]
    for start, begins, end in _mails(file, *part, stop):
        stop.check()
        last = start
        count += 1
        file.seek(begins)
        head = sent_reading.head_of(file.read(min(end - begins, sent_reading.HEAD)))
        if head is None:
            broken += 1
        elif wanted(head):
            file.seek(begins)
            data = file.read(min(end - begins, sent_reading.MOST_BYTES + 1))
            mail = sent_reading.read(_QUOTED_FROM.sub(rb"\1", data))
            if mail is None:
                broken += 1
            else:
                found.append(InFolder(mail, name))
    # The last mail may still be being written: it is looked at once more the next time.
    return Seen(tuple(found), _mark(file, last), count, broken, (name,))


def _mails(file: BinaryIO, start: int, size: int, stop: Stop) -> Iterator[tuple[int, int, int]]:
    """(where a mail starts, where its headers begin, where it ends) from a place on, where one starts."""
    current: tuple[int, int] | None = None
    for at, begins in _beginnings(file, start, size, stop):
        if current is not None:
            yield (*current, at)
        current = (at, begins)
    if current is not None:
        yield (*current, size)


def _beginnings(file: BinaryIO, start: int, size: int, stop: Stop) -> Iterator[tuple[int, int]]:
    """(the offset of a line "From …", that of the line after it), in order."""
    # One byte more in front, so that the line break before the first one is seen.
    at = max(start - 1, 0)
    done = -1
    while at < size:
        stop.check()
        file.seek(at)
        chunk = file.read(min(_CHUNK + _OVERLAP, size - at))
        if not chunk:
            return
        for match in _BEGINS.finditer(chunk):
            if (match.start() == 0 and at and match.group().startswith(b"F")) or at + match.start(1) <= done:
                continue
            done = at + match.start(1)
            if done >= start:
                yield done, at + match.end(1)
        at += _CHUNK


def _first_since(file: BinaryIO, size: int, since: datetime, stop: Stop) -> int:
    """From where on the mails are not older: going back from the end until three in a row are."""
    step, start = _STEP, size
    while start > 0:
        stop.check()
        start = max(start - step, 0)
        step *= 2
        ages = []
        for number, (at, begins) in enumerate(_beginnings(file, start, size, stop)):
            file.seek(begins)
            head = sent_reading.head_of(file.read(min(size - begins, sent_reading.HEAD)))
            ages.append((at, head.at if head is not None else None))
            if number == 2:
                break
        if len(ages) == 3 and all(each is not None and each < since - SLACK for _, each in ages):
            return ages[0][0]
    return 0


def _mark(file: BinaryIO, offset: int) -> str:
    import json

    return json.dumps({"offset": offset, "mark": _digest(file, offset)})


def _digest(file: BinaryIO, offset: int) -> str:
    start = max(offset - _MARK, 0)
    file.seek(start)
    return sha256(file.read(offset - start)).hexdigest()


def _resumed(file: BinaryIO, size: int, read_to: str) -> int | None:
    """Where the last look ended, if the file still is what it was up to there."""
    import json

    try:
        told = json.loads(read_to) if read_to else {}
        offset, mark = int(told["offset"]), str(told["mark"])
    except (ValueError, KeyError, TypeError):
        return None
    if not 0 < offset <= size or _digest(file, offset) != mark:
        return None
    return offset
