"""A desk and a window on a real ledger, for the tests of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.desk_bench import Clock, bench_at
from tests.support.small_company import SmallCompany
from tradedesk.services import desk as verbs
from tradedesk.services.bench import Bench
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Lane
from tradedesk.ui.shell.main_window import MainWindow


@contextmanager
def desk_on(bench: Bench, lane: Lane) -> Iterator[Desk]:
    """The desk on a bench; nothing broke in it by the end of the block."""
    made = Desk(bench, lane, undo_verb=verbs.undo)
    broken: list[Exception] = []
    made.broke.connect(broken.append)
    yield made
    made.close()
    assert broken == []


@contextmanager
def window_on(qtbot, desk: Desk, pages: Mapping[str, str], commands: Mapping[str, str]) -> Iterator[MainWindow]:
    """The window with these pages alone, at 1280 × 720."""
    made = MainWindow(desk, pages, commands)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    made.close()


@contextmanager
def real_desk(folder: Path, *, filled: bool = True) -> Iterator[tuple[Desk, Bench, SmallCompany | None]]:
    """The desk, its bench, and a small company if the ledger was filled; closed in the order the program closes."""
    with bench_at(folder, Clock()) as bench:
        company = SmallCompany(bench) if filled else None
        desk = Desk(bench, Lane(), undo_verb=verbs.undo)
        try:
            yield desk, bench, company
        finally:
            desk.close()
