"""Where no draft is open: whom to write to, and the drafts that wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.services.search import search
from tradedesk.ui.compose.library import Choices
from tradedesk.ui.compose.start_many import ManyStart
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.widgets.cards import Icon
from tradedesk.ui.widgets.labels import PageTitle, PlainLabel
from tradedesk.ui.wording import tr

_PAGES = {"customers": "party", "orders": "order"}
_WAIT = 120


class Start(QWidget):
    """A search for the customer or the order; ``chosen`` carries "party" or "order" and its number."""

    chosen = Signal(str, int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = ""
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 56, 24, 24)
        across.addStretch(1)
        column = QVBoxLayout()
        across.addLayout(column, 6)
        across.addStretch(1)
        column.setSpacing(10)
        column.addWidget(Icon("pen-line", "faint", 28))
        column.addWidget(PageTitle(tr("Whom do you write to?")))
        self._hint = PlainLabel(tone="muted", wrap=True)
        column.addWidget(self._hint)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Customer or order number"))
        self.field.setAccessibleName(tr("Customer or order number"))
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        self.found = Choices(tr("Customers and orders found"))
        self.found.picked.connect(self._pick)
        self.found.hide()
        column.addWidget(self.found, 1)
        self._nothing = PlainLabel(tr("Nobody found. Another spelling, or part of the order number, may help."),
                                   tone="muted", size="small")  # fmt: skip
        self._nothing.hide()
        column.addWidget(self._nothing)
        self.many = ManyStart(desk)
        self.many.chosen.connect(self.chosen)
        self.many.list_asked.connect(lambda: desk.open(Place("customers", extra={"wide": True})))
        column.addWidget(self.many)
        column.addStretch(1)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._search)
        self.field.textChanged.connect(lambda _text: self._timer.start())
        self.say_template("")

    def say_template(self, name: str) -> None:
        """Say which template waits for a customer."""
        told = tr("Search a customer or an order; the follow-up that is due is drafted for you.")
        if name:
            told = tr("Search a customer or an order for “{template}”.", template=name)
        self._hint.setText(told)

    def enter(self) -> None:
        """Read the kept filters."""
        self.many.load()

    def leave(self) -> None:
        """Look for nothing any more."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the field move in the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.found.currentRow()
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps and self.found.count():
                self.found.setCurrentRow(max(0, min(self.found.count() - 1, row + steps[Qt.Key(event.key())])))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.found.count():
                self._pick(str(self.found.item(max(row, 0)).data(int(Qt.ItemDataRole.UserRole))))
                return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        self._asked = self.field.text().strip()
        if self._asked:
            asked = self._asked
            self._desk.run(search, asked, on_done=lambda hits: self._show(asked, hits), owner=self)
        else:
            self._show("", [])

    def _show(self, asked: str, hits: Sequence[Any]) -> None:
        if asked != self._asked:
            return
        usable = [hit for hit in hits if hit.place[0] in _PAGES]
        choices = [(f"{_PAGES[hit.place[0]]}:{hit.place[1]}", hit.title, hit.detail or " ") for hit in usable]
        self.found.show_choices(choices, choices[0][0] if choices else "")
        self._nothing.setVisible(bool(asked) and not choices)
        self.found.setVisible(bool(choices))
        self.many.setVisible(not asked)

    def _pick(self, key: str) -> None:
        kind, _, number = key.partition(":")
        self.chosen.emit(kind, int(number))
