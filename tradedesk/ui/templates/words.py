"""The words of this page: names, headings, faults, and what a preview is taken from."""

from __future__ import annotations

from tradedesk.domain.facts import FactGroup, fact_label
from tradedesk.domain.order import NodeCode
from tradedesk.domain.template import Template, TemplateFault, TemplateKind
from tradedesk.services.template_preview import Preview
from tradedesk.ui.wording import language, tr
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


def label_of(fact: str) -> str:
    """What the user calls a fact."""
    return fact_label(fact, language())


def language_name(code: str) -> str:
    """A language by its own name."""
    return own_name(code)


def language_chip(code: str) -> str:
    """A language in two letters or signs."""
    return {"zh_CN": "中文"}.get(code, code.upper())


def about(template: Template) -> str:
    """Who receives it and what it tells of."""
    told = [tr("Recipients: {purpose}", purpose=term("purpose", template.purpose))] if template.purpose else []
    if template.node:
        told.append(tr("Tells of: {node}", node=term("node", template.node)))
    return " · ".join(told)


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


def place_in_deal(template: Template) -> tuple[int, int, str]:
    """By kind, then in the order in which a deal goes."""
    kinds, nodes = list(TemplateKind), list(NodeCode)
    kind = kinds.index(TemplateKind(template.kind)) if template.kind in kinds else len(kinds)
    node = nodes.index(NodeCode(template.node)) if template.node in nodes else len(nodes)
    return kind, node, template.code
