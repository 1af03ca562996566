"""The wording that one customer gets in place of a template's: kept from a draft, used from then on, taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tradedesk.domain import bilingual, own_text, rich_store, template_bold, wording_fields
from tradedesk.domain.draft import Draft
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import DraftId, PartyId
from tradedesk.domain.own_text import Wording
from tradedesk.domain.template import Template, is_one_line
from tradedesk.ledger import drafts, parties, texts
from tradedesk.services import templates as template_verbs
from tradedesk.services.bench import Bench
from tradedesk.services.signing import Signatures


@dataclass(frozen=True)
class KeptWording:
    """A customer's wording, with the customer's name and the template that it stands in for, if that is there still."""

    wording: Wording
    party: str
    template: Template | None


def every(bench: Bench) -> tuple[KeptWording, ...]:
    """Every customer's own wordings, by customer."""
    known = {(each.code, each.language): each for each in template_verbs.every(bench)}
    names: dict[int, str] = {}
    kept = []
    for each in texts.wordings(bench.ledger.read):
        if each.party_id not in names:
            names[each.party_id] = parties.party(bench.ledger.read, each.party_id).label
        kept.append(KeptWording(each, names[each.party_id], known.get((each.code, each.language))))
    return tuple(sorted(kept, key=lambda one: (one.party.casefold(), one.wording.code, one.wording.language)))


def for_parties(bench: Bench, template: Template, signatures: Signatures) -> Callable[[PartyId | None], Template]:
    """Tells the template as each customer gets it: in its own words where some are kept, closed with the signature."""
    usual = signatures.close(template)
    own = {
        each.party_id: signatures.close(own_text.worded(template, each))
        for each in texts.wordings_of(bench.ledger.read, template.code, template.language)
    }
    return lambda party_id: own.get(party_id or 0, usual)


def has_own(bench: Bench, draft: Draft) -> bool:
    """Whether a draft's customer has a wording of its own for what the draft is about."""
    if draft.party_id is None:
        return False
    return texts.wording(bench.ledger.read, draft.party_id, draft.template, draft.language) is not None


def proposed(bench: Bench, draft_id: DraftId) -> KeptWording:
    """The text of a draft as its customer's wording, with its facts put back as fields; nothing is written.

    Raises NotThere, and RuleSaysNo for a draft without a customer.
    """
    read = bench.ledger.read
    draft = drafts.draft(read, draft_id)
    if draft.party_id is None:
        raise RuleSaysNo("whom-to-write", "party")
    template = template_verbs.choose(bench, draft.template, draft.language)
    known = texts.wording(read, draft.party_id, template.code, template.language)
    subject, body = _sources(bench, draft, template)
    made = Wording(known.id if known else 0, draft.party_id, template.code, template.language, subject, body,
                   known.version if known else 1)  # fmt: skip
    return KeptWording(made, parties.party(read, draft.party_id).label, template)


def save(bench: Bench, wording: Wording) -> int:
    """Keep a customer's wording after checking it. Raises RuleSaysNo naming the first fault and its line."""
    template = template_verbs.choose(bench, wording.code, wording.language)
    for fault in bench.renderer.check(replace(own_text.worded(template, wording), required=())):
        raise RuleSaysNo(fault.code, fault.field, line=fault.line, **dict(fault.facts))
    if not wording.body.strip():
        raise RuleSaysNo("snippet-empty", "body")
    label = parties.party(bench.ledger.read, wording.party_id).label
    with bench.ledger.write(f"wording-kept|party={label}") as writer:
        return texts.save_wording(writer, wording, bench.stamp())


def remove(bench: Bench, wording_id: int) -> None:
    """Let the customer get the template's own text again; undo brings the wording back."""
    with bench.ledger.write("wording-removed") as writer:
        writer.delete("wordings", wording_id)


def _sources(bench: Bench, draft: Draft, template: Template) -> tuple[str, str]:
    """Subject and body of a draft as the source of a template."""
    from tradedesk.services.about import about_of
    from tradedesk.services.facts import facts_of, merged

    draft = _first_language(draft)
    facts = merged(facts_of(about_of(bench, draft), draft.language, bench.now()), draft.facts)
    safe = template_bold.guarded(facts)
    used = for_parties(bench, template, Signatures(bench))(draft.party_id)
    rendered = bench.renderer.render(used, safe)
    named = bench.renderer.render(used, wording_fields.named_values(safe))
    optional = [name for name in facts if name not in template.required]
    body = wording_fields.with_stars(rich_store.of(draft.body, draft.rich)) if draft.rich else draft.body
    found = []
    for text, now, marked, may_be_absent in (
        (draft.subject, rendered.subject, named.subject, ()),
        (body, rendered.body, named.body, optional),
    ):
        written, spans = wording_fields.unnamed(marked)
        if written != now:  # a text that looks into its values, as a filter does, cannot be read this way
            written, spans = now, ()
        written = template_bold.unguarded(written)
        found.append(wording_fields.with_fields(text, written, spans, facts, optional=may_be_absent))
    subject = found[0] if is_one_line(found[0]) else " ".join(found[0].split())
    return subject, found[1]


def _first_language(draft: Draft) -> Draft:
    """Of a message in two languages the first text: the second has a wording of its own."""
    if not draft.second_language:
        return draft
    subject, body = draft.subject.partition(" / ")[0], draft.body.partition(f"\n\n{bilingual.RULE} ")[0]
    return replace(draft, subject=subject, body=body, rich="")
