"""A desk with a customer, an order and a stand-in mail program, and the hand of a user on the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.support.kept import until_kept
from tests.support.letter_desk import LetterDesk, MailProgram, mail_program
from tests.support.real_desk import desk_on
from tradedesk.app import SEARCH
from tradedesk.services import desk as desk_verbs
from tradedesk.services.bench import Bench
from tradedesk.ui.application import create_application
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.shell.main_window import MainWindow

PAGES = {"compose": "tradedesk.ui.compose.page:ComposePage"}
SOURCES = {"compose": "tradedesk.ui.compose.commands:commands"}


@pytest.fixture
def program(tmp_path, monkeypatch) -> Iterator[MailProgram]:
    with mail_program(tmp_path / "bin", monkeypatch) as made:
        yield made


@pytest.fixture
def bench(program, real: Bench) -> Bench:
    return real


@pytest.fixture
def company(bench) -> LetterDesk:
    return LetterDesk(bench)


@pytest.fixture
def desk(bench, company, lane) -> Iterator[Desk]:
    with desk_on(bench, lane) as made:
        yield made


@pytest.fixture
def window(qtbot, qapp, desk) -> Iterator[MainWindow]:
    create_application(["tradedesk"])
    made = MainWindow(desk, PAGES, SOURCES, SEARCH, summary_verb=desk_verbs.summary)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    desk.open(Place("compose"))
    qtbot.waitUntil(lambda: made.isActiveWindow() and made.page.library.templates.count() > 0)
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


class Hand:
    """What a user does and sees."""

    def __init__(self, qtbot, window: MainWindow, company: LetterDesk) -> None:
        self.qtbot, self.window, self.page, self.company = qtbot, window, window.page, company

    def draft(self, **about) -> int:
        self.window.desk.open(Place("compose", extra=about or {"order": self.company.order}))
        places = self.window.desk.places
        self.until(lambda: places.current.key is not None)
        self.until(lambda: self.view() is not None and self.view().draft.id == places.current.key)
        return self.view().draft.id

    def until(self, true) -> None:
        self.qtbot.waitUntil(true)

    def until_kept(self, so) -> None:
        until_kept(self.qtbot, self.window.desk, so)

    def settle(self) -> None:
        """Until the lane has nothing to do."""
        done = []
        self.window.desk.run(lambda _bench: None, on_done=lambda _: done.append(1))
        self.until(lambda: bool(done))
        self.window.desk.run(lambda _bench: None, on_done=lambda _: done.append(1))
        self.until(lambda: len(done) == 2)

    def button(self, text: str) -> QPushButton:
        """The button that says this; one that was just built anew is shown a moment later."""
        found: list[QPushButton] = []

        def shown() -> bool:
            every = self.page.findChildren(QPushButton)
            found[:] = [each for each in every if each.isVisible() and each.text() == text]
            return bool(found)

        self.until(shown)
        return found[0]

    def click(self, text: str) -> None:
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def chips(self, role: str) -> list[str]:
        return [each.words.key for each in self.page.card.rows[role].chips]

    def titles(self) -> list[str]:
        return [each.told.title for each in self.page.checks.rows()]

    def view(self):
        return self.page.presenter.view

    def said(self) -> str:
        notice = self.page.footer.notice
        return "" if notice is None else f"{notice.lead.text()} {notice.words.text()}".strip()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        # Keys work once the window has had a quiet moment after its start.
        self.until(lambda: bool(self.window.findChildren(QShortcut)))
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)


@pytest.fixture
def hand(qtbot, window, company) -> Hand:
    return Hand(qtbot, window, company)
