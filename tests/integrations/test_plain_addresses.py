"""Plain addresses and numbers are read at once: what comes out is what the full reading gives."""

from __future__ import annotations

import re

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
