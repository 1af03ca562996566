"""Choosing the customer that the matrix is to be like."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.party import PartyKind
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets import Button, Line, PlainLabel
from tradedesk.ui.widgets.party_field import PartyField
from tradedesk.ui.wording import tr


class LikeBar(QWidget):
    """A line above the matrix; ``chosen`` carries the party's number."""

    chosen = Signal(int)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.field: PartyField | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(14, 10, 14, 10)
        self._row.setSpacing(10)
        self._row.addWidget(PlainLabel(tr("The whole matrix like")))
        self._row.addWidget(Button(tr("Cancel"), kind="quiet", on_click=self.closed.emit))
        column.addLayout(self._row)
        column.addWidget(Line())

    def begin(self, kind: PartyKind) -> None:
        """Ask for a party of the same kind; what would change is shown before anything does."""
        if self.field is not None:
            self._row.removeWidget(self.field)
            self.field.deleteLater()
        self.field = PartyField(self._desk, kind, may_add=False)
        self.field.setAccessibleName(tr("The whole matrix like"))
        self.field.chosen.connect(self._tell)
        self._row.insertWidget(1, self.field, 1)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self, party_id: int | None) -> None:
        if party_id is not None:
            self.chosen.emit(party_id)
