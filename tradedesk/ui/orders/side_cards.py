"""The documents of an order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.ui.orders.sheet_state import DocumentLine, SheetState
from tradedesk.ui.widgets import Card, Chip, ElidedLabel, Icon, Line, PlainLabel
from tradedesk.ui.wording import tr


class DocumentsCard(Card):
    """Names, versions, and where each was sent (G3); hidden when there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Documents"), parent=parent)
        self._shown: tuple[DocumentLine, ...] = ()
        self._holder: QWidget | None = None
        self.hide()

    def show_state(self, state: SheetState) -> None:
        """Show the documents."""
        self.setVisible(bool(state.documents))
        if state.documents == self._shown:
            return
        self._shown = state.documents
        if self._holder is not None:
            self.body.removeWidget(self._holder)
            self._holder.deleteLater()
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, line in enumerate(state.documents):
            if number:
                column.addWidget(Line())
            column.addWidget(_document(line))
        self.add(self._holder)


def _document(line: DocumentLine) -> QWidget:
    holder = QWidget()
    holder.setFixedHeight(36)
    row = QHBoxLayout(holder)
    row.setContentsMargins(13, 0, 13, 0)
    row.setSpacing(8)
    row.addWidget(Icon("paperclip" if line.attached else "file-text", "text"))
    row.addWidget(ElidedLabel(line.name), 4)
    row.addWidget(PlainLabel(line.version, tone="muted", size="small"), 2)
    chip = QHBoxLayout()
    chip.addWidget(Chip(line.sent.text, line.sent.role), 0, Qt.AlignmentFlag.AlignLeft)
    row.addLayout(chip, 3)
    return holder
