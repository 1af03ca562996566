"""The timeline of an order (节点): its points, where it stands, what comes next, and what is planned when (C2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tradedesk.domain.calendar import NO_DAYS, NO_HOLIDAYS, Weekend, add_working_days
from tradedesk.domain.order import Node, NodeCode, Stage
from tradedesk.domain.payment import EVENT_NODE, Event, Share
from tradedesk.domain.reason import Reason, because

#: The points as shipped, without the balance, whose place follows from the payment terms.
_GOODS: tuple[NodeCode, ...] = (
    NodeCode.INQUIRY,
    NodeCode.QUOTED,
    NodeCode.CONFIRMED,
    NodeCode.DEPOSIT,
    NodeCode.PRODUCTION,
    NodeCode.READY,
    NodeCode.CUSTOMS,
    NodeCode.SHIPPED,
    NodeCode.DELIVERED,
    NodeCode.CLOSED,
)

#: After which point the balance stands, by the event it waits for; days after the event put it after delivery.
_BALANCE_AFTER: Mapping[Event, NodeCode] = {
    Event.ORDER_CONFIRMED: NodeCode.CONFIRMED,
    Event.PI_ISSUED: NodeCode.CONFIRMED,
    Event.GOODS_READY: NodeCode.READY,
    Event.SHIPPED: NodeCode.SHIPPED,
    Event.BL_COPY: NodeCode.SHIPPED,
}

_STAGE: Mapping[NodeCode, Stage] = {
    NodeCode.INQUIRY: Stage.INQUIRY,
    NodeCode.QUOTED: Stage.QUOTED,
    NodeCode.CONFIRMED: Stage.CONFIRMED,
    NodeCode.DEPOSIT: Stage.CONFIRMED,
    NodeCode.PRODUCTION: Stage.PRODUCTION,
    NodeCode.READY: Stage.READY,
    NodeCode.CUSTOMS: Stage.READY,
    NodeCode.SHIPPED: Stage.ON_THE_WAY,
    NodeCode.DELIVERED: Stage.DELIVERED,
    NodeCode.CLOSED: Stage.CLOSED,
}
_RANK: Mapping[NodeCode, int] = {code: rank for rank, code in enumerate(_GOODS)}

#: C2: each point of the follow-up has its own template; the others are told by hand or not at all.
TEMPLATES: Mapping[NodeCode, str] = {
    NodeCode.CONFIRMED: "order-confirmation",
    NodeCode.DEPOSIT: "deposit-received",
    NodeCode.PRODUCTION: "production-progress",
    NodeCode.READY: "goods-ready",
    NodeCode.CUSTOMS: "customs-released",
    NodeCode.SHIPPED: "shipped",
}


class Durations(NamedTuple):
    """How long each step takes by default: days worked at home, or days of the calendar where goods travel."""

    deposit: int = 2
    start: int = 1
    production: int = 25
    customs: int = 4
    loading: int = 2
    transit_calendar: int = 30
    balance_calendar: int = 7
    closing_calendar: int = 14


#: Transit in calendar days by mode of transport.
_TRANSIT: Mapping[str, int] = {"sea": 30, "rail": 20, "road": 14, "truck": 14, "air": 6, "courier": 5, "express": 5}


def durations_for(mode: str) -> Durations:
    """The default durations for a mode of transport ("sea", "air", "courier", "rail", "road"; else as by sea)."""
    return Durations(transit_calendar=_TRANSIT.get(mode.casefold(), 30))


def node_codes(shares: Sequence[Share] = ()) -> tuple[NodeCode, ...]:
    """The points of an order as shipped; where the balance stands follows from the payment terms' shares.

    Without shares (terms unknown) the deposit is there and the balance stands after delivery. All in advance: the
    deposit stands for the whole and there is no balance. Nothing in advance: there is no deposit.
    """
    codes = list(_GOODS)
    if not shares:
        codes.insert(codes.index(NodeCode.CLOSED), NodeCode.BALANCE)
        return tuple(codes)
    early = {Event.PI_ISSUED, Event.ORDER_CONFIRMED}
    last = shares[-1]
    if shares[0].event not in early:
        codes.remove(NodeCode.DEPOSIT)
    if len(shares) > 1 or last.event not in early or last.days:
        after = NodeCode.DELIVERED if last.days else _BALANCE_AFTER.get(last.event, NodeCode.DELIVERED)
        codes.insert(codes.index(after) + 1, NodeCode.BALANCE)
    return tuple(codes)


def _in_order(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: node.position)


def current_node(nodes: Iterable[Node]) -> Node | None:
    """The last point reached; the balance counts only when nothing else has been. None when none is reached."""
    reached = [node for node in _in_order(nodes) if node.actual_on is not None]
    goods = [node for node in reached if node.code is not NodeCode.BALANCE]
    return (goods or reached)[-1] if reached else None


def next_node(nodes: Iterable[Node]) -> Node | None:
    """The point that comes next: the first one open after the current one; the balance before closing."""
    ordered = _in_order(nodes)
    now = current_node(ordered)
    ahead = [node for node in ordered if node.actual_on is None and (now is None or node.position > now.position)]
    if not ahead or ahead[0].code is NodeCode.CLOSED:
        unpaid = [node for node in ordered if node.code is NodeCode.BALANCE and node.actual_on is None]
        if unpaid and (ahead or now is None or now.code is not NodeCode.CLOSED):
            return unpaid[0]
    return ahead[0] if ahead else None


def stage_of(nodes: Iterable[Node], standing: Stage | None = None) -> Stage:
    """Where the deal stands by the points reached. A cancelled order (``standing``) stays cancelled.

    The balance does not move the goods, so it does not move the stage.
    """
    if standing is Stage.CANCELLED:
        return Stage.CANCELLED
    reached = [node.code for node in nodes if node.actual_on is not None and node.code in _RANK]
    if not reached:
        return Stage.INQUIRY
    return _STAGE[max(reached, key=_RANK.__getitem__)]


def slack(node: Node, today: date | None = None) -> int | None:
    """Days late (+) or early (-) of a point against its plan; None without a plan.

    A point not reached is late by the days ``today`` is past the plan, else 0.
    """
    if node.planned_on is None:
        return None
    if node.actual_on is not None:
        return (node.actual_on - node.planned_on).days
    return max(0, (today - node.planned_on).days) if today is not None else 0


def template_for(code: NodeCode) -> str:
    """The code of the template that tells the customer of the point (C2), or "" when it has none."""
    return TEMPLATES.get(code, "")


def due_follow_up(nodes: Iterable[Node]) -> NodeCode | None:
    """Which point's update is to be written (C2): the current one when its notice has not gone out, else the next.

    Points overtaken without a notice are not told any more: nobody wants the deposit confirmed after the shipment.
    None when nothing is left to tell.
    """
    ordered = _in_order(nodes)
    now = current_node(ordered)
    for node in ordered:
        ahead = now is None or node.position >= now.position
        if ahead and node.code in TEMPLATES and node.notice_on is None and node.notice_message_id is None:
            return node.code
    return None


class _Days(NamedTuple):
    """The own working days, for counting."""

    country: str
    holidays: Mapping[date, str]
    worked: Collection[date]
    weekend: Weekend | None

    def shifted(self, day: date, days: int) -> date:
        return add_working_days(day, days, self.country, self.holidays, worked=self.worked, weekend=self.weekend)


def plan_backwards(
    delivery_on: date | None,
    ordered_on: date | None,
    codes: Sequence[NodeCode] = (),
    *,
    country: str = "CN",
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    worked: Collection[date] = NO_DAYS,
    weekend: Weekend | None = None,
    shares: Sequence[Share] = (),
    durations: Durations | None = None,
    delivered_by: NodeCode = NodeCode.DELIVERED,
) -> dict[NodeCode, date]:
    """Plan an order's points back from the delivery day, in own working days; travelling counts calendar days.

    ``delivered_by`` says which point the delivery day means: DELIVERED, or SHIPPED where the seller delivers on board
    (FOB). Without a delivery day it is planned forward from the order. Points never come before the order or before
    the point ahead of them, so a delivery day that is too near is overrun (see ``plan_reason``). The balance follows
    ``shares``. Inquiry and quotation are not planned. Only ``codes`` are given (those of the shares, when empty).
    """
    steps = durations or Durations()
    days = _Days(country, holidays, worked, weekend)
    plan: dict[NodeCode, date] = {}
    if ordered_on is not None:
        plan.update(_forward(ordered_on, steps, days))
    if delivery_on is not None:
        _backward(plan, delivery_on, steps, days, delivered_by)
    if plan:
        _settle(plan, codes or node_codes(shares), shares, steps)
    return {code: plan[code] for code in (codes or node_codes(shares)) if code in plan}


def _forward(ordered_on: date, steps: Durations, days: _Days) -> dict[NodeCode, date]:
    deposit = days.shifted(ordered_on, steps.deposit)
    production = days.shifted(deposit, steps.start)
    ready = days.shifted(production, steps.production)
    customs = days.shifted(ready, steps.customs)
    shipped = days.shifted(customs, steps.loading)
    return {
        NodeCode.CONFIRMED: ordered_on,
        NodeCode.DEPOSIT: deposit,
        NodeCode.PRODUCTION: production,
        NodeCode.READY: ready,
        NodeCode.CUSTOMS: customs,
        NodeCode.SHIPPED: shipped,
        NodeCode.DELIVERED: shipped + timedelta(days=steps.transit_calendar),
    }


def _backward(
    plan: dict[NodeCode, date], delivery_on: date, steps: Durations, days: _Days, delivered_by: NodeCode
) -> None:
    transit = timedelta(days=steps.transit_calendar)
    shipped = delivery_on if delivered_by is NodeCode.SHIPPED else delivery_on - transit
    customs = days.shifted(shipped, -steps.loading)
    ready = days.shifted(customs, -steps.customs)
    earliest = plan.get(NodeCode.PRODUCTION)
    if earliest is not None and ready < earliest:
        # Only production can be hurried; customs, loading and the voyage take their time, so the delivery is late.
        ready = earliest
        customs = days.shifted(ready, steps.customs)
        shipped = days.shifted(customs, steps.loading)
    plan[NodeCode.READY], plan[NodeCode.CUSTOMS], plan[NodeCode.SHIPPED] = ready, customs, shipped
    plan[NodeCode.DELIVERED] = shipped + transit
    if NodeCode.CONFIRMED not in plan:
        plan[NodeCode.PRODUCTION] = days.shifted(ready, -steps.production)


def _settle(plan: dict[NodeCode, date], codes: Sequence[NodeCode], shares: Sequence[Share], steps: Durations) -> None:
    """Put the days in order, none before the one ahead of it, then the balance and the closing beside them."""
    earliest = plan.get(NodeCode.CONFIRMED, min(plan.values()))
    for code in _GOODS:
        if code in plan:
            plan[code] = earliest = max(plan[code], earliest)
    if NodeCode.BALANCE in codes:
        plan[NodeCode.BALANCE] = _balance_day(plan, codes, shares[-1] if shares else None, steps)
    last = max(plan[code] for code in (NodeCode.DELIVERED, NodeCode.BALANCE) if code in plan)
    plan[NodeCode.CLOSED] = last + timedelta(days=steps.closing_calendar)


def _balance_day(
    plan: Mapping[NodeCode, date], codes: Sequence[NodeCode], share: Share | None, steps: Durations
) -> date:
    """The share's days after its event; else a week after the point ahead, and before the next when it is nearer."""
    if share is not None and share.days and EVENT_NODE[share.event] in plan:
        return plan[EVENT_NODE[share.event]] + timedelta(days=share.days)
    at = codes.index(NodeCode.BALANCE)
    ahead = next((plan[code] for code in reversed(codes[:at]) if code in plan), plan[NodeCode.DELIVERED])
    behind = next((plan[code] for code in codes[at + 1 :] if code in plan), date.max)
    return max(ahead, min(ahead + timedelta(days=steps.balance_calendar), behind))


def plan_reason(
    planned: Mapping[NodeCode, date],
    delivery_on: date | None,
    *,
    durations: Durations | None = None,
    delivered_by: NodeCode = NodeCode.DELIVERED,
) -> Reason:
    """How the plan came about: from the order day, back from the delivery day, squeezed, or later than wanted.

    Squeezed: the calendar days left for production are fewer than the working days it usually takes.
    """
    reached = planned.get(delivered_by)
    if delivery_on is None or reached is None:
        return because("planned-from-order", "C2")
    delivery = delivery_on.isoformat()
    late = (reached - delivery_on).days
    if late > 0:
        return because("plan-too-tight", "C2", delivery=delivery, days=str(late))
    usual = (durations or Durations()).production
    ready, production = planned.get(NodeCode.READY), planned.get(NodeCode.PRODUCTION)
    if ready is not None and production is not None and (ready - production).days < usual:
        days = str((ready - production).days)
        return because("plan-squeezed", "C2", delivery=delivery, days=days, usual=str(usual))
    return because("planned-backwards", "C2", delivery=delivery)
