"""Keeping a fact that was filled into a message where it belongs, by the verb that a page would use for it."""

from __future__ import annotations

from datetime import date

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.domain.ids import DraftId
from tradedesk.domain.named_days import read_day
from tradedesk.ledger import drafts, orders
from tradedesk.services import composing, customer_forms, order_forms, order_lines, own_company, shipments
from tradedesk.services import orders as order_verbs
from tradedesk.services.bench import Bench
from tradedesk.services.fact_places import (
    CONTACT_FIELDS,
    ORDER_FIELDS,
    OWN_FIELDS,
    PARTY_FIELDS,
    SHIPMENT_FIELDS,
    FactPlace,
    Where,
    place_of,
)

__all__ = ["fill_and_keep", "keep"]


def fill_and_keep(bench: Bench, draft_id: DraftId, name: str, value: str) -> None:
    """Put a missing fact in its place in a draft and keep it where it belongs, as one change.

    What cannot be kept is put into the text all the same, and then refused as ``keep`` does.
    """
    try:
        with bench.ledger.write("fact-filled"):
            composing.fill_fact(bench, draft_id, name, value)
            keep(bench, draft_id, name, value)
    except TradeError:
        composing.fill_fact(bench, draft_id, name, value)
        raise


def keep(bench: Bench, draft_id: DraftId, name: str, value: str) -> None:
    """Keep a fact of a draft in the ledger, with everything that follows from it there.

    Nothing happens where the ledger has no place for it. Raises RuleSaysNo "fact-not-a-day" for what should be a
    day and is none, and whatever the verb of the place refuses; the draft itself is not touched.
    """
    place = place_of(bench, drafts.draft(bench.ledger.read, draft_id), name)
    if place is None:
        return
    written = value.strip()
    if place.day_from is not None:
        written = _day(name, written, place.day_from).isoformat()
    if place.where is Where.ORDER:
        _on_order(bench, place, ORDER_FIELDS[name], written)
    elif place.where is Where.TIMELINE:
        _on_timeline(bench, place, date.fromisoformat(written))
    elif place.where is Where.SHIPMENT:
        _on_shipment(bench, place, SHIPMENT_FIELDS[name], written)
    elif place.where is Where.CUSTOMER:
        customer_forms.set_field(bench, place.number, PARTY_FIELDS[name], written)
    elif place.where is Where.CONTACT:
        customer_forms.set_contact_field(bench, place.number, CONTACT_FIELDS[name], written)
    else:
        own_company.set_own_field(bench, OWN_FIELDS[name], written)


def _day(name: str, text: str, today: date) -> date:
    found = read_day(text, today)
    if found is None:
        raise RuleSaysNo("fact-not-a-day", name, value=text)
    return found


def _on_order(bench: Bench, place: FactPlace, field: str, text: str) -> None:
    if field == "specification":
        line = orders.order_file(bench.ledger.read, place.number).lines[0]
        order_lines.set_line_field(bench, line.id, field, text)
    elif field == "incoterm":
        # "CIF Hamburg (Incoterms® 2020)": the term, and where it ends.
        term, _, rest = text.partition(" ")
        order_forms.set_field(bench, place.number, "incoterm", term)
        order_forms.set_field(bench, place.number, "incoterm_place", rest.partition("(")[0].strip())
    else:
        order_forms.set_field(bench, place.number, field, text)


def _on_timeline(bench: Bench, place: FactPlace, day: date) -> None:
    """A day that has come is one on which it happened; one ahead is planned."""
    assert place.day_from is not None
    if day <= place.day_from:
        order_verbs.reach_node(bench, place.number, day)
    else:
        order_verbs.plan_node(bench, place.number, day)


def _on_shipment(bench: Bench, place: FactPlace, field: str, text: str) -> None:
    """On the shipment that the draft tells of; without any, the first one is made."""
    if field == "number":
        shipments.note_number(bench, place.number, place.shipment, text)
    else:
        shipments.set_field(bench, place.number, place.shipment, field, text)
