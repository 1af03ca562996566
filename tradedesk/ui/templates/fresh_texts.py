"""Texts that are begun: what a new one says at first, and copies of one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tradedesk.domain.own_text import free_name
from tradedesk.domain.purpose import PurposeCode
from tradedesk.domain.template import Template, TemplateKind
from tradedesk.ui.templates.items import Item, Sort
from tradedesk.ui.wording import tr

_FULL_WIDTH = ("zh", "ja")


def new(sort: Sort, language: str, known: Sequence[Item]) -> Item:
    """A new text of a sort in a language, with a name nobody has and the first words where there are some."""
    name = {Sort.SNIPPET: tr("New snippet"), Sort.SIGNATURE: tr("New signature")}.get(sort, tr("New template"))
    name = free_name(name, (each.text.name_en for each in known))
    body = {Sort.SIGNATURE: "{{ my.name }}\n{{ my.company }}", Sort.SNIPPET: ""}.get(sort, _letter(language))
    text = Template(
        code="" if sort is Sort.TEMPLATE else str(sort), language=language, kind=TemplateKind.OTHER, name_en=name,
        name_zh=name, purpose=str(PurposeCode.PROGRESS) if sort is Sort.TEMPLATE else "", node="",
        subject=name if sort is Sort.TEMPLATE else "", body=body, required=(), builtin=False,
    )  # fmt: skip
    return Item(sort, _row(known), text, fresh=True)


def copy(item: Item, text: Template, language: str, known: Sequence[Item]) -> Item:
    """A copy of a text as it is typed; with a language the same occasion in that one, to be translated."""
    kept = replace(text, id=None, version=1, builtin=False)
    if language:
        return Item(item.sort, _row(known), replace(kept, language=language), fresh=True)
    names = [each.text.name_en for each in known] + [each.text.name_zh for each in known]
    kept = replace(
        kept,
        name_en=free_name(tr("{name}, copy", name=text.name_en), names),
        name_zh=free_name(tr("{name}, copy", name=text.name_zh), names),
    )
    if item.sort in (Sort.TEMPLATE, Sort.WORDING):
        # Another text, not this occasion; a customer's wording becomes a template for everybody.
        return Item(Sort.TEMPLATE, _row(known), replace(kept, code="", required=()), fresh=True)
    return Item(item.sort, _row(known), kept, fresh=True)


def _letter(language: str) -> str:
    colon = "：" if language.partition("_")[0] in _FULL_WIDTH else ","
    return "{{ contact.salutation }}" + colon + "\n\n\n\n{{ my.signature }}"


def _row(known: Sequence[Item]) -> str:
    taken = {each.row for each in known}
    number = 1
    while f"new/{number}" in taken:
        number += 1
    return f"new/{number}"
