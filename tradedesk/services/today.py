"""What needs the user now: promises, who is at work, and closing the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tradedesk.domain.promise import in_order, promises_for_log, promises_for_orders
from tradedesk.domain.promise_facts import Promise, PromiseTerms, Urgency
from tradedesk.domain.window import Hours, Ribbon, Side, day_bounds, default_hours, ribbon
from tradedesk.ledger.queries import today as facts
from tradedesk.services.bench import Bench

#: What happened longer ago than this owes nobody anything any more.
_MEMORY = timedelta(days=365)

#: How many customers the ribbon shows below the user's own line.
_RIBBON_ROWS = 5


@dataclass(frozen=True)
class Closing:
    """One line of "close the day" (D5): a code and how many matters are still open; zero means done."""

    code: str
    open: int


@dataclass(frozen=True)
class Agenda:
    """Today at a glance. ``with_holidays``: whether the user's public holidays were known when it was reckoned."""

    day: date
    promises: tuple[Promise, ...]
    closing: tuple[Closing, ...]
    with_holidays: bool

    @property
    def now(self) -> int:
        """How many promises are late, due within hours, or due today."""
        return sum(1 for each in self.promises if each.urgency is not Urgency.LATER)

    @property
    def later(self) -> int:
        """How many promises come up within the next days."""
        return len(self.promises) - self.now


@dataclass(frozen=True)
class AtWork:
    """The ribbon of 24 hours and the people on it: (key, name, city) by row, the user's own first."""

    ribbon: Ribbon
    people: tuple[tuple[str, str, str], ...]


def agenda(bench: Bench) -> Agenda:
    """Reckon what is owed now (D1-D4, F2, G2), most urgent first, and what is left to close the day (D5)."""
    read = bench.ledger.read
    own = own_hours(bench)
    day = bench.today(own.zone)
    holidays: Mapping[date, str] | None = bench.known_holidays(own.country, day.year)
    terms = PromiseTerms(not_before=day - _MEMORY)
    rows = facts.order_facts(read, day - _MEMORY, day)
    points = facts.point_facts(read)
    promises = promises_for_orders(rows, terms, bench.now(), own, holidays=holidays or {})
    promises += promises_for_log((), points, terms, bench.now(), own)
    updates = sum(1 for each in promises if each.action in ("write-update", "send-tracking", "notify"))
    closing = (
        Closing("inquiries-answered", sum(1 for each in promises if each.kind == "inquiry")),
        Closing("progress-told", updates),
        Closing("hand-overs-marked", facts.waiting_for_an_answer(read)),
        Closing("points-confirmed", len(points)),
    )
    return Agenda(day, tuple(in_order(promises)), closing, holidays is not None)


def at_work(bench: Bench) -> AtWork:
    """Who is at work now: the user and the customers with open matters, over the user's own day (D6)."""
    own = own_hours(bench)
    now = bench.now()
    day = bench.today(own.zone)
    mine = bench.own()
    own_side = Side("own", own, bench.holidays(own.country, day.year))
    people = [("own", "", mine.city if mine else "")]
    sides: list[Side] = []
    for number, name, city, country, zone in facts.busy_parties(bench.ledger.read, _RIBBON_ROWS):
        hours = default_hours(country, zone)
        sides.append(Side(str(number), hours, bench.holidays(country, day.year)))
        people.append((str(number), name, city))
    return AtWork(ribbon(own_side, sides, day_bounds(own.zone, day)[0], now), tuple(people))


def own_hours(bench: Bench) -> Hours:
    """The user's own working hours: the usual ones of the own company's country and zone."""
    own = bench.own()
    country = own.country if own and own.country else "CN"
    return default_hours(country, own.zone if own and own.zone else bench.own_zone())
