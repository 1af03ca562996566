"""Payments: the instalments, how each stands, and the receipt that is noted in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from tradedesk.ui.orders.sheet_state import PaymentLine, SheetState
from tradedesk.ui.widgets import Button, Card, Chip, ElidedLabel, Field, Line, PlainLabel, plain_tooltip
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.wording import tr


class _Row(QWidget):
    """One instalment."""

    def __init__(self, line: PaymentLine, note: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 0, 13, 0)
        row.setSpacing(8)
        self.setFixedHeight(36)
        # Every row divides its width alike, so that the rows stand in columns.
        for words, share in ((line.name, 5), (line.amount, 6)):
            label = ElidedLabel(words)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row.addWidget(label, share)
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        chip = Chip(line.standing.text, line.standing.role)
        chip.setToolTip(plain_tooltip(line.standing.why))
        chip.setAccessibleDescription(line.standing.why)
        inner.addWidget(chip)
        inner.addStretch(1)
        self.note_button = Button(tr("Note receipt"), kind="link", on_click=note)
        self.note_button.setAccessibleName(tr("Note receipt: {part}", part=line.name))
        self.note_button.setVisible(bool(line.open))
        inner.addWidget(self.note_button)
        row.addWidget(holder, 12)


class _ReceiptForm(QWidget):
    """Amount and day of money that arrived."""

    def __init__(self, line: PaymentLine, currency: str, today: date, done: Callable[[], None]) -> None:
        super().__init__()
        self.line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 8, 13, 10)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.amount = QLineEdit(line.open)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount_field = Field(tr("Received, {currency}", currency=currency), self.amount)
        self.day = DayField(today, latest=today)
        self.day.show_day(today)
        self.day_field = Field(tr("Arrived on"), self.day)
        row.addWidget(self.amount_field, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.day_field, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        self.cancel = Button(tr("Cancel"), compact=True)
        self.save = Button(tr("Note it"), kind="primary", on_click=done, compact=True)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.amount.returnPressed.connect(done)
        self.day.returnPressed.connect(done)


class MoneyCard(Card):
    """The card; ``receipt`` carries instalment, amount and day as typed, ``terms_chosen`` the text of terms."""

    receipt = Signal(int, str, str)
    terms_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Payments"), parent=parent)
        self.received = self.add_note("")
        self._holder: QWidget | None = None
        self._shown: tuple[object, ...] = ()
        self.form: _ReceiptForm | None = None
        self.rows: list[_Row] = []
        self._state: SheetState | None = None

    def show_state(self, state: SheetState) -> None:
        """Show how the payments stand."""
        shown = (state.order_id, state.payments, state.payments_note, state.payments_remark, state.choices)
        self._state = state
        if shown != self._shown:
            self._shown = shown
            self.form = None
            self._build()

    def note_receipt(self, line: PaymentLine) -> None:
        """Ask for amount and day of what arrived for an instalment."""
        state = self._state
        if state is None:
            return
        self._build()
        self.form = _ReceiptForm(line, state.currency, state.today, self._send)
        self.form.cancel.clicked.connect(lambda _checked=False: self._put_away())
        assert self._holder is not None
        column = self._holder.layout()
        assert isinstance(column, QVBoxLayout)
        at = state.payments.index(line)
        column.insertWidget(2 * at + 1, self.form)
        self.form.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.amount.selectAll()

    def show_outcome(self, field: str, sentence: str) -> None:
        """Put the form away when the receipt is noted, else say what is wrong."""
        if self.form is None:
            return
        if not sentence:
            self._put_away()
            return
        (self.form.day_field if field == "day" else self.form.amount_field).set_problem(sentence)

    def _send(self) -> None:
        if self.form is not None:
            self.form.amount_field.set_problem("")
            self.form.day_field.set_problem("")
            self.receipt.emit(self.form.line.id, self.form.amount.text(), self.form.day.text())

    def _put_away(self) -> None:
        self.form = None
        self._build()

    def _build(self) -> None:
        state = self._state
        assert state is not None
        self.received.setText(state.payments_note)
        if self._holder is not None:
            self.body.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = []
        for number, line in enumerate(state.payments):
            row = _Row(line, partial(self.note_receipt, line))
            self.rows.append(row)
            column.addWidget(row)
            if number < len(state.payments) - 1:
                column.addWidget(Line())
        if state.payments_remark.text:
            self._add_remark(column, state)
        self.add(self._holder)

    def _add_remark(self, column: QVBoxLayout, state: SheetState) -> None:
        remark = PlainLabel(state.payments_remark.text, tone=state.payments_remark.role, wrap=True)
        remark.setContentsMargins(13, 8, 13, 6)
        column.addWidget(remark)
        for text, words in state.choices:
            row = QHBoxLayout()
            row.setContentsMargins(13, 2, 13, 4)
            row.addWidget(Button(words, on_click=partial(self.terms_chosen.emit, text), compact=True))
            row.addStretch(1)
            column.addLayout(row)
