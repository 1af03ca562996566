"""What is said of an order's plan as a whole: how it came about, and what cannot be kept (C2)."""

from __future__ import annotations

from dataclasses import dataclass

from tradedesk.domain.node_list import NodeList, usual_role
from tradedesk.domain.order import Node, NodeCode, Stage
from tradedesk.domain.timeline import template_for
from tradedesk.services.orders import OrderSheet
from tradedesk.ui.orders import words
from tradedesk.ui.orders.node_state import name_of
from tradedesk.ui.widgets.points_editor import PointRow
from tradedesk.ui.wording import formats, reasons, tr, trn

#: The words and the role of the line below the timeline.
Told = tuple[str, str]


@dataclass(frozen=True)
class TimelineState:
    """What stands around the timeline: the side state with its reason, the type of order, and its points."""

    side: str
    side_role: str
    side_code: str
    side_reason: str
    side_told: str
    order_type: str
    lists: tuple[NodeList, ...]
    points: tuple[PointRow, ...]


def timeline_state(sheet: OrderSheet) -> TimelineState:
    """The state of the card beside the nodes themselves."""
    order = sheet.file.order
    told = ""
    if order.side_state and order.side_since is not None:
        day = formats.day(order.side_since, sheet.today)
        told = tr("since {day}: {why}", day=day, why=order.side_reason)
    return TimelineState(
        words.side(order.side_state),
        words.SIDE_ROLES.get(order.side_state, "neutral"),
        order.side_state,
        order.side_reason,
        told,
        order.order_type,
        sheet.plan.lists,
        tuple(_row(node, sheet) for node in sorted(sheet.file.nodes, key=lambda each: each.position)),
    )


def _row(node: Node, sheet: OrderSheet) -> PointRow:
    lead = sheet.plan.leads[node.id]
    own = node.name_en or node.name_zh
    return PointRow(
        key=node.id,
        name=name_of(node) if own else "",
        usual_name=words.node(node.code),
        days="" if node.lead_days is None else str(node.lead_days),
        usual=str(lead.days),
        kind=str(lead.kind),
        job=node.role or usual_role(node.code),
        template=node.template,
        usual_text=template_for(node.code),
        fixed=node.actual_on is not None or node.notice_message_id is not None,
    )


def plan_told(sheet: OrderSheet) -> Told:
    """How the planned days came about, as far as it is still true; what will be late comes first."""
    order, nodes, plan = sheet.file.order, sheet.file.nodes, sheet.plan
    if order.stage in (Stage.CLOSED, Stage.CANCELLED):
        return "", "neutral"
    planned = any(node.planned_on is not None and node.actual_on is None for node in nodes)
    if not planned:
        told = tr("No dates are planned yet. Set a delivery date and payment terms, or plan from today.")
        return (told, "muted") if _reached(nodes, NodeCode.CONFIRMED) else ("", "neutral")
    late = plan.outlook.delivery_late
    if late and plan.reason.code != "plan-too-tight":
        told = trn("As things stand the delivery will be {n} day late.",
                   "As things stand the delivery will be {n} days late.", late)  # fmt: skip
        return told, "warn"
    squeezed = plan.reason.code == "plan-squeezed" and _reached(nodes, NodeCode.PRODUCTION)
    if squeezed or plan.reason.code == "planned-from-order":
        return "", "neutral"
    return reasons.sentence(plan.reason), "muted" if plan.reason.code == "planned-backwards" else "warn"


def _reached(nodes: tuple[Node, ...], code: NodeCode) -> bool:
    return any(node.code is code and node.actual_on is not None for node in nodes)
