"""Plain addresses and numbers are read at once: what comes out is what the full reading gives."""

from __future__ import annotations

import re

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.integrations.mailboxes import normal, normalise_mail, normalise_phone, phone, read_phone

_NEVER = re.compile("(?!)")
_LABEL = st.text("abcxn0189-", min_size=1, max_size=8)
_MAIL = st.builds(
    lambda local, labels, ending: f"{local}@{'.'.join([*labels, ending])}",
    st.text("aZ09._-+ ", min_size=1, max_size=12),
    st.lists(_LABEL, min_size=1, max_size=3),
    st.sampled_from(["com", "de", "con", "test", "arpa", "onion", "example", "co.uk", "c"]),
)
_NUMBER = st.text("+0123456789 52", min_size=4, max_size=24)


def outcome(read, text):
    try:
        return read(text)
    except RuleSaysNo as no:
        return no.code


@settings(max_examples=600)
@given(_MAIL)
def test_a_plain_mailbox_is_what_the_full_reading_makes_of_it(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(normal, "_PLAIN", _NEVER)
        full = outcome(normalise_mail, text)
    assert outcome(normalise_mail, text) == full


@settings(max_examples=400)
@given(_NUMBER)
def test_a_plain_number_is_what_the_full_reading_makes_of_it(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phone, "_PLAIN", _NEVER)
        full = outcome(normalise_phone, text)
    assert outcome(normalise_phone, text) == full


_CODES = sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
_KINDS = phonenumbers.PhoneNumberType.values()
_EXAMPLES = [
    phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    for kind in _KINDS
    if (found := phonenumbers.example_number_for_type(region, kind)) is not None
]
_INTERNATIONAL = st.builds(
    lambda example, kept, more: (example[:kept] + more)[:19],
    st.sampled_from([*_EXAMPLES, *(f"+{code}" for code in _CODES), *(f"+{code}0" for code in _CODES)]),
    st.integers(3, 16),
    st.text("0123456789", min_size=0, max_size=10),
)


def as_read_in_full(digits):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phone, "_is_whole", lambda _digits: False)
        return outcome(read_phone, digits)


@settings(max_examples=1500)
@given(_INTERNATIONAL)
def test_a_number_with_its_country_is_what_the_full_reading_makes_of_it(digits):
    assert outcome(read_phone, digits) == as_read_in_full(digits)


def test_the_examples_of_every_country_are_read_at_once_as_in_full():
    assert [outcome(read_phone, each) for each in _EXAMPLES] == [as_read_in_full(each) for each in _EXAMPLES]


@pytest.mark.parametrize("digits", ["+494012345678", "+8613800001111", "+12015550123", "+442071234567", "+33123456789"])
def test_a_usual_number_is_read_at_once(digits):
    assert phone._is_whole(digits)
