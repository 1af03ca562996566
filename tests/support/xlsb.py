"""A binary workbook (.xlsb) written record by record, as [MS-XLSB] describes it: no library at hand writes one.

A record is its number, the length of what it holds, and that. Of each part only the records stand here without which it
would not be a workbook.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

_BEGIN_SHEET, _END_SHEET, _SIZE, _BEGIN_ROWS, _END_ROWS, _ROW = 129, 130, 148, 145, 146, 0
_NUMBER, _TRUTH, _ERROR, _TEXT = 5, 4, 3, 7
_BEGIN_BOOK, _END_BOOK, _BEGIN_SHEETS, _END_SHEETS, _SHEET = 131, 132, 143, 144, 156
_BEGIN_TEXTS, _END_TEXTS, _ONE_TEXT = 159, 160, 19
_BEGIN_STYLES, _END_STYLES, _BEGIN_FORMATS, _END_FORMATS, _FORMAT = 278, 279, 617, 618, 47
#: Number formats by their number: as it is, a day.
_PLAIN, _DAY = 0, 14
_FIRST_DAY = date(1899, 12, 30)
#: What stands in a cell that could not be reckoned, by its number.
_ERRORS = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.ms-excel."

Cell = str | float | bool | date


def xlsb(path: Path, sheets: dict[str, Sequence[Sequence[Cell]]], hidden: Sequence[str] = ()) -> Path:
    """A workbook with these sheets; a text like "#N/A" is an error."""
    texts: dict[str, int] = {}
    parts = {f"worksheets/sheet{at}.bin": _sheet(rows, texts) for at, rows in enumerate(sheets.values(), start=1)}
    kinds = dict.fromkeys(parts, "worksheet") | {"styles.bin": "styles", "sharedStrings.bin": "sharedStrings"}
    parts |= {"styles.bin": _styles(), "sharedStrings.bin": _texts(texts), "workbook.bin": _book(list(sheets), hidden)}
    types = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{_CONTENT}{kind}"/>' for part, kind in kinds.items()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" '
            f'ContentType="{_CONTENT}sheet.binary.macroEnabled.main"/><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        )
        archive.writestr("_rels/.rels", _relations({"xl/workbook.bin": "officeDocument"}))
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(kinds))
        for part, content in parts.items():
            archive.writestr(f"xl/{part}", content)
    return path


def _relations(kinds: dict[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="rId{at}" Type="{_TYPE}/{kind}" Target="{part}"/>'
        for at, (part, kind) in enumerate(kinds.items(), start=1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{told}</Relationships>'


def _record(number: int, content: bytes = b"") -> bytes:
    """Number and length stand in seven bits a byte; the eighth says that one more follows."""
    head = bytes((number,)) if number < 128 else bytes((number & 0x7F | 0x80, number >> 7))
    size = len(content)
    while size > 127:
        head += bytes((size & 0x7F | 0x80,))
        size >>= 7
    return head + bytes((size,)) + content


def _wide(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def _book(names: Sequence[str], hidden: Sequence[str]) -> bytes:
    told = b"".join(
        _record(_SHEET, struct.pack("<II", int(name in hidden), at) + _wide(f"rId{at}") + _wide(name))
        for at, name in enumerate(names, start=1)
    )
    return _record(_BEGIN_BOOK) + _record(_BEGIN_SHEETS) + told + _record(_END_SHEETS) + _record(_END_BOOK)


def _sheet(rows: Sequence[Sequence[Cell]], texts: dict[str, int]) -> bytes:
    widest = max(map(len, rows), default=1)
    told = [_record(_BEGIN_SHEET), _record(_SIZE, struct.pack("<4I", 0, max(len(rows) - 1, 0), 0, widest - 1))]
    told.append(_record(_BEGIN_ROWS))
    for at, row in enumerate(rows):
        # Its number, format, height in twentieths of a point, flags, and the one span of its cells.
        told.append(_record(_ROW, struct.pack("<IIH3x3I", at, 0, 264, 1, 0, max(len(row) - 1, 0))))
        told += [_cell(column, cell, texts) for column, cell in enumerate(row) if cell != ""]
    return b"".join((*told, _record(_END_ROWS), _record(_END_SHEET)))


def _cell(column: int, cell: Cell, texts: dict[str, int]) -> bytes:
    style = 1 if isinstance(cell, date) else 0
    place = struct.pack("<II", column, style)
    if isinstance(cell, bool):
        return _record(_TRUTH, place + bytes((cell,)))
    if isinstance(cell, str):
        if cell in _ERRORS:
            return _record(_ERROR, place + bytes((_ERRORS[cell],)))
        return _record(_TEXT, place + struct.pack("<I", texts.setdefault(cell, len(texts))))
    number = (cell - _FIRST_DAY).days if isinstance(cell, date) else cell
    return _record(_NUMBER, place + struct.pack("<d", number))


def _texts(texts: dict[str, int]) -> bytes:
    told = b"".join(_record(_ONE_TEXT, b"\0" + _wide(text)) for text in texts)
    return _record(_BEGIN_TEXTS, struct.pack("<II", len(texts), len(texts))) + told + _record(_END_TEXTS)


def _styles() -> bytes:
    formats = b"".join(_record(_FORMAT, struct.pack("<HH12x", 0, which)) for which in (_PLAIN, _DAY))
    within = _record(_BEGIN_FORMATS, struct.pack("<I", 2)) + formats + _record(_END_FORMATS)
    return _record(_BEGIN_STYLES) + within + _record(_END_STYLES)
