"""The moment for one mail to many readers (D6): they live in several places, so the most of them decide.

The mails of a notice go from east to west, each to readers whose days begin one after the other; each mail has a moment
of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from tradedesk.domain import queueing
from tradedesk.domain.group_notice import Share
from tradedesk.domain.queueing import Slot, SlotKind, Wait, WaitKind
from tradedesk.domain.reason import because
from tradedesk.domain.window import Interval, Side, overlap, work_intervals, zone_of, zone_or_none

#: How far ahead a moment is looked for.
_AHEAD = timedelta(days=14)
#: Hours shared for less than this are no time to be read in.
_SHORTEST = timedelta(minutes=15)
#: So large a part of the most that are ever at work together is waited for no longer.
_NEARLY_ALL = 0.9


class Crowd(NamedTuple):
    """The readers of a mail who work the same hours."""

    side: Side
    readers: int


class _Span(NamedTuple):
    """So many readers are at work from one moment (UTC) to another."""

    start: datetime
    end: datetime
    readers: int


def east_to_west(shares: Sequence[Share], now: datetime) -> list[Share]:
    """Those whose day begins first come first; those of an unknown zone last. Otherwise they stay in their order."""
    offsets: dict[str, float] = {}
    for zone in {share.zone for share in shares}:
        known = zone_or_none(zone)
        offset = now.astimezone(known).utcoffset() if known is not None else None
        offsets[zone] = -offset.total_seconds() if offset is not None else float("inf")
    return sorted(shares, key=lambda share: offsets[share.zone])


def slots(own: Side, crowds: Sequence[Crowd], readers: int, now: datetime) -> tuple[Slot, ...]:
    """The moments after ``now`` that a mail may wait for, the best one first; ``readers`` counts all, crowds or not.

    The best is the first at which nearly as many of them as ever are at work while we are; then the one with the most,
    and that of the next day. Where nobody shares our hours, theirs alone count; where no zone is known, our own.
    """
    if not crowds:
        return queueing.slots(own, None, now)
    ours = work_intervals(own.hours, now, now + _AHEAD, own.holidays, own.worked)
    spans = _spans(crowds, ours, now)
    kind = SlotKind.MOST
    if not spans:
        spans, kind = _spans(crowds, None, now), SlotKind.MOST_THEIRS
    found = [(at, _at_work(spans, at)) for at in sorted({span.start for span in spans if span.start > now})]
    most = max((count for _, count in found), default=0)
    enough = [(at, count) for at, count in found if count >= _NEARLY_ALL * most]
    zone = zone_of(own.hours.zone)
    wanted = [*enough[:1], *[each for each in found if each[1] == most][:1]]
    wanted += [each for each in enough if each[0].astimezone(zone).date() > enough[0][0].astimezone(zone).date()][:1]
    code = "queue-most-at-work" if kind is SlotKind.MOST else "queue-most-at-theirs"
    return tuple(
        Slot(kind, at, because(code, "D6", at=at.isoformat(timespec="minutes"), n=str(count), readers=str(readers)))
        for at, count in dict.fromkeys(wanted)
    )


def own_slot(own: Side, crowds: Sequence[Crowd], readers: int, day: date, clock: time, now: datetime) -> Slot:
    """The moment of a day and time on the own clock; the reason says how many are at work then. Raises as there."""
    slot = queueing.own_slot(own, None, day, clock, at_theirs=False, now=now)
    if not crowds:
        return slot
    facts = {"at": slot.at.isoformat(timespec="minutes"), "n": str(at_work(crowds, slot.at)), "readers": str(readers)}
    return slot._replace(reason=because("queue-own-time-most", "D6", **facts))


def wait(queued_for: datetime, own: Side, crowds: Sequence[Crowd], readers: int, now: datetime) -> Wait:
    """How a mail to many stands that waits; missed is one that nobody is at work for any more."""
    ahead = slots(own, crowds, readers, now)
    found = queueing.wait(queued_for, own, None, now)._replace(next=ahead[0] if ahead else None)
    missed = found.kind is WaitKind.LATE and crowds and not at_work(crowds, now)
    return found._replace(kind=WaitKind.CLOSED) if missed else found


def at_work(crowds: Sequence[Crowd], moment: datetime) -> int:
    """How many readers are at work at a moment, as far as their zones are known."""
    return _at_work(_spans(crowds, None, moment, timedelta(seconds=1)), moment)


def is_as_good(crowds: Sequence[Crowd], moment: datetime, slot: Slot) -> bool:
    """Whether nearly as many are at work at a moment as will be in a slot."""
    return at_work(crowds, moment) >= _NEARLY_ALL * int(slot.reason.fact("n") or 0)


def _spans(
    crowds: Sequence[Crowd], ours: Sequence[Interval] | None, now: datetime, ahead: timedelta = _AHEAD
) -> list[_Span]:
    """When each of them is at work, where ``ours`` is given only while we are."""
    found = []
    for side, readers in crowds:
        theirs = work_intervals(side.hours, now, now + ahead, side.holidays, side.worked)
        both = theirs if ours is None else [each for each in overlap(ours, theirs) if each[1] - each[0] >= _SHORTEST]
        found += [_Span(start, end, readers) for start, end in both]
    return found


def _at_work(spans: Sequence[_Span], moment: datetime) -> int:
    return sum(span.readers for span in spans if span.start <= moment < span.end)
