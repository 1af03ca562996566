"""The window is tested without a display, with real threads and a bench that lives in memory."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from tests.gui.bench import MemoryBench, undo
from tradedesk.ui import wording
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Lane
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
