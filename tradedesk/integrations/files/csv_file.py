"""Reads a list from a CSV file as other programs really write them; every row that is not in order is told by line."""

from __future__ import annotations

import csv
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.table import Table
from tradedesk.integrations.files.csv_rows import Rows
from tradedesk.integrations.files.text_encoding import decode_list
from tradedesk.integrations.files.text_lines import TextLines

#: A larger file is no trader's list; it would fill the memory several times over.
MOST_BYTES = 100 * 1024 * 1024
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 200
_OTHER_FORMATS = (
    (b"PK\x03\x04", "xlsx"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"%PDF-", "pdf"),
    (b"\x1f\x8b", "gz"),
    (b"{\\rtf", "rtf"),
    (b"SQLite format 3\0", "sqlite"),
)


def read_table(
    path: Path | str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    limit: int | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Table:
    """Read a CSV file whole, or its first ``limit`` rows for a preview.

    ``encoding`` and ``delimiter`` are what the user chose; None finds out (see `decode_list`, `vote`). ``cancelled`` is
    asked every few hundred rows. Raises NeighbourFailed (``file-not-there``, ``file-unreadable``) and RuleSaysNo
    (``list-is-a-folder``, ``list-not-a-file``, ``list-too-large``, ``list-empty``, ``list-other-format``,
    ``list-header-broken``, ``list-cancelled``, ``delimiter-unusable`` and those of the
    encoding). The file is only ever read.
    """
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise RuleSaysNo("delimiter-unusable", "delimiter", delimiter=delimiter)
    decoded = decode_list(_text_bytes(Path(path)), encoding)
    lines = TextLines(decoded.text)
    said = _said_delimiter(lines[0]) if lines else ""
    if said:
        lines = TextLines("\n" + decoded.text[len(lines[0]) :])
    chosen = delimiter or said or vote(lines)
    rows = Rows(lines, chosen, limit, cancelled)
    rows.read()
    if not rows.header:
        raise RuleSaysNo("list-empty", "file", file=Path(path).name)
    return Table(
        header=rows.header,
        rows=rows.rows,
        line_numbers=rows.line_numbers,
        encoding=decoded.encoding,
        encoding_certain=decoded.certain,
        delimiter=chosen,
        problems=tuple(sorted(rows.problems, key=lambda problem: problem.line)),
        candidates=decoded.candidates,
        more=rows.more,
        header_line=rows.header_line,
    )


def opening_bytes(path: Path) -> bytes:
    """The first bytes of a file; what cannot be a list is refused as ``read_table`` says."""
    return _bytes(path, 4096)


def _bytes(path: Path, most: int = MOST_BYTES + 1) -> bytes:
    """The file's bytes; a folder, a pipe, a giant and an empty file are refused before anything is read."""
    name = path.name
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise RuleSaysNo("list-is-a-folder", "file", file=name)
        if not stat.S_ISREG(found.st_mode):
            raise RuleSaysNo("list-not-a-file", "file", file=name)
        if found.st_size > MOST_BYTES:
            raise RuleSaysNo("list-too-large", "file", file=name, size=found.st_size, most=MOST_BYTES)
        with path.open("rb") as file:
            raw = file.read(most)
    except FileNotFoundError:
        raise NeighbourFailed("file-not-there", file=name) from None
    except OSError as error:
        raise NeighbourFailed("file-unreadable", file=name, why=error.strerror or type(error).__name__) from error
    except ValueError:  # a NUL in the path
        raise NeighbourFailed("file-not-there", file=name) from None
    if not raw.strip() and len(raw) == found.st_size:
        raise RuleSaysNo("list-empty", "file", file=name)
    if len(raw) > MOST_BYTES:
        raise RuleSaysNo("list-too-large", "file", file=name, size=len(raw), most=MOST_BYTES)
    return raw


def _text_bytes(path: Path) -> bytes:
    """The bytes of what is a text; other formats say themselves what they are."""
    raw = _bytes(path)
    for magic, kind in _OTHER_FORMATS:
        if raw.startswith(magic):
            raise RuleSaysNo("list-other-format", "file", file=path.name, format=kind)
    return raw


def _said_delimiter(first: str) -> str:
    """The separator that a first line "sep=;" names, as Excel writes it."""
    bare = first.strip('\r\n\ufeff "')
    return bare[4:5] if bare.lower().startswith("sep=") and len(bare) == 5 else ""


def vote(lines: Sequence[str]) -> str:
    """Return the separator under which the header has several cells and most rows have as many; a comma by default."""
    best, best_score = ",", (0.0, 0)
    sample = [line for line in lines[:_SAMPLE_LINES] if line.strip()]
    for delimiter in _DELIMITERS:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter) if cells]
        # A title may stand above the header.
        wide = next((width for width in widths[:3] if width > 1), 0)
        score = (round(widths.count(wide) / len(widths), 1), wide) if wide else (0.0, 0)
        if score > best_score:
            best, best_score = delimiter, score
    return best
