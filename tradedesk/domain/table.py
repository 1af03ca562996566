"""A list as it was read: header, rows with their line numbers, and what was wrong with which row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tradedesk.domain.reason import Reason


class Severity(StrEnum):
    """What a problem costs: the whole list, the row, one value, a look (the user can say), or nothing (a note)."""

    LIST = "list"
    ROW = "row"
    VALUE = "value"
    QUESTION = "question"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One problem: the line of the file (1 is the first), the column's heading and the cell's text where there is one.

    With Severity.ROW the row is left out, with Severity.VALUE the value is left empty, with Severity.NOTE all is taken.
    With Severity.QUESTION the row looks like ``other`` (a party's number, or an earlier line below zero), and the user
    can say whether it is. ``why``: what the reason rests on, where it rests on several things.
    """

    line: int
    reason: Reason
    severity: Severity
    column: str = ""
    value: str = ""
    why: tuple[Reason, ...] = ()
    other: int = 0


@dataclass(frozen=True)
class Candidate:
    """A possible encoding of a list, with a line of the list as it would read."""

    encoding: str
    preview: str


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook that can be chosen: its name, how many rows it holds, whether it is hidden."""

    name: str
    rows: int
    visible: bool = True


@dataclass(frozen=True)
class Table:
    """A list as read. Every row has exactly as many cells as the header; ``line_numbers`` go with the rows.

    ``format`` is what the file is by its content: "csv", "xlsx", "xlsb", "xls" or "ods". A workbook has ``sheets``,
    the one read is ``sheet``; encoding and separator say nothing then.

    ``encoding_certain`` is False when the bytes do not tell: then the user chooses among ``candidates``, best first,
    and ``rows`` show the first of them. ``more`` says that the reading stopped at the asked number of rows.
    ``header_line`` is the file's line that the header was taken from.
    """

    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    line_numbers: Sequence[int]
    encoding: str = "utf-8"
    encoding_certain: bool = True
    delimiter: str = ","
    problems: tuple[RowProblem, ...] = ()
    candidates: tuple[Candidate, ...] = field(default=())
    more: bool = False
    format: str = "csv"
    sheets: tuple[Sheet, ...] = ()
    sheet: str = ""
    header_line: int = 1
