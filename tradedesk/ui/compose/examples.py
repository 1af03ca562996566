"""An example for each fact that people fill in, so that nobody wonders in which form it is wanted."""

from __future__ import annotations

from collections.abc import Callable

from tradedesk.ui.wording import tr

_EXAMPLES: dict[str, Callable[[], str]] = {
    "order.lead_time": lambda: tr("35 days after the deposit"),
    "order.moq": lambda: tr("200 pieces a colour"),
    "order.payment_terms": lambda: tr("T/T, 30% deposit, 70% against copy of B/L"),
    "order.port_loading": lambda: tr("Ningbo, China"),
    "order.product_parameters": lambda: tr("190 × 85 cm, powder-coated steel, three colours"),
    "order.valid_until": lambda: tr("5 December 2026"),
    "order.delivery_on": lambda: tr("5 December 2026"),
    "order.incoterm": lambda: tr("CIF Hamburg (Incoterms® 2020)"),
    "order.buyer_ref": lambda: tr("PO 4711"),
    "order.summary": lambda: tr("120 rattan lounge sets"),
    "node.date": lambda: tr("5 December 2026"),
    "next_node.date": lambda: tr("5 December 2026"),
    "packages.summary": lambda: tr("64 cartons, 1,120 kg gross"),
    "documents.list": lambda: tr("commercial invoice, packing list, copy of B/L"),
    "shipment.number": lambda: tr("MSKU1234567"),
    "shipment.carrier": lambda: tr("Maersk Line"),
    "balance.due": lambda: tr("7 days after the copy of the bill of lading"),
    "invoice.number": lambda: tr("CI-2026-0160"),
    "my.bank": lambda: tr("bank, account, SWIFT"),
    "document.number": lambda: tr("PI-2026-0160"),
    "documents.courier": lambda: tr("DHL 1234567890"),
    "order.port_discharge": lambda: tr("Hamburg, Germany"),
    "shipment.news": lambda: tr("the vessel left Singapore on 3 December"),
    "incident.what": lambda: tr("12 of 64 cartons arrived wet"),
    "incident.cause": lambda: tr("the rattan came ten days late from the supplier"),
    "incident.solution": lambda: tr("two more workers; the goods travel by a faster vessel"),
    "incident.recovery": lambda: tr("5 December 2026"),
    "incident.decision": lambda: tr("one shipment on 5 December, or half of it now"),
    "change.text": lambda: tr("Delivery date: 20 December 2026"),
    "change.before": lambda: tr("delivery on 5 December 2026"),
    "holiday.name": lambda: tr("Spring Festival"),
    "holiday.contact": lambda: tr("Chen Yu, +86 574 8765 4321"),
    "proofread.by": lambda: tr("Maria Nowak"),
}


def example_of(name: str) -> str:
    """An example, or nothing where the name says it all."""
    made = _EXAMPLES.get(name)
    return made() if made is not None else ""
