"""Looking into a workbook that is a zip archive before it is read: how large it truly is, and what reading would lose.

A damaged or hostile file says that it is small and unpacks to gigabytes, or has one cell at the far corner of a sheet.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.integrations.files.workbook_binary import Errors, errors_of_xlsb_sheet, sheets_of_xlsb

#: Bytes that the parts of a workbook may unpack to, all together.
MOST_UNPACKED = 400 * 1024 * 1024
#: Cells of the rectangle that a sheet's cells span: the reader takes room for every one of them.
MOST_CELLS = 40_000_000
_PIECE = 1 << 20
#: Error cells that are told one by one.
MOST_TOLD = 500
_STORED, _DEFLATED = 0, 8
_LOCAL_HEAD = 30

_ERROR_CELL = re.compile(
    rb'<c (?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)?<v>([^<]{1,20})<'
)
_NO_VALUE = re.compile(rb'<c (?![^>]*\bt="str")[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)(?:<v></v>|<v ?/>)?</c>')
_ROW = re.compile(rb'<row [^>]*?\br="(\d{1,9})"')
_FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})\d')
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_QUOTED = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass
class SheetSigns:
    """What a sheet's own text shows beyond its values: errors by (row, column) from 0, formulas without a value."""

    errors: Errors = field(default_factory=dict)
    without_value: int = 0
    rows: int = 0
    columns: int = 26


def kind_of_archive(path: Path) -> str:
    """What a zip archive is: "xlsx", "xlsb", "ods", or a word for what is no workbook. Raises zipfile's errors."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "xl/workbook.bin" in names:
            return "xlsb"
        if any(name.startswith("xl/") for name in names):
            return "xlsx"
        if "mimetype" in names:
            with archive.open("mimetype") as file:
                said = file.read(100).decode("ascii", "replace")
            return "ods" if said.startswith("application/vnd.oasis.opendocument.spreadsheet") else "odt"
        return "docx" if any(name.startswith("word/") for name in names) else "zip"


def look_into(path: Path) -> dict[str, SheetSigns]:
    """Unpack every part once, counting: RuleSaysNo ``workbook-too-large`` before anything is read into memory.

    Returns the signs of each worksheet of an .xlsx or .xlsb by the sheet's name; of other kinds nothing.
    """
    signs: dict[str, SheetSigns] = {}
    total = 0
    with zipfile.ZipFile(path) as archive, path.open("rb") as raw:
        names = _sheet_names(archive)
        for member in archive.infolist():
            sheet = names.get(member.filename)
            found = signs.setdefault(sheet, SheetSigns()) if sheet is not None else None
            binary = bytearray() if member.filename.endswith(".bin") else None
            rest = b""
            for piece in _pieces(raw, member):
                total += len(piece)
                if total > MOST_UNPACKED:
                    raise _too_large(path)
                if found is not None and binary is not None:
                    binary += piece
                elif found is not None:
                    rest = _note(found, rest + piece)
            if found is not None and binary is not None:
                found.errors = errors_of_xlsb_sheet(bytes(binary))
            elif found is not None:
                _note(found, rest + b"<row ")
    if any(each.rows * each.columns > MOST_CELLS for each in signs.values()):
        raise _too_large(path)
    return signs


def _too_large(path: Path) -> RuleSaysNo:
    return RuleSaysNo("workbook-too-large", "file", file=path.name, mib=MOST_UNPACKED >> 20)


def _pieces(raw: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The true bytes of a part, whatever the archive's directory says of their number."""
    raw.seek(member.header_offset)
    head = raw.read(_LOCAL_HEAD)
    if len(head) < _LOCAL_HEAD or member.compress_type not in (_STORED, _DEFLATED):
        raise zipfile.BadZipFile(member.filename)
    raw.seek(sum(struct.unpack("<HH", head[26:])), 1)
    left = member.compress_size
    opened = zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0:
        packed = raw.read(min(left, _PIECE))
        if not packed:
            raise zipfile.BadZipFile(member.filename)
        left -= len(packed)
        if member.compress_type == _STORED:
            yield packed
            continue
        while packed:
            yield opened.decompress(packed, _PIECE)
            packed = opened.unconsumed_tail


def _note(signs: SheetSigns, text: bytes) -> bytes:
    """Note what whole rows show; returns the beginning of the row that the next piece goes on with."""
    cut = max(text.rfind(b"<row "), len(text) - _PIECE)
    whole = text[:cut]
    if b't="e"' in whole:
        for column, row, error in _ERROR_CELL.findall(whole):
            if len(signs.errors) < MOST_TOLD:
                signs.errors[int(row) - 1, _number(column)] = error.decode("ascii", "replace")
    if b"<f" in whole:
        signs.without_value += sum(1 for _ in _NO_VALUE.finditer(whole))
    signs.rows = max(signs.rows, max(map(int, _ROW.findall(whole)), default=0))
    far = set(_FAR_COLUMN.findall(whole))
    signs.columns = max(signs.columns, max((_number(each) + 1 for each in far), default=0))
    return text[cut:]


def _number(letters: bytes) -> int:
    """The column's number from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The sheet's name by the name of its part; empty where the archive is no .xlsx or .xlsb of the usual shape."""
    kept = set(archive.namelist())
    book = next((name for name in ("xl/workbook.xml", "xl/workbook.bin") if name in kept), "")
    relations = f"xl/_rels/{book.removeprefix('xl/')}.rels"
    if relations not in kept:
        return {}
    parts = {}
    for tag in _RELATION.findall(_part(archive, relations).decode("utf-8", "replace")):
        named = _attributes(tag)
        parts[named.get("Id", "")] = "xl/" + named.get("Target", "").removeprefix("/xl/")
    content = _part(archive, book)
    names = sheets_of_xlsb(content) if book.endswith(".bin") else _names_of_xlsx(content.decode("utf-8", "replace"))
    by_part = {parts.get(relation, ""): name for relation, name in names.items()}
    return {part: name for part, name in by_part.items() if part.startswith("xl/worksheets/")}


def _names_of_xlsx(book: str) -> dict[str, str]:
    from html import unescape

    tags = map(_attributes, _SHEET.findall(book))
    return {named.get("r:id", ""): unescape(named.get("name", "")) for named in tags}


def _attributes(tag: str) -> dict[str, str]:
    return {name: double or single for name, double, single in _QUOTED.findall(tag)}


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(_PIECE)
