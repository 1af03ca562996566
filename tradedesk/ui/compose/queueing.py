"""Letting the draft wait for its window: the best moment at once, another one from a menu, or one of the user's own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from tradedesk.domain.queueing import Slot
from tradedesk.services import queue
from tradedesk.ui.compose import standing
from tradedesk.ui.compose.own_time import OwnTime
from tradedesk.ui.compose.presenter import Presenter
from tradedesk.ui.desk import Desk
from tradedesk.ui.theme import icons
from tradedesk.ui.widgets.labels import plain_tooltip
from tradedesk.ui.wording import reasons, tr


class Queueing(QObject):
    """Between the footer and the verbs; menus and the dialog belong to ``page``."""

    def __init__(self, desk: Desk, presenter: Presenter, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._presenter, self._page = desk, presenter, page
        self.menu: QMenu | None = None
        self.dialog: OwnTime | None = None

    def possible(self) -> bool:
        """Whether there is a moment to wait for."""
        view = self._presenter.view
        return view is not None and view.handed is None and bool(view.slots)

    def waits(self) -> bool:
        """Whether the draft waits for a moment."""
        view = self._presenter.view
        return view is not None and view.wait is not None

    def best(self) -> None:
        """Wait for the best moment."""
        view = self._presenter.view
        if view is not None and view.slots and view.handed is None:
            self._wait_for(view.slots[0])

    def stop(self) -> None:
        """Wait no longer."""
        if self.waits():
            self._presenter.act(queue.go_on)

    def offer(self, at: QPoint) -> None:
        """Open the menu of moments above a point of the screen."""
        view = self._presenter.view
        if view is None or view.handed is not None:
            return
        menu = QMenu(self._page)
        menu.setToolTipsVisible(True)
        for slot in view.slots:
            action = menu.addAction(standing.slot_words(slot, view).replace("&", "&&"))
            action.setToolTip(plain_tooltip(reasons.sentence(slot.reason)))
            action.triggered.connect(partial(self._take, slot))
        menu.addSeparator()
        menu.addAction(icons.icon("calendar", "text", 16), tr("Another time…")).triggered.connect(self.choose)
        if self.waits():
            menu.addAction(icons.icon("x", "text", 16), tr("Do not wait")).triggered.connect(self.stop)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at - QPoint(menu.sizeHint().width() - 30, menu.sizeHint().height() + 4))
        self.menu = menu

    def choose(self, _checked: bool = False) -> None:
        """Ask for a moment of the user's own."""
        view = self._presenter.view
        if view is not None and view.handed is None:
            self.dialog = OwnTime(self._desk, view, self._page)
            self.dialog.chosen.connect(self._wait_for)
            self.dialog.finished.connect(self.dialog.deleteLater)
            self.dialog.open()

    def _take(self, slot: Slot, _checked: bool = False) -> None:
        self._wait_for(slot)

    def _wait_for(self, slot: Slot) -> None:
        self._presenter.act(queue.wait_for, slot.at, slot.reason)
