"""Reading: plain SQL on the ledger's one connection, rows as tuples or as dictionaries."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from operator import methodcaller
from typing import Any, TypeVar

import sqlcipher3.dbapi2 as sqlite

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.ledger.connection import Connection, unreadable

Row = dict[str, Any]
_Taken = TypeVar("_Taken")


class Reader:
    """Plain SQL reads. A test can count the statements in ``statements``.

    What the file itself refuses (damage, a disk that is gone) is raised as a TradeError; a wrong question stays one.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.statements = 0

    def all(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Every row, as tuples."""
        return self._asked(sql, parameters, _EVERY)

    def first(self, sql: str, parameters: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """The first row or None."""
        return self._asked(sql, parameters, _FIRST)

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
        return self._asked(sql, parameters, _by_name)

    def row(self, table: str, row_id: int) -> Row | None:
        """One row of a table by its number, or None. ``table`` is one of our own names, never data."""
        found = self.rows(f"select * from {table} where id = ?", (row_id,))  # noqa: S608
        return found[0] if found else None

    def stream(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows one after the other, for long results."""
        self.statements += 1
        try:
            yield from self._connection.execute(sql, tuple(parameters))
        except sqlite.Error as error:
            self._refuse(error)
            raise

    def _asked(self, sql: str, parameters: Sequence[object], take: Callable[[Any], _Taken]) -> _Taken:
        self.statements += 1
        try:
            return take(self._connection.execute(sql, tuple(parameters)))
        except sqlite.Error as error:
            self._refuse(error)
            raise
        except UnicodeEncodeError as error:
            raise RuleSaysNo("half-a-character") from error

    def _refuse(self, error: Exception) -> None:
        told = unreadable(error, self._connection)
        if told is not None:
            raise told from error


def _by_name(cursor: Any) -> list[Row]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_EVERY: Callable[[Any], list[tuple[Any, ...]]] = methodcaller("fetchall")
_FIRST: Callable[[Any], tuple[Any, ...] | None] = methodcaller("fetchone")


def marks(values: Sequence[object]) -> str:
    """ "?,?,?" for an IN list."""
    return ",".join("?" * len(values))
