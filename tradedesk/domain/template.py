"""Templates (模板): the words for each occasion, the facts they need, and the marks where one is missing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from tradedesk.domain.errors import NotThere
from tradedesk.domain.facts import FACTS, Fact, FactGroup, fact_label
from tradedesk.domain.ids import TemplateId
from tradedesk.domain.reason import Reason, because

__all__ = [
    "FACTS",
    "FALLBACK_LANGUAGE",
    "Choice",
    "Fact",
    "FactGroup",
    "Marker",
    "Rendered",
    "Template",
    "TemplateFault",
    "TemplateKind",
    "choose",
    "fact_label",
    "fill",
    "has_tones",
    "is_one_line",
    "marker",
    "markers",
    "missing",
    "place_in_deal",
    "unfilled",
]

#: The language that every partner can be written to.
FALLBACK_LANGUAGE = "en"

#: The shipped occasions in the order in which a deal goes.
_IN_A_DEAL = (
    "inquiry-reply", "quotation", "sample-sent", "sample-follow-up", "proforma-invoice", "contract",
    "order-confirmation", "deposit-received", "production-progress", "goods-ready", "customs-released", "shipped",
    "logistics-tracking", "commercial-invoice", "documents-sent", "arrived", "balance-reminder",
    "balance-reminder-firm", "balance-reminder-last", "thank-you", "reorder-due", "confirm-point", "order-change",
    "payment-terms-change", "delay", "damage", "complaint-reply", "which-address", "to-all-concerned",
    "holiday-notice", "season-greeting", "spring-festival", "eid-greeting", "auto-reply", "letter",
)  # fmt: skip

_TONE = re.compile(r"\{%[^%]*\btone\.(?:direct|warm|formal)\b")

# Case is ignored because a template may write a fact in capitals.
_MARKER = re.compile(r"⟦([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)⟧", re.IGNORECASE)


class TemplateKind(StrEnum):
    """Which sort of occasion a template belongs to; the list of templates is grouped by it."""

    INQUIRY = "inquiry"
    ORDER = "order"
    PAYMENT = "payment"
    CONFIRMATION = "confirmation"
    EXCEPTION = "exception"
    OCCASION = "occasion"
    ADDRESSES = "addresses"
    OTHER = "other"


@dataclass(frozen=True)
class Template:
    """One text in one language.

    ``code`` names the occasion and is the same in every language ("goods-ready"); ``language`` is "en", "zh_CN" ….
    ``purpose`` is the code of the purpose that decides who receives it (A1); ``node`` the code of the order's node
    that it tells of (C2), or empty. ``required`` are the facts it cannot do without (C1, C3). ``builtin`` is true for
    a shipped text that the user has not changed. ``attachments`` are the kinds of documents that usually go with it.
    """

    code: str
    language: str
    kind: str
    name_en: str
    name_zh: str
    purpose: str
    node: str
    subject: str
    body: str
    required: tuple[str, ...]
    builtin: bool
    id: TemplateId | None = None
    version: int = 1
    attachments: tuple[str, ...] = ()

    @cached_property
    def reach(self) -> frozenset[str]:
        """The facts that it may look up: a group of facts is reached by its own name alone, so that stands there."""
        text = f"{self.subject}\n{self.body}"
        return frozenset(name for name in FACTS if name.partition(".")[0] in text)


@dataclass(frozen=True)
class Rendered:
    """A template with its facts put in. ``missing`` are the facts still to fill: the required ones first, then the
    others that stand in the text as ⟦fact.name⟧, in the order of the text.
    """

    subject: str
    body: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class TemplateFault:
    """Something wrong with a template. ``line`` counts from 1 within ``field`` ("subject", "body" or "required");
    0 means the whole of it. ``facts`` are pairs for the sentence that ``code`` stands for.
    """

    line: int
    code: str
    facts: tuple[tuple[str, str], ...] = ()
    field: str = "body"


class Marker(NamedTuple):
    """Where a fact is missing: ``text[start:end]`` is the mark, ``name`` the fact."""

    start: int
    end: int
    name: str


class Choice(NamedTuple):
    """The template chosen, and why it is not in the language asked for (None when it is)."""

    template: Template
    reason: Reason | None


def missing(template: Template, facts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the required facts that are absent or blank, in the template's order (C1, C3)."""
    return tuple(name for name in template.required if not facts.get(name, "").strip())


def has_tones(template: Template) -> bool:
    """Whether the text sounds different for different readers (E1-E3): it asks for the tone somewhere."""
    return any(_TONE.search(text) for text in (template.subject, template.body))


def place_in_deal(code: str) -> int:
    """Where an occasion stands among the others, in the order in which a deal goes; the user's own come last."""
    return _IN_A_DEAL.index(code) if code in _IN_A_DEAL else len(_IN_A_DEAL)


def marker(name: str) -> str:
    """Return the mark that stands in a text where the fact is missing.

    >>> marker("order.lead_time")
    '⟦order.lead_time⟧'
    """
    return f"⟦{name}⟧"


def markers(text: str) -> tuple[Marker, ...]:
    """Return every mark of a missing fact in the text, in order; positions count characters."""
    return tuple(Marker(found.start(), found.end(), found[1].lower()) for found in _MARKER.finditer(text))


def unfilled(*texts: str) -> tuple[str, ...]:
    """Return the names of the facts still marked as missing in the texts, each once, in the order of the text."""
    return tuple(dict.fromkeys(found.name for text in texts for found in markers(text)))


def fill(text: str, name: str, value: str) -> str:
    """Put ``value``, exactly as it is, in the place of every mark of ``name``.

    A blank value changes nothing: the mark must not vanish without an answer (C1).
    """
    if not value.strip():
        return text
    return _MARKER.sub(lambda found: value if found[1].lower() == name else found[0], text)


def is_one_line(text: str) -> bool:
    """Whether a text may stand in a mail's subject: no line break, tab or other control character of any kind."""
    return not any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in text)


def choose(templates: Iterable[Template], code: str, language: str) -> Choice:
    """Return the template ``code`` in ``language``, else in English, with the reason when it is another language (C5).

    "zh", "zh-cn" and "zh_CN" are the same; "de-at" takes "de". Traditional Chinese is not served with simplified.
    The user's own text wins over the shipped one. Raises NotThere when there is neither.
    """
    # Shipped first, so that the user's own text comes last and stays.
    same_code = sorted((one for one in templates if one.code == code), key=lambda one: not one.builtin)
    by_language = {_language_key(one.language): one for one in same_code}
    for wanted in _languages_to_try(language):
        found = by_language.get(wanted)
        if found is not None:
            return Choice(found, None)
    fallback = by_language.get(FALLBACK_LANGUAGE)
    if fallback is None:
        raise NotThere("template", f"{code}/{language}")
    return Choice(fallback, because("template-language-fallback", "C5", wanted=language, used=FALLBACK_LANGUAGE))


def _language_key(tag: str) -> str:
    key = tag.strip().lower().replace("_", "-")
    return "zh-cn" if key in ("zh", "zh-cn", "zh-sg") or key.startswith("zh-hans") else key


def _languages_to_try(tag: str) -> tuple[str, ...]:
    key = _language_key(tag)
    primary = key.split("-")[0]
    return (key,) if primary == "zh" else (key, primary)
