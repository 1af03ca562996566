"""A new party begins with its name; everything else is filled in once it is there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.domain.party import PartyKind
from tradedesk.ui.customers import words
from tradedesk.ui.widgets import Button, Card, Field, PageTitle
from tradedesk.ui.wording import tr


class NewParty(QWidget):
    """Shown in place of a party."""

    submitted = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 22)
        column.setSpacing(14)
        self.title = PageTitle()
        column.addWidget(self.title)
        card = Card()
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 14, 14, 10)
        inner.setSpacing(12)
        self.name = QLineEdit()
        self.name.setMaximumWidth(520)
        self.name.returnPressed.connect(lambda: self.submitted.emit(self.name.text()))
        self._field = Field(tr("Company name"), self.name, tr("Everything else can be filled in afterwards."))
        inner.addWidget(self._field)
        row = QHBoxLayout()
        row.setSpacing(8)
        add = Button(tr("Add"), kind="primary", on_click=lambda: self.submitted.emit(self.name.text()))
        row.addWidget(add)
        row.addWidget(Button(tr("Cancel"), kind="quiet", on_click=self.cancelled.emit))
        row.addStretch(1)
        inner.addLayout(row)
        card.body.addLayout(inner)
        column.addWidget(card)
        column.addStretch(1)

    def begin(self, kind: str) -> None:
        """Start with an empty name."""
        self.title.setText(words.new_one(PartyKind(kind)))
        self.name.clear()
        self._field.set_problem("")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the name."""
        self._field.set_problem(sentence)
