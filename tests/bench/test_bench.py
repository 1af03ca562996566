"""``python3 build/check.py --bench``: measures and prints the table. Nothing here fails for being slow."""

from __future__ import annotations

import pytest

from tests.bench.measure import FIGURES, measure


@pytest.mark.bench
def test_everything_that_has_a_goal_is_measured():
    rows = measure(FIGURES)
    goals = {*(f"G{number}" for number in (1, 4, 6, 7, 8, 9, 10, 11, 12, 13, 15)), "D1-D7"}
    assert {each["goal"] for each in rows} == goals
