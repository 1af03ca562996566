"""The page of texts on a real ledger, and the hand of a user on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support import on_screen
from tests.support.letter_desk import LetterDesk
from tests.support.real_desk import desk_on
from tradedesk.services.bench import Bench
from tradedesk.ui.application import create_application
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.shell.main_window import MainWindow

PAGES = {"templates": "tradedesk.ui.templates.page:TemplatesPage", "compose": "tests.gui.placeholder:OrdersPage"}
SOURCES = {"templates": "tradedesk.ui.templates.commands:commands"}


@pytest.fixture
def bench(real: Bench) -> Bench:
    return real


@pytest.fixture
def company(bench) -> LetterDesk:
    return LetterDesk(bench)


@pytest.fixture
def desk(bench, lane) -> Iterator[Desk]:
    with desk_on(bench, lane) as made:
        yield made


class Hand:
    """What a user does and sees on the page."""

    def __init__(self, qtbot, desk: Desk) -> None:
        create_application(["tradedesk"])
        self.qtbot, self.desk = qtbot, desk
        self.window = MainWindow(desk, PAGES, SOURCES)
        self.ready = False
        self.window.settled.connect(self._be_ready)
        self.window.resize(1280, 720)
        self.window.show()
        self.window.activateWindow()

    def _be_ready(self) -> None:
        self.ready = True

    def open(self, code: str, language: str = "en") -> None:
        self.desk.open(Place("templates", extra={"template": code, "language": language}))
        self.settle()

    @property
    def page(self):
        return self.window.page

    @property
    def text(self):
        return self.page.card.text

    def settle(self) -> None:
        """Wait until what is typed is looked at."""

        def looked() -> bool:
            there = self.page.presenter
            return there.typed is not None and there.looked == there.typed and not self.desk._lane.busy

        self.qtbot.waitUntil(lambda: self.ready and looked() and self.window.isActiveWindow())

    def type_into(self, edit, keys: str) -> None:
        edit.setFocus()
        QTest.keyClicks(edit, keys)
        self.settle()

    def at_end_of_line(self, line: int) -> None:
        self.text.go_to_line(line)

    def press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.ControlModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)

    def reads(self) -> str:
        return on_screen.words(self.window)

    def sees(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.reads())


@pytest.fixture
def hand(qtbot, qapp, desk, company) -> Iterator[Hand]:
    made = Hand(qtbot, desk)
    made.open("goods-ready")
    yield made
    made.window.close()
    made.window.deleteLater()
    QApplication.sendPostedEvents(made.window, QEvent.Type.DeferredDelete)
