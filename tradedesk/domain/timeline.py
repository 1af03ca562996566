"""The timeline of an order (节点): its points, where it stands, what comes next, and what is told of it (C2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tradedesk.domain.node_list import SHIPPED
from tradedesk.domain.order import Node, NodeCode, Stage
from tradedesk.domain.payment import Event, Share

#: The points as shipped, without the balance, whose place follows from the payment terms.
_GOODS: tuple[NodeCode, ...] = tuple(
    point.code for point in SHIPPED["sea"].points if point.code is not NodeCode.BALANCE
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
    NodeCode.FEEDBACK: Stage.DELIVERED,
    NodeCode.CLOSED: Stage.CLOSED,
}
#: How far the deal has come with a point, whatever place the user gave it in the list.
_RANK: Mapping[NodeCode, int] = {code: rank for rank, code in enumerate(_STAGE)}

#: C2: each point of the follow-up has its own template; the others are told by hand or not at all.
TEMPLATES: Mapping[NodeCode, str] = {
    NodeCode.CONFIRMED: "order-confirmation",
    NodeCode.DEPOSIT: "deposit-received",
    NodeCode.PRODUCTION: "production-progress",
    NodeCode.READY: "goods-ready",
    NodeCode.CUSTOMS: "customs-released",
    NodeCode.SHIPPED: "shipped",
}

#: What may be written at the other points; nobody is late with it.
_OFFERED: Mapping[NodeCode, str] = {
    NodeCode.INQUIRY: "inquiry-reply",
    NodeCode.QUOTED: "quotation",
    NodeCode.DELIVERED: "arrived",
    NodeCode.CLOSED: "thank-you",
}


def node_codes(shares: Sequence[Share] = (), codes: Sequence[NodeCode] = ()) -> tuple[NodeCode, ...]:
    """The points of an order: those of its list (as shipped, when empty), the payment's where its shares put them.

    Without shares (terms unknown) the list stays as it is. All in advance: the deposit stands for the whole and there
    is no balance. Nothing in advance: there is no deposit.
    """
    listed = list(codes or (point.code for point in SHIPPED["sea"].points))
    if not shares:
        return tuple(listed)
    found: list[NodeCode] = [code for code in listed if code is not NodeCode.BALANCE]
    early = {Event.PI_ISSUED, Event.ORDER_CONFIRMED}
    last = shares[-1]
    if shares[0].event not in early and NodeCode.DEPOSIT in found:
        found.remove(NodeCode.DEPOSIT)
    if len(shares) > 1 or last.event not in early or last.days:
        after = NodeCode.DELIVERED if last.days else _BALANCE_AFTER.get(last.event, NodeCode.DELIVERED)
        found.insert(_place_after(found, after), NodeCode.BALANCE)
    return tuple(found)


def _place_after(codes: Sequence[NodeCode], after: NodeCode) -> int:
    """Behind a point; where the list has not got it, behind the last one that comes before it, else at the end."""
    if after in codes:
        return codes.index(after) + 1
    before = [at for at, code in enumerate(codes) if code in _RANK and _RANK[code] <= _RANK[after]]
    return before[-1] + 1 if before else len(codes)


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
    """The code of the template that is written at the point (C1, C2, C6), or "" when it has none."""
    return TEMPLATES.get(code) or _OFFERED.get(code, "")


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
