"""What the user does with orders: log an inquiry, move the timeline, note money and shipments."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tradedesk.domain import payment, timeline
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import NodeId, OrderId, PartyId
from tradedesk.domain.money import Money
from tradedesk.domain.order import Instalment, Node, NodeCode, Order, OrderFile, Shipment, Stage
from tradedesk.domain.party import Party
from tradedesk.domain.point import Point
from tradedesk.ledger import messages, orders, parties
from tradedesk.ledger.queries import log as log_lists
from tradedesk.ledger.queries import orders as lists
from tradedesk.ledger.queries.log import LogRow
from tradedesk.ledger.queries.orders import DocumentRow, OrderQuery, OrderRow
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


@dataclass(frozen=True)
class OrderSheet:
    """Everything the page of one order shows."""

    file: OrderFile
    party: Party
    messages: tuple[LogRow, ...]
    documents: tuple[DocumentRow, ...]
    points: tuple[Point, ...]
    due_node: NodeCode | None
    today: date


def ids(bench: Bench, query: OrderQuery) -> array[int]:
    """The numbers of every order of a list, in its order."""
    return lists.ids(bench.ledger.read, query, bench.today())


def rows(bench: Bench, numbers: Sequence[int]) -> list[OrderRow]:
    """The list's lines for these orders."""
    return lists.rows(bench.ledger.read, numbers)


def chip_counts(bench: Bench) -> dict[str, int]:
    """How many orders each filter shows."""
    return lists.chip_counts(bench.ledger.read, bench.today())


def sheet(bench: Bench, order_id: OrderId) -> OrderSheet:
    """One order with all that its page shows; raises NotThere."""
    read = bench.ledger.read
    file = orders.order_file(read, order_id)
    return OrderSheet(
        file=file,
        party=parties.party(read, file.order.party_id),
        messages=tuple(log_lists.of_order(read, order_id)),
        documents=tuple(lists.documents(read, order_id)),
        points=messages.points_of_order(read, order_id),
        due_node=timeline.due_follow_up(file.nodes),
        today=bench.today(),
    )


def log_inquiry(bench: Bench, party_id: PartyId, summary: str, *, currency: str = "") -> OrderId:
    """An inquiry is the first state of an order; the 24 hours of D1 count from now."""
    if not summary.strip():
        raise RuleSaysNo("inquiry-about-what", "summary")
    party = parties.party(bench.ledger.read, party_id)
    money = currency or party.currency or "USD"
    today = bench.today()
    fresh = Order(
        0,
        "",
        party_id,
        None,
        Stage.INQUIRY,
        " ".join(summary.split()),
        money,
        Money(0, money),
        inquired_at=bench.now(),
        ordered_on=today,
    )
    with bench.ledger.write("inquiry-logged") as writer:
        order_id = orders.add_order(writer, replace(fresh, number=next_number(writer, today)))
        add_nodes(writer, order_id, {NodeCode.INQUIRY: today}, {})
    return order_id


def save_order(bench: Bench, order: Order) -> None:
    """Save what was changed on the order's page; new payment terms split an unpaid price anew."""
    read = bench.ledger.read
    before = orders.order_file(read, order.id)
    with bench.ledger.write("order-changed") as writer:
        orders.save_order(writer, order)
        untouched = all(each.received.minor == 0 for each in before.instalments)
        if untouched and (order.payment_terms, order.total) != (before.order.payment_terms, before.order.total):
            _split_again(writer, order, before.instalments)
        follow(writer, order.id)


def reach_node(bench: Bench, node_id: NodeId, day: date | None) -> None:
    """Say on which day a node happened (None takes it back); the stage and what is due follow."""
    node = orders.node(bench.ledger.read, node_id)
    if day is not None and day > bench.today():
        raise RuleSaysNo("not-yet-happened", "actual_on", day=day.isoformat())
    with bench.ledger.write("node-reached" if day else "node-taken-back") as writer:
        orders.save_node(writer, replace(node, actual_on=day))
        follow(writer, node.order_id)


def plan_node(bench: Bench, node_id: NodeId, day: date | None) -> None:
    """Say for which day a node is planned."""
    node = orders.node(bench.ledger.read, node_id)
    with bench.ledger.write("node-planned") as writer:
        orders.save_node(writer, replace(node, planned_on=day))


def record_shipment(bench: Bench, shipment: Shipment) -> None:
    """Note carrier, numbers and days of a shipment (number 0: a new one)."""
    with bench.ledger.write("shipment-noted") as writer:
        row = orders.shipment_row(shipment)
        if shipment.id:
            writer.update("shipments", shipment.id, row)
        else:
            writer.insert("shipments", row)


def record_receipt(bench: Bench, order_id: OrderId, instalment_id: int, amount: Money, day: date) -> None:
    """Note money that arrived for an instalment, in the order's currency (G2)."""
    file = orders.order_file(bench.ledger.read, order_id)
    instalment = next((each for each in file.instalments if each.id == instalment_id), None)
    if instalment is None or amount.minor <= 0 or amount.currency != file.order.currency:
        raise RuleSaysNo("receipt-not-possible", "amount", currency=file.order.currency)
    with bench.ledger.write("receipt-noted") as writer:
        receipt = {
            "party_id": file.order.party_id,
            "received_on": day.isoformat(),
            "currency": amount.currency,
            "amount_minor": amount.minor,
        }
        receipt_id = writer.insert("receipts", receipt)
        share = {"receipt_id": receipt_id, "instalment_id": instalment_id, "amount_minor": amount.minor}
        writer.insert("receipt_shares", share)
        writer.update("instalments", instalment_id, {"received_minor": instalment.received.minor + amount.minor})
        _reach_when_paid(writer, file, instalment, amount, day)
        follow(writer, order_id)


def next_number(writer: Writer, today: date) -> str:
    """The next order number of the year, gap-free: called inside the unit of work that uses it."""
    start = f"TD-{today.year}-"
    highest = writer.value(
        "select max(cast(substr(number, ?) as integer)) from orders where number glob ?",
        (len(start) + 1, f"{start}[0-9]*"),
    )
    return f"{start}{int(highest or 0) + 1:04d}"


def add_nodes(
    writer: Writer,
    order_id: OrderId,
    happened: dict[NodeCode, date],
    planned: dict[NodeCode, date],
    codes: Sequence[NodeCode] = (),
) -> None:
    """Give an order its timeline: the usual nodes, with what happened and what is planned."""
    for position, code in enumerate(codes or timeline.node_codes(), start=1):
        node = Node(0, order_id, position, code, planned.get(code), happened.get(code))
        writer.insert("nodes", orders.node_row(node))


def follow(writer: Writer, order_id: OrderId) -> None:
    """Bring up to date what follows from an order's nodes: its stage, and the days on which money falls due."""
    head = orders.order(writer, order_id)
    nodes = orders.nodes(writer, order_id)
    stage = timeline.stage_of(nodes, head.stage)
    if stage is not head.stage:
        writer.update("orders", order_id, {"stage": str(stage)})
    events = payment.event_days(nodes)
    for row in writer.rows("select id, trigger, trigger_days, due_on from instalments where order_id = ?", (order_id,)):
        if row["trigger"]:
            event = events.get(row["trigger"])
            due = event + timedelta(days=row["trigger_days"]) if event else None
            writer.update("instalments", row["id"], {"due_on": due.isoformat() if due else None})


def _split_again(writer: Writer, order: Order, before: Sequence[Instalment]) -> None:
    for each in before:
        writer.delete("instalments", each.id)
    shares = payment.read_terms(order.payment_terms).shares
    for instalment in payment.instalments_of(order.total, shares) if shares else ():
        writer.insert("instalments", orders.instalment_row(order.id, instalment))


def _reach_when_paid(writer: Writer, file: OrderFile, instalment: Instalment, amount: Money, day: date) -> None:
    """The deposit's or the balance's node is reached by the receipt that completes it."""
    if instalment.received.minor + amount.minor < instalment.amount.minor:
        return
    first, last = file.instalments[0], file.instalments[-1]
    code = NodeCode.BALANCE if instalment.id == last.id else NodeCode.DEPOSIT if instalment.id == first.id else None
    for node in file.nodes:
        if node.code is code and node.actual_on is None:
            orders.save_node(writer, replace(node, actual_on=day))
