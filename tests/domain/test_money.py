"""G2: minor units of every currency; each line rounded once; no cent lost between lines, charges and instalments."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.money import CURRENCIES, Money, digits_of, grouped, in_currency, line_amount, money
from tradedesk.domain.order import Order, OrderCharge, OrderFile, OrderLine, Stage
from tradedesk.domain.payment import Event, Share, instalments_of

NO_MINOR = {
    "JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF", "BIF", "DJF", "GNF", "KMF", "RWF", "VUV",
}  # fmt: skip
THOUSANDTHS = {"BHD", "KWD", "OMR", "TND", "JOD", "LYD", "IQD"}
every_currency = st.sampled_from(sorted(CURRENCIES))
amounts = st.decimals(0, 10**6, places=4)
percents = st.decimals(0, 100, places=2)


@pytest.mark.parametrize("currency", sorted(CURRENCIES))
def test_every_currency_has_the_minor_units_of_iso_4217(currency: str) -> None:
    assert digits_of(currency) == (0 if currency in NO_MINOR else 3 if currency in THOUSANDTHS else 2)


def test_all_currencies_with_unusual_minor_units_are_known() -> None:
    assert NO_MINOR | THOUSANDTHS <= CURRENCIES


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "currency", "minor"),
    [
        ("3", "33.335", "0", "USD", 10001),  # 100.005: half up
        ("1", "0.005", "0", "USD", 1),
        ("7", "19.99", "5", "USD", 13293),
        ("3", "33.5", "0", "JPY", 101),  # 100.5
        ("1", "1.0005", "0", "KWD", 1001),
        ("1", "1.0004", "0", "BHD", 1000),
        ("9", "1.10", "100", "EUR", 0),
    ],
)
def test_a_line_is_rounded_once_and_half_up(
    quantity: str, price: str, discount: str, currency: str, minor: int
) -> None:
    found = line_amount(Decimal(quantity), Decimal(price), Decimal(discount), currency)
    assert found == Money(minor, currency)


def an_order(currency: str, rows: list[tuple[Decimal, Decimal, Decimal]], asked: list[int]) -> OrderFile:
    lines = tuple(
        OrderLine(n, n, "", quantity, "", price, off, line_amount(quantity, price, off, currency))
        for n, (quantity, price, off) in enumerate(rows, 1)
    )
    charges = tuple(OrderCharge(n, n, "bank", Money(minor, currency)) for n, minor in enumerate(asked, 1))
    head = Order(1, "TD-1", 1, None, Stage.QUOTED, "", currency, Money(0, currency))
    return OrderFile(head, "", lines, (), (), (), (), charges)


@given(
    every_currency,
    st.lists(st.tuples(amounts, amounts, percents), max_size=12),
    st.lists(st.integers(-(10**6), 10**7), max_size=4),
    st.none() | st.integers(0, 10**7),
)
def test_lines_freight_and_charges_add_up_to_the_total_in_every_currency(
    currency: str, rows: list[tuple[Decimal, Decimal, Decimal]], asked: list[int], freight: int | None
) -> None:
    file = an_order(currency, rows, asked)
    if freight is not None:
        file = replace(file, order=replace(file.order, freight=Money(freight, currency)))
    shown = sum((line.amount.amount for line in file.lines), Decimal(0))
    shown += sum((charge.amount.amount for charge in file.charges), Decimal(0))
    shown += file.order.freight.amount if file.order.freight else Decimal(0)
    # What stands on the paper adds up on the paper.
    assert file.sum.amount == shown
    step = Decimal(1).scaleb(-digits_of(currency))
    for line, (quantity, price, off) in zip(file.lines, rows, strict=True):
        exactly = quantity * price * (100 - off) / 100
        assert line.amount.amount == exactly.quantize(step, ROUND_HALF_UP)


@given(every_currency, st.integers(0, 10**12), st.lists(st.integers(0, 10_000), max_size=6))
def test_instalments_by_percent_add_up_to_the_total_in_every_currency(
    currency: str, minor: int, cuts: list[int]
) -> None:
    bounds = [0, *sorted(cuts), 10_000]
    shares = [Share("part", Decimal(high - low) / 100, Event.SHIPPED) for low, high in pairwise(bounds)]
    total = Money(minor, currency)
    parts = instalments_of(total, shares)
    assert sum(part.amount.minor for part in parts) == minor
    assert sum((part.amount.amount for part in parts), Decimal(0)) == total.amount
    assert all(part.amount.minor >= 0 for part in parts)


@given(every_currency, st.integers(-(10**12), 10**12))
def test_an_amount_read_back_is_the_same_amount(currency: str, minor: int) -> None:
    assert money(Money(minor, currency).amount, currency) == Money(minor, currency)


def test_another_currency_keeps_the_number_of_major_units() -> None:
    assert in_currency(Money(12_050, "USD"), "JPY") == Money(121, "JPY")
    assert in_currency(Money(121, "JPY"), "KWD") == Money(121_000, "KWD")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Money(1_260_000, "USD"), "USD 12,600.00"),
        (Money(1_260_000, "JPY"), "JPY 1,260,000"),
        (Money(10_250, "KWD"), "KWD 10.250"),
        (Money(-50, "EUR"), "EUR -0.50"),
    ],
)
def test_an_amount_is_shown_with_its_code_and_all_its_places(value: Money, shown: str) -> None:
    assert grouped(value) == shown


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(ValueError, match="cannot be added"):
        Money(1, "USD") + Money(1, "EUR")
