"""A clock that was set back is seen by what was entered before; a zone or summer time is no such thing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.desk_bench import NOON, Clock, bench_at
from tradedesk.domain.party import PartyKind
from tradedesk.services import customers
from tradedesk.services.clock_check import entry_ahead


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (timedelta(hours=1), False),
        (timedelta(hours=14), False),
        (timedelta(days=2), True),
        (timedelta(days=20_000), True),
    ],
)
def test_a_clock_behind_the_newest_entry_is_told(tmp_path, back, told):
    clock = Clock()
    with bench_at(tmp_path, clock) as bench:
        assert entry_ahead(bench) is None
        customers.add_party(bench, PartyKind.CUSTOMER, "Gulf Horizon")
        assert entry_ahead(bench) is None
        clock.moment = NOON - back
        assert entry_ahead(bench) == ((NOON - back, NOON) if told else None)
        clock.moment = NOON + timedelta(days=20_000)
        assert entry_ahead(bench) is None
