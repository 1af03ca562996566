"""The files of a party: listed, and looked after before one is opened."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path

from tradedesk.domain.errors import NeighbourFailed, NotThere
from tradedesk.domain.ids import PartyId
from tradedesk.ledger.queries import files
from tradedesk.ledger.queries.files import FileRow
from tradedesk.services.bench import Bench

__all__ = ["FileRow", "count", "ids", "ready", "rows"]

#: What runs when it is opened: a file that came with a mail is looked at, never started.
_RUNS = frozenset(
    {
        *(".app", ".appref-ms", ".bat", ".chm", ".cmd", ".com", ".command", ".cpl", ".desktop", ".dll", ".exe"),
        *(
            ".gadget",
            ".hta",
            ".inf",
            ".iqy",
            ".jar",
            ".js",
            ".jse",
            ".lnk",
            ".msc",
            ".msi",
            ".msp",
            ".mst",
            ".pif",
            ".ps1",
        ),
        *(
            ".py",
            ".pyw",
            ".reg",
            ".scf",
            ".scr",
            ".sct",
            ".settingcontent-ms",
            ".sh",
            ".slk",
            ".url",
            ".vb",
            ".vbe",
            ".vbs",
        ),
        *(".workflow", ".ws", ".wsc", ".wsf", ".wsh", ".xll"),
    }
)


def ids(bench: Bench, party_id: PartyId) -> array[int]:
    """The numbers of a party's files, the newest first."""
    return files.ids(bench.ledger.read, party_id)


def rows(bench: Bench, numbers: Sequence[int]) -> list[FileRow]:
    """The lines of these files."""
    return files.rows(bench.ledger.read, numbers)


def count(bench: Bench, party_id: PartyId) -> int:
    """How many files a party has."""
    return files.count(bench.ledger.read, party_id)


def ready(bench: Bench, number: int) -> Path:
    """The path of a file that may be opened.

    Raises NeighbourFailed: "kept-file-gone" when it is not there, "kept-file-would-run" for a program; NotThere.
    """
    found = files.rows(bench.ledger.read, [number])
    if not found:
        raise NotThere("file", number)
    path = Path(found[0].path)
    if path.suffix.casefold() in _RUNS:
        raise NeighbourFailed("kept-file-would-run", name=path.name)
    if not found[0].path or not path.is_file():
        raise NeighbourFailed("kept-file-gone", name=found[0].name or path.name, path=str(path.parent))
    return path
