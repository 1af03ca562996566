"""Gathering what a message is about, and when its reader works."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tradedesk.domain import asking, culture
from tradedesk.domain.address import Channel
from tradedesk.domain.draft import Draft
from tradedesk.domain.errors import NotThere
from tradedesk.domain.facts import FACTS
from tradedesk.domain.ids import ContactId, PartyId
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.domain.window import Hours, default_hours
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments, messages, orders, parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.ledger.queries import letter_parties
from tradedesk.ledger.queries import orders as order_lists
from tradedesk.ledger.queries.letter_parties import Members
from tradedesk.ledger.queries.orders import DocumentRow
from tradedesk.services import promise_terms, shipment_told
from tradedesk.services import templates as template_verbs
from tradedesk.services.bench import Bench
from tradedesk.services.facts import About, Closed, LastOrder, Office
from tradedesk.services.shipment_view import best_link
from tradedesk.services.signing import Signatures

#: Facts that are looked up for all readers at once; one of its group stands for all of them.
_LAST_ORDER, _ANSWER = "last_order.number", "answer.by"
#: How far ahead a day closed is told of.
_HOLIDAYS_AHEAD = timedelta(days=120)


def about_of(bench: Bench, draft: Draft) -> About:
    """Everything the ledger knows of what a draft is about. Raises NotThere."""
    members = letter_parties.members(bench.ledger.read, (draft.party_id or 0,))
    return abouts(bench, (draft,), members, Signatures(bench))[0]


def abouts(
    bench: Bench, drafts: Sequence[Draft], readers: Members, signatures: Signatures, asked: Container[str] = FACTS
) -> list[About]:
    """What each of some drafts is about; ``readers`` are the parties that they go to. Raises NotThere.

    What is ours is read once, and what the customers ordered last in one go, where such facts are ``asked`` for.
    """
    office = _office(bench)
    last = letter_parties.last_orders(bench.ledger.read, list(readers)) if _LAST_ORDER in asked else {}
    hours = _answer_hours(bench, readers) if _ANSWER in asked else {}
    found = []
    for draft in drafts:
        number = draft.party_id or 0
        signature = signatures.same_for_all(draft.language)
        about = _about(bench, draft, office, readers, _last_order(last.get(number)), hours.get(number), signature)
        if not signature:
            signature = signatures.of(about, draft.language)
            about = replace(about, signature=signature) if signature else about
        found.append(about)
    return found


def _about(
    bench: Bench,
    draft: Draft,
    office: Office,
    readers: Members,
    last: LastOrder | None,
    hours: int | None,
    signature: str,
) -> About:
    """What a draft to a party, or a notice to many (A6), is about."""
    documents = tuple(each.name for each in draft.attachments)
    if draft.party_id is None:
        if not draft.group_parties:
            raise NotThere("party", 0)
        # What is the same for every reader of a notice: what is ours.
        nobody = Party(0, PartyKind.CUSTOMER, "")
        return About(office, nobody, None, documents=documents, tone=_tone(draft, nobody).tone, answer_hours=hours,
                     signature=signature)  # fmt: skip
    if draft.party_id not in readers:
        raise NotThere("party", draft.party_id)
    member = readers[draft.party_id]
    country = bench.countries.get(member.party.country)
    questions, in_english = _questions(bench, draft) if draft.template == asking.ASKING else ((), ())
    about = About(
        office,
        member.party,
        greeted(member.contacts, None),
        questions=questions,
        questions_en=in_english,
        point=messages.point(bench.ledger.read, draft.point_id) if draft.point_id is not None else None,
        country_name=country.name(draft.language) if country else "",
        documents=documents,
        signature=signature,
        tone=_tone(draft, member.party).tone,
        last_order=last,
        answer_hours=hours,
    )
    return about if draft.order_id is None else _of_the_order(bench, draft, about, member.contacts)


def _of_the_order(bench: Bench, draft: Draft, about: About, people: Sequence[Contact]) -> About:
    """With the order that a draft is about, its papers, and whom it names."""
    assert draft.order_id is not None
    file = orders.order_file(bench.ledger.read, draft.order_id)
    papers = order_lists.documents(bench.ledger.read, draft.order_id)
    shipment = shipment_told.of_draft(bench, draft) if file.shipments else None
    tongue = "zh_CN" if draft.language.startswith("zh") else "en"
    return replace(
        about,
        contact=greeted(people, file.order.contact_id),
        shipment=shipment,
        shipment_link=best_link(bench, shipment, tongue) if shipment is not None else "",
        order=file,
        ports=bench.ports,
        node=next((node for node in file.nodes if node.id == draft.node_id), None),
        document_number=_number_of(bench, draft, papers),
        invoice_number=next((paper.number for paper in papers if paper.kind in ("pi", "ci") and paper.number), ""),
    )


def _office(bench: Bench) -> Office:
    """The own side: who signs, its bank, telephone, address, and next days closed."""
    own = bench.own()
    if own is None:
        return Office(None)
    read = bench.ledger.read
    phones = (each.value for each in address_rows.of_party(read, own.id) if each.channel is Channel.PHONE)
    offices = (each for each in parties.postal_addresses(read, own.id) if each.purpose == "office")
    office = next(offices, None)
    where = (office.street, office.city, office.postal_code) if office is not None else ()
    return Office(
        own,
        next(iter(parties.contacts(read, own.id)), None),
        bank=read.value("select bank from parties where id = ?", (own.id,)),
        phone=next(phones, ""),
        address=", ".join(part for part in where if part),
        closed=_closed(bench, own.country or "CN"),
    )


def _last_order(row: tuple[str, str, str] | None) -> LastOrder | None:
    return LastOrder(row[0], date.fromisoformat(row[1]), row[2]) if row is not None else None


def _answer_hours(bench: Bench, numbers: Iterable[PartyId]) -> dict[PartyId, int | None]:
    """Within how many hours an inquiry is answered (D1), by party; 0 stands for nobody in particular."""
    said = promise_terms.of_parties(bench, (0, *numbers))
    found: dict[int, int | None] = {}
    for number, lines in said.items():
        found[number] = next((each.number for each in lines if each.kind == "inquiry" and not each.is_off), None)
    return found


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
    return _tone(draft, party)


def _tone(draft: Draft, party: Party | None) -> culture.ToneChoice:
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
