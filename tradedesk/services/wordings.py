"""The wording that one customer gets in place of a template's: kept from a draft, used from then on, taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tradedesk.domain import bilingual, own_text, rich_store, template_bold, tone_texts, wording_fields
from tradedesk.domain.draft import Draft
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import DraftId, PartyId
from tradedesk.domain.own_text import Wording
from tradedesk.domain.template import Template, is_one_line
from tradedesk.ledger import drafts, parties, texts
from tradedesk.services import templates as template_verbs
from tradedesk.services.about import about_of, tone_of
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


def proposed(bench: Bench, draft_id: DraftId) -> tuple[KeptWording, ...]:
    """The text of a draft as its customer's wording, one for each language, its facts put back as fields.

    Kept is what the draft says in its tone; in other tones the customer goes on to get what was kept for them, else
    what the template says at the time. Nothing is written. Raises NotThere, and RuleSaysNo for a draft without a
    customer.
    """
    draft = drafts.draft(bench.ledger.read, draft_id)
    if draft.party_id is None:
        raise RuleSaysNo("whom-to-write", "party")
    return tuple(_proposed(bench, each, draft.party_id) for each in _in_each_language(draft))


def _proposed(bench: Bench, draft: Draft, party_id: PartyId) -> KeptWording:
    template = template_verbs.choose(bench, draft.template, draft.language)
    known = texts.wording(bench.ledger.read, party_id, template.code, template.language)
    before = known or template
    subject, body = _sources(bench, draft, template)
    if "tone." in f"{before.subject} {before.body}":
        tone = str(tone_of(bench, draft).tone)
        subject = tone_texts.put(known.subject if known else None, tone, subject, lines=False)
        body = tone_texts.put(known.body if known else None, tone, body)
    made = Wording(known.id if known else 0, party_id, template.code, template.language, subject, body,
                   known.version if known else 1)  # fmt: skip
    return KeptWording(made, parties.party(bench.ledger.read, party_id).label, template)


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
    """Subject and body of a draft in one language as the source of a template."""
    from tradedesk.services.facts import facts_of, merged

    facts = merged(facts_of(about_of(bench, draft), draft.language, bench.now()), draft.facts)
    safe = template_bold.guarded(facts)
    used = for_parties(bench, template, Signatures(bench))(draft.party_id)
    rendered = bench.renderer.render(used, safe)
    named = bench.renderer.render(used, wording_fields.named_values(safe))
    optional = [name for name in facts if name not in template.required]
    found = []
    for text, now, marked, may_be_absent in (
        (draft.subject or rendered.subject, rendered.subject, named.subject, ()),
        (draft.body, rendered.body, named.body, optional),
    ):
        written, spans = wording_fields.unnamed(marked)
        if written != now:  # a text that looks into its values, as a filter does, cannot be read this way
            written, spans = now, ()
        written = template_bold.unguarded(written)
        found.append(wording_fields.with_fields(text, written, spans, facts, optional=may_be_absent))
    subject = found[0] if is_one_line(found[0]) else " ".join(found[0].split())
    return subject, found[1]


def _in_each_language(draft: Draft) -> tuple[Draft, ...]:
    """A draft as one for each of its languages, bold words between two stars; a subject that was left out is empty."""
    body = wording_fields.with_stars(rich_store.of(draft.body, draft.rich)) if draft.rich else draft.body
    draft = replace(draft, body=body, rich="")
    if not draft.second_language:
        return (draft,)
    languages = (draft.language, draft.second_language)
    return tuple(
        replace(draft, language=language, second_language="", subject=subject, body=text)
        for language, (subject, text) in zip(languages, bilingual.apart(draft.subject, draft.body), strict=True)
        if text.strip()
    )
