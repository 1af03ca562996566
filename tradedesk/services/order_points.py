"""What the user does with the points of one order: other points, another order of them, who sees to which, what was
said when one was reached.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import MessageId, NodeId, OrderId
from tradedesk.domain.message import Direction, Medium, Message, MessageState, Recipient
from tradedesk.domain.node_list import DayKind, check_days
from tradedesk.domain.order import Node, NodeCode
from tradedesk.ledger import messages, node_lists, orders
from tradedesk.services.bench import Bench
from tradedesk.services.order_plan import arrange_nodes, follow, plan_if_unplanned

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

__all__ = ["add", "move", "reach_by_message", "remove", "set_field", "set_type"]

#: What can be typed of a point.
FIELDS = ("name", "lead_days", "day_kind", "template", "role", "note")


def set_type(bench: Bench, order_id: OrderId, order_type: str) -> None:
    """Say of which type an order is ("" as its mode of transport says): it takes the points of that list.

    What happened, was told or was added by hand stays. Raises RuleSaysNo("node-list-unknown").
    """
    read = bench.ledger.read
    if order_type and order_type not in {each.code for each in node_lists.every(read)}:
        raise RuleSaysNo("node-list-unknown", "order_type", value=order_type)
    order = orders.order(read, order_id)
    with bench.ledger.write("order-type-chosen") as writer:
        changed = replace(order, order_type=order_type)
        orders.save_order(writer, changed)
        arrange_nodes(writer, changed)
        follow(writer, order_id)


def add(bench: Bench, order_id: OrderId, name: str, after: NodeId | None = None) -> NodeId:
    """Add a point of the user's own behind another one (at the end, when None). Raises RuleSaysNo (field "name")."""
    words = _name(name)
    there = list(orders.nodes(bench.ledger.read, order_id))
    at = next((at + 1 for at, node in enumerate(there) if node.id == after), len(there))
    with bench.ledger.write("point-added") as writer:
        fresh = Node(0, order_id, at + 1, NodeCode.OWN, None, None, name_en=words, name_zh=words)
        number = writer.insert("nodes", orders.node_row(fresh))
        _number(writer, [node.id for node in there[:at]] + [number] + [node.id for node in there[at:]])
    return number


def remove(bench: Bench, node_id: NodeId) -> None:
    """Take a point away that neither happened nor was told. Raises RuleSaysNo("node-has-history")."""
    node = orders.node(bench.ledger.read, node_id)
    if node.actual_on is not None or node.notice_message_id is not None:
        raise RuleSaysNo("node-has-history", "name")
    with bench.ledger.write("point-removed") as writer:
        for table in ("messages", "drafts"):
            for row in writer.all(f"select id from {table} where node_id = ?", (node_id,)):  # noqa: S608
                writer.update(table, row[0], {"node_id": None})
        writer.delete("nodes", node_id)
        _number(writer, [each.id for each in orders.nodes(writer, node.order_id)])
        follow(writer, node.order_id)


def move(bench: Bench, node_id: NodeId, step: int) -> None:
    """Move a point by so many places; at the ends it stays."""
    node = orders.node(bench.ledger.read, node_id)
    row = [each.id for each in orders.nodes(bench.ledger.read, node.order_id)]
    at = row.index(node_id)
    to = max(0, min(at + step, len(row) - 1))
    if to == at:
        return
    row.insert(to, row.pop(at))
    with bench.ledger.write("point-moved") as writer:
        _number(writer, row)
        follow(writer, node.order_id)


def set_field(bench: Bench, node_id: NodeId, field: str, text: str) -> None:
    """Save what was typed of a point: its name, usual days and their kind, text, job or remark; "" as its list has it.

    Raises RuleSaysNo with the field.
    """
    if field not in FIELDS:
        raise ValueError(field)
    node = orders.node(bench.ledger.read, node_id)
    found = " ".join(text.split())
    changed = node
    if field == "name":
        words = _name(found) if node.code is NodeCode.OWN else found
        changed = replace(node, name_en=words, name_zh=words)
    elif field == "lead_days":
        changed = replace(node, lead_days=_days(found))
    elif field == "day_kind":
        if found and found not in set(DayKind):
            raise RuleSaysNo("day-kind-unknown", "day_kind", value=found)
        changed = replace(node, day_kind=found)
    else:
        changed = replace(node, **{field: found})  # type: ignore[arg-type]
    if changed == node:
        return
    with bench.ledger.write("point-changed") as writer:
        orders.save_node(writer, changed)


def reach_by_message(
    bench: Bench, node_id: NodeId, day: date, *, medium: Medium, direction: Direction, text: str, who: str = ""
) -> MessageId:
    """Log what was said, and with it that a point was reached, in one step.

    What the user said to the customer (``direction`` OUT) counts as the notice of the point as well (F3). Raises
    RuleSaysNo (fields "text", "actual_on").
    """
    if not text.strip():
        raise RuleSaysNo("nothing-said", "text")
    if day > bench.today():
        raise RuleSaysNo("not-yet-happened", "actual_on", day=day.isoformat())
    node = orders.node(bench.ledger.read, node_id)
    party_id = orders.order(bench.ledger.read, node.order_id).party_id
    entry = Message(
        0,
        bench.now(),
        medium,
        direction,
        party_id,
        node.order_id,
        text.strip().splitlines()[0][:120],
        text,
        MessageState.NOTED,
        purpose="progress",
        node_id=node_id,
        recipients=(Recipient("from" if direction is Direction.IN else "to", who.strip()),) if who.strip() else (),
    )
    with bench.ledger.write("node-reached") as writer:
        number = messages.add_message(writer, entry)
        told = node.notice_message_id or (number if direction is Direction.OUT else None)
        orders.save_node(writer, replace(node, actual_on=day, notice_message_id=told))
        follow(writer, node.order_id)
        plan_if_unplanned(bench, writer, node.order_id)
    return number


def _name(name: str) -> str:
    words = " ".join(name.split())
    if not words:
        raise RuleSaysNo("node-unnamed", "name")
    return words


def _days(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.lstrip("-").isdigit()):
        raise RuleSaysNo("not-a-whole-number", "lead_days", value=text)
    days = int(text)
    check_days(days)
    return days


def _number(writer: Writer, row: list[int]) -> None:
    for position, node_id in enumerate(row, start=1):
        writer.update("nodes", node_id, {"position": position})
