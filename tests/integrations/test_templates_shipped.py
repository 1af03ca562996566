"""The shipped texts: complete, in both languages, and marked wherever a fact is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tradedesk.domain.culture import Tone
from tradedesk.domain.document import DocumentKind
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.order import NodeCode
from tradedesk.domain.template import FACTS, Template, has_tones, markers, unfilled
from tradedesk.integrations.templates.renderer import TemplateRenderer
from tradedesk.integrations.templates.shipped import load_shipped, parse
from tradedesk.runtime.resources import resource_path

SHIPPED = load_shipped(resource_path("templates"))
CODES = sorted({one.code for one in SHIPPED})
NO_TONE = {name: "" if name.startswith("tone.") else f"<{name}>" for name in FACTS}


def full(tone: Tone) -> dict[str, str]:
    """Every fact there is, for a reader of one tone."""
    return {**NO_TONE, f"tone.{tone}": str(tone)}


FULL = full(Tone.DIRECT)

#: The question which address is for what is put in the customer's language (B3).
MORE_LANGUAGES = ("de", "fr", "es", "pt", "it", "ru", "tr", "ar", "ja", "ko", "pl")

#: What stands behind the greeting; Japanese and Korean letters name the firm above it (E3).
GREETED = {"zh_CN": "：", "es": ":", "ru": "!", "ar": "،", "ja": "", "ko": ""}

#: What each occasion cannot do without, as the trade has it; who is greeted and who signs is needed everywhere.
NEEDED = {
    "inquiry-reply": "order.product_parameters order.moq order.lead_time order.payment_terms order.port_loading",
    "production-progress": "order.number node.name node.date next_node.name next_node.date",
    "goods-ready": "order.number node.date packages.summary balance.amount next_node.name next_node.date",
    "shipped": "shipment.carrier shipment.number shipment.link shipment.etd shipment.eta documents.list",
    "delay": "order.number incident.cause incident.solution incident.recovery incident.decision",
    "damage": "order.number incident.what incident.cause incident.solution incident.recovery incident.decision",
    "complaint-reply": "incident.what incident.cause incident.solution incident.recovery incident.decision",
    "confirm-point": "point.text point.medium point.said_on",
    "order-change": "order.number change.text",
    "payment-terms-change": "order.number order.payment_terms",
    "which-address": "addresses.list",
    "quotation": "document.number order.total order.incoterm order.valid_until documents.list",
    "proforma-invoice": "document.number order.total order.valid_until documents.list",
    "contract": "document.number order.total order.valid_until documents.list",
    "commercial-invoice": "document.number order.total documents.list",
    "balance-reminder": "invoice.number balance.amount balance.due my.bank",
    "balance-reminder-firm": "invoice.number balance.amount balance.due my.bank",
    "balance-reminder-last": "invoice.number balance.amount balance.due my.bank",
    "auto-reply": "my.working_hours my.zone answer.by",
    "holiday-notice": "holiday.name holiday.first holiday.last holiday.back",
}

every_text = pytest.mark.parametrize("template", SHIPPED, ids=lambda one: f"{one.language}-{one.code}")


@pytest.fixture(scope="module")
def renderer() -> Iterator[TemplateRenderer]:
    with TemplateRenderer() as one:
        one.warm_up()
        yield one


def test_every_occasion_has_a_text_in_english_and_chinese_c6() -> None:
    assert CODES == [
        "arrived", "auto-reply", "balance-reminder", "balance-reminder-firm", "balance-reminder-last",
        "commercial-invoice", "complaint-reply", "confirm-point", "contract", "customs-released", "damage", "delay",
        "deposit-received", "documents-sent", "eid-greeting", "goods-ready", "holiday-notice", "inquiry-reply",
        "letter", "logistics-tracking", "order-change", "order-confirmation", "payment-terms-change",
        "production-progress", "proforma-invoice", "quotation", "reorder-due", "sample-follow-up", "sample-sent",
        "season-greeting", "shipped", "spring-festival", "thank-you", "to-all-concerned", "which-address",
    ]  # fmt: skip
    both = {(c, lang) for c in CODES for lang in ("en", "zh_CN")}
    assert {(one.code, one.language) for one in SHIPPED} == both | {("which-address", each) for each in MORE_LANGUAGES}


def test_the_two_languages_of_a_text_agree_on_everything_but_the_words() -> None:
    heads = {(t.code, t.kind, t.name_en, t.name_zh, t.purpose, t.node, t.attachments, t.required) for t in SHIPPED}
    assert len(heads) == len(CODES)


def test_the_order_follow_up_has_one_text_for_each_of_its_nodes_c2() -> None:
    nodes = [one.node for one in SHIPPED if one.language == "en" and one.node]
    assert len(nodes) == len(set(nodes))
    assert {NodeCode.PRODUCTION, NodeCode.READY, NodeCode.CUSTOMS, NodeCode.SHIPPED} <= set(nodes)


@pytest.mark.parametrize("code", NEEDED)
def test_a_text_requires_the_facts_that_its_occasion_cannot_do_without_c1_c3_c4(code: str) -> None:
    for template in SHIPPED:
        if template.code == code:
            assert set(NEEDED[code].split()) <= set(template.required)


def test_a_paper_is_suggested_first_where_a_text_is_about_one() -> None:
    first = {one.code: one.attachments[0] for one in SHIPPED if "document.number" in one.required}
    assert first == {
        "quotation": DocumentKind.QUOTATION,
        "proforma-invoice": DocumentKind.PROFORMA_INVOICE,
        "contract": DocumentKind.CONTRACT,
        "commercial-invoice": DocumentKind.COMMERCIAL_INVOICE,
    }


@pytest.mark.parametrize("tone", Tone)
@every_text
def test_with_all_facts_there_is_no_mark_and_every_required_fact_is_told_in_every_tone(
    renderer: TemplateRenderer, template: Template, tone: Tone
) -> None:
    rendered = renderer.render(template, full(tone))
    assert rendered.missing == ()
    assert markers(rendered.subject + rendered.body) == ()
    assert "\n\n\n" not in rendered.body
    for name in template.required:
        assert f"<{name}>" in rendered.subject + rendered.body


@pytest.mark.parametrize("tone", Tone)
@every_text
def test_a_text_looks_up_nothing_beyond_its_reach(renderer: TemplateRenderer, template: Template, tone: Tone) -> None:
    within = {name: value for name, value in full(tone).items() if name in template.reach}
    whole, narrow = renderer.render_each([(template, full(tone)), (template, within)])
    assert whole == narrow


@pytest.mark.parametrize("code", CODES)
def test_a_text_sounds_otherwise_in_each_tone_and_says_the_same_facts_in_both_languages_e1_e2_e3(
    renderer: TemplateRenderer, code: str
) -> None:
    told = {}
    for template in SHIPPED:
        if template.code == code and template.language in ("en", "zh_CN"):
            assert has_tones(template)
            bodies = [renderer.render(template, full(tone)).body for tone in Tone]
            assert len(set(bodies)) == 3
            told[template.language] = [_facts(template.subject), *(_facts(body) for body in bodies)]
    english, chinese = told["en"], told["zh_CN"]
    assert english == chinese


def _facts(text: str) -> set[str]:
    """The facts that a text names, or that stand in a finished one."""
    return {name for name in FACTS if f"<{name}>" in text or f"{{{{ {name} }}}}" in text}


@pytest.mark.parametrize("code", CODES)
def test_every_tone_tells_at_least_the_facts_of_the_direct_one(renderer: TemplateRenderer, code: str) -> None:
    for template in SHIPPED:
        if template.code == code:
            direct, warm, formal = (_facts(renderer.render(template, full(tone)).body) for tone in Tone)
            assert direct <= warm <= formal


@every_text
def test_a_reader_of_no_known_tone_is_written_to_directly(renderer: TemplateRenderer, template: Template) -> None:
    assert renderer.render(template, NO_TONE) == renderer.render(template, FULL)


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


@pytest.mark.parametrize("tone", Tone)
@every_text
def test_a_text_greets_first_and_is_signed_last(renderer: TemplateRenderer, template: Template, tone: Tone) -> None:
    facts = full(tone)
    lines = renderer.render(template, facts).body.split("\n")
    formal = tone is Tone.FORMAL and template.language in ("en", "zh_CN")
    if template.language in ("ja", "ko") or formal:
        assert lines.pop(0) == "<party.name>"
    assert lines[0] == "<contact.salutation>" + GREETED.get(template.language, ",")
    assert lines[-2] == "<my.name>"
    assert lines[-1].startswith("<my.company> · ")
    bare = {name: value for name, value in facts.items() if name != "my.working_hours"}
    if template.code != "auto-reply":
        assert renderer.render(template, bare).body.endswith("\n<my.name>\n<my.company>")


#: Occasions that are about no order: a greeting carries no business.
OF_NO_ORDER = {
    "auto-reply", "eid-greeting", "holiday-notice", "reorder-due", "season-greeting", "spring-festival",
}  # fmt: skip


@every_text
def test_the_subject_carries_the_order_number_where_there_is_one(
    renderer: TemplateRenderer, template: Template
) -> None:
    if template.code in OF_NO_ORDER:
        assert "order" not in [name.split(".")[0] for name in template.required]
        return
    assert "<order.number>" in renderer.render(template, FULL).subject
    if "order.number" not in template.required:
        without = renderer.render(template, {**FULL, "order.number": ""})
        assert without.missing == ()
        assert "()" not in without.subject


@pytest.mark.parametrize("code", ["season-greeting", "spring-festival", "eid-greeting"])
def test_a_greeting_carries_no_business(renderer: TemplateRenderer, code: str) -> None:
    for template in SHIPPED:
        if template.code == code:
            for tone in Tone:
                rendered = renderer.render(template, full(tone))
                signed = {"my.name", "my.company", "my.working_hours", "my.zone", "contact.salutation", "party.name"}
                assert _facts(rendered.subject + rendered.body) <= signed


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
    for short in ("MOQ", "ETD", "ETA", "ETC", "B/L", "T/T", "PI ", "CI ", "L/C", "FCL", "LCL", "asap", "pls", "FYI"):
        assert short not in words


#: Longest sentence of a shipped text, in words (C5); a fact counts as one.
LONGEST = 22


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("code", CODES)
def test_an_english_text_has_short_sentences_without_slang_c5(
    renderer: TemplateRenderer, code: str, tone: Tone
) -> None:
    template = next(one for one in SHIPPED if (one.code, one.language) == (code, "en"))
    body = renderer.render(template, full(tone)).body
    for line in re.sub(r"<[a-z_.]+>", "X", body).split("\n"):
        for sentence in re.split(r"(?<=[.?!:])\s+", line):
            assert len(sentence.split()) <= LONGEST, sentence
    assert not re.search(r"n't|'re\b|'ll\b|'ve\b|I'm|gonna|wanna|guys|\bok\b|cheers|stuff|!", body, re.IGNORECASE)


@pytest.mark.parametrize("code", CODES)
def test_a_chinese_text_has_chinese_signs_and_short_sentences_c5(renderer: TemplateRenderer, code: str) -> None:
    template = next(one for one in SHIPPED if (one.code, one.language) == (code, "zh_CN"))
    for tone in Tone:
        body = re.sub(r"<[a-z_.]+>", "X", renderer.render(template, full(tone)).body)
        for sentence in re.split(r"[。？！：；\n]", body.partition("X · ")[0]):
            assert len(sentence) <= 48, sentence
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]", body)


def test_the_confirmation_of_a_point_is_titled_as_one_f2() -> None:
    titles = {one.language: one.subject for one in SHIPPED if one.code == "confirm-point"}
    assert titles["en"].startswith("Confirmation of ")
    assert titles["zh_CN"].startswith("确认事项")
    changes = [one for one in SHIPPED if one.code in ("order-change", "payment-terms-change")]
    assert all(one.subject.startswith("Confirmation of ") for one in changes if one.language == "en")
    assert all("确认：" in one.subject for one in changes if one.language == "zh_CN")


def test_three_reminders_grow_firmer_and_the_first_and_last_say_so() -> None:
    subjects = {one.code: one.subject for one in SHIPPED if one.code.startswith("balance-") and one.language == "en"}
    assert "overdue" not in subjects["balance-reminder"]
    assert "overdue" in subjects["balance-reminder-firm"]
    assert "last reminder" in subjects["balance-reminder-last"]


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
        ("kind: order", "kind: order\nattachments: pi, novel", "4", "attachments-unknown"),
        ("kind: order", "kind: order\nattachments: pi, pi", "4", "attachments-unknown"),
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


def test_the_papers_of_a_text_stand_in_its_order() -> None:
    text = GOOD.replace("required: order.number", "attachments: ci, packing-list\nrequired: order.number")
    assert parse(text, "note", "en").attachments == ("ci", "packing-list")
    assert parse(GOOD, "note", "en").attachments == ()


def test_texts_are_found_by_language_and_code(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "note.txt").write_text(GOOD, "utf-8")
    (tmp_path / "README.md").write_text("not a text", "utf-8")
    assert [(one.language, one.code) for one in load_shipped(tmp_path)] == [("fr", "note")]
