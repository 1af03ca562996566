"""One look at the promises: the present moment, the own day and calendar, and how near a due time is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta

from tradedesk.domain.calendar import add_working_days
from tradedesk.domain.promise_facts import PromiseTerms, Urgency
from tradedesk.domain.window import Hours, shifts_on, utc_of, zone_of


class Reckoning:
    """The present moment, the own day, and what was already worked out for a day."""

    def __init__(
        self,
        terms: PromiseTerms,
        now: datetime,
        own: Hours,
        holidays: Mapping[date, str],
        worked: Collection[date],
        horizon_days: int,
    ) -> None:
        self.terms, self.now, self.own = terms, now.astimezone(UTC), own
        self._holidays, self._worked = holidays, worked
        self.zone = zone_of(own.zone)
        self.today = now.astimezone(self.zone).date()
        self.horizon = self.today + timedelta(days=horizon_days)
        self._tomorrow = self.start_of(self.today + timedelta(days=1))
        self._closings: dict[date, datetime] = {}
        self._working: dict[tuple[date, int], date] = {}

    def start_of(self, day: date) -> datetime:
        """When an own day begins (UTC)."""
        return utc_of(day, time(), self.zone)

    def close_of(self, day: date) -> datetime:
        """When the own work ends on that day, as if it were worked (UTC)."""
        found = self._closings.get(day)
        if found is None:
            last = shifts_on(self.own, day)[-1:] or ((time(9), time(18)),)
            opening, closing = last[0]
            ends = day if closing > opening else day + timedelta(days=1)
            found = self._closings[day] = utc_of(ends, closing, self.zone)
        return found

    def working_days_after(self, day: date, days: int) -> date:
        """The own working day so many after a day."""
        found = self._working.get((day, days))
        if found is None:
            found = self._working[day, days] = add_working_days(
                day, days, self.own.country, self._holidays, worked=self._worked, weekend=self.own.weekend
            )
        return found

    def urgency(self, due: datetime, terms: PromiseTerms) -> Urgency:
        """How near a due time is."""
        if due < self.now:
            return Urgency.LATE
        if due - self.now <= timedelta(hours=terms.soon_hours):
            return Urgency.SOON
        return Urgency.TODAY if due < self._tomorrow else Urgency.LATER
