"""Plain addresses and numbers are read at once: what comes out is what the full reading gives."""

from __future__ import annotations

import re

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.integrations.mailboxes import normal, normalise_mail, normalise_phone, phone

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


@settings(max_examples=600, deadline=None)
@given(_MAIL)
def test_a_plain_mailbox_is_what_the_full_reading_makes_of_it(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(normal, "_PLAIN", _NEVER)
        full = outcome(normalise_mail, text)
    assert outcome(normalise_mail, text) == full


@settings(max_examples=400, deadline=None)
@given(_NUMBER)
def test_a_plain_number_is_what_the_full_reading_makes_of_it(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phone, "_PLAIN", _NEVER)
        full = outcome(normalise_phone, text)
    assert outcome(normalise_phone, text) == full


_CODES = sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
_OWN = [
    str(found.national_number)
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    if (found := phonenumbers.example_number(region)) is not None
]
_INTERNATIONAL = st.builds(
    lambda code, own, more: f"+{code}{own}{more}"[:19],
    st.sampled_from(_CODES),
    st.sampled_from(["", "0", "00", "1", "8", "9", "06", *_OWN]),
    st.text("0123456789", min_size=2, max_size=10),
)


@settings(max_examples=1500, deadline=None)
@given(_INTERNATIONAL)
def test_a_number_with_its_country_is_what_the_full_reading_makes_of_it(digits):
    quick = phone._plain_number(digits)
    assert quick is None or quick == phonenumbers.parse(digits)


def test_the_numbers_of_nearly_every_country_are_read_at_once():
    quick = [code for code in _CODES if phone._plain_number(f"+{code}234567") is not None]
    assert len(quick) > 0.9 * len(_CODES), sorted(set(_CODES) - set(quick))
