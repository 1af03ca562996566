"""What all tables share: naming of constraints, and columns that recur.

Times are UTC text "YYYY-MM-DDTHH:MM:SSZ", days are text "YYYY-MM-DD", money is integer minor units beside an ISO
code, quantities and prices are exact decimal text. AUTOINCREMENT keeps a number from being given twice, so that the
log never points to another row than the one it meant.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *columns: Column[object] | object) -> Table:
    """A table with the row number and the version that every table of the ledger has."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("version", Integer, nullable=False, server_default="1"),
        *columns,  # type: ignore[arg-type]
        sqlite_autoincrement=True,
    )


def text(name: str) -> Column[str]:
    """A text that is empty rather than absent."""
    return Column(name, Text, nullable=False, server_default="")


def maybe_text(name: str) -> Column[str]:
    """A text (also a day or a time) that may be absent."""
    return Column(name, Text)


def number(name: str, default: int = 0) -> Column[int]:
    """A whole number that is always there."""
    return Column(name, Integer, nullable=False, server_default=str(default))


def maybe_number(name: str) -> Column[int]:
    """A whole number that may be absent."""
    return Column(name, Integer)


def link(name: str, target: str, *, required: bool = False) -> Column[int]:
    """A reference to another table's row."""
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=not required)
