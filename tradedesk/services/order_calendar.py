"""The calendar of orders: planned and actual points, deliveries, money due, ETD and ETA, and days off on both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tradedesk.domain.calendar import is_weekend
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.ledger.queries import order_board as lists
from tradedesk.ledger.queries.order_board import Entry
from tradedesk.ledger.queries.order_filters import OrderQuery
from tradedesk.services import order_ahead, order_forms, orders, shipments
from tradedesk.services.bench import Bench
from tradedesk.services.order_ahead import Consequences

__all__ = ["DayOff", "DaysOff", "Entry", "Span", "days_off", "is_movable", "look_ahead", "move", "span"]

#: The kinds whose day the user decides by dragging; the others follow from events or terms.
MOVABLE = frozenset({"planned", "delivery", "etd", "eta"})


@dataclass(frozen=True)
class Span:
    """The entries of some days, as of the user's own day."""

    first: date
    last: date
    entries: Sequence[Entry]
    today: date

    @property
    def countries(self) -> tuple[str, ...]:
        """The customers' countries, those with the most entries first."""
        found: dict[str, int] = {}
        for each in self.entries:
            if each.country:
                found[each.country] = found.get(each.country, 0) + 1
        return tuple(sorted(found, key=lambda code: (-found[code], code)))


@dataclass(frozen=True)
class DayOff:
    """A public holiday: the country, the day's name in English and Chinese; ``own`` when it is the user's own."""

    country: str
    name: str
    name_zh: str
    own: bool


@dataclass(frozen=True)
class DaysOff:
    """Who does not work on which days: holidays by day, and the user's own weekend."""

    holidays: dict[date, tuple[DayOff, ...]]
    weekend: frozenset[date]


def span(bench: Bench, query: OrderQuery, first: date, last: date) -> Span:
    """What the orders of a query have on the days from ``first`` to ``last``."""
    today = bench.today()
    return Span(first, last, lists.days(bench.ledger.read, query, first, last, today), today)


def is_movable(entry: Entry) -> bool:
    """Whether its day can be moved."""
    return entry.kind in MOVABLE and not entry.reached


def days_off(bench: Bench, first: date, last: date, countries: Sequence[str]) -> DaysOff:
    """The public holidays of the own country and of these, and the own weekends (D6).

    Slow at its first call for a country: the calendars are loaded then.
    """
    from tradedesk.integrations.calendars import chinese_name

    own = bench.own_place()[0] or "CN"
    holidays: dict[date, tuple[DayOff, ...]] = {}
    for country in dict.fromkeys((own, *countries)):
        for day, name in bench.holidays(country, first.year).items():
            if first <= day <= last:
                off = DayOff(country, name, chinese_name(name), country == own)
                holidays[day] = (*holidays.get(day, ()), off)
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return DaysOff(holidays, frozenset(day for day in every if is_weekend(day, own)))


def look_ahead(bench: Bench, entry: Entry, day: date) -> Consequences:
    """What moving an entry to another day would bring with it. Raises like ``move``."""
    return order_ahead.consequences(bench, entry.order_id, _mover(bench, entry, day))


def move(bench: Bench, entry: Entry, day: date) -> None:
    """Move an entry to another day, by the verbs of the timeline, the order's form or its shipment; one step back.

    Raises RuleSaysNo "day-follows" for what has no day of its own, and what the verbs raise.
    """
    _mover(bench, entry, day)()


def _mover(bench: Bench, entry: Entry, day: date) -> Callable[[], None]:
    if entry.kind == "planned":
        return lambda: orders.plan_node(bench, entry.thing_id, day)
    if entry.kind == "delivery" and is_movable(entry):
        return lambda: order_forms.set_field(bench, entry.order_id, "delivery_on", day.isoformat())
    if entry.kind in ("etd", "eta") and is_movable(entry):
        return lambda: _sail(bench, entry, day)
    raise RuleSaysNo("day-follows", "day", number=entry.number)


def _sail(bench: Bench, entry: Entry, day: date) -> None:
    shipments.set_field(bench, entry.order_id, entry.thing_id, entry.kind, day.isoformat())
