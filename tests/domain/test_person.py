"""Names in their own order, and birthdays with or without the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.person import composed_name, next_birthday, presumed_family_first, read_birthday, stands_in


@pytest.mark.parametrize(
    ("given_name", "family", "first", "name"),
    [
        ("Khalid", "Al Mansoori", False, "Khalid Al Mansoori"),
        ("伟", "王", True, "王伟"),
        ("Wei", "Wang", True, "Wang Wei"),
        ("太郎", "山田", True, "山田太郎"),
        ("민준", "김", True, "김민준"),
        ("Gábor", "Nagy", True, "Nagy Gábor"),
        ("Khalid", "", False, ""),
        ("", "王", True, ""),
    ],
)
def test_both_parts_make_the_name_in_their_own_order(given_name, family, first, name):
    assert composed_name(given_name, family, family_first=first) == name


@pytest.mark.parametrize(("country", "first"), [("CN", True), ("HU", True), ("VN", True), ("DE", False), ("", False)])
def test_the_country_presumes_which_part_stands_first(country, first):
    assert presumed_family_first(country) is first


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12 May 1980", "1980-05-12"),
        ("1980年5月12日", "1980-05-12"),
        ("12 May", "--05-12"),
        ("May 12", "--05-12"),
        ("5月12日", "--05-12"),
        ("--05-12", "--05-12"),
        ("29 Feb", "--02-29"),
        ("  ", ""),
    ],
)
def test_a_birthday_is_read_with_and_without_its_year(typed, kept):
    assert read_birthday(typed) == kept


@pytest.mark.parametrize("typed", ["5/12", "31 Feb", "yes", "13月1日", "32 May"])
def test_what_is_no_day_or_could_be_two_is_refused(typed):
    with pytest.raises(RuleSaysNo, match="birthday-not-a-day"):
        read_birthday(typed)


def test_the_29th_of_february_is_kept_on_the_28th_in_common_years():
    assert next_birthday("1992-02-29", date(2026, 11, 21)) == date(2027, 2, 28)
    assert next_birthday("--02-29", date(2027, 11, 21)) == date(2028, 2, 29)


@given(born=st.dates(date(1930, 1, 1), date(2010, 12, 31)), today=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_next_birthday_is_today_or_within_a_year(born: date, today: date):
    for kept in (born.isoformat(), f"--{born:%m-%d}"):
        found = next_birthday(kept, today)
        assert found is not None
        assert today <= found <= today + timedelta(days=366)
        assert found.month == born.month


@given(text=st.text(max_size=16))
def test_whatever_is_typed_as_a_birthday_is_a_day_or_refused(text: str):
    try:
        kept = read_birthday(text)
    except RuleSaysNo:
        return
    assert kept == "" or next_birthday(kept, date(2026, 11, 21)) is not None


@pytest.mark.parametrize(
    ("name", "mailbox"),
    [
        ("Omar Aziz", "omar.aziz@gulf.ae"),
        ("Omar Aziz", "o.aziz@gulf.ae"),
        ("Omar Aziz", "oaziz@gulf.ae"),
        ("Omar Aziz", "azizo+fair@gmail.com"),
        ("Omar Aziz", "omaraziz77@gmail.com"),
        ("Jörg Müller", "j.mueller@firma.de"),
        ("Jörg Müller", "muller@firma.de"),
        ("Łukasz Wójcik", "lukasz@firma.pl"),
    ],
)
def test_a_mailbox_that_has_a_persons_name_is_that_persons(name: str, mailbox: str):
    assert stands_in(name, mailbox)


@pytest.mark.parametrize(
    ("name", "mailbox"),
    [("Omar Aziz", "orders@gulf.ae"), ("Omar Aziz", "o@aziz.ae"), ("Li Na", "linda@x.cn"), ("Eva", "sales@x.de"),
     ("王小明", "wang@x.cn"), ("", "a@x.de")],
)  # fmt: skip
def test_a_mailbox_without_a_persons_name_tells_nothing(name: str, mailbox: str):
    assert not stands_in(name, mailbox)
