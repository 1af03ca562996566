"""Reading: plain SQL on the ledger's one connection, rows as tuples or as dictionaries."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from tradedesk.ledger.connection import Connection

Row = dict[str, Any]


class Reader:
    """Plain SQL reads. A test can count the statements in ``statements``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.statements = 0

    def all(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Every row, as tuples."""
        self.statements += 1
        rows: list[tuple[Any, ...]] = self._connection.execute(sql, tuple(parameters)).fetchall()
        return rows

    def first(self, sql: str, parameters: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """The first row or None."""
        self.statements += 1
        row: tuple[Any, ...] | None = self._connection.execute(sql, tuple(parameters)).fetchone()
        return row

    def value(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.first(sql, parameters)
        return None if row is None else row[0]

    def numbers(self, sql: str, parameters: Sequence[object] = ()) -> array[int]:
        """All of the one column ``id``, in the order of the rows.

        SQLite hands them over in one piece: row by row, the lane and the window would take turns 200,000 times.
        """
        return array("q", json.loads(self.value(f"select json_group_array(id) from ({sql})", parameters)))  # noqa: S608

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Every row, as dictionaries by column name."""
        self.statements += 1
        cursor = self._connection.execute(sql, tuple(parameters))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def row(self, table: str, row_id: int) -> Row | None:
        """One row of a table by its number, or None. ``table`` is one of our own names, never data."""
        found = self.rows(f"select * from {table} where id = ?", (row_id,))  # noqa: S608
        return found[0] if found else None

    def stream(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows one after the other, for long results."""
        self.statements += 1
        yield from self._connection.execute(sql, tuple(parameters))


def marks(values: Sequence[object]) -> str:
    """ "?,?,?" for an IN list."""
    return ",".join("?" * len(values))
