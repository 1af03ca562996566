"""A text for each tone in one source: put in, read again, the others left as they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.tone_texts import ToneTexts, mapped, over, put, read, written

SHIPPED = (
    "{% if tone.formal %}\nDear Sirs\n{% elif tone.warm %}\nDear friends\n{% else %}\nHello\n{% endif %}\nthe rest"
)
#: Lines as they stand in a template: words, fields, conditions of their own.
LINE = st.sampled_from(
    ["Hello", "", "{{ order.number }}", "{% if tone.warm %}", "{% endif %}", "a {% if my.zone %}b{% endif %}", "x %}"]
)


def _has_even_conditions(text: str) -> bool:
    depth = 0
    for line in text.split("\n"):
        depth += (line == "{% if tone.warm %}") - (line == "{% endif %}")
        if depth < 0:
            return False
    return depth == 0


TEXT = st.lists(LINE, max_size=4).map("\n".join).filter(_has_even_conditions)


def test_a_text_for_one_tone_leaves_the_others_as_they_were():
    source = put(SHIPPED, "warm", "Moin")
    assert read(source) == ToneTexts((("warm", "Moin"),), SHIPPED)
    source = put(source, "formal", "Your Excellency")
    source = put(source, "warm", "Moin moin")
    assert read(source) == ToneTexts((("formal", "Your Excellency"), ("warm", "Moin moin")), SHIPPED)


def test_a_text_for_one_tone_alone_leaves_the_others_to_the_template_of_the_day():
    source = put(None, "warm", "Moin")
    assert source == "{% if tone.warm %}\nMoin\n{% endif %}\n"
    source = put(source, "formal", "Your Excellency")
    assert read(source) == ToneTexts((("warm", "Moin"), ("formal", "Your Excellency")), None)
    assert read(over(SHIPPED, source)) == ToneTexts((("warm", "Moin"), ("formal", "Your Excellency")), SHIPPED)
    assert over(SHIPPED, "Hello") == "Hello"


def test_a_text_that_says_the_same_changes_nothing():
    assert put("Hello", "warm", "Hello") == "Hello"
    source = put("Hello", "warm", "Moin")
    assert put(source, "warm", "Moin") == source


def test_a_template_that_is_parted_only_here_and_there_is_one_text():
    assert read(SHIPPED) == ToneTexts((), SHIPPED)
    other = "{% if order.number %}\na\n{% else %}\nb\n{% endif %}\n"
    assert read(other) == ToneTexts((), other)


def test_a_subject_stays_on_one_line():
    source = put("Order {{ order.number }}", "warm", "Good news", lines=False)
    assert source == "{% if tone.warm %}Good news{% else %}Order {{ order.number }}{% endif %}"
    assert read(source) == ToneTexts((("warm", "Good news"),), "Order {{ order.number }}")


def test_each_text_is_changed():
    source = put("Hello", "warm", "Moin")
    assert read(mapped(source, str.upper)) == ToneTexts((("warm", "MOIN"),), "HELLO")


@given(TEXT, TEXT, TEXT)
def test_what_is_put_in_is_read_again(other, warm, formal):
    texts = ToneTexts((("warm", warm), ("formal", formal)), other)
    assert read(written(texts)) == texts
