"""G2: a receipt pays the oldest instalments first, never more than is open, and no cent is lost between currencies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.money import Money, digits_of
from tradedesk.domain.receipts import (
    OpenPart,
    Receipt,
    ReceiptShare,
    checked_rate,
    checked_shares,
    converted,
    credit_of,
    parted,
    plain_rate,
    suggested,
)

DAY = date(2026, 11, 20)


def part(number, minor, due=None, currency="USD", *, owed=True, order=1):
    amount = Money(minor, currency)
    return OpenPart(number, order, f"TD-{order}", "balance", number, amount, amount, due, DAY, owed)


def receipt(minor, currency="USD", *, charges=0, rate=None, shares=()):
    return Receipt(1, 7, DAY, Money(minor, currency), Money(charges, currency), rate, shares=tuple(shares))


def test_g2_the_oldest_debt_is_paid_first_and_what_is_only_offered_last():
    parts = [part(1, 500, date(2026, 12, 1)), part(2, 500, date(2026, 10, 1)), part(3, 500), part(4, 500, owed=False)]
    assert suggested(Money(1600, "USD"), parts) == {
        2: Money(500, "USD"), 1: Money(500, "USD"), 3: Money(500, "USD"), 4: Money(100, "USD"),
    }  # fmt: skip


def test_g2_the_instalment_the_receipt_was_noted_for_is_paid_before_the_oldest():
    parts = [part(1, 500, date(2026, 10, 1)), part(2, 500)]
    assert suggested(Money(600, "USD"), parts, first=2) == {2: Money(500, "USD"), 1: Money(100, "USD")}


def test_g2_bank_charges_that_we_bear_count_as_paid():
    one = receipt(537_500, charges=2_500, shares=[ReceiptShare(1, 1, Money(500_000, "USD"))])
    assert one.paid == Money(540_000, "USD")
    assert one.credit == Money(40_000, "USD")


def test_g2_another_currency_needs_its_rate_and_the_rounding_is_told():
    with pytest.raises(RuleSaysNo, match="receipt-needs-rate"):
        converted(Money(100_000, "EUR"), None, "USD")
    found = converted(Money(100_001, "EUR"), Decimal("1.0855"), "USD")
    assert (found.exact, found.rounded, found.is_rounded) == (Decimal("1085.510855"), Money(108_551, "USD"), True)
    assert converted(Money(50, "KWD"), Decimal(2), "BHD").is_rounded is False


def test_g2_a_foreign_receipt_that_pays_nothing_yet_is_credit_in_its_own_currency():
    assert receipt(100_000, "EUR").credit == Money(100_000, "EUR")
    assert credit_of([receipt(100_000, "EUR"), receipt(5, "EUR"), receipt(7, "JPY")]) == (
        Money(100_005, "EUR"), Money(7, "JPY"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ({9: Money(1, "USD")}, "share-of-nothing"),
        ({1: Money(1, "EUR")}, "share-currency"),
        ({1: Money(-1, "USD")}, "number-below-zero"),
        ({1: Money(501, "USD")}, "share-above-open"),
        ({1: Money(500, "USD"), 2: Money(101, "USD")}, "shares-above-receipt"),
    ],
)
def test_g2_shares_that_cannot_be_are_refused(shares, code):
    with pytest.raises(RuleSaysNo) as refused:
        checked_shares(Money(600, "USD"), shares, [part(1, 500), part(2, 500)])
    assert refused.value.code == code
    assert refused.value.field.startswith("shares")


@pytest.mark.parametrize("rate", ["0", "-1", "1e10", "0.0000000000001", "NaN"])
def test_g2_a_rate_that_cannot_be_one_is_refused(rate):
    with pytest.raises(RuleSaysNo, match="rate-not-possible"):
        checked_rate(Decimal(rate))


def test_a_rate_is_written_plainly():
    assert [plain_rate(Decimal(text)) for text in ("1.0800", "7", "1E+2", "0.00010")] == ["1.08", "7", "100", "0.0001"]


currencies = st.sampled_from(["JPY", "USD", "KWD"])


@given(data=st.data(), currency=currencies, worth=st.integers(0, 10**9))
def test_g2_no_suggestion_gives_more_than_the_receipt_or_than_is_open(data, currency, worth):
    opened = data.draw(st.lists(st.integers(1, 10**8), max_size=8))
    dues = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 1, 1)))
    parts = [part(number, minor, data.draw(dues), currency) for number, minor in enumerate(opened, 1)]
    shares = suggested(Money(worth, currency), parts)
    total = sum(share.minor for share in shares.values())
    assert total == min(worth, sum(opened))
    assert checked_shares(Money(worth, currency), shares, parts) or not shares


@given(
    minor=st.integers(1, 10**12), source=currencies, target=currencies,
    rate=st.decimals("0.000001", "100000", places=6, allow_nan=False),
)  # fmt: skip
def test_g2_conversion_is_off_by_half_a_unit_at_most(minor, source, target, rate):
    found = converted(Money(minor, source), rate, target)
    unit = Decimal(1).scaleb(-digits_of(target))
    assert found.rounded.currency == target
    assert abs(found.exact - found.rounded.amount) * 2 <= unit
    if source == target:
        assert found.rounded.minor == minor


@given(
    amount=st.integers(1, 10**12), charges=st.integers(0, 10**6), used=st.integers(1, 10**12), share=st.floats(0, 1),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
)  # fmt: skip
def test_g2_what_is_left_of_a_receipt_is_parted_from_it_and_no_cent_is_lost(amount, charges, used, share, currency):
    charges = min(charges, amount - 1)
    paid = amount + charges
    shares = [ReceiptShare(1, 1, Money(min(used, paid), currency))]
    whole = receipt(amount, currency, charges=charges, shares=shares)
    wanted = Money(max(1, int(whole.credit.minor * share)), currency)
    if wanted.minor > whole.credit.minor:
        with pytest.raises(RuleSaysNo, match="above-credit"):
            parted(whole, wanted)
        return
    stays, goes = parted(whole, wanted)
    assert (stays.paid + goes.paid, stays.amount + goes.amount) == (whole.paid, whole.amount)
    assert (stays.shares, goes.shares, goes.credit) == (whole.shares, (), wanted)
    assert stays.credit == whole.credit - wanted
    assert min(stays.amount.minor, goes.amount.minor) > 0


def test_g2_what_is_left_after_a_conversion_is_not_parted():
    half = receipt(100_000, "EUR", rate=Decimal("1.1"), shares=[ReceiptShare(1, 1, Money(50_000, "USD"))])
    with pytest.raises(RuleSaysNo, match="credit-at-a-rate"):
        parted(half, Money(100, "USD"))
