"""Which shipment a message tells of, and of which the customer was not told (D4)."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from tradedesk.domain import shipment as rules
from tradedesk.domain.departure import untold
from tradedesk.domain.draft import WHICH_SHIPMENT, Draft
from tradedesk.domain.ids import OrderId
from tradedesk.domain.order import NodeCode
from tradedesk.domain.shipment import Consignment
from tradedesk.domain.template import Template
from tradedesk.ledger import shipments as rows
from tradedesk.ledger.queries import today as facts
from tradedesk.services.bench import Bench

__all__ = ["for_shipment", "of_draft", "same_shipment"]


def of_draft(bench: Bench, draft: Draft) -> Consignment | None:
    """The shipment that a draft tells of: the one it was begun for, else the one that is meant; None without any."""
    if draft.order_id is None:
        return None
    named = dict(draft.facts).get(WHICH_SHIPMENT, "")
    found = rows.of_order(bench.ledger.read, draft.order_id)
    return next((each for each in found if str(each.id) == named), None) or _meant(bench, draft.order_id, found)


def for_shipment(bench: Bench, draft: Draft, template: Template, shipment_id: int | None = None) -> Draft:
    """A draft that says of which shipment it tells, where its template tells of something shipped.

    It stays with that one although another one is owed a word meanwhile. ``shipment_id`` None: the one it tells of
    already, else the one that is meant.
    """
    if template.node != NodeCode.SHIPPED:
        return draft
    number = shipment_id
    if number is None:
        found = of_draft(bench, draft)
        number = found.id if found is not None else None
    rest = tuple(pair for pair in draft.facts if pair[0] != WHICH_SHIPMENT)
    return replace(draft, facts=(*rest, (WHICH_SHIPMENT, str(number)))) if number is not None else draft


def same_shipment(one: Draft, other: Draft) -> bool:
    """Whether two drafts about an order tell of the same shipment, or both of none in particular."""
    return dict(one.facts).get(WHICH_SHIPMENT) == dict(other.facts).get(WHICH_SHIPMENT)


def _meant(bench: Bench, order_id: OrderId, found: tuple[Consignment, ...]) -> Consignment | None:
    if len(found) < 2:
        return next(iter(found), None)
    told = facts.shipped_notices(bench.ledger.read, (order_id,)).get(order_id, ())
    zone = ZoneInfo(bench.own_zone())
    owed = untold(rules.departures(found), [each.told_on(zone) for each in told])
    return rules.to_tell_of(found, owed)
