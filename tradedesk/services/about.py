"""Gathering what a message is about, and when its reader works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tradedesk.domain import asking, culture
from tradedesk.domain.address import Channel
from tradedesk.domain.draft import Draft
from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import ContactId
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.domain.window import Hours, default_hours
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments, messages, orders, parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.ledger.queries import orders as order_lists
from tradedesk.ledger.queries.orders import DocumentRow
from tradedesk.services import promise_terms
from tradedesk.services import templates as template_verbs
from tradedesk.services.bench import Bench
from tradedesk.services.facts import About, Closed, LastOrder
from tradedesk.services.signing import signature_of

#: How far ahead a day closed is told of.
_HOLIDAYS_AHEAD = timedelta(days=120)


def about_of(bench: Bench, draft: Draft) -> About:
    """Everything the ledger knows of what a draft is about."""
    if draft.party_id is None:
        return _about_everybody(bench, draft)
    read = bench.ledger.read
    own = bench.own()
    file = orders.order_file(read, draft.order_id) if draft.order_id is not None else None
    people = parties.contacts(read, draft.party_id)
    party = parties.party(read, draft.party_id)
    papers = order_lists.documents(read, draft.order_id) if draft.order_id is not None else []
    country = bench.countries.get(party.country)
    questions, in_english = _questions(bench, draft) if draft.template == asking.ASKING else ((), ())
    about = About(
        own=own,
        signer=_signer(bench, own),
        party=party,
        contact=greeted(people, file.order.contact_id if file is not None else None),
        addresses=address_rows.of_party(read, draft.party_id),
        questions=questions,
        questions_en=in_english,
        order=file,
        node=next((node for node in file.nodes if node.id == draft.node_id), None) if file else None,
        point=messages.point(read, draft.point_id) if draft.point_id is not None else None,
        country_name=country.name(draft.language) if country else "",
        documents=tuple(each.name for each in draft.attachments),
        tone=tone_of(bench, draft).tone,
        document_number=_number_of(bench, draft, papers),
        invoice_number=next((paper.number for paper in papers if paper.kind in ("pi", "ci") and paper.number), ""),
    )
    return _signed(bench, _with_office(bench, about), draft)


def _about_everybody(bench: Bench, draft: Draft) -> About:
    """What is the same for every reader of a notice to many (A6): what is ours. Raises NotThere for any other draft."""
    if not draft.group_parties:
        raise NotThere("party", 0)
    own = bench.own()
    about = About(
        own=own,
        signer=_signer(bench, own),
        party=Party(0, PartyKind.CUSTOMER, ""),
        contact=None,
        documents=tuple(each.name for each in draft.attachments),
        tone=tone_of(bench, draft).tone,
    )
    return _signed(bench, _with_office(bench, about), draft)


def _signed(bench: Bench, about: About, draft: Draft) -> About:
    return replace(about, signature=signature_of(bench, about, draft.language))


def _with_office(bench: Bench, about: About) -> About:
    """The own side's bank, telephone, address, next days closed, when it answers (D1); the customer's last order."""
    about = replace(about, last_order=_last_order(bench, about.party), answer_hours=_answer_hours(bench, about.party))
    if about.own is None:
        return about
    read = bench.ledger.read
    phones = (each.value for each in address_rows.of_party(read, about.own.id) if each.channel is Channel.PHONE)
    offices = (each for each in parties.postal_addresses(read, about.own.id) if each.purpose == "office")
    office = next(offices, None)
    where = (office.street, office.city, office.postal_code) if office is not None else ()
    return replace(
        about,
        own_bank=read.value("select bank from parties where id = ?", (about.own.id,)),
        own_phone=next(phones, ""),
        own_address=", ".join(part for part in where if part),
        closed=_closed(bench, about.own.country or "CN"),
    )


def _last_order(bench: Bench, party: Party) -> LastOrder | None:
    row = bench.ledger.read.first(
        "select number, ordered_on, summary from orders where party_id = ? and stage <> 'cancelled'"
        " and ordered_on is not null order by ordered_on desc, id desc limit 1",
        (party.id,),
    )
    return LastOrder(row[0], date.fromisoformat(row[1]), row[2]) if row is not None else None


def _answer_hours(bench: Bench, party: Party) -> int | None:
    said = promise_terms.of_party(bench, party.id)
    return next((each.number for each in said if each.kind == "inquiry" and not each.is_off), None)


def _closed(bench: Bench, country: str) -> Closed | None:
    """The next holiday of the own country within four months, with the days off before and after it."""
    from tradedesk.integrations.calendars import chinese_name

    today = bench.today()
    week = bench.week(country, today.year)
    day = timedelta(days=1)
    last_seen = today + _HOLIDAYS_AHEAD
    first = next((each for each in sorted(week.holidays) if today < each < last_seen and not week.works(each)), None)
    if first is None:
        return None
    name = week.holidays[first].partition(";")[0]
    last = first
    while not week.works(last + day) and last - first < timedelta(days=20):
        last += day
    while not week.works(first - day) and first - day > today:
        first -= day
    return Closed((name, chinese_name(name)), first, last, last + day)


def tone_of(bench: Bench, draft: Draft) -> culture.ToneChoice:
    """The tone of a draft: the one chosen for it, else the customer's own, else its country's (E1-E4)."""
    party = parties.party(bench.ledger.read, draft.party_id) if draft.party_id is not None else None
    country, own_style = (party.country, party.culture) if party is not None else ("", "")
    return culture.tone_of(country, own_style, draft.tone)


def _number_of(bench: Bench, draft: Draft, papers: Sequence[DocumentRow]) -> str:
    """The number of the paper that the draft's text goes with: the newest of the first kind its template names."""
    try:
        template = template_verbs.choose(bench, draft.template, draft.language)
    except NotThere:
        return ""
    kind = template.attachments[0] if template.attachments else ""
    return next((paper.number for paper in papers if kind and paper.kind == kind and paper.number), "")


def _questions(bench: Bench, draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which address is for what, one question a line: in the message's language, and in English (B3)."""
    from tradedesk.integrations.mailboxes import asking_words

    assert draft.party_id is not None
    read = bench.ledger.read
    purposes = purpose_rows.every(read)
    found = asking.questions(
        address_rows.of_party(read, draft.party_id), purposes, assignments.of_party(read, draft.party_id)
    )
    chinese = draft.language.startswith("zh")
    own = {each.code: each.name_zh if chinese else each.name_en for each in purposes if each.renamed}
    own_english = {each.code: each.name_en for each in purposes if each.renamed}
    told = asking_words(draft.language, own)
    english = asking_words("en", own_english)
    return tuple(asking.line(each, told) for each in found), tuple(asking.line(each, english) for each in found)


def greeted(people: Sequence[Contact], chosen: ContactId | None) -> Contact | None:
    """Who is greeted of a customer's people: the order's own contact (``chosen``) where it has one, else the main."""
    return next((each for each in people if each.id == chosen), people[0] if people else None)


def hours_of(party: Party) -> Hours:
    """When a party works: its country's usual hours in its own zone."""
    return default_hours(party.country, party.zone)


def _signer(bench: Bench, own: Party | None) -> Contact | None:
    people = parties.contacts(bench.ledger.read, own.id) if own else ()
    return people[0] if people else None
