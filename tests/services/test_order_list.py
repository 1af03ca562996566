from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.an_order import TODAY, add_party, an_order, node, pay, reach
from tradedesk.domain import timeline
from tradedesk.domain.errors import ChangedElsewhere
from tradedesk.domain.message import Direction, Medium, Message, MessageState
from tradedesk.domain.order import NodeCode
from tradedesk.ledger import messages
from tradedesk.services import order_finding, order_forms, order_life, order_standing, orders
from tradedesk.services.order_finding import OrderFilter
from tradedesk.services.orders import OrderQuery


@pytest.fixture
def party(bench):
    return add_party(bench, "Gulf Horizon Trading LLC")


@pytest.fixture
def three(bench, party):
    """An inquiry; one confirmed and late with its deposit; one paid and closed."""
    other = add_party(bench, "atelier Lumen")
    inquiry = orders.log_inquiry(bench, other, "Lamp shades", currency="EUR")
    late = an_order(bench, party)
    reach(bench, late, NodeCode.CONFIRMED, day=date(2026, 11, 9))
    orders.plan_node(bench, node(bench, late, NodeCode.DEPOSIT).id, date(2026, 11, 10))
    closed = an_order(bench, party, price="20", quantity="5")
    for part in orders.sheet(bench, closed).file.instalments:
        pay(bench, closed, part.id, f"{part.amount.amount:f}")
    reach(bench, closed, NodeCode.CLOSED)
    return inquiry, late, closed


def test_the_list_filters_by_what_needs_the_trader(bench, three):
    inquiry, late, closed = three
    found = {chip: set(orders.ids(bench, OrderQuery(chip=chip))) for chip in ("", "running", "late", "unpaid")}
    assert found == {"": {inquiry, late, closed}, "running": {inquiry, late}, "late": {late}, "unpaid": {late}}
    assert orders.chip_counts(bench) == {"": 3, "running": 2, "late": 1, "unpaid": 1, "mine": 0}


def test_the_list_says_what_comes_next_as_the_timeline_does(bench, three):
    for row in orders.rows(bench, three):
        coming = timeline.next_node(orders.sheet(bench, row.id).file.nodes) if row.stage != "closed" else None
        planned = coming.planned_on.isoformat() if coming and coming.planned_on else None
        assert (row.next_node, row.next_planned_on) == (coming.code.value if coming else None, planned)


def test_points_that_were_overtaken_do_not_make_an_order_late(bench, three):
    _, late, _ = three
    reach(bench, late, NodeCode.PRODUCTION)
    assert node(bench, late, NodeCode.DEPOSIT).planned_on < TODAY
    assert list(orders.ids(bench, OrderQuery(chip="late"))) == []


def test_an_overtaken_balance_comes_before_closing(bench, three):
    _, late, _ = three
    reach(bench, late, NodeCode.DELIVERED)
    (row,) = orders.rows(bench, [late])
    assert row.next_node == timeline.next_node(orders.sheet(bench, late).file.nodes).code == "balance"


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("number", "ILC"), ("party", "ILC"), ("summary", "ILC"), ("stage", "ILC"), ("total", "ICL"), ("open", "ICL"),
        ("next", "LIC"), ("delivery", "LCI"),
    ],
)  # fmt: skip
def test_every_column_sorts_and_what_is_empty_comes_last(bench, three, sort, expected):
    names = dict(zip(three, "ILC", strict=True))
    found = orders.ids(bench, OrderQuery(sort=sort, descending=False))
    assert "".join(names[number] for number in found) == expected


def test_how_an_order_stands_is_found_sorted_and_counted_the_worst_first(bench, three, party):
    inquiry, late, closed = three
    order_standing.say(bench, late, "delayed", "the mill is late")
    order_standing.say(bench, closed, "complaint", "two chairs broken")
    gone = an_order(bench, party)
    reach(bench, gone, NodeCode.CONFIRMED)
    order_life.end_order(bench, gone, "the project was stopped")
    order_life.end_order(bench, inquiry, "price")
    found = list(orders.ids(bench, OrderQuery(sort="side", descending=False)))
    assert found == [closed, late, gone, inquiry]
    # What was never confirmed is lost, not cancelled.
    assert [row.side for row in orders.rows(bench, found)] == ["complaint", "delayed", "cancelled", ""]
    assert list(orders.ids(bench, OrderQuery(filter=OrderFilter(sides=("cancelled", "delayed"))))) == [gone, late]
    offered = order_finding.choices(bench).offered
    assert offered.sides == (("complaint", 1), ("delayed", 1), ("cancelled", 1))


def test_open_money_is_what_has_not_arrived(bench, three):
    inquiry, late, closed = orders.rows(bench, three)
    assert (inquiry.open_minor, late.open_minor, closed.open_minor) == (0, 1800000, 0)


def test_the_sheet_of_an_order_takes_few_statements_however_much_it_holds(bench, party):
    number = an_order(bench, party)
    bench.ledger.read.statements = 0
    orders.sheet(bench, number)
    few = bench.ledger.read.statements
    with bench.ledger.write("test") as writer:
        for at in range(40):
            moment = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=at)
            said = Message(0, moment, Medium.CALL, Direction.IN, party, number, f"Call {at}", "…", MessageState.NOTED)
            messages.add_message(writer, said)
    bench.ledger.read.statements = 0
    assert len(orders.sheet(bench, number).messages) == 40
    assert bench.ledger.read.statements == few


def test_an_order_changed_elsewhere_is_not_written_over(bench, party):
    number = an_order(bench, party)
    old = orders.sheet(bench, number).file.order
    order_forms.set_field(bench, number, "mode", "sea")
    with pytest.raises(ChangedElsewhere):
        orders.save_order(bench, replace(old, mode="air"))
    assert orders.sheet(bench, number).file.order.mode == "sea"
