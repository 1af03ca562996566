"""The whole program with its window in this process, and a user who reads, clicks and types."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLineEdit, QMainWindow, QTabBar, QWidget

from tests.support import on_screen
from tests.support.desk_bench import Clock
from tests.support.kept import until_kept
from tradedesk.app import build
from tradedesk.integrations.mail import launcher
from tradedesk.ledger.upgrade import open_ledger
from tradedesk.runtime.paths import open_profile
from tradedesk.runtime.settings import SettingsFile
from tradedesk.services.bench import Bench
from tradedesk.ui import wording
from tradedesk.ui.application import create_application
from tradedesk.ui.desk import Desk
from tradedesk.ui.shell.main_window import MainWindow

_PATIENCE = 20_000


class User:
    """What a user does at the window and sees there. ``desk`` is only waited for, never told anything."""

    def __init__(self, qtbot: Any, window: MainWindow, desk: Desk) -> None:
        self.qtbot, self.window, self.desk = qtbot, window, desk

    @property
    def front(self) -> QWidget:
        """The window that takes the keys: a dialog before the main one."""
        return QApplication.activeModalWidget() or self.window

    @property
    def bench(self) -> Bench:
        """What lies behind the window; for looking at the ledger once nothing runs any more."""
        bench = self.desk.bench
        assert isinstance(bench, Bench)
        return bench

    # -- waiting and reading -------------------------------------------------------------------------------------------

    def until(self, true: Callable[[], bool], patience: int = _PATIENCE) -> None:
        """Wait until something is so."""
        ends = time.monotonic() + patience / 1000
        while not true():
            assert time.monotonic() < ends, f"it never came; there is:\n{self.words()}"
            self.qtbot.wait(20)

    def until_kept(self, so: Callable[[Bench], bool]) -> None:
        """Wait until the ledger says so."""
        until_kept(self.qtbot, self.desk, so)

    def settle(self) -> None:
        """Wait until the lane has nothing to do and what it brought is shown."""
        for _ in range(3):
            done: list[object] = []
            self.desk.run(lambda _bench: True, on_done=done.append)
            self.until(lambda done=done: bool(done))  # type: ignore[misc]
            self.qtbot.wait(20)

    def words(self, inside: QWidget | None = None) -> str:
        """Everything that can be read."""
        return on_screen.words(inside or self.front)

    def reads(self, *texts: str, patience: int = _PATIENCE) -> str:
        """Wait until all of this stands in the window; returns everything that can be read then."""
        ends = time.monotonic() + patience / 1000
        while missing := [text for text in texts if text not in self.words()]:
            assert time.monotonic() < ends, f"never read {missing}, but:\n{self.words()}"
            self.qtbot.wait(20)
        return self.words()

    def come_back(self) -> None:
        """What a window manager does when a dialog or a list that popped up has closed."""
        popped_up = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if popped_up is None and not self.window.isActiveWindow():
            self.window.activateWindow()
            self.until(self.window.isActiveWindow)

    # -- the hand ------------------------------------------------------------------------------------------------------

    def click(self, text: str) -> None:
        """Click a button by its words; a line that was just built anew is shown a moment later."""
        ends = time.monotonic() + 2
        while True:
            try:
                found = on_screen.button(self.front, text)
                break
            except LookupError:
                if time.monotonic() > ends:
                    raise
                self.qtbot.wait(20)
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def click_tab(self, text: str) -> None:
        """Click the tab whose words begin so."""
        for bar in (each for each in on_screen.seen(self.front) if isinstance(each, QTabBar)):
            for at in range(bar.count()):
                if bar.tabText(at).replace("&&", "&").startswith(text):
                    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())
                    return
        raise LookupError(text)

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key where the keyboard is: "Ctrl+U", "Return", "Space"."""
        self.come_back()
        for _ in range(times):
            QTest.keySequence(self.front.focusWidget() or self.front, keys)

    def type(self, text: str) -> None:
        """Type where the keyboard is; what is not on its keys comes through the input method, as Chinese does."""
        focused = self.front.focusWidget()
        assert focused is not None, "the keyboard is nowhere"
        if text.isascii():
            QTest.keyClicks(focused, text)
        else:
            written = QInputMethodEvent()
            written.setCommitString(text)
            QApplication.sendEvent(focused, written)

    def paste(self, text: str) -> None:
        """Paste where the keyboard is."""
        QGuiApplication.clipboard().setText(text)
        self.press("Ctrl+V")

    def named(self, kind: type[QWidget], name: str) -> Any:
        """The visible control that is called so; raises LookupError."""
        found = [
            each for each in on_screen.seen(self.front) if isinstance(each, kind) and each.accessibleName() == name
        ]
        if not found:
            there = sorted({each.accessibleName() for each in on_screen.seen(self.front) if isinstance(each, kind)})
            raise LookupError(f"no {kind.__name__} “{name}”; there are: {there}")
        return found[0]

    def click_into(self, name: str) -> QLineEdit:
        """Click into a field by its name and mark what stands there."""
        field: QLineEdit = self.named(QLineEdit, name)
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        field.selectAll()
        return field

    def row(self, text: str, view: QAbstractItemView | None = None) -> tuple[QAbstractItemView, QPoint]:
        """Where the first row that says this stands, once it is there."""
        found: list[tuple[QAbstractItemView, int]] = []

        def looked() -> bool:
            shown = on_screen.seen(self.front)
            for each in [view] if view is not None else [each for each in shown if isinstance(each, QAbstractItemView)]:
                told = on_screen.rows(each)
                at = next((row for row, said in enumerate(told) if text in said), -1)
                if at >= 0:
                    found.append((each, at))
                    return True
            return False

        self.until(looked)
        where, at = found[0]
        index = where.model().index(at, 0)
        where.scrollTo(index)
        return where, where.visualRect(index).center()

    def click_row(self, text: str, *, twice: bool = False) -> None:
        """Click (or double-click) the first row that says this."""
        view, place = self.row(text)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        if twice:
            QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def find(self, text: str, hit: str) -> None:
        """Ctrl+K, type, step down to what begins so, Enter."""
        self.press("Ctrl+K")
        self.type(text)
        palette = self.window.palette_panel.list
        self.until(lambda: any(title.startswith(hit) for title in palette.titles()))
        for _ in palette.titles():
            chosen = palette.current()
            if chosen is not None and chosen.title.startswith(hit):
                break
            self.press("Down")
        self.press("Return")
        self.settle()


class _Flashes(QObject):
    """Notices widgets that are shown before they have a parent: windows of their own for a moment."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            known = isinstance(watched, QMainWindow | QDialog)
            if watched.isWindow() and watched.windowType() is Qt.WindowType.Window and not known:
                where = "".join(traceback.format_stack(limit=6)[:-1])
                self.seen.append(f"{type(watched).__name__} “{watched.accessibleName()}”\n{where}")
        return False


@contextmanager
def whole_program(qtbot: Any, qapp: QApplication, folder: Path, clock: Clock | None = None) -> Iterator[User]:
    """The program as it starts on a profile: ledger, desk and window at 1280 × 720, in English."""
    now = clock or Clock()
    profile = open_profile(folder)
    settings = SettingsFile(profile.settings_file)
    settings.change(language="en", theme="light")
    create_application(["tradedesk"], settings.current)
    opened = open_ledger(profile.ledger, profile.backups, now=now)
    window, desk = build(qapp, profile, settings, opened, now=now)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    user = User(qtbot, window, desk)
    flashes = _Flashes(qapp)
    try:
        user.settle()
        yield user
    finally:
        qapp.removeEventFilter(flashes)
        _end(qtbot, user)
    assert flashes.seen == []


def _end(qtbot: Any, user: User) -> None:
    window, desk = user.window, user.desk
    window.close()
    desk.close()
    desk.bench.close()
    window.deleteLater()
    desk.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wording.set_language("en")
    ends = time.monotonic() + 3
    while launcher.forget_finished() and time.monotonic() < ends:
        time.sleep(0.01)
