"""The schedule of an order: its points forwards from what happened and backwards from the delivery (C2, D6).

A point follows the one ahead of it by its lead, in working days of the country where it is done (production and papers
at the own or the supplier's, delivery and acceptance at the customer's) or in days of the calendar. All days are plain
dates in the place's own zone, so a change of the clock moves nothing. What happened never moves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tradedesk.domain.calendar import (
    NO_DAYS,
    NO_HOLIDAYS,
    Weekend,
    add_working_days,
    is_working_day,
    working_days_between,
)
from tradedesk.domain.node_list import DayKind, Lead
from tradedesk.domain.order import NodeCode

_DAY = timedelta(days=1)

#: Points that are reached at the customer's.
_THERE = frozenset({NodeCode.DELIVERED, NodeCode.FEEDBACK})


class Week(NamedTuple):
    """The working days of a country: its weekend, its holidays, and the days worked in exchange for them (调休)."""

    country: str = "CN"
    holidays: Mapping[date, str] = NO_HOLIDAYS
    worked: Collection[date] = NO_DAYS
    weekend: Weekend | None = None

    def works(self, day: date) -> bool:
        """Whether the day is worked."""
        return is_working_day(day, self.country, self.holidays, worked=self.worked, weekend=self.weekend)

    def shifted(self, day: date, days: int) -> date:
        """The day so many working days after (before, when negative); 0 is the day itself, else the next one worked."""
        return add_working_days(day, days, self.country, self.holidays, worked=self.worked, weekend=self.weekend)

    def between(self, first: date, last: date) -> int:
        """How many working days follow ``first`` up to and with ``last``."""
        return working_days_between(first, last, self.country, self.holidays, worked=self.worked, weekend=self.weekend)

    def at_latest(self, day: date) -> date:
        """The last working day up to and with ``day``."""
        return day if self.works(day) else self.shifted(day, -1)


class Calendars(NamedTuple):
    """The weeks of the two sides."""

    here: Week = Week()
    there: Week = Week()


class Link(NamedTuple):
    """One point of the chain of goods. ``key`` tells it from the others (its row)."""

    key: int
    code: NodeCode
    lead: Lead
    planned: date | None = None
    actual: date | None = None


def week_of(link: Link, weeks: Calendars) -> Week | None:
    """The week on whose working days a point has to lie; None for one that counts days of the calendar."""
    if link.code in _THERE:
        return weeks.there
    return weeks.here if link.lead.kind is DayKind.WORKING else None


def earliest(link: Link, ahead: date, weeks: Calendars) -> date:
    """The first day on which a point can be reached when the one ahead of it is reached on ``ahead``."""
    week = week_of(link, weeks)
    if link.lead.kind is DayKind.WORKING and week is not None:
        return week.shifted(ahead, link.lead.days)
    day = ahead + timedelta(days=link.lead.days)
    return day if week is None else week.shifted(day, 0)


def latest(link: Link, by: date, weeks: Calendars) -> date:
    """The last day on which the point ahead may be reached so that this one is reached by ``by``."""
    week = week_of(link, weeks)
    last = by if week is None else week.at_latest(by)
    if link.lead.kind is DayKind.CALENDAR:
        return last - timedelta(days=link.lead.days)
    if link.lead.days == 0 or week is None:
        return last
    return week.shifted(last, 1 - link.lead.days) - _DAY


def settled(link: Link, day: date, weeks: Calendars) -> date:
    """The day itself or the next one on which the point can be reached."""
    week = week_of(link, weeks)
    return day if week is None else week.shifted(day, 0)


def by_then(link: Link, day: date, weeks: Calendars) -> date:
    """The day itself or the last one before it on which the point can be reached."""
    week = week_of(link, weeks)
    return day if week is None else week.at_latest(day)


def forwards(links: Sequence[Link], start: date, weeks: Calendars, not_before: date = date.min) -> dict[int, date]:
    """Each point as early as it can be; the first one follows ``start``. None comes before ``not_before``."""
    found: dict[int, date] = {}
    day = start
    for link in links:
        day = earliest(link, day, weeks)
        if day < not_before:
            day = settled(link, not_before, weeks)
        found[link.key] = day
    return found


def backwards(links: Sequence[Link], by: date, weeks: Calendars) -> dict[int, date]:
    """Each point as late as it may be for the last one to be reached by ``by``."""
    found: list[tuple[int, date]] = []
    for link in reversed(links):
        day = by_then(link, by, weeks)
        found.append((link.key, day))
        by = latest(link, day, weeks)
    return dict(reversed(found))


def agreed(link: Link, ahead: date | None, weeks: Calendars) -> Link:
    """The link with the lead its plan gives it where that is shorter than the usual one: it was planned on purpose.

    ``ahead`` is the planned day of the point ahead of it.
    """
    if link.planned is None or ahead is None:
        return link
    week = week_of(link, weeks)
    if link.lead.kind is DayKind.WORKING and week is not None:
        days = week.between(ahead, link.planned)
    else:
        days = (link.planned - ahead).days
    return link._replace(lead=Lead(max(0, min(link.lead.days, days)), link.lead.kind))


def open_links(links: Sequence[Link]) -> Sequence[Link]:
    """The points that are still planned: those behind the last one that happened."""
    reached = [at for at, link in enumerate(links) if link.actual is not None]
    return links[reached[-1] + 1 :] if reached else links


def base_of(links: Sequence[Link]) -> date | None:
    """The day of the last point that happened: from there the rest is counted."""
    return next((link.actual for link in reversed(links) if link.actual is not None), None)


def plan(
    links: Sequence[Link],
    weeks: Calendars,
    *,
    delivery_on: date | None,
    start: date | None = None,
    today: date = date.min,
    delivered_by: NodeCode = NodeCode.DELIVERED,
    hurried: NodeCode = NodeCode.READY,
) -> dict[int, date]:
    """The planned day of every open point: forwards up to where the goods are made, backwards from the delivery.

    Production begins as soon as it can, and the goods are ready as late as they may be for ``delivery_on`` at the point
    ``delivered_by``. Only the making (``hurried``) can be shortened; when even that does not help the delivery is
    late, and the plan says so. ``start`` is the day of the first point while nothing has happened; None plans it
    backwards. Nothing is planned before ``today``. Without a delivery day everything runs forwards.
    """
    ahead = open_links(links)
    base = base_of(links) or start
    anchor = next((at for at, link in enumerate(ahead) if link.code is delivered_by), None)
    if delivery_on is None or anchor is None:
        return {} if base is None else forwards(ahead, base, weeks, today)
    back = backwards(ahead[: anchor + 1], delivery_on, weeks)
    if base is None:
        return back | forwards(ahead[anchor + 1 :], back[ahead[anchor].key], weeks)
    early = forwards(ahead, base, weeks, today)
    pivot = next((at for at, link in enumerate(ahead[: anchor + 1]) if link.code is hurried), 0)
    first = ahead[pivot]
    begun = early[ahead[pivot - 1].key] if pivot else max(base, today)
    soonest = settled(first, begun, weeks) if first.code is hurried else early[first.key]
    found = {link.key: early[link.key] for link in ahead[:pivot]}
    found[first.key] = max(back[first.key], soonest)
    if back[first.key] >= soonest:
        found |= {link.key: back[link.key] for link in ahead[pivot + 1 : anchor + 1]}
    else:
        found |= forwards(ahead[pivot + 1 : anchor + 1], found[first.key], weeks)
    return found | forwards(ahead[anchor + 1 :], found[ahead[anchor].key], weeks)
