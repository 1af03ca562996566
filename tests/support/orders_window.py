"""The window on the page of orders, on a real ledger, and what a user does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.support.real_desk import desk_on, window_on
from tradedesk.ui.places import Place
from tradedesk.ui.shell.main_window import MainWindow

PAGES = {
    "orders": "tradedesk.ui.orders.page:OrdersPage",
    "compose": "tests.gui.placeholder:SettingsPage",
    "customers": "tests.gui.placeholder:SettingsPage",
    "log": "tests.gui.placeholder:SettingsPage",
}
COMMANDS = {"orders": "tradedesk.ui.orders.commands:commands"}


@contextmanager
def orders_window(qtbot, lane, bench, pages=PAGES, commands=COMMANDS) -> Iterator[Callable[[Place], MainWindow]]:
    """A window at 1280 × 720; gives a function that shows a place. What breaks fails the test."""
    with desk_on(bench, lane) as desk, window_on(qtbot, desk, pages, commands) as window:

        def show(place: Place) -> MainWindow:
            bench.ledger.take_news()
            desk.open(place)
            settle(qtbot, desk)
            return window

        yield show


def settle(qtbot, desk):
    """Wait until the lane has nothing to do any more, three times: an answer may ask again."""
    for _ in range(3):
        done: list[None] = []
        desk.run(lambda _bench: None, on_done=done.append)
        qtbot.waitUntil(lambda done=done: bool(done))


def press(qtbot, window, button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window.desk)


def point(window, code):
    """The button of a point of the timeline."""
    return next(each for each in window.page.sheet.timeline.buttons if each.node.code is code)


def type_in(qtbot, window, line: QLineEdit, text):
    """Replace what stands in a field and press Enter."""
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
