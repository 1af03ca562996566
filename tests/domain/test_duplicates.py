"""The same company entered twice is found; two companies are not taken for one."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.duplicates import Entry, bare_name, judge, pairs


def _alike(one: str, two: str) -> float:
    return 100 * SequenceMatcher(None, one, two).ratio()


def _codes(first: Entry, second: Entry) -> tuple[bool, list[str]]:
    pair = judge(first, second, _alike)
    return (pair.certain, [each.code for each in pair.why]) if pair else (False, [])


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Nordlicht Möbel GmbH & Co. KG", "nordlicht mobel"),
        ("GULF HORIZON TRADING L.L.C", "gulf horizon trading"),
        ("宁波蓝天贸易有限公司", "宁波蓝天贸易"),
        ("株式会社 高橋精機", "高橋精機"),
        ("ООО «Волга Декор»", "ооо волга декор"),
        ("PT. Sunda Rotan Tbk", "sunda rotan"),
        ("S.A.", "sa"),
    ],
)
def test_a_name_is_compared_without_its_legal_form(written, bare):
    assert bare_name(written) == bare


def test_one_tax_number_in_one_country_is_one_company():
    first = Entry(1, ("Alpha",), "DE", tax_no="DE811569869")
    assert _codes(first, Entry(2, ("Beta Holding",), "DE", tax_no="DE811569869")) == (True, ["same-tax-no"])
    assert _codes(first, Entry(3, ("Gamma",), "FR", tax_no="DE811569869")) == (False, [])


def test_one_company_mailbox_on_two_entries_is_one_company():
    boxes = frozenset({"orders@gulfhorizon.ae"})
    found = _codes(Entry(1, ("Gulf Horizon",), mailboxes=boxes), Entry(2, ("G.H. Trading",), mailboxes=boxes))
    assert found == (True, ["same-mailbox"])


def test_the_same_name_in_the_same_place_is_certain_and_elsewhere_only_likely():
    here = Entry(1, ("Casa Verde S.L.",), "MX", "Guadalajara")
    assert _codes(here, Entry(2, ("CASA VERDE",), "MX"))[0] is True
    assert _codes(here, Entry(3, ("Casa Verde",), "MX", "Mérida")) == (False, ["names-alike"])
    assert _codes(here, Entry(4, ("Casa Verde",), "ES", "Madrid")) == (False, [])


def test_a_misspelt_name_is_likely_and_another_name_is_not():
    assert _codes(Entry(1, ("Takahashi Seiki",), "JP"), Entry(2, ("Takahasi Seiki Co., Ltd.",), "JP"))[1] == [
        "names-alike"
    ]
    assert _codes(Entry(1, ("Takahashi Seiki",), "JP"), Entry(2, ("Tanaka Mokko",), "JP")) == (False, [])


def test_the_name_in_the_users_language_counts_as_well():
    assert _codes(Entry(1, ("Ningbo Lantian", "宁波蓝天"), "CN"), Entry(2, ("宁波蓝天",), "CN"))[0] is True


def test_a_shared_telephone_or_domain_is_worth_a_look():
    found = _codes(
        Entry(1, ("A One",), phones=frozenset({"+4940123"})), Entry(2, ("B Two",), phones=frozenset({"+4940123"}))
    )
    assert found == (False, ["same-phone"])
    one = Entry(1, ("North",), domains=frozenset({"firm.de"}))
    assert _codes(one, Entry(2, ("South",), domains=frozenset({"firm.de"}))) == (False, ["same-domain-of-firm"])


def test_what_stands_for_a_telephone_tells_nothing():
    for text in ("on request", "n/a", "ext. 12"):
        one, two = (Entry(n, (name,), phones=frozenset({text})) for n, name in ((1, "North"), (2, "South")))
        assert _codes(one, two) == (False, [])


def test_pairs_that_were_told_apart_are_not_shown_again():
    entries = [Entry(7, ("Casa Verde",), "MX"), Entry(3, ("Casa Verde",), "MX")]
    (pair,) = pairs(entries, _alike)
    assert (pair.first, pair.second, pair.certain) == (3, 7, True)
    assert pairs(entries, _alike, different=frozenset({(3, 7)})) == []


_NAMES = st.lists(
    st.sampled_from(["Nord", "Licht", "Möbel", "Rotan", "蓝天贸易", "GmbH", "LLC"]), min_size=1, max_size=3
)
_ENTRIES = st.builds(
    lambda names, country, tax: ((" ".join(names),), country, tax),
    _NAMES, st.sampled_from(["", "DE", "CN"]), st.sampled_from(["", "", "T1", "T2"]),
)  # fmt: skip


@given(st.lists(_ENTRIES, max_size=12))
def test_every_certain_pair_is_found_without_comparing_all_with_all(parts):
    entries = [Entry(number, *part) for number, part in enumerate(parts, 1)]
    found = {(each.first, each.second) for each in pairs(entries, _alike) if each.certain}
    every = [(a, b) for a in entries for b in entries if a.id < b.id]
    assert found == {(a.id, b.id) for a, b in every if (pair := judge(a, b, _alike)) and pair.certain}


@given(_ENTRIES, _ENTRIES)
def test_whether_two_are_one_does_not_depend_on_which_is_asked_first(one, two):
    first, second = Entry(1, *one), Entry(2, *two)
    assert judge(first, second, _alike) == judge(second, first, _alike)
