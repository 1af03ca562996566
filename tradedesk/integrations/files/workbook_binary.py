"""Error cells of binary workbooks (.xlsb, .xls): the reader gives them as empty, so the file itself is looked through.

Records are as [MS-XLSB] and [MS-XLS] describe them, the file around an .xls as [MS-CFB] does. Most sheets hold no
error: what could be one is searched for as bytes first.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterator
from itertools import islice

#: What a cell that could not be reckoned shows, by its number.
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip
#: An error by its (row, column) from 0.
Errors = dict[tuple[int, int], str]

_CODE = rb"[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]"
# .xlsb: a cell's column (below 65,536) and style stand before its value.
_ROW, _ERROR, _FORMULA_ERROR, _SHEET = 0, 3, 11, 156
_PERHAPS = re.compile(rb"(?s)(?:\x03\x09|\x0b(?:[\x0c-\x7f]|[\x80-\xff][\x01-\x7f]))..\x00\x00.{4}" + _CODE)
# .xls: an error itself, and a formula whose result is one.
_BOOLERR = re.compile(rb"(?s)\x05\x02\x08\x00(..)(..)..(" + _CODE + rb")\x01")
_FORMULA = re.compile(rb"(?s)\x06\x00..(..)(..)..\x02.(" + _CODE + rb")...\xff\xff")
_BOUNDSHEET, _END = 0x85, 0x0A
#: The head of a compound file: sectors of 512 or 4,096 bytes, small ones of 64.
_COMPOUND = re.compile(rb"(?s)\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.{22}(?:\x09|\x0c)\x00\x06\x00")
_LAST_SECTOR = 0xFFFFFFF9
_HEAD, _SMALL = 512, 64


def errors_of_xlsb_sheet(part: bytes) -> Errors:
    """The error cells of a worksheet part of an .xlsb."""
    if not _PERHAPS.search(part):
        return {}
    found: Errors = {}
    row = 0
    for kind, content in _records(part):
        if kind == _ROW:
            row = int.from_bytes(content[:4], "little")
        elif kind in (_ERROR, _FORMULA_ERROR) and len(content) > 8:
            found[row, int.from_bytes(content[:4], "little")] = ERRORS.get(content[8], "#?")
    return found


def sheets_of_xlsb(book: bytes) -> dict[str, str]:
    """The names of an .xlsb's sheets by the relation that leads to each."""
    found = {}
    for kind, content in _records(book):
        if kind == _SHEET:
            relation, rest = _wide(content[8:])
            found[relation] = _wide(rest)[0]
    return found


def errors_of_xls(file: bytes) -> dict[str, Errors]:
    """The error cells of an .xls by the sheet's name; nothing for a file of Excel 95 or older."""
    stream = _Compound(file).stream("Workbook") if _COMPOUND.match(file) and len(file) > _HEAD else b""
    sheets = sorted((begin, name) for begin, name in _sheets_of_xls(stream))
    ends = [*(begin for begin, _name in sheets[1:]), len(stream)]
    return {
        name: {
            (int.from_bytes(row, "little"), int.from_bytes(column, "little")): ERRORS[code[0]]
            for pattern in (_BOOLERR, _FORMULA)
            for row, column, code in pattern.findall(stream[begin:end])
        }
        for (begin, name), end in zip(sheets, ends, strict=False)
    }


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of every record; number and length stand in seven bits a byte. A cut-off one ends it."""
    at = 0
    try:
        while at < len(part):
            kind, at = part[at], at + 1
            if kind & 0x80:
                kind, at = kind & 0x7F | part[at] << 7, at + 1
            size = shift = 0
            while True:
                byte, at = part[at], at + 1
                size |= (byte & 0x7F) << shift
                shift += 7
                if not byte & 0x80 or shift > 21:
                    break
            yield kind, part[at : at + size]
            at += size
    except IndexError:
        return


def _wide(raw: bytes) -> tuple[str, bytes]:
    """A text with its length before it, and what follows."""
    end = 4 + 2 * int.from_bytes(raw[:4], "little")
    return raw[4:end].decode("utf-16-le", "replace"), raw[end:]


def _sheets_of_xls(stream: bytes) -> Iterator[tuple[int, str]]:
    """Where each sheet begins, and its name."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        content = stream[at + 4 : at + 4 + size]
        if kind == _END:
            return
        if kind == _BOUNDSHEET and size > 8:
            coding = "utf-16-le" if content[7] & 1 else "latin-1"
            yield int.from_bytes(content[:4], "little"), content[8:].decode(coding, "replace")
        at += 4 + size


class _Compound:
    """A compound file: streams that are chains of sectors, those below a size in a stream of their own."""

    def __init__(self, file: bytes) -> None:
        self._file = file
        self._size = 1 << file[30]
        self._most = len(file) // self._size + 1
        directory, self._smallest, small = struct.unpack_from("<I4xII", file, 48)
        tables = islice((each for each in self._tables() if each <= _LAST_SECTOR), self._most)
        self._next = _numbers(b"".join(map(self._sector, tables)))
        self._small_next = _numbers(self._chain(small))
        whole = self._chain(directory)
        self._entries = [whole[at : at + 128] for at in range(0, len(whole) - 127, 128)]

    def stream(self, name: str) -> bytes:
        """What stands under a name; empty where nothing does."""
        wanted = name.encode("utf-16-le")
        entry = next((each for each in self._entries if each.startswith(wanted + b"\0\0")), None)
        if entry is None:
            return b""
        begin, length = struct.unpack_from("<II", entry, 116)
        if length >= self._smallest:
            return self._chain(begin)[:length]
        small = self._chain(int.from_bytes(self._entries[0][116:120], "little"))
        places = _places(self._small_next, begin, len(small) // _SMALL)
        return b"".join(small[each * _SMALL : (each + 1) * _SMALL] for each in places)[:length]

    def _tables(self) -> Iterator[int]:
        """The sectors that say which sector follows which: the first stand in the head, the others in a chain."""
        yield from _numbers(self._file[76:512])
        following, count = struct.unpack_from("<II", self._file, 68)
        for _ in range(min(count, self._most)):
            *sectors, following = _numbers(self._sector(following))
            yield from sectors

    def _chain(self, begin: int) -> bytes:
        return b"".join(map(self._sector, _places(self._next, begin, self._most)))

    def _sector(self, number: int) -> bytes:
        return self._file[(number + 1) * self._size : (number + 2) * self._size].ljust(self._size, b"\xff")


def _numbers(raw: bytes) -> array[int]:
    return array("I", raw[: len(raw) // 4 * 4])


def _places(following: array[int], begin: int, most: int) -> Iterator[int]:
    """The sectors of a chain, at most as many as the file has: a damaged one may lead in a circle."""
    for _ in range(most):
        if begin >= len(following):
            return
        yield begin
        begin = following[begin]
