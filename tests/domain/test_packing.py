"""Cartons, weights and measurement of an order's lines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.hs_code import read_hs_code, shown_hs_code
from tradedesk.domain.money import Money
from tradedesk.domain.order import OrderLine
from tradedesk.domain.packing import Packed, cartons_for, packed, packed_together, remarks
from tradedesk.domain.reason import Reason


def line(quantity: str, per: str = "", cartons: int | None = None, **more: str) -> OrderLine:
    weights = {name: Decimal(value) for name, value in more.items()}
    per_carton = Decimal(per) if per else None
    filled = cartons if cartons is not None else cartons_for(Decimal(quantity), per_carton)
    nothing = Decimal(0)
    return OrderLine(1, 1, "Rattan chair", Decimal(quantity), "PCS", nothing, nothing, Money(0, "USD"),
                     pieces_per_carton=per_carton, cartons=filled, **weights)  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("quantity", "per", "cartons"),
    [("100", "25", 4), ("101", "25", 5), ("1", "25", 1), ("0", "25", 0), ("2.5", "1", 3)],
)
def test_the_last_carton_counts_even_when_it_is_not_full(quantity: str, per: str, cartons: int) -> None:
    assert cartons_for(Decimal(quantity), Decimal(per)) == cartons


def test_without_pieces_per_carton_nothing_is_reckoned() -> None:
    assert cartons_for(Decimal(10), None) is None
    assert cartons_for(Decimal(10), Decimal(0)) is None


@given(st.decimals(0, 10**6, places=3), st.decimals(Decimal("0.001"), 10**4, places=3))
def test_all_goods_fit_into_the_cartons_and_not_into_one_less(quantity: Decimal, per: Decimal) -> None:
    cartons = cartons_for(quantity, per)
    assert cartons is not None
    assert cartons * per >= quantity > (cartons - 1) * per or cartons == quantity == 0


def test_weights_and_measurement_are_those_of_every_carton_together() -> None:
    found = packed(line("101", "25", net_weight="12.5", gross_weight="14", cbm="0.085"))
    assert found == Packed(5, Decimal("62.5"), Decimal(70), Decimal("0.425"), 0)


def test_a_total_says_how_many_lines_have_no_figures_yet() -> None:
    lines = [line("50", "25", net_weight="1", gross_weight="2", cbm="0.1"), line("10"), line("0"), line("5", "5")]
    assert packed_together(lines) == Packed(3, Decimal(2), Decimal(4), Decimal("0.2"), 2)


def test_a_gross_weight_below_the_net_weight_is_pointed_out() -> None:
    (reason,) = remarks(line("25", "25", net_weight="14", gross_weight="12"))
    assert (reason.code, reason.fact("gross"), reason.fact("net")) == ("gross-below-net", "12", "14")


def test_a_carton_that_is_not_full_is_pointed_out_unless_the_cartons_were_set_by_hand() -> None:
    (reason,) = remarks(line("101", "25"))
    assert (reason.code, reason.fact("pieces"), reason.fact("per_carton")) == ("last-carton-not-full", "1", "25")
    assert remarks(line("101", "25", cartons=4)) == ()


@pytest.mark.parametrize(
    ("text", "code"), [("9401.53.00", "94015300"), ("9401 53", "940153"), ("9401", "9401"), ("", ""), ("84-15", "8415")]
)
def test_an_hs_code_is_kept_as_digits(text: str, code: str) -> None:
    assert read_hs_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("chairs", "hs-code-not-digits"),
        ("9401.5X", "hs-code-not-digits"),
        ("94015", "hs-code-length"),
        ("94", "hs-code-length"),
        ("94015300000000", "hs-code-length"),
        ("0001.11", "hs-code-chapter"),
        ("7701.11", "hs-code-chapter"),
        ("٩٤٠١", "hs-code-not-digits"),
    ],
)
def test_what_has_not_the_shape_of_an_hs_code_is_refused(text: str, code: str) -> None:
    found = read_hs_code(text)
    assert isinstance(found, Reason)
    assert found.code == code


def test_an_hs_code_is_read_in_its_groups() -> None:
    assert [shown_hs_code(each) for each in ("94015300", "9401", "")] == ["9401.53.00", "9401", ""]
