"""The plan of an order's nodes: the chain of goods by the schedule, the balance and the closing beside it (C2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from tradedesk.domain import moving, outlook, schedule
from tradedesk.domain.moving import Move
from tradedesk.domain.node_list import Lead, ListedPoint, lead_of, type_of
from tradedesk.domain.order import Node, NodeCode
from tradedesk.domain.outlook import Outlook
from tradedesk.domain.payment import EVENT_NODE, Share
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.schedule import Calendars, Link

#: Points that are history by the time a plan makes sense.
BEFORE = frozenset({NodeCode.INQUIRY, NodeCode.QUOTED})

#: Points that do not move the goods: their days follow from others.
_BESIDE = frozenset({NodeCode.BALANCE, NodeCode.CLOSED})


class Frame(NamedTuple):
    """What an order is planned by: its type, its mode of transport, the weeks of both sides, the delivery day and the
    point that it means, and the shares of the payment terms.
    """

    weeks: Calendars = Calendars()
    order_type: str = ""
    mode: str = ""
    delivery_on: date | None = None
    delivered_by: NodeCode = NodeCode.DELIVERED
    shares: tuple[Share, ...] = ()


def lead_of_node(node: Node, order_type: str = "", mode: str = "") -> Lead:
    """How long after the point ahead of it a node is reached as a rule: its own days, else the usual ones."""
    return lead_of(ListedPoint(node.code, node.lead_days, node.day_kind), type_of(order_type, mode), mode)


def links_of(nodes: Iterable[Node], frame: Frame) -> list[Link]:
    """The chain of goods: every node from the confirmation on but the balance and the closing, in its order."""
    ordered = sorted(nodes, key=lambda node: node.position)
    first = max((at for at, node in enumerate(ordered) if node.code in BEFORE), default=-1) + 1
    return [
        Link(node.id, node.code, lead_of_node(node, frame.order_type, frame.mode), node.planned_on, node.actual_on)
        for node in ordered[first:]
        if node.code not in _BESIDE
    ]


def plan_of(
    nodes: Sequence[Node], frame: Frame, *, start: date | None = None, today: date = date.min
) -> dict[int, date]:
    """The planned day of every open node, by its row. ``start`` is the order's own day while nothing has happened."""
    links = links_of(nodes, frame)
    found = schedule.plan(
        links,
        frame.weeks,
        delivery_on=frame.delivery_on,
        start=start,
        today=today,
        delivered_by=frame.delivered_by,
    )
    if not found and not schedule.base_of(links):
        return {}
    return found | _beside(nodes, frame, {node.id: found.get(node.id) for node in nodes})


def moves_of(nodes: Sequence[Node], frame: Frame, node_id: int, day: date) -> tuple[Move, ...]:
    """What moves when one node is planned for ``day``; see ``moving.move``. The balance and the closing follow."""
    node = next(each for each in nodes if each.id == node_id)
    if (node.code in _BESIDE and node.actual_on is None) or node.code in BEFORE:
        return (Move(node_id, node.planned_on, day),) if node.planned_on != day else ()
    found = moving.move(links_of(nodes, frame), frame.weeks, node_id, day)
    return (*found, *_moved_beside(nodes, frame, {each.key: each.after for each in found}))


def new_plan(
    nodes: Sequence[Node], frame: Frame, *, start: date | None = None, today: date = date.min
) -> tuple[Move, ...]:
    """What moves when every open node is planned anew."""
    planned = plan_of(nodes, frame, start=start, today=today)
    code = "moves-planned-back" if frame.delivery_on is not None else "moves-planned-on"
    return tuple(
        Move(node.id, node.planned_on, planned[node.id], because(code, "C2"))
        for node in sorted(nodes, key=lambda each: each.position)
        if node.actual_on is None and node.id in planned and planned[node.id] != node.planned_on
    )


def after_hold(nodes: Sequence[Node], frame: Frame, held_days: int) -> tuple[Move, ...]:
    """What moves when the clock runs again: every open plan by the days it stood, onto a day that is worked."""
    open_ = {link.key: link for link in schedule.open_links(links_of(nodes, frame))}
    found: dict[int, date] = {}
    last = date.min
    for node in sorted(nodes, key=lambda each: each.position):
        link = open_.get(node.id)
        if link is not None and link.planned is not None:
            day = schedule.settled(link, max(link.planned + timedelta(days=held_days), last), frame.weeks)
            found[node.id] = last = day
    moves = [
        Move(node.id, node.planned_on, found[node.id], because("moves-after-hold", "C2", days=str(held_days)))
        for node in nodes
        if node.id in found and found[node.id] != node.planned_on
    ]
    return (*moves, *_moved_beside(nodes, frame, {each.key: each.after for each in moves}))


def outlook_of(nodes: Sequence[Node], frame: Frame, today: date) -> Outlook:
    """How every node of the chain stands on ``today``; see ``outlook.outlook``."""
    links = links_of(nodes, frame)
    return outlook.outlook(links, frame.weeks, today, delivery_on=frame.delivery_on, delivered_by=frame.delivered_by)


def _day_of(node: Node, planned: Mapping[int, date | None]) -> date | None:
    return node.actual_on or planned.get(node.id) or node.planned_on


def _beside(nodes: Sequence[Node], frame: Frame, planned: Mapping[int, date | None]) -> dict[int, date]:
    """The days of the balance and the closing, as far as they have not happened."""
    found: dict[int, date] = {}
    ordered = sorted(nodes, key=lambda node: node.position)
    days: dict[int, date | None] = {node.id: _day_of(node, planned) for node in ordered}
    for at, node in enumerate(ordered):
        if node.code is NodeCode.BALANCE and node.actual_on is None:
            day = _balance_day(ordered, at, frame, days)
            if day is not None:
                found[node.id] = day
                days[node.id] = day
    for at, node in enumerate(ordered):
        if node.code is NodeCode.CLOSED and node.actual_on is None:
            before = [day for each in ordered[:at] if (day := days[each.id]) is not None]
            if before:
                lead = lead_of_node(node, frame.order_type, frame.mode)
                found[node.id] = max(before) + timedelta(days=lead.days)
    return found


def _balance_day(ordered: Sequence[Node], at: int, frame: Frame, days: Mapping[int, date | None]) -> date | None:
    """The share's days after its event; else a week after the point ahead, and before the next when it is nearer."""
    share = frame.shares[-1] if frame.shares else None
    if share is not None and share.days:
        event = next((days[node.id] for node in ordered if node.code is EVENT_NODE[share.event]), None)
        if event is not None:
            return event + timedelta(days=share.days)
    ahead = next((day for node in reversed(ordered[:at]) if (day := days[node.id]) is not None), None)
    if ahead is None:
        return None
    lead = lead_of_node(ordered[at], frame.order_type, frame.mode)
    goods = [node for node in ordered[at + 1 :] if node.code not in _BESIDE]
    behind = next((day for node in goods if (day := days[node.id]) is not None), date.max)
    return max(ahead, min(ahead + timedelta(days=lead.days), behind))


def _moved_beside(nodes: Sequence[Node], frame: Frame, moved: Mapping[int, date]) -> tuple[Move, ...]:
    """The balance and the closing follow the goods unless they were set apart from them by hand."""
    usual = _beside(nodes, frame, {})
    now = _beside(nodes, frame, dict(moved))
    found: list[Move] = []
    for node in nodes:
        if node.id not in now or node.planned_on is None or now[node.id] == node.planned_on:
            continue
        if node.planned_on == usual.get(node.id) or now[node.id] > node.planned_on:
            found.append(Move(node.id, node.planned_on, now[node.id], because("moves-beside", "C2")))
    return tuple(found)


def plan_reason(nodes: Sequence[Node], frame: Frame) -> Reason:
    """How the plan stands: from the order day, back from the delivery day, squeezed, or later than wanted.

    Squeezed: fewer working days are left for the making than it usually takes.
    """
    reached = next((node.planned_on for node in nodes if node.code is frame.delivered_by), None)
    if frame.delivery_on is None or reached is None:
        return because("planned-from-order", "C2")
    delivery = frame.delivery_on.isoformat()
    late = (reached - frame.delivery_on).days
    if late > 0:
        return because("plan-too-tight", "C2", delivery=delivery, days=str(late))
    links = links_of(nodes, frame)
    for ahead, link in pairwise(links):
        if link.code is NodeCode.READY and link.actual is None:
            short = schedule.agreed(link, ahead.actual or ahead.planned, frame.weeks).lead.days
            if short < link.lead.days:
                facts = {"delivery": delivery, "days": str(short), "usual": str(link.lead.days)}
                return because("plan-squeezed", "C2", **facts)
    return because("planned-backwards", "C2", delivery=delivery)
