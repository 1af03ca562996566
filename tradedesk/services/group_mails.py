"""The mails that one notice to many customers goes out in: which is next, what the log keeps, what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from tradedesk.domain.draft import Draft
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.group_notice import Share, in_mails, once
from tradedesk.domain.group_queueing import east_to_west
from tradedesk.domain.ids import DraftId
from tradedesk.domain.message import Message, MessageState, Recipient
from tradedesk.ledger import drafts, messages
from tradedesk.ledger.queries import group_parties
from tradedesk.ledger.values import reason_text, utc, utc_text
from tradedesk.services import group_queue
from tradedesk.services.bench import Bench
from tradedesk.services.draft_request import request_of
from tradedesk.services.group_routing import Reached, mail_size, now_reached

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


@dataclass(frozen=True)
class GroupMail:
    """One mail of a notice: its place from 1, how many customers and addresses, and what became of it.

    ``message_id`` is its first entry in the log, None while it was not handed over; ``at`` is UTC.
    """

    number: int
    customers: int
    addresses: int
    state: MessageState | None = None
    message_id: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Mails:
    """The mails of a notice in order: those handed over, then those to come. ``next`` is the one to open now."""

    every: tuple[GroupMail, ...]
    next: tuple[Share, ...]


def mails_of(bench: Bench, draft: Draft, reached: Reached | None = None) -> Mails:
    """The mails of a notice: what was handed over, and the rest divided as the way into the mail program takes it.

    A mail of which the user said that it was not sent is to come again.
    """
    read = bench.ledger.read
    key = group_parties.key_of(read, draft.id)
    told = [each for each in group_parties.mails(read, key) if each.state is not MessageState.NOT_SENT]
    done = [
        GroupMail(place, each.customers, each.addresses, each.state, each.message_id, utc(each.at))
        for place, each in enumerate(told, 1)
    ]
    handed = group_parties.handed(read, key)
    left = east_to_west(_left((reached or now_reached(bench, draft)).shares, handed), bench.now())
    rest = in_mails(left, _size(bench, draft, left))
    to_come = [
        GroupMail(place, len({each.party_id for each in mail}), len(once(mail)))
        for place, mail in enumerate(rest, len(done) + 1)
    ]
    return Mails((*done, *to_come), rest[0] if rest else ())


def next_mail(bench: Bench, draft: Draft) -> Draft:
    """A notice as the mail that goes out next, To oneself and its readers in Bcc; any other draft as it is.

    Raises RuleSaysNo "already-handed-over" when all of its mails were.
    """
    if not draft.group_parties:
        return draft
    shares = mails_of(bench, draft).next
    if not shares:
        raise RuleSaysNo("already-handed-over", "draft")
    return as_mail(draft, shares)


def as_mail(draft: Draft, shares: Sequence[Share]) -> Draft:
    """A notice as the one mail to these."""
    seen = tuple(each for each in draft.recipients if each.role == "to")
    return replace(draft, recipients=(*seen, *once(shares)))


def entries(bench: Bench, draft: Draft, entry: Message) -> tuple[Message, ...]:
    """What the log keeps of a mail that is handed over: for a notice one entry a customer, all of one key (F3)."""
    if not draft.group_parties:
        return (entry,)
    read = bench.ledger.read
    key = group_parties.key_of(read, draft.id)
    number = len(group_parties.mails(read, key)) + 1
    key = key or f"{bench.stamp()}-{draft.id}"
    inside = {each.value.casefold() for each in draft.recipients if each.role == "bcc"}
    return tuple(
        replace(
            entry, party_id=share.party_id, group_key=f"{key}/{number}",
            recipients=tuple(Recipient("bcc", each.value, each.name, each.address_id) for each in share.recipients),
        )
        for share in _shares_within(bench, draft, inside)
    )  # fmt: skip


def of_the_same_mail(bench: Bench, entry: Message) -> tuple[Message, ...]:
    """The entries of a mail, this one first: what becomes of one becomes of all."""
    if not entry.group_key:
        return (entry,)
    read = bench.ledger.read
    others = (number for number in group_parties.same_mail(read, entry.group_key) if number != entry.id)
    return (entry, *(messages.message(read, number) for number in others))


def note_progress(writer: Writer, bench: Bench, draft_id: DraftId) -> None:
    """Put a notice among what was handed over once no mail is to come, or back among the open drafts.

    One that waited for its mail's moment waits for the next mail's now (D6).
    """
    draft = drafts.draft(writer, draft_id)
    following = mails_of(bench, draft).next
    if not following:
        writer.update("drafts", draft_id, drafts.handed_over(bench.stamp()))
        return
    writer.update("drafts", draft_id, {"handed_over_at": None})
    if draft.queued_for is not None:
        moment, why = group_queue.after_a_mail(bench, following, draft.queued_for, draft.queued_why)
        writer.update("drafts", draft_id, {"queued_for": utc_text(moment), "queued_why": reason_text(why)})


def note_answer(writer: Writer, bench: Bench, entry: Message) -> None:
    """A mail of a notice was answered: one that was not sent is to come again, so its draft is open again."""
    if not entry.group_key:
        return
    found = group_parties.draft_of(writer, entry.group_key)
    if found is not None:
        note_progress(writer, bench, found)


def _left(shares: Sequence[Share], handed: set[tuple[int, str]]) -> list[Share]:
    """Who has not got it yet."""
    if not handed:
        return list(shares)
    rest = (
        replace(share, recipients=tuple(each for each in share.recipients
                                        if (share.party_id, each.value.casefold()) not in handed))
        for share in shares
    )  # fmt: skip
    return [share for share in rest if share.recipients]


def _size(bench: Bench, draft: Draft, shares: Sequence[Share]) -> int:
    """How many hidden recipients fit into a mail: what the user chose, less where the program's way is too narrow."""
    from tradedesk.integrations.mail import programs

    size = mail_size(bench)
    preferred = str(bench.setting("mail_program") or "")
    while size > 1 and shares:
        request = request_of(as_mail(draft, in_mails(shares[:size], size)[0]))
        lost = programs.choose(request, bench.mail_programs, preferred).lost
        if not any(each.code == "mail-too-long" for each in lost):
            return size
        size //= 2
    return size


def _shares_within(bench: Bench, draft: Draft, inside: set[str]) -> list[Share]:
    """The customers of a mail by its addresses: whoever has one of them and has not got it yet."""
    read = bench.ledger.read
    whole = drafts.draft(read, draft.id)
    left = _left(now_reached(bench, whole).shares, group_parties.handed(read, group_parties.key_of(read, draft.id)))
    found = (replace(share, recipients=tuple(each for each in share.recipients if each.value.casefold() in inside))
             for share in left)  # fmt: skip
    return [share for share in found if share.recipients]
