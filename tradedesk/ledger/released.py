"""Every schema that a released program wrote, and a ledger of each, to prove that none is left behind."""

from __future__ import annotations

from pathlib import Path

from tradedesk.ledger.connection import APPLICATION_ID, SCHEMA_REVISION, connect
from tradedesk.ledger.soundness import check_whole
from tradedesk.ledger.upgrade import migrate, revisions

_PARTY = "Upgrade Trading LLC"


def earlier_schemas() -> tuple[str, ...]:
    """The revisions before the present one, the oldest first ("0001", …)."""
    return tuple(each for each in revisions() if each < SCHEMA_REVISION)


def make_ledger_of(revision: str, path: Path, key: bytes | None = None) -> None:
    """Write a ledger of an earlier schema with one customer in it."""
    connection = connect(path, key=key)
    try:
        migrate(connection, revision)
        connection.execute(f"pragma application_id={APPLICATION_ID}")
        connection.execute("insert into meta (name, value) values ('uuid', '0')")
        connection.execute("insert into parties (kind, name) values ('customer', ?)", (_PARTY,))
    finally:
        connection.close()


def make_ledger_of_a_newer_program(path: Path) -> None:
    """Write a ledger whose schema this program does not know."""
    make_ledger_of(SCHEMA_REVISION, path)
    connection = connect(path)
    try:
        connection.execute("update alembic_version set version_num = '9999'")
    finally:
        connection.close()


def is_whole_with_its_customer(path: Path, key: bytes | None = None) -> bool:
    """Whether a ledger made here is sound, of the present schema, and still has its customer."""
    connection = connect(path, key=key)
    try:
        names = [row[0] for row in connection.execute("select name from parties where kind = 'customer'")]
        revision = connection.execute("select version_num from alembic_version").fetchone()[0]
        return names == [_PARTY] and revision == SCHEMA_REVISION and not check_whole(connection)
    finally:
        connection.close()
