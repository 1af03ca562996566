"""G2: receivables by age, customer and currency; the days of a letter of credit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.money import Money
from tradedesk.domain.order import Node, NodeCode, Order, Stage
from tradedesk.domain.receivables import (
    AGES,
    Age,
    Receivable,
    age_of,
    by_currency,
    by_customer,
    credit_days,
    credit_warnings,
)

TODAY = date(2026, 11, 21)


def owed(party, minor, late, currency="USD"):
    due = None if late is None else TODAY - timedelta(days=late)
    return Receivable(1, 1, "TD-1", party, f"Customer {party}", "balance", Money(minor, currency), due)


@pytest.mark.parametrize(
    ("late", "age"),
    [
        (None, Age.NOT_DUE), (-5, Age.NOT_DUE), (0, Age.NOT_DUE), (1, Age.TO_30), (30, Age.TO_30), (31, Age.TO_60),
        (60, Age.TO_60), (61, Age.TO_90), (90, Age.TO_90), (91, Age.OVER_90),
    ],
)  # fmt: skip
def test_g2_what_is_owed_ages_by_the_days_since_it_was_due(late, age):
    assert age_of(None if late is None else TODAY - timedelta(days=late), TODAY) is age


def test_g2_currencies_are_never_added_up_and_the_largest_debt_stands_first():
    found = by_customer([owed(1, 100, 5), owed(2, 900, 40), owed(1, 50, None), owed(1, 7, 100, "EUR")], TODAY)
    assert [(one.party_id, one.currency, one.total.minor) for one in found] == [
        (1, "EUR", 7), (2, "USD", 900), (1, "USD", 150),
    ]  # fmt: skip
    assert [each.minor for each in found[2].open] == [50, 100, 0, 0, 0]


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 10**9), st.one_of(st.none(), st.integers(-99, 400)),
                          st.sampled_from(["JPY", "USD", "KWD"]))))  # fmt: skip
def test_g2_ages_customers_and_totals_add_up_to_what_is_owed(rows):
    parts = [owed(*row) for row in rows]
    totals = by_currency(parts, TODAY)
    for one in totals:
        assert one.total.minor == sum(row[1] for row in rows if row[3] == one.currency)
        assert one.total.minor == sum(each.minor for each in one.open)
        for place in range(len(AGES)):
            mine = [each.open[place].minor for each in by_customer(parts, TODAY) if each.currency == one.currency]
            assert sum(mine) == one.open[place].minor


def order(**columns):
    head = Order(1, "TD-1", 1, None, Stage.PRODUCTION, "Chairs", "USD", Money(100, "USD"))
    return replace(head, lc_number="LC1", **columns)


def shipping(actual=None, planned=None):
    return [Node(1, 1, 1, NodeCode.SHIPPED, planned, actual)]


def codes(order, nodes):
    return [one.code for one in credit_warnings(order, nodes, TODAY)]


def test_g2_documents_are_presented_within_the_days_of_the_credit_but_never_after_it_expired():
    shipped = date(2026, 11, 1)
    assert credit_days(order(), shipped).present_until == date(2026, 11, 22)
    assert credit_days(order(lc_presentation_days=10), shipped).present_until == date(2026, 11, 11)
    assert credit_days(order(lc_presentation_days=0), shipped).present_until == date(2026, 11, 1)
    assert credit_days(order(lc_expiry=date(2026, 11, 15)), shipped).present_until == date(2026, 11, 15)
    assert credit_days(order(lc_expiry=date(2026, 11, 15)), None).present_until == date(2026, 11, 15)


def test_g2_a_plan_that_ships_after_the_latest_day_is_told_and_so_is_a_day_that_nears_or_was_missed():
    latest = date(2026, 12, 20)
    assert codes(order(lc_latest_shipment=latest), shipping(planned=date(2026, 12, 21))) == ["lc-plan-too-late"]
    assert codes(order(lc_latest_shipment=latest), shipping(planned=latest)) == []
    assert codes(order(lc_latest_shipment=date(2026, 11, 28)), shipping()) == ["lc-shipment-soon"]
    assert codes(order(lc_latest_shipment=date(2026, 11, 20)), shipping()) == ["lc-shipment-missed"]
    late = order(lc_latest_shipment=date(2026, 11, 1))
    assert codes(late, shipping(date(2026, 11, 2))) == ["lc-shipped-late", "lc-presentation-soon"]


def test_g2_after_shipment_the_presentation_is_watched_and_before_it_the_expiry():
    assert codes(order(), shipping(date(2026, 10, 1))) == ["lc-presentation-missed"]
    assert codes(order(lc_expiry=date(2026, 11, 25)), shipping()) == ["lc-expiry-soon"]
    assert codes(order(lc_expiry=date(2026, 11, 20)), []) == ["lc-expiry-missed"]
    assert codes(replace(order(), lc_number=""), shipping(date(2026, 10, 1))) == []
