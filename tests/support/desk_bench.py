"""A real bench on a profile of its own, with the clock standing where a test puts it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tradedesk.ledger.upgrade import open_ledger
from tradedesk.runtime.paths import open_profile
from tradedesk.services.bench import Bench

#: Saturday, 21 November 2026, 14:32 in Ningbo.
NOON = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)


class Clock:
    """A clock that stands until it is set."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def take_back(bench: Bench) -> None:
    """Undo what was done last."""
    bench.ledger.undo(next(news.undo_id for news in reversed(bench.ledger.take_news()) if news.undo_id is not None))


@contextmanager
def bench_at(folder: Path, clock: Clock | None = None) -> Iterator[Bench]:
    """Open (or make) the ledger of a profile folder; closed when the block ends."""
    now = clock or Clock()
    profile = open_profile(folder)
    opened = open_ledger(profile.ledger, profile.backups, now=now)
    bench = Bench(opened.ledger, profile, now=now)
    try:
        yield bench
    finally:
        bench.close()
