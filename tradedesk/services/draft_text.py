"""The text of a draft: written from its template in the reader's tone (E1-E4), in one language or in two (C5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from tradedesk.domain import bilingual, culture, since_written, template_bold
from tradedesk.domain import template as template_rules
from tradedesk.domain.draft import Draft, OwnText, Words
from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.domain.ids import DraftId
from tradedesk.domain.template import Template
from tradedesk.ledger import drafts
from tradedesk.ledger.queries import letter_parties
from tradedesk.ledger.queries.letter_parties import Members
from tradedesk.services import facts as fact_words
from tradedesk.services import templates as template_verbs
from tradedesk.services import wordings
from tradedesk.services.about import abouts, tone_of
from tradedesk.services.bench import Bench
from tradedesk.services.signing import Signatures

__all__ = ["proofread_by", "say_proofread", "set_second_language", "set_tone", "tone_of", "written"]

#: The fact that says who has proofread the text; it stands in no template.
PROOFREAD = "proofread.by"
_GREETING = "contact.salutation"
#: So many texts of one's own are kept beside a draft.
_MOST_OWN_TEXTS = 5


def written(bench: Bench, draft: Draft, template: Template) -> Draft:
    """The draft with subject and body written anew from a template, and below it in its second language.

    What is missing is marked in both. Recipients, attachments and what was filled in stay. Raises NotThere.
    """
    readers = letter_parties.members(bench.ledger.read, (draft.party_id or 0,))
    return replace(draft, **written_each(bench, ((draft, template),), readers)[0]._asdict())


def written_each(
    bench: Bench,
    pairs: Sequence[tuple[Draft, Template]],
    readers: Members,
    meanwhile: Callable[[], object] = lambda: None,
) -> list[Words]:
    """What ``written`` puts into each draft, from its own template; ``readers`` are the parties that they go to.

    ``meanwhile`` is done while the texts are put together by the process that does it.
    """
    texts = _texts(bench, pairs, readers, meanwhile)
    second = [(draft, _second(bench, draft, template)) for draft, template in pairs]
    twice = [(draft, other) for draft, other in second if other is not None]
    below = iter(_texts(bench, twice, readers) if twice else ())
    found = []
    for (draft, other), text in zip(second, texts, strict=True):
        told = since_written.written_with(text.known, draft.facts, text.subject, text.body)
        subject, body = text.subject, text.body
        if other is not None:
            more = next(below)
            subject = bilingual.both_subjects(subject, more.subject)
            body = bilingual.both_bodies(body, more.body, other.language)
        plain, rich = template_bold.plain_and_rich(body)
        found.append(Words(subject, plain, rich, told))
    return found


def filled(draft: Draft, name: str, value: str) -> Draft:
    """A draft with a value in the place of every mark of a fact; its formatting stays."""
    subject = template_rules.fill(draft.subject, name, " ".join(value.split()))
    body, rich = template_rules.fill(draft.body, name, value), ""
    if draft.rich:
        from tradedesk.domain import rich_store, rich_text

        body, rich = rich_store.stored(rich_text.fill(rich_store.of(draft.body, draft.rich), name, value))
    return replace(draft, subject=subject, body=body, rich=rich)


def with_open_greeting(draft: Draft) -> Draft:
    """A draft with the mark of a greeting where it still opens with the one that it was written with."""
    greeting = dict(draft.written_with).get(_GREETING, "")
    opening = draft.body.lstrip()
    if not greeting or not opening.startswith(greeting) or opening[len(greeting) :][:1].isalnum():
        return draft
    mark = template_rules.marker(_GREETING)
    body, rich = draft.body.replace(greeting, mark, 1), ""
    if draft.rich:
        from tradedesk.domain import rich_store, rich_text

        body, rich = rich_store.stored(rich_text.put_first(rich_store.of(draft.body, draft.rich), greeting, mark))
    told = tuple(pair for pair in draft.written_with if pair[0] != _GREETING)
    return replace(draft, body=body, rich=rich, written_with=told)


def set_tone(bench: Bench, draft_id: DraftId, tone: str) -> None:
    """Write a draft anew in another tone; "" is the one that its reader's culture asks for (E1-E4).

    Recipients and attachments stay as they are. Raises RuleSaysNo("tone-unknown"), NotThere.
    """
    draft = drafts.draft(bench.ledger.read, draft_id)
    culture.tone_of("", chosen=tone)
    if draft.tone != tone:
        _write_anew(bench, draft, replace(draft, tone=tone))


def set_second_language(bench: Bench, draft_id: DraftId, language: str) -> None:
    """Write a draft anew with a second language below the first; "" takes it away (C5).

    Raises RuleSaysNo("second-language-absent") when the template has no text in it, "second-language-same" when it is
    the first one, NotThere.
    """
    draft = drafts.draft(bench.ledger.read, draft_id)
    if language:
        found = template_rules.choose(template_verbs.every(bench), draft.template, language)
        if found.reason is not None:
            raise RuleSaysNo("second-language-absent", "language", language=language)
        if found.template.language == draft.language:
            raise RuleSaysNo("second-language-same", "language", language=language)
    if draft.second_language != language:
        _write_anew(bench, draft, replace(draft, second_language=language))


def say_proofread(bench: Bench, draft_id: DraftId, name: str) -> None:
    """Say who has proofread a draft (C5); a blank name takes that back. The log entry of the hand-over tells it."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    fresh, who = not_proofread(draft), " ".join(name.split())
    if who:
        fresh = replace(fresh, facts=(*fresh.facts, (PROOFREAD, who)))
    if fresh != draft:
        with bench.ledger.write("draft-proofread") as writer:
            drafts.save_draft(writer, fresh, bench.stamp())


def not_proofread(draft: Draft) -> Draft:
    """The draft as one that nobody has proofread."""
    return replace(draft, facts=tuple(pair for pair in draft.facts if pair[0] != PROOFREAD))


def proofread_by(draft: Draft) -> str:
    """Who has proofread it; empty while nobody has."""
    return dict(draft.facts).get(PROOFREAD, "")


def text_replaced(bench: Bench, before: Draft, fresh: Draft) -> Draft:
    """A draft whose text was replaced, with the text before it where that was changed by hand: it can be brought back.

    What the template and the facts of that time gave needs no keeping. Who has proofread another text has not proofread
    this one.
    """
    if _text_of(before) != _text_of(fresh):
        fresh = not_proofread(fresh)
    own = OwnText(
        before.template, before.language, before.purpose, before.tone, before.second_language,
        before.subject, before.body, before.rich, before.written_with,
    )  # fmt: skip
    same_text = (own.subject, own.body, own.rich) == (fresh.subject, fresh.body, fresh.rich)
    if same_text or not own.body.strip() or own in fresh.own_texts or is_as_written(bench, before):
        return fresh
    return replace(fresh, own_texts=(own, *fresh.own_texts)[:_MOST_OWN_TEXTS])


def _text_of(draft: Draft) -> tuple[str, ...]:
    """Which text it is, whatever its tone and its facts."""
    return draft.template, draft.language, draft.second_language


def is_as_written(bench: Bench, draft: Draft) -> bool:
    """Whether a draft says what its template gives: with the facts of now, or with those that it was written with."""
    try:
        template = template_verbs.choose(bench, draft.template, draft.language)
        for facts in (draft.facts, (*draft.written_with, *draft.facts)):
            again = written(bench, replace(draft, facts=facts), template)
            if (again.subject, again.body, again.rich) == (draft.subject, draft.body, draft.rich):
                return True
    except TradeError:  # the template is gone, or does not render any more
        pass
    return False


def _write_anew(bench: Bench, before: Draft, draft: Draft) -> None:
    template = template_verbs.choose(bench, draft.template, draft.language)
    fresh = text_replaced(bench, before, written(bench, draft, template))
    with bench.ledger.write("draft-rewritten") as writer:
        drafts.save_draft(writer, fresh, bench.stamp())


class _Text(NamedTuple):
    """One language of a draft, with what the ledger knows of its facts."""

    known: dict[str, str]
    subject: str
    body: str


def _second(bench: Bench, draft: Draft, template: Template) -> Template | None:
    """The template in a draft's second language, where it is another one."""
    if not draft.second_language:
        return None
    other = template_verbs.choose(bench, template.code, draft.second_language)
    return other if other.language != template.language else None


def _texts(
    bench: Bench,
    pairs: Sequence[tuple[Draft, Template]],
    readers: Members,
    meanwhile: Callable[[], object] = lambda: None,
) -> list[_Text]:
    """The text of each draft in its template's language."""
    signatures, now = Signatures(bench), bench.now()
    asked = [draft if draft.language == template.language else replace(draft, language=template.language)
             for draft, template in pairs]  # fmt: skip
    used = {template: wordings.for_parties(bench, template, signatures) for template in {each for _, each in pairs}}
    own = [used[template](draft.party_id) for draft, template in pairs]
    named = frozenset().union(*{text.reach for text in own}, *(signatures.reach(each.language) for each in used))
    every, jobs = [], []
    for draft, about, text in zip(asked, abouts(bench, asked, readers, signatures, named), own, strict=True):
        if draft.second_language:
            # A text that brings its own English is not to say it a second time.
            about = replace(about, questions_en=())
        known = fact_words.facts_of(about, text.language, now, text.reach)
        every.append(known)
        jobs.append((text, template_bold.guarded(fact_words.merged(known, draft.facts))))
    rendered = bench.renderer.render_each(jobs, meanwhile)
    return [
        _Text(known, template_bold.unguarded(subject), body)
        for known, (subject, body) in zip(every, rendered, strict=True)
    ]
