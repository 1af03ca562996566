"""Turns the lines of a CSV file into rows as wide as the header, and tells what was wrong with which line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from heapq import merge

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.reason import because
from tradedesk.domain.table import RowProblem, Severity
from tradedesk.integrations.files.packed_rows import PackedRows

#: A longer cell is not something a person wrote; the row is left out.
MOST_CHARACTERS = 100_000
#: A quoted cell over more lines than this was never closed.
_MOST_LINES_OF_A_ROW = 500
_MOST_UNCLOSED = 100
_ASK_EVERY = 500
#: Fed after the last line: if it ends up inside a cell, a quote was never closed.
_END = "\x00end of the list\x00"

# The reader's own limit (131,072) would end the whole reading; the length is checked here, row by row.
csv.field_size_limit(2**31 - 1)


class Rows:
    """One reading of a list. After ``read`` the header, the rows, their line numbers and the problems are there."""

    def __init__(
        self, lines: Sequence[str], delimiter: str, limit: int | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self.header: tuple[str, ...] = ()
        self.header_line = 1
        self.rows = PackedRows()
        self.line_numbers: list[int] = []
        self.problems: list[RowProblem] = []
        self.more = False
        self._lines = lines
        self._delimiter = delimiter
        self._limit = limit
        self._cancelled = cancelled
        self._ragged: list[tuple[int, list[str]]] = []
        self._blank_after_separator = False
        self._after_unclosed = False
        self._title: tuple[int, list[str]] | None = None

    def read(self) -> None:
        """Read all rows, or as many as asked for."""
        for number, cells, last in self._records():
            if self._cancelled is not None and len(self.rows) % _ASK_EVERY == 0 and self._cancelled():
                raise RuleSaysNo("list-cancelled", "file")
            if not any(cell.strip() for cell in cells):
                continue
            if not self._is_sound(number, cells):
                continue
            if not self.header and self._is_above_the_rows(number, cells):
                continue
            if self._limit is not None and len(self.rows) + len(self._ragged) >= self._limit:
                self.more = True
                break
            self._take(number, cells, last)
        if not self.header and self._title is not None:
            self._take_header(*self._title)
        self._settle_ragged()

    def _is_above_the_rows(self, number: int, cells: list[str]) -> bool:
        """Take the header; one line with a single cell above it is a title, unless a list of one column follows."""
        single = sum(1 for cell in cells if cell.strip()) == 1
        if self._title is None and single:
            self._title = (number, cells)
            return True
        if self._title is not None and single:
            self._take_header(*self._title)
            return False
        if self._title is not None:
            title_line, title = self._title
            self._tell(title_line, "title-line", Severity.NOTE, text=" ".join(title).strip())
        self._take_header(number, cells)
        return True

    def _records(self) -> Iterator[tuple[int, list[str], int]]:
        """Line number, cells and last line of each record; begins again after a line whose quote is never closed."""
        start, unclosed = 0, 0
        while start < len(self._lines):
            bad = None
            for number, cells, last in self._from(start):
                if self._is_unclosed(cells, number, last):
                    bad = number
                    break
                yield number, cells, last
            if bad is None:
                return
            if not self.header:
                raise RuleSaysNo("list-header-broken", "file", line=bad)
            unclosed += 1
            self._after_unclosed = True
            self._tell(bad, "quote-not-closed", Severity.ROW, value=self._lines[bad - 1].strip()[:200])
            if unclosed == _MOST_UNCLOSED:
                self._tell(bad, "quotes-too-many", Severity.LIST, most=str(_MOST_UNCLOSED))
                return
            start = bad

    def _from(self, start: int) -> Iterator[tuple[int, list[str], int]]:
        taken = start

        def feed() -> Iterator[str]:
            nonlocal taken
            for index in range(start, len(self._lines)):
                taken = index + 1
                yield self._lines[index]
            yield _END

        number = start + 1
        for cells in csv.reader(feed(), delimiter=self._delimiter):
            if cells == [_END]:
                return
            yield number, cells, taken
            number = taken + 1

    def _is_unclosed(self, cells: list[str], number: int, last: int) -> bool:
        """A row over several lines that ran into the end, is far too long, or swallowed the quotes of another row."""
        if cells and cells[-1].endswith(_END):
            return True
        if last == number:
            return False
        if last - number >= _MOST_LINES_OF_A_ROW:
            return True
        try:
            list(csv.reader(self._lines[number - 1 : last], delimiter=self._delimiter, strict=True))
        except csv.Error:
            return True
        return False

    def _is_sound(self, number: int, cells: list[str]) -> bool:
        for position, cell in enumerate(cells):
            if len(cell) > MOST_CHARACTERS:
                self._tell(
                    number, "cell-too-long", Severity.ROW, position, most=str(MOST_CHARACTERS), size=str(len(cell))
                )
                return False
            if "\0" in cell:
                self._tell(number, "nul-in-cell", Severity.ROW, position)
                return False
        return True

    def _take_header(self, number: int, cells: list[str]) -> None:
        while cells and not cells[-1].strip():
            cells = cells[:-1]
        self.header_line = number
        self.header = tuple(cell.strip().lstrip("\ufeff") for cell in cells)
        seen: set[str] = set()
        for position, heading in enumerate(self.header):
            if heading and heading.casefold() in seen:
                self._tell(number, "heading-twice", Severity.NOTE, position, heading=heading)
            seen.add(heading.casefold())

    def _take(self, number: int, cells: list[str], last: int) -> None:
        wide = len(self.header)
        while len(cells) > wide and not cells[-1].strip():
            cells = cells[:-1]
        if tuple(cell.strip() for cell in cells) == self.header:
            self._tell(number, "header-again", Severity.ROW)
        elif len(cells) == wide:
            self._blank_after_separator = self._blank_after_separator or any(cell[:1] == " " for cell in cells[1:])
            self._after_unclosed = False
            self._keep(number, cells)
        elif len(cells) > wide:
            self._ragged.append((number, cells))
        else:
            self._take_short(number, cells, last)

    def _take_short(self, number: int, cells: list[str], last: int) -> None:
        """Spreadsheets leave out empty cells at the end: these are empty. What a broken line left over is no row."""
        wide = len(self.header)
        cut_off = last == len(self._lines) and not self._lines[-1].endswith(("\n", "\r"))
        code = "list-cut-off" if cut_off else "row-short"
        severity = Severity.ROW if cut_off or self._after_unclosed else Severity.VALUE
        missing = ", ".join(self.header[len(cells) :])
        self._tell(number, code, severity, found=str(len(cells)), expected=str(wide), missing=missing)
        if severity is Severity.VALUE:
            self._keep(number, cells + [""] * (wide - len(cells)))

    def _keep(self, number: int, cells: list[str]) -> None:
        self.rows.append(tuple(cells))
        self.line_numbers.append(number)

    def _settle_ragged(self) -> None:
        """Rows with too many cells: joined where it is plain which separators belong to the text, else left out."""
        kept = len(self.rows)
        for number, cells in self._ragged:
            joined = self._joined(cells)
            if joined is None:
                expected = str(len(self.header))
                self._tell(number, "row-long", Severity.ROW, found=str(len(cells)), expected=expected)
                continue
            row, position = joined
            self._tell(number, "cells-joined", Severity.NOTE, position, text=row[position])
            self._keep(number, row)
        if len(self.rows) > kept:
            # Those that were joined stand at the end: they go to their places among the others.
            pairs = list(zip(self.line_numbers, self.rows, strict=True))
            in_order = merge(pairs[:kept], pairs[kept:])
            self.rows, self.line_numbers = PackedRows(), []
            for line, sound in in_order:
                self._keep(line, list(sound))

    def _joined(self, cells: list[str]) -> tuple[list[str], int] | None:
        """Join "Rua do Paço", " 67" again: an unquoted comma of the text is followed by a blank, a separator is not.

        Only where no row of the right width has a blank after a separator, and the number of blanks is exactly the
        number of cells too many.
        """
        blanks = [position for position, cell in enumerate(cells) if position and cell[:1] == " "]
        if self._blank_after_separator or len(blanks) != len(cells) - len(self.header):
            return None
        row: list[str] = []
        for position, cell in enumerate(cells):
            if position in blanks:
                row[-1] += self._delimiter + cell
            else:
                row.append(cell)
        first = blanks[0] - 1
        return row, first

    def _tell(self, number: int, code: str, severity: Severity, position: int = -1, **facts: str) -> None:
        heading = self.header[position] if 0 <= position < len(self.header) else ""
        self.problems.append(RowProblem(number, because(code, **facts), severity, heading, facts.get("text", "")))
