"""A desk for none of our matters (human resources, marketing) is nobody's way out, confirmed or not (A8)."""

from __future__ import annotations

import pytest

from tests.support.mailboxes_on_file import KINDS, OWN, PARTY, PEOPLE, PURPOSES, TODAY, boxes
from tradedesk.domain.address import Department, MailboxKind
from tradedesk.domain.purpose import SHIPPED
from tradedesk.domain.routing import route

MATTERS = sorted(set(PURPOSES) - {"notice"})


def test_no_shipped_purpose_is_a_matter_of_the_other_desk() -> None:
    assert KINDS["other"] == (MailboxKind.DEPARTMENT, Department.OTHER)
    assert [each.code for each in SHIPPED if Department.OTHER in each.departments] == []


@pytest.mark.parametrize("purpose", MATTERS)
def test_a_confirmed_mailbox_of_human_resources_never_receives_by_default(purpose: str) -> None:
    assert _receives(purpose, "hr@n.de other confirmed Desk") == []


@pytest.mark.parametrize("purpose", [each for each in MATTERS if PURPOSES[each].formal])
def test_a_confirmed_general_mailbox_still_does(purpose: str) -> None:
    told = _receives(purpose, "hr@n.de other confirmed Desk", "info@n.de general confirmed Desk")
    assert told == ["info@n.de"]


def _receives(purpose: str, *mailboxes: str) -> list[str]:
    routing = route(PURPOSES[purpose], PARTY, boxes(*mailboxes), PEOPLE, (), own_address=OWN, today=TODAY)
    return [each.value for each in routing.recipients]
