"""G2: instalments by share, amount and rest come to the total exactly, also after the total has changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.instalments import Part, amounts_of, arranged, resized
from tradedesk.domain.money import Money
from tradedesk.domain.order import Instalment


def usd(minor):
    return Money(minor, "USD")


def test_g2_a_share_an_amount_and_the_rest_come_to_the_total():
    parts = [Part("deposit", Decimal(30)), Part("part", fixed=usd(100_000)), Part("balance")]
    assert amounts_of(usd(1_800_001), parts) == (usd(540_000), usd(100_000), usd(1_160_001))


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([Part("deposit"), Part("balance")], "instalment-one-rest"),
        ([Part("deposit", Decimal(30)), Part("balance", Decimal(60))], "instalments-not-the-total"),
        ([Part("deposit", Decimal(30)), Part("balance", fixed=usd(1_000))], "instalments-above-total"),
    ],
)
def test_g2_instalments_that_are_not_the_total_are_refused(parts, code):
    with pytest.raises(RuleSaysNo) as refused:
        amounts_of(usd(1_000), parts)
    assert (refused.value.code, refused.value.field) == (code, "parts")


def there(*pairs):
    return [
        Instalment(at, at, "part", None, usd(amount), usd(received)) for at, (amount, received) in enumerate(pairs, 1)
    ]


def test_g2_an_instalment_with_money_is_neither_removed_nor_less_than_that():
    with pytest.raises(RuleSaysNo, match="instalment-has-receipts"):
        arranged(usd(100), [Part("full")], there((60, 10), (40, 0)))
    with pytest.raises(RuleSaysNo, match="instalment-below-received"):
        arranged(usd(100), [Part("deposit", fixed=usd(9), id=1), Part("balance", id=2)], there((60, 10), (40, 0)))
    found = arranged(usd(100), [Part("deposit", fixed=usd(10), id=1), Part("balance")], there((60, 10), (40, 0)))
    assert [(one.id, one.amount.minor, one.received.minor) for one in found] == [(1, 10, 10), (0, 90, 0)]


def test_g2_a_smaller_total_is_taken_off_the_end_and_only_at_last_below_what_came_in():
    assert [one.amount.minor for one in resized(there((60, 60), (40, 0)), usd(90))] == [60, 30]
    assert [one.amount.minor for one in resized(there((60, 60), (40, 0)), usd(50))] == [50, 0]
    assert [one.amount.minor for one in resized(there((60, 60), (40, 5)), usd(120))] == [60, 60]


@given(
    total=st.integers(0, 10**12), currency=st.sampled_from(["JPY", "USD", "KWD"]),
    cuts=st.lists(st.integers(1, 99), max_size=5, unique=True), again=st.integers(0, 10**12),
    paid=st.lists(st.integers(0, 10**11), min_size=6, max_size=6),
)  # fmt: skip
def test_g2_no_cent_is_lost_or_invented_in_any_currency(total, currency, cuts, again, paid):
    bounds = [0, *sorted(cuts), 100]
    parts = [Part("part", Decimal(high - low)) for low, high in pairwise(bounds)]
    found = arranged(Money(total, currency), parts, [])
    assert sum(one.amount.minor for one in found) == total
    assert all(one.amount.minor >= 0 for one in found)
    some = [
        replace(one, received=Money(min(more, one.amount.minor), currency))
        for one, more in zip(found, paid, strict=False)
    ]
    for start in (found, some):
        after = resized(start, Money(again, currency))
        assert sum(one.amount.minor for one in after) == again
        assert all(one.amount.minor >= 0 for one in after)
        if again >= sum(one.received.minor for one in start):
            assert all(one.amount.minor >= one.received.minor for one in after)
