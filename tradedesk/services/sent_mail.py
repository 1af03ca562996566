"""Afterwards: sent mails are looked for, compared with what was handed over, and close their entries (F3).

A look has three parts, so that nobody waits for a disk or a server: ``question`` and ``settle`` need the ledger,
``search`` between them does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tradedesk.domain import sent_finding
from tradedesk.domain.errors import NotThere, RuleSaysNo, TradeError
from tradedesk.domain.ids import MessageId
from tradedesk.domain.message import Message, MessageState
from tradedesk.domain.reason import Reason
from tradedesk.domain.sent_difference import compare
from tradedesk.domain.sent_mail import (
    Candidate,
    Compared,
    Handed,
    Likeness,
    MailStore,
    SentAs,
    Verdict,
    same_address,
)
from tradedesk.ledger import drafts, messages
from tradedesk.ledger import sent_mail as rows
from tradedesk.ledger.values import utc_text
from tradedesk.services import group_mails, log, mail_stores
from tradedesk.services.bench import Bench
from tradedesk.services.group_routing import own_address
from tradedesk.services.stopping import new_stop

if TYPE_CHECKING:
    from tradedesk.integrations.mail.sent_reading import Head
    from tradedesk.integrations.mail.stores.store import Seen
    from tradedesk.integrations.stopping import Stop
    from tradedesk.ledger.writer import Writer

__all__ = [
    "BY_HAND", "Compared", "Looked", "MailStore", "Outcome", "Question", "SentAs", "compared_of", "look",
    "question", "question_of", "refuse", "search", "search_given", "settle", "take",
]  # fmt: skip

#: The kind of place of a mail that the user gave by hand.
BY_HAND = "given"
#: Hand-overs that are looked for at once, the newest ones.
_MOST = 200
_OPEN = (MessageState.HANDED_OVER, MessageState.HANDING_OVER)
_SHOWN_PEOPLE = 8


@dataclass(frozen=True)
class Question:
    """What is looked for, and where. ``since`` (UTC): nothing was handed over before. ``thorough``: what an earlier
    look has seen is looked at again. ``of_one``: the user gives the mail of this one hand-over.
    """

    handed: tuple[Handed, ...]
    taken: frozenset[str]
    since: datetime
    stores: tuple[MailStore, ...]
    thorough: bool
    of_one: bool = False


@dataclass(frozen=True)
class Looked:
    """What a look brought: of each hand-over what is known now, each store as it is after it, and where each mail lies
    (by its key: the kind of the store and the folder). ``named``: how many places there are.
    """

    verdicts: tuple[Verdict, ...]
    stores: tuple[MailStore, ...] = ()
    places: tuple[tuple[str, str, str], ...] = ()
    looked_at: int = 0
    broken: int = 0
    named: int = 0


@dataclass(frozen=True)
class Outcome:
    """How many hand-overs were found as they were handed over or changed, how many are asked about, how many are still
    open; how many mails were looked at and how many are broken; how many stores there are and which could not be
    read.
    """

    sent: int = 0
    changed: int = 0
    asked: int = 0
    still_open: int = 0
    looked_at: int = 0
    broken: int = 0
    stores: int = 0
    troubles: tuple[MailStore, ...] = ()
    entries: tuple[MessageId, ...] = ()


def look(bench: Bench) -> Outcome:
    """All three parts one after another: for who may wait."""
    return settle(bench, search(question(bench), new_stop()))


def question(bench: Bench, *, by_itself: bool = False) -> Question:
    """What is open, and where to look. ``by_itself``: only in the places that are watched, and only what is new."""
    read = bench.ledger.read
    handed = _handed(bench, rows.open_hand_overs(read, _MOST))
    stores = tuple(each for each in rows.stores(read) if each.watched or not by_itself)
    return _question(bench, handed, stores, thorough=not by_itself)


def question_of(bench: Bench, message_id: MessageId | None) -> Question:
    """What is looked for in mails given by hand: one hand-over, or with None all that are open.

    Raises NotThere; RuleSaysNo when the entry is not open.
    """
    if message_id is None:
        return replace(question(bench), stores=())
    entry = messages.message(bench.ledger.read, message_id)
    if entry.state not in _OPEN:
        raise RuleSaysNo("sent-mail-answered", "message")
    handed = tuple(replace(each, refused=frozenset()) for each in _handed(bench, (entry,)))
    asked = _question(bench, handed, (), thorough=True)
    return replace(asked, of_one=True)


def _question(bench: Bench, handed: tuple[Handed, ...], stores: tuple[MailStore, ...], *, thorough: bool) -> Question:
    since = min((each.at for each in handed), default=bench.now()) - sent_finding.CLOCKS_DIFFER
    return Question(handed, rows.taken(bench.ledger.read, since), since, stores, thorough)


def _handed(bench: Bench, entries: Sequence[Message]) -> tuple[Handed, ...]:
    """The entries of a notice to many have their readers in common; they are read once."""
    groups = {each.group_key for each in entries}
    others = {group: _readers_of(bench, group) if group else frozenset() for group in groups}
    return tuple(_handed_one(each, others[each.group_key]) for each in entries)


def _readers_of(bench: Bench, group: str) -> frozenset[str]:
    # A notice goes To oneself.
    values = rows.addresses_of_group(bench.ledger.read, group) | {own_address(bench)}
    return frozenset(same_address(each) for each in values)


def _handed_one(entry: Message, others: frozenset[str]) -> Handed:
    return Handed(
        id=entry.id,
        at=entry.at,
        subject=entry.subject,
        text=entry.body,
        people=entry.recipients,
        files=entry.attachments,
        group=entry.group_key,
        others=others,
        refused=frozenset(rows.compared_of(entry.compared).refused),
    )


# -- looking, without the ledger ---------------------------------------------------------------------------------------


def search(asked: Question, stop: Stop) -> Looked:
    """Look into every store; one that cannot be read does not keep the others from being looked into.

    Raises NeighbourFailed look-stopped when somebody stopped it: then nothing is changed.
    """
    seen: list[tuple[MailStore, Seen]] = []
    after: list[MailStore] = []
    if asked.handed:
        for each in asked.stores:
            state, part = _look_into(each, asked, stop)
            after.append(state)
            if part is not None:
                seen.append((each, part))
    return _decided(asked, [(each.kind, part) for each, part in seen], tuple(after))


def search_given(asked: Question, paths: Sequence[Path], stop: Stop) -> Looked:
    """Compare mails that the user gave by hand; for one hand-over even a mail that is quite unlike is asked about.

    Raises RuleSaysNo (field "file") for what is no mail, NeighbourFailed.
    """
    from tradedesk.integrations.mail.stores import given

    part = given.look(paths, asked.since, lambda _head: True, stop)
    found = _decided(asked, [(BY_HAND, part)], ())
    if asked.of_one and part.mails and not (found.verdicts[0].found or found.verdicts[0].perhaps):
        one = asked.handed[0]
        mails = [each.mail for each in part.mails if each.mail.key not in asked.taken][: sent_finding.MOST_CANDIDATES]
        unlike = tuple(Candidate(each, Likeness(0.0, False, ()), compare(one, each)) for each in mails)
        return replace(found, verdicts=(Verdict(one, None, unlike),))
    return found


def _look_into(store: MailStore, asked: Question, stop: Stop) -> tuple[MailStore, Seen | None]:
    def wanted(head: Head) -> bool:
        return sent_finding.may_be(asked.handed, head.at, head.subject, head.addresses)

    try:
        part = mail_stores.opened(store).look(asked.since, "" if asked.thorough else store.read_to, wanted, stop)
    except TradeError as error:
        if error.code == "look-stopped":
            raise
        return replace(store, trouble=Reason(error.code, "", tuple(sorted(error.facts.items())))), None
    done = replace(store, read_to=part.read_to, folders=part.folders, broken=part.broken, trouble=None)
    return done, part


def _decided(asked: Question, seen: Sequence[tuple[str, Seen]], stores: tuple[MailStore, ...]) -> Looked:
    mails = [each.mail for _, part in seen for each in part.mails]
    return Looked(
        verdicts=tuple(sent_finding.decide(asked.handed, mails, asked.taken)),
        stores=stores,
        places=tuple((each.mail.key, kind, each.folder) for kind, part in seen for each in part.mails),
        looked_at=sum(part.looked_at for _, part in seen),
        broken=sum(part.broken for _, part in seen),
        named=len(asked.stores),
    )


# -- what follows from it ----------------------------------------------------------------------------------------------


def settle(bench: Bench, looked: Looked) -> Outcome:
    """Close what was found, keep what must be asked, and remember how far each store was read.

    What was answered in the meantime stays as it was answered. Closing can be undone; looking cannot.
    """
    places = {key: (kind, folder) for key, kind, folder in reversed(looked.places)}
    found = [(each.handed.id, _kept(each.found, places)) for each in looked.verdicts if each.found is not None]
    closed = _close(bench, found)
    asked = _ask(bench, looked, places)
    with bench.ledger.write("", undoable=False) as writer:
        known = {each.id for each in rows.stores(writer)}
        for store in looked.stores:
            if store.id in known:
                rows.keep_state(writer, replace(store, looked_at=bench.now()))
    changed = sum(1 for _, state in closed if state is MessageState.CHANGED)
    return Outcome(
        sent=len(closed) - changed,
        changed=changed,
        asked=asked,
        still_open=rows.how_many_open(bench.ledger.read),
        looked_at=looked.looked_at,
        broken=looked.broken,
        stores=looked.named,
        troubles=tuple(each for each in looked.stores if each.trouble is not None),
        entries=tuple(number for number, _ in closed),
    )


def take(bench: Bench, message_id: MessageId, key: str) -> MessageState:
    """The user says that one of the mails asked about is the one (F3); returns what the entry is now.

    Raises NotThere; RuleSaysNo when the entry was answered already.
    """
    entry = messages.message(bench.ledger.read, message_id)
    if entry.state not in _OPEN:
        raise RuleSaysNo("sent-mail-answered", "message")
    chosen = next((each for each in rows.compared_of(entry.compared).perhaps if each.key == key), None)
    if chosen is None:
        raise NotThere("mail", key)
    # What becomes of one copy of a notice becomes of all in that mail.
    copies = [each for each in group_mails.of_the_same_mail(bench, entry) if each.state in _OPEN]
    return _close(bench, [(each.id, _own_of(each, chosen)) for each in copies])[0][1]


def _own_of(entry: Message, chosen: SentAs) -> SentAs:
    """The chosen mail as it was compared with this copy."""
    return next((each for each in rows.compared_of(entry.compared).perhaps if each.key == chosen.key), chosen)


def refuse(bench: Bench, message_id: MessageId) -> None:
    """The user says that none of the mails asked about is the one: they are not offered again."""
    entry = messages.message(bench.ledger.read, message_id)
    known = rows.compared_of(entry.compared)
    keys = dict.fromkeys([*known.refused, *(each.key for each in known.perhaps)])
    with bench.ledger.write("sent-mail-refused") as writer:
        text = rows.compared_text(replace(known, perhaps=(), refused=tuple(keys)))
        writer.update("messages", message_id, {"compared": text})


def compared_of(entry: Message) -> Compared:
    """What is known of the mail that an entry became."""
    return rows.compared_of(entry.compared)


def _kept(one: Candidate, places: dict[str, tuple[str, str]]) -> SentAs:
    mail = one.mail
    kind, folder = places.get(mail.key, ("", ""))
    people = tuple(each.value for each in mail.people)
    return SentAs(
        mail.key, mail.at, mail.subject, people[:_SHOWN_PEOPLE], kind, folder,
        one.likeness.why, one.comparison.changes, one.comparison.notes,
    )  # fmt: skip


def _close(bench: Bench, found: Sequence[tuple[MessageId, SentAs]]) -> list[tuple[MessageId, MessageState]]:
    closed: list[tuple[MessageId, MessageState]] = []
    with bench.ledger.write("sent-mail-found") as writer:
        for number, sent in found:
            entry = messages.message(writer, number)
            if entry.state in _OPEN:
                closed.append((number, _close_one(writer, bench, entry, sent)))
                group_mails.note_answer(writer, bench, entry)
    return closed


def _close_one(writer: Writer, bench: Bench, entry: Message, sent: SentAs) -> MessageState:
    state = MessageState.CHANGED if sent.changes else MessageState.SENT
    known = rows.compared_of(entry.compared)
    messages.set_state(
        writer, entry.id, state,
        sent_at=utc_text(sent.at) if sent.at else None,
        sent_id=sent.key,
        compared=rows.compared_text(replace(known, found=sent, perhaps=())),
    )  # fmt: skip
    log.mark_consequences(writer, entry, went_out=True)
    if not entry.group_key:
        rows.ask_no_more_about(writer, sent.key)
    open_draft = "select id from drafts where message_id = ? and handed_over_at is null and group_parties = ''"
    for row in writer.all(open_draft, (entry.id,)):
        writer.update("drafts", row[0], drafts.handed_over(bench.stamp()))
    return state


def _ask(bench: Bench, looked: Looked, places: dict[str, tuple[str, str]]) -> int:
    """Keep the mails that the user is asked about; returns of how many hand-overs."""
    asked = 0
    with bench.ledger.write("", undoable=False) as writer:
        for verdict in looked.verdicts:
            if verdict.found is not None or not verdict.perhaps:
                continue
            entry = messages.message(writer, verdict.handed.id)
            if entry.state not in _OPEN:
                continue
            asked += 1
            known = rows.compared_of(entry.compared)
            perhaps = tuple(_kept(each, places) for each in verdict.perhaps)
            keys = {each.key for each in perhaps}
            refused = tuple(each for each in known.refused if each not in keys)
            others = tuple(each for each in known.perhaps if each.key not in keys)
            mails = (*perhaps, *others)[: sent_finding.MOST_CANDIDATES]
            rows.keep_asked(writer, entry.id, Compared(None, mails, refused))
    return asked
