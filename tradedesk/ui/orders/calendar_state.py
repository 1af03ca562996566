"""What the calendar shows, without widgets: which days, what stands on each, and where the keyboard is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from tradedesk.services.order_calendar import DayOff, DaysOff, Entry, Span

WEEK = 7


@dataclass
class CalendarState:
    """``day`` is the current day, ``chosen`` the place of the current entry among those of the day (-1: none)."""

    mode: str = "month"
    day: date = date.min
    chosen: int = -1
    today: date = date.min
    by_day: dict[date, list[Entry]] = field(default_factory=dict)
    off: DaysOff = field(default_factory=lambda: DaysOff({}, frozenset()))

    @property
    def first(self) -> date:
        """The first day shown, a Monday."""
        start = self.day.replace(day=1) if self.mode == "month" else self.day
        return start - timedelta(days=start.weekday())

    @property
    def weeks(self) -> int:
        """How many weeks are shown."""
        if self.mode == "week":
            return 1
        last = (self.day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return (last - self.first).days // WEEK + 1

    @property
    def last(self) -> date:
        """The last day shown."""
        return self.first + timedelta(days=self.weeks * WEEK - 1)

    def day_at(self, week: int, weekday: int) -> date:
        """The day in a cell."""
        return self.first + timedelta(days=week * WEEK + weekday)

    def entries(self, day: date) -> list[Entry]:
        """What stands on a day."""
        return self.by_day.get(day, [])

    def holidays(self, day: date) -> tuple[DayOff, ...]:
        """Who has a holiday on a day."""
        return self.off.holidays.get(day, ())

    def is_off(self, day: date) -> bool:
        """Whether one does not work oneself."""
        return day in self.off.weekend or any(each.own for each in self.holidays(day))

    @property
    def entry(self) -> Entry | None:
        """The current entry."""
        there = self.entries(self.day)
        return there[self.chosen] if 0 <= self.chosen < len(there) else None

    def take(self, span: Span) -> None:
        """Show the entries that were read; the current one stays so if it is still there."""
        before = self.entry
        self.today = span.today
        self.by_day = {}
        for each in span.entries:
            self.by_day.setdefault(each.day, []).append(each)
        if before is not None:
            same = [at for at, each in enumerate(self.entries(self.day)) if _is_same(each, before)]
            self.chosen = same[0] if same else min(self.chosen, len(self.entries(self.day)) - 1)

    def step(self, days: int) -> None:
        """Go to another day; its first entry is current."""
        self.go(self.day + timedelta(days=days))

    def go(self, day: date) -> None:
        """Go to a day; its first entry is current."""
        self.day = day
        self.chosen = 0 if self.entries(day) else -1

    def walk(self, by: int) -> bool:
        """Go to the next (1) or former (-1) entry of the day; False at its end."""
        after = self.chosen + by
        if not 0 <= after < len(self.entries(self.day)):
            return False
        self.chosen = after
        return True

    def leaf(self, by: int) -> None:
        """Go to the next or former month or week."""
        if self.mode == "week":
            self.step(by * WEEK)
            return
        month = self.day.year * 12 + self.day.month - 1 + by
        year, number = month // 12, month % 12 + 1
        length = ((date(year, number, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day
        self.go(date(year, number, min(self.day.day, length)))


def _is_same(one: Entry, other: Entry) -> bool:
    return (one.kind, one.thing_id) == (other.kind, other.thing_id)
