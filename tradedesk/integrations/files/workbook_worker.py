"""The process in which a workbook is read: whatever a damaged or hostile file does to it, the program lives on.

One workbook a process. The job is one line of JSON on standard input, the answer lines of JSON on standard output:
first what the workbook holds, then the rows that are not blank in batches, at last ``{"end": true}``. While a large
sheet is being read an empty line comes now and then, so that the program can end the process when nobody waits.
"""

from __future__ import annotations

import json
import sys
import threading
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.import_fields import known_headings

#: Bytes of address space: a sheet of 1,000,000 rows needs less.
MEMORY_LIMIT = 3 * 1024 * 1024 * 1024
_BATCH = 500
#: Rows of a sheet in which its headings are looked for.
_LOOKED_AT = 25
_BEAT = 0.1
#: Numbers from here on are no longer exact in a spreadsheet.
_EXACT = 1e15


def main() -> int:
    """Read the workbook that the first line of the input names; 0."""
    job = json.loads(sys.stdin.buffer.readline())
    _limit_memory()
    done = threading.Event()
    lock = threading.Lock()

    def send(message: object) -> None:
        with lock:
            sys.stdout.buffer.write(json.dumps(message).encode("ascii") + b"\n")
            sys.stdout.buffer.flush()

    def beat() -> None:
        while not done.wait(_BEAT):
            send(None)

    heart = threading.Thread(target=beat, daemon=True)
    heart.start()
    try:
        read(Path(job["path"]), job["sheet"], send)
    except RuleSaysNo as no:
        send({"refused": no.code, "facts": {name: str(value) for name, value in no.facts.items()}})
    except MemoryError:
        send({"refused": "workbook-too-large", "facts": {"file": Path(job["path"]).name, "mib": MEMORY_LIMIT >> 20}})
    finally:
        done.set()
        heart.join()
    return 0


def read(path: Path, wanted: str | None, send: Any) -> None:
    """Send the workbook's sheets and one sheet's rows. RuleSaysNo for what cannot be read."""
    import zipfile
    import zlib

    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    from tradedesk.integrations.files.workbook_binary import errors_of_xls
    from tradedesk.integrations.files.workbook_zip import MOST_TOLD, SheetSigns, look_into

    try:
        packed = zipfile.is_zipfile(path)
        signs = look_into(path) if packed else {}
        book = CalamineWorkbook.from_path(path)
        sheets = _sheets(book)
        chosen = _chosen(sheets, wanted)
        if chosen is None:
            raise RuleSaysNo("list-empty", "file", file=path.name)
        sheet, seen = chosen.sheet, signs.get(chosen.name, SheetSigns())
        errors = seen.errors if packed else errors_of_xls(path.read_bytes()).get(chosen.name, {})
        send(
            {
                "sheets": [[each.name, each.rows, each.visible] for each in sheets],
                "sheet": chosen.name,
                "merged": [[*first, *last] for first, last in sheet.merged_cell_ranges or ()],
                "errors": [[*place, error] for place, error in islice(errors.items(), MOST_TOLD)],
                "without_value": seen.without_value,
                "first_column": sheet.start[1],
            }
        )
        _send_rows(sheet, send)
    except PasswordError:
        raise RuleSaysNo("workbook-password", "file", file=path.name) from None
    except (CalamineError, zipfile.BadZipFile, zlib.error, OSError, KeyError, ValueError, IndexError) as error:
        raise RuleSaysNo("workbook-damaged", "file", file=path.name, why=str(error)[:200]) from error


class _Sheet(NamedTuple):
    name: str
    rows: int
    visible: bool
    sheet: Any


def _sheets(book: Any) -> list[_Sheet]:
    """The worksheets: the visible ones first, of those the one with most rows."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    found = []
    for each in book.sheets_metadata:
        if each.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(each.name)
        rows = sheet.height if sheet.start is not None else 0
        found.append(_Sheet(each.name, rows, each.visible == SheetVisibleEnum.Visible, sheet))
    return sorted(found, key=lambda each: (not each.visible, -each.rows))


def _chosen(sheets: list[_Sheet], wanted: str | None) -> _Sheet | None:
    """The sheet that was asked for, else of those seen the one with most known headings; None where all are empty."""
    asked = [each for each in sheets if each.name == wanted] or [each for each in sheets if each.visible]
    return max((each for each in asked if each.rows), key=_headings, default=None)


def _headings(sheet: _Sheet) -> int:
    """How many headings that mean a field stand in one of a sheet's first rows; none below which no row can be."""
    first = islice(sheet.sheet.iter_rows(), _LOOKED_AT) if sheet.rows > 1 else ()
    return max((len(known_headings([text_of(cell) for cell in cells])) for cells in first), default=0)


def _send_rows(sheet: Any, send: Any) -> None:
    batch: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = [cell if type(cell) is str else text_of(cell) for cell in cells]
        if any(texts):
            batch.append((number, texts))
            if len(batch) == _BATCH:
                send(batch)
                batch = []
    send(batch)
    send({"end": True})


def text_of(value: object) -> str:
    """A cell's value as it would be typed: 8613812345678.0 is a number of 13 digits, a day has no time of day.

    A fraction of exactly three digits gets a zero more: 1.234 could be read as 1,234.
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        return _number(value)
    if isinstance(value, datetime):
        at_midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if at_midnight else value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M:%S")
    return str(value) if isinstance(value, timedelta) or value else ""


def _number(value: float) -> str:
    if abs(value) < _EXACT and value == int(value):
        return str(int(value))
    text = f"{value:.15g}"
    return text + "0" if "e" not in text and len(text.partition(".")[2]) == 3 else text.upper()


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource
        from contextlib import suppress

        with suppress(ValueError, OSError):  # macOS knows the limit but does not always take it
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
