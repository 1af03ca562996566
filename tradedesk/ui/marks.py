"""Marks of missing facts as people read them: ⟦lead time⟧ on the page, ⟦order.lead_time⟧ in the draft."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tradedesk.domain.facts import FACTS, fact_label
from tradedesk.domain.template import Marker, marker, markers

OPEN, CLOSE = "⟦", "⟧"


class Mark(NamedTuple):
    """Where a mark stands in a shown text, and the fact it stands for."""

    start: int
    end: int
    name: str


def shown(text: str, language: str) -> str:
    """The draft's text with every mark in the user's words."""
    for found, label in reversed(shown_marks(text, language)):
        text = f"{text[: found.start]}{label}{text[found.end :]}"
    return text


def shown_marks(text: str, language: str) -> list[tuple[Marker, str]]:
    """Every mark of a draft's text, and what is shown in its place."""
    return [(found, f"{OPEN}{fact_label(found.name, language)}{CLOSE}") for found in markers(text)]


def stored(text: str, language: str) -> str:
    """A shown text with every mark as the draft keeps it."""
    for found in reversed(marks_in(text, language)):
        text = f"{text[: found.start]}{marker(found.name)}{text[found.end :]}"
    return text


def marks_in(text: str, language: str) -> tuple[Mark, ...]:
    """Every whole mark of a shown text, in order; what only looks like one is left out."""
    names = _names(language)
    found = []
    start = text.find(OPEN)
    while start >= 0:
        end = text.find(CLOSE, start)
        if end < 0:
            break
        label = text[start + 1 : end]
        name = names.get(label, label if label in FACTS else "")
        if name:
            found.append(Mark(start, end + 1, name))
        start = text.find(OPEN, start + 1)
    return tuple(found)


@cache
def _names(language: str) -> dict[str, str]:
    return {fact_label(name, language): name for name in FACTS}
