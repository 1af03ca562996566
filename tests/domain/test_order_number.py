"""G2: order numbers by the user's own pattern."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.order_number import USUAL, customer_part, frame, next_in

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        (USUAL, "TD-2026-0001"),
        ("{yy}{month}-{seq:3}", "2611-001"),
        ("PO/{customer}/{seq}", "PO/GULFHO/1"),
        ("{seq:6}", "000001"),
        ("{seq:2} of {year}", "01 of 2026"),
        ("订单{year}{seq:4}", "订单20260001"),
        ("  TD-{seq:8} ", "TD-00000001"),
    ],
)
def test_a_pattern_makes_its_first_number(pattern: str, first: str) -> None:
    assert next_in(frame(pattern, DAY, "Gulf Horizon"), []) == first


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("TD-{year}", "number-pattern-seq"),
        ("{seq}{seq}", "number-pattern-seq"),
        ("", "number-pattern-seq"),
        ("{seq:0}", "number-pattern-digits"),
        ("{seq:9}", "number-pattern-digits"),
        ("{seq:x}", "number-pattern-digits"),
        ("{day}-{seq}", "number-pattern-part"),
        ("{year:2}-{seq}", "number-pattern-part"),
        ("{seq", "number-pattern-part"),
        ("}{seq}", "number-pattern-part"),
        ("T\n{seq}", "number-pattern-too-long"),
        ("x" * 40 + "{seq}", "number-pattern-too-long"),
    ],
)
def test_a_pattern_that_cannot_number_is_refused(pattern: str, code: str) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        frame(pattern, DAY)
    assert (refused.value.code, refused.value.field) == (code, "pattern")


def test_the_next_number_follows_the_highest_of_its_own_kind() -> None:
    taken = ["TD-2026-0002", "TD-2026-0009", "TD-2026-9999999999999", "TD-2026-0010a", "TD-2025-0400", "td-2026-0100"]
    assert next_in(frame(USUAL, DAY), taken) == "TD-2026-0010"


def test_the_running_number_begins_anew_with_the_year_and_grows_beyond_its_digits() -> None:
    assert next_in(frame(USUAL, date(2027, 1, 1)), ["TD-2026-0131"]) == "TD-2027-0001"
    assert next_in(frame("A{seq:2}", DAY), ["A99"]) == "A100"


@given(st.text(alphabet="TD-/ 订{}:seqyearmonthcustomer0123456789", max_size=30), st.lists(st.integers(0, 10**6)))
def test_any_pattern_is_refused_or_never_makes_a_number_twice(pattern: str, made: list[int]) -> None:
    try:
        around = frame(pattern, DAY, "Gulf")
    except RuleSaysNo:
        return
    numbers = [around.number(each) for each in made]
    fresh = next_in(around, numbers)
    assert fresh not in numbers
    assert around.running(fresh) == max(made, default=0) + 1


@pytest.mark.parametrize(("name", "part"), [("Gulf Horizon", "GULFHO"), ("A7", "A"), ("宁波", "X"), ("7", "X")])
def test_a_customer_is_named_by_capital_letters(name: str, part: str) -> None:
    assert customer_part(name) == part
