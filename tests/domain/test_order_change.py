"""F1: what changed of an order, step by step and all at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.money import Money
from tradedesk.domain.order import Order, OrderCharge, OrderFile, OrderLine, Stage
from tradedesk.domain.order_change import HEAD, LINE, Change, Concerns, difference, is_agreed, is_offered, merged

HEAD_ORDER = Order(
    1, "TD-1", 1, None, Stage.CONFIRMED, "chairs", "USD", Money(0, "USD"), delivery_on=date(2027, 1, 15),
    payment_terms="T/T in advance", incoterm="FOB", incoterm_place="Ningbo", tolerance_percent=Decimal(5),
)  # fmt: skip


def line(number: int, quantity: str = "10", price: str = "2", name: str = "chair") -> OrderLine:
    return OrderLine(number, number, name, Decimal(quantity), "PCS", Decimal(price), Decimal(0), Money(0, "USD"))


def file(*lines: OrderLine, head: Order = HEAD_ORDER, charges: tuple[OrderCharge, ...] = ()) -> OrderFile:
    return OrderFile(head, "", lines, (), (), (), (), charges)


def changed(before: OrderFile, after: OrderFile) -> list[tuple[str, str, str]]:
    return [(each.field, each.before, each.after) for each in difference(before, after)]


@pytest.mark.parametrize(
    ("stage", "offered", "agreed"),
    [
        (Stage.INQUIRY, False, False),
        (Stage.QUOTED, True, False),
        (Stage.CONFIRMED, False, True),
        (Stage.PRODUCTION, False, True),
        (Stage.CLOSED, False, True),
        (Stage.CANCELLED, False, False),
    ],
)
def test_f1_an_offer_is_revised_and_an_agreed_order_is_changed(stage: Stage, offered: bool, agreed: bool) -> None:
    head = replace(HEAD_ORDER, stage=stage)
    assert (is_offered(head), is_agreed(head)) == (offered, agreed)


def test_f1_every_field_that_is_agreed_says_what_it_concerns() -> None:
    assert {Change(name, "a", "b").concerns for name in (*HEAD, *LINE, "line", "charge")} == set(Concerns)


def test_f1_numbers_that_are_equal_are_no_change_however_they_are_written() -> None:
    assert difference(file(line(1, "10", "2.50")), file(line(1, "10.0", "2.5"))) == ()


def test_f1_an_empty_line_is_no_change_until_something_is_ordered_in_it() -> None:
    assert difference(file(line(1)), file(line(1), line(2, "0", "3"))) == ()
    assert changed(file(line(1)), file(line(1), line(2, "4", "3"))) == [("line", "", "4 PCS 3")]
    assert changed(file(line(1), line(2, "4", "3")), file(line(1), line(2, "0"))) == [("line", "4 PCS 3", "")]


def test_f1_a_line_changed_first_and_removed_then_had_its_first_values() -> None:
    first, second, third = file(line(1, "10", "2")), file(line(1, "12", "3")), file()
    step = merged((), difference(first, second), second)
    (gone,) = merged(step, difference(second, third), third)
    assert (gone.field, gone.before, gone.after) == ("line", "10 PCS 2", "")


quantities, prices = st.integers(0, 5).map(str), st.integers(1, 4).map(str)
heads = st.builds(
    lambda terms, day, freight: replace(HEAD_ORDER, payment_terms=terms, delivery_on=day, freight=freight),
    st.sampled_from(["T/T in advance", "L/C at sight"]),
    st.sampled_from([date(2027, 1, 15), date(2027, 2, 1)]),
    st.sampled_from([None, Money(5, "USD"), Money(9, "USD")]),
)
states = st.builds(
    lambda head, rows, asked: file(
        *(line(number, quantity, price) for number, (quantity, price) in rows.items()),
        head=head,
        charges=tuple(OrderCharge(n, n, "bank", Money(minor, "USD")) for n, minor in asked.items()),
    ),
    heads,
    st.dictionaries(st.integers(1, 3), st.tuples(quantities, prices), max_size=3),
    st.dictionaries(st.integers(1, 2), st.integers(0, 3), max_size=2),
)


@given(states, st.lists(states, min_size=1, max_size=4))
def test_f1_steps_taken_together_never_tell_what_went_back_and_end_where_the_order_is(
    first: OrderFile, steps: list[OrderFile]
) -> None:
    told: tuple[Change, ...] = ()
    before = first
    for after in steps:
        told = merged(told, difference(before, after), after)
        before = after
    assert all(each.before != each.after for each in told)
    assert len({(each.field, each.row) for each in told}) == len(told)
    values = {"payment_terms": before.order.payment_terms, "delivery_on": f"{before.order.delivery_on}"}
    for each in told:
        assert values.get(each.field, each.after) == each.after
    if first.order.payment_terms != before.order.payment_terms:
        assert ("payment_terms", first.order.payment_terms, before.order.payment_terms) in [
            (each.field, each.before, each.after) for each in told
        ]


@given(states)
def test_f1_an_order_that_is_the_same_has_no_change(state: OrderFile) -> None:
    assert difference(state, state) == ()
