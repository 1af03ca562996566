"""Choosing a customer (or another party) by typing a part of the name; one that is new can be added on the spot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from tradedesk.domain.errors import TradeError
from tradedesk.domain.party import PartyKind
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.delegates import TwoLineDelegate, TwoLines
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.widgets.views import ListView
from tradedesk.ui.widgets.window_model import ROW, Column, WindowModel
from tradedesk.ui.wording import errors, joined, tr

#: Milliseconds after the last letter before the list is looked up; rows shown at once.
_TYPING = 110
_MOST = 5


class PartyField(QLineEdit):
    """A line with a list below it; ``chosen`` carries the party's number, None while nobody is chosen.

    Down, Up and Enter act on the list, Esc closes it. A name nobody has can be added when ``may_add``.
    """

    chosen = Signal(object)
    #: A sentence: the new party could not be added.
    refused = Signal(str)

    def __init__(
        self, desk: Desk, kind: PartyKind = PartyKind.CUSTOMER, *, may_add: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        from tradedesk.services import customers

        self._desk, self._kind, self._may_add = desk, kind, may_add
        self.party_id: int | None = None
        self.setPlaceholderText(tr("Type a part of the name"))
        self._model = WindowModel(
            desk, customers.ids, customers.rows, [Column("name", lambda: tr("Name"), lambda row: row.name)], parent=self
        )
        self._model.reloaded.connect(self._show_found)
        self._panel: QFrame | None = None
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self._look)
        self.textEdited.connect(self._edited)

    def show_party(self, party_id: int) -> None:
        """Choose a party by its number."""
        from tradedesk.services import customers

        def arrived(rows: list[Any]) -> None:
            if rows:
                self._choose(party_id, rows[0].name)

        self._desk.run(customers.rows, [party_id], on_done=arrived, owner=self)

    @property
    def list(self) -> ListView:
        """The list below the line."""
        return self._panels()[1]

    @property
    def add_button(self) -> Button:
        """What adds the typed name as a new party."""
        return self._panels()[2]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the list while it is open."""
        shown = self._panel is not None and self._panel.isVisible()
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not shown:
            self._look()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown:
            self._take()
        elif key == Qt.Key.Key_Escape and shown:
            self._close()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """While the list is open, Esc is the field's own."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._panel is not None
            and self._panel.isVisible()
        ):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move and go with the window."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Hide) and self._panel is not None:
            self._close()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: Any) -> None:
        """The list goes with the line."""
        self._close()
        super().hideEvent(event)

    # -- the list ------------------------------------------------------------------------------------------------------

    def _panels(self) -> tuple[QFrame, ListView, Button, PlainLabel]:
        if self._panel is None:
            self._panel = QFrame(self.window())
            self._panel.setProperty("card", True)
            self._panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            column = QVBoxLayout(self._panel)
            column.setContentsMargins(1, 1, 1, 5)
            column.setSpacing(4)
            self._list = ListView(self._model, self._lines, self._panel)
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setAccessibleName(tr("Found"))
            self._list.clicked.connect(lambda _index: self._take())
            self._none = PlainLabel(tr("Nobody is called so."), tone="muted")
            self._none.setContentsMargins(13, 8, 13, 0)
            self._add = Button("", "plus", "quiet", self._add_party)
            self._add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            for widget in (self._list, self._none, self._add):
                column.addWidget(widget)
            self.window().installEventFilter(self)
            # The list lives in the window: it goes when the line does, and the rows after it.
            self._model.setParent(self._panel)
            self.destroyed.connect(self._panel.deleteLater)
        return self._panel, self._list, self._add, self._none

    def _lines(self, row: Any) -> TwoLines:
        return TwoLines(row.name, joined((row.country, row.city)), "", row.tier)

    def _edited(self) -> None:
        if self.party_id is not None:
            self.party_id = None
            self.chosen.emit(None)
        self._typing.start()

    def _look(self) -> None:
        from tradedesk.services.customers import CustomerQuery

        self._typing.stop()
        self._model.set_query(CustomerQuery(kind=str(self._kind), search=self.text()))

    def _show_found(self, found: int) -> None:
        if self.party_id is not None or not self.isVisible():
            return
        panel, rows, add, none = self._panels()
        typed = " ".join(self.text().split())
        rows.setVisible(found > 0)
        none.setVisible(found == 0)
        add.setVisible(self._may_add and bool(typed))
        add.set_words(tr("Add “{name}” as a new customer", name=typed))
        rows.setFixedHeight(min(found, _MOST) * TwoLineDelegate.HEIGHT)
        if found:
            rows.setCurrentIndex(self._model.index(0, 0))
        panel.setFixedWidth(self.width())
        panel.adjustSize()
        panel.move(self.mapTo(self.window(), QPoint(0, self.height() + 2)))
        panel.show()
        panel.raise_()

    def _take(self) -> None:
        if not self._model.rowCount():
            if self._may_add and self.text().strip():
                self._add_party()
            return
        index = self.list.currentIndex()
        row, number = index.data(ROW), self._model.id_at(index.row())
        if row is not None:
            self._choose(row.id, row.name)
        elif number is not None:  # Enter was faster than its row
            self.show_party(number)

    def _choose(self, party_id: int, name: str) -> None:
        self._typing.stop()
        self.party_id = party_id
        self.setText(name)
        self._close()
        self.chosen.emit(party_id)

    def _add_party(self) -> None:
        from tradedesk.services import customers

        name = " ".join(self.text().split())
        self._close()

        def added(party_id: int) -> None:
            self._choose(party_id, name)

        def failed(error: TradeError) -> None:
            self.refused.emit(errors.sentence(error))

        self._desk.run(customers.add_party, self._kind, name, on_done=added, on_error=failed, owner=self)

    def _close(self) -> None:
        if self._panel is not None:
            self._panel.hide()
