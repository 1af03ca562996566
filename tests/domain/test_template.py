"""Templates: what is missing, where it is marked, and which text is chosen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.errors import NotThere
from tradedesk.domain.template import (
    FACTS,
    Template,
    choose,
    fact_label,
    fill,
    is_one_line,
    marker,
    markers,
    missing,
    unfilled,
)

NAMES = st.sampled_from(sorted(FACTS))


def a_template(
    code: str = "inquiry-reply",
    language: str = "en",
    *,
    required: tuple[str, ...] = (),
    builtin: bool = True,
    body: str = "",
) -> Template:
    return Template(code, language, "inquiry", "Inquiry reply", "询盘回复", "inquiry", "", "", body, required, builtin)


def test_inquiry_reply_without_lead_time_names_the_lead_time_c1() -> None:
    template = a_template(required=("order.moq", "order.lead_time", "order.port_loading"))
    facts = {"order.moq": "200 sets", "order.lead_time": "  ", "order.port_loading": "Ningbo"}
    assert missing(template, facts) == ("order.lead_time",)


def test_facts_that_are_not_given_at_all_are_missing_in_the_templates_order() -> None:
    assert missing(a_template(required=("order.moq", "order.lead_time")), {}) == ("order.moq", "order.lead_time")


def test_every_fact_is_named_in_both_languages_and_belongs_to_one_group() -> None:
    for name, fact in FACTS.items():
        assert name == fact.name
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", name)
        assert fact.label_en
        assert re.search("[\u4e00-\u9fff]", fact.label_zh), name
    assert len({fact.label_en for fact in FACTS.values()}) == len(FACTS)
    assert len({fact.label_zh for fact in FACTS.values()}) == len(FACTS)


def test_a_fact_is_called_by_the_readers_word_for_it() -> None:
    assert fact_label("order.lead_time", "en") == "lead time"
    assert fact_label("order.lead_time", "zh_CN") == "交货期"
    assert fact_label("order.colour", "en") == "order.colour"


def test_marks_are_found_where_they_stand() -> None:
    text = "Lead time: ⟦order.lead_time⟧, from ⟦order.port_loading⟧."
    found = markers(text)
    assert [one.name for one in found] == ["order.lead_time", "order.port_loading"]
    assert [text[one.start : one.end] for one in found] == ["⟦order.lead_time⟧", "⟦order.port_loading⟧"]


def test_a_mark_in_capitals_is_the_same_mark() -> None:
    assert markers("⟦ORDER.MOQ⟧")[0].name == "order.moq"
    assert fill("⟦ORDER.MOQ⟧", "order.moq", "5") == "5"


@pytest.mark.parametrize(
    "text", ["⟦⟧", "⟦ order.moq ⟧", "[order.moq]", "⟦order⟧", "⟦请填写⟧", "⟦order.moq", "order.moq⟧"]
)
def test_what_only_looks_like_a_mark_is_text(text: str) -> None:
    assert markers(text) == ()


def test_a_fact_that_is_filled_goes_into_every_place_where_it_was_missing() -> None:
    text = "⟦order.number⟧: ⟦order.moq⟧, ⟦order.number⟧"
    assert fill(text, "order.number", "TD-2026-0131") == "TD-2026-0131: ⟦order.moq⟧, TD-2026-0131"


def test_a_blank_answer_leaves_the_mark() -> None:
    assert fill("⟦order.moq⟧", "order.moq", " \n") == "⟦order.moq⟧"


@given(name=NAMES, value=st.text(min_size=1), before=st.text(), after=st.text())
def test_whatever_is_filled_in_stands_there_exactly_as_it_was_typed(
    name: str, value: str, before: str, after: str
) -> None:
    before, after = before.replace("⟦", ""), after.replace("⟧", "")
    filled = fill(before + marker(name) + after, name, value)
    assert filled == before + (value if value.strip() else marker(name)) + after


@given(parts=st.lists(st.one_of(NAMES.map(marker), st.text(alphabet="ab \n。⟦"))))
def test_each_missing_fact_is_named_once_in_the_order_of_the_text(parts: list[str]) -> None:
    expected = dict.fromkeys(part[1:-1] for part in parts if part.endswith("⟧"))
    assert unfilled("".join(parts)) == tuple(expected)


@pytest.mark.parametrize("breaker", ["\n", "\r", "\r\n", "\0", "\t", "\x0b", "\x85", "\u2028", "\u2029", "\x7f"])
def test_a_subject_with_a_control_character_is_not_one_line(breaker: str) -> None:
    assert not is_one_line(f"Order{breaker}Bcc: x@example.com")
    assert is_one_line("Order TD-2026-0131: 货物备妥 – Möbel ✓")


ENGLISH, CHINESE = a_template(language="en"), a_template(language="zh_CN")


@pytest.mark.parametrize("asked", ["zh_CN", "zh-cn", "zh", "zh-Hans", "ZH-hans-CN"])
def test_chinese_is_found_under_each_of_its_tags(asked: str) -> None:
    assert choose([ENGLISH, CHINESE], "inquiry-reply", asked) == (CHINESE, None)


@pytest.mark.parametrize("asked", ["en", "en-GB", "en_us"])
def test_english_is_found_whatever_the_country(asked: str) -> None:
    assert choose([CHINESE, ENGLISH], "inquiry-reply", asked) == (ENGLISH, None)


@pytest.mark.parametrize("asked", ["de", "pt-br", "zh-tw", "zh-Hant", ""])
def test_a_language_without_a_text_gets_english_and_the_reason_c5(asked: str) -> None:
    template, reason = choose([CHINESE, ENGLISH], "inquiry-reply", asked)
    assert template is ENGLISH
    assert reason is not None
    assert (reason.code, reason.rule) == ("template-language-fallback", "C5")
    assert (reason.fact("wanted"), reason.fact("used")) == (asked, "en")


@pytest.mark.parametrize("own_first", [True, False])
def test_the_users_own_text_wins_over_the_shipped_one(own_first: bool) -> None:
    own = a_template(builtin=False, body="mine")
    templates = [own, ENGLISH] if own_first else [ENGLISH, own]
    assert choose(templates, "inquiry-reply", "en").template is own


def test_an_occasion_without_any_text_is_not_there() -> None:
    with pytest.raises(NotThere) as error:
        choose([CHINESE], "season-greeting", "zh_CN")
    assert error.value.facts == {"kind": "template", "key": "season-greeting/zh_CN"}
