"""What the user does with templates: read the shipped ones, change one, go back to the shipped text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tradedesk.domain import template as rules
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import TemplateId
from tradedesk.domain.template import Rendered, Template, TemplateFault, TemplateKind
from tradedesk.ledger.values import split_words, words
from tradedesk.services.bench import Bench


@dataclass(frozen=True)
class Preview:
    """A template as it would read; ``order`` and ``party`` name what its facts are taken from, empty without one."""

    rendered: Rendered
    order: str = ""
    party: str = ""


@dataclass(frozen=True)
class Look:
    """A template as it is being typed: what is wrong with it, and where nothing is, how it would read."""

    faults: tuple[TemplateFault, ...]
    preview: Preview | None


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


def look(bench: Bench, template: Template) -> Look:
    """Check a template as it is being typed, and where it is sound, show it on a real order."""
    found = faults(bench, template)
    return Look(found, None if found else preview(bench, template))


def preview(bench: Bench, template: Template) -> Preview:
    """The template with the facts of a real order, marks where one is missing.

    It is the newest running order that has the template's node, else the newest running one, else the newest of all;
    a template that confirms what was said takes the newest point still to confirm, and its order.
    """
    from tradedesk.domain.draft import Draft
    from tradedesk.ledger import orders, parties
    from tradedesk.services.about import about_of
    from tradedesk.services.facts import facts_of

    read = bench.ledger.read
    party_id, order_id, point_id = _about_what(bench, template)
    if party_id is None:
        return Preview(bench.renderer.render(template, {}))
    nodes = orders.nodes(read, order_id) if order_id is not None else ()
    node = next((each.id for each in nodes if each.code == template.node), None)
    draft = Draft(
        0, party_id, order_id, template.code, template.language, template.purpose, "", "", node_id=node,
        point_id=point_id,
    )  # fmt: skip
    rendered = bench.renderer.render(template, facts_of(about_of(bench, draft), template.language, bench.now()))
    number = orders.order(read, order_id).number if order_id is not None else ""
    return Preview(rendered, number, parties.party(read, party_id).label)


def _about_what(bench: Bench, template: Template) -> tuple[int | None, int | None, int | None]:
    """Party, order and point for a preview; (None, None, None) in a ledger without orders."""
    read = bench.ledger.read
    if template.kind == TemplateKind.CONFIRMATION:
        point = read.first(
            "select party_id, order_id, id from points where party_id is not null "
            "order by confirmed_by is not null, id desc limit 1"
        )
        if point is not None:
            return point
    row = read.first(
        """
        select party_id, id from orders
        order by stage in ('closed', 'cancelled'),
                 not exists (select 1 from nodes where nodes.order_id = orders.id and nodes.code = ?),
                 ordered_on desc, id desc limit 1
        """,
        (template.node,),
    )
    return (row[0], row[1], None) if row is not None else (None, None, None)


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
            attachments=split_words(row["attachments"]),
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
        "attachments": words(template.attachments),
    }
