"""The other cards of an order: its documents, and what is agreed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.ui.orders.form import Entry, SavingForm
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


class TermsCard(Card):
    """What is agreed: every term a field, saved as one goes; remarks of the Incoterms below."""

    finished = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What is agreed"), parent=parent)
        self.form = SavingForm(_terms(), 4)
        self.form.setContentsMargins(13, 10, 13, 8)
        self.form.finished.connect(self.finished.emit)
        self.add(self.form)
        self._order_id = 0
        self._remarks: list[PlainLabel] = []

    def show_state(self, state: SheetState) -> None:
        """Show the terms and what is to be looked at."""
        self.form.show_values(state.values, state.today, fresh=state.order_id != self._order_id)
        self._order_id = state.order_id
        for label in self._remarks:
            self.body.removeWidget(label)
            label.deleteLater()
        self._remarks = [PlainLabel(each.text, tone=each.role, wrap=True) for each in state.remarks]
        for label in self._remarks:
            label.setContentsMargins(13, 0, 13, 8)
            self.add(label)

    @property
    def remarks(self) -> list[str]:
        """The remarks as they are read."""
        return [label.text() for label in self._remarks]


def _terms() -> list[Entry]:
    from tradedesk.domain.incoterm import TERMS
    from tradedesk.domain.payment import PRESETS

    return [
        Entry("summary", lambda: tr("Goods"), span=3),
        Entry("buyer_ref", lambda: tr("Buyer's reference")),
        Entry("incoterm", lambda: tr("Incoterm"), "choice", offered=("", *sorted(TERMS))),
        Entry("incoterm_place", lambda: tr("Named place")),
        Entry("mode", lambda: tr("Transport"), example="sea, FCL 1×40HQ"),
        Entry("freight", lambda: tr("Freight in the price")),
        Entry("payment_terms", lambda: tr("Payment terms"), "offer", 2, ("", *(each.text for each in PRESETS))),
        Entry("delivery_on", lambda: tr("Delivery date"), "day"),
        Entry("valid_until", lambda: tr("Valid until"), "day"),
        Entry("port_loading", lambda: tr("Port of loading")),
        Entry("port_discharge", lambda: tr("Port of discharge")),
        Entry("lead_time", lambda: tr("Lead time")),
        Entry("moq", lambda: tr("Minimum quantity")),
    ]
