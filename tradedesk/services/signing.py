"""What signs a message: the user's own signature in its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradedesk.domain import template_bold
from tradedesk.domain.errors import TradeError
from tradedesk.domain.facts import FACTS
from tradedesk.domain.own_text import Snippet, as_template, signed
from tradedesk.domain.template import Template
from tradedesk.ledger import texts
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.services.facts import About

#: Facts whose name begins with these are the same for every reader.
_OURS = frozenset({"my", "holiday"})


class Signatures:
    """The user's signatures for letters that are written together: each is read once, and put together once where it
    says the same to every reader.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._found: dict[str, Snippet | None] = {}
        self._same: dict[str, str] = {}

    def close(self, template: Template) -> Template:
        """The template as it is closed: with the user's signature where there is one in its language."""
        return signed(template) if self._of(template.language) is not None else template

    def reach(self, language: str) -> frozenset[str]:
        """The facts that the signature of a language may look up."""
        found = self._of(language)
        return as_template(found).reach if found is not None else frozenset()

    def same_for_all(self, language: str) -> str:
        """The signature as it was put together before for another reader; empty where each reader gets its own."""
        return self._same.get(language, "")

    def of(self, about: About, language: str) -> str:
        """The signature with its facts put in; empty where there is none, or it cannot be read any more."""
        found = self._of(language)
        if found is None:
            return ""
        if not _says_the_same(found):
            return self._put_together(found, about)
        if language not in self._same:
            self._same[language] = self._put_together(found, about)
        return self._same[language]

    def _of(self, language: str) -> Snippet | None:
        if language not in self._found:
            self._found[language] = texts.signature(self._bench.ledger.read, language)
        return self._found[language]

    def _put_together(self, found: Snippet, about: About) -> str:
        from tradedesk.services.facts import facts_of

        try:
            facts = template_bold.guarded(facts_of(about, found.language, self._bench.now()))
            body = self._bench.renderer.render(as_template(found), facts).body
            return template_bold.plain_and_rich(body)[0].strip("\n")
        except TradeError:
            return ""


def _says_the_same(signature: Snippet) -> bool:
    """Whether nothing of a reader is named in it."""
    groups = {name.partition(".")[0] for name in FACTS}
    return not any(group in signature.body for group in groups - _OURS)
