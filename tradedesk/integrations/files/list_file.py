"""Reads a list from a file by what the file is, whatever its name says: a text, a workbook, or business cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.table import Table
from tradedesk.integrations.files import csv_file

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
#: The names of an OLE file's parts, as they stand in its directory.
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_BOOKS = tuple(name.encode("utf-16-le") + b"\0\0" for name in ("Workbook", "Book"))


def read_table(
    path: Path | str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    limit: int | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Table:
    """Read a list whole, or its first ``limit`` rows for a preview. The file is only ever read.

    ``sheet`` is the sheet of a workbook that the user chose, ``encoding`` and ``delimiter`` those of a text; None finds
    out. ``cancelled`` is asked now and then. Raises as ``csv_file.read_table`` and ``workbook.opened``.
    """
    place = Path(path)
    kind = kind_of(place)
    if kind == "vcf":
        from tradedesk.integrations.files.vcard_table import read_card_file

        return read_card_file(place, encoding=encoding, cancelled=cancelled)
    if kind == "csv":
        return csv_file.read_table(place, encoding=encoding, delimiter=delimiter, limit=limit, cancelled=cancelled)
    return _read_workbook(place, kind, sheet, limit, cancelled)


def without_headings(table: Table) -> Table:
    """The same list where its first row is no header but a row as all others; the columns are A, B, C … ."""
    from tradedesk.integrations.files.packed_rows import PackedRows

    return replace(
        table,
        header=tuple(map(_letters, range(len(table.header)))),
        rows=PackedRows(chain((table.header,), table.rows)),
        line_numbers=(table.header_line, *table.line_numbers),
        problems=tuple(each for each in table.problems if each.reason.code != "heading-twice"),
    )


def _letters(column: int) -> str:
    """What spreadsheets call a column: 0 is A, 26 is AA."""
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def kind_of(path: Path) -> str:
    """What the file is by its first bytes: "csv" for every text but business cards, "vcf".

    Raises RuleSaysNo ``workbook-password``, ``workbook-damaged`` and ``list-other-format``, and what
    ``csv_file.opening_bytes`` raises for what cannot be read at all.
    """
    start = csv_file.opening_bytes(path)
    if start.startswith(_ZIP):
        return _kind_of_zip(path)
    if start.startswith(_OLE):
        return _kind_of_ole(path)
    if start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        # Web pages and XML under the name .xls: what a spreadsheet makes of them is not written in them.
        raise RuleSaysNo("list-other-format", "file", file=path.name, format="html")
    # Two bytes a letter or one: business cards begin with the same word.
    if start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")[:11].upper() == b"BEGIN:VCARD":
        return "vcf"
    return "csv"


def _kind_of_zip(path: Path) -> str:
    import zipfile

    from tradedesk.integrations.files.workbook_zip import kind_of_archive

    try:
        kind = kind_of_archive(path)
    except (zipfile.BadZipFile, OSError, KeyError, RuntimeError, NotImplementedError) as error:
        raise RuleSaysNo("workbook-damaged", "file", file=path.name, why=str(error)[:200]) from error
    if kind not in ("xlsx", "xlsb", "ods"):
        raise RuleSaysNo("list-other-format", "file", file=path.name, format=kind)
    return kind


def _kind_of_ole(path: Path) -> str:
    raw = path.read_bytes()
    if _PASSWORD in raw:
        raise RuleSaysNo("workbook-password", "file", file=path.name)
    if not any(name in raw for name in _BOOKS):
        raise RuleSaysNo("list-other-format", "file", file=path.name, format="doc")
    return "xls"


def _read_workbook(
    path: Path, kind: str, sheet: str | None, limit: int | None, cancelled: Callable[[], bool] | None
) -> Table:
    from tradedesk.integrations.files.sheet_rows import SheetRows
    from tradedesk.integrations.files.workbook import opened

    with opened(path, sheet, cancelled) as (facts, rows):
        reading = SheetRows(facts, limit, cancelled)
        reading.read(rows)
    if not reading.header:
        raise RuleSaysNo("list-empty", "file", file=path.name)
    return Table(
        header=reading.header,
        rows=reading.rows,
        line_numbers=reading.line_numbers,
        problems=tuple(sorted(reading.problems, key=lambda problem: problem.line)),
        more=reading.more,
        format=kind,
        sheets=facts.sheets,
        sheet=facts.sheet,
        header_line=reading.header_line,
    )
