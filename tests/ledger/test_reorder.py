"""The filter "due to reorder" finds exactly those whom the domain finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.support.desk_bench import bench_at
from tradedesk.domain.reorder import next_reorder
from tradedesk.ledger import parties
from tradedesk.ledger.queries import party_lists as lists
from tradedesk.ledger.queries.reorder import order_days
from tradedesk.services.bench import Bench

TODAY = date(2026, 11, 21)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with bench_at(tmp_path) as made:
        yield made


def _fill(bench: Bench, seed: int) -> None:
    chance = random.Random(seed)
    with bench.ledger.write("filled", undoable=False) as writer:
        for number in range(300):
            row = {"kind": "customer", "name": f"Customer {number}", "cycle_days": chance.choice([None, None, 45, 90])}
            party = writer.insert("parties", {**row, "reorder_by": chance.choice(["", "", "cycle", "orders"])})
            for order in range(chance.randrange(6)):
                day = TODAY - timedelta(days=chance.randrange(400))
                stage = chance.choice(["paid", "paid", "production", "cancelled"])
                made = {"number": f"{number}-{order}", "party_id": party, "stage": stage, "total_minor": 1}
                writer.insert("orders", {**made, "ordered_on": chance.choice([day.isoformat(), day.isoformat(), None])})


@pytest.mark.parametrize("seed", range(4))
def test_the_list_and_the_sheet_agree_on_who_is_due(bench, seed):
    _fill(bench, seed)
    read = bench.ledger.read
    due = set()
    for (number,) in read.all("select id from parties"):
        party = parties.party(read, number)
        if next_reorder(party.reorder_by, party.cycle_days, order_days(read, number)).is_due(TODAY):
            due.add(number)
    assert 20 < len(due) < 280
    assert set(lists.ids(read, lists.CustomerQuery(chip="reorder"), TODAY)) == due
    assert lists.chip_counts(read, "customer", TODAY)["reorder"] == len(due)
