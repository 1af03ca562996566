"""Gathering what a message is about, and when its reader works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tradedesk.domain import asking
from tradedesk.domain.draft import Draft
from tradedesk.domain.errors import NotThere
from tradedesk.domain.order import OrderFile
from tradedesk.domain.party import Contact, Party
from tradedesk.domain.window import Hours, default_hours
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments, messages, orders, parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.ledger.queries import orders as order_lists
from tradedesk.services.bench import Bench
from tradedesk.services.facts import About
from tradedesk.services.signing import signature_of


def about_of(bench: Bench, draft: Draft) -> About:
    """Everything the ledger knows of what a draft is about."""
    if draft.party_id is None:
        raise NotThere("party", 0)
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
        own_bank=read.value("select bank from parties where id = ?", (own.id,)) if own else "",
        party=party,
        contact=_reader(people, file),
        addresses=address_rows.of_party(read, draft.party_id),
        questions=questions,
        questions_en=in_english,
        order=file,
        node=next((node for node in file.nodes if node.id == draft.node_id), None) if file else None,
        point=messages.point(read, draft.point_id) if draft.point_id is not None else None,
        country_name=country.name(draft.language) if country else "",
        documents=tuple(each.name for each in draft.attachments),
        invoice_number=next((paper.number for paper in papers if paper.kind in ("pi", "ci") and paper.number), ""),
    )
    return replace(about, signature=signature_of(bench, about, draft.language))


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


def _reader(people: Sequence[Contact], file: OrderFile | None) -> Contact | None:
    """Who is greeted: the order's own contact where it has one, else the main one."""
    chosen = file.order.contact_id if file is not None else None
    return next((each for each in people if each.id == chosen), people[0] if people else None)


def hours_of(party: Party) -> Hours:
    """When a party works: its country's usual hours in its own zone."""
    return default_hours(party.country, party.zone)


def _signer(bench: Bench, own: Party | None) -> Contact | None:
    people = parties.contacts(bench.ledger.read, own.id) if own else ()
    return people[0] if people else None
