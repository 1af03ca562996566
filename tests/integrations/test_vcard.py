"""Business cards as phones, mail programs and address books really write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradedesk.domain.address import Channel
from tradedesk.domain.card import Card, CardPlace, CardWay
from tradedesk.integrations.files.vcard import read_cards
from tradedesk.integrations.files.vcard_writing import write_cards

OLD_PHONE = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=99=88;=E4=BC=9F;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=99=88=E4=BC=9F\r\n"
    "TEL;CELL;VOICE;PREF:+86 139 0000 1111\r\nTEL;WORK;FAX:0574-87654321\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:Prefers calls in the =\r\nmorning; never on=20=\r\nFriday=0D=0Apays in EUR\r\n"
    "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQEASABIAAD\r\n /2wBDAAgGBgcGBQgHBwcJCQgKDBQN\r\n\r\n"
    "END:VCARD\r\n"
)
APPLE = (
    "BEGIN:VCARD\nVERSION:3.0\nN:Al Mansoori;Khalid;;Mr.;\nFN:Khalid Al Mansoori\n"
    "ORG:Gulf Horizon Trading LLC;Purchasing\nTITLE:Purchasing Manager\n"
    "EMAIL;type=INTERNET;type=WORK;type=pref:orders@gulfhorizon.ae\n"
    "item1.EMAIL;type=INTERNET:khalid.dxb@gmail.com\nitem1.X-ABLabel:_$!<Other>!$_\n"
    'TEL;TYPE="work,voice":+971 4 555 0134\nTEL;type=CELL:+971 50 555 0134\n'
    "IMPP;X-SERVICE-TYPE=WhatsApp;type=HOME:x-apple:971505550134\n"
    "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/kmansoori\n"
    "item2.ADR;type=WORK:;;Warehouse 12\\, Al Quoz 3\\nGate B;Dubai;;12345;United Arab Emirates\n"
    "item3.URL:https\\://gulfhorizon.ae\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12\n"
    "CATEGORIES:VIP,Rattan\\, outdoor\nNOTE:Pays after a\n  reminder\nEND:VCARD\n"
)


def _one(text: str | bytes, encoding: str | None = None) -> Card:
    cards = read_cards(text.encode() if isinstance(text, str) else text, encoding)
    assert len(cards) == 1
    return cards[0]


def test_an_old_phones_card_is_read_with_its_soft_breaks_and_chinese_name():
    card = _one(OLD_PHONE)
    assert (card.name, card.family, card.given) == ("陈伟", "陈", "伟")
    assert card.values(Channel.PHONE) == ("+86 139 0000 1111",)
    assert card.values(Channel.FAX) == ("0574-87654321",)
    assert card.notes == "Prefers calls in the morning; never on Friday\r\npays in EUR"
    assert card.left_out == ("PHOTO",)


def test_an_address_book_card_keeps_every_way_label_and_place():
    card = _one(APPLE)
    assert (card.company, card.department, card.honorific) == ("Gulf Horizon Trading LLC", "Purchasing", "Mr.")
    assert card.values(Channel.MAIL) == ("orders@gulfhorizon.ae", "khalid.dxb@gmail.com")
    assert [each.label for each in card.ways if each.channel is Channel.MAIL] == ["", "Other"]
    assert card.values(Channel.WHATSAPP) == ("971505550134",)
    assert card.values(Channel.LINKEDIN) == ("https://www.linkedin.com/in/kmansoori",)
    place = CardPlace("Warehouse 12, Al Quoz 3, Gate B", "Dubai", "", "12345", "United Arab Emirates")
    assert card.places == (place,)
    assert card.website == "https://gulfhorizon.ae"
    assert card.birthday == "--04-12"
    assert card.tags == ("VIP", "Rattan, outdoor")
    assert card.notes == "Pays after a reminder"


def test_several_cards_of_one_file_come_in_their_order_with_their_lines():
    text = "BEGIN:VCARD\nVERSION:4.0\nFN:One\nEND:VCARD\n\nBEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:All\nEND:VCARD\n"
    found = read_cards(text.encode())
    assert [(each.name, each.line, each.is_group) for each in found] == [("One", 1, False), ("All", 6, True)]


@pytest.mark.parametrize("written", ["gb18030", "utf-8", "utf-16"])
def test_a_card_in_another_encoding_reads_the_same(written):
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:宁波蓝天贸易有限公司\r\nORG:宁波蓝天贸易有限公司\r\nEND:VCARD\r\n"
    assert _one(text.encode(written), None if written != "utf-16" else written).company == "宁波蓝天贸易有限公司"


def test_a_value_that_names_its_character_set_is_read_by_it():
    line = b"FN;CHARSET=GB2312:" + "义乌小商品".encode("gb18030")
    assert _one(b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + line + b"\r\nEND:VCARD\r\n").name == "义乌小商品"


def test_a_card_without_its_end_and_lines_that_are_none_are_taken_as_far_as_they_go():
    card = _one('BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nthis is no property\nEMAIL;TYPE="open:ana@firm.example\n')
    assert card.name == "Ana"


def test_an_agents_card_inside_another_is_not_taken_for_the_person():
    text = "BEGIN:VCARD\nFN:Chief\nAGENT:\nBEGIN:VCARD\nFN:Assistant\nEND:VCARD\nTITLE:CEO\nEND:VCARD\n"
    card = _one(text)
    assert (card.name, card.title) == ("Chief", "CEO")


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=90).map(str.strip)
_NOTES = st.lists(_WORDS.filter(bool), max_size=3).map("\n".join)
_CHANNELS = [Channel.MAIL, Channel.PHONE, Channel.FAX, Channel.WHATSAPP, Channel.WECHAT, Channel.LINKEDIN, Channel.LINE]
_PLAIN = st.from_regex(r"[a-z+][a-z0-9.@+-]{3,30}", fullmatch=True)
_WAYS = st.builds(
    CardWay, st.sampled_from(_CHANNELS), _PLAIN, _WORDS.filter(lambda text: "!<" not in text), st.booleans()
)
_PLACES = st.builds(CardPlace, _WORDS, _WORDS, _WORDS, _WORDS, _WORDS, _WORDS).filter(bool)
_CARDS = st.builds(
    Card, name=_WORDS.filter(bool), family=_WORDS, given=_WORDS, honorific=_WORDS, company=_WORDS, department=_WORDS,
    title=_WORDS, role=_WORDS, ways=st.lists(_WAYS, max_size=4, unique=True).map(tuple),
    places=st.lists(_PLACES, max_size=2).map(tuple), birthday=st.sampled_from(["", "1985-04-12", "--04-12"]),
    tags=st.lists(_WORDS.filter(bool), max_size=3, unique=True).map(tuple), notes=_NOTES, is_company=st.booleans(),
)  # fmt: skip


@given(st.lists(_CARDS, min_size=1, max_size=3), st.sampled_from(["3.0", "4.0"]))
@settings(max_examples=150)
def test_whatever_stands_in_a_card_is_read_back_as_it_was_written(cards, version):
    written = "".join(write_cards(cards, version)).encode()
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    read = [_without_line(card) for card in read_cards(written)]
    assert read == [_without_line(card) for card in cards]


def _without_line(card: Card) -> Card:
    from dataclasses import replace

    return replace(card, line=0)


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_no_bytes_make_the_reader_stumble(raw):
    for card in read_cards(b"BEGIN:VCARD\nFN:x\n" + raw + b"\nEND:VCARD\n"):
        assert isinstance(card, Card)


def test_a_street_of_two_lines_is_one_line_whatever_ends_the_first() -> None:
    place = "ADR;WORK;ENCODING=QUOTED-PRINTABLE:;;Hauptstr. 1=0D=0AHof;Ulm;;;"
    card = f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Jo\r\n{place}\r\nEND:VCARD\r\n"
    (found,) = read_cards(card.encode())
    assert found.places == (CardPlace("Hauptstr. 1, Hof", "Ulm"),)
