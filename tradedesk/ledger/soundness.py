"""Looking through the whole file for damage: the pages have no sums of their own, so only looking tells."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from tradedesk.ledger.connection import Connection, connect

#: So many findings are named at most.
_MOST = 20


def check_whole(connection: Connection) -> list[str]:
    """SQLite's own quick check and the foreign keys; an empty list means whole."""
    try:
        found = [row[0] for row in connection.execute(f"pragma quick_check({_MOST})") if row[0] != "ok"]
        found += [f"{row[0]} {row[1]}" for row in connection.execute("pragma foreign_key_check").fetchmany(_MOST)]
    except sqlite.OperationalError:  # ended, or locked: that says nothing of the file
        raise
    except sqlite.DatabaseError as error:
        return [str(error)]
    return found


def look_through(path: Path, ended_by: Callable[[Callable[[], None]], None]) -> list[str] | None:
    """What ``check_whole`` finds, on a connection of its own beside the one that works; None when it was ended.

    ``ended_by`` is given what ends it, to be called from any thread. Raises NeighbourFailed, also where the file is not
    in its place any more: none is made there.
    """
    connection = connect(path, existing=True)
    try:
        connection.execute("pragma query_only=on")
        connection.execute("pragma wal_autocheckpoint=0")  # only the one that writes may do that
        ended_by(lambda: _interrupt(connection))
        return check_whole(connection)
    except sqlite.OperationalError:
        return None
    finally:
        connection.close()


def _interrupt(connection: Connection) -> None:
    with suppress(sqlite.ProgrammingError):  # it was through in that moment
        connection.interrupt()
