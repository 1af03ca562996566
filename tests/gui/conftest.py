"""The window is tested without a display, with real threads and a bench that lives in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.gui.bench import MemoryBench, undo
from tests.support.an_order import add_party, an_order, reach
from tests.support.desk_bench import Clock, bench_at
from tests.support.orders_window import orders_window
from tradedesk.domain.order import NodeCode
from tradedesk.services.bench import Bench
from tradedesk.ui import wording
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Lane
from tradedesk.ui.places import Place
from tradedesk.ui.shell.main_window import MainWindow
from tradedesk.ui.wording import formats, told


@pytest.fixture(autouse=True)
def english_and_the_computers_clock_again() -> Iterator[None]:
    yield
    wording.set_language("en")
    formats.use_zone(None)
    told.learn_purposes({})


@pytest.fixture
def lane(qapp) -> Iterator[Lane]:
    made = Lane()
    yield made
    made.close()


@pytest.fixture
def bench() -> MemoryBench:
    return MemoryBench()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def real(tmp_path: Path, clock: Clock) -> Iterator[Bench]:
    """A bench on a ledger of its own; its clock stands."""
    with bench_at(tmp_path / "profile", clock) as made:
        yield made


@pytest.fixture
def customer(real: Bench) -> int:
    return add_party(real, "Gulf Horizon Trading LLC")


@pytest.fixture
def order(real: Bench, customer: int) -> int:
    """Confirmed on the day of the clock."""
    number = an_order(real, customer)
    reach(real, number, NodeCode.CONFIRMED)
    return number


@pytest.fixture
def shown(qtbot, lane: Lane, real: Bench) -> Iterator[Callable[[Place], MainWindow]]:
    """Shows a place in the window of orders, on the real ledger."""
    with orders_window(qtbot, lane, real) as show:
        yield show


@pytest.fixture
def desk(bench, lane) -> Iterator[Desk]:
    made = Desk(bench, lane, undo_verb=undo)
    yield made
    made.close()


@pytest.fixture
def heard(desk) -> SimpleNamespace:
    """Everything the desk announced, in lists."""
    ears = SimpleNamespace(changed=[], said=[], undo=[], refused=[], broke=[])
    desk.changed.connect(ears.changed.append)
    desk.said.connect(lambda label, undo_id: ears.said.append((label, undo_id)))
    desk.undo_changed.connect(lambda *can: ears.undo.append(can))
    desk.refused.connect(ears.refused.append)
    desk.broke.connect(ears.broke.append)
    return ears
