"""The drafts whose moment has come (D6): how they stand now, and what their checks say now."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from tradedesk.domain import queueing
from tradedesk.domain.check import Weight
from tradedesk.domain.queueing import Wait
from tradedesk.ledger.queries import queue as rows
from tradedesk.ledger.queries.queue import WaitingRow
from tradedesk.services import queue
from tradedesk.services.bench import Bench

__all__ = ["Due", "WaitingRow", "due"]


class Due(NamedTuple):
    """A draft whose moment has come: how it stands now, what its checks say now, and whether the user may be called.

    ``must`` are the checks that stop it, ``look`` those that deserve a look.
    """

    row: WaitingRow
    wait: Wait
    must: int
    look: int
    may_remind: bool
    own_zone: str
    moment: datetime


def due(bench: Bench) -> tuple[Due, ...]:
    """The drafts whose moment has come, their checks run again now; the earliest first."""
    found = rows.due(bench.ledger.read, bench.stamp())
    return tuple(_due(bench, row) for row in found)


def _due(bench: Bench, row: WaitingRow) -> Due:
    # All that the checks need is loaded only when a draft's moment has come.
    from tradedesk.services import draft_view

    own, theirs = queue.sides_of(bench, row.country, row.zone)
    now = bench.now()
    weights = [each.weight for each in draft_view.view(bench, row.id).checks]
    return Due(
        row=row,
        wait=queueing.wait(row.queued_for, own, theirs, now),
        must=weights.count(Weight.MUST),
        look=weights.count(Weight.LOOK),
        may_remind=queueing.may_remind(row.queued_for, own, now),
        own_zone=own.hours.zone,
        moment=now,
    )
