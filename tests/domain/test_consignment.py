"""An order in several shipments: no piece is lost, none appears, and more than was ordered is said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain import consignment
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.money import Money
from tradedesk.domain.order import OrderLine

QUANTITIES = st.decimals(0, 100_000, places=3, allow_nan=False, allow_infinity=False)


def line(number, quantity, name="Rattan chair"):
    return OrderLine(number, number, name, Decimal(quantity), "pcs", Decimal(1), Decimal(0), Money(0, "USD"))


CHAIRS, TABLES = line(1, "600"), line(2, "40", "Table")


def test_the_only_shipment_carries_the_whole_order_until_somebody_says_otherwise():
    assert consignment.carried([CHAIRS, TABLES], [7], {}) == {7: {1: Decimal(600), 2: Decimal(40)}}


def test_of_two_shipments_each_carries_what_is_noted_for_it():
    noted = {7: {1: Decimal(400)}}
    assert consignment.carried([CHAIRS, TABLES], [7, 8], noted) == {7: {1: Decimal(400)}, 8: {}}
    chairs, tables = consignment.stands([CHAIRS, TABLES], noted.values())
    assert (chairs.assigned, chairs.left) == (Decimal(400), Decimal(200))
    assert (tables.assigned, tables.left) == (Decimal(0), Decimal(40))


def test_more_than_was_ordered_is_said_and_within_the_tolerance_said_mildly():
    over = consignment.stands([CHAIRS], [{1: Decimal(640)}], Decimal(5))
    assert [(each.code, each.fact("over")) for each in consignment.remarks(over)] == [("ships-over", "40")]
    within = consignment.stands([CHAIRS], [{1: Decimal(630)}], Decimal(5))
    assert [each.code for each in consignment.remarks(within)] == ["ships-within-tolerance"]
    assert consignment.remarks(consignment.stands([CHAIRS], [{1: Decimal(600)}])) == ()


@pytest.mark.parametrize(
    ("moved", "code"),
    [({}, "split-nothing"), ({1: Decimal(0)}, "split-nothing"), ({1: Decimal(601)}, "split-too-much"),
     ({1: Decimal(-1)}, "split-too-much"), ({9: Decimal(1)}, "split-too-much"),
     ({1: Decimal(600), 2: Decimal(40)}, "split-everything")],
)  # fmt: skip
def test_a_split_that_makes_no_sense_is_refused(moved, code):
    with pytest.raises(RuleSaysNo) as refused:
        consignment.parted(consignment.whole([CHAIRS, TABLES]), moved)
    assert (refused.value.code, refused.value.field) == (code, "quantity")


@given(st.lists(QUANTITIES, min_size=1, max_size=6), st.data())
def test_however_an_order_is_split_and_joined_no_piece_is_lost(ordered, data):
    lines = [line(number, quantity) for number, quantity in enumerate(ordered, start=1)]
    shipments = [consignment.whole(lines)]
    for _ in range(data.draw(st.integers(0, 5))):
        source = data.draw(st.sampled_from(range(len(shipments))))
        moved = {number: data.draw(QUANTITIES) for number in shipments[source]}
        try:
            stays, goes = consignment.parted(shipments[source], moved)
        except RuleSaysNo:
            continue
        shipments[source] = stays
        shipments.append(goes)
    assert all(quantity > 0 for each in shipments for quantity in each.values())
    found = consignment.stands(lines, shipments)
    assert [(each.left, each.over) for each in found] == [(0, 0)] * len(lines)
    together: dict[int, Decimal] = {}
    for each in shipments:
        together = consignment.joined(together, each)
    assert together == consignment.whole(lines)


def test_quantities_are_written_plainly():
    written = [consignment.plain(Decimal(each)) for each in ("600.000", "1E+3", "0.500", "0")]
    assert written == ["600", "1000", "0.5", "0"]
