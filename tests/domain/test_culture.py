"""E1-E4: manners by country, Ramadan, and how a letter opens."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.culture import Style, culture_of, ramadan_advice, salutation
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.party import Contact

IN_RAMADAN = date(2027, 2, 20)


def person(name: str = "Maria Anders", **changes: str | bool) -> Contact:
    return Contact(1, 1, name, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("country", ["DE", "GB", "US", "CA", "PL"])
def test_e1_europe_and_north_america_are_written_to_directly(country: str) -> None:
    found = culture_of(country)
    assert (found.code, found.reason.rule) == (Style.DIRECT, "E1")


@pytest.mark.parametrize("country", ["AE", "SA", "TR", "ID", "VN", "MY-03"])
def test_e2_the_middle_east_and_south_east_asia_begin_with_the_relationship(country: str) -> None:
    found = culture_of(country)
    assert (found.code, found.reason.rule) == (Style.RELATIONSHIP, "E2")


@pytest.mark.parametrize("country", ["JP", "KR"])
def test_e3_japan_and_korea_are_written_to_formally(country: str) -> None:
    found = culture_of(country)
    assert (found.code, found.reason.rule) == (Style.FORMAL, "E3")


def test_e4_the_users_own_choice_and_notes_win_over_the_region() -> None:
    found = culture_of("JP", own_style="direct", notes="Studied in Berlin, likes it short")
    assert (found.code, found.reason.code, found.reason.rule) == (Style.DIRECT, "culture-own", "E4")
    assert found.notes == "Studied in Berlin, likes it short"


def test_e4_a_country_no_rule_names_says_so() -> None:
    assert culture_of("BR").reason.code == "culture-no-rule"
    assert culture_of("").reason.code == "culture-no-rule"


def test_e4_a_style_that_is_none_is_refused() -> None:
    with pytest.raises(RuleSaysNo) as refused:
        culture_of("DE", own_style="rude")
    assert (refused.value.code, refused.value.field) == ("style-unknown", "style")


def test_e2_nobody_is_chased_in_the_middle_east_in_ramadan() -> None:
    advice = ramadan_advice("SA", IN_RAMADAN)
    assert advice is not None
    assert (advice.code, advice.rule) == ("ramadan-no-chasing", "E2")
    assert (advice.fact("first"), advice.fact("last")) == ("2027-02-08", "2027-03-08")


def test_e2_ramadan_is_announced_three_weeks_ahead_and_over_with_the_feast() -> None:
    soon = ramadan_advice("AE", date(2027, 1, 18))
    assert soon is not None
    assert soon.code == "ramadan-soon"
    assert ramadan_advice("AE", date(2027, 1, 17)) is None
    assert ramadan_advice("AE", date(2027, 3, 9)) is None


def test_e2_elsewhere_ramadan_is_called_to_mind_or_plays_no_part() -> None:
    advice = ramadan_advice("ID", IN_RAMADAN)
    assert advice is not None
    assert advice.code == "ramadan-mind"
    assert ramadan_advice("ID", date(2027, 1, 20)) is None
    assert ramadan_advice("DE", IN_RAMADAN) is None
    assert ramadan_advice("IL", IN_RAMADAN) is None


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Dear Maria Anders"),
        ("de", "Guten Tag Maria Anders"),
        ("fr", "Bonjour Maria Anders"),
        ("zh-CN", "尊敬的Maria Anders"),
        ("xx", "Dear Maria Anders"),
    ],
)
def test_without_an_honorific_the_full_name_stands_and_no_gender_is_invented(language: str, expected: str) -> None:
    found = salutation(person(), "DE", language)
    assert found.text == expected
    assert found.reason.code == "salutation-neutral"


@pytest.mark.parametrize(
    ("honorific", "language", "country", "expected"),
    [
        ("Mr.", "en", "US", "Dear Mr. Smith"),
        ("Mrs", "en", "US", "Dear Ms. Smith"),
        ("Dr.", "en", "US", "Dear Dr. Smith"),
        ("Herr", "de", "DE", "Sehr geehrter Herr Smith"),
        ("Frau", "de", "DE", "Sehr geehrte Frau Smith"),
        ("Dr.", "de", "DE", "Guten Tag Alex Smith"),
        ("女士", "zh", "CN", "尊敬的Smith女士"),
        ("Pani", "pl", "PL", "Szanowna Pani Smith"),
    ],
)
def test_a_known_honorific_is_used_with_the_family_name(
    honorific: str, language: str, country: str, expected: str
) -> None:
    contact = person("Alex Smith", given="Alex", family="Smith", honorific=honorific)
    assert salutation(contact, country, language).text == expected


def test_in_the_arab_countries_the_honorific_goes_with_the_given_name() -> None:
    contact = person("Khalid Al Mansoori", given="Khalid", family="Al Mansoori", honorific="Eng.")
    assert salutation(contact, "AE", "en").text == "Dear Eng. Khalid"


def test_e3_a_japanese_letter_names_firm_and_family_name_with_sama() -> None:
    contact = person("高橋 健", given="健", family="高橋")
    found = salutation(contact, "JP", "ja", firm="高橋精機株式会社")
    assert found.text == "高橋精機株式会社\n高橋様"
    assert found.reason.rule == "E3"
    assert salutation(person("Ken Takahashi", family="Takahashi"), "JP", "en").text == "Dear Takahashi-sama"
    assert salutation(person("김민수"), "KR", "ko").text == "김민수님께"


def test_e4_the_contacts_own_salutation_wins() -> None:
    found = salutation(person(salutation="Liebe Maria", honorific="Frau"), "DE", "de")
    assert (found.text, found.reason.code) == ("Liebe Maria", "salutation-own")


@pytest.mark.parametrize("contact", [None, person("Purchasing", is_desk=True), person(" ")])
def test_a_desk_or_nobody_in_particular_is_addressed_neutrally(contact: Contact | None) -> None:
    found = salutation(contact, "DE", "de")
    assert (found.text, found.reason.code) == ("Sehr geehrte Damen und Herren", "salutation-desk")


@given(
    st.text(min_size=1, max_size=30).filter(str.strip),
    st.sampled_from(["", "DE", "JP", "AE", "CN", "KR"]),
    st.sampled_from(["en", "de", "fr", "es", "pt", "it", "ru", "tr", "ar", "zh", "ja", "ko", "pl"]),
)
def test_whatever_the_name_it_stands_whole_in_the_opening_when_no_honorific_is_known(
    name: str, country: str, language: str
) -> None:
    text = salutation(person(name), country, language).text
    assert name.strip() in text
    for gendered in ("Mr.", "Ms.", "Herr ", "Frau ", "Monsieur", "Madame", "先生", "女士"):
        assert gendered in name or gendered not in text
