"""When a customer will order again: by the rhythm agreed, or by the orders really made (C6, G1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tradedesk.domain.party import ReorderBy
from tradedesk.domain.reason import Reason, because

#: Two orders have one distance, which may be chance; from three on there is a rhythm.
LEAST_ORDERS = 3


@dataclass(frozen=True)
class Reorder:
    """The next order expected: the day, or None where nothing tells it, and the sentence that says why."""

    on: date | None
    reason: Reason

    def is_due(self, today: date) -> bool:
        """Whether it is time to ask; ``today`` is the user's own day."""
        return self.on is not None and self.on <= today


def usual_gap(ordered: Iterable[date]) -> int | None:
    """The median number of days between two orders, rounded down; None with fewer than three days of orders.

    Several orders of one day are one purchase.
    """
    days = sorted(set(ordered))
    if len(days) < LEAST_ORDERS:
        return None
    gaps = sorted((later - earlier).days for earlier, later in pairwise(days))
    return (gaps[(len(gaps) - 1) // 2] + gaps[len(gaps) // 2]) // 2


def next_reorder(trusted: ReorderBy, cycle_days: int | None, ordered: Sequence[date]) -> Reorder:
    """When the next order is expected, and why; ``ordered`` are the days of the orders made, without cancelled ones.

    The cycle counts from the last order. With ``EITHER`` a cycle that was filled in wins over what the orders show.
    """
    last = max(ordered, default=None)
    if last is None:
        return Reorder(None, because("reorder-no-order", "G1"))
    if trusted is not ReorderBy.ORDERS and cycle_days:
        on = _after(last, cycle_days)
        return Reorder(on, because("reorder-cycle", "G1", last=last.isoformat(), days=str(cycle_days), on=_told(on)))
    if trusted is ReorderBy.CYCLE:
        return Reorder(None, because("reorder-no-cycle", "G1"))
    gap, count = usual_gap(ordered), len(set(ordered))
    if gap is None:
        return Reorder(None, because("reorder-few-orders", "G1", count=str(count), least=str(LEAST_ORDERS)))
    on = _after(last, gap)
    facts = {"last": last.isoformat(), "days": str(gap), "count": str(count), "on": _told(on)}
    return Reorder(on, because("reorder-orders", "G1", **facts))


def _after(day: date, days: int) -> date | None:
    """So many days later; None beyond the end of the calendar."""
    return day + timedelta(days=days) if days <= (date.max - day).days else None


def _told(day: date | None) -> str:
    return day.isoformat() if day is not None else "—"
