"""The one line of an order's messages over every channel: who was told what, when, and what became of it (F3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tradedesk.domain.message import Direction, Medium, MessageState
from tradedesk.domain.point import Point
from tradedesk.services.orders import LogRow, OrderSheet
from tradedesk.ui.wording import formats, joined, reasons, tr
from tradedesk.ui.wording.told import medium_name, term

ICONS = {
    Medium.MAIL: "mail",
    Medium.WHATSAPP: "message-circle",
    Medium.WECHAT: "messages-square",
    Medium.LINKEDIN: "link",
    Medium.TELEGRAM: "send",
    Medium.CALL: "phone",
    Medium.MEETING: "users",
    Medium.OTHER: "message-circle",
}

_STATES: dict[MessageState, tuple[Callable[[], str], str]] = {
    MessageState.HANDING_OVER: (lambda: tr("Did it go out?"), "warn"),
    MessageState.HANDED_OVER: (lambda: tr("Handed over"), "info"),
    MessageState.SENT: (lambda: tr("Sent"), "neutral"),
    MessageState.CHANGED: (lambda: tr("Sent, changed"), "neutral"),
    MessageState.NOT_SENT: (lambda: tr("Not sent"), "warn"),
}


@dataclass(frozen=True)
class MessageLine:
    """One entry of the log; ``point_id`` is what still has to be confirmed by mail, else None."""

    id: int
    icon: str
    when: str
    title: str
    detail: str
    chip: str
    role: str
    point_id: int | None
    spoken: str


def message_lines(sheet: OrderSheet) -> tuple[MessageLine, ...]:
    """The order's messages, newest first, their moments in the user's own zone."""
    zone = ZoneInfo(sheet.zone)
    points: dict[int, list[Point]] = {}
    for point in sheet.points:
        if point.said_in is not None:
            points.setdefault(point.said_in, []).append(point)
    days = {row.id: _moment(row.at).astimezone(zone).date() for row in sheet.messages}
    found = []
    for row in sheet.messages:
        moment = _moment(row.at).astimezone(zone)
        when = f"{formats.day(moment.date(), sheet.today)} {formats.clock(moment, zone)}"
        chip, role, point_id = _chip(row, points.get(row.id, []), days, sheet)
        title, detail = row.subject or row.preview, _people(row, sheet)
        spoken = ", ".join(part for part in (medium_name(row.medium), when, title, detail, chip) if part)
        found.append(MessageLine(row.id, ICONS[Medium(row.medium)], when, title, detail, chip, role, point_id, spoken))
    return tuple(found)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _people(row: LogRow, sheet: OrderSheet) -> str:
    """ "To orders@… (Customer – official) · Cc …" (B4); before it the channel, where it is not a mail."""
    by_role: dict[str, list[str]] = {}
    for part in filter(None, row.people.split(", ")):
        role, _, value = part.partition(" ")
        label = sheet.labels.get(value)
        called = tr("{address} ({label})", address=value, label=reasons.sentence(label)) if label else value
        by_role.setdefault(role, []).append(called)
    told = []
    for role in ("from", "to", "cc", "bcc"):
        if role in by_role:
            name = tr("From") if role == "from" else term("role", role)
            told.append(f"{name} {', '.join(by_role[role])}")
    if row.medium != Medium.MAIL:
        told.insert(0, medium_name(row.medium))
    return joined(told)


def _chip(row: LogRow, points: list[Point], days: dict[int, date], sheet: OrderSheet) -> tuple[str, str, int | None]:
    still_open = next((point for point in points if point.confirmed_by is None), None)
    if still_open is not None:
        return tr("Confirm by mail"), "warn", still_open.id
    if points:
        day = days.get(points[0].confirmed_by or 0)
        told = tr("Confirmed {day}", day=formats.day(day, sheet.today)) if day else tr("Confirmed")
        return told, "good", None
    if row.state in _STATES:
        words_of, role = _STATES[MessageState(row.state)]
        return words_of(), role, None
    received = row.direction == Direction.IN and row.medium == Medium.MAIL
    return (tr("Received"), "info", None) if received else ("", "neutral", None)
