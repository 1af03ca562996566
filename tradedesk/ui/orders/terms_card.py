"""What is agreed on an order: every term a field, saved as one goes; the L/C where there is one; remarks below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradedesk.ui.orders import words
from tradedesk.ui.orders.delivery_box import DeliveryBox
from tradedesk.ui.orders.sheet_state import SheetState
from tradedesk.ui.orders.terms_state import TRANSPORTS
from tradedesk.ui.widgets import Card, Chip, Line, PlainLabel, SectionTitle
from tradedesk.ui.widgets.saving_form import Entry, SavingForm
from tradedesk.ui.wording import tr


class TermsCard(Card):
    """``finished`` carries a field of the order and its text."""

    finished = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What is agreed"), parent=parent)
        self.form = SavingForm(_terms(), 6)
        self.form.setContentsMargins(13, 10, 13, 8)
        self.form.finished.connect(self.finished.emit)
        self.add(self.form)
        self.delivery = DeliveryBox()
        self.add(self.delivery)
        self.form.restored.connect(self._restored)
        self._line = Line()
        self.add(self._line)
        self._head = QWidget()
        self._chips = QHBoxLayout(self._head)
        self._chips.setContentsMargins(13, 8, 13, 0)
        self._chips.setSpacing(8)
        self._chips.addWidget(SectionTitle(tr("Letter of credit")))
        self._chips.addStretch(1)
        self.add(self._head)
        self.credit = SavingForm(_credit(), 6)
        self.credit.setContentsMargins(13, 8, 13, 8)
        self.credit.finished.connect(self.finished.emit)
        self.add(self.credit)
        self.watched: list[Chip] = []
        self._order_id = 0
        self._remarks: list[PlainLabel] = []

    def show_state(self, state: SheetState) -> None:
        """Show the terms and what is to be looked at."""
        fresh = state.order_id != self._order_id
        self._order_id = state.order_id
        if fresh:
            self.delivery.close_quietly()
        for field, ports in state.ports.items():
            self.form.offer(field, ports)
        self.form.show_values(state.values, state.today, fresh=fresh)
        self.credit.show_values(state.values, state.today, fresh=fresh)
        for widget in (self._line, self._head, self.credit):
            widget.setVisible(state.terms.by_credit)
        self._show_watched(state)
        for label in self._remarks:
            self.body.removeWidget(label)
            label.deleteLater()
        self._remarks = [PlainLabel(each.text, tone=each.role, wrap=True) for each in state.remarks]
        for label in self._remarks:
            label.setContentsMargins(13, 0, 13, 8)
            self.add(label)

    def show_problem(self, field: str, sentence: str) -> None:
        """Say what is wrong with a field."""
        self.form.show_problem(field, sentence)
        self.credit.show_problem(field, sentence)

    def finish(self) -> None:
        """Tell what is still being typed."""
        self.delivery.finish()
        self.form.finish()
        self.credit.finish()

    @property
    def remarks(self) -> list[str]:
        """The remarks as they are read."""
        return [label.text() for label in self._remarks]

    def _restored(self, field: str) -> None:
        if field == "delivery_on":
            self.delivery.close_quietly()

    def _show_watched(self, state: SheetState) -> None:
        for chip in self.watched:
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.watched = [Chip(each.text, each.role) for each in state.terms.watched]
        for chip in self.watched:
            self._chips.addWidget(chip)


def _terms() -> list[Entry]:
    from tradedesk.domain.incoterm import TERMS
    from tradedesk.domain.money import CURRENCIES
    from tradedesk.domain.payment import PRESETS

    return [
        Entry("summary", lambda: tr("Goods"), span=4),
        Entry("buyer_ref", lambda: tr("Buyer's reference"), span=2),
        Entry("incoterm", lambda: tr("Incoterm"), "choice", offered=("", *sorted(TERMS))),
        Entry("incoterm_place", lambda: tr("Named place")),
        Entry("port_loading", lambda: tr("Port of loading"), "offer"),
        Entry("port_discharge", lambda: tr("Port of discharge"), "offer"),
        Entry("mode", lambda: tr("Transport"), "offer", 2, ("", *map(words.transport, TRANSPORTS))),
        Entry("payment_terms", lambda: tr("Payment terms"), "offer", 2, ("", *(each.text for each in PRESETS))),
        Entry("currency", lambda: tr("Currency"), "choice", offered=sorted(CURRENCIES)),
        Entry("freight", lambda: tr("Freight in the price")),
        Entry("delivery_on", lambda: tr("Delivery date"), "day"),
        Entry("valid_until", lambda: tr("Valid until"), "day"),
        Entry("lead_time", lambda: tr("Lead time"), span=2),
        Entry("moq", lambda: tr("Minimum quantity")),
        Entry("tolerance_percent", lambda: tr("Tolerance ±%")),
        Entry("shipping_marks", lambda: tr("Shipping marks"), "text", 2, lines=4),
    ]


def _credit() -> list[Entry]:
    return [
        Entry("lc_number", lambda: tr("L/C number"), span=2),
        Entry("lc_bank", lambda: tr("Issuing bank"), span=2),
        Entry("lc_place", lambda: tr("Place of expiry"), span=2),
        Entry("lc_latest_shipment", lambda: tr("Latest shipment"), "day"),
        Entry("lc_expiry", lambda: tr("Expiry of the L/C"), "day"),
        Entry("lc_presentation_days", lambda: tr("Days for presentation"), example="21"),
    ]
