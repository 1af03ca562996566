"""Instalments written by hand on a real ledger: they follow the timeline and the total (G2)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.an_order import add_party, an_order, reach
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.order import NodeCode
from tradedesk.services import instalments, order_forms, orders, receipts
from tradedesk.services.instalments import PartEntry
from tradedesk.services.receipts import ReceiptEntry


@pytest.fixture
def order(bench):
    number = an_order(bench, add_party(bench, "Gulf Horizon Trading LLC"))
    reach(bench, number, NodeCode.CONFIRMED, day=date(2026, 10, 6))
    return number


def parts(bench, order):
    return orders.sheet(bench, order).file.instalments


THREE = [
    PartEntry("deposit", "20%", "order-confirmed", "5"),
    PartEntry("part", "6,000.00", day="2026-12-24"),
    PartEntry("balance", "", "bl-copy"),
]


def test_instalments_by_share_amount_and_rest_fall_due_on_a_day_or_by_an_event(bench, order):
    instalments.set_parts(bench, order, THREE)
    assert [(one.amount.minor, one.due_on) for one in parts(bench, order)] == [
        (360_000, date(2026, 10, 11)), (600_000, date(2026, 12, 24)), (840_000, None),
    ]  # fmt: skip
    reach(bench, order, NodeCode.SHIPPED, day=date(2026, 11, 20))
    assert parts(bench, order)[2].due_on == date(2026, 11, 20)
    told = instalments.entries(parts(bench, order))
    assert [(one.share, one.trigger, one.days, one.day) for one in told] == [
        ("20%", "order-confirmed", "5", ""), ("6000.00", "", "", "2026-12-24"), ("8400.00", "bl-copy", "", ""),
    ]  # fmt: skip


def test_instalments_by_hand_stay_when_the_price_changes_and_come_to_the_new_total(bench, order):
    instalments.set_parts(bench, order, THREE)
    line = orders.sheet(bench, order).file.lines[0].id
    order_forms.set_line_field(bench, line, "quantity", "12")
    assert [one.amount.minor for one in parts(bench, order)] == [360_000, 600_000, 1_200_000]


def test_after_money_came_in_a_new_total_is_still_what_the_instalments_come_to(bench, order):
    party = orders.sheet(bench, order).file.order.party_id
    receipts.note(bench, ReceiptEntry(party, "5400", "USD", "2026-11-20", first=parts(bench, order)[0].id))
    line = orders.sheet(bench, order).file.lines[0].id
    order_forms.set_line_field(bench, line, "quantity", "8")
    assert [one.amount.minor for one in parts(bench, order)] == [540_000, 900_000]


@pytest.mark.parametrize(
    ("share", "field"), [("a third", "parts.0.share"), ("101%", "parts.0.share"), ("1.005", "parts.0.share")]
)
def test_a_share_that_cannot_be_read_is_refused_beside_its_field(bench, order, share, field):
    with pytest.raises(RuleSaysNo) as refused:
        instalments.set_parts(bench, order, [PartEntry("full", share)])
    assert refused.value.field == field
