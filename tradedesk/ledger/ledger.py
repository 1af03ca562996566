"""The ledger: one file, one connection, one writer at a time; after a commit it tells what changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from weakref import WeakSet

import sqlcipher3.dbapi2 as sqlite

from tradedesk.domain.errors import NeighbourFailed, NotThere, RuleSaysNo
from tradedesk.ledger import connection as file_connection
from tradedesk.ledger.reader import Reader

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

#: How many changes can be taken back, over sessions.
_UNDO_KEPT = 200

_Seen = TypeVar("_Seen")

#: Older ones are thrown away once in so many changes.
_UNDO_SWEEP = 20


class News(NamedTuple):
    """What one commit changed: (noun, number) pairs, and the step that takes it back, if it can be."""

    changes: frozenset[tuple[str, int]]
    label: str
    undo_id: int | None


class Watch:
    """What was committed since it was last asked: for values kept beside the ledger."""

    def __init__(self) -> None:
        self._changes: set[tuple[str, int]] = set()
        self._in_bulk = False

    def tell(self, changes: set[tuple[str, int]], *, in_bulk: bool) -> None:
        """A commit; rows that came or went in bulk are not named one by one."""
        self._changes |= changes
        self._in_bulk = self._in_bulk or in_bulk

    def taken(self) -> frozenset[tuple[str, int]] | None:
        """The (noun, number) pairs that changed since the last call; None: too much to name, look at everything."""
        found = None if self._in_bulk else frozenset(self._changes)
        self._changes, self._in_bulk = set(), False
        return found


class _OnlyLooked(Exception):
    """Ends a unit of work that was only rehearsed."""


class Ledger:
    """An open ledger. Used by one thread at a time (the ledger lane)."""

    def __init__(self, path: Path, connection: file_connection.Connection, *, now: Callable[[], datetime]) -> None:
        self.path = path
        self._connection = connection
        self._now = now
        self._engine: Any = None
        self._news: list[News] = []
        # The unit of work that is under way.
        self._writer: Writer | None = None
        # A watch that nobody asks any more goes by itself.
        self._watches: WeakSet[Watch] = WeakSet()
        # While a change is only rehearsed: what looks at the outcome.
        self._look: Callable[[], object] | None = None
        self._reader = Reader(connection)
        # Which file it is, whatever stands under its name later.
        self._identity = file_connection.identity(path)

    @property
    def connection(self) -> file_connection.Connection:
        """The file's connection, for checks of the file itself."""
        return self._connection

    @property
    def read(self) -> Reader:
        """For reading with plain SQL."""
        return self._reader

    @contextmanager
    def write(self, label: str, *, undoable: bool = True) -> Iterator[Writer]:
        """One unit of work: everything in it is committed together, durably, or not at all.

        ``label`` is the code of what is done ("party-changed"), shown beside Undo. Raises TradeError for what the
        file or the disk refuses; then nothing was changed. A unit of work within another one is part of it.
        """
        if self._writer is not None:
            yield self._writer
            return
        from sqlalchemy.exc import DBAPIError

        from tradedesk.ledger.writer import Writer

        try:
            with self._engine_for_writing().begin() as engine_connection:
                self._writer = writer = Writer(self._connection, engine_connection)
                yield writer
                if self._look is not None:
                    self._look()
                    raise _OnlyLooked
                writer.finish()
                label = writer.label or label
                can_undo = undoable and writer.inverse and not writer.is_final
                undo_id = self._keep_inverse(writer, label) if can_undo else None
                self._in_its_place()
        except DBAPIError as error:
            raise file_connection.translated(error.orig or error, self.path) from error
        except sqlite.Error as error:
            raise file_connection.translated(error, self.path) from error
        except UnicodeEncodeError as error:
            raise RuleSaysNo("half-a-character") from error
        finally:
            self._writer = None
        for each in self._watches:
            each.tell(writer.changes, in_bulk=writer.is_bulk)
        if writer.changes:
            self._news.append(News(frozenset(writer.changes), label, undo_id))

    def rehearse(self, act: Callable[[], object], look: Callable[[Reader], _Seen]) -> _Seen:
        """What ``look`` sees after ``act``, of which nothing stays: so its consequences are known before it is done.

        ``act`` does one unit of work, the very one that would do it in earnest; what it raises is raised. An act that
        writes nothing leaves everything as it is.
        """
        seen: list[_Seen] = []
        self._look = lambda: seen.append(look(self._reader))
        try:
            act()
        except _OnlyLooked:
            pass
        finally:
            self._look = None
        return seen[0] if seen else look(self._reader)

    def undo(self, undo_id: int, told: Callable[[int, int], object] = lambda _done, _all: None) -> None:
        """Take back one recorded change. Raises ChangedElsewhere when a row was changed again since.

        ``told`` is told now and then how many of the rows added in bulk are gone, of how many; it may raise to end it.
        """
        row = self._reader.first("select label, inverse from undo_steps where id = ? and used = 0", (undo_id,))
        if row is None:
            raise NotThere("undo-step", undo_id)
        inverse = json.loads(row[1])
        gone, bulk = 0, sum(step.get("count", 0) for step in inverse)

        def count(rows: int) -> None:
            nonlocal gone
            gone += rows
            told(gone, bulk)

        with self.write(str(row[0])) as writer:
            # What refers to what is looked at when all of it is gone, not row by row in the order of the going.
            self._connection.execute("pragma defer_foreign_keys = on")
            writer.apply(inverse, count)
            writer.update("undo_steps", undo_id, {"used": 1})

    def watch(self) -> Watch:
        """Be told of every commit from now on, for as long as the watch is kept."""
        watch = Watch()
        self._watches.add(watch)
        return watch

    def take_news(self) -> list[News]:
        """What was committed since the last call."""
        news, self._news = self._news, []
        return news

    def close(self) -> None:
        """Checkpoint and close; the file is then whole without its write-ahead log."""
        if self._engine is not None:
            self._engine.dispose()
        self._connection.close()

    def _in_its_place(self) -> None:
        """Raise NeighbourFailed where the file is not under its name any more.

        The system would let us go on writing into a file that was removed, and all of it would be gone at the end.
        """
        if file_connection.identity(self.path) != self._identity:
            raise NeighbourFailed("ledger-gone", kept="ledger", file=self.path)

    def _keep_inverse(self, writer: Writer, label: str) -> int:
        at = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        inverse = json.dumps(writer.inverse, ensure_ascii=False)
        undo_id = writer.insert("undo_steps", {"at": at, "label": label, "inverse": inverse, "used": 0})
        if undo_id % _UNDO_SWEEP == 0:
            writer.many("delete from undo_steps where id <= ?", [(undo_id - _UNDO_KEPT,)])
        return undo_id

    def _engine_for_writing(self) -> Any:
        """SQLAlchemy on our one connection; imported at the first write, never before the first paint."""
        if self._engine is None:
            import sqlalchemy as sa
            from sqlalchemy.pool import StaticPool

            one = self._connection
            engine = sa.create_engine("sqlite://", module=sqlite, creator=lambda: one, poolclass=StaticPool)

            @sa.event.listens_for(engine, "begin")
            def begin_immediate(connection: sa.Connection) -> None:
                # With the driver's own deferred BEGIN two writers could both read "highest number + 1".
                connection.exec_driver_sql("BEGIN IMMEDIATE")

            self._engine = engine
        return self._engine
