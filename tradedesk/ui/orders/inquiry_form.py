"""Logging an inquiry: who asked, about what, in which currency."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.services import orders
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets import Button, Card, Field, PageTitle, PlainLabel
from tradedesk.ui.widgets.party_field import PartyField
from tradedesk.ui.wording import errors, tr

#: What is offered; anything else is typed.
_CURRENCIES = ("", "USD", "EUR", "CNY", "GBP", "JPY", "AED", "AUD", "CAD", "HKD")


class InquiryForm(QWidget):
    """A small form in the middle of the page; ``logged`` carries the new order's number."""

    logged = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        column.addWidget(PageTitle(tr("Log an inquiry")))
        card = Card()
        card.setMaximumWidth(560)
        card.body.setContentsMargins(18, 16, 18, 14)
        card.body.setSpacing(12)
        card.add(PlainLabel(tr("It becomes an order in the stage of inquiry; the 24 hours for the answer start now."),
                            tone="muted", wrap=True))  # fmt: skip
        self._add_fields(card, desk)
        self._add_buttons(card)
        row = QHBoxLayout()
        row.addWidget(card, 3)
        row.addStretch(2)
        column.addLayout(row)
        column.addStretch(1)

    def _add_fields(self, card: Card, desk: Desk) -> None:
        self.party = PartyField(desk)
        self.party_field = Field(tr("Customer"), self.party)
        self.party.chosen.connect(self._party_chosen)
        self.party.refused.connect(self.party_field.set_problem)
        self.goods = QLineEdit()
        self.goods.setPlaceholderText(tr("For example: folding tables, 1×40HQ"))
        self.goods.returnPressed.connect(self._log)
        self.goods_field = Field(tr("What is asked for"), self.goods)
        self.currency = QComboBox()
        self.currency.setEditable(True)
        self.currency.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.currency.addItems(list(_CURRENCIES))
        self.currency.setMaximumWidth(140)
        line = self.currency.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("the customer's"))
        line.setAccessibleName(tr("Currency"))
        self.currency_field = Field(tr("Currency"), self.currency)
        for field in (self.party_field, self.goods_field, self.currency_field):
            card.add(field)

    def _add_buttons(self, card: Card) -> None:
        self.save = Button(tr("Log the inquiry"), kind="primary", on_click=self._log)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save)
        row.addWidget(Button(tr("Cancel"), on_click=self.left.emit))
        row.addStretch(1)
        card.body.addLayout(row)

    def start(self, party_id: int | None) -> None:
        """Begin with an empty form, or with a customer already chosen."""
        self.party.clear()
        self.party.party_id = None
        self.goods.clear()
        self.currency.setEditText("")
        for field in (self.party_field, self.goods_field, self.currency_field):
            field.set_problem("")
        if party_id is not None:
            self.party.show_party(party_id)
        (self.goods if party_id is not None else self.party).setFocus(Qt.FocusReason.OtherFocusReason)

    def _party_chosen(self, party_id: int | None) -> None:
        if party_id is not None:
            self.party_field.set_problem("")
            self.goods.setFocus(Qt.FocusReason.TabFocusReason)

    def _log(self) -> None:
        self.goods_field.set_problem("")
        self.currency_field.set_problem("")
        if self.party.party_id is None:
            self.party_field.set_problem(errors.sentence(RuleSaysNo("customer-missing", "party")))
            self.party.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.save.setEnabled(False)
        self._desk.run(
            orders.log_inquiry, self.party.party_id, self.goods.text(), self.currency.currentText(),
            on_done=self._logged, on_error=self._refused, owner=self,
        )  # fmt: skip

    def _logged(self, order_id: int) -> None:
        self.save.setEnabled(True)
        self.logged.emit(order_id)

    def _refused(self, error: TradeError) -> None:
        self.save.setEnabled(True)
        at_currency = isinstance(error, RuleSaysNo) and error.field == "currency"
        field = self.currency_field if at_currency else self.goods_field
        field.set_problem(errors.sentence(error))
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
