"""What the user does with one notice to many customers (A6): have it written, look through it, take somebody out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tradedesk.domain.draft import Draft, Letter, Words
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.ids import DraftId, PartyId
from tradedesk.domain.party import Party
from tradedesk.domain.purpose import PurposeCode
from tradedesk.domain.routing import Routing
from tradedesk.domain.template import Template, unfilled
from tradedesk.ledger import drafts, purposes
from tradedesk.ledger.queries import group_parties, letter_parties
from tradedesk.ledger.queries.group_parties import Named
from tradedesk.ledger.queries.letter_parties import Members
from tradedesk.services import draft_pictures, draft_text, finding, group_routing, recipients
from tradedesk.services import facts as fact_words
from tradedesk.services import templates as template_verbs
from tradedesk.services.about import abouts
from tradedesk.services.bench import Bench
from tradedesk.services.group_routing import Progress
from tradedesk.services.signing import Signatures

__all__ = ["Progress", "begin", "one_draft_each", "remove_customer", "start", "start_for_filter"]

#: So many drafts are made between two looks at whether somebody waits for it or has enough of it.
_TOGETHER = 200

#: What is written when no text is chosen: a greeting, room for one's own words, the signature.
_PLAIN_LETTER = "letter"


def start(
    bench: Bench,
    parties: Sequence[PartyId],
    *,
    template: str = "",
    language: str = "",
    progress: Progress | None = None,
) -> DraftId:
    """Draft one notice to many customers, nobody seeing another; returns the draft's number.

    Without a template it is a plain letter; without a language the one that all of them read, else English. Nothing is
    kept when ``progress`` ends it. Raises RuleSaysNo "group-nobody" (field "parties") when nobody of them is there.
    """
    numbers = tuple(dict.fromkeys(parties))
    known = group_parties.names(bench.ledger.read, numbers)
    if not known:
        raise RuleSaysNo("group-nobody", "parties")
    chosen = template_verbs.choose(bench, template or _PLAIN_LETTER, language or _language_of(known))
    # A letter that is about nothing in particular is a notice when it goes to many.
    purpose = chosen.purpose if template else PurposeCode.NOTICE
    fresh = Draft(0, None, None, chosen.code, chosen.language, str(purpose), "", "",
                  group_parties=tuple(each.number for each in known))  # fmt: skip
    hidden = group_routing.routed(bench, fresh, progress).recipients
    written = draft_text.written(bench, replace(fresh, recipients=hidden), chosen)
    with bench.ledger.write("draft-made") as writer:
        return drafts.add_draft(writer, written, bench.stamp())


def begin(
    bench: Bench,
    *,
    parties: Sequence[PartyId] = (),
    filter_id: int | None = None,
    template: str = "",
    progress: Progress | None = None,
    **about: int,
) -> DraftId:
    """Draft what is asked for: one notice to several parties or to whom a kept filter finds, else one message.

    ``about`` is what ``composing.draft_update`` takes: party_id, order_id, point_id, shipment_id. Raises as that, and
    as ``start``.
    """
    if filter_id is not None:
        return start_for_filter(bench, filter_id, template=template, progress=progress)
    if len(parties) > 1:
        return start(bench, parties, template=template, progress=progress)
    from tradedesk.services import composing

    if parties:
        about = {"party_id": parties[0]}
    return composing.draft_update(
        bench,
        template=template,
        party_id=about.get("party_id"),
        order_id=about.get("order_id"),
        point_id=about.get("point_id"),
        shipment_id=about.get("shipment_id"),
    )


def start_for_filter(
    bench: Bench, filter_id: int, *, template: str = "", language: str = "", progress: Progress | None = None
) -> DraftId:
    """Draft one notice to everybody whom a kept filter finds now. Raises as ``start``, and NotThere."""
    found = finding.ids(bench, finding.saved_filter(bench, filter_id).query)
    return start(bench, list(found), template=template, language=language, progress=progress)


def remove_customer(bench: Bench, draft_id: DraftId, party_id: PartyId) -> None:
    """Take one customer out of a notice, with all its addresses."""
    read = bench.ledger.read
    draft = drafts.draft(read, draft_id)
    numbers = [each.address_id for each in draft.recipients if each.address_id is not None]
    owners = group_parties.owners(read, numbers)
    rest = tuple(each for each in draft.recipients if owners.get(each.address_id or 0) != party_id)
    parties = tuple(number for number in draft.group_parties if number != party_id)
    if not parties:
        raise RuleSaysNo("group-nobody", "parties")
    if (rest, parties) != (draft.recipients, draft.group_parties):
        with bench.ledger.write("group-customer-removed") as writer:
            drafts.save_draft(writer, replace(draft, recipients=rest, group_parties=parties), bench.stamp())


def one_draft_each(bench: Bench, draft_id: DraftId, *, progress: Progress | None = None) -> tuple[DraftId, ...]:
    """Make a draft of its own for each customer of a notice, who is addressed by name then; returns their numbers.

    As the template was, it is written anew in each customer's language; as it was retyped, it is taken as it stands,
    its marks filled with each customer's facts and its greeting put to each. The notice goes; all of it is one step to
    take back, and nothing is kept when ``progress`` ends it. Raises RuleSaysNo "group-begun" when a mail of it was
    handed over.
    """
    read = bench.ledger.read
    notice = drafts.without_recipients(read, draft_id)
    if group_parties.key_of(read, draft_id):
        raise RuleSaysNo("group-begun", "draft")
    template = _its_template(bench, notice)
    as_written = template is not None and draft_text.is_as_written(bench, notice)
    # To one alone it is no notice any more: nobody has to be hidden.
    purpose = template.purpose if template and notice.purpose == PurposeCode.NOTICE else notice.purpose
    fresh = replace(notice, id=0, group_parties=(), version=1, purpose=purpose)
    fresh = replace(fresh, own_texts=(), queued_for=None, queued_why=None)
    fresh = draft_text.not_proofread(fresh) if as_written else draft_text.with_open_greeting(fresh)
    # The last by name first: the newest draft stands at the top of a list.
    everybody = [each.number for each in group_parties.names(read, notice.group_parties)][::-1]
    numbers: list[DraftId] = []
    missed = 0
    with bench.ledger.write("drafts-made") as writer:
        for start_at in range(0, len(everybody), _TOGETHER):
            readers = letter_parties.members(read, everybody[start_at : start_at + _TOGETHER])
            made = _for_each(bench, fresh, template if as_written else None, readers)[::-1]
            numbers += drafts.add_letters(writer, fresh, made, bench.stamp())
            missed += sum(not each.recipients for each in made)
            if progress is not None:
                progress(len(numbers), len(everybody))
        draft_pictures.bring_along(bench, notice, numbers)
        writer.delete("drafts", draft_id)
        told = f"drafts-made|n={len(numbers)}"
        writer.label = f"drafts-made-some|n={len(numbers)}|missed={missed}" if missed else told
    return tuple(reversed(numbers))


def _its_template(bench: Bench, notice: Draft) -> Template | None:
    """What a notice was written from; None where that is gone."""
    try:
        return template_verbs.choose(bench, notice.template, notice.language)
    except NotThere:
        return None


def _for_each(bench: Bench, fresh: Draft, template: Template | None, readers: Members) -> list[Letter]:
    """A letter to each of some customers: written from its template, or as it was retyped where that is None."""
    routed_to: dict[PartyId, Routing] = {}

    def route() -> None:
        purpose = purposes.by_code(bench.ledger.read, fresh.purpose)
        routed_to.update(recipients.routed_each(bench, purpose, readers))

    if template is None:
        route()
        each_own = [fresh.to(number, fresh.language) for number in readers]
        words = _filled(bench, each_own, readers)
    else:
        first = {number: _first_language(each.party, fresh.language) for number, each in readers.items()}
        own = {each: template_verbs.choose(bench, template.code, each) for each in set(first.values())}
        each_own = [fresh.to(number, own[each].language) for number, each in first.items()]
        pairs = list(zip(each_own, map(own.__getitem__, first.values()), strict=True))
        words = draft_text.written_each(bench, pairs, readers, meanwhile=route)
    return [
        Letter(number, draft.language, draft.second_language, routed_to[number].recipients, said)
        for number, draft, said in zip(readers, each_own, words, strict=True)
    ]


def _first_language(party: Party, otherwise: str) -> str:
    return party.languages[0] if party.languages else otherwise


def _filled(bench: Bench, copies: Sequence[Draft], readers: Members) -> list[Words]:
    """A retyped text with what is known of each customer in the marks."""
    found = []
    for draft, about in zip(copies, abouts(bench, copies, readers, Signatures(bench)), strict=True):
        known = fact_words.facts_of(about, draft.language, bench.now())
        said = draft
        for name in unfilled(draft.subject, draft.body):
            said = draft_text.filled(said, name, known.get(name, ""))
        found.append(Words(said.subject, said.body, said.rich, draft.written_with))
    return found


def _language_of(known: Sequence[Named]) -> str:
    every = (each.languages for each in known)
    first = {languages[0].lower().partition("_")[0].partition("-")[0] if languages else "" for languages in every}
    return {"zh": "zh_CN"}.get(next(iter(first)), next(iter(first)) or "en") if len(first) == 1 else "en"
