"""What follows by itself from an order's terms and points: stage, points, planned days, instalments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tradedesk.domain import incoterm, node_plan, payment, timeline
from tradedesk.domain.ids import NodeId, OrderId
from tradedesk.domain.instalments import resized
from tradedesk.domain.moving import Move
from tradedesk.domain.node_list import Lead, ListedPoint, NodeList, type_of
from tradedesk.domain.node_plan import Frame
from tradedesk.domain.order import Node, NodeCode, Order
from tradedesk.domain.order_role import JobHolder, now_first
from tradedesk.domain.outlook import Outlook
from tradedesk.domain.payment import Share
from tradedesk.domain.promise_facts import Promise
from tradedesk.domain.reason import Reason
from tradedesk.domain.schedule import Calendars
from tradedesk.domain.side_state import held_days
from tradedesk.ledger import node_lists, order_roles, orders
from tradedesk.services.bench import Bench
from tradedesk.services.own_hours import owed_on

if TYPE_CHECKING:
    from tradedesk.ledger.reader import Reader
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


def add_nodes(
    writer: Writer,
    order_id: OrderId,
    happened: Mapping[NodeCode, date],
    planned: Mapping[NodeCode, date],
    codes: Sequence[NodeCode] = (),
) -> None:
    """Give an order its timeline: the nodes of its type's list (or ``codes``), what happened and what is planned."""
    head = orders.order(writer, order_id)
    listed = node_lists.of_type(writer, head.order_type, incoterm.mode_of(head.mode))
    points = [ListedPoint(code) for code in codes] or listed.points
    for position, point in enumerate(points, start=1):
        node = listed_node(order_id, position, point)
        node = replace(node, planned_on=planned.get(node.code), actual_on=happened.get(node.code))
        writer.insert("nodes", orders.node_row(node))


def split_price(writer: Writer, order: Order, *, anew: bool = False) -> None:
    """Let the instalments come to the order's total: those that are there are fitted to it, else the terms split it.

    ``anew`` splits by the terms again, as long as no money has arrived; terms not understood split nothing. Amounts
    are in the order's currency.
    """
    there = writer.all("select id, received_minor from instalments where order_id = ?", (order.id,))
    if there and (any(row[1] for row in there) or (not anew and order.total.minor > 0)):
        for one in resized(orders.order_file(writer, order.id).instalments, order.total):
            writer.update("instalments", one.id, orders.instalment_row(order.id, one))
        return
    for row in there:
        writer.delete("instalments", row[0])
    shares = payment.read_terms(order.payment_terms).shares
    for instalment in payment.instalments_of(order.total, shares) if shares and order.total.minor > 0 else ():
        writer.insert("instalments", orders.instalment_row(order.id, instalment))


def arrange_nodes(writer: Writer, order: Order) -> None:
    """Let the points of the order be those of its list, the payment's where its terms put them.

    What happened, was told or is spoken of stays, and so does a point of the user's own. An order without any points
    has none to arrange.
    """
    there = orders.nodes(writer, order.id)
    if not there:
        return
    shares = payment.read_terms(order.payment_terms).shares
    listed = node_lists.of_type(writer, order.order_type, incoterm.mode_of(order.mode))
    wanted = _points(listed, shares)
    codes = {point.code for point in wanted}
    kept: list[Node] = []
    for node in there:
        own = node.code is NodeCode.OWN and node.note != FROM_LIST
        if node.code in codes - {NodeCode.OWN} or own or _has_a_history(writer, node):
            kept.append(node)
        else:
            writer.delete("nodes", node.id)
    _place(writer, order.id, wanted, kept)


#: Marks a point of the user's own that came with the list and leaves with it.
FROM_LIST = "list"


def _points(listed: NodeList, shares: Sequence[Share]) -> list[ListedPoint]:
    """The points of a list as the payment terms want them."""
    known = {point.code: point for point in listed.points}
    codes = timeline.node_codes(shares, [point.code for point in listed.points if point.code is not NodeCode.OWN])
    found = [known.get(code, ListedPoint(code)) for code in codes]
    for at, point in enumerate(listed.points):
        if point.code is NodeCode.OWN:
            ahead = [each for each in listed.points[:at] if each in found]
            found.insert(found.index(ahead[-1]) + 1 if ahead else 0, point)
    return found


def _place(writer: Writer, order_id: OrderId, wanted: Sequence[ListedPoint], kept: Sequence[Node]) -> None:
    """Number the points: those of the list in its order, the others behind the one they stood behind."""
    by_code: dict[NodeCode, Node] = {node.code: node for node in kept}
    by_code.pop(NodeCode.OWN, None)
    row: list[Node | ListedPoint] = [by_code.get(point.code) or point for point in wanted]
    before: Node | None = None
    for node in kept:
        if node not in row:
            row.insert(row.index(before) + 1 if before is not None else 0, node)
        before = node
    for position, each in enumerate(row, start=1):
        if isinstance(each, ListedPoint):
            writer.insert("nodes", orders.node_row(listed_node(order_id, position, each)))
        elif each.position != position:
            writer.update("nodes", each.id, {"position": position})


def listed_node(order_id: OrderId, position: int, point: ListedPoint) -> Node:
    """A point of a list as the node of an order, not stored yet."""
    return Node(
        0,
        order_id,
        position,
        point.code,
        None,
        None,
        name_en=point.name_en,
        name_zh=point.name_zh,
        lead_days=point.lead_days,
        day_kind=point.day_kind,
        template=point.template,
        role=point.role,
        note=FROM_LIST if point.code is NodeCode.OWN else "",
    )


def _has_a_history(writer: Writer, node: Node) -> bool:
    return node.actual_on is not None or node.notice_message_id is not None or _is_spoken_of(writer, node)


def _is_spoken_of(writer: Writer, node: Node) -> bool:
    sql = "select exists (select 1 from messages where node_id = ?) or exists (select 1 from drafts where node_id = ?)"
    return bool(writer.value(sql, (node.id, node.id)))


def frame_of(bench: Bench, reader: Reader, order: Order) -> Frame:
    """What an order is planned by: production in the supplier's working days where one has a job on it, else in the
    own ones, the delivery in the customer's.
    """
    row = reader.first(
        """
        select (select p.country from order_roles r join parties p on p.id = r.party_id
                where r.order_id = o.id and p.kind = 'supplier' and p.country <> '' order by r.id limit 1),
               (select country from parties where id = o.party_id)
        from orders o where o.id = ?
        """,
        (order.id,),
    )
    made_in, sold_to = row if row is not None else ("", "")
    here = made_in or bench.own_place()[0] or "CN"
    year = bench.today().year
    weeks = Calendars(bench.week(here, year), bench.week(sold_to or here, year))
    return Frame(
        weeks,
        order.order_type,
        incoterm.mode_of(order.mode),
        order.delivery_on,
        incoterm.delivered_by(order.incoterm),
        payment.read_terms(order.payment_terms).shares,
    )


def plan_if_unplanned(bench: Bench, writer: Writer, order_id: OrderId) -> None:
    """Plan the points of a confirmed order back from its delivery day, once: days set by hand are never overwritten.

    Needs the delivery day and payment terms that are understood (they say where the balance stands).
    """
    head = orders.order(writer, order_id)
    nodes = orders.nodes(writer, order_id)
    confirmed = next((node.actual_on for node in nodes if node.code is NodeCode.CONFIRMED), None)
    ahead = [node for node in nodes if node.actual_on is None and node.code not in _BEFORE]
    if confirmed is None or head.delivery_on is None or any(node.planned_on for node in ahead):
        return
    frame = frame_of(bench, writer, head)
    if frame.shares:
        carry_out(writer, nodes, node_plan.new_plan(nodes, frame, start=confirmed))


def plan_again(bench: Bench, order_id: OrderId) -> None:
    """Plan every open point anew: back from the delivery day, or forward from what happened where there is none."""
    moves = new_plan(bench, order_id)
    with bench.ledger.write("order-planned") as writer:
        carry_out(writer, orders.nodes(writer, order_id), moves)


def new_plan(bench: Bench, order_id: OrderId, *, delivery_on: date | None = None) -> tuple[Move, ...]:
    """What ``plan_again`` would move, and why, say for another delivery day; nothing is changed."""
    read = bench.ledger.read
    head, nodes = orders.order(read, order_id), orders.nodes(read, order_id)
    head = replace(head, delivery_on=delivery_on or head.delivery_on)
    confirmed = next((node.actual_on for node in nodes if node.code is NodeCode.CONFIRMED), None)
    today = bench.today()
    start = confirmed or head.ordered_on or today
    return node_plan.new_plan(nodes, frame_of(bench, read, head), start=start, today=today)


def moves_of(bench: Bench, node_id: NodeId, day: date) -> tuple[Move, ...]:
    """What would move, and why, if a point were planned for ``day``; nothing is changed.

    Raises RuleSaysNo (field "planned_on") as ``moving.move``.
    """
    read = bench.ledger.read
    node = orders.node(read, node_id)
    nodes = orders.nodes(read, node.order_id)
    return node_plan.moves_of(nodes, frame_of(bench, read, orders.order(read, node.order_id)), node_id, day)


def move_node(bench: Bench, node_id: NodeId, day: date | None) -> None:
    """Plan a point for a day, and with it what ``moves_of`` says, in one step; None takes the plan of it away."""
    node = orders.node(bench.ledger.read, node_id)
    moves = () if day is None else moves_of(bench, node_id, day)
    with bench.ledger.write("node-planned") as writer:
        if day is None:
            orders.save_node(writer, replace(node, planned_on=None))
        carry_out(writer, orders.nodes(writer, node.order_id), moves)


class PlanView(NamedTuple):
    """How an order's plan stands: how it came about, how each point of the chain stands, how long each usually takes,
    the type whose list it takes, what is owed on it (C2, D1-D4, G2), all lists to choose
    from, and who does what on it now (I1).
    """

    reason: Reason
    outlook: Outlook
    leads: Mapping[int, Lead]
    order_type: str
    promises: tuple[Promise, ...] = ()
    lists: tuple[NodeList, ...] = ()
    holders: tuple[JobHolder, ...] = ()


def view_of(bench: Bench, reader: Reader, order: Order, nodes: Sequence[Node]) -> PlanView:
    """How an order's plan stands today; while it is on hold, as it stood when the clock was stopped."""
    frame = frame_of(bench, reader, order)
    today = bench.today()
    today -= timedelta(days=held_days(order, today))
    return PlanView(
        node_plan.plan_reason(nodes, frame),
        node_plan.outlook_of(nodes, frame, today),
        {node.id: node_plan.lead_of_node(node, frame.order_type, frame.mode) for node in nodes},
        type_of(order.order_type, frame.mode),
        owed_on(bench, order.id),
        node_lists.every(reader),
        tuple(now_first(order_roles.of_order(reader, order.id), bench.today())),
    )


def carry_out(writer: Writer, nodes: Iterable[Node], moves: Iterable[Move]) -> None:
    """Move planned days as reckoned."""
    by_id = {node.id: node for node in nodes}
    for each in moves:
        orders.save_node(writer, replace(by_id[each.key], planned_on=each.after))
