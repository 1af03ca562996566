"""``python3 build/check.py --bench``: measures and prints the table. Nothing here fails for being slow."""

from __future__ import annotations

import pytest

from tests.bench.measure import FIGURES, measure


@pytest.mark.bench
def test_everything_that_has_a_goal_is_measured():
    rows = measure(FIGURES)
    assert {each["goal"] for each in rows} == {"G1", "G4", "G6", "G7", "G8", "G9", "G10", "G11", "G12", "G13", "G15", "D1-D7"}
