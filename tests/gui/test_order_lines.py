"""The lines of an order in full, typed in its page on a real ledger."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.an_order import an_order
from tests.support.orders_window import press, settle, type_in
from tradedesk.services import order_lines, orders
from tradedesk.ui import wording
from tradedesk.ui.orders.lines_card import COLUMNS
from tradedesk.ui.orders.product_editor import ProductLine
from tradedesk.ui.places import Place

FIELDS = [each[0] for each in COLUMNS]


def the_lines(real, number):
    return orders.sheet(real, number).file.lines


def in_hand(card, row, field="description"):
    index = card.model.index(row, FIELDS.index(field))
    card.table.setCurrentIndex(index)
    return index


def test_a_line_in_hand_shows_what_belongs_to_it_and_keeps_what_is_typed(qtbot, shown, real, customer):
    number = an_order(real, customer, quantity="101")
    card = shown(Place("orders", number)).page.sheet.lines
    window = card.window()
    assert not card.details.isVisible()
    in_hand(card, 0)
    assert card.about.text() == "Line 1: Rattan chair"
    for field, text in (
        ("hs_code", "9401.53.00"), ("origin", "China"), ("pieces_per_carton", "25"), ("net_weight", "12.5"),
        ("gross_weight", "14"), ("cbm", "0.085"), ("note", "new die"),
    ):  # fmt: skip
        type_in(qtbot, window, card.form.field(field).editor, text)
    (line,) = the_lines(real, number)
    assert (line.hs_code, line.origin, line.cartons, line.note) == ("94015300", "CN", 5, "new die")
    assert [card.model.index(0, FIELDS.index(each)).data() for each in ("cartons", "gross", "volume")] == [
        "5", "70", "0.425",
    ]  # fmt: skip
    assert card.packed.text() == "5 cartons · N.W. 62.5 kg · G.W. 70 kg · 0.425 m³"
    assert card.remark.text() == "Rattan chair: the last carton holds 1 of 25."


def test_a_code_that_has_no_shape_of_one_stays_with_its_sentence(qtbot, shown, real, customer):
    number = an_order(real, customer)
    card = shown(Place("orders", number)).page.sheet.lines
    in_hand(card, 0)
    type_in(qtbot, card.window(), card.form.field("hs_code").editor, "chairs")
    assert "digits alone" in card.form.field("hs_code").problem
    assert card.form.field("hs_code").editor.text() == "chairs"
    assert the_lines(real, number)[0].hs_code == ""


def test_typing_an_item_offers_the_product_with_the_last_price_and_its_day(qtbot, shown, real, customer):
    first = an_order(real, customer, price="18.50")
    order_lines.set_line_field(real, the_lines(real, first)[0].id, "product_code", "RC-01")
    number = orders.log_inquiry(real, customer, "Chairs again", "USD")
    order_lines.add_line(real, number)
    window = shown(Place("orders", number))
    card = window.page.sheet.lines
    card.table.edit(in_hand(card, 0, "product_code"))
    editor = QApplication.focusWidget()
    assert isinstance(editor, ProductLine)
    QTest.keyClicks(editor, "rc")
    panel = editor.finder.popup()
    qtbot.waitUntil(panel.isVisible)
    assert editor.finder.completionModel().index(0, 0).data() == (
        "RC-01 · Rattan chair · USD 18.5 on 21 Nov (TD-2026-0001)"
    )  # fmt: skip
    QTest.keyClick(panel, Qt.Key.Key_Down)
    QTest.keyClick(panel, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    (line,) = the_lines(real, number)
    assert (line.product_code, line.description, line.unit_price) == ("RC-01", "Rattan chair", Decimal("18.50"))


def test_a_charge_is_added_changed_and_taken_out_and_the_total_says_what_it_is_made_of(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    card = window.page.sheet.lines
    press(qtbot, window, card.charge_button)
    card.popup.name.setEditText("Insurance")
    card.popup.amount.setText("a lot")
    press(qtbot, window, card.popup.save_button)
    assert "not a number" in card.popup.fields["amount"].problem
    card.popup.amount.setText("120.005")
    press(qtbot, window, card.popup.save_button)
    assert card.total.text() == "USD 18,120.01"
    assert [each.label for each in orders.sheet(real, number).file.charges] == ["insurance"]
    name, amount, remove = card.charges.rows[0]
    assert name.text() == "Insurance"
    type_in(qtbot, window, amount, "-50")
    assert card.total.text() == "USD 17,950.00"
    press(qtbot, window, remove)
    assert card.total.text() == "USD 18,000.00"
    assert card.charges.rows == []


def test_the_rounding_rule_is_told_in_the_currency_of_the_order(shown, real, customer):
    number = an_order(real, customer)
    card = shown(Place("orders", number)).page.sheet.lines
    assert card.rounding.text().startswith("Each line is rounded half up to 2 places of USD")
    other = orders.log_inquiry(real, customer, "Lamps", "JPY")
    order_lines.add_line(real, other)
    shown(Place("orders", other))
    assert card.rounding.text().startswith("Each line is rounded half up to whole JPY")


def test_a_line_is_added_by_keyboard_and_typed_in_at_once(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    card = window.page.sheet.lines
    in_hand(card, 0)
    QTest.keyClick(card.table, Qt.Key.Key_Insert)
    settle(qtbot, window.desk)
    assert len(the_lines(real, number)) == 2
    assert card.table.currentIndex().row() == 1
    assert card.table.state() is card.table.State.EditingState


def test_a_cell_that_is_reckoned_or_open_already_is_not_opened_for_typing(qtbot, shown, real, customer):
    window = shown(Place("orders", an_order(real, customer)))
    card = window.page.sheet.lines
    in_hand(card, 0)
    said: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _where, text: said.append(text))
    try:
        card.table.setCurrentIndex(card.model.index(0, FIELDS.index("amount")))
        QTest.keyClick(card.table, Qt.Key.Key_Return)
        assert card.table.state() is not card.table.State.EditingState
        card.type_in(card.model.lines[0].id)
        card.type_in(card.model.lines[0].id)
    finally:
        qInstallMessageHandler(before)
    assert card.table.state() is card.table.State.EditingState
    assert said == []


def test_lines_are_moved_by_keyboard(qtbot, shown, real, customer):
    number = an_order(real, customer)
    second = order_lines.add_line(real, number)
    window = shown(Place("orders", number))
    card = window.page.sheet.lines
    in_hand(card, 1)
    QTest.keyClick(card.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window.desk)
    assert the_lines(real, number)[0].id == second


def test_what_is_being_typed_of_a_line_is_saved_when_another_comes_to_hand(qtbot, shown, real, customer):
    number = an_order(real, customer)
    order_lines.add_line(real, number)
    window = shown(Place("orders", number))
    card = window.page.sheet.lines
    in_hand(card, 0)
    editor = card.form.field("origin").editor
    editor.setFocus()
    QTest.keyClicks(editor, "Vietnam")
    in_hand(card, 1)
    settle(qtbot, window.desk)
    assert [line.origin for line in the_lines(real, number)] == ["VN", ""]
    assert editor.text() == ""


@pytest.mark.parametrize(("language", "named"), [("en", "Vietnam"), ("zh_CN", "越南")])
def test_the_origin_is_read_as_the_countrys_name_in_the_users_language(shown, real, customer, language, named):
    number = an_order(real, customer)
    order_lines.set_line_field(real, the_lines(real, number)[0].id, "origin", "VN")
    wording.set_language(language)
    card = shown(Place("orders", number)).page.sheet.lines
    in_hand(card, 0)
    assert card.form.field("origin").editor.text() == named
