"""The outlook of an order: when each open point is to be expected now, what is late, what that makes late, and how
much can still be lost without the delivery being late (C2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tradedesk.domain.order import NodeCode
from tradedesk.domain.schedule import (
    Calendars,
    Link,
    agreed,
    base_of,
    by_then,
    earliest,
    latest,
    open_links,
    settled,
)


class Prospect(NamedTuple):
    """How one point stands. Days are of the calendar.

    ``expected`` is the day it happened or is to be expected now. ``late`` is how far that lies behind (+) or ahead of
    (-) its plan, None without one. ``slack`` is how many days it may still slip before the delivery is late, below
    zero when it is; None without a delivery day, and for what happened. ``pushed``: a point before it is late already.
    """

    key: int
    expected: date | None
    late: int | None = None
    slack: int | None = None
    pushed: bool = False


class Outlook(NamedTuple):
    """All points, and by how many days the delivery will be late as things stand (0: it will not)."""

    points: Mapping[int, Prospect]
    delivery_late: int = 0

    def made_late(self, key: int) -> tuple[int, ...]:
        """The points that are late because of this one, in their order."""
        keys = list(self.points)
        return tuple(each for each in keys[keys.index(key) + 1 :] if self.points[each].pushed)


def outlook(
    links: Sequence[Link],
    weeks: Calendars,
    today: date,
    *,
    delivery_on: date | None = None,
    delivered_by: NodeCode = NodeCode.DELIVERED,
) -> Outlook:
    """How an order stands on ``today`` (own zone; the day it was put on hold while it is: the clock stands).

    A point that has not happened is to be expected on its planned day, but not before today and not before its lead
    after the one ahead. Points that were overtaken are expected no more.
    """
    ahead = _with_agreed_leads(links, weeks)
    open_ = open_links(ahead)
    found = {link.key: _happened(link) for link in ahead}
    day = base_of(ahead)
    behind = False
    for link in open_:
        soonest = earliest(link, day, weeks) if day is not None else link.planned
        if soonest is None:
            continue
        day = max(soonest, link.planned or soonest)
        if link.planned is not None and link.planned < day <= settled(link, link.planned, weeks):
            # Planned by hand for a day off: that is the user's word, and nobody is late by it.
            day = link.planned
        if day < today:
            day = settled(link, today, weeks)
        late = None if link.planned is None else (day - link.planned).days
        is_late = bool(late)
        found[link.key] = Prospect(link.key, day, late, None, is_late and behind)
        behind = behind or is_late
    return _with_slack(found, open_, weeks, delivery_on, delivered_by)


def _happened(link: Link) -> Prospect:
    if link.actual is None:
        return Prospect(link.key, None)
    late = None if link.planned is None else (link.actual - link.planned).days
    return Prospect(link.key, link.actual, late)


def _with_agreed_leads(links: Sequence[Link], weeks: Calendars) -> list[Link]:
    found: list[Link] = []
    before: date | None = None
    for link in links:
        found.append(agreed(link, before, weeks))
        before = link.planned or link.actual or before
    return found


def _with_slack(
    found: dict[int, Prospect], open_: Sequence[Link], weeks: Calendars, by: date | None, delivered_by: NodeCode
) -> Outlook:
    anchor = next((at for at, link in enumerate(open_) if link.code is delivered_by), None)
    if by is None or anchor is None:
        return Outlook(found)
    last = found[open_[anchor].key].expected
    late = max(0, (last - by).days) if last is not None else 0
    for link in reversed(open_[: anchor + 1]):
        by = by_then(link, by, weeks)
        prospect = found[link.key]
        if prospect.expected is not None:
            slack = (by - prospect.expected).days
            found[link.key] = prospect._replace(slack=slack if late else max(slack, 0))
        by = latest(link, by, weeks)
    return Outlook(found, late)
