"""Tables written for other programs: Excel workbooks and CSV, with nothing in a cell that could act as a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
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
    """Write an .xlsx file, a sheet and a row at a time. Raises OSError, and NeighbourFailed "export-too-long"."""
    import tempfile

    # The rows wait beside the file, where there must be room anyway, and nothing of them stays there.
    with tempfile.TemporaryDirectory(prefix=".tradedesk-", dir=path.parent) as aside:
        path.write_bytes(_workbook(sheets, aside))


class _Packed(BytesIO):
    """Stays open to the last: of a workbook that is given up the library closes its pack when this may be gone."""

    def close(self) -> None:
        """Nothing: the memory goes with the object."""


def _workbook(sheets: Sequence[Sheet], aside: str) -> bytes:
    """The packed workbook; it is made in memory, since its library says of a full disk only that there is no file."""
    import xlsxwriter

    packed = _Packed()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "tmpdir": aside}  # fmt: skip
    book = xlsxwriter.Workbook(packed, options)
    bold = book.add_format({"bold": True})
    try:
        for each in sheets:
            _fill(book.add_worksheet(each.name[:31]), each, bold)
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        problem = error.args[0]
        raise OSError(problem.errno, problem.strerror) from None
    finally:
        for sheet in book.worksheets():  # what its library leaves open when it is stopped
            with suppress(OSError):
                sheet.row_data_fh.close()
    return packed.getvalue()


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
    """Write a CSV file: UTF-8 with a mark, so that Excel reads it, commas, CR LF. Raises OSError."""
    import csv

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.header)
        writer.writerows([_harmless(value) for value in row] for row in table.rows)


def _harmless(value: str | int | None) -> str:
    """The text as it may stand in a CSV: what would act as a formula gets an apostrophe before it."""
    text = "" if value is None else str(value)
    if text.startswith(_ACTS) and not _HARMLESS.fullmatch(text):
        return "'" + text
    return text
