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


@pytest.mark.parametrize("mode", ["sea, FCL 1×40HQ", "海运", "LCL", "inland waterway and sea", "", "as agreed"])
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
    assert _codes("DAT", "", "air") == ["incoterm-unknown"]


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
