"""G2: terms that leave the balance open are offered as whole texts, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.payment import read_terms
from tradedesk.domain.terms_choice import choices


@pytest.mark.parametrize(
    "text", ["T/T 30/70", "30% deposit, 70% balance", "20/80", "定金40%，余款60%", "T/T 30%, balance"]
)
def test_a_balance_that_names_no_moment_is_offered_with_every_usual_one(text: str) -> None:
    found = choices(text)
    assert len(found) == 4
    assert {read_terms(each).shares[1].event.value for each in found} == {
        "goods-ready",
        "bl-copy",
        "shipped",
        "arrival",
    }
    assert len({read_terms(each).shares[0].percent for each in found}) == 1


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("L/C 60 days", "L/C 60 days after B/L date"),
        ("O/A 45 days", "O/A 45 days after B/L date"),
        ("D/A 90 days", "D/A 90 days after B/L date"),
        ("月结30天", "O/A 30 days after B/L date"),
        ("T/T", "T/T before shipment"),
        ("net 30", "O/A 30 days after B/L date"),
    ],
)
def test_days_from_an_unnamed_day_are_offered_from_each_usual_one(text: str, first: str) -> None:
    assert choices(text)[0] == first


@pytest.mark.parametrize("text", ["T/T 30% deposit, 70% before shipment", "L/C at sight", "as usual", "", "30% 30%"])
def test_terms_that_are_clear_or_say_nothing_are_no_choice(text: str) -> None:
    assert choices(text) == ()


@given(st.text(alphabet="T/LC 0123456789%days,balncedpoit定金余款", max_size=40))
def test_every_choice_is_clear_and_adds_up(text: str) -> None:
    for each in choices(text):
        assert sum(share.percent for share in read_terms(each).shares) == 100
