"""A letter shortened for a chat keeps its facts to the letter (A9); its links carry nothing but digits and text."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.bilingual import both_bodies
from tradedesk.domain.chat_text import LONGEST_LINK, check, linkedin_link, shorten, whatsapp_link
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Medium

SIGNS = ("Chen Yu", "Ningbo Lantian Trading")

LETTER = """Dear Mr. Brandt,

Thank you for your order. We confirm it as follows.

- Order: TD-2026-0160, confirmed on 20 October 2026
- Total: USD 41,400.00
- Lead time: 35 days after the deposit

Please compare these points with your own papers.


We will inform you at each step.

Kind regards,
Chen Yu
Ningbo Lantian Trading · working hours 09:00–18:00 (UTC+8)"""

SHORT = """Hello Mr. Brandt,

Thank you for your order. We confirm it as follows.
- Order: TD-2026-0160, confirmed on 20 October 2026
- Total: USD 41,400.00
- Lead time: 35 days after the deposit

Please compare these points with your own papers.

We will inform you at each step."""

CHINESE = """尊敬的王先生：

您好！

感谢您的订单。现确认如下：

- 订单号：TD-2026-0160
- 总额：USD 41,400.00

请核对。

此致
敬礼

陈宇
宁波蓝天贸易有限公司 · 工作时间 09:00–18:00（UTC+8）"""


def test_a_letter_loses_its_frame_and_keeps_its_matter():
    assert shorten(LETTER, salutation="Dear Mr. Brandt", signature=SIGNS) == SHORT


def test_what_is_short_already_stays_as_it_is():
    assert shorten(SHORT, signature=SIGNS) == SHORT


def test_a_chinese_letter_too():
    assert shorten(CHINESE, signature=("陈宇", "宁波蓝天贸易有限公司")) == (
        "王先生，您好，\n\n感谢您的订单。现确认如下：\n- 订单号：TD-2026-0160\n- 总额：USD 41,400.00\n\n请核对。"
    )


def test_of_two_languages_the_first_is_taken():
    assert shorten(both_bodies(LETTER, CHINESE, "zh_CN"), signature=SIGNS) == SHORT


def test_the_order_s_number_stands_there_where_only_the_subject_named_it():
    told = shorten(
        "Dear Mr. Brandt,\n\nThe goods are ready.\n\nKind regards,\nChen Yu", signature=SIGNS, reference="TD-1"
    )
    assert told == "Hello Mr. Brandt,\n\nTD-1\nThe goods are ready."
    assert shorten(LETTER, signature=SIGNS, reference="TD-2026-0160") == SHORT


@pytest.mark.parametrize(
    ("opening", "short"),
    [
        ("Dear Sir or Madam,", "Hello,"),
        ("Dear Ms. Lee,", "Hello Ms. Lee,"),
        ("Dear Tanaka-sama,", "Hello Tanaka-sama,"),
        ("Sehr geehrter Herr Brandt,", "Sehr geehrter Herr Brandt,"),
        ("田中様、", "田中様、"),
    ],
)
def test_the_opening_is_as_short_as_it_may_be(opening, short):
    told = shorten(f"{opening}\n\nIt is ready.", salutation=opening.rstrip(",、"))
    assert told == f"{short}\n\nIt is ready."


def test_a_letter_without_an_opening_gets_none():
    assert shorten("The goods are ready on 24 November.") == "The goods are ready on 24 November."


def test_a_last_sentence_that_begins_with_our_name_is_no_signature():
    body = "Ningbo Lantian Trading is closed on 1 October.\n\nKind regards,\nChen Yu"
    assert shorten(body, signature=SIGNS) == "Ningbo Lantian Trading is closed on 1 October."


def test_thanks_in_the_middle_of_a_letter_are_kept():
    body = "Thank you.\n\nThe price is USD 5.00.\n\nThank you,\nChen Yu"
    assert shorten(body, signature=SIGNS) == "Thank you.\n\nThe price is USD 5.00."


def test_a_letter_of_nothing_but_its_frame_leaves_nothing():
    assert shorten("Dear Mr. Brandt,\n\nKind regards,\nChen Yu", signature=SIGNS) == "Hello Mr. Brandt,"
    assert shorten("") == ""


_LINES = st.text(
    st.characters(exclude_characters="⟦⟧\r\n\x0b\x0c\x1c\x1d\x1e\x85", exclude_categories=("Cs",)), max_size=60
)


@given(st.lists(_LINES, max_size=12))
def test_no_number_date_or_amount_of_the_matter_is_touched(lines):
    matter = "\n".join(f"Point {at}: {line}" for at, line in enumerate(lines)) or "Nothing"
    told = shorten(f"Dear Mr. Brandt,\n\n{matter}\n\nKind regards,\nChen Yu", signature=SIGNS)
    numbers = re.findall(r"\d+", re.sub(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]", "", matter))
    assert re.findall(r"\d+", told) == numbers


# -- what may not go out -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "medium", "code"),
    [
        (" \n ", Medium.WECHAT, "chat-empty"),
        ("Lead time: ⟦order.lead_time⟧", Medium.WHATSAPP, "fact-still-missing"),
        ("Lead time: ⟦order.", Medium.WHATSAPP, "chat-half-mark"),
        ("x" * 2001, Medium.WHATSAPP, "chat-too-long"),
        ("界" * 2001, Medium.WECHAT, "chat-too-long"),
        ("x" * 8001, Medium.LINKEDIN, "chat-too-long"),
    ],
)
def test_a_chat_that_must_not_go_out_is_refused_at_its_text(text, medium, code):
    with pytest.raises(RuleSaysNo) as no:
        check(text, medium)
    assert (no.value.code, no.value.field) == (code, "text")


def test_a_text_up_to_the_limit_may_go():
    check("x" * 2000, Medium.WHATSAPP)
    check("x" * 8000, Medium.LINKEDIN)


# -- links -------------------------------------------------------------------------------------------------------------


def test_the_chat_is_opened_by_the_digits_alone():
    link, carries = whatsapp_link("+49 (0)40 123-4567", "Hi & bye?\n100%")
    assert link == "https://wa.me/490401234567?text=Hi%20%26%20bye%3F%0A100%25"
    assert carries


@given(st.text(max_size=300))
def test_whatever_the_text_is_it_comes_out_as_it_went_in_and_reaches_nowhere_else(text):
    link, carries = whatsapp_link("8613912345678", text)
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", "/8613912345678")
    assert link.isascii()
    assert len(link) <= LONGEST_LINK
    if carries and text.strip():
        seen = re.sub(
            r"[\x00-\x08\x0b-\x1f\x7f\u2028\ud800-\udfff]", "", text.replace("\r\n", "\n").replace("\r", "\n")
        )
        assert parse_qs(parts.query, keep_blank_values=True)["text"] == [seen.replace("\u2029", "\n")]


def test_a_text_that_would_make_the_link_too_long_is_left_to_the_clipboard():
    assert whatsapp_link("8613912345678", "界" * 300) == ("https://wa.me/8613912345678", False)


def test_without_a_number_whatsapp_asks_for_the_chat_and_a_bad_one_is_refused():
    assert whatsapp_link("", "Hello")[0] == "https://wa.me/?text=Hello"
    for bad in ("12", "javascript:alert(1)", "1" * 16, "٠١٢٣٤٥٦٧٨٩"):
        with pytest.raises(RuleSaysNo):
            whatsapp_link(bad, "Hello")


@pytest.mark.parametrize(
    ("profile", "link"),
    [
        ("https://www.linkedin.com/in/jörg-brandt", "https://www.linkedin.com/in/j%C3%B6rg-brandt"),
        ("https://de.linkedin.com/in/brandt?trk=x", "https://www.linkedin.com/in/brandt"),
        ("https://evil.example/in/brandt", ""),
        ("https://linkedin.com.evil.example/in/brandt", ""),
        ("http://www.linkedin.com/in/brandt", ""),
        ("javascript:alert(1)", ""),
        ("https://[", ""),
    ],
)
def test_only_pages_on_linkedin_are_opened(profile, link):
    assert linkedin_link(profile) == link
