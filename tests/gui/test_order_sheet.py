"""What is agreed, sold, paid and shipped on one order, typed in its page on a real ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.an_order import TODAY, an_order, node, reach
from tests.support.orders_window import press, settle, type_in
from tradedesk.domain.order import NodeCode, Stage
from tradedesk.services import order_forms, orders
from tradedesk.ui.orders.lines_card import COLUMNS
from tradedesk.ui.orders.sheet_state import state_of
from tradedesk.ui.places import Place


def test_a_receipt_is_noted_in_place_and_what_is_open_follows(qtbot, shown, real, customer):
    number = an_order(real, customer)
    reach(real, number, NodeCode.CONFIRMED, day=date(2026, 11, 10))
    window = shown(Place("orders", number))
    money = window.page.sheet.payments
    assert window.page.sheet.money.text() == "USD 5,400.00 late"
    press(qtbot, window, money.rows[0].note_button)
    assert money.form.amount.text() == "5400.00"
    type_in(qtbot, window, money.form.amount, "much")
    assert "not a number" in money.form.amount_field.problem
    type_in(qtbot, window, money.form.amount, "5400")
    assert money.form is None
    assert window.page.sheet.money.text() == "USD 12,600.00 open"
    assert window.page.sheet.state.payments[0].standing.text == "Received 21 Nov"
    assert money.received.text() == "30% received of USD 18,000.00"
    assert node(real, number, NodeCode.DEPOSIT).actual_on == TODAY


@pytest.mark.parametrize("stage", [Stage.QUOTED, Stage.CANCELLED])
def test_what_is_only_offered_is_not_open_and_what_was_cancelled_no_more(real, customer, stage):
    sheet = orders.sheet(real, an_order(real, customer))
    running = replace(sheet.file, order=replace(sheet.file.order, stage=Stage.PRODUCTION))
    assert state_of(replace(sheet, file=running)).money.text == "USD 18,000.00 open"
    standing = replace(sheet.file, order=replace(sheet.file.order, stage=stage))
    assert state_of(replace(sheet, file=standing)).money.text == ""


def test_on_a_cancelled_order_nothing_is_asked_for_and_nobody_has_to_be_told(real, customer):
    number = an_order(real, customer)
    reach(real, number, NodeCode.CONFIRMED, day=date(2026, 11, 10))
    sheet = orders.sheet(real, number)
    assert any(each.notice for each in state_of(sheet).nodes)
    off = replace(sheet.file, order=replace(sheet.file.order, stage=Stage.CANCELLED))
    state = state_of(replace(sheet, file=off))
    assert [each.notice for each in state.nodes if each.notice] == []
    assert [each.open for each in state.payments] == ["", ""]


def test_terms_that_leave_a_choice_offer_it(qtbot, shown, real, customer):
    number = an_order(real, customer, terms="30/70")
    window = shown(Place("orders", number))
    state = window.page.sheet.state
    assert "does not say when" in state.payments_remark.text
    assert ("T/T 30% deposit, 70% against B/L copy",) * 2 in state.choices
    window.page.sheet.payments.terms_chosen.emit("T/T 30% deposit, 70% against B/L copy")
    settle(qtbot, window.desk)
    assert [each.name for each in window.page.sheet.state.payments] == ["Deposit 30%", "Balance 70%"]


def test_a_term_is_saved_as_one_goes_and_a_wrong_one_stays_with_its_sentence(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    form = window.page.sheet.terms.form
    type_in(qtbot, window, form.field("delivery_on").editor, "03/04/2027")
    assert "can be" in form.field("delivery_on").problem
    assert form.field("delivery_on").editor.text() == "03/04/2027"
    type_in(qtbot, window, form.field("mode").editor.line, "air")
    assert orders.sheet(real, number).file.order.mode == "air"
    assert orders.sheet(real, number).file.order.delivery_on == date(2027, 1, 15)
    assert form.field("delivery_on").editor.text() == "03/04/2027"
    type_in(qtbot, window, form.field("delivery_on").editor, "2027-04-03")
    assert form.field("delivery_on").problem == ""
    assert form.field("delivery_on").editor.text() == "3 Apr 2027"


def test_a_sea_term_with_air_freight_warns_where_the_terms_stand(qtbot, shown, real, customer):
    number = an_order(real, customer)
    order_forms.set_field(real, number, "incoterm", "FOB")
    order_forms.set_field(real, number, "incoterm_place", "Ningbo")
    window = shown(Place("orders", number))
    assert window.page.sheet.terms.remarks == []
    type_in(qtbot, window, window.page.sheet.terms.form.field("mode").editor.line, "air")
    (remark,) = window.page.sheet.terms.remarks
    assert remark.startswith("FOB is for sea")
    assert "FCA" in remark


def test_a_wrong_term_put_back_by_hand_takes_its_sentence_away(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    field = window.page.sheet.terms.form.field("delivery_on")
    before = field.editor.text()
    type_in(qtbot, window, field.editor, "soon")
    assert field.problem
    type_in(qtbot, window, field.editor, before)
    assert field.problem == ""


def test_what_is_being_typed_is_saved_when_the_user_leaves(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    editor = window.page.sheet.terms.form.field("moq").editor
    editor.setFocus()
    QTest.keyClicks(editor, "20 sets")
    window.desk.open(Place("orders"))
    settle(qtbot, window.desk)
    assert orders.sheet(real, number).file.order.moq == "20 sets"


def test_a_line_is_added_and_typed_in_and_the_total_follows(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    card = window.page.sheet.lines
    press(qtbot, window, card.add_button)
    second = orders.sheet(real, number).file.lines[1].id
    for field, text in (("description", "Cushion"), ("quantity", "20"), ("unit_price", "12.5")):
        card.model.setData(card.model.index(1, _column(card, field)), text)
        settle(qtbot, window.desk)
    assert card.total.text() == "USD 18,250.00"
    card.model.setData(card.model.index(1, _column(card, "quantity")), "many")
    settle(qtbot, window.desk)
    assert "not a number" in card.problem.text()
    assert card.model.index(1, _column(card, "quantity")).data() == "many"
    card.table.setCurrentIndex(card.model.index(1, 1))
    QTest.keyClick(card.table, Qt.Key.Key_Delete)
    settle(qtbot, window.desk)
    assert second not in [line.id for line in orders.sheet(real, number).file.lines]
    assert card.total.text() == "USD 18,000.00"


def _column(card, field):
    return [each[0] for each in COLUMNS].index(field)
