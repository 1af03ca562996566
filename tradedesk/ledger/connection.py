"""Opening the ledger file: one connection, the same pragmas always, and no stranger's file taken for a ledger.

sqlcipher3 is used on every system, keyed or not: it brings one recent SQLite everywhere.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from tradedesk.domain.errors import NeighbourFailed, TradeError

#: "TDsk" in SQLite's application_id: another program's database is never taken for a ledger.
APPLICATION_ID = 0x5444736B

#: The schema this program reads and writes; the newest migration's revision.
SCHEMA_REVISION = "0004"

#: What the search indexes hold; a ledger with another form gets them anew when it is opened.
INDEX_FORM = "5"

#: What SQLite says, and what it means to the user.
_COMPLAINTS = (
    ("full", "disk-full"),
    ("locked", "ledger-in-use"),
    ("busy", "ledger-in-use"),
    ("readonly", "ledger-read-only"),
    ("attempt to write", "ledger-read-only"),
    ("not a database", "not-a-ledger"),
    ("malformed", "ledger-damaged"),
    ("encrypted", "not-a-ledger"),
    ("FOREIGN KEY", "still-referred-to"),
    ("disk I/O", "ledger-unreachable"),
    ("unable to open", "ledger-unreachable"),
)
_NEIGHBOURS = frozenset({"disk-full", "ledger-in-use", "ledger-read-only", "ledger-unreachable", "ledger-damaged"})

#: What reading refuses for the file's sake; anything else there is a fault of ours.
_READING = frozenset({"ledger-damaged", "ledger-in-use", "ledger-unreachable", "not-a-ledger"})

#: Bytes without which SQLite cannot even begin to read beside a log.
_LEAST_ROOM = 64 * 1024

Connection = Any


def connect(path: Path, *, key: bytes | None = None, read_only: bool = False, existing: bool = False) -> Connection:
    """Open the file with the ledger's pragmas. ``key`` is a raw 32-byte key, or None for an unkeyed ledger.

    Where there is no file one is made, unless it is to be an ``existing`` one. Raises NeighbourFailed when the file
    cannot be opened or is not a database (or the key is wrong).
    """
    how = "?mode=rw" if existing else ""
    if read_only:
        # Where no log waits beside it, nothing is even locked: a ledger that is refused stays alone in its folder.
        waiting = path.with_name(path.name + "-wal").exists()
        how = "?mode=ro" if waiting else "?mode=ro&immutable=1"
    place = path.absolute().as_uri() + how if how else str(path)
    try:
        connection = sqlite.connect(place, uri=bool(how), isolation_level=None, check_same_thread=False)
    except sqlite.Error as error:
        raise translated(error, path) from error
    try:
        if key is not None:
            connection.execute(f"pragma key=\"x'{key.hex()}'\"")
        connection.execute("pragma trusted_schema=off")
        connection.execute("pragma cell_size_check=on")  # a damaged page is refused rather than read
        connection.execute("pragma foreign_keys=on")
        connection.execute("pragma busy_timeout=5000")
        connection.execute("pragma cache_size=-16384" if key is None else "pragma cache_size=-65536")
        connection.execute("pragma synchronous=full")
        connection.execute("select count(*) from sqlite_master").fetchone()
    except sqlite.Error as error:
        connection.close()
        raise translated(error, path) from error
    return connection


def begin_wal(connection: Connection) -> None:
    """Switch to the write-ahead log; it stays so in the file."""
    connection.execute("pragma journal_mode=wal")


def check_identity(connection: Connection, path: Path) -> str:
    """The ledger's schema revision, after making sure that this is a ledger of ours.

    Raises TradeError "not-a-ledger" for another program's database, an empty one, or one with foreign triggers or
    views, since those could act behind our back.
    """
    try:
        revision = _revision(connection)
    except sqlite.Error as error:
        raise unreadable(error, connection) or TradeError("not-a-ledger", file=path) from error
    if revision is None:
        raise TradeError("not-a-ledger", file=path)
    return revision


def _revision(connection: Connection) -> str | None:
    application_id = connection.execute("pragma application_id").fetchone()[0]
    names = {row[0] for row in connection.execute("select name from sqlite_master where type='table'")}
    strange = connection.execute("select name from sqlite_master where type in ('trigger', 'view')").fetchone()
    if application_id != APPLICATION_ID or not {"meta", "alembic_version"} <= names or strange:
        return None
    uuid = connection.execute("select value from meta where name='uuid'").fetchone()
    revision = connection.execute("select version_num from alembic_version").fetchone()
    return None if uuid is None or revision is None else str(revision[0])


def translated(error: Exception, path: Path) -> TradeError:
    """SQLite's complaint, or the system's, as one of ours; what was committed before is safe in every case."""
    text = "disk I/O" if isinstance(error, OSError) else str(error)
    if "UNIQUE" in text:
        return TradeError("already-there", what=text.rsplit(":", maxsplit=1)[-1].strip())
    for sign, code in _COMPLAINTS:
        if sign in text:
            if code in _NEIGHBOURS:
                if code == "ledger-unreachable" and not _has_room(path.parent):
                    code = "disk-full"
                return NeighbourFailed(code, kept="ledger", file=path, folder=path.parent)
            return TradeError(code, file=path)
    return NeighbourFailed("ledger-failed", kept="ledger", detail=text.splitlines()[0] if text else "")


def _has_room(folder: Path) -> bool:
    """Whether even the smallest file could be made there; True where nobody says."""
    if os.name == "nt":
        return True
    try:
        found = os.statvfs(folder)
    except OSError:
        return True
    return found.f_bavail * found.f_frsize >= _LEAST_ROOM


def unreadable(error: Exception, connection: Connection) -> TradeError | None:
    """What the file refused to a reader, as one of ours; None where the question itself was wrong."""
    told = translated(error, Path(connection.execute("pragma database_list").fetchone()[2]))
    return told if told.code in _READING else None


def identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at ``path``: two paths with the same answer are one file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable (a no-op where folders cannot be opened, as on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
