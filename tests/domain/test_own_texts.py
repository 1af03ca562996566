"""Own texts: names and codes, what signs, two texts line by line, fields put back into a text."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tradedesk.domain.own_text import compare_lines, free_name, is_own_code, own_code, signed
from tradedesk.domain.template import Template
from tradedesk.domain.wording_fields import Span, named_values, unnamed, with_fields

LINES = st.lists(st.sampled_from(["one", "two", "", "three"]), max_size=12).map("\n".join)
WORDS = st.text(string.ascii_letters + string.digits + " .,{%#}\n您好🙂", max_size=40)


def _closed(body: str) -> str:
    return signed(Template("x", "en", "other", "X", "X", "progress", "", "s", body, (), builtin=False)).body


@given(LINES, LINES)
def test_a_comparison_holds_both_texts_whole_and_in_order(before, after):
    found = compare_lines(before, after)
    assert "\n".join(each.text for each in found if each.kind != "come") == before
    assert "\n".join(each.text for each in found if each.kind != "gone") == after


def test_a_changed_line_shows_what_is_gone_above_what_has_come():
    assert [tuple(each) for each in compare_lines("a\nb\nc", "a\nB\nc")] == [
        ("same", "a"), ("gone", "b"), ("come", "B"), ("same", "c"),
    ]  # fmt: skip


@given(st.text(max_size=90), st.sets(st.sampled_from(["own-a", "own-text", "own-text-2", "letter"])))
def test_a_code_is_made_of_any_name_and_is_nobodys(name, taken):
    code = own_code(name, taken)
    assert code not in taken
    assert is_own_code(code)
    assert set(code) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(code) < 64


def test_a_name_that_is_taken_gets_a_number():
    assert free_name("致谢", ["致谢", "致谢 2"]) == "致谢 3"


@pytest.mark.parametrize(
    ("body", "closed"),
    [
        ("Hello\n{{ my.name }}\n{{ my.company }}{% if my.zone %} ({{ my.zone }}){% endif %}",
         "Hello\n{{ my.signature }}"),
        ("Hello\n{{my.name}}", "Hello\n{{ my.signature }}"),
        ("I am {{ my.name }}.", "I am {{ my.name }}."),
        ("{{ my.name }}\n\nP.S. See you.", "{{ my.name }}\n\nP.S. See you."),
        ("{{ my.name }}\n{{ my.company }}\nSales desk of {{ party.name }}",) * 2,
        ("Hello\n{{ my.signature }}\n{{ my.name }}",) * 2,
    ],
)  # fmt: skip
def test_the_signature_takes_the_place_of_the_closing_lines_alone(body, closed):
    assert _closed(body) == closed


def test_values_are_found_where_they_were_put():
    facts = {"order.number": "TD-1", "my.name": "Chen", "node.date": " "}
    named = named_values(facts)
    text, spans = unnamed(f"Order {named['order.number']}, {named['my.name']}")
    assert text == "Order TD-1, Chen"
    assert spans == (Span(6, 10, "order.number"), Span(12, 16, "my.name"))


def test_a_word_that_is_also_a_value_stays_a_word_where_it_was_written_by_hand():
    facts = {"order.port_loading": "Ningbo", "order.number": "TD-2026-1"}
    written, spans = unnamed(f"Port: {named_values(facts)['order.port_loading']}.")
    source = with_fields("Port: Ningbo.\nGreetings from Ningbo, about TD-2026-1", written, spans, facts)
    assert source == "Port: {{ order.port_loading }}.\nGreetings from Ningbo, about {{ order.number }}"


def test_a_value_that_was_retyped_stays_as_it_was_typed():
    facts = {"order.lead_time": "35 days"}
    written, spans = unnamed(f"Lead time: {named_values(facts)['order.lead_time']}.")
    assert with_fields("Lead time: 30 days.", written, spans, facts) == "Lead time: 30 days."


def test_two_facts_of_the_same_value_become_each_its_own_field():
    facts = {"node.date": "1 May", "next_node.date": "1 May"}
    written, spans = unnamed("From {0[node.date]} to {0[next_node.date]}".format(named_values(facts)))
    source = with_fields("From 1 May to 1 May, at last", written, spans, facts)
    assert source == "From {{ node.date }} to {{ next_node.date }}, at last"


def test_a_line_that_need_not_be_there_stands_under_its_condition():
    facts = {"order.buyer_ref": "PO 7"}
    written, spans = unnamed(f"Ref: {named_values(facts)['order.buyer_ref']}\nBye")
    source = with_fields("Ref: PO 7\nBye now", written, spans, facts, optional=("order.buyer_ref",))
    assert source == "{% if order.buyer_ref %}\nRef: {{ order.buyer_ref }}\n{% endif %}\nBye now"


def test_the_mark_of_a_missing_fact_becomes_its_field():
    assert with_fields("Weight: ⟦packages.summary⟧", "", (), {}) == "Weight: {{ packages.summary }}"


@given(WORDS)
def test_words_alone_come_out_of_the_renderer_as_they_were(text):
    from tradedesk.integrations.templates.engine import render_text

    source = with_fields(text, "", (), {})
    shown = render_text(source, "body", {})
    # The last line break of a source is not its own.
    assert shown == text.removesuffix("\n")


@example("", "0\n", "")
@example("", "000\n", "000\n")
@given(WORDS, WORDS, WORDS)
def test_fields_put_back_give_the_same_text_with_the_same_values(before, value, after):
    facts = {"party.name": value}
    written, spans = unnamed(f"{before}{named_values(facts).get('party.name', '')}{after}")
    source = with_fields(written, written, spans, facts)
    if not value.strip():
        return
    from tradedesk.integrations.templates.engine import nested, render_text

    assert "{{ party.name }}" in source
    shown = render_text(source, "body", nested(facts))
    # The last line break of a source is not its own; one that comes with a value stays.
    assert shown == (written.removesuffix("\n") if source.endswith("\n") else written)
