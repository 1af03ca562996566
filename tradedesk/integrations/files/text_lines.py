"""The physical lines of a long text, cut one by one: a list of all of them would double the memory."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from typing import overload

#: LF, CR LF or CR alone end a line. Other separators of Unicode belong to the cells.
_END = re.compile("\r\n|\r|\n")


class TextLines(Sequence[str]):
    """Lines with their ends."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = array("q", [0])
        for end in _END.finditer(text):
            self._starts.append(end.end())
        if self._starts[-1] != len(text):
            self._starts.append(len(text))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[str]:
        return map(self._line, range(len(self)))

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self._line(at) for at in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._line(place % len(self))

    def _line(self, place: int) -> str:
        return self._text[self._starts[place] : self._starts[place + 1]]
