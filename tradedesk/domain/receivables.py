"""Receivables (应收账款): what is open by age and customer, and the days of a letter of credit (G2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.letter_of_credit import SOON, presentation_day
from tradedesk.domain.money import Money
from tradedesk.domain.order import Node, NodeCode, Order
from tradedesk.domain.reason import Reason, because


class Age(StrEnum):
    """How long money has been due."""

    NOT_DUE = "not-due"
    TO_30 = "1-30"
    TO_60 = "31-60"
    TO_90 = "61-90"
    OVER_90 = "over-90"


AGES = tuple(Age)


@dataclass(frozen=True)
class Receivable:
    """One instalment that is owed: whose, how much of it is open, and since when."""

    instalment_id: int
    order_id: OrderId
    order_number: str
    party_id: PartyId
    party_name: str
    label: str
    open: Money
    due_on: date | None
    trigger: str = ""
    trigger_days: int = 0


@dataclass(frozen=True)
class AgedSum:
    """What a customer (or everybody: number 0) owes in a currency, by age, with its total; ``open`` follows AGES."""

    party_id: PartyId
    party_name: str
    currency: str
    open: tuple[Money, ...]
    total: Money


def age_of(due_on: date | None, today: date) -> Age:
    """The age of what was due on a day; on its day it is not late yet, and without a day it is not due."""
    late = 0 if due_on is None else (today - due_on).days
    if late <= 0:
        return Age.NOT_DUE
    if late <= 30:
        return Age.TO_30
    if late <= 60:
        return Age.TO_60
    return Age.TO_90 if late <= 90 else Age.OVER_90


def by_customer(owed: Iterable[Receivable], today: date) -> tuple[AgedSum, ...]:
    """What each customer owes in each currency, by age; the largest sums of a currency first, currencies apart."""
    found = _summed(owed, today, lambda one: (one.party_id, one.party_name))
    return tuple(sorted(found, key=lambda one: (one.currency, -one.total.minor, one.party_name, one.party_id)))


def by_currency(owed: Iterable[Receivable], today: date) -> tuple[AgedSum, ...]:
    """What everybody owes in each currency, by age."""
    return tuple(sorted(_summed(owed, today, lambda _one: (0, "")), key=lambda one: one.currency))


def _summed(owed: Iterable[Receivable], today: date, who: Callable[[Receivable], tuple[int, str]]) -> list[AgedSum]:
    sums: dict[tuple[int, str], list[int]] = {}
    names: dict[int, str] = {}
    for one in owed:
        number, name = who(one)
        names[number] = name
        ages = sums.setdefault((number, one.open.currency), [0] * len(AGES))
        ages[AGES.index(age_of(one.due_on, today))] += one.open.minor
    return [
        AgedSum(number, names[number], code, tuple(Money(each, code) for each in ages), Money(sum(ages), code))
        for (number, code), ages in sums.items()
    ]


@dataclass(frozen=True)
class CreditDays:
    """The days of a letter of credit: the latest shipment, its expiry, and until when documents are presented."""

    latest_shipment: date | None
    expiry: date | None
    present_until: date | None


def credit_days(order: Order, shipped_on: date | None) -> CreditDays:
    """The days that a letter of credit sets; presentation is the earlier of shipment plus days and the expiry."""
    until = presentation_day(order, shipped_on) or order.lc_expiry
    return CreditDays(order.lc_latest_shipment, order.lc_expiry, until)


def has_credit(order: Order) -> bool:
    """Whether the order is paid by a letter of credit of which something is known."""
    return bool(order.lc_number or order.lc_latest_shipment or order.lc_expiry)


def credit_warnings(order: Order, nodes: Iterable[Node], today: date) -> tuple[Reason, ...]:
    """What of a letter of credit is missed, about to be, or will be by the plan; nothing once all is paid.

    The caller asks for running orders only. Days are plain days of the user's own zone.
    """
    if not has_credit(order):
        return ()
    shipped = next((node for node in nodes if node.code is NodeCode.SHIPPED), None)
    left = shipped.actual_on if shipped else None
    days = credit_days(order, left)
    found = [_shipping(days, left, shipped.planned_on if shipped else None, today)]
    if left is not None:
        found.append(_until("lc-presentation", days.present_until, today))
    else:
        found.append(_until("lc-expiry", days.expiry, today))
    return tuple(each for each in found if each is not None)


def _shipping(days: CreditDays, left: date | None, planned: date | None, today: date) -> Reason | None:
    latest = days.latest_shipment
    if latest is None:
        return None
    facts = {"latest": latest.isoformat()}
    if left is not None:
        return because("lc-shipped-late", "G2", day=left.isoformat(), **facts) if left > latest else None
    if today > latest:
        return because("lc-shipment-missed", "G2", **facts)
    if planned is not None and planned > latest:
        return because("lc-plan-too-late", "G2", day=planned.isoformat(), **facts)
    return _until("lc-shipment", latest, today)


def _until(code: str, last: date | None, today: date) -> Reason | None:
    if last is None or (last - today).days > SOON:
        return None
    left = (last - today).days
    facts = {"day": last.isoformat(), "days": str(abs(left))}
    return because(f"{code}-missed" if left < 0 else f"{code}-soon", "G2", **facts)
