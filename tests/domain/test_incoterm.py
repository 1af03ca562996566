from __future__ import annotations

import pytest

from tradedesk.domain import incoterm
from tradedesk.domain.order import NodeCode


def _codes(term: str, place: str, mode: str) -> list[str]:
    return [reason.code for reason in incoterm.checks(term, place, mode)]


@pytest.mark.parametrize("mode", ["air", "by air freight", "DHL courier", "express", "rail", "truck", "空运", "快递"])
@pytest.mark.parametrize("term", incoterm.SEA_ONLY)
def test_a_sea_only_term_with_another_transport_is_a_warning(term, mode):
    assert _codes(term, "Ningbo", mode) == ["incoterm-sea-only"]


@pytest.mark.parametrize("mode", ["sea, bulk", "海运", "vessel", "inland waterway and sea", "", "as agreed"])
@pytest.mark.parametrize("term", incoterm.SEA_ONLY)
def test_a_sea_only_term_by_sea_or_with_an_unknown_transport_is_fine(term, mode):
    assert _codes(term, "Ningbo", mode) == []


@pytest.mark.parametrize("term", incoterm.ANY_MODE)
def test_terms_for_any_mode_fit_every_transport(term):
    assert _codes(term, "Ningbo", "air") == []


def test_the_warning_names_the_term_to_use_instead():
    (reason,) = incoterm.checks("fob", "Ningbo", "air")
    assert (reason.fact("term"), reason.fact("instead"), reason.fact("mode")) == ("FOB", "FCA", "air")


def test_sea_air_is_no_contradiction_for_a_sea_term():
    assert _codes("FOB", "Ningbo", "sea-air via Dubai") == []


def test_a_term_without_its_named_place_is_pointed_out():
    assert _codes("FOB", "  ", "sea") == ["incoterm-without-place"]


def test_an_unknown_term_is_pointed_out_and_nothing_else_is():
    assert _codes("XYZ", "", "air") == ["incoterm-unknown"]


@pytest.mark.parametrize(
    ("old", "new"), [("DAT", "DPU"), ("ddu", "DAP"), ("C & F", "CFR"), ("CNF", "CFR"), ("DEQ", "DPU"), ("DES", "DAP")]
)
def test_a_term_of_earlier_rules_is_refused_with_its_successor(old, new):
    (reason,) = incoterm.checks(old, "", "air")
    assert (reason.code, reason.fact("instead")) == ("incoterm-old", new)


def test_a_missing_place_says_which_place_is_to_be_named():
    places = {term: incoterm.checks(term, "", "")[0].fact("place") for term in incoterm.TERMS}
    assert places == incoterm.PLACES
    assert {term for term, place in places.items() if place == "port-of-loading"} == {"FAS", "FOB"}


@pytest.mark.parametrize(("term", "instead"), [("FOB", "FCA"), ("CFR", "CPT"), ("CIF", "CIP")])
@pytest.mark.parametrize("mode", ["sea, FCL 1×40HQ", "海运 整柜", "2 x 20GP by sea", "LCL"])
def test_goods_in_containers_are_better_sold_under_the_rule_for_any_mode(term, instead, mode):
    (reason,) = incoterm.checks(term, "Ningbo", mode)
    assert (reason.code, reason.fact("instead")) == ("incoterm-container", instead)


@pytest.mark.parametrize("term", ["FAS", "FCA", "CPT", "DAP"])
def test_other_rules_go_with_containers(term):
    assert _codes(term, "Ningbo", "FCL 1×40HQ") == []


@pytest.mark.parametrize(
    ("term", "place", "code"),
    [
        ("FOB", "Ningbo", None),
        ("FOB", "Jebel Ali", "incoterm-names-origin"),
        ("FCA", "jebel ali port", "incoterm-names-origin"),
        ("CIF", "Jebel Ali", None),
        ("CIF", "Ningbo", "incoterm-names-destination"),
        ("DAP", "Ningbo, China", "incoterm-names-destination"),
        ("DAP", "Dubai", None),
    ],
)
def test_f_rules_name_where_the_goods_leave_and_c_and_d_rules_where_they_go(term, place, code):
    found = incoterm.checks(term, place, "sea", port_loading="Ningbo", port_discharge="Jebel Ali")
    assert [reason.code for reason in found] == ([code] if code else [])


def test_no_term_no_remark():
    assert _codes("", "", "air") == []


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("sea, FCL 1×40HQ", "sea"),
        ("Air", "air"),
        ("DHL", "courier"),
        ("repair parts", ""),
        ("sea or air", ""),
        ("", ""),
    ],
)
def test_the_mode_is_read_from_words_and_never_guessed(text, mode):
    assert incoterm.mode_of(text) == mode


@pytest.mark.parametrize(
    ("term", "node"),
    [("FOB", NodeCode.SHIPPED), ("CIF", NodeCode.DELIVERED), ("EXW", NodeCode.SHIPPED), ("ddp", NodeCode.DELIVERED),
     ("DAP", NodeCode.DELIVERED), ("", NodeCode.DELIVERED), ("XYZ", NodeCode.DELIVERED)],
)  # fmt: skip
def test_the_delivery_day_means_shipment_where_the_buyer_pays_the_carriage(term, node):
    assert incoterm.delivered_by(term) is node
