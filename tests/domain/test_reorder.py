"""When the next order is expected, and what it is read from."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.party import ReorderBy
from tradedesk.domain.reorder import next_reorder, usual_gap

MADE = (date(2026, 1, 10), date(2026, 3, 11), date(2026, 5, 30), date(2026, 7, 29))
DAYS = st.lists(st.dates(date(2015, 1, 1), date(2026, 12, 31)), max_size=12)


def test_a_cycle_that_was_told_counts_from_the_last_order():
    found = next_reorder(ReorderBy.EITHER, 75, MADE)
    assert found.on == date(2026, 10, 12)
    assert (found.reason.code, found.reason.fact("days")) == ("reorder-cycle", "75")


def test_without_a_cycle_the_orders_show_the_rhythm_themselves():
    found = next_reorder(ReorderBy.EITHER, None, MADE)
    assert found.on == date(2026, 9, 27)
    assert (found.reason.code, found.reason.fact("days"), found.reason.fact("count")) == ("reorder-orders", "60", "4")


def test_whoever_trusts_the_orders_is_not_told_the_cycle():
    assert next_reorder(ReorderBy.ORDERS, 75, MADE).on == date(2026, 9, 27)


def test_whoever_trusts_the_cycle_is_told_that_there_is_none():
    found = next_reorder(ReorderBy.CYCLE, None, MADE)
    assert (found.on, found.reason.code) == (None, "reorder-no-cycle")


def test_two_orders_make_no_rhythm_and_the_reason_says_so():
    found = next_reorder(ReorderBy.ORDERS, 75, MADE[:2])
    assert (found.on, found.reason.code, found.reason.fact("count")) == (None, "reorder-few-orders", "2")


def test_one_odd_order_does_not_bend_the_rhythm():
    assert usual_gap((*MADE, date(2026, 8, 1))) == 60


def test_three_orders_of_one_day_are_one_purchase():
    assert usual_gap((MADE[0], MADE[0], MADE[0])) is None


def test_without_an_order_nothing_is_expected():
    found = next_reorder(ReorderBy.EITHER, 75, ())
    assert (found.on, found.reason.code) == (None, "reorder-no-order")
    assert not found.is_due(date(2026, 11, 21))


def test_it_is_due_from_the_day_itself():
    found = next_reorder(ReorderBy.EITHER, 75, MADE)
    assert found.is_due(date(2026, 10, 12))
    assert not found.is_due(date(2026, 10, 11))


@given(days=DAYS)
def test_the_rhythm_is_the_median_of_the_distances_whatever_their_order(days: list[date]):
    ordered = sorted(set(days))
    gaps = [(b - a).days for a, b in pairwise(ordered)]
    assert usual_gap(days) == (int(median(gaps)) if len(gaps) >= 2 else None)


@given(days=DAYS, cycle=st.none() | st.integers(1, 3650), trusted=st.sampled_from(ReorderBy))
def test_what_is_expected_lies_after_the_last_order_and_has_a_reason(
    days: list[date], cycle: int | None, trusted: ReorderBy
):
    found = next_reorder(trusted, cycle, days)
    assert found.reason.code.startswith("reorder-")
    if found.on is not None:
        assert found.on > max(days)
        assert found.reason.fact("on") == found.on.isoformat()
        assert found.on - max(days) == timedelta(days=int(found.reason.fact("days")))
