"""Verbs for the whole desk: undo, counts, whether the ledger is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tradedesk.domain.ids import UndoId
    from tradedesk.integrations.stopping import Stop


class Summary(NamedTuple):
    """What the window's frame shows: the own company, its zone, how much waits by page, how much there is by noun.

    ``urgent`` are the pages whose number says what needs the user now although it usually does not.
    """

    company: str
    zone: str
    badges: dict[str, int]
    counts: dict[str, int]
    urgent: frozenset[str] = frozenset()


def undo(bench: Bench, undo_id: UndoId, *, progress: Callable[[int, int], object] | None = None) -> None:
    """Take back one recorded change; raises ChangedElsewhere when its rows were changed again since.

    ``progress`` is told how many of the rows of a large change are gone, of how many.
    """
    if progress is None:
        bench.ledger.undo(undo_id)
    else:
        bench.ledger.undo(undo_id, progress)


def summary(bench: Bench) -> Summary:
    """Count what the frame of the window shows."""
    from tradedesk.ledger.queries import orders as order_lists
    from tradedesk.services import queue, today

    read = bench.ledger.read
    row = read.first(
        """
        select (select count(*) from parties where kind = 'customer'), (select count(*) from addresses),
               (select count(*) from orders), (select count(*) from drafts where handed_over_at is null),
               coalesce((select case when short_name <> '' then short_name else name end
                         from parties where kind = 'own' limit 1), '')
        """
    )
    assert row is not None
    running = order_lists.chip_count(read, "running", bench.today())
    # Drafts whose window has come count alone: they need the user now (D6).
    due = queue.due_count(bench)
    badges = {"today": today.agenda(bench).now, "orders": running, "compose": due or row[3]}
    counts = {"customers": row[0], "addresses": row[1], "orders": row[2]}
    return Summary(row[4], bench.own_zone(), badges, counts, frozenset({"compose"}) if due else frozenset())


def look_through(path: Path, stop: Stop) -> list[str] | None:
    """What is damaged in the ledger's file, nothing in a whole one; None when it was stopped before. In the pool.

    Raises NeighbourFailed.
    """
    from tradedesk.ledger.soundness import look_through as look

    return look(path, stop.ended_by)
