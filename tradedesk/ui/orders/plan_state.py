"""What is said of an order's plan as a whole: how it came about, and what cannot be kept (C2)."""

from __future__ import annotations

from tradedesk.domain.order import Node, NodeCode, Stage
from tradedesk.services.orders import OrderSheet
from tradedesk.ui.wording import reasons, tr, trn

#: The words and the role of the line below the timeline.
Told = tuple[str, str]


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
