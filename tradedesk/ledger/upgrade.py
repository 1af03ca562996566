"""Opening a ledger of any age: made new, taken as it is, brought up to date with a copy aside, or refused in words."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlcipher3.dbapi2 as sqlite

from tradedesk.domain.errors import NeighbourFailed, TradeError
from tradedesk.ledger.connection import (
    APPLICATION_ID,
    INDEX_FORM,
    SCHEMA_REVISION,
    Connection,
    begin_wal,
    check_identity,
    connect,
    sync_folder,
    translated,
)
from tradedesk.ledger.ledger import Ledger
from tradedesk.ledger.shape import check_shape
from tradedesk.ledger.soundness import check_whole

if TYPE_CHECKING:
    from alembic.config import Config


class Opened(NamedTuple):
    """An open ledger and how it was found: made new, left open by a crash, upgraded (with the place of the copy from
    before), or not to be written to.
    """

    ledger: Ledger
    is_new: bool = False
    was_unclean: bool = False
    copy: Path | None = None
    is_read_only: bool = False


def open_ledger(path: Path, backups: Path, *, now: Callable[[], datetime], key: bytes | None = None) -> Opened:
    """Open the ledger at ``path``, making it when there is none.

    Raises TradeError "ledger-newer" (with both revisions) when a newer program wrote it: not a byte is changed then;
    "not-a-ledger" for another file, "ledger-strange" for one that another program changed the tables of;
    "upgrade-failed" when a migration failed: the old ledger was put back.
    """
    path = path.resolve()  # what stands beside a link is not the file's own log, nor what is put back in its place
    if not path.exists():
        _make(path, key, now)
        return Opened(_open_file(path, key, now), is_new=True)
    if path.stat().st_size == 0:
        raise TradeError("not-a-ledger", file=path)
    wal = path.with_name(path.name + "-wal")
    was_unclean = wal.exists() and wal.stat().st_size > 0
    looking = connect(path, key=key, read_only=True)
    try:
        revision = check_identity(looking, path)
        if revision == SCHEMA_REVISION:
            check_shape(looking, path, migrate)
    finally:
        looking.close()
    copy = None
    if revision != SCHEMA_REVISION:
        copy = _bring_up_to_date(path, backups, key, revision, now)
    is_read_only = not os.access(path, os.W_OK)
    return Opened(_open_file(path, key, now), was_unclean=was_unclean, copy=copy, is_read_only=is_read_only)


def migrate(connection: Connection, target: str = SCHEMA_REVISION, *, down: bool = False) -> None:
    """Run the migrations on an open connection, all in one transaction: whole or not at all."""
    import sqlalchemy as sa
    from alembic import command
    from sqlalchemy.pool import StaticPool

    engine = sa.create_engine("sqlite://", module=sqlite, creator=lambda: connection, poolclass=StaticPool)
    with engine.connect() as engine_connection:
        engine_connection.exec_driver_sql("pragma foreign_keys=off")
        engine_connection.commit()
        engine_connection.exec_driver_sql("BEGIN IMMEDIATE")
        config = _config(engine_connection)
        try:
            (command.downgrade if down else command.upgrade)(config, target)
            engine_connection.commit()
        except BaseException:
            engine_connection.rollback()
            raise
        engine_connection.exec_driver_sql("pragma foreign_keys=on")


def revisions() -> tuple[str, ...]:
    """Every schema there was and the present one, the oldest first ("0001", …)."""
    from alembic.script import ScriptDirectory

    return tuple(sorted(each.revision for each in ScriptDirectory.from_config(_config(None)).walk_revisions()))


def _config(engine_connection: Any) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = engine_connection
    return config


def _open_file(path: Path, key: bytes | None, now: Callable[[], datetime]) -> Ledger:
    connection = connect(path, key=key)
    try:
        begin_wal(connection)
        _bring_indexes_in_step(connection)
    except sqlite.Error as error:
        connection.close()
        raise translated(error, path) from error
    return Ledger(path, connection, now=now)


def _bring_indexes_in_step(connection: Connection) -> None:
    """The search indexes are made anew where another program version wrote them, one is missing, or a kill came."""
    known = connection.execute("select value from meta where name = 'indexes'").fetchone()
    there = connection.execute(
        "select count(*) from sqlite_master where name in ('party_fts', 'party_short', 'order_fts')"
    ).fetchone()
    if known is None or known[0] != INDEX_FORM or there != (3,):
        from tradedesk.ledger.indexes import make_anew

        make_anew(connection)


def _make(path: Path, key: bytes | None, now: Callable[[], datetime]) -> None:
    """A new ledger appears under its name only when it is whole: a kill in between leaves nothing to repair."""
    import sqlalchemy as sa

    part = path.with_name(path.name + ".new")
    _take_away(part)
    connection = connect(part, key=key)
    try:
        migrate(connection)
        connection.execute(f"pragma application_id={APPLICATION_ID}")
        at = now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        _fill(connection, at)
        begin_wal(connection)
    except (sqlite.Error, sa.exc.SQLAlchemyError) as error:
        connection.close()
        _take_away(part)
        raise translated(getattr(error, "orig", None) or error, path) from error
    connection.close()
    part.chmod(0o600)
    part.replace(path)
    sync_folder(path.parent)


def _take_away(part: Path) -> None:
    """A new ledger that was given up, with what stands beside it."""
    for leftover in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-journal")):
        leftover.unlink(missing_ok=True)


def _fill(connection: Connection, at: str) -> None:
    """What every ledger starts with: its identity and the shipped purposes."""
    import uuid

    from tradedesk.domain.purpose import SHIPPED

    connection.execute("begin immediate")
    identity = [("uuid", uuid.uuid4().hex), ("made_at", at)]
    connection.executemany("insert into meta (name, value) values (?, ?)", identity)
    for purpose in SHIPPED:
        connection.execute(
            "insert into purposes (id, code, name_en, name_zh, formal, departments, position) values (?,?,?,?,?,?,?)",
            (
                purpose.id,
                str(purpose.code),
                purpose.name_en,
                purpose.name_zh,
                int(purpose.formal),
                ",".join(purpose.departments),
                purpose.position,
            ),
        )
    connection.execute("commit")


def _bring_up_to_date(path: Path, backups: Path, key: bytes | None, revision: str, now: Callable[[], datetime]) -> Path:
    import sqlalchemy as sa

    if revision not in revisions():
        raise TradeError("ledger-newer", file=path, found=revision, known=SCHEMA_REVISION)
    backups.mkdir(mode=0o700, exist_ok=True)
    stamp = now().astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    copy = backups / f"{path.stem}-before-{SCHEMA_REVISION}-{stamp}{path.suffix}"
    connection = connect(path, key=key)
    try:
        _copy_aside(connection, copy)
        migrate(connection)
        found = check_whole(connection)
    except (sqlite.Error, sa.exc.SQLAlchemyError) as error:
        # A migration is one transaction: the old schema is still there, whole.
        what = getattr(error, "orig", None) or error
        told = translated(what, path)
        if isinstance(told, NeighbourFailed) and told.code != "ledger-failed":
            raise told from error
        raise TradeError("upgrade-failed", file=path, copy=copy, detail=str(what).splitlines()[0]) from error
    finally:
        connection.close()
    if found:
        _put_back(path, copy)
        raise TradeError("upgrade-failed", file=path, copy=copy, detail=found[0])
    return copy


def _copy_aside(connection: Connection, copy: Path) -> None:
    """A copy stands under its name only when it is whole and on the disk. Raises NeighbourFailed."""
    for leftover in copy.parent.glob("*.new"):
        leftover.unlink(missing_ok=True)
    part = copy.with_name(copy.name + ".new")
    try:
        connection.execute("vacuum into ?", (str(part),))
        part.chmod(0o600)
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(copy)
        sync_folder(copy.parent)
    except (sqlite.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise translated(error, copy) from error


def _put_back(path: Path, copy: Path) -> None:
    import shutil

    again = path.with_name(path.name + ".back")
    shutil.copyfile(copy, again)
    again.chmod(0o600)
    for name in ("-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    again.replace(path)
    sync_folder(path.parent)
