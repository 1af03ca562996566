"""Letters of credit (信用证): which days are watched, and what in the order does not go with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from tradedesk.domain.order import Node, NodeCode, Order
from tradedesk.domain.reason import Reason, because

#: Days after shipment within which papers are presented where the credit says nothing else (UCP 600, article 14).
USUAL_PRESENTATION = 21
#: Days before a watched day from which it stands out.
SOON = 10

_LC = re.compile(r"\bl\s*/?\s*c\b|letter of credit|documentary credit|信用证", re.IGNORECASE)


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
    return bool(_LC.search(terms))


def watched(order: Order, nodes: Iterable[Node], today: date) -> tuple[Watched, ...]:
    """The days of the order's credit in their order, as they stand on ``today`` (own zone).

    Papers are presented within so many days of the shipment, and never after the expiry.
    """
    at = {node.code: node for node in nodes}
    shipped, paid = (at[code].actual_on if code in at else None for code in (NodeCode.SHIPPED, NodeCode.BALANCE))
    found: list[Watched] = []
    if order.lc_latest_shipment is not None:
        found.append(_watched("latest-shipment", order.lc_latest_shipment, shipped, today))
    present_by = presentation_day(order, shipped)
    if present_by is not None and (order.lc_expiry or order.lc_number or by_letter_of_credit(order.payment_terms)):
        found.append(_watched("presentation", present_by, paid, today))
    if order.lc_expiry is not None:
        found.append(_watched("expiry", order.lc_expiry, paid, today))
    return tuple(found)


def presentation_day(order: Order, shipped: date | None) -> date | None:
    """Until when the papers must be presented; None before the shipment."""
    if shipped is None:
        return None
    wanted = order.lc_presentation_days
    last = shipped + timedelta(days=USUAL_PRESENTATION if wanted is None else wanted)
    return min(last, order.lc_expiry) if order.lc_expiry is not None else last


def checks(order: Order, nodes: Iterable[Node]) -> tuple[Reason, ...]:
    """What does not fit: a shipment planned or made too late, days in the wrong order, a credit without its expiry."""
    shipped = next((node for node in nodes if node.code is NodeCode.SHIPPED), None)
    last, expiry = order.lc_latest_shipment, order.lc_expiry
    found: list[Reason] = []
    if last is not None and expiry is not None and expiry < last:
        found.append(because("lc-expires-before-shipment", expiry=expiry.isoformat(), last=last.isoformat()))
    if last is not None and shipped is not None:
        day = shipped.actual_on or shipped.planned_on
        if day is not None and day > last:
            code = "lc-shipped-too-late" if shipped.actual_on else "lc-shipment-planned-too-late"
            found.append(because(code, day=day.isoformat(), last=last.isoformat()))
    if order.lc_number and expiry is None:
        found.append(because("lc-without-expiry", number=order.lc_number))
    return tuple(found)


def _watched(kind: str, day: date, happened: date | None, today: date) -> Watched:
    if happened is not None:
        return Watched(kind, day, "met" if happened <= day else "late", happened)
    left = (day - today).days
    return Watched(kind, day, "late" if left < 0 else "soon" if left <= SOON else "open")
