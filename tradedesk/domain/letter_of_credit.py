"""Letters of credit (信用证): which days are watched, what nears or is missed, and what does not go with them (G2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tradedesk.domain.reason import Reason, because

if TYPE_CHECKING:
    from tradedesk.domain.order import Node, Order

#: Days after shipment within which papers are presented where the credit says nothing else (UCP 600, article 14).
USUAL_PRESENTATION = 21
#: Days before a watched day from which it stands out.
SOON = 10

_LC = r"(?i)\bl\s*/?\s*c\b|letter of credit|documentary credit|信用证"


class Credit(NamedTuple):
    """What is watched of an order's credit: the days it sets, and what of the order has happened or is planned.

    ``paid_on`` is the day of the balance; then nothing is watched any more.
    """

    number: str = ""
    latest_shipment: date | None = None
    expiry: date | None = None
    presentation_days: int | None = None
    shipped_on: date | None = None
    shipping_planned_on: date | None = None
    paid_on: date | None = None

    @property
    def present_until(self) -> date | None:
        """Until when the papers must be presented: so many days after the shipment, never after the expiry."""
        if self.shipped_on is None:
            return None
        wanted = self.presentation_days
        last = self.shipped_on + timedelta(days=USUAL_PRESENTATION if wanted is None else wanted)
        return min(last, self.expiry) if self.expiry is not None else last


class Warned(NamedTuple):
    """What of a credit is missed, about to be, or will be by the plan; ``by`` is the day that counts."""

    by: date
    reason: Reason


class Watched(NamedTuple):
    """One day of a credit: ``kind`` is latest-shipment, presentation or expiry; ``standing`` met, open, soon or late.

    A day that is met or late may have happened on ``happened``.
    """

    kind: str
    day: date
    standing: str
    happened: date | None = None


def by_letter_of_credit(terms: str) -> bool:
    """Whether a text of payment terms speaks of a letter of credit."""
    return bool(re.search(_LC, terms))


def credit_of(order: Order, nodes: Iterable[Node]) -> Credit | None:
    """The order's credit as far as it is known; None for one that is paid otherwise."""
    from tradedesk.domain.order import NodeCode

    known = order.lc_number or order.lc_latest_shipment or order.lc_expiry
    if not (known or by_letter_of_credit(order.payment_terms)):
        return None
    at = {node.code: node for node in nodes}
    shipped, balance = at.get(NodeCode.SHIPPED), at.get(NodeCode.BALANCE)
    return Credit(
        order.lc_number,
        order.lc_latest_shipment,
        order.lc_expiry,
        order.lc_presentation_days,
        shipped.actual_on if shipped else None,
        shipped.planned_on if shipped else None,
        balance.actual_on if balance else None,
    )


def watched(credit: Credit, today: date) -> tuple[Watched, ...]:
    """The days of a credit in their order, as they stand on ``today`` (own zone)."""
    found: list[Watched] = []
    if credit.latest_shipment is not None:
        found.append(_watched("latest-shipment", credit.latest_shipment, credit.shipped_on, today))
    if credit.present_until is not None:
        found.append(_watched("presentation", credit.present_until, credit.paid_on, today))
    if credit.expiry is not None:
        found.append(_watched("expiry", credit.expiry, credit.paid_on, today))
    return tuple(found)


def warnings(credit: Credit, today: date, soon: int = SOON) -> tuple[Warned, ...]:
    """What of a credit is missed, nears within ``soon`` days, or will be missed by the plan; nothing once it is paid.

    ``today`` is a day of the user's own zone; the caller asks for running orders only.
    """
    if credit.paid_on is not None:
        return ()
    if credit.shipped_on is not None:
        papers = _until("lc-presentation", credit.present_until, today, soon)
        return tuple(each for each in (_too_late(credit), papers) if each is not None)
    last = credit.latest_shipment
    shipping = _until("lc-shipment", last, today, soon)
    if last is not None and today <= last:
        shipping = _too_late(credit) or shipping
    return tuple(each for each in (shipping, _until("lc-expiry", credit.expiry, today, soon)) if each is not None)


def checks(credit: Credit) -> tuple[Reason, ...]:
    """What does not fit: a shipment planned or made too late, days in the wrong order, a credit without its expiry."""
    last, expiry = credit.latest_shipment, credit.expiry
    found: list[Reason] = []
    if last is not None and expiry is not None and expiry < last:
        found.append(because("lc-expires-before-shipment", "G2", expiry=expiry.isoformat(), last=last.isoformat()))
    late = _too_late(credit)
    if late is not None:
        found.append(late.reason)
    if credit.number and expiry is None:
        found.append(because("lc-without-expiry", "G2", number=credit.number))
    return tuple(found)


def _too_late(credit: Credit) -> Warned | None:
    last, day = credit.latest_shipment, credit.shipped_on or credit.shipping_planned_on
    if last is None or day is None or day <= last:
        return None
    code = "lc-shipped-too-late" if credit.shipped_on else "lc-shipment-planned-too-late"
    return Warned(last, because(code, "G2", day=day.isoformat(), last=last.isoformat()))


def _until(code: str, last: date | None, today: date, soon: int) -> Warned | None:
    if last is None or (last - today).days > soon:
        return None
    left = (last - today).days
    facts = {"day": last.isoformat(), "days": str(abs(left))}
    return Warned(last, because(f"{code}-missed" if left < 0 else f"{code}-soon", "G2", **facts))


def _watched(kind: str, day: date, happened: date | None, today: date) -> Watched:
    if happened is not None:
        return Watched(kind, day, "met" if happened <= day else "late", happened)
    left = (day - today).days
    return Watched(kind, day, "late" if left < 0 else "soon" if left <= SOON else "open")
