"""Waiting for the window (D6): the moments a message may wait for, and how one stands that waits.

Moments are UTC and aware; both places are asked again each time, so that a clock that was set, a night asleep, another
zone or a holiday learnt since change nothing but the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from tradedesk.domain.culture import ramadan_advice
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.window import (
    Interval,
    Side,
    WindowKind,
    overlap,
    state,
    utc_of,
    work_intervals,
    zone_of,
)

#: How far ahead shared hours are looked for, and further when somebody's holidays fill that time.
_AHEAD = (timedelta(days=14), timedelta(days=45))
#: A shared time shorter than this is no time to be read in.
_SHORTEST = timedelta(minutes=15)
#: An opening of theirs is worth naming beside the shared time when it comes this much earlier.
_MUCH_EARLIER = timedelta(hours=1)
#: How far ahead a holiday is worth waiting out.
_HOLIDAYS_AHEAD = 10
#: So long after the moment it is still the moment.
_PUNCTUAL = timedelta(minutes=10)


class SlotKind(StrEnum):
    """What makes a moment a good one: both sides at work, their opening alone, ours alone, or the user's word.

    Of many readers: the most of them are at work, while we are (MOST) or not (MOST_THEIRS).
    """

    BOTH = "both"
    THEIRS = "theirs"
    OURS = "ours"
    AFTER_HOLIDAY = "after-holiday"
    AFTER_RAMADAN = "after-ramadan"
    OWN_TIME = "own-time"
    MOST = "most"
    MOST_THEIRS = "most-theirs"


class Slot(NamedTuple):
    """A moment (UTC) that a message may wait for, and why."""

    kind: SlotKind
    at: datetime
    reason: Reason


class WaitKind(StrEnum):
    """How a waiting message stands.

    WAITS: its moment lies ahead. NOW: it has come. LATE: it has passed and the reader is still at work.
    CLOSED: it has passed and the reader is not at work.
    """

    WAITS = "waits"
    NOW = "now"
    LATE = "late"
    CLOSED = "closed"


class Wait(NamedTuple):
    """How a waiting message stands at a moment.

    ``until`` is when the reader's office closes, where it is open and known; ``next`` the next good moment after the
    present one. ``off``: the reader will not be at work then, by what is known now (say, their zone was corrected).
    All UTC.
    """

    kind: WaitKind
    queued_for: datetime
    until: datetime | None
    next: Slot | None
    off: bool = False


def slots(own: Side, theirs: Side | None, now: datetime) -> tuple[Slot, ...]:
    """The moments after ``now`` that a message may wait for, the best one first (D6); empty when there is none.

    The best is the next time at which both sides are at work; without shared hours, the reader's opening; without a
    known zone of the reader, our own. Then: an opening of theirs that comes much earlier, the next day's time, the
    first one after a holiday of theirs that lies near, and the first one after Ramadan (E2).
    """
    if theirs is None:
        ours = _openings(_worked(own, now, _AHEAD[0]), now)
        return (Slot(SlotKind.OURS, ours[0], because("queue-zone-unknown", "D6", at=_iso(ours[0]))),) if ours else ()
    shared = _shared(own, theirs, now)
    openings = _openings(_worked(theirs, now, _AHEAD[1]), now)
    found: list[Slot] = []
    if shared:
        found.append(_both(shared[0], theirs))
        if openings and openings[0] < shared[0][0] - _MUCH_EARLIER:
            found.append(_theirs(openings[0], theirs, "queue-their-opening"))
        found += [_both(each, theirs) for each in _later_day(shared, theirs)]
    else:
        found += [_theirs(each, theirs, "queue-no-shared-hours") for each in _first_and_later(openings, theirs)]
    starts = [start for start, _ in shared] or openings
    found += _after_holiday(starts, theirs, now)
    found += _after_ramadan(own, theirs, now)
    return _each_once(found)


def own_slot(own: Side, theirs: Side | None, day: date, clock: time, *, at_theirs: bool, now: datetime) -> Slot:
    """The moment of a day and time that the user names, on the own clock or on the reader's.

    The reason says what the reader does then. Raises RuleSaysNo: "queue-in-the-past" (field "time"), and as
    ``zone_of``. A time that the clock jumps over is the moment of the jump.
    """
    place = theirs if at_theirs and theirs is not None else own
    moment = utc_of(day, clock, zone_of(place.hours.zone))
    if moment <= now:
        raise RuleSaysNo("queue-in-the-past", "time")
    if theirs is None:
        return Slot(SlotKind.OWN_TIME, moment, because("queue-own-time", "D6", at=_iso(moment)))
    code = "queue-own-time-open" if _at_work(theirs, moment) else "queue-own-time-closed"
    return Slot(SlotKind.OWN_TIME, moment, because(code, "D6", at=_iso(moment), local=_local(moment, theirs)))


def wait(queued_for: datetime, own: Side, theirs: Side | None, now: datetime) -> Wait:
    """How a message stands that waits for ``queued_for`` (UTC): not yet, now, or missed, and what comes next."""
    ahead = slots(own, theirs, now)
    following = ahead[0] if ahead else None
    off = theirs is not None and not _at_work(theirs, queued_for)
    if now < queued_for:
        return Wait(WaitKind.WAITS, queued_for, None, following, off)
    if theirs is None:
        punctual = now - queued_for <= _PUNCTUAL
        return Wait(WaitKind.NOW if punctual else WaitKind.LATE, queued_for, None, following)
    there = state(theirs.hours, now, theirs.holidays, theirs.worked)
    if now - queued_for <= _PUNCTUAL:
        return Wait(WaitKind.NOW, queued_for, there.until, following, off)
    kind = WaitKind.LATE if there.kind is WindowKind.WORKING else WaitKind.CLOSED
    return Wait(kind, queued_for, there.until, following, off)


def may_remind(queued_for: datetime, own: Side, now: datetime) -> bool:
    """Whether the user may be called now: at work, or at a moment chosen outside of the own hours."""
    if _at_work(own, now):
        return True
    return not _at_work(own, queued_for) and timedelta() <= now - queued_for <= _PUNCTUAL


def _at_work(side: Side, moment: datetime) -> bool:
    return state(side.hours, moment, side.holidays, side.worked).kind is WindowKind.WORKING


def _worked(side: Side, now: datetime, ahead: timedelta) -> tuple[Interval, ...]:
    return work_intervals(side.hours, now, now + ahead, side.holidays, side.worked)


def _shared(own: Side, theirs: Side, now: datetime) -> list[Interval]:
    """The times ahead at which both are at work; the one that is running now has begun already and is not ahead."""
    for ahead in _AHEAD:
        both = overlap(_worked(own, now, ahead), _worked(theirs, now, ahead))
        found = [each for each in both if each[0] > now and each[1] - each[0] >= _SHORTEST]
        if found:
            return found
    return []


def _openings(worked: Sequence[Interval], now: datetime) -> list[datetime]:
    return [start for start, _ in worked if start > now]


def _day_there(moment: datetime, side: Side) -> date:
    return moment.astimezone(zone_of(side.hours.zone)).date()


def _later_day(shared: Sequence[Interval], theirs: Side) -> list[Interval]:
    first = _day_there(shared[0][0], theirs)
    return [each for each in shared if _day_there(each[0], theirs) > first][:1]


def _first_and_later(openings: Sequence[datetime], theirs: Side) -> list[datetime]:
    if not openings:
        return []
    first = _day_there(openings[0], theirs)
    return [openings[0], *[each for each in openings if _day_there(each, theirs) > first][:1]]


def _both(shared: Interval, theirs: Side) -> Slot:
    start, end = shared
    facts = {"at": _iso(start), "local": _local(start, theirs), "until": _iso(end)}
    return Slot(SlotKind.BOTH, start, because("queue-both-at-work", "D6", **facts))


def _theirs(moment: datetime, theirs: Side, code: str) -> Slot:
    return Slot(SlotKind.THEIRS, moment, because(code, "D6", at=_iso(moment), local=_local(moment, theirs)))


def _after_holiday(starts: Sequence[datetime], theirs: Side, now: datetime) -> list[Slot]:
    """The first good moment after the public holiday there that is near, or that is today."""
    here = _day_there(now, theirs)
    near = [here + timedelta(days=n) for n in range(_HOLIDAYS_AHEAD)]
    off = [day for day in near if day in theirs.holidays and day not in theirs.worked]
    if not off:
        return []
    last = off[0]
    while last + timedelta(days=1) in theirs.holidays:
        last += timedelta(days=1)
    after = next((each for each in starts if _day_there(each, theirs) > last), None)
    if after is None:
        return []
    facts = {"at": _iso(after), "local": _local(after, theirs), "holiday": theirs.holidays[off[0]]}
    return [Slot(SlotKind.AFTER_HOLIDAY, after, because("queue-after-holiday", "D6", **facts))]


def _after_ramadan(own: Side, theirs: Side, now: datetime) -> list[Slot]:
    """The first good moment after the feast that ends Ramadan, about (E2)."""
    advice = ramadan_advice(theirs.hours.country, _day_there(now, theirs))
    if advice is None or advice.code == "ramadan-soon":
        return []
    eid = date.fromisoformat(advice.fact("eid"))
    start = utc_of(eid + timedelta(days=1), time(), zone_of(theirs.hours.zone))
    shared = _shared(own, theirs, start)
    openings = _openings(_worked(theirs, start, _AHEAD[1]), start)
    moment = shared[0][0] if shared else openings[0] if openings else None
    if moment is None:
        return []
    facts = {"at": _iso(moment), "local": _local(moment, theirs), "eid": eid.isoformat()}
    return [Slot(SlotKind.AFTER_RAMADAN, moment, because("queue-after-ramadan", "E2", **facts))]


def _each_once(found: Sequence[Slot]) -> tuple[Slot, ...]:
    """Each moment once. Where the best one is the first after a holiday, that is its reason."""
    named = {each.at: each for each in found if each.kind in (SlotKind.AFTER_HOLIDAY, SlotKind.AFTER_RAMADAN)}
    return tuple({each.at: named.get(each.at, each) for each in found}.values())


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _local(moment: datetime, side: Side) -> str:
    return moment.astimezone(zone_of(side.hours.zone)).isoformat(timespec="minutes")
