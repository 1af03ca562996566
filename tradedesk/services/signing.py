"""What signs a message: the user's own signature in its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradedesk.domain import template_bold
from tradedesk.domain.errors import TradeError
from tradedesk.domain.own_text import as_template, signed
from tradedesk.domain.template import Template
from tradedesk.ledger import texts
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.services.facts import About


def with_signature(bench: Bench, template: Template) -> Template:
    """The template as it is closed: with the user's signature where there is one in its language."""
    return signed(template) if texts.signature(bench.ledger.read, template.language) is not None else template


def signature_of(bench: Bench, about: About, language: str) -> str:
    """The user's signature with its facts put in; empty where there is none, or it cannot be read any more."""
    from tradedesk.services.facts import facts_of

    found = texts.signature(bench.ledger.read, language)
    if found is None:
        return ""
    try:
        facts = template_bold.guarded(facts_of(about, language, bench.now()))
        return template_bold.plain_and_rich(bench.renderer.render(as_template(found), facts).body)[0].strip("\n")
    except TradeError:
        return ""
