"""Tracking numbers: every carrier that it can be, with the reason; the check digits decide how sure that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain import tracking
from tradedesk.domain.carrier import Carriers, NumberKind
from tradedesk.domain.tracking import Certainty, candidates
from tradedesk.integrations.carriers import load_carriers

CARRIERS: Carriers = load_carriers()


def codes(text, named=""):
    return [each.carrier for each in candidates(text, CARRIERS, named)]


@pytest.mark.parametrize(
    ("typed", "carrier", "certainty"),
    [
        ("1Z5R89390357567127", "ups", Certainty.BOTH),
        ("1z 5r8 939 03 5756 7127", "ups", Certainty.BOTH),
        ("986578788855", "fedex", Certainty.CHECKED),
        ("041441760228964", "fedex", Certainty.CHECKED),
        ("3318810025", "dhl", Certainty.CHECKED),
        ("JJD014600002708312345", "dhl", Certainty.LETTERS),
        ("RB123456785GB", "post", Certainty.BOTH),
        ("LX123456785CN", "ems", Certainty.BOTH),
        ("9400111201080805483016", "usps", Certainty.BOTH),
        ("SF1234567890123", "sf", Certainty.LETTERS),
        ("YT2112345678901234", "yunexpress", Certainty.LETTERS),
        ("4PX3000123456789CN", "4px", Certainty.LETTERS),
        ("LP00123456789012", "cainiao", Certainty.LETTERS),
        ("160-12345675", "cathay", Certainty.CHECKED),
        ("MSKU 123456 5", "maersk", Certainty.BOTH),
        ("COSU6123456780", "cosco", Certainty.LETTERS),
        ("HLCUSHA2401ABCD1", "hapag", Certainty.LETTERS),
    ],
)
def test_a_number_is_recognised_however_it_is_typed(typed, carrier, certainty):
    first = candidates(typed, CARRIERS)[0]
    assert (first.carrier, first.certainty) == (carrier, certainty)


def test_ten_digits_are_never_answered_with_one_carrier_silently():
    found = candidates("3318810025", CARRIERS)
    assert [(each.carrier, each.certainty) for each in found] == [
        ("dhl", Certainty.CHECKED), ("aramex", Certainty.SHAPE),
    ]  # fmt: skip
    assert [each.reason.code for each in found] == ["tracking-checked", "tracking-shape"]


def test_twelve_digits_can_be_three_carriers_and_the_one_named_comes_first():
    assert codes("986578788855") == ["fedex", "sf", "aramex"]
    assert codes("986578788855", "顺丰") == ["sf", "fedex", "aramex"]


def test_digits_whose_check_does_not_fit_are_not_that_carriers():
    assert codes("3318810026") == ["aramex"]


def test_letters_with_a_wrong_check_digit_are_said_to_be_mistyped():
    (only,) = candidates("1Z5R89390357567128", CARRIERS)
    assert (only.carrier, only.certainty, only.reason.code) == ("ups", Certainty.WRONG, "tracking-check-wrong")
    assert tracking.doubt("1Z5R89390357567128", CARRIERS, "UPS") == only.reason


def test_a_container_points_to_the_line_that_owns_it_and_a_hired_one_to_nobody():
    owned = candidates("MSKU1234565", CARRIERS)[0]
    assert (owned.kind, owned.reason.code) == (NumberKind.CONTAINER, "tracking-container")
    hired = candidates("TCLU1234568", CARRIERS)[0]
    assert (hired.carrier, hired.reason.code) == ("", "tracking-container-hired")
    assert hired.link is None


def test_an_air_waybill_is_shown_with_its_hyphen_and_checked_modulo_seven():
    first = candidates("16012345675", CARRIERS)[0]
    assert (first.number, first.kind) == ("160-12345675", NumberKind.AIR)
    wrong = [each for each in candidates("160-12345676", CARRIERS) if each.kind is NumberKind.AIR]
    assert [each.certainty for each in wrong] == [Certainty.WRONG]


def test_an_airline_nobody_listed_is_still_an_air_waybill():
    found = [each for each in candidates("00112345675", CARRIERS) if each.kind is NumberKind.AIR]
    assert [(each.carrier, each.reason.code) for each in found] == [("", "tracking-air-unknown")]


def test_the_carrier_named_is_doubted_when_the_number_is_surely_anothers():
    found = tracking.doubt("1Z5R89390357567127", CARRIERS, "DHL")
    assert found is not None
    assert (found.code, found.fact("other")) == ("tracking-of-another", "UPS")
    assert tracking.doubt("1Z5R89390357567127", CARRIERS, "UPS") is None
    assert tracking.doubt("1Z5R89390357567127", CARRIERS, "Our own van") is None
    assert tracking.doubt("3318810025", CARRIERS, "dhl") is None


@pytest.mark.parametrize("text", ["", "  ", "see the mail", "12345", "TD-2026-0131"])
def test_what_looks_like_no_number_has_no_candidates(text):
    assert candidates(text, CARRIERS) == ()


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_whatever_is_typed_only_listed_pages_are_offered(text):
    from tradedesk.domain.carrier import may_open

    for each in candidates(text, CARRIERS, text):
        assert each.link is None or may_open(each.link.url, CARRIERS.hosts)
        assert each.reason.code.startswith("tracking-")


@given(st.from_regex(r"\A[0-9]{9}\Z"))
def test_every_nine_digits_have_one_tenth_with_which_dhl_is_a_candidate(first):
    assert sum("dhl" in codes(f"{first}{last}") for last in range(10)) == 1
