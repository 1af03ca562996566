"""Receipts (收款): what arrived, what it is worth to the orders, which instalments it pays, and what is kept (G2).

All amounts are whole minor units. Between currencies there is one conversion a receipt, rounded half up once: the
shares are parts of the rounded amount, so that no cent is lost or invented however it is split.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.money import Money, money

#: Above this an amount was mistyped.
_MOST_MINOR = 10**15
#: A rate is written with so many places at most; more of them are a slip of the hand.
_RATE_PLACES = 12


@dataclass(frozen=True)
class ReceiptShare:
    """The part of a receipt that pays an instalment, in the order's currency."""

    instalment_id: int
    order_id: OrderId
    amount: Money
    order_number: str = ""
    label: str = ""


@dataclass(frozen=True)
class Receipt:
    """Money that arrived from a customer.

    ``amount`` is what the own bank credited and ``charges`` what banks kept on the way and we bear, both in the
    receipt's currency: the customer has paid their sum. ``rate`` is how much of the orders' currency one unit of the
    receipt's currency is worth; None where both are the same, or where nothing is paid with it yet.
    """

    id: int
    party_id: PartyId
    received_on: date
    amount: Money
    charges: Money
    rate: Decimal | None = None
    bank_ref: str = ""
    note: str = ""
    shares: tuple[ReceiptShare, ...] = ()
    version: int = 1

    @property
    def paid(self) -> Money:
        """What the customer has paid, in the receipt's currency."""
        return self.amount + self.charges

    @property
    def settles_in(self) -> str:
        """The currency of the orders it pays; its own as long as it pays none."""
        return self.shares[0].amount.currency if self.shares else self.amount.currency

    @property
    def worth(self) -> Money:
        """What it settles, in the currency of the orders it pays."""
        return converted(self.paid, self.rate, self.settles_in).rounded

    @property
    def used(self) -> Money:
        """What of it pays instalments."""
        return Money(sum(each.amount.minor for each in self.shares), self.settles_in)

    @property
    def credit(self) -> Money:
        """What is left of it: the customer's credit. In the receipt's currency while nothing is paid with it."""
        return self.worth - self.used


@dataclass(frozen=True)
class Converted:
    """An amount in another currency: as it comes out exactly, and rounded half up to what can be paid."""

    exact: Decimal
    rounded: Money

    @property
    def is_rounded(self) -> bool:
        """Whether the two differ."""
        return self.exact != self.rounded.amount


@dataclass(frozen=True)
class OpenPart:
    """An instalment of which something is still to come; ``owed`` is False while the order is only offered."""

    instalment_id: int
    order_id: OrderId
    order_number: str
    label: str
    position: int
    amount: Money
    open: Money
    due_on: date | None = None
    ordered_on: date | None = None
    owed: bool = True


def converted(value: Money, rate: Decimal | None, currency: str) -> Converted:
    """``value`` in ``currency`` at so much of it for one unit; without a rate the currencies must be the same.

    Raises RuleSaysNo receipt-needs-rate (field rate).
    """
    if value.currency == currency:
        return Converted(value.amount, value)
    if rate is None:
        raise RuleSaysNo("receipt-needs-rate", "rate", currency=value.currency, other=currency)
    with localcontext() as context:
        context.prec = 60
        exact = value.amount * rate
        return Converted(exact, money(exact, currency))


def checked_rate(rate: Decimal | None) -> Decimal | None:
    """The rate, unless it cannot be one. Raises RuleSaysNo rate-not-possible (field rate)."""
    if rate is None:
        return None
    if not rate.is_finite() or not 0 < rate < 10**9 or -int(rate.as_tuple().exponent) > _RATE_PLACES:
        raise RuleSaysNo("rate-not-possible", "rate")
    return rate


def checked_amounts(amount: Money, charges: Money) -> None:
    """Refuse what is no receipt: nothing arrived, charges below zero, or more than anybody pays (field as named)."""
    if amount.minor <= 0 or amount.currency != charges.currency:
        raise RuleSaysNo("receipt-not-possible", "amount", currency=amount.currency)
    if charges.minor < 0:
        raise RuleSaysNo("number-below-zero", "charges")
    if amount.minor + charges.minor > _MOST_MINOR:
        raise RuleSaysNo("amount-too-large", "amount")


def parted(receipt: Receipt, wanted: Money) -> tuple[Receipt, Receipt]:
    """A receipt of which ``wanted`` is still credit as two: what is kept with its shares, and ``wanted`` by itself.

    Bank charges stay with the first if it is more than they are, else they go with the second. Both together are what
    there was, to the cent. Raises RuleSaysNo "credit-at-a-rate" where the credit is what is left after a conversion and
    so in another currency than the money that came; "above-credit" (field amount).
    """
    if receipt.settles_in != receipt.amount.currency:
        raise RuleSaysNo(
            "credit-at-a-rate", "amount", currency=receipt.amount.currency, other=receipt.settles_in,
            day=receipt.received_on.isoformat(),
        )  # fmt: skip
    if not 0 < wanted.minor <= receipt.credit.minor:
        raise RuleSaysNo("above-credit", "amount", currency=wanted.currency, most=receipt.credit.amount)
    nothing = Money(0, wanted.currency)
    stay, go = (receipt.charges, nothing) if wanted.minor < receipt.amount.minor else (nothing, receipt.charges)
    kept = replace(receipt, amount=receipt.paid - wanted - stay, charges=stay)
    taken = replace(receipt, id=0, amount=wanted - go, charges=go, rate=None, shares=(), version=1)
    return kept, taken


def oldest_first(parts: Iterable[OpenPart]) -> list[OpenPart]:
    """In the order in which money pays them: what is owed before what is offered, by due day, then by order."""
    return sorted(
        parts,
        key=lambda one: (
            not one.owed, one.due_on or date.max, one.ordered_on or date.max, one.order_id, one.position,
            one.instalment_id,
        ),
    )  # fmt: skip


def suggested(worth: Money, parts: Iterable[OpenPart], first: int = 0) -> dict[int, Money]:
    """How ``worth`` would pay the open instalments of its currency: ``first`` if it is named, then the oldest.

    An instalment is never given more than is open of it; what is left stays the customer's credit.
    """
    left = worth.minor
    found: dict[int, Money] = {}
    fitting = [one for one in oldest_first(parts) if one.open.currency == worth.currency]
    for one in sorted(fitting, key=lambda one: one.instalment_id != first):
        share = min(left, one.open.minor)
        if share > 0:
            found[one.instalment_id] = Money(share, worth.currency)
            left -= share
    return found


def checked_shares(worth: Money, shares: Mapping[int, Money], parts: Sequence[OpenPart]) -> list[OpenPart]:
    """The instalments that the shares pay. Refuses a share below zero, of another currency or above what is open,
    and shares that are more than the receipt (field shares, with the instalment's number).
    """
    there = {one.instalment_id: one for one in parts}
    total = 0
    for number, share in shares.items():
        one = there.get(number)
        if one is None:
            raise RuleSaysNo("share-of-nothing", f"shares.{number}")
        if share.currency != one.open.currency or share.currency != worth.currency:
            raise RuleSaysNo("share-currency", f"shares.{number}", currency=worth.currency, other=one.open.currency)
        if share.minor <= 0:
            raise RuleSaysNo("number-below-zero", f"shares.{number}")
        if share.minor > one.open.minor:
            facts = {"open": one.open.amount, "currency": share.currency, "order": one.order_number}
            raise RuleSaysNo("share-above-open", f"shares.{number}", **facts)
        total += share.minor
    if total > worth.minor:
        over = Money(total - worth.minor, worth.currency).amount
        raise RuleSaysNo("shares-above-receipt", "shares", over=over, currency=worth.currency)
    return [there[number] for number in shares]


def credit_of(receipts: Iterable[Receipt]) -> tuple[Money, ...]:
    """A customer's credit by currency, only where there is some."""
    sums: dict[str, int] = {}
    for each in receipts:
        left = each.credit
        sums[left.currency] = sums.get(left.currency, 0) + left.minor
    return tuple(Money(minor, currency) for currency, minor in sorted(sums.items()) if minor)


def plain_rate(rate: Decimal | None) -> str:
    """A rate as it is kept and shown, without an exponent and without idle zeros; nothing for none."""
    if rate is None:
        return ""
    text = f"{rate:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
