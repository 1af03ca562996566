"""The words of the calendar: entries, holidays, months and weeks."""

from __future__ import annotations

from datetime import date, timedelta

from tradedesk.services.order_calendar import DayOff, Entry
from tradedesk.ui.orders import view_words, words
from tradedesk.ui.orders.calendar_state import CalendarState
from tradedesk.ui.wording import formats, language, tr, trn

#: Chip roles by kind of entry.
ROLES = {
    "planned": "neutral", "actual": "good", "delivery": "info", "due": "warn", "etd": "personal", "eta": "personal",
}  # fmt: skip


def kind(entry: Entry) -> str:
    """ "Ready", "Delivery", "ETA", "Deposit due": what an entry is, in few words."""
    if entry.kind in ("planned", "actual"):
        return view_words.point(entry.code, (entry.name_en, entry.name_zh))
    if entry.kind == "due":
        return tr("{part} due", part=view_words.term_of(entry.code))
    return {"delivery": tr("Delivery"), "etd": tr("ETD"), "eta": tr("ETA")}[entry.kind]


def role(entry: Entry) -> str:
    """The chip role of an entry: late is bad, whatever it is."""
    return "bad" if entry.late else ROLES[entry.kind]


def legend() -> list[tuple[str, str]]:
    """(words, chip role) of the kinds of entries."""
    return [
        (tr("Planned"), "neutral"),
        (tr("Happened"), "good"),
        (tr("Late"), "bad"),
        (tr("Delivery"), "info"),
        (tr("Money due"), "warn"),
        (tr("ETD and ETA"), "personal"),
    ]


def line(entry: Entry) -> str:
    """ "Ready · Gulf Horizon"."""
    return f"{kind(entry)} · {entry.short}"


def spoken(entry: Entry, today: date) -> str:
    """An entry in full, as it is heard and shown when pointed at."""
    usual = entry.kind in ("planned", "actual") and not entry.name_en and not entry.name_zh
    point = words.node(entry.code) if usual else kind(entry)
    state = {"planned": tr("planned"), "actual": tr("happened")}.get(entry.kind, "")
    if entry.late:
        state = tr("late")
    amount = formats.money(entry.amount) if entry.amount is not None else ""
    vessel = entry.code if entry.kind in ("etd", "eta") else ""
    parts = (f"{point} {state}".strip(), formats.day(entry.day, today), amount, vessel, entry.number, entry.party)
    return tr(", ").join(part for part in parts if part)


def day_spoken(state: CalendarState) -> str:
    """The current day in full: the day, its holidays, and how much stands on it."""
    many = len(state.entries(state.day))
    told = [formats.long_day(state.day), *map(holiday, state.holidays(state.day))]
    told.append(trn("{n} entry on this day", "{n} entries on this day", many))
    if state.entry is not None:
        told.append(spoken(state.entry, state.today))
    return tr(", ").join(told)


def holiday(off: DayOff) -> str:
    """ "CN National Day", "CN 国庆节"."""
    return f"{off.country} {off.name_zh if language() == 'zh_CN' and off.name_zh else off.name}"


def title(state: CalendarState) -> str:
    """ "November 2026", or the week by its first and last day."""
    if state.mode == "month":
        return formats.month(state.day.isoformat()[:7])
    last = state.first + timedelta(days=6)
    return f"{formats.day(state.first, last)} – {formats.day(last, date.min)}"
