"""Pasted lists taken apart: which way each piece is, and whose name stands before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.address import Channel
from tradedesk.domain.pasted import pieces


def told(text: str, chosen: Channel | None = None) -> list[str]:
    return [f"{each.channel or '?'} {each.text} {each.name}".strip() for each in pieces(text, chosen)]


# fmt: off
LISTS = {
    "mails with every separator, the last one with a name": (
        "a@b.com; c@d.com / Name <e@f.com>", ["mail a@b.com", "mail c@d.com", "mail e@f.com Name"]),
    "commas and slashes without blanks": (
        "a@b.com,c@d.com/e@f.com", ["mail a@b.com", "mail c@d.com", "mail e@f.com"]),
    "family name first, as Outlook writes it, with and without quotes": (
        'Berg, Anna <anna@n.de>; "Roth, Karl" <karl@n.de>', ["mail anna@n.de Anna Berg", "mail karl@n.de Karl Roth"]),
    "Chinese separators and angles": (
        "a@b.com、张三 <z@x.cn>；李四＜l@x.cn＞", ["mail a@b.com", "mail z@x.cn 张三", "mail l@x.cn 李四"]),
    "a name before a bare address": ("Khalid k@x.com", ["mail k@x.com Khalid"]),
    "the head of a mail": (
        "From: Anna Berg <a@b.com>\nTo: c@d.com\nBcc: e@f.com",
        ["mail a@b.com Anna Berg", "mail c@d.com", "mail e@f.com"]),
    "the same address twice is one": ("a@b.com; A@B.com", ["mail a@b.com"]),
    "a signature with a label before each": (
        "Tel: +49 40 123456-78 Fax: +49 40 123457\nWhatsApp: +86 138 1234 5678\n微信：khalid_wx\nE-Mail: k@x.de",
        ["phone +49 40 123456-78", "fax +49 40 123457", "whatsapp +86 138 1234 5678", "wechat khalid_wx",
         "mail k@x.de"]),
    "labels with a dot or nothing behind": (
        "Tel. +49 40 1234567, Fax +49 40 1234568, WeChat khalid88",
        ["phone +49 40 1234567", "fax +49 40 1234568", "wechat khalid88"]),
    "links say their service": (
        "https://wa.me/8613812345678\nhttps://ae.linkedin.com/in/k\nt.me/khalid\nhttps://line.me/ti/p/~k\nlive:.cid.1a\n"
        "https://open.kakao.com/o/s1\nhttps://firm.de/contact",
        ["whatsapp https://wa.me/8613812345678", "linkedin https://ae.linkedin.com/in/k", "telegram t.me/khalid",
         "line https://line.me/ti/p/~k", "skype live:.cid.1a", "kakaotalk https://open.kakao.com/o/s1",
         "web-form https://firm.de/contact"]),
    "two numbers with a slash between": (
        "+86 138 1234 5678 / 139 1234 5678", ["phone +86 138 1234 5678", "phone 139 1234 5678"]),
    "a number with its extension stays whole": ("0755-88888888 转 801", ["phone 0755-88888888 转 801"]),
    "a WhatsApp account": ("8613812345678@c.us", ["whatsapp 8613812345678@c.us"]),
    "a word that says nothing of its way": ("khalid_wx", ["? khalid_wx"]),
    "half a mail address is meant as one": ("orders@", ["mail orders@"]),
    "a mail address as its own name": ('"a@b.com" <a@b.com>', ["mail a@b.com"]),
}
# fmt: on


@pytest.mark.parametrize(("text", "found"), LISTS.values(), ids=LISTS.keys())
def test_a_pasted_text_is_taken_apart(text: str, found: list[str]) -> None:
    assert told(text) == found


def test_one_piece_is_of_the_way_that_was_chosen() -> None:
    assert told("khalid_wx", Channel.WECHAT) == ["wechat khalid_wx"]
    assert told("khalid@gulfhorizon.ae", Channel.SKYPE) == ["skype khalid@gulfhorizon.ae"]
    assert told("+971 50 555 0134", Channel.WHATSAPP) == ["whatsapp +971 50 555 0134"]


def test_in_a_list_what_a_piece_says_of_itself_counts_more_than_the_way_chosen() -> None:
    assert told("+971 50 555 0134; k@x.ae; Fax: +971 4 555 0134", Channel.WHATSAPP) == [
        "whatsapp +971 50 555 0134", "mail k@x.ae", "fax +971 4 555 0134",
    ]  # fmt: skip


def test_a_free_text_is_never_taken_apart() -> None:
    assert told("Hall 4, stand B12; ask for Anna", Channel.OTHER) == ["other Hall 4, stand B12; ask for Anna"]


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(
                ["a@b.com", "Anna", "Berg,", "<k@x.de>", '"', "Tel:", "+49 40 1234567", ";", "/", "微信", "\n"]
            ),
            max_size=12,
        ).map(" ".join),
    ),
    st.sampled_from([None, *Channel]),
)
def test_whatever_is_pasted_every_address_in_it_is_found(text: str, chosen: Channel | None) -> None:
    found = pieces(text, chosen)
    assert all(each.text.strip() for each in found)
    joined = " ".join(each.text for each in found)
    for mail in ("a@b.com", "k@x.de"):
        assert (mail in joined) or mail not in text


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("a@b.com; c@d.com / Name <e@f.com>", ["a@b.com", "c@d.com", "e@f.com"]),
        ("a@b.com;c@d.com", ["a@b.com", "c@d.com"]),
        ("a@b.com,c@d.com", ["a@b.com", "c@d.com"]),
        ("a@b.com，c@d.com、e@f.com；g@h.com", ["a@b.com", "c@d.com", "e@f.com", "g@h.com"]),
        ("a@b.com/c@d.com", ["a@b.com", "c@d.com"]),
        ("a@b.com | c@d.com", ["a@b.com", "c@d.com"]),
        ("a@b.com c@d.com", ["a@b.com", "c@d.com"]),
        ("a@b.com\nc@d.com\r\n\te@f.com", ["a@b.com", "c@d.com", "e@f.com"]),
        ("A <a@b.com> B <c@d.com>", ["a@b.com", "c@d.com"]),
        ('"Doe, John" <j@x.com>, Jane <k@x.com>', ["j@x.com", "k@x.com"]),
        ("a@b.com; a@b.com", ["a@b.com"]),
        ("Mail: a@b.com. Tel: 123", ["a@b.com"]),
        ("", []),
    ],
)
def test_a_list_of_mails_is_taken_apart_and_no_second_address_is_lost(text: str, addresses: list[str]) -> None:
    assert [each.text for each in pieces(text) if each.channel is Channel.MAIL] == addresses


@given(
    st.lists(st.sampled_from([f"user{each}@firm{each}.com" for each in range(9)]), unique=True, max_size=6), st.data()
)
def test_whatever_stands_between_them_every_pasted_address_is_found(addresses: list[str], data: st.DataObject) -> None:
    between = st.sampled_from(["; ", ";", ", ", ",", " / ", "/", "\n", "；", "，", "、", " ", "\t", " | "])
    text = "".join(each + data.draw(between) for each in addresses)
    assert [each.text.strip(" ;,/|、，；\n\t") for each in pieces(text) if each.channel is Channel.MAIL] == addresses


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("邮箱wang@lantian.cn", "wang@lantian.cn", ""),
        ("张三wang@lantian.cn", "wang@lantian.cn", "张三"),
        ("jin@hanbit.co.kr입니다", "jin@hanbit.co.kr", ""),
        ("张三1@公司.cn", "张三1@公司.cn", ""),
        ("x@gz公司.cn", "x@gz公司.cn", ""),
    ],
)
def test_words_written_right_beside_an_address_are_not_part_of_it(text: str, value: str, name: str) -> None:
    (found,) = pieces(text)
    assert (found.channel, found.text, found.name) == (Channel.MAIL, value, name)
