"""Frozen values made of all their fields at once are those that their constructor makes."""

from __future__ import annotations

import pytest

from tradedesk.domain.address import Address, Channel
from tradedesk.domain.draft import Draft
from tradedesk.domain.frozen import made

MAILBOX = Address(7, 3, None, Channel.MAIL, "einkauf@nordlicht.example")
LETTER = Draft(1, None, None, "thank-you", "en", "greeting", "Thank you", "Dear all,", group_parties=(3, 4))


def test_a_value_made_of_all_its_fields_is_equal_and_cannot_be_changed() -> None:
    again = made(Address, vars(MAILBOX))
    assert (again, hash(again)) == (MAILBOX, hash(MAILBOX))
    with pytest.raises(AttributeError):
        again.value = "other@nordlicht.example"  # type: ignore[misc]


@pytest.mark.parametrize("fields", [
    {"id": 7}, {**vars(MAILBOX), "firm_name": "Nordlicht"}, {**dict(list(vars(MAILBOX).items())[1:]), "number": 7},
])  # fmt: skip
def test_a_value_is_not_made_of_fewer_or_other_fields(fields: dict[str, object]) -> None:
    with pytest.raises(AssertionError):
        made(Address, fields)


def test_a_letter_to_another_reader_is_the_same_in_all_else() -> None:
    theirs = LETTER.to(3, "de")
    assert (theirs.party_id, theirs.language, theirs.subject, theirs.group_parties) == (3, "de", "Thank you", (3, 4))
    assert (LETTER.party_id, LETTER.language) == (None, "en")
