"""What the page shows and edits: templates, snippets, signatures, customers' wordings, and those not saved yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from tradedesk.domain.own_text import Snippet, SnippetKind, Wording, as_template
from tradedesk.domain.template import Template
from tradedesk.services import snippets as snippet_verbs
from tradedesk.services.wordings import KeptWording

#: A row of the list and the language of its text; one that is not saved yet has no language here, since it can change.
Key = tuple[str, str]

#: What the user changes of a text.
EDITABLE = (
    "subject", "body", "name_en", "name_zh", "kind", "purpose", "node", "required", "attachments", "language",
)  # fmt: skip
_SEVERAL = ("required", "attachments")


class Sort(StrEnum):
    """What a text is."""

    TEMPLATE = "template"
    SNIPPET = "snippet"
    SIGNATURE = "signature"
    WORDING = "wording"


@dataclass(frozen=True)
class Item:
    """One text. ``row`` names its row in the list, ``number`` and ``version`` its row in the ledger (None: shipped).

    ``party`` is whose wording it is; ``usual`` says that a signature signs without being asked; ``fresh`` that it is
    not saved yet.
    """

    sort: Sort
    row: str
    text: Template
    number: int | None = None
    version: int = 1
    party_id: int | None = None
    party: str = ""
    usual: bool = False
    fresh: bool = False

    @property
    def key(self) -> Key:
        """How it is found among all."""
        return self.row, "" if self.fresh else self.text.language


def of_templates(templates: Iterable[Template]) -> list[Item]:
    """The items of templates: a row an occasion."""
    return [Item(Sort.TEMPLATE, each.code, each, each.id, each.version) for each in templates]


def of_snippets(snippets: Sequence[Snippet]) -> list[Item]:
    """The items of snippets and signatures: a row each."""
    usual = snippet_verbs.usual(snippets)
    return [
        Item(
            Sort(each.kind), f"{each.kind}/{each.id}", as_template(each), each.id, each.version, usual=each.id in usual
        )
        for each in snippets
    ]


def of_wordings(wordings: Iterable[KeptWording]) -> list[Item]:
    """The items of customers' wordings: a row each."""
    return [of_wording(each) for each in wordings]


def of_wording(kept: KeptWording, *, fresh: bool = False) -> Item:
    """The item of one customer's wording."""
    told, base = kept.wording, kept.template
    named = base or Template(told.code, told.language, "other", told.code, told.code, "", "", "", "", (), builtin=False)
    text = replace(named, language=told.language, subject=told.subject, body=told.body, builtin=False, id=None)
    row = f"wording/{told.party_id}/{told.code}/{told.language}"
    return Item(Sort.WORDING, row, text, told.id or None, told.version, told.party_id, kept.party, fresh=fresh)


def as_snippet(item: Item, text: Template) -> Snippet:
    """A snippet or signature as it is to be saved."""
    return Snippet(
        0 if item.fresh else item.number or 0, SnippetKind(item.sort), text.name_en, text.language, text.body,
        version=item.version,
    )  # fmt: skip


def as_wording(item: Item, text: Template) -> Wording:
    """A customer's wording as it is to be saved."""
    assert item.party_id is not None
    return Wording(item.number or 0, item.party_id, text.code, text.language, text.subject, text.body, item.version)


def kept_text(fresh: Iterable[Item], edited: Mapping[Key, Mapping[str, Any]]) -> str:
    """What is not saved yet, as JSON; empty where there is nothing."""
    told = {
        "fresh": [{**asdict(each), "sort": str(each.sort)} for each in fresh],
        "edited": [[*key, dict(fields)] for key, fields in edited.items()],
    }
    return json.dumps(told, ensure_ascii=False) if told["fresh"] or told["edited"] else ""


def read_kept(text: str) -> tuple[dict[str, Item], dict[Key, dict[str, Any]]]:
    """The fresh items by row and the edited fields by key; what cannot be read is as if it were not there."""
    try:
        told = json.loads(text or "{}")
        fresh = [_item(each) for each in told.get("fresh", [])]
        edited = {(row, language): _fields(fields) for row, language, fields in told.get("edited", [])}
    except (ValueError, TypeError, AttributeError, KeyError):
        return {}, {}
    return {each.row: each for each in fresh}, edited


def _item(told: dict[str, Any]) -> Item:
    text: dict[str, Any] = {name: tuple(value) if name in _SEVERAL else value for name, value in told["text"].items()}
    return Item(**{**told, "sort": Sort(told["sort"]), "text": Template(**text)})


def _fields(told: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if name in _SEVERAL else str(value) for name, value in told.items() if name in EDITABLE}
