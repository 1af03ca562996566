"""Receivables (应收账款): what is open, by age and customer (G2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.money import Money


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
