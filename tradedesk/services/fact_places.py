"""Where a fact that was missing in a message belongs: the order, its timeline, its shipment, the customer, oneself."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tradedesk.domain import timeline
from tradedesk.domain.draft import Draft
from tradedesk.domain.order import Node
from tradedesk.domain.party import Contact
from tradedesk.ledger import orders, parties
from tradedesk.services import shipment_told
from tradedesk.services.about import greeted
from tradedesk.services.bench import Bench

#: Facts of the order's own, and their field.
ORDER_FIELDS = {
    "order.buyer_ref": "buyer_ref",
    "order.summary": "summary",
    "order.payment_terms": "payment_terms",
    "order.lead_time": "lead_time",
    "order.moq": "moq",
    "order.port_loading": "port_loading",
    "order.port_discharge": "port_discharge",
    "order.incoterm": "incoterm",
    "order.valid_until": "valid_until",
    "order.delivery_on": "delivery_on",
    "order.product_parameters": "specification",
}
SHIPMENT_FIELDS = {
    "shipment.carrier": "carrier",
    "shipment.number": "number",
    "shipment.etd": "etd",
    "shipment.eta": "eta",
}
PARTY_FIELDS = {"party.city": "city", "party.country": "country"}
CONTACT_FIELDS = {"contact.salutation": "salutation"}
OWN_FIELDS = {"my.bank": "bank", "my.name": "signer", "my.company": "name"}

#: Facts that are a day.
DAYS = frozenset(
    {"order.valid_until", "order.delivery_on", "shipment.etd", "shipment.eta", "node.date", "next_node.date"}
)


class Where(StrEnum):
    """On what a fact is kept."""

    ORDER = "order"
    TIMELINE = "timeline"
    SHIPMENT = "shipment"
    CUSTOMER = "customer"
    CONTACT = "contact"
    OWN = "own"


class FactPlace(NamedTuple):
    """Where a fact is kept, and what that is called. ``day_from`` is the present day when it must be a day, else None.

    ``number`` is the row: the order's, the node's, the party's or the contact's. ``shipment`` is the order's shipment
    that the draft tells of, 0 where there is none yet.
    """

    where: Where
    name: str
    number: int
    day_from: date | None = None
    shipment: int = 0


def place_of(bench: Bench, draft: Draft, name: str) -> FactPlace | None:
    """Where a fact of a draft belongs; None when the ledger has no place for it."""
    day = bench.today() if name in DAYS else None
    if name in OWN_FIELDS:
        own = bench.own()
        return FactPlace(Where.OWN, own.label if own is not None else "", own.id if own is not None else 0)
    if draft.party_id is None:
        return None
    if name in PARTY_FIELDS:
        party = parties.party(bench.ledger.read, draft.party_id)
        return FactPlace(Where.CUSTOMER, party.label, party.id)
    if name in CONTACT_FIELDS:
        contact = _reader(bench, draft)
        return FactPlace(Where.CONTACT, contact.name, contact.id) if contact is not None else None
    return _of_order(bench, draft, name, day) if draft.order_id is not None else None


def _of_order(bench: Bench, draft: Draft, name: str, day: date | None) -> FactPlace | None:
    assert draft.order_id is not None
    file = orders.order_file(bench.ledger.read, draft.order_id)
    number = file.order.number
    if name == "order.product_parameters" and len(file.lines) != 1:
        return None  # of several goods it is not known which one is meant
    if name in ORDER_FIELDS:
        return FactPlace(Where.ORDER, number, draft.order_id, day)
    if name in SHIPMENT_FIELDS:
        told = shipment_told.of_draft(bench, draft)
        return FactPlace(Where.SHIPMENT, number, draft.order_id, day, told.id if told is not None else 0)
    node = _node(file.nodes, draft, name) if name in ("node.date", "next_node.date") else None
    return FactPlace(Where.TIMELINE, number, node.id, day) if node is not None else None


def _node(nodes: tuple[Node, ...], draft: Draft, name: str) -> Node | None:
    """The point that the text tells of, or the next one that has not happened."""
    told = next((each for each in nodes if each.id == draft.node_id), None) or timeline.current_node(nodes)
    if told is None or name == "node.date":
        return told
    return next((each for each in nodes if each.position > told.position and each.actual_on is None), None)


def _reader(bench: Bench, draft: Draft) -> Contact | None:
    assert draft.party_id is not None
    read = bench.ledger.read
    chosen = orders.order(read, draft.order_id).contact_id if draft.order_id is not None else None
    return greeted(parties.contacts(read, draft.party_id), chosen)
