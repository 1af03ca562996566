"""Postal addresses: several purposes each, and one block in the country's usual order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.party import PostalAddress
from tradedesk.domain.postal import PURPOSES, block, purposes_of, with_purpose


def _at(country: str, street: str, city: str, code: str, region: str = "", **more: str) -> PostalAddress:
    return PostalAddress(1, 7, "ship-to", "Nordlicht Möbel GmbH", street, city, region, code, country, **more)


def test_the_code_stands_before_the_town_in_germany():
    found = block(_at("DE", "Hafenstraße 12", "Hamburg", "20457"), "Germany")
    assert found == ("Nordlicht Möbel GmbH", "Hafenstraße 12", "20457 Hamburg", "GERMANY")


def test_in_the_united_states_state_and_code_follow_the_town():
    found = block(_at("US", "1201 3rd Ave\nSuite 400", "Seattle", "98101", "WA"), "United States")
    assert found[1:] == ("1201 3rd Ave", "Suite 400", "Seattle, WA 98101", "UNITED STATES")


def test_in_the_united_kingdom_the_code_has_its_own_line():
    assert block(_at("GB", "1 Quay St", "Bristol", "BS1 4DJ"), "United Kingdom")[2:4] == ("Bristol", "BS1 4DJ")


def test_an_address_in_chinese_goes_from_the_country_down():
    chinese = PostalAddress(
        1, 7, "office", "宁波蓝天贸易有限公司", "海曙区中山路1号", "宁波市", "浙江省", "315000", "CN"
    )
    assert block(chinese, "中国") == ("中国", "315000", "浙江省宁波市海曙区中山路1号", "宁波蓝天贸易有限公司")


def test_where_nothing_is_known_there_is_no_empty_line():
    assert block(PostalAddress(1, 7, "office", "Nordlicht", phone="+49 40 1"), "") == ("Nordlicht", "Tel. +49 40 1")


def test_one_address_serves_several_purposes_and_keeps_unknown_ones():
    address = PostalAddress(1, 7, "office,warehouse")
    assert with_purpose(address, "bill-to", wanted=True) == "bill-to,office,warehouse"
    assert with_purpose(address, "office", wanted=False) == "warehouse"
    assert purposes_of(PostalAddress(1, 7, "office")) == ("office",)


@given(wanted=st.lists(st.tuples(st.sampled_from(PURPOSES), st.booleans()), max_size=12))
def test_ticks_add_up_whatever_their_order(wanted: list[tuple[str, bool]]):
    address, expected = PostalAddress(1, 7, ""), dict.fromkeys(PURPOSES, False)
    for purpose, on in wanted:
        address = PostalAddress(1, 7, with_purpose(address, purpose, wanted=on))
        expected[purpose] = on
    assert purposes_of(address) == tuple(each for each in PURPOSES if expected[each])
