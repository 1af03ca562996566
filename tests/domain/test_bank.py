"""A bank account that was confirmed and then changed is said to be changed until somebody confirms it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain import bank
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.party import BankAccount

THEN, NOW = date(2026, 3, 12), date(2026, 11, 21)
OURS = BankAccount(
    1, 7, "Anji Rattan Works", "Bank of China", account="6222021234567890123", swift="BKCHCNBJ92A",
    confirmed_on=THEN, evidence="Ms. Lin, by phone",
)  # fmt: skip
WORDS = st.text("AB 12", max_size=6)


def test_a_changed_account_keeps_what_stood_before_and_is_in_doubt():
    new = bank.changed(OURS, "account", "9558800012345678", NOW)
    assert (new.confirmed_on, new.changed_on, new.evidence) == (None, NOW, "")
    assert bank.differences(new) == (("account", "6222021234567890123", "9558800012345678"),)
    found = bank.doubt(new, (new,))
    assert (found.code, found.fact("day"), found.fact("before")) == ("bank-changed", "2026-11-21", OURS.account)
    assert bank.alarms((new,)) == (found,)


def test_a_second_change_still_tells_what_was_confirmed():
    new = bank.changed(bank.changed(OURS, "account", "111", NOW), "account", "222", NOW)
    assert bank.differences(new) == (("account", OURS.account, "222"),)


def test_another_bank_at_the_same_number_is_a_change_too():
    new = bank.changed(OURS, "swift", "ICBKCNBJ", NOW)
    assert bank.is_changed(new)


def test_blanks_and_capitals_change_nothing():
    new = bank.changed(OURS, "account", "6222 0212 3456 7890 123", NOW)
    assert (new.confirmed_on, bank.is_changed(new)) == (THEN, False)


def test_a_note_or_the_bank_s_street_may_change():
    for field in ("note", "bank_address", "currency"):
        assert bank.changed(OURS, field, "USD", NOW).confirmed_on == THEN


def test_what_was_confirmed_put_back_needs_no_new_confirmation():
    back = bank.changed(bank.changed(OURS, "account", "111", NOW), "account", OURS.account, NOW)
    assert back == OURS


def test_confirming_needs_words_for_who_said_so_and_how():
    new = bank.changed(OURS, "account", "111", NOW)
    with pytest.raises(RuleSaysNo, match="bank-evidence-missing"):
        bank.confirmed(new, "  ", NOW)
    sure = bank.confirmed(new, "Ms. Lin, called at the number of 2023", NOW)
    assert bank.doubt(sure, (sure,)) is None
    assert bank.differences(sure) == (("account", OURS.account, "111"),)


def test_an_empty_account_cannot_be_confirmed():
    with pytest.raises(RuleSaysNo, match="bank-account-empty"):
        bank.confirmed(BankAccount(1, 7), "Ms. Lin", NOW)


def test_a_first_account_is_unconfirmed_but_no_alarm():
    first = replace(OURS, confirmed_on=None)
    assert bank.doubt(first, (first,)).code == "bank-unconfirmed"
    assert bank.alarms((first,)) == ()


def test_a_new_account_beside_a_confirmed_one_is_an_alarm():
    new = BankAccount(2, 7, account="111")
    assert [each.code for each in bank.alarms((OURS, new))] == ["bank-further"]
    assert bank.alarms((OURS, replace(new, account=""))) == ()


@given(changes=st.lists(st.tuples(st.sampled_from(bank.FIELDS), WORDS), max_size=8))
def test_money_never_goes_elsewhere_without_a_doubt(changes: list[tuple[str, str]]):
    account = OURS
    for field, value in changes:
        account = bank.changed(account, field, value, NOW)
    same = all(bank._alike(getattr(account, name), getattr(OURS, name)) for name in bank.GUARDED)
    assert (bank.doubt(account, (account,)) is None) == same
    if not same:
        assert account.changed_from["account"] == OURS.account
        assert account.changed_from["confirmed_on"] == THEN.isoformat()
