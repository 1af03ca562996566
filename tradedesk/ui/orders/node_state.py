"""What the timeline says of each point: its day, how far from the plan, and the notice that told the customer (C2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tradedesk.domain import timeline
from tradedesk.domain.order import Node, NodeCode, Stage
from tradedesk.domain.payment import Event
from tradedesk.services.orders import OrderSheet
from tradedesk.ui.orders import words
from tradedesk.ui.wording import formats, tr

#: What is history once the order is confirmed; shown on request.
EARLIER = frozenset({NodeCode.INQUIRY, NodeCode.QUOTED})


@dataclass(frozen=True)
class NodeState:
    """One point. ``standing``: done, next, ahead or money (an open balance); ``late`` colours its day.

    ``template`` is the code of the text that tells the customer, empty when there is none.
    """

    id: int
    code: NodeCode
    title: str
    standing: str
    late: bool
    day: str
    notice: str
    notice_role: str
    told: str
    actual: date | None
    planned: date | None
    template: str
    line_before: bool
    line_after: bool
    earlier: bool

    @property
    def spoken(self) -> str:
        """The whole of it for somebody who hears the window."""
        states = {"done": tr("reached"), "next": tr("comes next"), "ahead": tr("to come"), "money": tr("to come")}
        parts = (self.title, states[self.standing], self.day, self.notice, self.told)
        return ", ".join(part for part in parts if part and part != "—")


def node_states(sheet: OrderSheet) -> tuple[NodeState, ...]:
    """Every point of the order in its order."""
    nodes = sorted(sheet.file.nodes, key=lambda node: node.position)
    running = sheet.file.order.stage not in (Stage.CLOSED, Stage.CANCELLED)
    coming = timeline.next_node(nodes) if running else None
    confirmed = any(node.code is NodeCode.CONFIRMED and node.actual_on is not None for node in nodes)
    reached = [node.actual_on is not None or node is coming for node in nodes]
    found = []
    for at, node in enumerate(nodes):
        notice, role, told = _notice(node, coming, sheet)
        if not (confirmed and running) and node.notice_on is None:
            # Nothing is promised yet, or any more, so nothing has to be told.
            notice, role = "", "neutral"
        standing = "done" if node.actual_on else "next" if node is coming else "ahead"
        if node.code is NodeCode.BALANCE and standing == "ahead" and running and sheet.file.instalments:
            standing = "money"
        late = node.actual_on is None and running and bool(timeline.slack(node, sheet.today)) and node is coming
        day = _day(node, sheet.today, late, confirmed)
        found.append(
            NodeState(
                node.id, node.code, words.node(node.code), standing, late, day, notice, role, told,
                node.actual_on, node.planned_on, timeline.template_for(node.code),
                at > 0 and reached[at] and reached[at - 1],
                at + 1 < len(nodes) and reached[at] and reached[at + 1],
                confirmed and node.code in EARLIER,
            )
        )  # fmt: skip
    return tuple(found)


def _day(node: Node, today: date, late: bool, confirmed: bool) -> str:
    slack = timeline.slack(node, today)
    if node.actual_on is not None:
        off = f" · {words.days_off(slack)}" if slack else ""
        return formats.day(node.actual_on, today) + off
    if node.planned_on is None:
        return tr("no date yet") if confirmed else ""
    planned = tr("planned {day}", day=formats.day(node.planned_on, today))
    return planned + (f" · {words.days_off(slack)}" if late and slack else "")


def _notice(node: Node, coming: Node | None, sheet: OrderSheet) -> tuple[str, str, str]:
    """The chip's words and role, and the address that was told."""
    if node.notice_on is not None:
        return tr("mail {day}", day=formats.day(node.notice_on, sheet.today)), "good", node.notice_to
    if node.code is NodeCode.BALANCE and node.actual_on is None:
        return *_balance(sheet), ""
    if node.code not in timeline.TEMPLATES:
        return "—", "neutral", ""
    if node.actual_on is not None:
        due = node.code is sheet.due_node
        return (tr("notice due"), "warn", "") if due else (tr("not told"), "neutral", "")
    promised = {NodeCode.SHIPPED: lambda: tr("tracking no. at once"), NodeCode.READY: lambda: tr("3 days before")}
    near = node is coming and node.code is NodeCode.READY and _days_left(node, sheet.today) <= 3
    words_of = promised.get(node.code)
    return (words_of() if words_of else tr("notify at once")), ("warn" if near else "neutral"), ""


def _days_left(node: Node, today: date) -> int:
    return (node.planned_on - today).days if node.planned_on is not None else 99


def _balance(sheet: OrderSheet) -> tuple[str, str]:
    """What the balance holds up: the goods, the bill of lading, or nothing."""
    parts = sheet.file.instalments
    trigger = parts[-1].trigger if parts else ""
    if trigger == Event.GOODS_READY:
        return tr("before shipment"), "warn"
    if trigger == Event.BL_COPY:
        return tr("before B/L release"), "warn"
    return "—", "neutral"
