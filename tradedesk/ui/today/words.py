"""The words of Today: a promise as a line with its one action, a hand-over, a point of closing the day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tradedesk.domain.promise_facts import Promise, Urgency
from tradedesk.services.today import Agenda, Closing, LogRow
from tradedesk.ui.places import Place
from tradedesk.ui.wording import formats, joined, reasons, tr, trn
from tradedesk.ui.wording.promised import due_words, there, why_words
from tradedesk.ui.wording.told import term

_ICONS = {
    "inquiry": "inbox",
    "confirm-order": "circle-check",
    "ready-notice": "package-check",
    "tracking": "ship",
    "point": "mail-check",
    "update": "send",
    "payment": "banknote",
    "asked": "at-sign",
    "credit": "file-text",
}

_TEMPLATES = {
    "reply": "inquiry-reply",
    "send-tracking": "shipped",
    "confirm-point": "confirm-point",
    "remind-balance": "balance-reminder",
    "notify": "goods-ready",
    "remind-asked": "which-address",
}


class Line(NamedTuple):
    """One promise as it is shown; ``action`` is empty where nothing may be done about it now."""

    promise: Promise
    icon: str
    title: str
    sub: str
    chip: str
    role: str
    action: str
    #: By when, on both clocks, and why it is not the rule's time (D7); for the tooltip and who hears the window.
    due: str = ""


def lines_of(agenda: Agenda) -> list[Line]:
    """All promises as lines, in their order."""
    zone = ZoneInfo(agenda.zone)
    return [_line(each, agenda.moment, zone) for each in agenda.promises]


def _line(promise: Promise, now: datetime, zone: ZoneInfo) -> Line:
    chip, role = _chip(promise, now)
    return Line(
        promise=promise,
        icon=_ICONS.get(promise.kind, "bell"),
        title=reasons.sentence(promise.title).rstrip(" —："),
        sub=joined(_sub(promise, now, zone)),
        chip=chip,
        role=role,
        action="" if promise.held else action_words(promise.action),
        due="\n".join(part for part in (due_words(promise, zone), why_words(promise)) if part),
    )


def action_words(action: str) -> str:
    """What the button says that does it."""
    words = {
        "reply": lambda: tr("Reply"),
        "send-tracking": lambda: tr("Send tracking"),
        "confirm-point": lambda: tr("Confirm"),
        "remind-balance": lambda: tr("Remind politely"),
        "notify": lambda: tr("Notify"),
        "write-update": lambda: tr("Write update"),
        "bring-answer": lambda: tr("Bring in answer"),
        "remind-asked": lambda: tr("Remind politely"),
        "look-at-order": lambda: tr("Open the order"),
    }
    return words[action]() if action in words else ""


def place_of_action(promise: Promise) -> Place:
    """Where the one action begins: a letter from the template that belongs to it."""
    if promise.action == "bring-answer":
        return Place("customers", promise.party_id, {"tab": "addresses", "answer": "1"})
    if promise.action == "look-at-order":
        return place_of_line(promise)
    about = {"order": promise.order_id, "party": promise.party_id, "point": promise.point_id,
             "shipment": promise.shipment_id}  # fmt: skip
    extra: dict[str, Any] = {name: number for name, number in about.items() if number is not None}
    extra["template"] = _template(promise)
    return Place("compose", extra=extra)


def place_of_line(promise: Promise) -> Place:
    """What the line is about: the order, else the customer, else the entry of the log."""
    if promise.order_id is not None:
        return Place("orders", promise.order_id)
    if promise.party_id is not None:
        return Place("customers", promise.party_id)
    return Place("log", promise.message_id)


def _template(promise: Promise) -> str:
    if promise.template:
        return promise.template
    if promise.action in _TEMPLATES:
        return _TEMPLATES[promise.action]
    from tradedesk.domain.order import NodeCode
    from tradedesk.domain.timeline import template_for

    node = promise.title.fact("node") or NodeCode.CONFIRMED.value
    return template_for(NodeCode(node)) or "production-progress"


def _chip(promise: Promise, now: datetime) -> tuple[str, str]:
    if promise.held is not None:
        return tr("Waits"), "neutral"
    if promise.kind == "payment" and promise.urgency is Urgency.LATE:
        days = int(promise.title.fact("days") or 0)
        return trn("{n} day late", "{n} days late", days), "warn"
    if promise.urgency is Urgency.TODAY:
        return tr("Today"), "warn"
    words = formats.due(promise.due_at, now)
    return words, "neutral" if promise.urgency is Urgency.LATER else "bad"


def _sub(promise: Promise, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    title = promise.title
    party = title.fact("party")
    if promise.held is not None:
        return party, reasons.sentence(promise.held)
    days = int(title.fact("days") or 0)
    if promise.kind == "inquiry":
        since = tr("Received {when}", when=_when(promise.since, now, zone))
        return since, _clocks(promise, zone) or tr("reply is due within {hours} h", hours=title.fact("hours"))
    if promise.kind == "point":
        said = formats.day(promise.since.astimezone(zone).date(), now.astimezone(zone).date())
        where = tr("{medium}, {day}", medium=term("medium", title.fact("medium")), day=said)
        return party, where, tr("what was agreed may not stay verbal")
    rules = {
        "tracking": lambda: tr("promised at once after shipping"),
        "payment": lambda: tr("a polite reminder is due"),
        "update": lambda: tr("told as each point of the order is reached"),
        "asked": lambda: tr("their answer confirms the mailboxes"),
        "credit": lambda: tr("the bank pays by these days only"),
        "confirm-order": lambda: trn(
            "confirmed within one working day of the payment", "confirmed within {n} working days of the payment", days
        ),
        "ready-notice": lambda: _ready_rule(title.code, days),
    }
    told = rules[promise.kind]() if promise.kind in rules else ""
    return party, title.fact("tracking"), why_words(promise).rstrip(".。 ") or told


def _clocks(promise: Promise, zone: ZoneInfo) -> str:
    """By when a reply is due on both clocks, short; nothing where they are the same."""
    here, away = promise.due_at.astimezone(zone), there(promise)
    if away is None or away.utcoffset() == here.utcoffset():
        return ""
    told = formats.clock if here.date() == away.date() else formats.moment
    return tr("reply due {here}, there {there}", here=formats.clock(here, zone), there=told(away, away.tzinfo))


def _ready_rule(code: str, days: int) -> str:
    if code == "promise-ready-reached":
        return tr("told at once when the goods are ready")
    return trn("told one day before the goods are ready", "told {n} days before the goods are ready", days)


def _when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    here, today = moment.astimezone(zone), now.astimezone(zone).date()
    if here.date() == today - timedelta(days=1):
        return tr("yesterday {time}", time=formats.clock(here, zone))
    return formats.moment(moment, zone, now)


def summary_of(agenda: Agenda) -> str:
    """The line beside the title: how much is owed, by when."""
    parts = [
        trn("{n} needs you now", "{n} need you now", agenda.now) if agenda.now else "",
        tr("{n} later today", n=agenda.later_today) if agenda.later_today else "",
        tr("{n} in the coming days", n=agenda.coming) if agenda.coming else "",
    ]
    owed = [part for part in parts if part] or [tr("nothing is owed now")]
    waiting = len(agenda.waiting)
    waits = [trn("{n} mail waits for its window", "{n} mails wait for their window", waiting)] if waiting else []
    return joined([*owed, *waits])


def hand_over_sub(row: LogRow, agenda: Agenda) -> str:
    """To whom, and when it was handed over."""
    at = formats.moment(datetime.fromisoformat(row.at), ZoneInfo(agenda.zone), agenda.moment)
    return joined((row.party, row.order_number, at))


def closing_words(closing: Closing) -> str:
    """A point of closing the day (D5), done or with what is left."""
    n = closing.open
    done = {
        "inquiries-answered": lambda: tr("Every inquiry answered"),
        "progress-told": lambda: tr("Progress told on every running order"),
        "hand-overs-marked": lambda: tr("Every hand-over marked as sent or not"),
        "points-confirmed": lambda: tr("Verbal points confirmed by mail"),
    }
    left = {
        "inquiries-answered": lambda: trn("{n} inquiry to answer", "{n} inquiries to answer", n),
        "progress-told": lambda: trn("Progress to tell on {n} order", "Progress to tell on {n} orders", n),
        "hand-overs-marked": lambda: trn("{n} hand-over not marked yet", "{n} hand-overs not marked yet", n),
        "points-confirmed": lambda: trn(
            "{n} verbal point to confirm by mail", "{n} verbal points to confirm by mail", n
        ),
    }
    return (left if n else done)[closing.code]()
