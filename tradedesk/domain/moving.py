"""Moving one date of an order's plan: what moves with it and why, known before it is done (C2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.reason import Reason, because
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


class Move(NamedTuple):
    """One planned day that changes. ``reason`` is None for the one the user moved."""

    key: int
    before: date | None
    after: date
    reason: Reason | None = None


def move(links: Sequence[Link], weeks: Calendars, key: int, day: date) -> tuple[Move, ...]:
    """What moves when the point ``key`` is planned for ``day``: itself first, then the others in their order.

    Later points give way when they would come closer than their lead, and stay where they have slack; earlier ones are
    done sooner. A lead that was planned shorter than usual stays as it was planned. Nothing that happened moves.
    Raises RuleSaysNo (field "planned_on"): "plan-has-happened", "plan-before-happened".
    """
    moved = next(link for link in links if link.key == key)
    if moved.actual is not None:
        raise RuleSaysNo("plan-has-happened", "planned_on", day=moved.actual.isoformat())
    open_ = open_links(links)
    base = base_of(links)
    if moved not in open_:
        # Overtaken: others have happened after it, so nothing hangs on its day.
        return (Move(key, moved.planned, day),)
    if base is not None and day < base:
        raise RuleSaysNo("plan-before-happened", "planned_on", day=base.isoformat())
    at = list(open_).index(moved)
    before = _sooner(open_[: at + 1], weeks, day, base)
    after = _later(open_[at:], weeks, day)
    own = (Move(key, moved.planned, day),) if moved.planned != day else ()
    return (*own, *before, *after)


def _later(chain: Sequence[Link], weeks: Calendars, day: date) -> list[Move]:
    """The points behind the moved one (the first of the chain)."""
    found: list[Move] = []
    ahead = chain[0].planned
    for link in chain[1:]:
        if link.planned is None:
            continue
        fixed = agreed(link, ahead, weeks)
        soonest = earliest(fixed, day, weeks)
        ahead = link.planned
        day = link.planned
        if soonest > link.planned:
            day = soonest
            why = because("moves-after", "C2", days=str(fixed.lead.days), counted=str(fixed.lead.kind))
            found.append(Move(link.key, link.planned, day, why))
    return found


def _sooner(chain: Sequence[Link], weeks: Calendars, day: date, base: date | None) -> list[Move]:
    """The points ahead of the moved one (the last of the chain), the earliest first."""
    found: list[Move] = []
    for at in range(len(chain) - 1, 0, -1):
        link, other = chain[at], chain[at - 1]
        if other.planned is None:
            break
        fixed = agreed(link, other.planned, weeks)
        last = by_then(other, latest(fixed, day, weeks), weeks)
        if last >= other.planned:
            break
        code = "moves-before"
        if base is not None and last < base:
            last, code = min(settled(other, base, weeks), day), "moves-squeezed"
            if last >= other.planned:
                break
        why = because(code, "C2", days=str(fixed.lead.days), counted=str(fixed.lead.kind))
        found.append(Move(other.key, other.planned, last, why))
        day = last
    return found[::-1]
