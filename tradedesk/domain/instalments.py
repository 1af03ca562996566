"""Instalments by the user's own hand (分期): shares, fixed amounts and a rest that come to the order's total (G2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.money import Money
from tradedesk.domain.order import Instalment
from tradedesk.domain.payment import split_amount

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Part:
    """An instalment as it is wanted: a ``percent`` of the total, a ``fixed`` amount, or neither: the rest.

    It falls due on ``due_on``, else ``days`` after the event ``trigger``. ``id`` 0 is a new one.
    """

    label: str
    percent: Decimal | None = None
    fixed: Money | None = None
    trigger: str = ""
    days: int = 0
    due_on: date | None = None
    id: int = 0


def amounts_of(total: Money, parts: Sequence[Part]) -> tuple[Money, ...]:
    """What each part comes to: exactly the total together, each bound between percentages rounded half up.

    Raises RuleSaysNo (field parts): instalment-one-rest, instalments-above-total, instalments-not-the-total.
    """
    rests = [one for one in parts if one.percent is None and one.fixed is None]
    if len(rests) > 1:
        raise RuleSaysNo("instalment-one-rest", "parts")
    share, bound, found = Decimal(0), 0, []
    for one in parts:
        if one.percent is None:
            found.append(one.fixed.minor if one.fixed is not None else 0)
            continue
        share += one.percent
        upper = int((total.minor * share / _HUNDRED).to_integral_value(ROUND_HALF_UP))
        found.append(upper - bound)
        bound = upper
    left = total.minor - sum(found)
    if left < 0:
        over = Money(-left, total.currency).amount
        raise RuleSaysNo("instalments-above-total", "parts", over=over, currency=total.currency)
    if rests:
        found[parts.index(rests[0])] = left
    elif left:
        facts = {"sum": Money(sum(found), total.currency).amount, "total": total.amount, "currency": total.currency}
        raise RuleSaysNo("instalments-not-the-total", "parts", **facts)
    return tuple(Money(minor, total.currency) for minor in found)


def arranged(total: Money, parts: Sequence[Part], there: Sequence[Instalment]) -> tuple[Instalment, ...]:
    """The instalments as wanted, with what those that are there have received.

    Raises as ``amounts_of``, and instalment-below-received, instalment-has-receipts where money has come in already.
    """
    known = {one.id: one for one in there}
    kept = {one.id for one in parts}
    for one in there:
        if one.id not in kept and one.received.minor:
            raise RuleSaysNo("instalment-has-receipts", "parts")
    found = []
    for position, (part, amount) in enumerate(zip(parts, amounts_of(total, parts), strict=True), start=1):
        received = known[part.id].received if part.id in known else Money(0, total.currency)
        if amount.minor < received.minor:
            facts = {"received": received.amount, "currency": total.currency}
            raise RuleSaysNo("instalment-below-received", f"parts.{position - 1}", **facts)
        found.append(
            Instalment(part.id, position, part.label, part.percent, amount, received,
                       part.trigger, part.days, part.due_on)
        )  # fmt: skip
    return tuple(found)


def resized(there: Sequence[Instalment], total: Money) -> tuple[Instalment, ...]:
    """The same instalments for another total, coming to it exactly.

    Percentages are reckoned anew as long as nothing has come in; else they are true no more, the last instalments take
    the difference, and what has come in is touched only when nothing else is left: then they are overpaid.
    """
    percents = [one.percent for one in there if one.percent is not None]
    if len(percents) == len(there) and sum(percents) == _HUNDRED and not any(one.received.minor for one in there):
        split = split_amount(total, percents)
        return tuple(replace(one, amount=amount) for one, amount in zip(there, split, strict=True))
    amounts = [one.amount.minor for one in there]
    difference = total.minor - sum(amounts)
    if difference > 0:
        amounts[-1] += difference
    for floors in ([one.received.minor for one in there], [0] * len(there)):
        for at in reversed(range(len(there))):
            room = max(amounts[at] - floors[at], 0)
            less = min(room, max(sum(amounts) - total.minor, 0))
            amounts[at] -= less
    same = all(one.amount.minor == minor for one, minor in zip(there, amounts, strict=True))
    return tuple(
        replace(one, amount=Money(minor, total.currency), percent=one.percent if same else None)
        for one, minor in zip(there, amounts, strict=True)
    )
