"""Every reference can be followed backwards: to delete a row, SQLite asks each table that may refer to it.

Without these indexes it reads such a table whole for every row that goes, and a list of 100,000 customers could not be
taken back. Where a reference may be absent, only those that are there are in the index.
"""

from __future__ import annotations

from sqlalchemy import Index, MetaData, Table, UniqueConstraint


def index_references(metadata: MetaData) -> None:
    """Give an index to every reference that has none."""
    for table in metadata.tables.values():
        for column in table.columns:
            if column.foreign_keys and column.name not in _first_columns(table):
                kept = column.isnot(None) if column.nullable else None
                Index(f"ix_{table.name}_{column.name}", column, sqlite_where=kept)


def _first_columns(table: Table) -> set[str]:
    unique = [list(each.columns) for each in table.constraints if isinstance(each, UniqueConstraint)]
    return {columns[0].name for columns in (*unique, *(list(each.columns) for each in table.indexes)) if columns}
