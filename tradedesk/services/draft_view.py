"""A draft with everything its page shows: what is missing, the checks, the way it would go, the reader's day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tradedesk.domain import assigning, since_written
from tradedesk.domain import template as template_rules
from tradedesk.domain.check import Check, Weight
from tradedesk.domain.concerned import TO_ALL
from tradedesk.domain.culture import ToneChoice
from tradedesk.domain.draft import Draft, DraftRecipient
from tradedesk.domain.ids import DraftId
from tradedesk.domain.message import Message
from tradedesk.domain.party import Party
from tradedesk.domain.purpose import Purpose, PurposeCode
from tradedesk.domain.queueing import Slot, Wait
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.since_written import Moved
from tradedesk.domain.window import Segment, Side, WindowState, day_bounds, ribbon
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import drafts, messages, orders, parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.services import chat, group_view, queue, wordings
from tradedesk.services import facts as fact_words
from tradedesk.services.about import about_of, hours_of, tone_of
from tradedesk.services.address_labels import labels_of
from tradedesk.services.bench import Bench
from tradedesk.services.draft_checks import all_told
from tradedesk.services.fact_places import FactPlace, place_of
from tradedesk.services.group_view import GroupState
from tradedesk.services.handing_over import choice_of
from tradedesk.services.language_checks import of_languages
from tradedesk.services.recipients import Judged, Offer, judged, offers, routed
from tradedesk.services.silenced import Silenced
from tradedesk.services.today import own_hours

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class MissingFact:
    """A fact still to fill: its name, what the ledger knows by now (""), and where it can be kept (None: nowhere)."""

    name: str
    suggestion: str = ""
    place: FactPlace | None = None


@dataclass(frozen=True)
class TheirDay:
    """The reader's working time on the user's own day, as fractions of it, and what the reader does now.

    ``start`` and ``end`` are the own day's bounds (UTC), ``marker`` the present moment in it. ``holiday`` is the
    English and the Chinese name of the public holiday there, both empty when there is none.
    """

    window: WindowState
    bars: tuple[Segment, ...]
    start: datetime
    end: datetime
    marker: float | None
    own_zone: str
    place: str
    holiday: tuple[str, str]


@dataclass(frozen=True)
class DraftView:
    """A draft with everything its page shows. ``program`` is the name on the button, empty when none was found.

    ``standings`` are (address, how sure) of the party's mailboxes, ``labels`` (B4) (address, what it is called) of the
    recipients that are on file. ``by_rules``: whether the recipients are those that the rules choose now (A1);
    ``whole`` is what they mean together, ``offers`` what could be added. ``purposes`` are what it can be about.
    ``handed`` is the log entry once the draft was handed over. ``slots`` are the moments it may wait for, the best one
    first (D6), ``wait`` how it stands when it waits for one. ``moved`` are the facts that changed
    since its text was written, ``chatted`` the chat that said it already (A9), ``hidden`` the advice that the user
    silenced. ``moment`` (UTC) is when all this was looked at, ``own_zone`` the user's. ``tone`` is the one it is
    written in, and why (E1-E4). ``own_wording``: the customer gets words of its own.
    """

    draft: Draft
    party: Party | None
    order_number: str
    order_summary: str
    missing: tuple[MissingFact, ...]
    checks: tuple[Check, ...]
    standings: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, Reason], ...]
    by_rules: bool
    program: str
    day: TheirDay | None
    offers: tuple[Offer, ...]
    purposes: tuple[Purpose, ...]
    handed: Message | None
    whole: tuple[Reason, ...] = ()
    slots: tuple[Slot, ...] = ()
    wait: Wait | None = None
    moved: tuple[Moved, ...] = ()
    chatted: Message | None = None
    own_zone: str = ""
    moment: datetime = _NEVER
    hidden: tuple[tuple[Check, Silenced], ...] = ()
    tone: ToneChoice | None = None
    group: GroupState | None = None
    own_wording: bool = False


def view(bench: Bench, draft_id: DraftId) -> DraftView:
    """A draft with its checks, its reasons and the way it would go; raises NotThere."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    return _of_many(bench, draft) if draft.group_parties else _of_one(bench, draft)


def _of_one(bench: Bench, draft: Draft) -> DraftView:
    read = bench.ledger.read
    party = parties.party(read, draft.party_id) if draft.party_id else None
    order = orders.order(read, draft.order_id) if draft.order_id else None
    choice = choice_of(bench, draft)
    day = _their_day(bench, party)
    known = address_rows.of_party(read, party.id) if party else ()
    again = routed(bench, draft)
    handed = drafts.handed_over_as(read, draft.id)
    draft, whole = judged(bench, draft, again.recipients) if handed is None else Judged(draft, ())
    moved = () if handed is not None else moved_since(bench, draft)
    more = (*of_languages(bench, draft, party), *_moved_check(moved))
    told = all_told(bench, draft, choice, day.window if day else None, (*_not_here(again.notes, draft), *whole), more)
    return DraftView(
        draft=draft,
        party=party,
        order_number=order.number if order else "",
        order_summary=order.summary if order else "",
        missing=_missing(bench, draft),
        checks=told.shown,
        standings=tuple((each.value, str(each.standing)) for each in known if each.channel == "mail"),
        labels=tuple(labels_of(bench, (each.value for each in draft.recipients), draft.party_id).items()),
        by_rules=_follows(draft, again.recipients),
        program=choice.program.label if choice.program else "",
        day=day,
        offers=offers(bench, draft),
        purposes=_purposes(bench, draft),
        handed=messages.message(read, handed) if handed is not None else None,
        own_wording=wordings.has_own(bench, draft),
        whole=whole,
        slots=queue.slots_for(bench, party.country, party.zone) if party and handed is None else (),
        wait=queue.standing(bench, draft) if handed is None else None,
        moved=moved,
        chatted=chat.said_by_chat(bench, draft) if handed is None else None,
        own_zone=bench.own_zone(),
        moment=bench.now(),
        hidden=told.hidden,
        tone=tone_of(bench, draft),
    )


def _not_here(notes: Sequence[Reason], draft: Draft) -> tuple[Reason, ...]:
    """The rules' remarks but for "is left out" of one that the draft still has: there it is objected to (A7)."""
    here = {each.value for each in draft.recipients}
    return tuple(each for each in notes if not (each.code.startswith("left-out-") and each.fact("address") in here))


def moved_since(bench: Bench, draft: Draft) -> tuple[Moved, ...]:
    """The facts that changed since the draft was written, as far as its text still says the old value."""
    if not draft.written_with or draft.party_id is None:
        return ()
    known = fact_words.facts_of(about_of(bench, draft), draft.language, bench.now())
    return since_written.moved(draft.written_with, draft.facts, known, draft.subject, draft.body)


def _moved_check(moved: Sequence[Moved]) -> tuple[Check, ...]:
    """What the text still says although the ledger knows better by now."""
    return tuple(
        Check(Weight.LOOK, because("fact-moved", "F1", fact=each.name, then=each.then, now=each.now)) for each in moved
    )


def _of_many(bench: Bench, draft: Draft) -> DraftView:
    """A notice to many customers (A6): its checks are those of the mail that goes out next, and of all its readers."""
    found = group_view.seen(bench, draft)
    choice = choice_of(bench, found.mail)
    more = (*of_languages(bench, draft, None), *group_view.feasts_of(bench, draft, found))
    told = all_told(bench, found.mail, choice, None, (), more)
    handed = drafts.handed_over_as(bench.ledger.read, draft.id)
    names = template_rules.unfilled(draft.subject, draft.body)
    return DraftView(
        draft=draft,
        party=None,
        order_number="",
        order_summary="",
        missing=tuple(MissingFact(name) for name in names),
        checks=group_view.checks(found, told.shown),
        standings=(),
        labels=(),
        by_rules=True,
        program=choice.program.label if choice.program else "",
        day=None,
        offers=(),
        purposes=_purposes(bench, draft),
        handed=messages.message(bench.ledger.read, handed) if handed is not None else None,
        hidden=told.hidden,
        own_zone=bench.own_zone(),
        moment=bench.now(),
        tone=tone_of(bench, draft),
        group=found.state,
        slots=found.slots if handed is None else (),
        wait=found.wait if handed is None else None,
    )


def _purposes(bench: Bench, draft: Draft) -> tuple[Purpose, ...]:
    """What a message can be about, in the order of the columns: the notice last, nothing that was put away."""
    known = purpose_rows.every(bench.ledger.read)
    notice = [each for each in known if each.code == PurposeCode.NOTICE]
    kept = [each for each in known if each.code == draft.purpose and not each.position]
    return (*assigning.columns(known), *notice, *kept)


def _missing(bench: Bench, draft: Draft) -> tuple[MissingFact, ...]:
    names = template_rules.unfilled(draft.subject, draft.body)
    if not names or draft.party_id is None:
        return ()
    known = fact_words.facts_of(about_of(bench, draft), draft.language, bench.now())
    return tuple(MissingFact(name, known.get(name, ""), place_of(bench, draft, name)) for name in names)


def _follows(draft: Draft, by_rules: tuple[DraftRecipient, ...]) -> bool:
    """Whether the recipients are the rules' own; those concerned with an order are chosen by their jobs (H3)."""
    return draft.template == TO_ALL or _places(draft.recipients) == _places(by_rules)


def _places(recipients: tuple[DraftRecipient, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((each.role, each.value) for each in recipients)


def _their_day(bench: Bench, party: Party | None) -> TheirDay | None:
    """The reader's hours beside the user's own (D6); None while nobody said in which zone the reader lives."""
    if party is None or not party.zone:
        return None
    from tradedesk.integrations.calendars import chinese_name

    own = own_hours(bench)
    day = bench.today(own.zone)
    start, end = day_bounds(own.zone, day)
    mine = Side("own", own, bench.holidays(own.country, day.year))
    theirs = Side("party", hours_of(party), bench.holidays(party.country, day.year))
    drawn = ribbon(mine, [theirs], start, bench.now())
    row = drawn.rows[1]
    holiday = row.state.reason.fact("holiday")
    names = (holiday, chinese_name(holiday)) if holiday else ("", "")
    return TheirDay(row.state, row.segments, start, end, drawn.now, own.zone, party.city or party.label, names)
