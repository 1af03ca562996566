"""In which languages a draft is written, and who has proofread what the user cannot read (C5)."""

from __future__ import annotations

from tradedesk.domain import template as template_rules
from tradedesk.domain.asking import ASKING
from tradedesk.domain.check import Advice, Check, Weight
from tradedesk.domain.draft import Draft
from tradedesk.domain.errors import NotThere
from tradedesk.domain.party import Party
from tradedesk.domain.reason import because
from tradedesk.services import templates as template_verbs
from tradedesk.services.bench import Bench
from tradedesk.services.draft_text import proofread_by

#: The languages that the program speaks with its user; a text in another one is proofread by somebody who knows it.
_READ_BY_THE_USER = frozenset({"en", "zh_CN"})


def of_languages(bench: Bench, draft: Draft, party: Party | None) -> tuple[Check, ...]:
    """Who has proofread it, whether English should stand below it, and why the text is English at all (C5)."""
    strange = [each for each in (draft.language, draft.second_language) if each and each not in _READ_BY_THE_USER]
    if strange:
        return (_proofread(draft, strange[0]), *_bilingual(draft))
    if party is None or not party.languages or draft.language != template_rules.FALLBACK_LANGUAGE:
        return ()
    try:
        why = template_rules.choose(template_verbs.every(bench), draft.template, party.languages[0]).reason
    except NotThere:
        return ()
    return () if why is None else (Check(Weight.FINE, why),)


def _proofread(draft: Draft, language: str) -> Check:
    who = proofread_by(draft)
    if who:
        return Check(Weight.FINE, because("template-proofread", "C5", language=language, who=who))
    return Check(Weight.LOOK, because("template-not-proofread", "C5", language=language), kind=Advice.PROOFREADING)


def _bilingual(draft: Draft) -> tuple[Check, ...]:
    """A text in a language that few read has the same in English below it; the question of B3 brings its own."""
    if draft.second_language or draft.template == ASKING:
        return ()
    reason = because("second-language-advised", "C5", language=draft.language)
    return (Check(Weight.LOOK, reason, kind=Advice.PROOFREADING),)
