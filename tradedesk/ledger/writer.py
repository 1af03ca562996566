"""Writing: every change of the ledger goes through one Writer, which records how to take it back.

The Writer also keeps the search indexes in step, in the same transaction (in code rather than by SQL triggers, so
that any other tool can still open the file).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from tradedesk.domain.errors import ChangedElsewhere, NotThere
from tradedesk.ledger.connection import Connection
from tradedesk.ledger.indexes import Indexes
from tradedesk.ledger.reader import Reader, Row, marks
from tradedesk.ledger.tables import metadata

Inverse = dict[str, Any]

#: Which noun a table's row belongs to, for the announcement after the commit.
_NOUN = {
    "contacts": ("parties", "party_id"),
    "addresses": ("parties", "party_id"),
    "postal_addresses": ("parties", "party_id"),
    "employments": ("parties", "party_id"),
    "bank_accounts": ("parties", "party_id"),
    "order_charges": ("orders", "order_id"),
    "order_versions": ("orders", "order_id"),
    "promise_terms": ("orders", "order_id"),
    "order_lines": ("orders", "order_id"),
    "nodes": ("orders", "order_id"),
    "instalments": ("orders", "order_id"),
    "shipments": ("orders", "order_id"),
    "order_roles": ("orders", "order_id"),
    "incidents": ("orders", "order_id"),
    "documents": ("orders", "order_id"),
    "message_recipients": ("messages", "message_id"),
    "message_attachments": ("messages", "message_id"),
}

#: Tables whose rows are bookkeeping and are neither announced nor taken back.
_SILENT = frozenset({"undo_steps", "imports", "list_layouts"})


#: Rows of a large change that are taken back between two looks at whether somebody waits for it.
_PART = 500

#: The number of the row that a prepared statement changes.
_ROW = "of_row"


def _quoted(column: str) -> str:
    return f'"{column}"'


@cache
def _insert_into(table: str) -> sa.Insert:
    # One statement a table, the values given when it is run: SQLAlchemy then takes the SQL it made before.
    return sa.insert(metadata.tables[table])


@cache
def _update_of(table: str) -> sa.Update:
    target = metadata.tables[table]
    return sa.update(target).where(target.c.id == sa.bindparam(_ROW))


@cache
def _delete_from(table: str) -> sa.Delete:
    target = metadata.tables[table]
    return sa.delete(target).where(target.c.id == sa.bindparam(_ROW))


class Writer(Reader):
    """Insert, update and delete by table name; remembers the inverse of each and what changed."""

    def __init__(self, connection: Connection, engine_connection: sa.Connection) -> None:
        super().__init__(connection)
        self._engine = engine_connection
        self._indexes = Indexes(self)
        self.inverse: list[Inverse] = []
        self.changes: set[tuple[str, int]] = set()
        #: What was done, where that is only known at the end; else it is what the unit of work was begun with.
        self.label = ""
        #: Whether rows went of which nothing is kept: that cannot be taken back.
        self.is_final = False
        # Rows that this unit of work adds or takes back in bulk, by table.
        self._in_bulk: dict[str, range] = {}

    @property
    def is_bulk(self) -> bool:
        """Whether rows came or went in bulk: then not each of them is among the changes."""
        return bool(self._in_bulk)

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Add a row and return its number."""
        key = self._engine.execute(_insert_into(table), dict(values)).inserted_primary_key
        row_id = int(key[0]) if key is not None else 0
        self._note(table, row_id, values)
        self._take_back({"do": "delete", "table": table, "id": row_id, "version": int(values.get("version", 1))})
        return row_id

    def insert_many(self, table: str, rows: Sequence[Mapping[str, Any]]) -> range:
        """Add many rows of the same columns (two or more) at once; their numbers follow one another."""
        if not rows:
            return range(0)
        first = int(self.value("select coalesce(max(seq), 0) from sqlite_sequence where name = ?", (table,)) or 0) + 1
        names = ("id", *rows[0])
        sql = f"insert into {table} ({', '.join(map(_quoted, names))}) values ({marks(names)})"  # noqa: S608
        values = itemgetter(*rows[0])
        # Straight to the driver: SQLAlchemy would take every one of these rows apart once more.
        self.many(sql, [(number, *values(row)) for number, row in enumerate(rows, first)])
        numbers = range(first, first + len(rows))
        self._note_many(table, numbers, rows)
        self._take_back_range(table, numbers)
        return numbers

    def update(self, table: str, row_id: int, values: Mapping[str, Any], version: int | None = None) -> int:
        """Change some columns of a row; returns its new version.

        ``version`` is the one the change was made on; raises ChangedElsewhere when the row has another by now and
        NotThere when there is no such row.
        """
        before = self.row(table, row_id)
        if before is None:
            raise NotThere(table, row_id)
        if version is not None and before["version"] != version:
            raise ChangedElsewhere(table, row_id)
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return int(before["version"])
        target = metadata.tables[table]
        new_version = int(before["version"]) + 1
        self._set(target, before, {**changed, "version": new_version})
        return new_version

    def delete(self, table: str, row_id: int, version: int | None = None) -> None:
        """Remove a row. Raises like ``update``; a row that others refer to stays (TradeError still-referred-to)."""
        before = self.row(table, row_id)
        if before is None:
            raise NotThere(table, row_id)
        if version is not None and before["version"] != version:
            raise ChangedElsewhere(table, row_id)
        self._delete_row(table, before)
        self._take_back({"do": "insert", "table": table, "row": before})

    def apply(self, inverse: Sequence[Inverse], told: Callable[[int], object] = lambda _rows: None) -> None:
        """Take back a recorded change, newest first; what this does can itself be taken back.

        Of rows that were added in bulk ``told`` is told how many went, now and then; it may raise to end it all.
        """
        for step in inverse:
            if step["do"] == "delete-range":
                self._in_bulk[step["table"]] = range(step["first"], step["first"] + step["count"])
        for step in reversed(inverse):
            if step["do"] == "delete":
                self.delete(step["table"], step["id"], step["version"])
            elif step["do"] == "update":
                self._put_back(step)
            elif step["do"] == "insert":
                self._restore(step["table"], step["row"])
            else:
                self._delete_range(step["table"], step["first"], step["count"], told)

    def carry_undo(self, table: str, row_id: int, before: int, after: int) -> None:
        """Let the step that waits for a row in one version wait for it in another: what was changed is no step itself.

        Taking that step back then puts back what it changed and leaves the rest of the row as it is.
        """
        waits = f'"table": "{table}", "id": {row_id}, "version": {before}'
        sql = """select id, inverse from undo_steps where used = 0 and (instr(inverse, ?) or instr(inverse, ?))
                 order by id desc limit 1"""
        found = self.first(sql, (waits + ",", waits + "}"))
        if found is not None:
            inverse = json.loads(found[1])
            for step in inverse:
                if (step["table"], step.get("id"), step.get("version")) == (table, row_id, before):
                    step["version"] = after
            self.update("undo_steps", found[0], {"inverse": json.dumps(inverse, ensure_ascii=False)})

    def many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Plain statements without an inverse: for the indexes, which follow their rows."""
        self.statements += 1
        self._connection.executemany(sql, rows)

    def finish(self) -> None:
        """Bring the search indexes up to date; called before the commit, and between the parts of a large change."""
        self._indexes.flush()

    def _set(self, target: sa.Table, before: Row, values: Mapping[str, Any]) -> None:
        row_id = before["id"]
        self._engine.execute(_update_of(target.name), {**values, _ROW: row_id})
        self._note(target.name, row_id, before)
        self._note(target.name, row_id, {**before, **values})
        old = {name: before[name] for name in values}
        step = {"do": "update", "table": target.name, "id": row_id, "version": values["version"], "values": old}
        self._take_back(step)

    def _put_back(self, step: Inverse) -> None:
        """The old values with their old version, so that the step before this one can be taken back as well."""
        now = self.row(step["table"], step["id"])
        if now is None or now["version"] != step["version"]:
            raise ChangedElsewhere(step["table"], step["id"])
        self._set(metadata.tables[step["table"]], now, step["values"])

    def _restore(self, table: str, row: Row) -> None:
        self._engine.execute(_insert_into(table), row)
        self._note(table, row["id"], row)
        self._take_back({"do": "delete", "table": table, "id": row["id"], "version": row["version"]})

    def _delete_range(self, table: str, first: int, count: int, told: Callable[[int], object]) -> None:
        between, last = "id between ? and ?", first + count - 1
        found = self.first(f"select count(*), max(version) from {table} where {between}", (first, last))  # noqa: S608
        if found is None or found[0] != count or found[1] != 1:
            raise ChangedElsewhere(table, first)
        parts = [(start, min(start + _PART - 1, last)) for start in range(first, last + 1, _PART)]
        for start, end in parts:
            # All of the index before the first row: SQLite writes out what is pending of it before each such statement.
            self._indexes.forget(table, range(start, end + 1))
            told(0)
        noun, column = _NOUN.get(table, ("", ""))
        for start, end in parts:
            if noun:
                sql = f"select distinct {column} from {table} where {between} and {column} is not null"  # noqa: S608
                parents = {row[0] for row in self.all(sql, (start, end)) if row[0] not in self._in_bulk.get(noun, ())}
                self._note_parents(noun, parents)
                self._indexes.touched(table, parents)
            self.many(f"delete from {table} where {between}", [(start, end)])  # noqa: S608
            told(end - start + 1)
        self.changes.add((table, first))
        self.is_final = True

    def _delete_row(self, table: str, before: Row) -> None:
        self._engine.execute(_delete_from(table), {_ROW: before["id"]})
        self._note(table, before["id"], before)

    def _take_back(self, step: Inverse) -> None:
        if step["table"] not in _SILENT:
            self.inverse.append(step)

    def _take_back_range(self, table: str, numbers: range) -> None:
        """Rows that follow those added last are taken back with them: a large import is a handful of steps."""
        for step in reversed(self.inverse):
            if step["do"] != "delete-range":
                break
            if step["table"] == table and step["first"] + step["count"] == numbers.start:
                step["count"] += len(numbers)
                return
        self._take_back({"do": "delete-range", "table": table, "first": numbers.start, "count": len(numbers)})

    def _note_many(self, table: str, numbers: range, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows added in bulk: told as one. Nobody has seen them yet, so nobody waits for one of them."""
        if table in _SILENT:
            return
        before = self._in_bulk.get(table, numbers)
        self._in_bulk[table] = range(before.start if before.stop == numbers.start else numbers.start, numbers.stop)
        self.changes.add((table, self._in_bulk[table].start))
        self._indexes.added(table, numbers)
        if table in _NOUN:
            noun, column = _NOUN[table]
            parents = {int(row[column]) for row in rows if row.get(column)}
            self._note_parents(noun, parents)
            self._indexes.touched(table, parents)

    def _note_parents(self, noun: str, parents: Iterable[int]) -> None:
        """The rows that others belong to, but for those that come or go in bulk themselves."""
        in_bulk = self._in_bulk.get(noun, range(0))
        self.changes.update((noun, parent) for parent in parents if parent not in in_bulk)

    def _note(self, table: str, row_id: int, values: Mapping[str, Any]) -> None:
        if table in _SILENT:
            return
        self.changes.add((table, row_id))
        noun = _NOUN.get(table)
        if noun and values.get(noun[1]):
            self.changes.add((noun[0], int(values[noun[1]])))
        self._indexes.note(table, row_id, values)
