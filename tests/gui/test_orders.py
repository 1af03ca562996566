"""The page of orders as a user meets it: on a real ledger, by clicks and keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.support.an_order import add_party, an_order, node, reach
from tests.support.on_screen import nameless
from tests.support.orders_window import point, press, settle, type_in
from tradedesk.domain.message import Direction, Medium
from tradedesk.domain.order import NodeCode
from tradedesk.services import log, order_forms, order_standing, orders
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import CHIP


def shown_rows(window):
    model = window.page.list.model
    return [[model.index(row, at).data() for at in range(model.columnCount())] for row in range(model.rowCount())]


# -- the list ----------------------------------------------------------------------------------------------------------


def test_an_empty_ledger_says_what_to_do_next(qtbot, shown):
    window = shown(Place("orders"))
    page = window.page.list
    assert page.stack.currentWidget() is page.nothing
    assert "Log the first inquiry" in page.nothing.sentence.text()


def test_the_list_shows_where_each_order_stands_and_what_is_late_in_red(qtbot, shown, real, customer):
    number = an_order(real, customer)
    reach(real, number, NodeCode.CONFIRMED, day=date(2026, 11, 9))
    orders.plan_node(real, node(real, number, NodeCode.DEPOSIT).id, date(2026, 11, 10))
    order_standing.say(real, number, "complaint", "two chairs broken")
    window = shown(Place("orders"))
    qtbot.waitUntil(lambda: shown_rows(window)[0][0] is not None)
    table = window.page.list.table
    side = [each.key for each in window.page.list.model.columns].index("side")
    qtbot.waitUntil(lambda: not table.isColumnHidden(side))
    seen = [[cell for at, cell in enumerate(row) if not table.isColumnHidden(at)] for row in shown_rows(window)]
    assert seen == [
        ["TD-2026-0001", "Gulf Horizon Trading LLC", "Rattan chairs", "Confirmed", "Complaint",
         "Deposit 10 Nov", "15 Jan 2027", "USD 18,000.00", "USD 18,000.00"]
    ]  # fmt: skip
    keys = [each.key for each in window.page.list.model.columns]
    assert [window.page.list.model.index(0, keys.index(each)).data(CHIP) for each in ("side", "next")] == ["bad", "bad"]
    words = [each.text() for each in window.page.list.chips.findChildren(type(window.page.list.nothing.children()[-1]))]
    assert words == ["Running 1", "Late 1", "Unpaid 1", "All 1"]


def test_typing_finds_at_once_and_enter_opens(qtbot, shown, real, customer):
    an_order(real, customer)
    lamps = orders.log_inquiry(real, add_party(real, "Atelier Lumen"), "Lamp shades")
    window = shown(Place("orders"))
    field = window.page.list.search
    field.setFocus()
    QTest.keyClicks(field, "lamp")
    qtbot.waitUntil(lambda: list(window.page.list.model.ids) == [lamps])
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(window.page.list.table, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert window.desk.places.current == Place("orders", lamps)
    assert window.page.sheet.title.text() == "TD-2026-0002"
    window.desk.places.back()
    assert window.page.stack.currentWidget() is window.page.list
    assert list(window.page.list.model.ids) == [lamps]


def test_a_filter_that_leaves_nothing_offers_the_way_back(qtbot, shown, real, customer):
    an_order(real, customer)
    window = shown(Place("orders", None, {"chip": "late"}))
    page = window.page.list
    assert page.stack.currentWidget() is page.none_found
    (back,) = page.none_found.findChildren(QAbstractButton)
    press(qtbot, window, back)
    assert page.stack.currentWidget() is page.orders


@pytest.mark.parametrize("key", ["number", "party", "summary", "stage", "side", "next", "delivery", "total", "open"])
def test_every_column_sorts_by_a_click_on_its_header(qtbot, shown, real, customer, key):
    first = orders.log_inquiry(real, customer, "Zebra print", currency="EUR")
    second = an_order(real, add_party(real, "Aalto"), price="2")
    reach(real, second, NodeCode.CONFIRMED)
    order_standing.say(real, second, "delayed", "the mill is late")
    window = shown(Place("orders"))
    header = window.page.list.table.horizontalHeader()
    column = next(at for at, each in enumerate(window.page.list.model.columns) if each.key == key)
    side = next(at for at, each in enumerate(window.page.list.model.columns) if each.key == "side")
    qtbot.waitUntil(lambda: not header.isSectionHidden(side))  # the others make room for it once there is a state
    orders_seen = set()
    for _ in range(2):
        where = header.sectionViewportPosition(column) + 12
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where, header.height() // 2))
        settle(qtbot, window.desk)
        orders_seen.add(tuple(window.page.list.model.ids))
    assert orders_seen <= {(first, second), (second, first)}
    # What is empty stays last whichever way the days run; everything else turns round.
    assert len(orders_seen) == (1 if key in ("side", "next", "delivery") else 2)


def test_the_keyboard_stays_on_an_orders_page_while_the_list_behind_it_is_read_again(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders"))
    assert window.focusWidget() is window.page.list.table
    window.desk.open(Place("orders", number))
    settle(qtbot, window.desk)
    here = point(window, NodeCode.QUOTED)
    assert window.focusWidget() is here
    order_forms.set_field(real, number, "buyer_ref", "PO 4711")
    settle(qtbot, window.desk)
    assert window.focusWidget() is here


# -- one order ---------------------------------------------------------------------------------------------------------


def test_the_header_says_the_deal_in_one_line(qtbot, shown, real, customer):
    number = an_order(real, customer)
    for field, text in (("incoterm", "CIF"), ("incoterm_place", "Jebel Ali"), ("mode", "sea, FCL 1×40HQ")):
        order_forms.set_field(real, number, field, text)
    reach(real, number, NodeCode.CONFIRMED, NodeCode.PRODUCTION)
    sheet = shown(Place("orders", number)).page.sheet
    assert sheet.title.text() == "TD-2026-0001"
    assert sheet.stage.text() == "In production → Goods ready"
    assert sheet.subline.text() == (
        "Gulf Horizon Trading LLC · USD 18,000.00 · CIF Jebel Ali (Incoterms® 2020) · "
        "T/\u2060T 30% deposit, 70% against B/\u2060L copy · sea, FCL 1×40HQ"
    )


def test_a_point_is_reached_from_the_keyboard_and_undo_takes_it_back(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    sheet = window.page.sheet
    assert window.focusWidget() is point(window, NodeCode.QUOTED)
    QTest.keyClick(point(window, NodeCode.QUOTED), Qt.Key.Key_Right)
    assert window.focusWidget() is point(window, NodeCode.CONFIRMED)
    QTest.keyClick(point(window, NodeCode.CONFIRMED), Qt.Key.Key_Return)
    assert sheet.popup.actual.text() == "21 Nov 2026"
    QTest.keyClick(sheet.popup.actual, Qt.Key.Key_Down)
    QTest.keyClick(sheet.popup.actual, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert node(real, number, NodeCode.CONFIRMED).actual_on == date(2026, 11, 20)
    assert point(window, NodeCode.CONFIRMED).node.day == "20 Nov"
    assert sheet.stage.text().startswith("Confirmed →")
    window.desk.undo()
    settle(qtbot, window.desk)
    assert sheet.stage.text().startswith("Inquiry →")
    assert node(real, number, NodeCode.CONFIRMED).actual_on is None


def test_a_day_that_lies_ahead_is_refused_beside_the_field(qtbot, shown, real, customer):
    window = shown(Place("orders", an_order(real, customer)))
    press(qtbot, window, point(window, NodeCode.QUOTED))
    popup = window.page.sheet.popup
    type_in(qtbot, window, popup.actual, "2026-12-24")
    assert popup.isVisible()
    assert "24 Dec lies ahead" in popup.actual_field.problem
    type_in(qtbot, window, popup.actual, "2026-11-19")
    assert point(window, NodeCode.QUOTED).node.day == "19 Nov"


def test_a_point_can_be_planned_told_and_taken_back(qtbot, shown, real, customer):
    number = an_order(real, customer)
    reach(real, number, NodeCode.CONFIRMED)
    window = shown(Place("orders", number))
    press(qtbot, window, point(window, NodeCode.READY))
    type_in(qtbot, window, window.page.sheet.popup.plan, "5 Dec 2026")
    assert point(window, NodeCode.READY).node.day == "planned 5 Dec"
    press(qtbot, window, point(window, NodeCode.CONFIRMED))
    press(qtbot, window, window.page.sheet.popup.back_button)
    assert node(real, number, NodeCode.CONFIRMED).actual_on is None
    press(qtbot, window, point(window, NodeCode.READY))
    window.page.sheet.popup._write()
    assert window.desk.places.current == Place("compose", None, {"order": number, "template": "goods-ready"})


def test_write_update_goes_to_composing_for_this_order(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    press(qtbot, window, window.page.sheet.write)
    assert window.desk.places.current == Place("compose", None, {"order": number})


def test_a_verbal_point_is_confirmed_from_its_chip_and_the_entry_opens_beside_it(qtbot, shown, real, customer):
    number = an_order(real, customer)
    said = log.note(real, medium=Medium.WHATSAPP, direction=Direction.IN, text="10% deposit is fine", party_id=customer,
                    order_id=number, who="+971505550134", to_confirm="10% deposit")  # fmt: skip
    (owed,) = orders.sheet(real, number).points
    window = shown(Place("orders", number))
    view = window.page.sheet.messages
    line = view.lines.lines[0]
    assert (line.chip, line.title, line.detail) == (
        "Confirm by mail", "10% deposit is fine", "WhatsApp · From +971505550134",
    )  # fmt: skip
    assert line.when == "21 Nov 14:32"
    index = view.lines.index(0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.chip_rect(index).center())
    assert window.desk.places.current == Place("compose", None, {"order": number, "point": owed.id})
    window.desk.places.back()
    settle(qtbot, window.desk)
    view.setCurrentIndex(index)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.desk.places.current == Place("log", said)


# -- an inquiry --------------------------------------------------------------------------------------------------------


def test_an_inquiry_is_logged_by_keys_alone_and_its_order_opens(qtbot, shown, real, customer):
    window = shown(Place("orders"))
    window.desk.commands.trigger("order.log-inquiry")
    form = window.page.form
    assert window.focusWidget() is form.party
    QTest.keyClicks(form.party, "gulf")
    qtbot.waitUntil(lambda: form.party.list.isVisible() and form.party._model.row_at(0) is not None)
    QTest.keyClick(form.party, Qt.Key.Key_Return)
    assert (form.party.party_id, form.party.text()) == (customer, "Gulf Horizon Trading LLC")
    assert window.focusWidget() is form.goods
    QTest.keyClicks(form.goods, "Folding tables")
    QTest.keyClick(form.goods, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert window.page.sheet.title.text() == "TD-2026-0001"
    assert window.desk.places.current.key is not None
    window.desk.places.back()
    assert window.page.stack.currentWidget() is window.page.list


def test_a_customer_who_is_new_is_added_on_the_spot(qtbot, shown, real):
    window = shown(Place("orders", None, {"new": "inquiry"}))
    form = window.page.form
    QTest.keyClicks(form.party, "Bluewater")
    qtbot.waitUntil(form.party.add_button.isVisible)
    QTest.keyClick(form.party, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert real.ledger.read.value("select name from parties where id = ?", (form.party.party_id,)) == "Bluewater"


def test_an_inquiry_without_customer_or_goods_says_what_is_missing(qtbot, shown, real, customer):
    window = shown(Place("orders", None, {"new": "inquiry"}))
    form = window.page.form
    press(qtbot, window, form.save)
    assert form.party_field.problem == "Choose a customer from the list."
    form.party.show_party(customer)
    settle(qtbot, window.desk)
    press(qtbot, window, form.save)
    assert "what the inquiry is about" in form.goods_field.problem
    assert real.ledger.read.value("select count(*) from orders") == 0


# -- the rest ----------------------------------------------------------------------------------------------------------


def test_an_order_that_is_gone_says_so_and_leads_to_the_list(qtbot, shown):
    window = shown(Place("orders", 99))
    assert window.page.stack.currentWidget() is window.page.gone


def test_names_from_outside_are_shown_as_they_are(qtbot, shown, real):
    number = orders.log_inquiry(real, add_party(real, "<b>Gulf</b> & Söhne"), "<img src=x>")
    window = shown(Place("orders", number))
    assert window.page.sheet.subline.text().startswith("<b>Gulf</b> & Söhne")
    assert window.page.sheet.subline.textFormat() is Qt.TextFormat.PlainText


def test_every_control_has_a_name_for_whoever_cannot_see_it(qtbot, shown, real, customer):
    number = an_order(real, customer)
    window = shown(Place("orders", number))
    assert nameless(window.page.sheet) == []
