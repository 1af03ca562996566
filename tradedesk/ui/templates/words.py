"""The words of this page: names, headings, faults, and what a preview is taken from."""

from __future__ import annotations

from tradedesk.domain.facts import FactGroup, fact_label
from tradedesk.domain.order import NodeCode
from tradedesk.domain.own_text import SnippetKind, is_own_code
from tradedesk.domain.template import Template, TemplateFault, TemplateKind
from tradedesk.services.template_exchange import Arrival, Incoming
from tradedesk.services.template_preview import Preview
from tradedesk.ui.templates.items import Item, Sort
from tradedesk.ui.wording import joined, language, tr
from tradedesk.ui.wording.coded import sentence_for
from tradedesk.ui.wording.told import term
from tradedesk.ui.wording.tongues import own_name


def kind_words(kind: str) -> str:
    """The heading above the templates of a kind."""
    return {
        TemplateKind.INQUIRY: tr("Inquiry"),
        TemplateKind.ORDER: tr("Order progress"),
        TemplateKind.PAYMENT: tr("Payment"),
        TemplateKind.CONFIRMATION: tr("Confirmation"),
        TemplateKind.EXCEPTION: tr("When something goes wrong"),
        TemplateKind.OCCASION: tr("Greetings and notices"),
        TemplateKind.ADDRESSES: tr("Addresses"),
    }.get(TemplateKind(kind) if kind in set(TemplateKind) else TemplateKind.OTHER, tr("Other"))


def group_words(group: FactGroup) -> str:
    """The heading above the facts of a group."""
    return {
        FactGroup.MINE: tr("Your side"),
        FactGroup.CUSTOMER: tr("Customer"),
        FactGroup.ORDER: tr("Order"),
        FactGroup.TIMELINE: tr("Timeline"),
        FactGroup.PAYMENT: tr("Payment"),
        FactGroup.SHIPMENT: tr("Shipment"),
        FactGroup.INCIDENT: tr("What went wrong"),
        FactGroup.POINT: tr("Point to confirm"),
        FactGroup.OCCASION: tr("Holiday"),
        FactGroup.MESSAGE: tr("Message"),
    }[group]


def name_of(template: Template) -> str:
    """A template's name in the user's language."""
    return template.name_zh if language() == "zh_CN" and template.name_zh else template.name_en


def in_chinese() -> bool:
    """Whether the user reads Chinese."""
    return language() == "zh_CN"


def label_of(fact: str) -> str:
    """What the user calls a fact."""
    return fact_label(fact, language())


def language_name(code: str) -> str:
    """A language by its own name."""
    return own_name(code)


def language_chip(code: str) -> str:
    """A language in two letters or signs."""
    return {"zh_CN": "中文"}.get(code, code.upper())


def about(item: Item, text: Template) -> str:
    """Who receives it and what it tells of, or what it is."""
    if item.sort is Sort.SNIPPET:
        return tr("Put into a message by “Insert”")
    if item.sort is Sort.SIGNATURE:
        return tr("Signs every message in this language") if item.usual else tr("Signs where it is put in")
    if item.sort is Sort.WORDING and item.fresh:
        return tr("Check the fields and save: {party} gets this from now on", party=item.party)
    if item.sort is Sort.WORDING:
        return tr("What {party} gets in place of the template", party=item.party)
    told = [tr("Recipients: {purpose}", purpose=term("purpose", text.purpose))] if text.purpose else []
    if text.node:
        told.append(tr("Tells of: {node}", node=term("node", text.node)))
    return joined(told)


def state_chip(item: Item) -> str:
    """What a text is besides shipped, in a word or two."""
    if item.sort is Sort.TEMPLATE:
        return "" if item.text.builtin or item.fresh else tr("Your own text")
    return item.party if item.sort is Sort.WORDING else piece_words(SnippetKind(item.sort))


def is_own(item: Item) -> bool:
    """Whether a template is the user's from its first line, not a shipped one that was changed."""
    return item.fresh or is_own_code(item.text.code)


def remove_words(item: Item) -> str:
    """What taking a text away is called."""
    if item.sort is Sort.WORDING:
        return tr("Remove this wording")
    if item.sort is Sort.TEMPLATE:
        return tr("Delete this text") if is_own(item) else tr("Back to the shipped text")
    return tr("Delete this snippet") if item.sort is Sort.SNIPPET else tr("Delete this signature")


def fault_sentence(fault: TemplateFault) -> str:
    """What is wrong, where, and what would be accepted."""
    facts = dict(fault.facts)
    if fault.code == "template-required-unused":
        facts["name"] = label_of(facts.get("name", ""))
    sentence = sentence_for("errors", fault.code, {"line": str(fault.line), **facts})
    return tr("Subject. {sentence}", sentence=sentence) if fault.field == "subject" else sentence


def preview_about(preview: Preview) -> str:
    """Which order the facts are taken from."""
    if preview.order:
        return tr("With the facts of {order}, {party}", order=preview.order, party=preview.party)
    if preview.party:
        return tr("With the facts of {party}", party=preview.party)
    return tr("There is no order yet, so every fact is marked.")


def piece_words(kind: SnippetKind) -> str:
    """What a piece is."""
    return tr("Signature") if kind is SnippetKind.SIGNATURE else tr("Snippet")


def arrival_words(incoming: Incoming) -> tuple[str, str]:
    """What taking a text in would do, and the role of its chip."""
    return {
        Arrival.NEW: (tr("New"), "good"),
        Arrival.SAME: (tr("Is here already"), "neutral"),
        Arrival.REPLACES_OWN: (tr("Replaces your text"), "warn"),
        Arrival.REPLACES_SHIPPED: (tr("In place of the shipped text"), "info"),
        Arrival.FAULTY: (tr("Cannot come in"), "bad"),
    }[incoming.arrival]


def place_of(item: Item) -> tuple[str, int, int, str]:
    """By customer, then by kind, then in the order in which a deal goes; what is new stands first."""
    text = item.text
    kinds, nodes = list(TemplateKind), list(NodeCode)
    kind = kinds.index(TemplateKind(text.kind)) if text.kind in kinds else len(kinds)
    node = nodes.index(NodeCode(text.node)) if text.node in nodes else len(nodes)
    if item.sort in (Sort.SNIPPET, Sort.SIGNATURE):
        kind = list(Sort).index(item.sort)
    return (
        item.party.casefold(),
        -1 if item.fresh else kind,
        node,
        text.code if item.sort is Sort.TEMPLATE else item.row,
    )
