"""List and board of the same orders as a user meets them: on a real ledger, by clicks, keys and the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QToolTip,
)

from tests.support.an_order import TODAY, add_party, an_order, node, reach, stage
from tests.support.carrying import drag
from tests.support.on_screen import nameless
from tests.support.orders_window import press, settle
from tradedesk.domain.order import NodeCode, Stage
from tradedesk.services import order_finding, order_standing, orders
from tradedesk.ui.places import Place

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def customer(real):
    return add_party(real, "Gulf Horizon Trading LLC", short_name="Gulf Horizon", country="AE")


def on_board(qtbot, shown):
    window = shown(Place("orders", None, {"view": "board"}))
    settle(qtbot, window.desk)
    return window, window.page.list.board


def column(board, wanted):
    return next(each for each in board.columns if each.stage == wanted)


def card(board, number):
    """The column that shows an order, and where its card is on the screen."""
    for each in board.columns:
        row = each.model.row_of(number)
        if row is not None:
            rect = each.cards.visualRect(each.model.index(row, 0))
            return each, each.cards.viewport().mapToGlobal(rect.center())
    raise LookupError(number)


# -- one set of filters ------------------------------------------------------------------------------------------------


def test_filters_are_combined_shown_as_chips_and_taken_out_again(qtbot, shown, real, order):
    lamps = orders.log_inquiry(real, add_party(real, "Atelier Lumen", country="FR"), "Lamp shades", currency="EUR")
    window = shown(Place("orders", None, {"chip": ""}))
    head, model = window.page.list.head, window.page.list.model
    press(qtbot, window, head.filter_button)
    stages = head.panel.several["stages"]
    assert [stages.itemText(at) for at in range(stages.count())] == ["Inquiry  1", "Confirmed  1"]
    stages.activated.emit(0)
    settle(qtbot, window.desk)
    assert list(model.ids) == [lamps]
    head.panel.several["countries"].activated.emit(0)
    settle(qtbot, window.desk)
    assert window.page.list.stack.currentWidget() is window.page.list.none_found
    assert [chip.text() for chip in head.conditions.chips] == ["Inquiry  ✕", "United Arab Emirates  ✕"]
    head.panel.hide()
    press(qtbot, window, head.conditions.chips[0])
    qtbot.waitUntil(lambda: list(model.ids) == [order])
    press(qtbot, window, head.conditions.chips[0])
    qtbot.waitUntil(lambda: sorted(model.ids) == [order, lamps])


def test_a_filter_kept_by_name_is_a_chip_in_every_view(qtbot, shown, real, order):
    orders.log_inquiry(real, add_party(real, "Atelier Lumen"), "Lamp shades")
    window = shown(Place("orders", None, {"chip": ""}))
    page = window.page.list
    press(qtbot, window, page.head.filter_button)
    page.head.panel.several["stages"].activated.emit(1)
    settle(qtbot, window.desk)
    QTest.keyClicks(page.head.panel.keeping.name, "To be made")
    QTest.keyClick(page.head.panel.keeping.name, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    page.head.panel.hide()
    (kept,) = order_finding.saved_filters(real)
    press(qtbot, window, next(each for each in chips(page) if each.text().startswith("All")))
    assert len(page.model.ids) == 2
    press(qtbot, window, page.head.views["board"])
    press(qtbot, window, next(each for each in chips(page) if each.text() == "To be made"))
    assert [each.model.rowCount() for each in page.board.columns] == [0, 0, 1, 0, 0, 0, 0, 0]
    assert kept.query.filter.stages == ("confirmed",)


def chips(page):
    return page.chips.findChildren(QAbstractButton)


def test_what_is_shown_is_summed_by_currency_below_the_list(qtbot, shown, real, order):
    orders.log_inquiry(real, add_party(real, "Atelier Lumen"), "Lamp shades", currency="EUR")
    window = shown(Place("orders"))
    page = window.page.list
    qtbot.waitUntil(lambda: page.orders.sums.text() != "")
    assert page.orders.sums.text() == "2 orders     USD 18,000.00, open USD 18,000.00"
    QTest.keyClicks(page.search, "lamp")
    qtbot.waitUntil(lambda: page.orders.sums.text() == "1 order")


def test_columns_are_chosen_and_remembered(qtbot, shown, real, order):
    window = shown(Place("orders"))
    orders_table = window.page.list.orders
    keys = [each.key for each in orders_table.model.columns]
    hidden = orders_table.view.isColumnHidden(keys.index("buyer-ref"))
    action = next(each for each in orders_table.choose.menu_of_columns.actions() if each.text() == "Buyer's reference")
    action.trigger()
    assert (hidden, orders_table.view.isColumnHidden(keys.index("buyer-ref"))) == (True, False)
    assert "buyer-ref" not in str(window.desk.settings.get("orders.columns-hidden"))


def test_how_orders_stand_takes_room_only_where_one_does_not_run_as_usual(qtbot, shown, real, order):
    window = shown(Place("orders"))
    table = window.page.list.orders
    side = [each.key for each in table.model.columns].index("side")
    action = next(each for each in table.choose.menu_of_columns.actions() if each.text() == "How it stands")

    def is_shown():
        return (not table.view.isColumnHidden(side), action.isChecked())

    qtbot.waitUntil(lambda: table.sums.text() != "")
    assert is_shown() == (False, False)
    window.desk.run(order_standing.say, order, "on-hold", "the buyer changes the colours", owner=window)
    qtbot.waitUntil(lambda: is_shown() == (True, True))
    window.desk.run(order_standing.say, order, "", "", owner=window)
    qtbot.waitUntil(lambda: is_shown() == (False, False))
    action.trigger()
    assert is_shown() == (True, True)


def test_the_view_chosen_is_remembered_and_the_filter_stays(qtbot, shown, real, order):
    window = shown(Place("orders", None, {"chip": "unpaid"}))
    page = window.page.list
    press(qtbot, window, page.head.views["board"])
    assert (page.view, page.finding.query.chip) == ("board", "unpaid")
    assert window.desk.settings.get("orders.view") == "board"
    window.desk.open(Place("orders", order))
    settle(qtbot, window.desk)
    window.desk.places.back()
    settle(qtbot, window.desk)
    assert page.stack.currentWidget() is page.board


# -- the board ---------------------------------------------------------------------------------------------------------


def test_the_board_is_made_column_by_column_so_that_the_window_goes_on(qtbot, shown, real, order):
    window = shown(Place("orders", None, {"view": "list"}))
    window.page.list.show_view("board")
    board = window.page.list.board
    assert board.columns == []
    seen = []
    while len(board.columns) < 8:
        QTest.qWait(1)
        seen.append(len(board.columns))
    assert len(set(seen)) > 2
    settle(qtbot, window.desk)
    assert window.page.list.stack.currentWidget() is board
    assert window.focusWidget() is column(board, "confirmed").cards


def test_columns_say_how_many_and_what_they_are_worth(qtbot, shown, real, order):
    _window, board = on_board(qtbot, shown)
    confirmed = column(board, "confirmed")
    assert (confirmed.title.text(), confirmed.count.text(), confirmed.worth.text()) == ("Confirmed", "1", "USD 18,000")


def test_the_keyboard_walks_the_board_and_enter_opens(qtbot, shown, real, customer, order):
    lamps = orders.log_inquiry(real, customer, "Lamp shades")
    window, board = on_board(qtbot, shown)
    assert window.focusWidget() is column(board, "inquiry").cards
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert window.focusWidget() is column(board, "confirmed").cards
    assert window.focusWidget().current_id() == order
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert window.focusWidget().current_id() == lamps
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert window.desk.places.current == Place("orders", lamps)


def test_a_card_is_moved_by_keys_after_its_consequences_were_read_and_undo_brings_it_back(qtbot, shown, real, order):
    window, board = on_board(qtbot, shown)
    ahead = window.page.list.ahead
    QTest.keyClick(column(board, "confirmed").cards, Qt.Key.Key_Right, CTRL)
    settle(qtbot, window.desk)
    assert stage(real, order) is Stage.CONFIRMED
    assert ahead.isVisible()
    assert ahead.title.text() == "TD-2026-0001 · Confirmed → In production"
    assert "Noted as happened on 21 Nov: In production" in ahead.sentences
    assert "Not received yet: Deposit 30%, USD 5,400.00" in ahead.sentences
    assert "Passed by without having happened: Deposit received" in ahead.sentences
    assert "The customer is to be told: In production" in ahead.sentences
    assert window.focusWidget() is ahead.do
    QTest.keyClick(ahead.do, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert stage(real, order) is Stage.PRODUCTION
    assert node(real, order, NodeCode.PRODUCTION).actual_on == TODAY
    assert list(column(board, "production").model.ids) == [order]
    assert window.focusWidget() is column(board, "production").cards
    window.desk.undo()
    settle(qtbot, window.desk)
    assert stage(real, order) is Stage.CONFIRMED
    assert list(column(board, "confirmed").model.ids) == [order]


def test_a_card_that_does_not_run_as_usual_says_so_and_why(qtbot, shown, real, order):
    order_standing.say(real, order, "on-hold", "The buyer changes the colours")
    _window, board = on_board(qtbot, shown)
    home, where = card(board, order)
    index = home.model.index(home.model.row_of(order), 0)
    assert index.data().endswith("On hold")
    place = home.cards.viewport().mapFromGlobal(where)
    told = QHelpEvent(QEvent.Type.ToolTip, place, where)
    QApplication.sendEvent(home.cards.viewport(), told)
    assert "On hold: The buyer changes the colours" in QToolTip.text()
    QToolTip.hideText()


def test_a_card_says_that_the_number_is_owed_instead_of_what_comes_next_d4(qtbot, shown, real, order):
    reach(real, order, NodeCode.SHIPPED)
    _, board = on_board(qtbot, shown)
    cards = column(board, Stage.ON_THE_WAY).cards
    qtbot.waitUntil(lambda: cards.model().index(0, 0).data() is not None)
    assert cards.model().index(0, 0).data().endswith("Tracking due")


def test_what_was_not_wanted_is_left_with_esc(qtbot, shown, real, order):
    window, board = on_board(qtbot, shown)
    ahead = window.page.list.ahead
    QTest.keyClick(column(board, "confirmed").cards, Qt.Key.Key_Right, CTRL)
    settle(qtbot, window.desk)
    QTest.keyClick(ahead.do, Qt.Key.Key_Escape)
    settle(qtbot, window.desk)
    assert not ahead.isVisible()
    assert stage(real, order) is Stage.CONFIRMED
    assert window.focusWidget() is column(board, "confirmed").cards


def test_a_card_is_carried_by_the_mouse_to_another_stage(qtbot, shown, real, order):
    window, board = on_board(qtbot, shown)
    home, start = card(board, order)
    target = column(board, "ready").cards
    drag(home.cards, start, target.mapToGlobal(target.rect().center()))
    settle(qtbot, window.desk)
    ahead = window.page.list.ahead
    assert ahead.title.text() == "TD-2026-0001 · Confirmed → Goods ready"
    press(qtbot, window, ahead.do)
    assert stage(real, order) is Stage.READY
    drag(column(board, "ready").cards, card(board, order)[1], home.cards.mapToGlobal(home.cards.rect().center()))
    settle(qtbot, window.desk)
    assert "Has not happened after all: Goods ready" in ahead.sentences
    press(qtbot, window, ahead.do)
    assert stage(real, order) is Stage.CONFIRMED


def test_a_card_let_go_where_it_was_asks_nothing(qtbot, shown, real, order):
    window, board = on_board(qtbot, shown)
    home, start = card(board, order)
    drag(home.cards, start, start + QPoint(4, 60))
    settle(qtbot, window.desk)
    assert not window.page.list.ahead.isVisible()


def test_moving_can_lead_straight_to_the_notice(qtbot, shown, real, order):
    window, board = on_board(qtbot, shown)
    QTest.keyClick(column(board, "confirmed").cards, Qt.Key.Key_Right, CTRL)
    settle(qtbot, window.desk)
    press(qtbot, window, window.page.list.ahead.write)
    here = window.desk.places.current
    assert here == Place("compose", None, {"order": order, "template": "production-progress"})


def test_the_menu_moves_as_well_and_a_cancelled_order_says_why_not(qtbot, shown, real, customer, order):
    from tradedesk.services import order_life

    order_life.end_order(real, order, "no budget")
    window = shown(Place("orders", None, {"view": "board", "chip": ""}))
    settle(qtbot, window.desk)
    board = window.page.list.board
    heard: list[str] = []
    window.desk.refused.connect(heard.append)
    board._menu(order, column(board, "closed"), QPoint(300, 300))
    (to,) = [each.menu() for each in board.menu.actions() if each.menu() is not None]
    next(each for each in to.actions() if each.text() == "In production").trigger()
    board.menu.close()
    settle(qtbot, window.desk)
    assert "is cancelled" in heard[0]


def test_what_is_over_is_limited_to_the_recent_with_more_on_demand(qtbot, shown, real, customer, monkeypatch):
    from tradedesk.services import order_board

    monkeypatch.setattr(order_board, "RECENT", 1)
    for _ in range(3):
        reach(real, an_order(real, customer), NodeCode.CLOSED)
    window = shown(Place("orders", None, {"view": "board", "chip": ""}))
    settle(qtbot, window.desk)
    over = column(window.page.list.board, "closed")
    assert (over.model.rowCount(), over.count.text(), over.more.text()) == (1, "3", "Show 2 more")
    press(qtbot, window, over.more)
    assert over.model.rowCount() == 3
    assert not over.more.isVisible()


def test_every_control_has_a_name_for_whoever_cannot_see_it(qtbot, shown, real, order):
    window, _board = on_board(qtbot, shown)
    assert nameless(window.page.list) == []
