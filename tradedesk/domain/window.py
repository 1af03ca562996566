"""The communication window (沟通窗口): when a place works, and when both sides do (D6).

Every interval is a pair of aware UTC moments, start included, end not. Local clocks are read in IANA zones for the
very day; lengths are taken in UTC, since arithmetic on local clocks is wrong on the days the clock is changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tradedesk.domain.calendar import (
    NO_DAYS,
    NO_HOLIDAYS,
    Weekend,
    closes_early_at,
    is_working_day,
    ramadan_on,
    weekend_of,
)
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.reason import Reason, because

Shift = tuple[time, time]
Interval = tuple[datetime, datetime]

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)

#: How far ahead the next opening is looked for: longer than any Spring Festival or summer closure.
_LOOK_AHEAD_DAYS = 45


class Hours(NamedTuple):
    """Working hours of a place: local shifts in an IANA zone. A shift that ends at or before its start ends next day.

    ``country`` (ISO 3166-1 or -2) decides the weekend, unless ``weekend`` gives the person's own.
    ``ramadan_shifts`` replace the shifts in Ramadan where that is the custom.
    """

    zone: str
    shifts: tuple[Shift, ...]
    country: str = ""
    ramadan_shifts: tuple[Shift, ...] = ()
    weekend: Weekend | None = None


class WindowKind(StrEnum):
    """What a place is doing now; OPENS means a working day outside its hours."""

    WORKING = "working"
    OPENS = "opens"
    CLOSED_WEEKEND = "closed-weekend"
    HOLIDAY = "holiday"


class WindowState(NamedTuple):
    """What a place is doing now. ``local_now`` carries its own date, which may still be yesterday's.

    ``until`` (UTC) is the end of the present shift, ``opens_at`` (UTC) the next opening when it is closed; None when
    there is none within six weeks.
    """

    kind: WindowKind
    local_now: datetime
    until: datetime | None
    opens_at: datetime | None
    reason: Reason


class Side(NamedTuple):
    """One line of the ribbon: a key of the caller's, the hours, the holidays of the place and its days worked."""

    key: str
    hours: Hours
    holidays: Mapping[date, str] = NO_HOLIDAYS
    worked: Collection[date] = NO_DAYS


class Segment(NamedTuple):
    """A bar of the ribbon: kind is "own", "overlap" or "theirs"; start and end are fractions of the own day."""

    kind: str
    start: float
    end: float


class RibbonRow(NamedTuple):
    """One line of the ribbon with what the place does now."""

    key: str
    segments: tuple[Segment, ...]
    state: WindowState


class Ribbon(NamedTuple):
    """The own day from midnight to midnight (UTC; 23 or 25 hours long when the clock is changed).

    The first row is the own one; ``now`` is the marker's place as a fraction, None when the day is not today.
    """

    start: datetime
    end: datetime
    rows: tuple[RibbonRow, ...]
    now: float | None


def _shifts(*clock: float) -> tuple[Shift, ...]:
    """Pairs of hours of the day (12.5 is 12:30) as shifts."""
    times = [time(int(hour), round(hour % 1 * 60)) for hour in clock]
    return tuple(zip(times[::2], times[1::2], strict=True))


_USUAL = _shifts(9, 18)
_SHIFTS: dict[str, tuple[Shift, ...]] = {
    **dict.fromkeys(("SA", "KW", "QA", "DE", "US"), _shifts(8, 17)),
    **dict.fromkeys(("EG", "JO"), _shifts(9, 17)),
    "IN": _shifts(10, 18),
    "FR": _shifts(9, 12.5, 14, 18),
    "ES": _shifts(9, 14, 16, 19),
    "IT": _shifts(9, 13, 14.5, 18.5),
    "BR": _shifts(8, 12, 13.5, 18),
}
_RAMADAN_SHIFTS: dict[str, tuple[Shift, ...]] = {
    "SA": _shifts(10, 16),
    "AE": _shifts(9, 16),
    **dict.fromkeys(("EG", "QA", "KW"), _shifts(9, 15)),
}


def default_hours(country: str, zone: str, weekend: Weekend | None = None) -> Hours:
    """Usual office hours of a country until the customer's own are known: 9 to 18 where nothing better is."""
    land = country[:2]
    return Hours(zone, _SHIFTS.get(land, _USUAL), country, _RAMADAN_SHIFTS.get(land, ()), weekend)


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone. Raises RuleSaysNo: "zone-missing" for an empty name, "zone-unknown" for a wrong one."""
    if not name:
        raise RuleSaysNo("zone-missing", "zone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise RuleSaysNo("zone-unknown", "zone", zone=name) from error


def zone_or_none(name: str) -> ZoneInfo | None:
    """The IANA zone, or None for a name that is none: the customer's page asks for it, all else goes on without."""
    try:
        return zone_of(name)
    except RuleSaysNo:
        return None


def utc_of(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The UTC moment of a local clock time: the first when the clock shows it twice, the jump when it never does."""
    wall = datetime.combine(day, clock, zone)
    moment = wall.astimezone(UTC)
    if wall.utcoffset() == wall.replace(fold=1).utcoffset():
        return moment
    if moment.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    before, after = wall.replace(fold=1).astimezone(UTC), moment
    old = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def day_bounds(zone: str, day: date) -> Interval:
    """The local day as a UTC interval: 23, 24 or 25 hours. Raises as ``zone_of``."""
    place = zone_of(zone)
    return utc_of(day, time(), place), utc_of(day + _DAY, time(), place)


def shifts_on(hours: Hours, day: date) -> tuple[Shift, ...]:
    """The shifts of a working day: those of Ramadan in it, cut short on a half day (D6)."""
    shifts = hours.ramadan_shifts if hours.ramadan_shifts and ramadan_on(day) else hours.shifts
    closing = closes_early_at(day, hours.country) if hours.weekend is None else None
    if closing is None:
        return shifts
    return tuple((start, min(end, closing) if end > start else closing) for start, end in shifts if start < closing)


def work_intervals(
    hours: Hours,
    start: datetime,
    end: datetime,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    worked: Collection[date] = NO_DAYS,
) -> tuple[Interval, ...]:
    """The working time between two UTC moments, in order, merged where shifts touch, cut at the bounds (D6).

    ``holidays`` and ``worked`` are days of the place. Raises as ``zone_of``.
    """
    zone = zone_of(hours.zone)
    day = start.astimezone(zone).date() - _DAY
    last = end.astimezone(zone).date()
    found: list[Interval] = []
    while day <= last:
        if is_working_day(day, hours.country, holidays, worked=worked, weekend=hours.weekend):
            for opening, closing in shifts_on(hours, day):
                closing_day = day if closing > opening else day + _DAY
                left = max(utc_of(day, opening, zone), start)
                right = min(utc_of(closing_day, closing, zone), end)
                if left < right:
                    found.append((left, right))
        day += _DAY
    return _merged(found)


def _merged(intervals: list[Interval]) -> tuple[Interval, ...]:
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def overlap(first: Sequence[Interval], *others: Sequence[Interval]) -> tuple[Interval, ...]:
    """The time that lies in all of them (D6); each is in order and free of overlaps, as ``work_intervals`` gives it."""
    shared = tuple(first)
    for other in others:
        both: list[Interval] = []
        i = j = 0
        while i < len(shared) and j < len(other):
            start, end = max(shared[i][0], other[j][0]), min(shared[i][1], other[j][1])
            if start < end:
                both.append((start, end))
            if shared[i][1] <= other[j][1]:
                i += 1
            else:
                j += 1
        shared = tuple(both)
    return shared


def length(intervals: Iterable[Interval]) -> timedelta:
    """True length, by UTC."""
    return sum((end - start for start, end in intervals), timedelta())


def next_opening(
    hours: Hours,
    now: datetime,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    worked: Collection[date] = NO_DAYS,
) -> datetime | None:
    """The next moment (UTC) at which the place works: ``now`` itself when it does, None when not within six weeks."""
    for days in (2, 7, _LOOK_AHEAD_DAYS):
        ahead = work_intervals(hours, now, now + timedelta(days=days), holidays, worked)
        if ahead:
            return ahead[0][0]
    return None


def next_shared(own: Side, other: Side, now: datetime, days: int = 14) -> Interval | None:
    """The next time (UTC) at which both sides are at work, from ``now``: when a queued message may go out (D6)."""
    end = now + timedelta(days=days)
    both = overlap(
        work_intervals(own.hours, now, end, own.holidays, own.worked),
        work_intervals(other.hours, now, end, other.holidays, other.worked),
    )
    return both[0] if both else None


def state(
    hours: Hours,
    now: datetime,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    worked: Collection[date] = NO_DAYS,
) -> WindowState:
    """What the place is doing at ``now`` (UTC), until when or from when on, and why (D6). Raises as ``zone_of``."""
    local_now = now.astimezone(zone_of(hours.zone))
    opening = next_opening(hours, now, holidays, worked)
    if opening == now:
        until = work_intervals(hours, now, now + 2 * _DAY, holidays, worked)[0][1]
        ramadan = bool(hours.ramadan_shifts) and ramadan_on(local_now.date()) is not None
        code = "window-working-ramadan" if ramadan else "window-working"
        return WindowState(WindowKind.WORKING, local_now, until, None, _told(code, hours, local_now, until))
    kind, extra = _closed(hours, local_now.date(), holidays, worked)
    reason = _told(f"window-{kind.value}", hours, local_now, opening, **extra)
    return WindowState(kind, local_now, None, opening, reason)


def _closed(
    hours: Hours, day: date, holidays: Mapping[date, str], worked: Collection[date]
) -> tuple[WindowKind, dict[str, str]]:
    if day in worked:
        return WindowKind.OPENS, {}
    if day in holidays:
        return WindowKind.HOLIDAY, {"holiday": holidays[day]}
    if day.weekday() in (weekend_of(hours.country, day) if hours.weekend is None else hours.weekend):
        return WindowKind.CLOSED_WEEKEND, {"weekday": str(day.weekday())}
    return WindowKind.OPENS, {}


def _told(code: str, hours: Hours, local_now: datetime, change: datetime | None, **facts: str) -> Reason:
    """The reason with the facts every state has: zone, country, their clock and the local time of the next change."""
    if change is not None:
        facts["change"] = change.astimezone(local_now.tzinfo).isoformat(timespec="minutes")
    return because(
        code, "D6", zone=hours.zone, country=hours.country, local=local_now.isoformat(timespec="minutes"), **facts
    )


def ribbon(own: Side, others: Iterable[Side], day_start: datetime, now: datetime) -> Ribbon:
    """The ribbon of the own day that begins at ``day_start`` (UTC, see ``day_bounds``), and the states at ``now``.

    The own bars, then a row for each other side: its hours, cut into what overlaps with the own ones and the rest.
    """
    day = day_start.astimezone(zone_of(own.hours.zone)).date()
    end = day_bounds(own.hours.zone, day)[1]
    span = (end - day_start).total_seconds()

    def part(kind: str, interval: Interval) -> Segment:
        return Segment(
            kind,
            (interval[0] - day_start).total_seconds() / span,
            (interval[1] - day_start).total_seconds() / span,
        )

    mine = work_intervals(own.hours, day_start, end, own.holidays, own.worked)
    free = _without((day_start, end), mine)
    rows = [
        RibbonRow(own.key, tuple(part("own", one) for one in mine), state(own.hours, now, own.holidays, own.worked))
    ]
    for side in others:
        theirs = work_intervals(side.hours, day_start, end, side.holidays, side.worked)
        bars = [part("overlap", one) for one in overlap(theirs, mine)]
        bars += [part("theirs", one) for one in overlap(theirs, free)]
        bars.sort(key=lambda bar: bar.start)
        rows.append(RibbonRow(side.key, tuple(bars), state(side.hours, now, side.holidays, side.worked)))
    marker = (now - day_start).total_seconds() / span
    return Ribbon(day_start, end, tuple(rows), marker if 0 <= marker < 1 else None)


def _without(whole: Interval, taken: Sequence[Interval]) -> tuple[Interval, ...]:
    """What is left of the whole between the taken intervals."""
    left: list[Interval] = []
    at = whole[0]
    for start, end in taken:
        if at < start:
            left.append((at, start))
        at = end
    if at < whole[1]:
        left.append((at, whole[1]))
    return tuple(left)
