"""What the user does with templates: read the shipped ones, change one, go back to the shipped text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tradedesk.domain import template as rules
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import TemplateId
from tradedesk.domain.template import Rendered, Template, TemplateFault
from tradedesk.ledger.values import split_words, words
from tradedesk.services.bench import Bench


def every(bench: Bench) -> tuple[Template, ...]:
    """Every template: the shipped texts, each replaced by the user's own where it was changed."""
    own = {(each.code, each.language): each for each in _own(bench)}
    kept = tuple(own.pop((each.code, each.language), each) for each in bench.shipped_templates)
    return kept + tuple(own.values())


def choose(bench: Bench, code: str, language: str) -> Template:
    """The template in that language, else in English; raises NotThere."""
    return rules.choose(every(bench), code, language).template


def save(bench: Bench, template: Template) -> TemplateId:
    """Save a changed template after checking it; raises RuleSaysNo naming the first fault and its line."""
    for fault in bench.renderer.check(template):
        raise RuleSaysNo(fault.code, fault.field, line=fault.line, **dict(fault.facts))
    with bench.ledger.write("template-changed") as writer:
        if template.id is not None:
            writer.update("templates", template.id, _row(bench, template), template.version)
            return template.id
        return writer.insert("templates", _row(bench, template))


def back_to_shipped(bench: Bench, template_id: TemplateId) -> None:
    """Drop the user's own text, so that the shipped one counts again."""
    with bench.ledger.write("template-reset") as writer:
        writer.delete("templates", template_id)


def faults(bench: Bench, template: Template) -> tuple[TemplateFault, ...]:
    """What is wrong with a template as it is being typed, each with its line."""
    return tuple(bench.renderer.check(template))


def preview(bench: Bench, template: Template) -> Rendered:
    """The template with the facts of the newest running order that has a customer, marks where one is missing."""
    from tradedesk.domain.draft import Draft
    from tradedesk.ledger import orders
    from tradedesk.services.about import about_of
    from tradedesk.services.facts import facts_of

    order_id = bench.ledger.read.value(
        "select id from orders where stage not in ('closed', 'cancelled') order by ordered_on desc, id desc limit 1"
    ) or bench.ledger.read.value("select max(id) from orders")
    if order_id is None:
        return bench.renderer.render(template, {})
    order = orders.order(bench.ledger.read, order_id)
    draft = Draft(0, order.party_id, order.id, template.code, template.language, template.purpose, "", "")
    nodes = orders.nodes(bench.ledger.read, order_id)
    node = next((each.id for each in nodes if each.code == template.node), None)
    about = about_of(bench, replace(draft, node_id=node))
    return bench.renderer.render(template, facts_of(about, template.language, bench.now()))


def _own(bench: Bench) -> tuple[Template, ...]:
    rows = bench.ledger.read.rows("select * from templates order by id")
    return tuple(
        Template(
            code=row["code"],
            language=row["language"],
            kind=row["kind"],
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            purpose=row["purpose"],
            node=row["node"],
            subject=row["subject"],
            body=row["body"],
            required=split_words(row["required"]),
            builtin=False,
            id=row["id"],
            version=row["version"],
        )
        for row in rows
    )


def _row(bench: Bench, template: Template) -> dict[str, Any]:
    return {
        "code": template.code,
        "language": template.language,
        "kind": template.kind,
        "name_en": template.name_en,
        "name_zh": template.name_zh,
        "purpose": template.purpose,
        "node": template.node,
        "subject": template.subject,
        "body": template.body,
        "required": words(template.required),
        "changed_at": bench.stamp(),
    }
