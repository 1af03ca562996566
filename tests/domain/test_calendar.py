"""D6 and E2: weekends, half days, days worked instead, Ramadan and its feasts."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.calendar import (
    FRI,
    RAMADANS,
    SAT,
    SUN,
    THU,
    add_working_days,
    closes_early_at,
    is_weekend,
    is_working_day,
    next_ramadan,
    ramadan_on,
    weekend_of,
    working_days_between,
)
from tradedesk.domain.errors import RuleSaysNo

FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
SUNDAY = date(2026, 11, 22)

COUNTRIES = st.sampled_from(["", "CN", "US", "DE", "SA", "AE", "AE-SH", "IN", "IR", "BN", "NP", "MY-02", "MY", "ZZ"])
DAYS = st.dates(date(2005, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize("country", ["SA", "OM", "BH", "KW", "QA", "EG", "IL"])
def test_d6_friday_and_saturday_are_off_in_the_gulf_egypt_and_israel(country: str) -> None:
    assert weekend_of(country, FRIDAY) == {FRI, SAT}
    assert is_working_day(SUNDAY, country)


def test_d6_the_emirates_moved_their_weekend_in_2022() -> None:
    assert weekend_of("AE", date(2021, 12, 31)) == {FRI, SAT}
    assert weekend_of("AE", date(2022, 1, 1)) == {SAT, SUN}
    assert is_weekend(date(2021, 12, 31), "AE")
    assert not is_weekend(date(2022, 1, 7), "AE")


def test_d6_a_friday_in_the_emirates_ends_at_noon_and_sharjah_has_it_off() -> None:
    assert closes_early_at(FRIDAY, "AE") == time(12)
    assert closes_early_at(SATURDAY, "AE") is None
    assert closes_early_at(date(2021, 11, 18), "AE") is None
    assert not is_working_day(FRIDAY, "AE-SH")
    assert closes_early_at(FRIDAY, "AE-SH") is None


def test_d6_iran_has_friday_off_and_a_short_thursday() -> None:
    assert weekend_of("IR", FRIDAY) == {FRI}
    assert closes_early_at(FRIDAY - timedelta(days=1), "IR") == time(12)


@pytest.mark.parametrize(
    ("country", "first_day", "before"),
    [
        ("SA", date(2013, 6, 29), {THU, FRI}),
        ("OM", date(2013, 5, 1), {THU, FRI}),
        ("DZ", date(2009, 8, 14), {THU, FRI}),
    ],
)
def test_d6_weekends_that_moved_are_right_on_both_sides_of_the_day(
    country: str, first_day: date, before: set[int]
) -> None:
    assert weekend_of(country, first_day - timedelta(days=1)) == before
    assert weekend_of(country, first_day) == {FRI, SAT}


def test_d6_one_day_weekends_and_split_ones() -> None:
    assert weekend_of("IN", FRIDAY) == {SUN}
    assert weekend_of("NP", FRIDAY) == {SAT}
    assert weekend_of("BN", FRIDAY) == {FRI, SUN}
    assert weekend_of("MR", date(2013, 6, 1)) == {FRI, SAT}
    assert weekend_of("MR", FRIDAY) == {SAT, SUN}


def test_d6_a_region_of_malaysia_has_its_own_weekend_and_an_unknown_one_the_countrys() -> None:
    assert weekend_of("MY-03", FRIDAY) == {FRI, SAT}
    assert weekend_of("MY-10", FRIDAY) == {SAT, SUN}
    assert weekend_of("MY-01", date(2024, 12, 31)) == {FRI, SAT}
    assert weekend_of("MY-01", date(2025, 1, 1)) == {SAT, SUN}


def test_d6_an_unknown_country_has_saturday_and_sunday() -> None:
    assert weekend_of("ZZ", FRIDAY) == {SAT, SUN}
    assert weekend_of("", FRIDAY) == {SAT, SUN}


def test_d6_china_works_on_an_exchanged_saturday_and_rests_on_the_weekday() -> None:
    holidays = {date(2026, 10, 7): "National Day"}
    worked = {date(2026, 10, 10)}
    assert is_working_day(date(2026, 10, 10), "CN", holidays, worked=worked)
    assert not is_working_day(date(2026, 10, 10), "CN", holidays)
    assert not is_working_day(date(2026, 10, 7), "CN", holidays, worked=worked)
    assert add_working_days(date(2026, 10, 9), 1, "CN", holidays, worked=worked) == date(2026, 10, 10)


def test_d6_somebodys_own_week_wins_over_the_countrys() -> None:
    assert is_working_day(SATURDAY, "CN", weekend=frozenset({SUN}))
    assert not is_working_day(SUNDAY, "CN", weekend=frozenset({SUN}))


def test_working_days_skip_weekend_and_holiday() -> None:
    assert add_working_days(FRIDAY, 1, "CN") == date(2026, 11, 23)
    assert add_working_days(FRIDAY, 1, "CN", {date(2026, 11, 23): "a holiday"}) == date(2026, 11, 24)
    assert add_working_days(date(2026, 11, 23), -1, "CN") == FRIDAY
    assert add_working_days(SATURDAY, 0, "CN") == date(2026, 11, 23)
    assert add_working_days(FRIDAY, 0, "CN") == FRIDAY


def test_a_place_that_never_works_is_refused_instead_of_searched_forever() -> None:
    with pytest.raises(RuleSaysNo) as refused:
        add_working_days(FRIDAY, 1, "CN", weekend=frozenset(range(7)))
    assert refused.value.code == "no-working-day"


@given(DAYS, st.integers(-60, 60).filter(bool), COUNTRIES, st.sets(DAYS, max_size=20))
def test_n_working_days_on_lands_on_a_working_day_with_n_between(
    day: date, days: int, country: str, off: set[date]
) -> None:
    holidays = dict.fromkeys(off, "off")
    landed = add_working_days(day, days, country, holidays)
    assert is_working_day(landed, country, holidays)
    if days > 0:
        assert working_days_between(day, landed, country, holidays) == days
    else:
        start = day - timedelta(days=1)
        assert working_days_between(landed, start, country, holidays) == -days - 1


@given(DAYS, st.integers(1, 40), COUNTRIES)
def test_working_days_forth_and_back_return_to_a_working_day(day: date, days: int, country: str) -> None:
    start = add_working_days(day, 0, country)
    assert add_working_days(add_working_days(start, days, country), -days, country) == start


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 2, 18), date(2026, 3, 19)),
        (date(2027, 2, 8), date(2027, 3, 8)),
        (date(2028, 1, 28), date(2028, 2, 25)),
    ],
)
def test_e2_ramadan_is_known_to_the_day_by_the_umm_al_qura_calendar(first: date, last: date) -> None:
    found = ramadan_on(first)
    assert found is not None
    assert found is ramadan_on(last)
    assert ramadan_on(first - timedelta(days=1)) is None
    assert ramadan_on(last + timedelta(days=1)) is None
    assert found.eid_al_fitr == last + timedelta(days=1)


def test_e2_2030_has_two_ramadans_and_both_are_found() -> None:
    january, december = ramadan_on(date(2030, 1, 20)), ramadan_on(date(2030, 12, 28))
    assert january is not None
    assert december is not None
    assert january != december
    assert next_ramadan(date(2030, 1, 20)) == december


def test_e2_every_ramadan_lasts_29_or_30_days_and_comes_a_lunar_year_after_the_last() -> None:
    for ramadan in RAMADANS:
        assert (ramadan.last - ramadan.first).days + 1 in {29, 30}
    for one, after in pairwise(RAMADANS):
        assert (after.first - one.first).days in {354, 355}


def test_e2_beyond_the_table_nothing_is_claimed() -> None:
    assert next_ramadan(date(2031, 2, 1)) is None
    assert ramadan_on(date(2040, 1, 1)) is None
