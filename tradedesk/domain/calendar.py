"""Working days: weekends by country and date, half days, holidays, days worked instead (调休), Ramadan and its feasts.

Everything here is a plain date in the place's own zone. Weekdays are numbered as by ``date.weekday()``: Monday is 0.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, time, timedelta
from typing import NamedTuple

from tradedesk.domain.errors import RuleSaysNo

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)

Weekend = frozenset[int]

_SAT_SUN: Weekend = frozenset({SAT, SUN})
_FRI_SAT: Weekend = frozenset({FRI, SAT})
_THU_FRI: Weekend = frozenset({THU, FRI})
_FRI_SUN: Weekend = frozenset({FRI, SUN})
_FRI: Weekend = frozenset({FRI})
_SAT: Weekend = frozenset({SAT})
_SUN: Weekend = frozenset({SUN})
_FRI_SAT_SUN: Weekend = frozenset({FRI, SAT, SUN})

#: Holidays of nobody, for callers who have none at hand.
NO_HOLIDAYS: Mapping[date, str] = {}
NO_DAYS: frozenset[date] = frozenset()

#: Weekends that have not changed within living orders; everywhere else it is Saturday and Sunday.
_WEEKEND: dict[str, Weekend] = {
    **dict.fromkeys(("KW", "BH", "QA", "JO", "EG", "IQ", "SY", "YE", "LY", "SD", "BD", "MV", "PS", "IL"), _FRI_SAT),
    **dict.fromkeys(("MY-02", "MY-03", "MY-11"), _FRI_SAT),  # Kedah, Kelantan, Terengganu
    **dict.fromkeys(("IR", "DJ", "SO"), _FRI),
    **dict.fromkeys(("IN", "PK"), _SUN),
    "BN": _FRI_SUN,
    "AF": _THU_FRI,
    "NP": _SAT,
}

#: Weekends that moved: (first day in force, weekend), newest first; the last entry holds for all days before.
_MOVED: dict[str, tuple[tuple[date, Weekend], ...]] = {
    "AE": ((date(2022, 1, 1), _SAT_SUN), (date.min, _FRI_SAT)),
    "AE-SH": ((date(2022, 1, 1), _FRI_SAT_SUN), (date.min, _FRI_SAT)),  # Sharjah
    "SA": ((date(2013, 6, 29), _FRI_SAT), (date.min, _THU_FRI)),
    "OM": ((date(2013, 5, 1), _FRI_SAT), (date.min, _THU_FRI)),
    "DZ": ((date(2009, 8, 14), _FRI_SAT), (date.min, _THU_FRI)),
    "MR": ((date(2014, 1, 1), _SAT_SUN), (date.min, _FRI_SAT)),
    "MY-01": ((date(2025, 1, 1), _SAT_SUN), (date.min, _FRI_SAT)),  # Johor
}

#: Short days: weekday, the hour at which offices close, and since when.
_HALF_DAYS: dict[str, tuple[int, time, date]] = {
    "AE": (FRI, time(12), date(2022, 1, 1)),
    "IR": (THU, time(12), date.min),
}


class Ramadan(NamedTuple):
    """One Ramadan by the Umm al-Qura calendar. A sighting may differ by a day, so every sentence says "about"."""

    first: date
    last: date
    eid_al_fitr: date


#: Searched by date, never by "the Ramadan of a year": two of them touch 2030.
RAMADANS: tuple[Ramadan, ...] = (
    Ramadan(date(2026, 2, 18), date(2026, 3, 19), date(2026, 3, 20)),
    Ramadan(date(2027, 2, 8), date(2027, 3, 8), date(2027, 3, 9)),
    Ramadan(date(2028, 1, 28), date(2028, 2, 25), date(2028, 2, 26)),
    Ramadan(date(2029, 1, 16), date(2029, 2, 13), date(2029, 2, 14)),
    Ramadan(date(2030, 1, 5), date(2030, 2, 3), date(2030, 2, 4)),
    Ramadan(date(2030, 12, 26), date(2031, 1, 23), date(2031, 1, 24)),
)

#: A year and a half without one working day is a mistake in the data, not a holiday.
_LONGEST_CLOSURE = 550


def weekend_of(country: str, day: date) -> Weekend:
    """The weekdays off in a country on that day (D6). ``country`` is ISO 3166-1 ("AE") or -2 ("AE-SH").

    An unknown region has its country's weekend, an unknown country Saturday and Sunday.
    """
    for key in (country, country[:2]):
        moved = _MOVED.get(key)
        if moved is not None:
            return next(weekend for since, weekend in moved if day >= since)
        weekend = _WEEKEND.get(key)
        if weekend is not None:
            return weekend
    return _SAT_SUN


def is_weekend(day: date, country: str) -> bool:
    """Whether the day is part of the weekend there (D6)."""
    return day.weekday() in weekend_of(country, day)


def closes_early_at(day: date, country: str) -> time | None:
    """When offices close on a half day (local time), or None on a whole one: Fridays in the UAE, Thursdays in Iran."""
    short = _HALF_DAYS.get(country) or _HALF_DAYS.get(country[:2])
    if short is None or is_weekend(day, country):
        return None
    weekday, closing, since = short
    return closing if day.weekday() == weekday and day >= since else None


def is_working_day(
    day: date,
    country: str,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    *,
    worked: Collection[date] = NO_DAYS,
    weekend: Weekend | None = None,
) -> bool:
    """Whether offices work on that day (D6).

    ``worked`` are days worked although they are weekend or holiday (China's 调休 Saturdays and Sundays); they win.
    ``weekend`` replaces the country's weekend where somebody's own week is known.
    """
    if day in worked:
        return True
    if day in holidays:
        return False
    return day.weekday() not in (weekend_of(country, day) if weekend is None else weekend)


def add_working_days(
    day: date,
    days: int,
    country: str,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    *,
    worked: Collection[date] = NO_DAYS,
    weekend: Weekend | None = None,
) -> date:
    """The day that lies ``days`` working days after ``day`` (before it, when negative); ``day`` itself never counts.

    0 gives ``day`` when it is a working day, else the next one. Raises RuleSaysNo("no-working-day") when there is
    none within a year and a half.
    """
    step = timedelta(days=-1 if days < 0 else 1)
    left = abs(days)
    if left == 0:
        if is_working_day(day, country, holidays, worked=worked, weekend=weekend):
            return day
        left = 1
    closed = 0
    while left:
        day += step
        if is_working_day(day, country, holidays, worked=worked, weekend=weekend):
            left -= 1
            closed = 0
        else:
            closed += 1
            if closed > _LONGEST_CLOSURE:
                raise RuleSaysNo("no-working-day", country=country)
    return day


def working_days_between(
    first: date,
    last: date,
    country: str,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    *,
    worked: Collection[date] = NO_DAYS,
    weekend: Weekend | None = None,
) -> int:
    """How many working days follow ``first`` up to and with ``last``; negative when ``last`` is the earlier one."""
    if last < first:
        return -working_days_between(last, first, country, holidays, worked=worked, weekend=weekend)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day, country, holidays, worked=worked, weekend=weekend) for day in days)


def ramadan_on(day: date) -> Ramadan | None:
    """The Ramadan in which the day lies, about; None outside and beyond the table (2026 to 2031)."""
    return next((ramadan for ramadan in RAMADANS if ramadan.first <= day <= ramadan.last), None)


def next_ramadan(day: date) -> Ramadan | None:
    """The first Ramadan that begins after the day, about; None when the table ends before it."""
    return next((ramadan for ramadan in RAMADANS if ramadan.first > day), None)
