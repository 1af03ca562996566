"""Rows of a long list kept small: 100,000 rows of a list take a few megabytes and not a hundred."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

Cells = tuple[str, ...]
_BATCH = 500


class PackedRows(Sequence[Cells]):
    """A sequence of rows that can only grow; read from its beginning it unpacks each batch once."""

    def __init__(self, rows: Iterable[Cells] = ()) -> None:
        self._packed: list[bytes] = []
        self._open: list[Cells] = []
        self._at, self._unpacked = -1, [()]  # type: tuple[int, list[Cells]]
        for row in rows:
            self.append(row)

    def append(self, row: Cells) -> None:
        """Add a row at the end."""
        self._open.append(row)
        if len(self._open) == _BATCH:
            # Our own strings, packed and unpacked by this very process: nothing from outside is unmarshalled.
            self._packed.append(zlib.compress(marshal.dumps(self._open), 1))
            self._open = []

    def __len__(self) -> int:
        return len(self._packed) * _BATCH + len(self._open)

    def __iter__(self) -> Iterator[Cells]:
        for packed in self._packed:
            yield from marshal.loads(zlib.decompress(packed))  # noqa: S302 - packed above
        yield from self._open

    @overload
    def __getitem__(self, place: int) -> Cells: ...

    @overload
    def __getitem__(self, place: slice) -> list[Cells]: ...

    def __getitem__(self, place: int | slice) -> Cells | list[Cells]:
        if isinstance(place, slice):
            return [self._row(at) for at in range(*place.indices(len(self)))]
        return self._row(place + len(self) if place < 0 else place)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_same, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"PackedRows({list(self[:3])!r}… {len(self)} rows)"

    def _row(self, place: int) -> Cells:
        if not 0 <= place < len(self):
            raise IndexError(place)
        batch, at = divmod(place, _BATCH)
        if batch == len(self._packed):
            return self._open[at]
        if batch != self._at:
            self._at, self._unpacked = batch, marshal.loads(zlib.decompress(self._packed[batch]))  # noqa: S302
        return self._unpacked[at]


def _same(one: object, other: object) -> bool:
    return one == other
