"""The one line of an order's messages over every channel: who was told what, when, and what became of it (F3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tradedesk.domain.message import Direction, Medium
from tradedesk.domain.point import Point
from tradedesk.services.orders import LogRow, OrderSheet
from tradedesk.ui.entry_words import ICONS, people_line, state_chip
from tradedesk.ui.wording import formats, joined, reasons, tr
from tradedesk.ui.wording.told import medium_name


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

    def called(value: str) -> str:
        label = sheet.labels.get(value)
        return tr("{address} ({label})", address=value, label=reasons.sentence(label)) if label else value

    told = people_line(row.people, called)
    return told if row.medium == Medium.MAIL else joined((medium_name(row.medium), told))


def _chip(row: LogRow, points: list[Point], days: dict[int, date], sheet: OrderSheet) -> tuple[str, str, int | None]:
    still_open = next((point for point in points if point.confirmed_by is None), None)
    if still_open is not None:
        return tr("Confirm by mail"), "warn", still_open.id
    if points:
        day = days.get(points[0].confirmed_by or 0)
        told = tr("Confirmed {day}", day=formats.day(day, sheet.today)) if day else tr("Confirmed")
        return told, "good", None
    became = state_chip(row.state)
    if became is not None:
        return *became, None
    received = row.direction == Direction.IN and row.medium == Medium.MAIL
    return (tr("Received"), "info", None) if received else ("", "neutral", None)
