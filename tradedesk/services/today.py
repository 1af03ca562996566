"""What needs the user now: promises, hand-overs nobody answered for, who is at work, and closing the day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple

from tradedesk.domain.promise import in_order
from tradedesk.domain.promise_facts import Promise, Urgency
from tradedesk.domain.queueing import Wait
from tradedesk.domain.window import Hours, Ribbon, Side, day_bounds, default_hours, ribbon, zone_of, zone_or_none
from tradedesk.ledger.queries import log as log_lists
from tradedesk.ledger.queries import today as facts
from tradedesk.ledger.queries.log import LogRow
from tradedesk.ledger.queries.queue import WaitingRow
from tradedesk.services import queue
from tradedesk.services.bench import Bench
from tradedesk.services.owed import Owed
from tradedesk.services.own_hours import own_hours

__all__ = ["Agenda", "AtWork", "Closing", "LogRow", "Promise", "Urgency", "agenda", "at_work", "owed_on", "own_hours"]

#: How many customers the ribbon shows below the user's own line.
_RIBBON_ROWS = 5

#: How many hand-overs are asked about at once; the log has the others.
_ASKED = 3

_TELLING = frozenset({"write-update", "send-tracking", "notify"})


class Closing(NamedTuple):
    """One line of "close the day" (D5): a code and how many matters are still open; zero means done."""

    code: str
    open: int


class Agenda(NamedTuple):
    """Today at a glance, as reckoned at ``moment`` (UTC) for a day of the user's own ``zone``.

    ``unanswered`` are the hand-overs of which nobody said what became of them, interrupted ones first, of all
    ``unanswered_count``. ``is_fresh``: the ledger holds nobody to write to yet. ``with_holidays``: whether the user's
    public holidays were known when this was reckoned. ``waiting`` are the drafts that wait for their window (D6).
    """

    day: date
    moment: datetime
    zone: str
    promises: tuple[Promise, ...]
    closing: tuple[Closing, ...]
    unanswered: tuple[LogRow, ...]
    unanswered_count: int
    is_fresh: bool
    with_holidays: bool
    waiting: tuple[WaitingRow, ...] = ()

    @property
    def now(self) -> int:
        """How many promises are late or due within hours."""
        return self._count(Urgency.LATE, Urgency.SOON)

    @property
    def later_today(self) -> int:
        """How many promises are due later on this day."""
        return self._count(Urgency.TODAY)

    @property
    def coming(self) -> int:
        """How many promises fall due after today."""
        return self._count(Urgency.LATER)

    def _count(self, *urgencies: Urgency) -> int:
        return sum(1 for each in self.promises if each.urgency in urgencies)


class AtWork(NamedTuple):
    """The ribbon of 24 hours and the people on it: (key, name, city) by row, the user's own first.

    ``moment`` (UTC) is when it was looked at; times are read in the user's own ``zone``. ``waits`` is how each draft
    stands that waits for its window, by number.
    """

    ribbon: Ribbon
    people: tuple[tuple[str, str, str], ...]
    moment: datetime
    zone: str
    waits: tuple[tuple[int, Wait], ...] = ()


def agenda(bench: Bench) -> Agenda:
    """Reckon what is owed now (B3, D1-D4, F2, G2), most urgent first, and what is left to close the day (D5)."""
    read = bench.ledger.read
    own, moment = own_hours(bench), bench.now()
    day = moment.astimezone(zone_of(own.zone)).date()
    holidays, worked = _known_days(bench, own, day)
    promises = bench.kept(_owed).look(moment, own, holidays, worked)
    unanswered = log_lists.unanswered(read, _ASKED)
    count = facts.waiting_for_an_answer(read)
    closing = (
        Closing("inquiries-answered", sum(1 for each in promises if each.kind == "inquiry")),
        Closing("progress-told", sum(1 for each in promises if each.action in _TELLING and _is_of_today(each))),
        Closing("hand-overs-marked", count),
        Closing("points-confirmed", len(bench.kept(_owed).points)),
    )
    return Agenda(
        day=day,
        moment=moment,
        zone=own.zone,
        promises=tuple(in_order(promises)),
        closing=closing,
        unanswered=tuple(unanswered),
        unanswered_count=count,
        is_fresh=facts.is_fresh(read),
        with_holidays=holidays is not None,
        waiting=queue.waiting(bench).rows,
    )


def owed_on(bench: Bench, numbers: Collection[int]) -> dict[int, tuple[Promise, ...]]:
    """What is owed now on each of these orders (C2, D1-D4, G2), most urgent first; without those that owe nothing."""
    own, moment = own_hours(bench), bench.now()
    day = moment.astimezone(zone_of(own.zone)).date()
    found = bench.kept(_owed).on_orders(numbers, moment, own, *_known_days(bench, own, day))
    return {number: tuple(in_order(promises)) for number, promises in found.items()}


def _known_days(bench: Bench, own: Hours, day: date) -> tuple[Mapping[date, str] | None, Collection[date] | None]:
    """The own holidays as far as they are known, and the days worked in exchange: both come from one calendar."""
    holidays: Mapping[date, str] | None = bench.known_holidays(own.country, day.year)
    return holidays, None if holidays is None else bench.worked_days(own.country, day.year)


def at_work(bench: Bench) -> AtWork:
    """Who is at work now: the user and the customers with open matters, over the user's own day (D6)."""
    own = own_hours(bench)
    moment = bench.now()
    day = moment.astimezone(zone_of(own.zone)).date()
    own_side = Side("own", own, bench.holidays(own.country, day.year))
    people = [("own", "", bench.own_place()[1])]
    sides: list[Side] = []
    for number, name, city, country, zone in facts.busy_parties(bench.ledger.read, day, _RIBBON_ROWS):
        hours = default_hours(country, zone)
        if zone_or_none(zone) is not None:
            sides.append(Side(str(number), hours, bench.holidays(country, day.year)))
            people.append((str(number), name, city))
    shown = ribbon(own_side, sides, day_bounds(own.zone, day)[0], moment)
    return AtWork(shown, tuple(people), moment, own.zone, queue.standings(bench))


def _owed(bench: Bench) -> Owed:
    return Owed(bench.ledger)


def _is_of_today(promise: Promise) -> bool:
    """A notice of the coming days does not keep anybody from closing this one."""
    return promise.urgency is not Urgency.LATER
