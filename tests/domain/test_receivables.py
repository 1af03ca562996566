"""G2: receivables by age, customer and currency; the days of a letter of credit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.money import Money
from tradedesk.domain.receivables import (
    AGES,
    Age,
    Receivable,
    age_of,
    by_currency,
    by_customer,
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
