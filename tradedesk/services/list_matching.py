"""Comparing a list with the ledger: what is new, what is there already, what refers to something that is not there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tradedesk.domain.importing import LineRow, ListKind, OrderRow, ProductRow, Severity
from tradedesk.domain.reason import because
from tradedesk.ledger import imports
from tradedesk.services import list_rows
from tradedesk.services.bench import Bench
from tradedesk.services.list_parties import match_parties
from tradedesk.services.list_plan import Matching, Plan
from tradedesk.services.list_reading import Progress, Seen
from tradedesk.services.list_receipts import match_receipts

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def match(bench: Bench, seen: Seen, progress: Progress = None, writer: Writer | None = None, whole: int = 1000) -> Plan:
    """Say what bringing the list in would do; nothing is changed by it, unless parties are given a ``writer``.

    ``progress`` is told up to ``whole`` thousandths.
    """
    if seen.kind is None or seen.problems.refused:
        return Plan(seen.problems)
    work = Matching(bench, seen, progress, whole)
    if seen.kind is ListKind.PARTIES:
        return match_parties(work, writer)
    if seen.kind is ListKind.RECEIPTS:
        return match_receipts(work, _by_name(work, "customer"))
    doing = {ListKind.PRODUCTS: _products, ListKind.ORDERS: _orders, ListKind.LINES: _lines}
    return doing[seen.kind](work)


def _products(work: Matching) -> Plan:
    known = imports.keys(work.read, "product")
    names = {(name.casefold(), supplier) for name, supplier in imports.product_names(work.read)}
    suppliers, factories = imports.keys(work.read, "supplier"), _by_name(work, "supplier")
    new: list[tuple[str, imports.Values]] = []
    row: ProductRow
    for row in work.rows():
        supplier = suppliers.get(row.supplier_key) or factories.get(row.supplier_key.casefold())
        own_name = (row.name.casefold(), supplier)
        if row.key in known if row.key else own_name in names:
            work.plan.already_there += 1
            continue
        names.add(own_name)
        if row.supplier_key and supplier is None:
            work.unknown(row.line, "supplier_key", row.supplier_key, Severity.VALUE)
        new.append((row.key, list_rows.product(row, supplier)))
    return work.ready(len(new), lambda writer, told: imports.add_products(writer, new, told))


def _orders(work: Matching) -> Plan:
    known = imports.keys(work.read, "order")
    customers, names = imports.keys(work.read, "customer"), _by_name(work, "customer")
    forwarders, carriers = imports.keys(work.read, "forwarder"), _by_name(work, "forwarder")
    making = list_rows.OrderMaking(work.bench, work.seen.options)
    new: list[imports.NewOrder] = []
    row: OrderRow
    for row in work.rows():
        if row.key in known:
            work.plan.already_there += 1
            continue
        party_id = customers.get(row.party_key) or names.get(row.party_key.casefold())
        if party_id is None:
            work.unknown(row.line, "party_key", row.party_key, Severity.ROW)
            continue
        forwarder = forwarders.get(row.forwarder_key) or carriers.get(row.forwarder_key.casefold())
        if row.forwarder_key and forwarder is None:
            work.unknown(row.line, "forwarder_key", row.forwarder_key, Severity.VALUE)
        order, notes = making.order(row, party_id, forwarder)
        for note in notes:
            work.tell(row.line, note.field, note.value, note.reason, note.severity)
        new.append(order)
        work.plan.counts["finished"] += order.order["stage"] == "closed"
        work.plan.counts["shipments"] += order.shipment is not None
        work.plan.counts["postal"] += order.postal is not None
    return work.ready(len(new), lambda writer, told: imports.add_orders(writer, new, told))


def _by_name(work: Matching, kind: str) -> dict[str, int]:
    """The parties of a kind by their name, for lists that refer by name; a name that two share refers to nobody."""
    names = {number: name.casefold() for number, name in imports.party_names(work.read, kind).items()}
    often = Counter(names.values())
    return {name: number for number, name in names.items() if often[name] == 1}


def _lines(work: Matching) -> Plan:
    known = imports.keys(work.read, "order")
    rows: list[LineRow] = list(work.rows())
    numbers = sorted({known[row.order_key] for row in rows if row.order_key in known})
    heads = imports.order_heads(work.read, numbers)
    there = imports.lines_there(work.read, numbers)
    making = list_rows.LineMaking(imports.keys(work.read, "product"), imports.products(work.read), there)
    for row in rows:
        order_id = known.get(row.order_key)
        if order_id is None:
            work.unknown(row.line, "order_key", row.order_key, Severity.ROW)
            continue
        head = heads[order_id]
        if making.is_there(row, order_id):
            work.plan.already_there += 1
            continue
        if row.currency and row.currency != head.currency:
            told = because("currency-differs", value=row.currency, currency=head.currency)
            work.tell(row.line, "unit_price", row.currency, told, Severity.ROW)
            continue
        if row.product_key and not making.knows(row.product_key):
            work.unknown(row.line, "product_key", row.product_key, Severity.VALUE)
        making.add(row, head)
    work.plan.counts["orders-with-lines"] = len(making.by_order)
    return work.ready(making.count, lambda writer, told: list_rows.write_lines(writer, making, heads, told))
