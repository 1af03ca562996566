"""Public holidays: looked up on first use, named in English and Chinese, safe for any country."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from tradedesk.domain.calendar import add_working_days, is_working_day
from tradedesk.integrations.calendars import chinese_name, holidays_of, is_settled, worked_days_of


def test_d6_the_holidays_of_2026_in_china_are_those_of_the_state_council() -> None:
    holidays, worked = holidays_of("CN", [2026]), worked_days_of("CN", [2026])
    assert worked == {
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    }
    off = [(1, 1, 3), (2, 15, 23), (4, 4, 6), (5, 1, 5), (6, 19, 21), (9, 25, 27), (10, 1, 7)]
    for month, first, last in off:
        for day in range(first, last + 1):
            assert not is_working_day(date(2026, month, day), "CN", holidays, worked=worked)
    assert add_working_days(date(2026, 9, 30), 1, "CN", holidays, worked=worked) == date(2026, 10, 8)
    assert all(is_working_day(day, "CN", holidays, worked=worked) for day in worked)


def test_d6_days_worked_in_exchange_are_not_claimed_before_they_are_announced() -> None:
    assert is_settled("CN", 2026)
    assert not is_settled("CN", 2035)
    assert worked_days_of("CN", [2035]) == frozenset()
    assert is_settled("DE", 2035)


def test_d6_holidays_have_english_names_and_several_years() -> None:
    german = holidays_of("DE", [2026, 2027])
    assert german[date(2026, 12, 25)] == "Christmas Day"
    assert german[date(2027, 10, 3)] == "German Unity Day"
    assert list(german) == sorted(german)
    assert holidays_of("US", [2026])[date(2026, 11, 26)] == "Thanksgiving Day"


def test_d6_a_region_adds_its_own_days_and_an_unknown_one_none() -> None:
    assert set(holidays_of("DE", [2026])) < set(holidays_of("DE-BY", [2026]))
    assert holidays_of("DE-XX", [2026]) == holidays_of("DE", [2026])


@pytest.mark.parametrize("country", ["", "ZZ", "ZZ-AA", "-", "../x", "Germany?"])
def test_d6_an_unknown_country_has_no_holidays_and_no_error(country: str) -> None:
    assert holidays_of(country, [2026]) == {}
    assert worked_days_of(country, [2026]) == frozenset()


def test_no_years_are_no_holidays() -> None:
    assert holidays_of("DE", []) == {}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Christmas Day", "圣诞节"),
        ("Thanksgiving Day", "感恩节"),
        ("Eid al-Fitr (estimated)", "开斋节（约）"),
        ("Eid al-Adha Holiday (observed, estimated)", "宰牲节（补休，约）"),
        ("Chinese New Year (Spring Festival)", "春节"),
        ("Day off (exchanged)", "调休"),
        ("Good Friday; Independence Day", "耶稣受难日；独立日"),
        ("Alternative holiday for Hangul Day", "韩文节（补假）"),
        ("Local Fair of Somewhere", "Local Fair of Somewhere"),
    ],
)
def test_a_holiday_has_its_chinese_name_or_keeps_its_own(english: str, chinese: str) -> None:
    assert chinese_name(english) == chinese


@pytest.mark.parametrize("country", ["CN", "US", "DE", "AE", "SA", "GB", "FR"])
def test_most_holidays_of_the_commonest_markets_have_a_chinese_name(country: str) -> None:
    names = list(holidays_of(country, [2026, 2027]).values())
    named = [name for name in names if chinese_name(name) != name]
    assert len(named) >= 0.9 * len(names)


def test_the_holidays_package_is_not_loaded_before_somebody_asks() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, tradedesk.integrations.calendars, tradedesk.domain.window, tradedesk.domain.promise;"
            "print([name for name in ('holidays', 'dateutil', 'decimal') if name in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"


def test_one_country_is_loaded_without_the_others() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _COUNT_COUNTRIES], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    assert told.split() == ["True", "1"]


_COUNT_COUNTRIES = """
import sys
from tradedesk.integrations.calendars import holidays_of
print(bool(holidays_of("DE", (2026,))))
print(sum(name.startswith("holidays.countries.") for name in sys.modules))
"""
