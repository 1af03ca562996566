"""A draft that waits for its window (D6): until when, why, and what is to be said when that moment has come.

Nothing goes out from here: when the moment has come the user is told, and hands the draft over.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from tradedesk.domain import queueing
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.queueing import Slot, Wait, WaitKind
from tradedesk.domain.window import Side, default_hours, zone_or_none
from tradedesk.ledger.queries import queue as rows
from tradedesk.ledger.queries.queue import WaitingRow
from tradedesk.services.bench import Bench
from tradedesk.services.own_hours import own_hours

if TYPE_CHECKING:
    from tradedesk.domain.draft import Draft
    from tradedesk.domain.ids import DraftId
    from tradedesk.domain.reason import Reason

__all__ = [
    "Slot", "Wait", "WaitKind", "Waiting", "WaitingRow", "due_count", "go_on", "own_moment", "sides_of", "slots_for",
    "standing", "standings", "wait_for", "waiting",
]  # fmt: skip


class Waiting(NamedTuple):
    """The drafts that wait, as looked at ``moment`` (UTC)."""

    rows: tuple[WaitingRow, ...]
    moment: datetime


def waiting(bench: Bench) -> Waiting:
    """Every draft that waits, the earliest first; without a look at calendars."""
    return Waiting(tuple(rows.waiting(bench.ledger.read)), bench.now())


def due_count(bench: Bench) -> int:
    """How many drafts have waited for a moment that has come."""
    return rows.due_count(bench.ledger.read, bench.stamp())


def standings(bench: Bench) -> tuple[tuple[DraftId, Wait], ...]:
    """How each waiting draft stands now, by the clocks and calendars of both places as they are now."""
    return tuple((row.id, _stands(bench, row)) for row in waiting(bench).rows)


def standing(bench: Bench, draft: Draft) -> Wait | None:
    """How a draft stands now; None when it does not wait."""
    if draft.queued_for is None:
        return None
    own, theirs = sides_of(bench, *rows.place_of(bench.ledger.read, draft.id))
    found = queueing.wait(draft.queued_for, own, theirs, bench.now())
    return found._replace(next=_with_chinese(found.next)) if found.next is not None else found


def slots_for(bench: Bench, country: str, zone: str) -> tuple[Slot, ...]:
    """The moments that a message to a reader there may wait for, the best one first (D6)."""
    own, theirs = sides_of(bench, country, zone)
    return tuple(_with_chinese(each) for each in queueing.slots(own, theirs, bench.now()))


def own_moment(bench: Bench, draft_id: DraftId, day: date, clock: time, *, at_theirs: bool) -> Slot:
    """A moment of the user's own choice, on the own clock or the reader's; what the reader does then is its reason.

    Raises RuleSaysNo "queue-in-the-past" (field "time").
    """
    own, theirs = sides_of(bench, *rows.place_of(bench.ledger.read, draft_id))
    return queueing.own_slot(own, theirs, day, clock, at_theirs=at_theirs, now=bench.now())


def wait_for(bench: Bench, draft_id: DraftId, moment: datetime, why: Reason) -> None:
    """Let a draft wait for a moment (UTC).

    Raises RuleSaysNo: "queue-in-the-past" (field "time"), "already-handed-over"; NotThere.
    """
    from dataclasses import replace

    from tradedesk.ledger import drafts

    if moment <= bench.now():
        raise RuleSaysNo("queue-in-the-past", "time")
    if drafts.handed_over_as(bench.ledger.read, draft_id) is not None:
        raise RuleSaysNo("already-handed-over", "draft")
    draft = drafts.draft(bench.ledger.read, draft_id)
    with bench.ledger.write("draft-queued") as writer:
        drafts.save_draft(writer, replace(draft, queued_for=moment, queued_why=why), bench.stamp())


def go_on(bench: Bench, draft_id: DraftId) -> None:
    """Let a draft wait no longer: it stays an open draft."""
    from tradedesk.ledger import drafts

    if drafts.draft(bench.ledger.read, draft_id).queued_for is not None:
        with bench.ledger.write("draft-unqueued") as writer:
            writer.update("drafts", draft_id, {"queued_for": None, "queued_why": ""})


def sides_of(bench: Bench, country: str, zone: str) -> tuple[Side, Side | None]:
    """The user's own side and the reader's, with holidays and days worked instead; None without a known zone."""
    own = own_hours(bench)
    year = bench.today(own.zone).year
    mine = Side("own", own, bench.holidays(own.country, year), bench.worked_days(own.country, year))
    if zone_or_none(zone) is None:
        return mine, None
    hours = default_hours(country, zone)
    return mine, Side("party", hours, bench.holidays(country, year), bench.worked_days(country, year))


def _with_chinese(slot: Slot) -> Slot:
    """The slot whose reason names a holiday in both languages."""
    from tradedesk.domain.reason import because

    holiday = slot.reason.fact("holiday")
    if not holiday:
        return slot
    from tradedesk.integrations.calendars import chinese_name

    facts = {**dict(slot.reason.facts), "holiday_zh": chinese_name(holiday)}
    return slot._replace(reason=because(slot.reason.code, slot.reason.rule, **facts))


def _stands(bench: Bench, row: WaitingRow) -> Wait:
    own, theirs = sides_of(bench, row.country, row.zone)
    return queueing.wait(row.queued_for, own, theirs, bench.now())
