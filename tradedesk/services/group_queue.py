"""A notice to many that waits (D6): each of its mails for the moment at which the most of its readers are at work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from tradedesk.domain import group_queueing
from tradedesk.domain.group_queueing import Crowd
from tradedesk.domain.queueing import Slot, Wait
from tradedesk.services import queue
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.domain.draft import Draft
    from tradedesk.domain.group_notice import Share
    from tradedesk.domain.reason import Reason
    from tradedesk.domain.window import Side


def slots_for(bench: Bench, mail: Sequence[Share]) -> tuple[Slot, ...]:
    """The moments that a mail to these may wait for, the best one first."""
    own, crowds = _sides(bench, mail)
    return group_queueing.slots(own, crowds, _readers(mail), bench.now()) if mail else ()


def own_moment(bench: Bench, mail: Sequence[Share], day: date, clock: time) -> Slot:
    """A moment of the user's own choice; the reason says how many are at work then. Raises as ``queue.own_moment``."""
    own, crowds = _sides(bench, mail)
    return group_queueing.own_slot(own, crowds, _readers(mail), day, clock, bench.now())


def standing(bench: Bench, draft: Draft, mail: Sequence[Share]) -> Wait | None:
    """How a notice stands now of which this mail goes out next; None when it does not wait."""
    if draft.queued_for is None:
        return None
    own, crowds = _sides(bench, mail)
    return group_queueing.wait(draft.queued_for, own, crowds, _readers(mail), bench.now())


def after_a_mail(
    bench: Bench, mail: Sequence[Share], queued_for: datetime, why: Reason | None
) -> tuple[datetime, Reason | None]:
    """What a notice waits for now that this mail is next: the same moment while its readers are at work, or theirs."""
    own, crowds = _sides(bench, mail)
    ahead = group_queueing.slots(own, crowds, _readers(mail), bench.now())
    best = ahead[0] if ahead else None
    if best is None or group_queueing.is_as_good(crowds, bench.now(), best):
        return queued_for, why
    return best.at, best.reason


def _sides(bench: Bench, mail: Sequence[Share]) -> tuple[Side, list[Crowd]]:
    """The user's own side, and the readers by country and zone; those of an unknown zone are in none."""
    places = Counter((share.country, share.zone) for share in mail)
    own, _ = queue.sides_of(bench, "", "")
    found = [(queue.sides_of(bench, *place)[1], count) for place, count in places.items()]
    return own, [Crowd(side, count) for side, count in found if side is not None]


def _readers(mail: Sequence[Share]) -> int:
    return len({share.party_id for share in mail})
