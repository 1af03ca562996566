"""Days, times and money as they are shown: short and never ambiguous ("21 Nov", not 11/21)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from tradedesk.ui.wording import language, tr, trn

if TYPE_CHECKING:
    from tradedesk.domain.money import Money

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_DAYS = "一二三四五六日"


#: The zone the user works in; None is the computer's own, until the ledger has said it.
_home: dict[str, tzinfo | None] = {"zone": None}


def use_zone(zone: tzinfo | None) -> None:
    """Show moments on the clock of the user's own place from now on; None for the computer's own."""
    _home["zone"] = zone


def _today() -> date:
    return _now().date()


def _now() -> datetime:
    return datetime.now(UTC).astimezone(_home["zone"])


def day(value: date | None, today: date | None = None) -> str:
    """ "21 Nov", "11月21日"; with the year when it is not this year's. Nothing gives "—"."""
    if value is None:
        return "—"
    foreign_year = value.year != (today or _today()).year
    if language() == "zh_CN":
        return f"{value.year}年{value.month}月{value.day}日" if foreign_year else f"{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if foreign_year else "")


def long_day(value: date) -> str:
    """ "Saturday, 21 November", "11月21日 星期六"."""
    if language() == "zh_CN":
        return f"{value.month}月{value.day}日 星期{_CHINESE_DAYS[value.weekday()]}"
    return f"{_LONG_DAYS[value.weekday()]}, {value.day} {_LONG_MONTHS[value.month - 1]}"


def month(told: str) -> str:
    """ "November 2026", "2026年11月" for "2026-11"."""
    year, _, number = told.partition("-")
    return f"{year}年{int(number)}月" if language() == "zh_CN" else f"{_LONG_MONTHS[int(number) - 1]} {year}"


def weekday(value: date) -> str:
    """ "Sat", "周六"."""
    return f"周{_CHINESE_DAYS[value.weekday()]}" if language() == "zh_CN" else _DAYS[value.weekday()]


def clock(value: datetime, zone: tzinfo | None = None) -> str:
    """ "14:32" in ``zone`` (the user's own by default)."""
    return value.astimezone(zone or _home["zone"]).strftime("%H:%M")


def moment(value: datetime | None, zone: tzinfo | None = None, now: datetime | None = None) -> str:
    """ "18 Nov 16:04" in ``zone`` (the user's own by default); today's moments are the time alone."""
    if value is None:
        return "—"
    here = value.astimezone(zone or _home["zone"])
    today = (now or _now()).astimezone(zone or _home["zone"]).date()
    return clock(here, zone) if here.date() == today else f"{day(here.date(), today)} {clock(here, zone)}"


def money(value: Money | None) -> str:
    """ "USD 12,600.00": the currency code always shown. Nothing gives "—"."""
    from tradedesk.domain.money import grouped

    return "—" if value is None else grouped(value)


def plain_number(text: str) -> str:
    """An exact decimal without zeros at the end: "19.990" is "19.99"."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def count(value: int) -> str:
    """ "1,284"."""
    return f"{value:,}"


def span(length: timedelta) -> str:
    """A length of time in its largest unit, rounded down: "38 min", "2 h", "7 days"."""
    minutes = int(abs(length).total_seconds() // 60)
    if minutes < 60:
        return tr("{n} min", n=minutes)
    if minutes < 48 * 60:
        return tr("{n} h", n=minutes // 60)
    return trn("{n} day", "{n} days", minutes // (24 * 60))


def relative(value: datetime, now: datetime | None = None) -> str:
    """How long ago, or in how long: "2 days ago", "in 3 h", "just now"; from a day on by the calendar."""
    here = (now or _now()).astimezone(_home["zone"])
    ahead = value - here
    if abs(ahead) < timedelta(minutes=1):
        return tr("just now")
    if abs(ahead) >= timedelta(days=1):
        return relative_day(value.astimezone(_home["zone"]).date(), here.date())
    return tr("in {span}", span=span(ahead)) if ahead > timedelta(0) else tr("{span} ago", span=span(ahead))


def relative_day(value: date, today: date | None = None) -> str:
    """By whole days: "today", "yesterday", "tomorrow", "2 days ago", "in 79 days"."""
    days = (value - (today or _today())).days
    near = {0: tr("today"), 1: tr("tomorrow"), -1: tr("yesterday")}
    if days in near:
        return near[days]
    return trn("in {n} day", "in {n} days", days) if days > 0 else trn("{n} day ago", "{n} days ago", -days)


def due(deadline: datetime, now: datetime | None = None) -> str:
    """How a promise stands: "38 min left", "2 h late"."""
    left = deadline - (now or _now())
    return tr("{span} left", span=span(left)) if left >= timedelta(0) else tr("{span} late", span=span(left))
