"""Who does what on the page of one order, and all concerned written to in one step (I1, H3)."""

from __future__ import annotations

import pytest

from tests.support.an_order import an_order
from tests.support.firms import Firms
from tests.support.orders_window import press, settle
from tradedesk.ledger import drafts
from tradedesk.services import order_roles
from tradedesk.ui.places import Place


@pytest.fixture
def firms(real):
    return Firms(real)


@pytest.fixture
def order(real, firms):
    return an_order(real, firms.customer)


def name_somebody(qtbot, window, job, who, until=""):
    card = window.page.sheet.roles
    press(qtbot, window, card.add_button)
    card.popup.job.setEditText(job)
    card.popup.who.setEditText(who)
    card.popup.to_on.setText(until)
    press(qtbot, window, card.popup.save_button)
    return card


def names(card):
    return [(job.text(), name.text()) for job, name, _note, _button in card.rows if name.isVisible()]


def test_somebody_is_named_changed_and_taken_out(qtbot, shown, real, firms, order):
    window = shown(Place("orders", order))
    card = window.page.sheet.roles
    assert card.nobody.isVisible()
    assert not card.write_button.isVisible()
    name_somebody(qtbot, window, "Purchasing", "Ms. Chen · Ningbo Lantian", until="2026-12-15")
    assert names(card) == [("Purchasing", "Ms. Chen · Ningbo Lantian")]
    assert card.rows[0][2].text() == "until 15 Dec"
    (seen,) = order_roles.of_order(real, order)
    assert (seen.holder.job, seen.holder.contact_id) == ("purchasing", firms.chen)
    press(qtbot, window, card.rows[0][3])
    assert card.popup.who.currentText() == "Ms. Chen · Ningbo Lantian"
    card.popup.who.setEditText("Mr. Zhou · Anji Rattan Works")
    press(qtbot, window, card.popup.save_button)
    assert names(card) == [("Purchasing", "Mr. Zhou · Anji Rattan Works")]
    press(qtbot, window, card.rows[0][3])
    press(qtbot, window, card.popup.remove_button)
    assert names(card) == []


def test_what_is_missing_is_said_beside_its_field(qtbot, shown, order):
    window = shown(Place("orders", order))
    card = name_somebody(qtbot, window, "", "Mr. Wu")
    assert "what the job is" in card.popup.fields["job"].problem
    card.popup.close()


def test_a_job_and_a_name_of_ones_own_are_kept_and_said_to_be_out_of_reach(qtbot, shown, order):
    window = shown(Place("orders", order))
    card = name_somebody(qtbot, window, "Laboratory", "Mr. Wu")
    assert names(card) == [("Laboratory", "Mr. Wu")]
    assert "Not on file" in card.rows[0][2].text()


def test_all_concerned_are_written_to_with_one_click_and_the_customer_is_not_among_them(
    qtbot, shown, real, firms, order
):
    order_roles.add(real, order, "merchandising", contact_id=firms.zhou)
    order_roles.add(real, order, "logistics", party_id=firms.forwarder)
    window = shown(Place("orders", order))
    press(qtbot, window, window.page.sheet.roles.write_button)
    here = window.desk.places.current
    assert here.page == "compose"
    draft = drafts.draft(real.ledger.read, here.key)
    assert [(each.role, each.value) for each in draft.recipients] == [
        ("to", "lin@lantian.example"), ("bcc", "zhou@anji.example"), ("bcc", "tan@portlink.example"),
    ]  # fmt: skip


def test_the_customer_is_written_to_only_when_asked_for_and_hidden(qtbot, shown, real, firms, order):
    order_roles.add(real, order, "merchandising", contact_id=firms.zhou)
    window = shown(Place("orders", order))
    card = window.page.sheet.roles
    card.with_customer.setChecked(True)
    press(qtbot, window, card.write_button)
    draft = drafts.draft(real.ledger.read, window.desk.places.current.key)
    assert {each.value for each in draft.recipients if each.role == "bcc"} == {
        "zhou@anji.example", "orders@gulfhorizon.example",
    }  # fmt: skip


def test_the_keys_write_to_all_concerned_and_say_when_there_is_nobody(qtbot, shown, order):
    window = shown(Place("orders", order))
    said = []
    window.desk.refused.connect(said.append)
    window.desk.commands.trigger("order.write-to-all")
    settle(qtbot, window.desk)
    assert "Nobody on this order" in said[0]
    assert window.desk.places.current.page == "orders"
