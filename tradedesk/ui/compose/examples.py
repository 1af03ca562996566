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
}


def example_of(name: str) -> str:
    """An example, or nothing where the name says it all."""
    made = _EXAMPLES.get(name)
    return made() if made is not None else ""
