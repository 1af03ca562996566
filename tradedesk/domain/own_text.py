"""The user's own texts: pieces to put in, signatures, the wording one customer gets, and what a text said before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from tradedesk.domain import tone_texts
from tradedesk.domain.ids import PartyId
from tradedesk.domain.template import Template, TemplateKind

#: Signs of a name, so that it still fits a row.
LONGEST_NAME = 80
#: Lines of a text that are compared; a longer one counts as changed as a whole.
_LINES_COMPARED = 3000
_OWN = "own-"

# The last lines of a text that sign it: the name on a line of its own, then lines of nothing but the own side's facts.
_CLOSING = re.compile(r"^[ \t]*\{\{-?\s*my\.name\s*-?\}\}[ \t]*$(?:\n(?=.*\bmy\.).*)*\n*\Z", re.MULTILINE)


class SnippetKind(StrEnum):
    """A piece of text to put in, or what signs a message."""

    SNIPPET = "snippet"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Snippet:
    """A piece of text in one language; it may name facts. The first signature of a language is its usual one."""

    id: int
    kind: SnippetKind
    name: str
    language: str
    body: str
    position: int = 0
    version: int = 1


@dataclass(frozen=True)
class Wording:
    """What one customer gets instead of a template's text, for one occasion in one language."""

    id: int
    party_id: PartyId
    code: str
    language: str
    subject: str
    body: str
    version: int = 1


@dataclass(frozen=True)
class TextVersion:
    """What a template said before: ``at`` is the UTC moment from which it did; ``number`` 0 is the shipped text."""

    number: int
    at: datetime | None
    subject: str
    body: str
    required: tuple[str, ...]


class LineChange(NamedTuple):
    """One line of a comparison: "same", "gone" or "come"."""

    kind: str
    text: str


def compare_lines(before: str, after: str) -> tuple[LineChange, ...]:
    """The lines of both texts in one order; of a changed line first what is gone, then what has come."""
    old, new = before.split("\n"), after.split("\n")
    if max(len(old), len(new)) > _LINES_COMPARED:
        return (*(LineChange("gone", each) for each in old), *(LineChange("come", each) for each in new))
    found: list[LineChange] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += (LineChange("same", each) for each in old[a:b])
        else:
            found += (LineChange("gone", each) for each in old[a:b])
            found += (LineChange("come", each) for each in new[c:d])
    return tuple(found)


def own_code(name: str, taken: Collection[str]) -> str:
    """A code for a new template, made from its name and unlike every code that is taken.

    >>> own_code("Thank you, Jörg", ())
    'own-thank-you-jorg'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = _OWN + ("-".join(re.findall(r"[a-z0-9]+", plain))[:48].strip("-") or "text")
    code, number = stem, 2
    while code in taken:
        code, number = f"{stem}-{number}", number + 1
    return code


def is_own_code(code: str) -> bool:
    """Whether a template is the user's from its first line, not a shipped one that was changed."""
    return code.startswith(_OWN)


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name, with a number behind it when somebody has it.

    >>> free_name("New text", ["new text"])
    'New text 2'
    """
    known = {each.casefold() for each in taken}
    found, number = name, 2
    while found.casefold() in known:
        found, number = f"{name} {number}", number + 1
    return found


def signed(template: Template) -> Template:
    """The template closed with the user's signature: in place of the lines of the own side's facts that end it.

    A text that names ``my.signature`` itself, or ends otherwise, stays as it is; so does each one for a tone.
    """

    def close(text: str) -> str:
        return text if "my.signature" in text else _CLOSING.sub("{{ my.signature }}", text, count=1)

    return replace(template, body=tone_texts.mapped(template.body, close))


def worded(template: Template, wording: Wording) -> Template:
    """The template with the words that a customer gets; what it needs and says in other tones stays its own."""
    return said_over(template, replace(template, subject=wording.subject, body=wording.body))


def said_over(base: Template, text: Template) -> Template:
    """A text that says in the tones of which it says nothing what its ``base`` says."""
    subject = tone_texts.over(base.subject, text.subject, lines=False)
    return replace(text, subject=subject, body=tone_texts.over(base.body, text.body))


def as_template(snippet: Snippet) -> Template:
    """A piece of text as the renderer takes it."""
    return Template(
        code=snippet.kind, language=snippet.language, kind=TemplateKind.OTHER, name_en=snippet.name,
        name_zh=snippet.name, purpose="", node="", subject="", body=snippet.body, required=(), builtin=False,
    )  # fmt: skip
