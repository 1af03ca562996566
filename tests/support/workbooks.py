"""Workbooks written by a test: .xlsx as a spreadsheet writes it, .ods by hand, and zip archives that mean no good."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data" / "workbooks"


def xlsx(
    path: Path, sheets: dict[str, Sequence[Sequence[Any]]], more: Callable[[Any], object] | None = None, **options: Any
) -> Path:
    """A workbook with these sheets; ``more`` is given the open workbook."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", **options}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        if more is not None:
            more(book)
    return path


def ods(path: Path, rows: Sequence[Sequence[str | float]]) -> Path:
    """A workbook of one sheet as LibreOffice writes it, a thousand formatted rows below it."""
    cells = "".join(
        "<table:table-row>" + "".join(_ods_cell(cell) for cell in row) + "</table:table-row>" for row in rows
    )
    empty = '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>'
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="Kunden">{cells}{empty}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return path


def _ods_cell(cell: str | float) -> str:
    if isinstance(cell, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    )


def with_sheet(path: Path, source: Path, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with the text of its first sheet changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            text = old.read(member.filename)
            new.writestr(member.filename, change(text) if member.filename.endswith("/sheet1.xml") else text)
    return path
