"""From inquiry on: won, lost or cancelled with the reason; copied with the plan anew."""

from __future__ import annotations

import pytest

from tests.support.an_order import TODAY, add_party, an_order, reach
from tests.support.desk_bench import take_back
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.money import Money
from tradedesk.domain.order import NodeCode, Stage
from tradedesk.domain.order_end import Outcome, outcome
from tradedesk.services import order_forms, order_life, order_lines, orders


@pytest.fixture
def party(bench):
    return add_party(bench, "Gulf Horizon Trading LLC")


def standing(bench, number):
    file = orders.sheet(bench, number).file
    return outcome(file.order, file.nodes)


def test_an_inquiry_is_open_until_it_is_confirmed_and_then_won(bench, party):
    number = an_order(bench, party)
    assert standing(bench, number) is Outcome.OPEN
    reach(bench, number, NodeCode.QUOTED)
    assert standing(bench, number) is Outcome.OPEN
    reach(bench, number, NodeCode.CONFIRMED)
    assert standing(bench, number) is Outcome.WON


def test_an_inquiry_that_ends_is_lost_and_keeps_the_reason(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.QUOTED)
    assert order_life.end_order(bench, number, " price ") is Outcome.LOST
    assert standing(bench, number) is Outcome.LOST
    assert orders.sheet(bench, number).file.order.end_reason == "price"


def test_a_confirmed_order_that_ends_is_cancelled(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.QUOTED, NodeCode.CONFIRMED)
    assert order_life.end_order(bench, number, "The factory burnt down") is Outcome.CANCELLED
    assert orders.sheet(bench, number).file.order.end_reason == "The factory burnt down"


def test_an_end_without_a_reason_is_refused(bench, party):
    number = an_order(bench, party)
    with pytest.raises(RuleSaysNo) as refused:
        order_life.end_order(bench, number, "  ")
    assert (refused.value.code, refused.value.field) == ("end-without-reason", "reason")
    assert orders.sheet(bench, number).file.order.stage is Stage.INQUIRY


def test_what_is_taken_up_again_goes_on_where_it_stood(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.QUOTED)
    order_life.end_order(bench, number, "price")
    order_life.take_up_again(bench, number)
    order = orders.sheet(bench, number).file.order
    assert (order.stage, order.end_reason) == (Stage.QUOTED, "")


def test_a_copy_has_the_lines_charges_and_terms_and_begins_as_an_inquiry(bench, party):
    first = an_order(bench, party)
    order_lines.add_charge(bench, first, "insurance", "100")
    order_forms.set_field(bench, first, "incoterm", "CIF")
    order_forms.set_field(bench, first, "buyer_ref", "PO 7")
    reach(bench, first, NodeCode.QUOTED, NodeCode.CONFIRMED, NodeCode.DEPOSIT)
    copy = orders.sheet(bench, order_life.copy_order(bench, first)).file
    assert (copy.order.number, copy.order.stage, copy.order.copied_from_id) == ("TD-2026-0002", Stage.INQUIRY, first)
    assert (copy.order.incoterm, copy.order.total) == ("CIF", Money(1_810_000, "USD"))
    assert (copy.order.buyer_ref, copy.order.delivery_on, copy.order.inquired_at) == ("", None, bench.now())
    assert [(line.description, line.quantity) for line in copy.lines] == [("Rattan chair", 10)]
    assert [(charge.label, charge.amount.minor) for charge in copy.charges] == [("insurance", 10_000)]
    assert [part.received.minor for part in copy.instalments] == [0, 0]
    assert sum(part.amount.minor for part in copy.instalments) == copy.order.total.minor


def test_the_plan_of_a_copy_begins_anew(bench, party):
    first = an_order(bench, party)
    reach(bench, first, NodeCode.QUOTED, NodeCode.CONFIRMED)
    copy = orders.sheet(bench, order_life.copy_order(bench, first)).file
    assert {node.code: node.actual_on for node in copy.nodes if node.actual_on} == {NodeCode.INQUIRY: TODAY}
    assert [node.planned_on for node in copy.nodes if node.planned_on] == []
    assert [node.code for node in copy.nodes] == [node.code for node in orders.sheet(bench, first).file.nodes]


def test_a_copy_is_one_undo(bench, party):
    first = an_order(bench, party)
    bench.ledger.take_news()
    before = bench.ledger.read.value("select count(*) from nodes")
    order_life.copy_order(bench, first)
    take_back(bench)
    assert bench.ledger.read.value("select count(*) from orders") == 1
    assert bench.ledger.read.value("select count(*) from nodes") == before


def test_the_list_keeps_why_an_inquiry_was_lost_and_an_order_cancelled(bench, party):
    lost, cancelled = an_order(bench, party), an_order(bench, party)
    reach(bench, cancelled, NodeCode.QUOTED, NodeCode.CONFIRMED)
    order_life.end_order(bench, lost, "price")
    order_life.end_order(bench, cancelled, "The ship sank")
    assert [(row.stage, row.won, row.end_reason) for row in orders.rows(bench, [lost, cancelled])] == [
        ("cancelled", 0, "price"), ("cancelled", 1, "The ship sank"),
    ]  # fmt: skip
