"""The other cards beside an order's messages: documents, shipment, and who does what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.ui.orders.form import Entry, SavingForm
from tradedesk.ui.orders.sheet_state import DocumentLine, SheetState
from tradedesk.ui.widgets import Card, Chip, ElidedLabel, Icon, KeyValue, Line, PlainLabel
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


class ShipmentCard(Card):
    """Carrier, numbers and days of each shipment; what is typed is saved as one goes."""

    #: Shipment, field, text.
    finished = Signal(int, str, str)
    #: A link was copied.
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Shipment"), parent=parent)
        self.copy_button = self.add_action(tr("Copy tracking link"), self._copy)
        self.unfold_button = self.add_action(tr("Note the shipment"), self._unfold)
        self.early = PlainLabel(tr("Nothing is on its way yet."), tone="muted")
        self.early.setContentsMargins(13, 8, 13, 6)
        self.add(self.early)
        self._unfolded = False
        self._link = ""
        self._order_id = 0
        self._numbers: list[int] = []
        self.forms: list[SavingForm] = []

    def show_state(self, state: SheetState) -> None:
        """Show the shipments, one form each."""
        fresh = state.order_id != self._order_id
        self._order_id = state.order_id
        self._unfolded = state.may_ship or (self._unfolded and not fresh)
        self._numbers = [shipment.id for shipment in state.shipments]
        while len(self.forms) < len(state.shipments):
            self.forms.append(self._made(len(self.forms)))
        while len(self.forms) > len(state.shipments):
            gone = self.forms.pop()
            self.body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for form, shipment in zip(self.forms, state.shipments, strict=True):
            form.show_values(shipment.values, state.today, fresh=fresh)
        self._link = next((each.link for each in reversed(state.shipments) if each.link), "")
        self.copy_button.setVisible(bool(self._link))
        self._fold()

    def show_problem(self, shipment_id: int, field: str, sentence: str) -> None:
        """Say what is wrong with a field."""
        if shipment_id in self._numbers:
            self.forms[self._numbers.index(shipment_id)].show_problem(field, sentence)

    def finish(self) -> None:
        """Tell what is still being typed."""
        for form in self.forms:
            form.finish()

    def _made(self, number: int) -> SavingForm:
        form = SavingForm(
            [
                Entry("carrier", lambda: tr("Carrier")),
                Entry("vessel", lambda: tr("Vessel and voyage, or flight")),
                Entry("tracking_no", lambda: tr("Tracking number")),
                Entry("container_no", lambda: tr("Container number")),
                Entry("bl_no", lambda: tr("B/L number"), span=2),
                Entry("etd", lambda: tr("Leaves (ETD)"), "day"),
                Entry("eta", lambda: tr("Arrives (ETA)"), "day"),
            ],
            2,
        )
        form.setContentsMargins(13, 10, 13, 8)
        form.finished.connect(lambda field, text, at=number: self.finished.emit(self._numbers[at], field, text))
        self.add(form)
        return form

    def _fold(self) -> None:
        """Before there is anything to ship the fields would only be in the way."""
        self.early.setVisible(not self._unfolded)
        self.unfold_button.setVisible(not self._unfolded)
        for form in self.forms:
            form.setVisible(self._unfolded)

    def _unfold(self) -> None:
        self._unfolded = True
        self._fold()
        self.forms[0].field("carrier").editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._link)
        self.copied.emit()


class RolesCard(Card):
    """Who does what on the order (I1); hidden when nobody is named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who does what"), parent=parent)
        self._pairs = KeyValue()
        self._pairs.setContentsMargins(13, 9, 13, 8)
        self.add(self._pairs)
        self.hide()

    def show_state(self, state: SheetState) -> None:
        """Show the people."""
        self._pairs.show_pairs(state.roles)
        self.setVisible(bool(state.roles))


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
