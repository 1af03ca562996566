"""Tables written for other programs: Excel workbooks and CSV, with nothing in a cell that could act as a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tradedesk.domain.errors import NeighbourFailed

#: Excel's own limits: rows of a sheet, signs of a cell.
_MOST_ROWS = 1_048_576
_MOST_SIGNS = 32_767
#: What a spreadsheet would take for the beginning of a formula.
_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n")
#: A telephone or a negative number begins with such a sign and does nothing.
_HARMLESS = re.compile(r"[+-][\d\s().,/x-]*\d[\d\s().,/x-]*")


@dataclass(frozen=True)
class Sheet:
    """One table: its name, its headings, and its rows (text, whole numbers or None)."""

    name: str
    header: tuple[str, ...]
    rows: Iterable[Sequence[str | int | None]]


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write an .xlsx file, one sheet after another, a row at a time. Raises NeighbourFailed (see ``refused``)."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "tmpdir": str(path.parent)}  # fmt: skip
    try:
        book = xlsxwriter.Workbook(str(path), options)
        bold = book.add_format({"bold": True})
        for each in sheets:
            _fill(book.add_worksheet(each.name[:31]), each, bold)
        book.close()
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise refused(path, error) from error


def _fill(sheet: Any, table: Sheet, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(table.header):
        sheet.write_string(0, column, heading, bold)
        sheet.set_column(column, column, min(max(len(heading) + 2, 12), 40))
    for number, row in enumerate(table.rows, 1):
        if number >= _MOST_ROWS:
            raise NeighbourFailed("export-too-long", sheet=table.name, most=_MOST_ROWS - 1)
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, value[:_MOST_SIGNS])


def write_csv(path: Path, table: Sheet) -> None:
    """Write a CSV file: UTF-8 with a mark, so that Excel reads it, commas, CR LF. Raises NeighbourFailed."""
    import csv

    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.header)
            writer.writerows([_harmless(value) for value in row] for row in table.rows)
    except OSError as error:
        raise refused(path, error) from error


def refused(path: Path, error: Exception) -> NeighbourFailed:
    """What an operating system's refusal to write means: disk-full or file-not-writable, with the file's name."""
    import errno

    code = "disk-full" if getattr(error, "errno", None) == errno.ENOSPC else "file-not-writable"
    why = getattr(error, "strerror", None) or type(error).__name__
    return NeighbourFailed(code, file=path.name, why=why)


def _harmless(value: str | int | None) -> str:
    """The text as it may stand in a CSV: what would act as a formula gets an apostrophe before it."""
    text = "" if value is None else str(value)
    if text.startswith(_ACTS) and not _HARMLESS.fullmatch(text):
        return "'" + text
    return text
