"""A desk on a real ledger with a small company, for the tests of pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.desk_bench import Clock, bench_at
from tests.support.small_company import SmallCompany
from tradedesk.services import desk as verbs
from tradedesk.services.bench import Bench
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Lane


@contextmanager
def real_desk(folder: Path, *, filled: bool = True) -> Iterator[tuple[Desk, Bench, SmallCompany | None]]:
    """The desk, its bench, and the company if the ledger was filled; closed in the order the program closes."""
    with bench_at(folder, Clock()) as bench:
        company = SmallCompany(bench) if filled else None
        desk = Desk(bench, Lane(), undo_verb=verbs.undo)
        try:
            yield desk, bench, company
        finally:
            desk.close()
