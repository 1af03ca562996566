"""Accounts, banks, tax and registration numbers: what fits, what does not, and what nobody can tell."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.integrations import numbers


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("DE89 3704 0044 0532 0130 00", None),
        ("de89370400440532013000", None),
        ("AE07 0331 2345 6789 0123 456", None),
        ("DE89 3704 0044 0532 0130 01", "iban-wrong"),
        ("DE89 3704 0044 0532 0130", "iban-wrong"),
        ("US12 3456 7890 1234 5", "iban-no-country"),
        ("6222 0212 3456 7890 123", None),
        ("", None),
    ],
)
def test_an_account_that_begins_like_an_iban_is_reckoned(typed, code):
    found = numbers.judge_account(typed)
    assert (found.code if found else None) == code


def test_an_iban_is_written_in_groups_of_four_and_other_accounts_as_they_came():
    assert numbers.tidy_account("de89370400440532013000") == "DE89 3704 0044 0532 0130 00"
    assert numbers.tidy_account("6222 0212 3456  7890 123") == "6222 0212 3456 7890 123"


@pytest.mark.parametrize(("typed", "fits"), [("DEUTDEFF500", True), ("ebilaead", True), ("DEUTDEFF50", False)])
def test_a_bic_has_eight_or_eleven_letters_in_their_places(typed, fits):
    assert (numbers.judge_swift(typed) is None) == fits


def test_the_country_of_an_account_is_told_by_its_iban_else_by_its_bank():
    assert numbers.country_of_account("DE89 3704 0044 0532 0130 00", "EBILAEAD") == "DE"
    assert numbers.country_of_account("6222021234567890123", "BKCHCNBJ92A") == "CN"
    assert numbers.country_of_account("DE89 3704 0044 0532 0130 01", "") == ""


@pytest.mark.parametrize(
    ("country", "right", "wrong"),
    [
        ("DE", "DE136695976", "DE136695978"),
        ("CN", "91110000600037341L", "91110000600037342L"),
        ("IN", "27AAPFU0939F1ZV", "27AAPFU0939F1ZO"),
        ("BR", "16.727.230/0001-97", "16.727.230/0001-98"),
        ("TR", "4540536920", "4540536921"),
        ("JP", "5-8356-7825-6246", "2-8356-7825-6246"),
        ("RU", "123456789047", "123456789037"),
        ("US", "91-1144442", "07-1144442"),
    ],
)
def test_a_tax_number_is_reckoned_by_its_country(country, right, wrong):
    assert numbers.judge_tax(country, right).code == "tax-fits"
    assert numbers.judge_tax(country, wrong).code == "tax-wrong"


def test_where_no_country_knows_a_check_nothing_is_said():
    assert numbers.judge_tax("AE", "100123456700003") is None
    assert numbers.judge_tax("", "DE136695976") is None
    assert numbers.judge_tax("DE", "  ") is None


def test_a_registration_number_is_reckoned_apart_from_the_tax_number():
    assert numbers.judge_registration("DE", "HRB 11223 Aachen").code == "register-fits"
    assert numbers.judge_registration("DE", "HRB Atlantis").code == "register-wrong"


@given(text=st.text(max_size=24), country=st.sampled_from([line[:2] for line in numbers._TAX.split("\n") if line]))
def test_whatever_is_typed_is_judged_without_a_fall(text, country):
    for found in (numbers.judge_tax(country, text), numbers.judge_registration(country, text)):
        assert found is None or found.fact("country") == country
    numbers.judge_account(text)
    numbers.judge_swift(text)
    numbers.country_of_account(text, text)


def test_every_country_of_the_tables_is_known_to_the_library():
    for table in (numbers._TAX, numbers._REGISTER):
        for line in filter(None, table.split("\n")):
            country, names, modules = line.split("|")
            assert names
            for each in modules.split():
                assert callable(import_module(f"stdnum.{each}").is_valid), country
