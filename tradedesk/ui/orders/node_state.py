"""What the timeline says of each point: its day, how far from the plan, and the notice that told the customer (C2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from tradedesk.domain import timeline
from tradedesk.domain.node_list import usual_role
from tradedesk.domain.order import Node, NodeCode, Stage
from tradedesk.domain.outlook import Prospect
from tradedesk.domain.payment import Event
from tradedesk.services.orders import OrderSheet
from tradedesk.ui.orders import words
from tradedesk.ui.wording import formats, language, listed, tr
from tradedesk.ui.wording.promised import due_words, why_words

#: What is history once the order is confirmed; shown on request.
EARLIER = frozenset({NodeCode.INQUIRY, NodeCode.QUOTED})

#: How many days to spare are told on the line: with more nobody is in a hurry.
_NEAR = 30


@dataclass(frozen=True)
class NodeState:
    """One point. ``standing``: done, next, ahead or money (an open balance); ``late`` colours its day, ``slips`` says
    that it will be late because another one is.

    ``template`` is the code of the text that tells the customer, empty when there is none. ``told_by`` is the log
    entry of the notice. ``facts`` are the lines of the panel: what, and its words.
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
    slips: bool = False
    told_by: int | None = None
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def spoken(self) -> str:
        """The whole of it for somebody who hears the window."""
        states = {"done": tr("reached"), "next": tr("comes next"), "ahead": tr("to come"), "money": tr("to come")}
        parts = (self.title, states[self.standing], self.day, self.notice, self.told)
        return ", ".join(part for part in parts if part and part != "—")


def name_of(node: Node) -> str:
    """A point's name: the user's own in the window's language, else the trade's."""
    own = (node.name_zh or node.name_en) if language() == "zh_CN" else (node.name_en or node.name_zh)
    return own or words.node(node.code)


def node_states(sheet: OrderSheet) -> tuple[NodeState, ...]:
    """Every point of the order in its order."""
    nodes = sorted(sheet.file.nodes, key=lambda node: node.position)
    running = sheet.file.order.stage not in (Stage.CLOSED, Stage.CANCELLED)
    coming = timeline.next_node(nodes) if running else None
    confirmed = any(node.code is NodeCode.CONFIRMED and node.actual_on is not None for node in nodes)
    reached = [node.actual_on is not None or node is coming for node in nodes]
    found = []
    for at, node in enumerate(nodes):
        prospect = sheet.plan.outlook.points.get(node.id, Prospect(node.id, None)) if running else None
        notice, role = _notice(node, coming, sheet)
        if not (confirmed and running) and node.notice_on is None:
            # Nothing is promised yet, or any more, so nothing has to be told.
            notice, role = "", "neutral"
        standing = "done" if node.actual_on else "next" if node is coming else "ahead"
        if node.code is NodeCode.BALANCE and standing == "ahead" and running and sheet.file.instalments:
            standing = "money"
        late = node.actual_on is None and running and node is coming and _lateness(node, prospect, sheet.today) > 0
        slips = node.actual_on is None and not late and prospect is not None and (prospect.late or 0) > 0
        found.append(
            NodeState(
                node.id, node.code, name_of(node), standing, late,
                _day(node, prospect, sheet.today, confirmed=confirmed, coming=node is coming), notice, role,
                node.notice_to if node.notice_on is not None else "", node.actual_on, node.planned_on,
                node.template or timeline.template_for(node.code),
                at > 0 and reached[at] and reached[at - 1],
                at + 1 < len(nodes) and reached[at] and reached[at + 1],
                confirmed and node.code in EARLIER, slips, node.notice_message_id,
                _facts(node, prospect, sheet) if running else (),
            )
        )  # fmt: skip
    return tuple(found)


def _lateness(node: Node, prospect: Prospect | None, today: date) -> int:
    """Days late: as the chain of goods says, else (the balance, the closing) against today."""
    if prospect is not None and prospect.late is not None:
        return prospect.late
    return timeline.slack(node, today) or 0


def _day(node: Node, prospect: Prospect | None, today: date, *, confirmed: bool, coming: bool) -> str:
    if node.actual_on is not None:
        slack = timeline.slack(node, today)
        off = f" · {words.days_off(slack)}" if slack else ""
        return formats.day(node.actual_on, today) + off
    if node.planned_on is None:
        return tr("no date yet") if confirmed else ""
    planned = tr("planned {day}", day=formats.day(node.planned_on, today))
    late = _lateness(node, prospect, today) if coming else 0
    if late > 0:
        return f"{planned} · {words.days_off(late)}"
    if prospect is not None and (prospect.late or 0) > 0 and prospect.expected is not None:
        return f"{formats.day(node.planned_on, today)} → {formats.day(prospect.expected, today)}"
    if coming and prospect is not None and prospect.slack is not None and 0 < prospect.slack <= _NEAR:
        return f"{planned} · {tr('{n} d to spare', n=prospect.slack)}"
    return planned


def _facts(node: Node, prospect: Prospect | None, sheet: OrderSheet) -> tuple[tuple[str, str], ...]:
    """What the panel tells of a point: how it stands, what is owed, what went out, who sees to it, its days."""
    lead = sheet.plan.leads.get(node.id)
    usual = ""
    if lead is not None and node.code not in EARLIER:
        usual = words.lead(lead.days, lead.kind)
    parts = (
        (tr("Stands"), _stands(node, prospect, sheet)),
        (tr("Owed"), _owed(node, sheet)),
        (tr("Told"), _told(node, sheet)),
        (tr("Sees to it"), _who(node, sheet)),
        (tr("Takes"), usual),
    )
    return tuple((name, told) for name, told in parts if told)


def _stands(node: Node, prospect: Prospect | None, sheet: OrderSheet) -> str:
    if node.actual_on is not None or prospect is None or prospect.expected is None:
        return ""
    outlook, told = sheet.plan.outlook, []
    if (prospect.late or 0) > 0:
        told.append(tr("expected {day}, {off}", day=formats.day(prospect.expected, sheet.today),
                       off=words.days_off(prospect.late or 0)))  # fmt: skip
        names = {each.id: name_of(each) for each in sheet.file.nodes}
        late = [] if prospect.pushed else [names[key] for key in outlook.made_late(node.id)]
        if late:
            told.append(tr("makes late: {points}", points=listed(late)))
    if prospect.slack is not None:
        told.append(words.to_spare(prospect.slack))
    return "; ".join(told)


def _owed(node: Node, sheet: OrderSheet) -> str:
    zone = ZoneInfo(sheet.zone)
    mine = [each for each in sheet.plan.promises if each.node_id == node.id]
    return "\n".join(part for each in mine for part in (due_words(each, zone), why_words(each)) if part)


def _told(node: Node, sheet: OrderSheet) -> str:
    if node.notice_on is None:
        return ""
    day = formats.day(node.notice_on, sheet.today)
    return tr("{day} to {address}", day=day, address=node.notice_to) if node.notice_to else day


def _who(node: Node, sheet: OrderSheet) -> str:
    """Who has the job that sees to the point, else the job."""
    job = node.role or usual_role(node.code)
    people = [each.label for each in sheet.plan.holders if each.job == job and each.label]
    if not job:
        return ""
    return tr("{person} ({job})", person=people[0], job=words.job(job)) if people else words.job(job)


def _notice(node: Node, coming: Node | None, sheet: OrderSheet) -> tuple[str, str]:
    """The chip's words and role."""
    if node.notice_on is not None:
        return tr("mail {day}", day=formats.day(node.notice_on, sheet.today)), "good"
    if node.code is NodeCode.BALANCE and node.actual_on is None:
        return _balance(sheet)
    if node.code not in timeline.TEMPLATES and not node.template:
        return "—", "neutral"
    if node.actual_on is not None:
        due = node.code is sheet.due_node or any(each.node_id == node.id for each in sheet.plan.promises)
        return (tr("notice due"), "warn") if due else (tr("not told"), "neutral")
    promised = {NodeCode.SHIPPED: lambda: tr("tracking no. at once"), NodeCode.READY: lambda: _days_before(node, sheet)}
    near = node is coming and node.code is NodeCode.READY and _days_left(node, sheet.today) <= 3
    words_of = promised.get(node.code)
    return (words_of() if words_of else tr("notify at once")), ("warn" if near else "neutral")


def _days_before(node: Node, sheet: OrderSheet) -> str:
    """ "3 days before", or what was said for this customer or order instead (D7)."""
    mine = next((each for each in sheet.plan.promises if each.node_id == node.id and each.kind == "ready-notice"), None)
    days = mine.title.fact("days") if mine is not None else "3"
    return tr("3 days before") if days == "3" else tr("{n} days before", n=days)


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
