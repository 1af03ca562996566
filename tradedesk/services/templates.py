"""What the user does with templates: read them, write and change own ones, go back to what a text said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tradedesk.domain import own_text
from tradedesk.domain import template as rules
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.ids import TemplateId
from tradedesk.domain.order import NodeCode
from tradedesk.domain.own_text import TextVersion
from tradedesk.domain.template import Template, TemplateFault, TemplateKind
from tradedesk.ledger import texts
from tradedesk.ledger.writer import Writer
from tradedesk.services.bench import Bench

#: What is the same for every language of an occasion that is the user's own.
_SHARED = ("name_en", "name_zh", "kind", "purpose", "node")


def every(bench: Bench) -> tuple[Template, ...]:
    """Every template: the shipped texts, each replaced by the user's own where it was changed."""
    own = {(each.code, each.language): each for each in texts.templates(bench.ledger.read)}
    kept = tuple(own.pop((each.code, each.language), each) for each in bench.shipped_templates)
    return kept + tuple(own.values())


def choose(bench: Bench, code: str, language: str) -> Template:
    """The template in that language, else in English, else in the one it has; raises NotThere."""
    known = every(bench)
    try:
        return rules.choose(known, code, language).template
    except NotThere:
        only = next((each for each in known if each.code == code), None)
        if only is None:
            raise
        return only


def save(bench: Bench, template: Template) -> TemplateId:
    """Save a template after checking it; one without a code is new and gets one. Returns its number.

    What the text said before is kept as a version. Raises RuleSaysNo naming the first fault and its line, or the field
    ("name", "language", "purpose") that says why not.
    """
    template = _sound(bench, template)
    with bench.ledger.write("template-changed" if template.id is not None else "template-added") as writer:
        return _put(bench, writer, template)


def remove(bench: Bench, template_id: TemplateId) -> None:
    """Take the user's own template in one language away, with its versions; undo brings all of it back."""
    found = texts.template(bench.ledger.read, template_id)
    with bench.ledger.write(f"template-removed|name={found.name_en or found.name_zh}") as writer:
        texts.remove_template(writer, template_id, for_good=True)
        if not any(each.code == found.code for each in texts.templates(writer)):
            for each in texts.wordings(writer):
                if each.code == found.code:
                    writer.delete("wordings", each.id)


def back_to_shipped(bench: Bench, template_id: TemplateId) -> None:
    """Let the shipped text count again; the user's own one stays among the versions."""
    with bench.ledger.write("template-reset") as writer:
        texts.remove_template(writer, template_id, for_good=False)


def faults(bench: Bench, template: Template) -> tuple[TemplateFault, ...]:
    """What is wrong with a template as it is being typed, each with its line."""
    return tuple(bench.renderer.check(template))


def versions(bench: Bench, code: str, language: str) -> tuple[TextVersion, ...]:
    """What a template said before, the newest first; last, with the number 0, the shipped text where there is one.

    The text that counts now is not among them.
    """
    own = next((each for each in texts.templates(bench.ledger.read) if (each.code, each.language) == (code, language)),
               None)  # fmt: skip
    shipped = [
        TextVersion(0, None, each.subject, each.body, each.required)
        for each in bench.shipped_templates
        if (each.code, each.language) == (code, language) and own is not None
    ]
    return (*texts.versions(bench.ledger.read, code, language), *shipped)


def saved_at(bench: Bench, template_id: TemplateId) -> datetime:
    """Since when a template says what it says now (UTC)."""
    return datetime.fromisoformat(texts.saved_at(bench.ledger.read, template_id)).replace(tzinfo=UTC)


def go_back(bench: Bench, code: str, language: str, number: int) -> None:
    """Let a text say again what it said before; what it says now is kept as a version, and undo takes it back.

    Number 0 is the shipped text. Raises NotThere, and RuleSaysNo when the old text names what is no fact any more.
    """
    now = next(each for each in every(bench) if (each.code, each.language) == (code, language))
    if number == 0 and now.id is not None:
        back_to_shipped(bench, now.id)
        return
    kept = next((each for each in versions(bench, code, language) if each.number == number), None)
    if kept is None:
        raise NotThere("template-version", number)
    template = replace(now, subject=kept.subject, body=kept.body, required=kept.required)
    template = _sound(bench, template)
    with bench.ledger.write("template-gone-back") as writer:
        _put(bench, writer, template)


def put_all(bench: Bench, writer: Writer, templates: tuple[Template, ...]) -> None:
    """Write several checked templates within a change that is under way."""
    for each in templates:
        _put(bench, writer, each)


def sound(bench: Bench, template: Template) -> Template:
    """The template with a tidy name, checked. Raises like ``save``."""
    return _sound(bench, template)


def _sound(bench: Bench, template: Template) -> Template:
    english, chinese = (" ".join(each.split()) for each in (template.name_en, template.name_zh))
    if not (english or chinese):
        raise RuleSaysNo("template-name-missing", "name")
    if max(len(english), len(chinese)) > own_text.LONGEST_NAME:
        raise RuleSaysNo("template-name-long", "name", most=own_text.LONGEST_NAME)
    template = replace(template, name_en=english or chinese, name_zh=chinese or english)
    if template.kind not in list(TemplateKind) or template.node not in ("", *NodeCode):
        raise RuleSaysNo("template-kind-unknown", "kind")
    purposes = {code for (code,) in bench.ledger.read.all("select code from purposes")}
    if template.purpose not in purposes:
        raise RuleSaysNo("template-purpose-missing", "purpose")
    for fault in bench.renderer.check(template):
        raise RuleSaysNo(fault.code, fault.field, line=fault.line, **dict(fault.facts))
    return template


def _put(bench: Bench, writer: Writer, template: Template) -> TemplateId:
    if template.id is not None:
        texts.change_template(writer, template, bench.stamp())
        _share(writer, template)
        return template.id
    if not template.code:
        taken = {each.code for each in bench.shipped_templates} | texts.codes(writer)
        template = replace(template, code=own_text.own_code(template.name_en, taken))
    if any((each.code, each.language) == (template.code, template.language) for each in texts.templates(writer)):
        raise RuleSaysNo("template-language-taken", "language")
    number = texts.add_template(writer, template, bench.stamp())
    _share(writer, template)
    return number


def _share(writer: Writer, template: Template) -> None:
    """What is not a matter of language is the same in every language of an occasion that is the user's own."""
    if not own_text.is_own_code(template.code):
        return
    shared = {name: getattr(template, name) for name in _SHARED}
    for each in texts.templates(writer):
        if each.code == template.code and each.language != template.language and each.id is not None:
            writer.update("templates", each.id, shared)
