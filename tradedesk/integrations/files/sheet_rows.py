"""From the rows of a sheet to a list: the header found among titles, merged cells filled, the total left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.import_fields import known_headings
from tradedesk.domain.reason import because
from tradedesk.domain.table import RowProblem, Severity
from tradedesk.integrations.files.packed_rows import PackedRows
from tradedesk.integrations.files.workbook import SheetFacts, SheetRow

#: A header further down than this is none.
_SEARCHED = 25
_ASK_EVERY = 500
#: Words that begin a row of totals.
_TOTAL = re.compile(
    r"(?:grand |sub)?totals?|sum|summe|gesamt(?:summe)?|zwischensumme|insgesamt|total(?: général| general|e)?|somme"
    r"|suma|totale|itogo|итого|всего|合计|总计|小计|共计|总数|合計|小計|總計|합계|المجموع|toplam",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+]?[\d.,' ]+%?|")


class SheetRows:
    """One reading of a sheet. After ``read`` the header, the rows, their line numbers and the problems are there."""

    def __init__(self, facts: SheetFacts, limit: int | None, cancelled: Callable[[], bool] | None) -> None:
        self.header: tuple[str, ...] = ()
        self.header_line = 1
        self.rows = PackedRows()
        self.line_numbers: list[int] = []
        self.problems: list[RowProblem] = []
        self.more = False
        self._facts = facts
        self._limit = limit
        self._cancelled = cancelled
        self._filled = _Filled(facts)
        self._held: tuple[int, tuple[str, ...]] | None = None

    def read(self, rows: Iterable[SheetRow]) -> None:
        """Read all rows, or as many as asked for; the last one is looked at twice, since it may be a total."""
        below = iter(rows)
        first = list(islice(below, _SEARCHED))
        at = self._find_header(first)
        if at is None:
            return
        for number, cells in chain(first[at:], below):
            if self._limit is not None and len(self.rows) + (self._held is not None) >= self._limit:
                self.more = True
                break
            if self._cancelled is not None and len(self.rows) % _ASK_EVERY == 0 and self._cancelled():
                raise RuleSaysNo("list-cancelled", "file")
            self._take(number, self._filled.row(number - 1, cells))
        self._settle()
        self._tell_errors()

    def _find_header(self, first: list[SheetRow]) -> int | None:
        """Take the header; returns where the rows below it begin."""
        if not first:
            return None
        at = header_at([cells for _, cells in first])
        for number, cells in first[: max(at, 0)]:
            if at and not self._is_upper(first, at, number):
                text = " ".join(filter(None, cells)).strip()
                self.problems.append(RowProblem(number, because("title-line", text=text), Severity.NOTE, "", text))
        number, cells = first[at]
        headings = self._filled.header(number - 1, cells)
        if at and self._is_upper(first, at, first[at - 1][0]):
            upper_number, upper = first[at - 1]
            headings = joined_headings(self._filled.header(upper_number - 1, upper), headings)
        elif at + 1 < len(first) and self._goes_on(number, first[at + 1]):
            lower_number, lower = first[at + 1]
            headings = joined_headings(headings, self._filled.header(lower_number - 1, lower))
            at += 1
        self._take_header(number, headings)
        return at + 1

    def _is_upper(self, first: list[SheetRow], at: int, number: int) -> bool:
        """Whether the row just above the header names groups of columns, or columns whose cell goes over both rows."""
        above_number, above = first[at - 1]
        if number != above_number or above_number + 1 != first[at][0]:
            return False
        below = first[at][1]
        named = [column for column, text in enumerate(above) if text]
        if any(_NUMBER.fullmatch(above[column]) for column in named):
            return False
        gaps = [column for column in named if not below[column]]
        return (len(named) > 1 and bool(gaps)) or self._filled.groups(above_number - 1) > 1

    def _goes_on(self, number: int, below: SheetRow) -> bool:
        """Whether the header has a second row: cells merged over both, or groups with their columns below."""
        below_number, cells = below
        if below_number != number + 1 or any(text and _NUMBER.fullmatch(text) for text in cells):
            return False
        return self._filled.over_two_rows(number - 1) or (
            self._filled.groups(number - 1) > 0 and len(known_headings(cells)) >= 2
        )

    def _take_header(self, number: int, headings: Sequence[str]) -> None:
        header = [" ".join(heading.split()) for heading in headings]
        while header and not header[-1]:
            header.pop()
        self.header, self.header_line = tuple(header), number
        seen: set[str] = set()
        for heading in self.header:
            if heading and heading.casefold() in seen:
                told = because("heading-twice", heading=heading)
                self.problems.append(RowProblem(number, told, Severity.NOTE, heading))
            seen.add(heading.casefold())

    def _take(self, number: int, cells: list[str]) -> None:
        wide = len(self.header)
        row = tuple(cells[:wide]) + ("",) * (wide - len(cells))
        if not any(cell.strip() for cell in row) or [cell.strip() for cell in row] == list(self.header):
            return
        if self._held is not None:
            self._keep(*self._held)
        self._held = (number, row)

    def _keep(self, number: int, row: tuple[str, ...]) -> None:
        self.rows.append(row)
        self.line_numbers.append(number)

    def _settle(self) -> None:
        """The last row: a total is no customer."""
        if self._held is None:
            return
        number, row = self._held
        first = next((cell.strip(" :：") for cell in row if cell.strip()), "")
        if not self.more and len(self.rows) > 0 and is_total(row):
            told = because("total-row", value=first)
            self.problems.append(RowProblem(number, told, Severity.NOTE, "", first))
        else:
            self._keep(number, row)

    def _tell_errors(self) -> None:
        """Cells that hold an error came as empty ones, and so did formulas without a value: that is told."""
        lines = set(self.line_numbers)
        for (row, column), error in sorted(self._facts.errors.items()):
            at = column - self._facts.first_column
            if row + 1 in lines and 0 <= at < len(self.header):
                told = because("cell-error", value=error)
                self.problems.append(RowProblem(row + 1, told, Severity.VALUE, self.header[at], error))
        if self._facts.without_value:
            told = because("formula-without-value", count=str(self._facts.without_value))
            self.problems.append(RowProblem(1, told, Severity.NOTE))


class _Filled:
    """The merged ranges of a sheet: a cell merged over several rows says the same for each of them."""

    def __init__(self, facts: SheetFacts) -> None:
        left = facts.first_column
        self._ranges = [(a, b - left, c, d - left) for a, b, c, d in facts.merged]
        self._starting: dict[int, list[tuple[int, int, int]]] = {}
        for first, column, last, last_column in self._ranges:
            if last > first:
                self._starting.setdefault(first, []).append((column, last_column, last))
        self._open: list[tuple[int, int, str]] = []

    def row(self, row: int, cells: list[str]) -> list[str]:
        """The row's cells with those that a range above goes on into."""
        self._open = [each for each in self._open if each[1] >= row]
        for column, _last, text in self._open:
            if column < len(cells) and not cells[column]:
                cells[column] = text
        for column, _last_column, last in self._starting.get(row, ()):
            if 0 <= column < len(cells):
                self._open.append((column, last, cells[column]))
        return cells

    def header(self, row: int, cells: list[str]) -> list[str]:
        """The row's cells, a merged heading said for each of its columns."""
        filled = list(cells)
        for first, column, _last, last_column in self._ranges:
            if first == row and 0 <= column < len(filled):
                for at in range(column, min(last_column + 1, len(filled))):
                    filled[at] = filled[column]
        return filled

    def groups(self, row: int) -> int:
        """How many headings of a row go over several columns but not over all of them."""
        return sum(1 for first, column, _last, last_column in self._ranges if first == row and last_column > column)

    def over_two_rows(self, row: int) -> bool:
        """Whether a heading of this row is merged with the cell below it."""
        return any(first == row and last == row + 1 for first, _column, last, _last_column in self._ranges)


def header_at(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows is the header: the one with most known headings, else the first with several texts."""
    known = [len(known_headings(cells)) for cells in rows]
    if max(known) >= 2 or (max(known) == 1 and max(map(_filled_cells, rows)) == 1):
        return known.index(max(known))
    for at, cells in enumerate(rows):
        if _filled_cells(cells) > 1 and not any(cell and _NUMBER.fullmatch(cell) for cell in cells):
            return at
    return next((at for at, cells in enumerate(rows) if _filled_cells(cells) > 1), 0)


def joined_headings(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two header rows as one: "Contact" over "Phone" is "Contact / Phone", "Key" over nothing is "Key"."""
    joined = []
    for group, heading in zip(upper, lower, strict=True):
        joined.append(f"{group} / {heading}" if group and heading and group != heading else heading or group)
    return joined


def is_total(row: Sequence[str]) -> bool:
    """Whether a row only sums up: it begins with a word for it, and the rest is numbers or nothing."""
    filled = [cell.strip(" :：") for cell in row if cell.strip()]
    return bool(filled) and _TOTAL.fullmatch(filled[0]) is not None and all(map(_NUMBER.fullmatch, filled[1:]))


def _filled_cells(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())
