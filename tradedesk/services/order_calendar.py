"""The calendar of orders: planned and actual points, deliveries, money due, ETD and ETA, and days off on both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tradedesk.domain.calendar import is_weekend
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.money import Money
from tradedesk.ledger.queries import order_board as lists
from tradedesk.ledger.queries.order_filters import OrderQuery
from tradedesk.services import order_ahead, order_forms, orders, shipments
from tradedesk.services.bench import Bench
from tradedesk.services.order_ahead import Consequences

#: The kinds whose day the user decides by dragging; the others follow from events or terms.
MOVABLE = frozenset({"planned", "delivery", "etd", "eta"})


@dataclass(frozen=True)
class Entry:
    """One thing of one order on one day (own zone).

    ``kind``: planned, actual, delivery, due, etd or eta. ``code`` is the node's code, the instalment's label or the
    vessel; ``names`` the node's own name in English and Chinese. ``late`` is what lies behind and has not happened.
    """

    day: date
    kind: str
    code: str
    thing_id: int
    order_id: int
    number: str
    party: str
    country: str
    names: tuple[str, str]
    amount: Money | None
    late: bool
    reached: bool
    short: str = ""

    @property
    def movable(self) -> bool:
        """Whether its day can be moved."""
        return self.kind in MOVABLE and not self.reached


@dataclass(frozen=True)
class Span:
    """The entries of some days, as of the user's own day."""

    first: date
    last: date
    entries: tuple[Entry, ...]
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
    rows = lists.days(bench.ledger.read, query, first, last, today)
    return Span(first, last, tuple(_entry(row, today) for row in rows), today)


def _entry(row: lists.DayRow, today: date) -> Entry:
    day = date.fromisoformat(row.day)
    return Entry(
        day=day,
        kind=row.kind,
        code=row.code,
        thing_id=row.thing_id,
        order_id=row.order_id,
        number=row.number,
        party=row.party,
        country=row.country,
        names=(row.name_en, row.name_zh),
        amount=Money(row.minor, row.currency) if row.minor else None,
        late=day < today and not row.reached and row.kind in ("planned", "due"),
        reached=bool(row.reached),
        short=row.short,
    )


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
    if entry.kind == "delivery" and entry.movable:
        return lambda: order_forms.set_field(bench, entry.order_id, "delivery_on", day.isoformat())
    if entry.kind in ("etd", "eta") and entry.movable:
        return lambda: _sail(bench, entry, day)
    raise RuleSaysNo("day-follows", "day", number=entry.number)


def _sail(bench: Bench, entry: Entry, day: date) -> None:
    shipments.set_field(bench, entry.order_id, entry.thing_id, entry.kind, day.isoformat())
