"""The products remembered: found, corrected, forgotten and brought back, reached from a line and from the palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.an_order import add_party
from tests.support.orders_window import COMMANDS, PAGES, orders_window, press, settle, type_in
from tradedesk.services import order_lines, orders, product_list
from tradedesk.services.product_list import ProductQuery
from tradedesk.ui.places import Place


@pytest.fixture
def shown(qtbot, lane, real):
    pages = {**PAGES, "products": "tradedesk.ui.products.page:ProductsPage"}
    commands = {**COMMANDS, "products": "tradedesk.ui.products.commands:commands"}
    with orders_window(qtbot, lane, real, pages, commands) as show:
        yield show


@pytest.fixture
def order(real):
    """An order of two products."""
    number = orders.log_inquiry(real, add_party(real, "Gulf Horizon Trading LLC"), "Chairs and lamps", "USD")
    for cells in (
        {"product_code": "RC-01", "description": "Rattan chair", "unit": "PCS", "unit_price": "18.50"},
        {"product_code": "LS-02", "description": "Lamp shade", "hs_code": "9405.99", "unit_price": "4"},
    ):
        line = order_lines.add_line(real, number)
        for field, text in cells.items():
            order_lines.set_line_field(real, line, field, text)
    return number


def known(real):
    return [each.code for each in product_list.rows(real, product_list.ids(real, ProductQuery()))]


def value(page, field):
    return page.panel.form.field(field).editor.text()


def test_an_empty_ledger_says_where_products_come_from(shown):
    page = shown(Place("products")).page
    assert page.stack.currentWidget() is page.nothing
    assert "remembered here" in page.nothing.sentence.text()


def test_a_product_that_stands_in_no_order_is_added_by_hand_and_undone(qtbot, shown, real, order):
    window = shown(Place("products"))
    window.desk.commands.trigger("product.add")
    settle(qtbot, window.desk)
    page = window.page
    editor = page.panel.form.field("name").editor
    assert (page.count.text(), value(page, "name"), editor.selectedText()) == ("3 products",) + ("New product",) * 2
    QTest.keyClicks(editor, "Teak bench")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    names = [each.name for each in product_list.rows(real, product_list.ids(real, ProductQuery()))]
    assert sorted(names) == ["Lamp shade", "Rattan chair", "Teak bench"]
    for _ in range(2):
        window.desk.undo()
        settle(qtbot, window.desk)
    assert page.count.text() == "2 products"


def test_a_second_new_product_without_a_name_is_the_first_one(real):
    assert product_list.add(real, "New product") == product_list.add(real, "New product")


def test_a_product_is_found_as_one_types_corrected_and_undone(qtbot, shown, real, order):
    window = shown(Place("products"))
    page = window.page
    assert (page.count.text(), value(page, "name")) == ("2 products", "Lamp shade")
    page.search.setFocus()
    QTest.keyClicks(page.search, "chair")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    settle(qtbot, window.desk)
    assert value(page, "name") == "Rattan chair"
    type_in(qtbot, window, page.panel.form.field("name").editor, "Rattan armchair")
    assert product_list.sheet(real, page.product_id).product.name == "Rattan armchair"
    window.desk.undo()
    settle(qtbot, window.desk)
    assert value(page, "name") == "Rattan chair"


def test_what_is_refused_stays_in_its_field_with_a_sentence(qtbot, shown, real, order):
    window = shown(Place("products"))
    field = window.page.panel.form.field("code")
    type_in(qtbot, window, field.editor, "rc-01")
    assert field.editor.text() == "rc-01"
    assert "item number of another product" in field.problem
    assert known(real) == ["LS-02", "RC-01"]


def test_each_customers_last_price_leads_to_its_order_by_keys(qtbot, shown, real, order):
    window = shown(Place("products"))
    prices = window.page.panel.prices
    assert prices.cells.rows[0].texts == ("Gulf Horizon Trading LLC", "USD 4", "21 Nov", "TD-2026-0001")
    prices.setFocus()
    prices.selectRow(0)
    QTest.keyClick(prices, Qt.Key.Key_Return)
    assert window.desk.places.current == Place("orders", order)


def test_a_forgotten_product_leaves_the_list_and_undo_brings_it_back(qtbot, shown, real, order):
    window = shown(Place("products"))
    press(qtbot, window, window.page.panel.forget_button)
    assert known(real) == ["RC-01"]
    assert value(window.page, "name") == "Rattan chair"
    window.desk.undo()
    settle(qtbot, window.desk)
    assert window.page.model.rowCount() == 2


def test_a_line_of_an_order_leads_to_its_product_and_back(qtbot, shown, real, order):
    window = shown(Place("orders", order))
    lines = window.page.sheet.lines
    lines.table.setCurrentIndex(lines.model.index(0, 1))
    press(qtbot, window, lines.product_button)
    assert window.desk.places.current.page == "products"
    assert value(window.page, "code") == "RC-01"
    window.desk.places.back()
    assert window.desk.places.current == Place("orders", order)


def test_the_palette_knows_the_products(qtbot, shown, order):
    window = shown(Place("orders"))
    loaded: list[bool] = []
    window.table.load_commands(window, lambda: loaded.append(True))
    qtbot.waitUntil(lambda: bool(loaded))
    assert window.desk.commands.trigger("product.show")
    assert window.desk.places.current == Place("products")
