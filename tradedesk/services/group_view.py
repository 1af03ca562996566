"""A notice to many customers with what its page shows: who is reached and who is not, its mails, what to mind (A6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from tradedesk.domain import group_notice
from tradedesk.domain.check import Check, Weight
from tradedesk.domain.draft import Draft, DraftRecipient
from tradedesk.domain.feasts import feast_checks_of_many
from tradedesk.domain.group_notice import Reader, once
from tradedesk.domain.ids import DraftId, PartyId
from tradedesk.domain.queueing import Slot, Wait
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.sentences import own_text, paragraphs
from tradedesk.ledger import drafts
from tradedesk.ledger.queries import group_parties
from tradedesk.services import group_mails, group_queue, group_routing
from tradedesk.services.bench import Bench
from tradedesk.services.group_mails import GroupMail
from tradedesk.services.group_routing import LeftOut

if TYPE_CHECKING:
    from tradedesk.services.group_mails import Mails
    from tradedesk.services.group_routing import Reached

#: Checks that speak of one reader; of many something else is said.
_OF_ONE = frozenset({"formal-to-company-mailbox", "recipients-by-purpose", "no-recipient"})


@dataclass(frozen=True)
class GroupMember:
    """A customer that a notice reaches, with its addresses and why each."""

    party_id: PartyId
    name: str
    recipients: tuple[DraftRecipient, ...]


@dataclass(frozen=True)
class GroupState:
    """What the page of a notice shows beside its text. ``addresses`` counts different ones.

    ``own_address`` is one's own in To, empty while none is set. ``mails`` are all it goes out in, ``size`` the most
    hidden recipients of one. ``differs`` are facts still to fill that each customer would read differently.
    """

    own_address: str
    members: tuple[GroupMember, ...]
    left_out: tuple[LeftOut, ...]
    addresses: int
    mails: tuple[GroupMail, ...]
    size: int
    differs: tuple[str, ...]

    @property
    def to_come(self) -> GroupMail | None:
        """The mail that is opened next; None when all were."""
        return next((each for each in self.mails if each.state is None), None)


@dataclass(frozen=True)
class GroupSeen:
    """A notice as it stands: its state, the mail that goes out next, and what is said of all its readers.

    ``slots`` are the moments that the mail may wait for, ``wait`` is how it stands when it waits for one (D6).
    """

    state: GroupState
    mail: Draft
    notes: tuple[Reason, ...]
    slots: tuple[Slot, ...]
    wait: Wait | None


def seen(bench: Bench, draft: Draft) -> GroupSeen:
    """Read a notice with all its customers."""
    reached = group_routing.now_reached(bench, draft)
    mails = group_mails.mails_of(bench, draft, reached)
    return GroupSeen(
        _state(bench, draft, reached, mails),
        group_mails.as_mail(draft, mails.next),
        _advice(bench, draft, reached) if mails.next else (),
        group_queue.slots_for(bench, mails.next),
        group_queue.standing(bench, draft, mails.next),
    )


def own_moment(bench: Bench, draft_id: DraftId, day: date, clock: time) -> Slot:
    """A moment of the user's own choice for the next mail of a notice, on the own clock.

    Raises RuleSaysNo "queue-in-the-past" (field "time").
    """
    draft = drafts.draft(bench.ledger.read, draft_id)
    return group_queue.own_moment(bench, group_mails.mails_of(bench, draft).next, day, clock)


def checks(found: GroupSeen, of_the_mail: Sequence[Check]) -> tuple[Check, ...]:
    """The checks of a notice: those of its next mail, but for what speaks of one reader, and what concerns them all."""
    state = found.state
    must = []
    if not state.own_address and state.members:
        must.append(Check(Weight.MUST, because("own-address-missing", "A6"), waivable=True))
    if not state.members:
        must.append(Check(Weight.MUST, because("group-reaches-nobody", "A6")))
    if state.differs:
        must.append(Check(Weight.MUST, because("group-differs", "A6", n=str(len(state.differs)))))
    look = [Check(Weight.LOOK, note) for note in found.notes]
    fine = []
    if state.members:
        facts = {"customers": str(len(state.members)), "addresses": str(state.addresses)}
        fine.append(Check(Weight.FINE, because("group-hidden-from-one-another", "A6", **facts)))
    rest = [each for each in of_the_mail if each.reason.code not in _OF_ONE]
    by_weight = {Weight.MUST: must, Weight.LOOK: look, Weight.FINE: fine}
    return tuple(each for weight, own in by_weight.items() for each in (*own, *(c for c in rest if c.weight is weight)))


def feasts_of(bench: Bench, draft: Draft, found: GroupSeen) -> list[Check]:
    """What is said of a feast that a notice wishes joy at, and that not all of its customers keep (E2)."""
    known = group_parties.names(bench.ledger.read, [each.party_id for each in found.state.members])
    texts = [draft.subject, *paragraphs(own_text(draft.body))]
    return feast_checks_of_many(texts, [each.country for each in known])


def _state(bench: Bench, draft: Draft, reached: Reached, mails: Mails) -> GroupState:
    names = {each.number: each.name for each in group_parties.names(bench.ledger.read, draft.group_parties)}
    return GroupState(
        own_address=next((each.value for each in draft.recipients if each.role == "to"), ""),
        members=tuple(
            GroupMember(each.party_id, names.get(each.party_id, ""), each.recipients) for each in reached.shares
        ),
        left_out=reached.left_out,
        addresses=len(once(reached.shares)),
        mails=mails.every,
        size=group_routing.mail_size(bench),
        differs=group_notice.differs_by_customer(draft.subject, draft.body),
    )


def _advice(bench: Bench, draft: Draft, reached: Reached) -> tuple[Reason, ...]:
    today = bench.today()
    known = group_parties.names(bench.ledger.read, [each.party_id for each in reached.shares])
    readers = [Reader(each.country, each.languages) for each in known]
    lands = sorted({each.country for each in readers} - {""})
    days = {country: bench.holidays(country, today.year) for country in lands}
    holidays = {country: found[today] for country, found in days.items() if today in found}
    found = [_with_chinese_names(each) for each in group_notice.advice(readers, today, draft.language, holidays)]
    unsure = sum(1 for share in reached.shares for each in share.recipients
                 if any(reason.code == "department-unchecked" for reason in each.reasons))  # fmt: skip
    if unsure:
        found.append(because("group-unchecked", "B5", n=str(unsure)))
    if reached.left_out:
        found.append(because("group-left-out", "A6", n=str(len(reached.left_out))))
    return tuple(found)


def _with_chinese_names(reason: Reason) -> Reason:
    """Holidays carry their Chinese names too."""
    holidays = reason.fact("holiday")
    if not holidays:
        return reason
    from tradedesk.integrations.calendars import chinese_name

    chinese = ", ".join(chinese_name(each) for each in holidays.split(", "))
    return because(reason.code, reason.rule, **{**dict(reason.facts), "holiday_zh": chinese})
