"""An order as a test needs it: made through the verbs, on a real ledger."""

from __future__ import annotations

from datetime import date

from tradedesk.domain.party import Party, PartyKind
from tradedesk.ledger import parties
from tradedesk.services import order_forms, orders, receipts
from tradedesk.services.receipts import ReceiptEntry

#: The day of the clock that stands (see desk_bench), in China.
TODAY = date(2026, 11, 21)
TERMS = "T/T 30% deposit, 70% against B/L copy"


def add_party(bench, name, **columns):
    with bench.ledger.write("party-added") as writer:
        return parties.add_party(writer, Party(0, PartyKind.CUSTOMER, name, **columns))


def an_order(bench, party, *, price="1800", quantity="10", terms=TERMS, delivery="2027-01-15"):
    number = orders.log_inquiry(bench, party, "Rattan chairs", currency="USD")
    line = order_forms.add_line(bench, number)
    order_forms.set_line_field(bench, line, "description", "Rattan chair")
    order_forms.set_line_field(bench, line, "unit_price", price)
    order_forms.set_line_field(bench, line, "quantity", quantity)
    if terms:
        order_forms.set_field(bench, number, "payment_terms", terms)
    if delivery:
        order_forms.set_field(bench, number, "delivery_on", delivery)
    return number


def node(bench, number, code):
    return next(each for each in orders.sheet(bench, number).file.nodes if each.code is code)


def stage(bench, number):
    return orders.sheet(bench, number).file.order.stage


def reach(bench, number, *codes, day=TODAY):
    for code in codes:
        orders.reach_node(bench, node(bench, number, code).id, day)


def pay(bench, order, instalment, amount, day="2026-11-21"):
    """Note money for an instalment, as typed, in the order's currency."""
    head = orders.sheet(bench, order).file.order
    receipts.note(bench, ReceiptEntry(head.party_id, amount, head.currency, day, first=instalment))
