"""The shipped texts: complete, in both languages, and marked wherever a fact is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.order import NodeCode
from tradedesk.domain.template import FACTS, Template, markers, unfilled
from tradedesk.integrations.templates.renderer import TemplateRenderer
from tradedesk.integrations.templates.shipped import load_shipped, parse
from tradedesk.runtime.resources import resource_path

SHIPPED = load_shipped(resource_path("templates"))
CODES = sorted({one.code for one in SHIPPED})
FULL = {name: f"<{name}>" for name in FACTS}

#: The question which address is for what is put in the customer's language (B3).
MORE_LANGUAGES = ("de", "fr", "es", "pt", "it", "ru", "tr", "ar", "ja", "ko", "pl")

#: What stands behind the greeting; Japanese and Korean letters name the firm above it (E3).
GREETED = {"zh_CN": "：", "es": ":", "ru": "!", "ar": "،", "ja": "", "ko": ""}

every_text = pytest.mark.parametrize("template", SHIPPED, ids=lambda one: f"{one.language}-{one.code}")


@pytest.fixture(scope="module")
def renderer() -> Iterator[TemplateRenderer]:
    with TemplateRenderer() as one:
        one.warm_up()
        yield one


def test_every_occasion_has_a_text_in_english_and_chinese_c6() -> None:
    assert CODES == [
        "balance-reminder",
        "confirm-point",
        "customs-released",
        "deposit-received",
        "goods-ready",
        "inquiry-reply",
        "letter",
        "order-confirmation",
        "production-progress",
        "shipped",
        "to-all-concerned",
        "which-address",
    ]
    both = {(c, lang) for c in CODES for lang in ("en", "zh_CN")}
    assert {(one.code, one.language) for one in SHIPPED} == both | {("which-address", each) for each in MORE_LANGUAGES}


def test_the_two_languages_of_a_text_agree_on_everything_but_the_words() -> None:
    heads = {(t.code, t.kind, t.name_en, t.name_zh, t.purpose, t.node, t.required) for t in SHIPPED}
    assert len(heads) == len(CODES)


def test_the_order_follow_up_has_one_text_for_each_of_its_nodes_c2() -> None:
    nodes = [one.node for one in SHIPPED if one.language == "en" and one.node]
    assert len(nodes) == len(set(nodes))
    assert {NodeCode.PRODUCTION, NodeCode.READY, NodeCode.CUSTOMS, NodeCode.SHIPPED} <= set(nodes)


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        (
            "inquiry-reply",
            "order.product_parameters order.moq order.lead_time order.payment_terms order.port_loading",
        ),
        ("production-progress", "order.number node.name node.date next_node.name next_node.date"),
        (
            "goods-ready",
            "order.number node.date packages.summary balance.amount next_node.name next_node.date",
        ),
        (
            "shipped",
            "shipment.carrier shipment.number shipment.link shipment.etd shipment.eta documents.list",
        ),
        ("confirm-point", "point.text point.medium point.said_on"),
        ("which-address", "addresses.list"),
        ("balance-reminder", "invoice.number balance.amount balance.due my.bank"),
    ],
)
def test_a_text_requires_the_facts_that_its_occasion_cannot_do_without_c1(code: str, facts: str) -> None:
    for template in SHIPPED:
        if template.code == code:
            assert set(facts.split()) <= set(template.required)


@every_text
def test_with_all_facts_there_is_no_mark_and_every_required_fact_is_told(
    renderer: TemplateRenderer, template: Template
) -> None:
    rendered = renderer.render(template, FULL)
    assert rendered.missing == ()
    assert markers(rendered.subject + rendered.body) == ()
    for name in template.required:
        assert f"<{name}>" in rendered.subject + rendered.body


@every_text
def test_each_missing_required_fact_is_marked_alone_and_reported(
    renderer: TemplateRenderer, template: Template
) -> None:
    for name in template.required:
        rendered = renderer.render(template, {**FULL, name: ""})
        assert unfilled(rendered.subject, rendered.body) == (name,)
        assert rendered.missing == (name,)


@every_text
def test_without_any_fact_exactly_the_required_ones_are_marked(renderer: TemplateRenderer, template: Template) -> None:
    rendered = renderer.render(template, {})
    assert set(unfilled(rendered.subject, rendered.body)) == set(template.required)
    assert rendered.missing == template.required
    assert "\n\n\n" not in rendered.body


@every_text
def test_a_text_greets_first_and_is_signed_last(renderer: TemplateRenderer, template: Template) -> None:
    lines = renderer.render(template, FULL).body.split("\n")
    if template.language in ("ja", "ko"):
        assert lines.pop(0) == "<party.name>"
    assert lines[0] == "<contact.salutation>" + GREETED.get(template.language, ",")
    assert lines[-2] == "<my.name>"
    assert lines[-1].startswith("<my.company> · ")
    bare = {name: value for name, value in FULL.items() if name != "my.working_hours"}
    assert renderer.render(template, bare).body.endswith("\n<my.name>\n<my.company>")


@every_text
def test_the_subject_carries_the_order_number_where_there_is_one(
    renderer: TemplateRenderer, template: Template
) -> None:
    assert "<order.number>" in renderer.render(template, FULL).subject
    if "order.number" not in template.required:
        without = renderer.render(template, {**FULL, "order.number": ""})
        assert without.missing == ()
        assert "()" not in without.subject


@every_text
def test_a_quoted_price_is_never_without_its_incoterm_and_validity(
    renderer: TemplateRenderer, template: Template
) -> None:
    if template.code == "inquiry-reply":
        quoted = renderer.render(template, {**FULL, "order.incoterm": "", "order.valid_until": ""})
        assert quoted.missing == ("order.incoterm", "order.valid_until")
        unquoted = renderer.render(template, {**FULL, "order.total": "", "order.incoterm": "", "order.valid_until": ""})
        assert unquoted.missing == ()


@pytest.mark.parametrize("language", MORE_LANGUAGES)
def test_the_question_in_another_language_says_the_same_in_english_below_c5(
    renderer: TemplateRenderer, language: str
) -> None:
    template = next(one for one in SHIPPED if (one.code, one.language) == ("which-address", language))
    body = renderer.render(template, FULL).body
    native, _, english = body.partition("English")
    assert "<addresses.list>" in native
    assert "<addresses.list_en>" not in native
    for said in ("<addresses.list_en>", "Contracts and proforma invoices", "Complaints", "should not use"):
        assert said in english
    assert native.count("\n- ") == english.count("\n- ") == 7
    assert "English" not in renderer.render(template, {**FULL, "addresses.list_en": ""}).body


@every_text
def test_a_shipped_text_is_sound(renderer: TemplateRenderer, template: Template) -> None:
    assert renderer.check(template) == []


@every_text
def test_a_shipped_text_has_no_unexplained_abbreviation_c5(template: Template) -> None:
    words = template.subject + template.body
    for short in ("MOQ", "ETD", "ETA", "B/L", "T/T", "PI ", "asap", "pls", "FYI"):
        assert short not in words


def test_the_confirmation_of_a_point_is_titled_as_one_f2() -> None:
    titles = {one.language: one.subject for one in SHIPPED if one.code == "confirm-point"}
    assert titles["en"].startswith("Confirmation of ")
    assert titles["zh_CN"].startswith("确认事项")


GOOD = """name-en: Note
name-zh: 便条
kind: order
purpose: progress
required: order.number
required: my.name

Subject: Order {{ order.number }}

Hello
"""


def test_a_text_file_is_read_as_it_stands() -> None:
    template = parse(GOOD, "note", "en")
    assert (template.name_zh, template.node, template.required) == ("便条", "", ("order.number", "my.name"))
    assert (template.subject, template.body, template.builtin) == ("Order {{ order.number }}", "Hello", True)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("name-zh: 便条\n", "", "5", "name-zh-absent"),
        ("kind: order", "kind: novel", "3", "kind-unknown"),
        ("purpose: progress", "purpose: chat", "4", "purpose-unknown"),
        ("kind: order", "kind: order\nnode: packed", "4", "node-unknown"),
        ("kind: order", "kind: order\nkind: order", "4", "kind-twice"),
        ("kind: order", "kind: order\ncolour: red", "4", "head"),
        ("kind: order", "kind:", "3", "head"),
        ("order.number\n", "order.colour\n", "5", "required-unknown"),
        ("required: my.name", "required: my.name, order.number", "6", "required-twice"),
        ("Subject: Order {{ order.number }}", "Order", "8", "subject"),
        ("\n\nHello", "\nHello", "8", "subject"),
        ("Hello\n", "", "10", "body-absent"),
    ],
)
def test_a_broken_text_file_is_named_with_its_line(old: str, new: str, line: str, what: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleSaysNo) as error:
        parse(GOOD.replace(old, new, 1), "note", "en")
    assert error.value.code == "template-file-broken"
    assert error.value.facts == {"file": "en/note.txt", "line": line, "what": what}


def test_texts_are_found_by_language_and_code(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "note.txt").write_text(GOOD, "utf-8")
    (tmp_path / "README.md").write_text("not a text", "utf-8")
    assert [(one.language, one.code) for one in load_shipped(tmp_path)] == [("fr", "note")]
