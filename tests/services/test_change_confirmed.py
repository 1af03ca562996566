"""F1: a change of a confirmed order, from the click to the mail in which it stands."""

from __future__ import annotations

import os

import pytest

from tradedesk.domain.message import MessageState
from tradedesk.ledger import drafts
from tradedesk.services import composing, handing_over, log, order_forms, order_versions

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program"),
    pytest.mark.usefixtures("program"),
]


def test_f1_the_mail_names_the_change_and_confirms_it_until_it_is_said_not_to_have_gone_out(bench, company):
    order_forms.set_field(bench, company.order, "delivery_on", "2027-03-01")
    order_forms.set_field(bench, company.order, "delivery_on", "2027-03-15")
    (version,) = order_versions.of_order(bench, company.order)
    assert version.to_confirm
    letter = composing.draft_update(bench, order_id=company.order, point_id=version.point_id)
    assert "15 March 2027" in drafts.draft(bench.ledger.read, letter).body
    handed = handing_over.hand_over(bench, letter, "")
    assert not order_versions.of_order(bench, company.order)[0].to_confirm
    order_forms.set_field(bench, company.order, "delivery_on", "2027-04-01")
    newest, first = order_versions.of_order(bench, company.order)
    assert (newest.number, newest.to_confirm, first.to_confirm) == (3, True, False)
    log.say_what_became(bench, handed.message_id, MessageState.NOT_SENT)
    assert [each.to_confirm for each in order_versions.of_order(bench, company.order)] == [True, True]
