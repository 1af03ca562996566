"""A small company in a ledger of its own, and the window on its customers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.gui.customers.window import CustomersWindow
from tests.support.real_desk import desk_on
from tests.support.small_company import SmallCompany, add_khalid
from tradedesk.domain.address import Channel
from tradedesk.services import addresses
from tradedesk.services.bench import Bench
from tradedesk.ui.desk import Desk


@pytest.fixture
def bench(real: Bench) -> Bench:
    return real


@pytest.fixture
def firm(bench: Bench) -> SmallCompany:
    return SmallCompany(bench)


@pytest.fixture
def khalid(bench: Bench, firm: SmallCompany) -> int:
    """Is at Gulf Horizon, whose confirmed mailbox is his; another is technical."""
    person = add_khalid(firm)
    addresses.add(bench, firm.gulf, Channel.MAIL, "k.tech@gulfhorizon.ae", None)
    bench.ledger.take_news()
    return person


@pytest.fixture
def desk(bench: Bench, lane) -> Iterator[Desk]:
    with desk_on(bench, lane) as made:
        yield made


@pytest.fixture
def seen(qtbot, desk: Desk, firm: SmallCompany) -> Iterator[CustomersWindow]:
    window = CustomersWindow(qtbot, desk, firm)
    yield window
    window.settle()
