"""What follows by itself from an order's terms and points: stage, points, planned days, instalments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tradedesk.domain import incoterm, payment, timeline
from tradedesk.domain.ids import OrderId
from tradedesk.domain.order import Node, NodeCode, Order
from tradedesk.domain.payment import Share
from tradedesk.ledger import orders
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

#: Points that are history by the time a plan makes sense.
_BEFORE = frozenset({NodeCode.INQUIRY, NodeCode.QUOTED, NodeCode.CONFIRMED})


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


def split_price(writer: Writer, order: Order) -> None:
    """Split the price by the payment terms anew while no money has arrived; terms not understood split nothing.

    Amounts are in the order's currency and add up to its total.
    """
    numbers = [row[0] for row in writer.all("select id from instalments where order_id = ?", (order.id,))]
    received = writer.value(
        "select count(*) from receipt_shares where instalment_id in (select id from instalments where order_id = ?)",
        (order.id,),
    ) or writer.value("select sum(received_minor) from instalments where order_id = ?", (order.id,))
    if received:
        return
    for number in numbers:
        writer.delete("instalments", number)
    shares = payment.read_terms(order.payment_terms).shares
    for instalment in payment.instalments_of(order.total, shares) if shares and order.total.minor > 0 else ():
        writer.insert("instalments", orders.instalment_row(order.id, instalment))


def arrange_nodes(writer: Writer, order: Order) -> None:
    """Let the deposit and the balance stand where the payment terms put them; what happened or was told stays."""
    shares = payment.read_terms(order.payment_terms).shares
    if not shares:
        return
    wanted = timeline.node_codes(shares)
    there = {node.code: node for node in orders.nodes(writer, order.id)}
    if not there:
        return
    for code, node in there.items():
        untouched = node.actual_on is None and node.notice_message_id is None and not _is_spoken_of(writer, node)
        if code not in wanted and untouched:
            writer.delete("nodes", node.id)
    kept = [code for code in timeline.node_codes() if code in there and code not in wanted]
    for position, code in enumerate(_merged(wanted, kept), start=1):
        found = there.get(code)
        if found is None:
            writer.insert("nodes", orders.node_row(Node(0, order.id, position, code, None, None)))
        elif found.position != position and writer.row("nodes", found.id) is not None:
            writer.update("nodes", found.id, {"position": position})


def _merged(wanted: Sequence[NodeCode], kept: Sequence[NodeCode]) -> list[NodeCode]:
    """The points of the terms, with those that stay although the terms do not know them in their usual place."""
    usual = timeline.node_codes()
    found = list(wanted)
    for code in kept:
        ahead = [each for each in usual[: usual.index(code)] if each in found]
        found.insert(found.index(ahead[-1]) + 1 if ahead else 0, code)
    return found


def _is_spoken_of(writer: Writer, node: Node) -> bool:
    sql = "select exists (select 1 from messages where node_id = ?) or exists (select 1 from drafts where node_id = ?)"
    return bool(writer.value(sql, (node.id, node.id)))


def plan_if_unplanned(bench: Bench, writer: Writer, order_id: OrderId) -> None:
    """Plan the points of a confirmed order back from its delivery day, once: days set by hand are never overwritten.

    Needs the delivery day and payment terms that are understood (they say where the balance stands).
    """
    head = orders.order(writer, order_id)
    nodes = orders.nodes(writer, order_id)
    confirmed = next((node.actual_on for node in nodes if node.code is NodeCode.CONFIRMED), None)
    shares = payment.read_terms(head.payment_terms).shares
    ahead = [node for node in nodes if node.actual_on is None and node.code not in _BEFORE]
    if confirmed is None or head.delivery_on is None or not shares or any(node.planned_on for node in ahead):
        return
    for node, day in _planned(bench, head, nodes, confirmed, shares).items():
        orders.save_node(writer, replace(node, planned_on=day))


def plan_again(bench: Bench, order_id: OrderId) -> None:
    """Plan every open point anew: back from the delivery day, or forward from the order where there is none."""
    read = bench.ledger.read
    head, nodes = orders.order(read, order_id), orders.nodes(read, order_id)
    confirmed = next((node.actual_on for node in nodes if node.code is NodeCode.CONFIRMED), None)
    shares = payment.read_terms(head.payment_terms).shares
    start = confirmed or head.ordered_on or bench.today()
    with bench.ledger.write("order-planned") as writer:
        for node, day in _planned(bench, head, nodes, start, shares).items():
            orders.save_node(writer, replace(node, planned_on=day))


def _planned(
    bench: Bench, head: Order, nodes: Sequence[Node], start: date, shares: Sequence[Share]
) -> Mapping[Node, date]:
    own = bench.own()
    country = (own.country if own else "") or "CN"
    plan = timeline.plan_backwards(
        head.delivery_on,
        start,
        [node.code for node in nodes],
        country=country,
        holidays=bench.holidays(country, start.year),
        shares=shares,
        durations=timeline.durations_for(incoterm.mode_of(head.mode)),
        delivered_by=incoterm.delivered_by(head.incoterm),
    )
    return {node: plan[node.code] for node in nodes if node.actual_on is None and node.code in plan}
