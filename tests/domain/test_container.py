"""Container numbers: read however they are typed, checked by ISO 6346, kept even when they do not check."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain import container

#: The first is the example of the standard itself.
REAL = ["CSQU3054383", "MSKU1234565", "TOLU4734787", "HLXU2008419", "MSCU6639870"]


@pytest.mark.parametrize("number", REAL)
def test_a_number_that_checks_has_nothing_to_be_said_of_it(number):
    assert container.is_container(number)
    assert container.read(number) == container.NumberRead(number)


@pytest.mark.parametrize(
    "typed", ["csqu 305438 3", "CSQU-305438-3", "CSQU 305 438/3", "ＣＳＱＵ３０５４３８３", " csqu305438.3 "]
)
def test_blanks_hyphens_and_wide_letters_do_not_matter(typed):
    assert container.read(typed) == container.NumberRead("CSQU3054383")


def test_a_wrong_check_digit_is_kept_and_the_right_one_is_offered():
    found = container.read("CSQU3054384")
    assert (found.value, found.offered) == ("CSQU3054384", "CSQU3054383")
    assert found.remark is not None
    assert (found.remark.code, found.remark.fact("given"), found.remark.fact("right")) == (
        "container-check-wrong", "4", "3",
    )  # fmt: skip


def test_a_missing_check_digit_is_offered():
    found = container.read("CSQU 305438")
    assert (found.value, found.offered) == ("CSQU305438", "CSQU3054383")
    assert found.remark is not None
    assert found.remark.code == "container-check-missing"


@pytest.mark.parametrize("typed", ["CSQU3O54383", "CSQU30S4383", "CSQU3054E83"])
def test_letters_read_for_digits_are_put_right_only_where_the_number_then_checks(typed):
    found = container.read(typed)
    assert found.value == typed
    assert found.offered == ("CSQU3054383" if "E" not in typed else "")


def test_a_fourth_letter_that_names_no_category_is_said():
    found = container.read("CSQB3054383")
    assert found.remark is not None
    assert (found.remark.code, found.remark.fact("letter"), found.value) == ("container-category", "B", "CSQB3054383")


@pytest.mark.parametrize("typed", ["see B/L", "12345", "LCL", "two boxes"])
def test_what_is_no_container_number_is_kept_as_it_was_typed(typed):
    found = container.read(typed)
    assert found.value == typed
    assert found.remark is not None
    assert found.remark.code == "container-shape"


def test_nothing_is_nothing():
    assert container.read(" ") == container.NumberRead("")


@given(st.from_regex(r"\A[A-Z]{3}[UJZ][0-9]{6}\Z"), st.integers(0, 9), st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed_but_for_the_ambiguous_ten(first, place, by):
    """The standard's remainder 10 is written 0 as well: there, and only there, one wrong digit can pass."""
    right = f"{first}{container.check_digit(first)}"
    assert container.is_container(right)
    if place < 4:
        return
    wrong = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
    if container.is_container(wrong):
        assert "0" in (right[10], wrong[10])


@given(st.text(max_size=24))
def test_whatever_is_typed_is_read_and_reading_again_changes_nothing(text):
    once = container.read(text)
    assert container.read(once.value).value == once.value
    if once.offered:
        assert container.is_container(once.offered)


def test_a_number_is_shown_as_it_is_painted():
    assert container.shown("CSQU3054383") == "CSQU 305438 3"
    assert container.shown("see B/L") == "see B/L"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("40' HC", "40HQ"), ("1x40HQ", "40HQ"), ("40hq", "40HQ"), ("45G1", "40HQ"), ("20", "20GP"), ("20'DC", "20GP"),
     ("40 rh", "40RH"), ("22G1", "20GP"), ("２０ＧＰ", "20GP"), ("", "")],
)  # fmt: skip
def test_sizes_are_kept_as_the_trade_writes_them(typed, kept):
    assert container.read_size(typed) == container.NumberRead(kept)


@pytest.mark.parametrize("typed", ["LCL", "30GP", "40XX"])
def test_a_size_nobody_knows_is_kept_and_said(typed):
    found = container.read_size(typed)
    assert found.value == typed
    assert found.remark is not None


def test_several_seals_stand_side_by_side():
    assert container.read_seal(" cn 123456 ; ml-0099 ") == "CN 123456, ML-0099"
