"""Payments: the instalments and how each stands, what arrived for them, the customer's credit, a letter of credit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tradedesk.services import instalments, orders, receipts, receivables
from tradedesk.services.orders import OrderSheet
from tradedesk.services.receipts import Receipt
from tradedesk.services.receivables import OrderMoney
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders.parts_form import PartsForm
from tradedesk.ui.orders.receipt_form import ReceiptForm, ReceiptStart, start_of
from tradedesk.ui.orders.sheet_state import PaymentLine, SheetState
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import Button, Card, Chip, ElidedLabel, Line, PlainLabel, plain_tooltip
from tradedesk.ui.wording import formats, joined, listed, reasons, tr

#: Below all rows.
_LAST = 10**3


class _Row(QWidget):
    """One instalment."""

    def __init__(self, line: PaymentLine, note: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 0, 13, 0)
        row.setSpacing(8)
        self.setFixedHeight(36)
        # Every row divides its width alike, so that the rows stand in columns.
        for words, share in ((line.name, 9), (line.amount, 13)):
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
        row.addWidget(holder, 24)


class MoneyCard(Card):
    """The card; ``terms_chosen`` carries the text of terms. Receipts and instalments it saves itself."""

    terms_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Payments"), parent=parent)
        self._desk = desk
        self.received = self.add_note("")
        self.edit = self.add_action(tr("Instalments…"), self.edit_parts)
        self._holder: QWidget | None = None
        self._shown: tuple[object, ...] = ()
        self.form: ReceiptForm | None = None
        self.parts_form: PartsForm | None = None
        self.rows: list[_Row] = []
        self.use_button: Button | None = None
        self.why_not: PlainLabel | None = None
        self.receipt_buttons: list[Button] = []
        self.warnings: list[PlainLabel] = []
        self._state: SheetState | None = None
        self.facts: OrderMoney | None = None

    # -- showing -------------------------------------------------------------------------------------------------------

    def show_state(self, state: SheetState) -> None:
        """Show how the payments stand; what has arrived and the letter of credit are asked for."""
        fresh = self._state is None or self._state.order_id != state.order_id
        self._state = state
        if fresh:
            self.form = self.parts_form = self.facts = None
        self._render(again=fresh)
        self._desk.run(receivables.of_order, state.order_id, on_done=self._told, owner=self)

    def _told(self, facts: OrderMoney) -> None:
        if self._state is not None and facts.order_id == self._state.order_id:
            self.facts = facts
            self._render()

    def _render(self, *, again: bool = False) -> None:
        state = self._state
        assert state is not None
        shown = (state.payments, state.payments_note, state.payments_remark, state.choices, self.facts)
        if again or (shown != self._shown and self.form is None and self.parts_form is None):
            self._shown = shown
            self._build()

    def _build(self) -> None:
        state = self._state
        assert state is not None
        self.received.setText(state.payments_note)
        self.edit.setVisible(bool(state.payments))
        focus = self.window().focusWidget()
        had_focus = self._holder is not None and focus is not None and self._holder.isAncestorOf(focus)
        if self._holder is not None:
            self.body.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget()
        column = self._column = QVBoxLayout(self._holder)
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
        self.receipt_buttons, self.use_button, self.why_not, self.warnings = [], None, None, []
        if self.facts is not None:
            self._add_facts(column, self.facts, state)
        self.add(self._holder)
        if had_focus:
            self._holder.show()
            self._take_focus()

    def _take_focus(self) -> None:
        """What had the keyboard was built anew: it goes to what can be noted next."""
        buttons = (row.note_button for row in self.rows)
        wanted = next((each for each in buttons if not each.isHidden()), self.edit)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def _add_facts(self, column: QVBoxLayout, facts: OrderMoney, state: SheetState) -> None:
        for reason in facts.warnings:
            label = PlainLabel(reasons.sentence(reason), tone="warn", size="small", wrap=True)
            label.setContentsMargins(13, 6, 13, 6)
            self.warnings.append(label)
            column.addWidget(label)
        for receipt in facts.receipts:
            column.addWidget(Line())
            column.addWidget(self._receipt(receipt, state))
        for amount in facts.credit:
            column.addWidget(Line())
            told = tr("Credit of the customer: {amount}", amount=formats.money(amount))
            use = self._use_of(amount.currency, facts, state)
            column.addWidget(self._credit(told, use))
            if use is None and any(line.open for line in state.payments):
                column.addWidget(self._why_not(amount.currency, state))
        column.addWidget(Line())
        row = QHBoxLayout()
        row.setContentsMargins(9, 2, 13, 0)
        self.owed = Button(tr("All that the customer owes"), kind="link", on_click=self._open_receivables)
        row.addWidget(self.owed)
        row.addStretch(1)
        column.addLayout(row)

    def _receipt(self, receipt: Receipt, state: SheetState) -> QWidget:
        holder, row = _line()
        paid = formats.money(receipt.amount)
        if receipt.charges.minor:
            paid += tr(" + {amount} charges", amount=f"{receipt.charges.amount:,}")
        parts = [formats.day(receipt.received_on, state.today), paid, receipt.bank_ref]
        others = dict.fromkeys(each.order_number for each in receipt.shares if each.order_id != state.order_id)
        if others:
            parts.append(tr("also {orders}", orders=listed(others)))
        words = joined(parts)
        row.addWidget(ElidedLabel(words), 1)
        change = Button(tr("Change"), kind="link", on_click=partial(self.change_receipt, receipt))
        change.setAccessibleName(tr("Change the receipt: {receipt}", receipt=words))
        self.receipt_buttons.append(change)
        row.addWidget(change)
        return holder

    def _credit(self, words: str, use: Callable[[], None] | None) -> QWidget:
        holder, row = _line()
        row.addWidget(ElidedLabel(words), 1)
        if use is not None:
            self.use_button = Button(tr("Use it here"), kind="link", on_click=use)
            row.addWidget(self.use_button)
        return holder

    def _why_not(self, currency: str, state: SheetState) -> PlainLabel:
        """Credit that can only pay orders in its own currency says so."""
        self.why_not = PlainLabel(
            tr("It is what was left after a conversion, so it pays orders in {currency} only. To pay here in {other}, "
               "change the receipt it is left of.", currency=currency, other=state.currency),
            tone="muted", size="small", wrap=True,
        )  # fmt: skip
        self.why_not.setContentsMargins(13, 0, 13, 6)
        return self.why_not

    def _use_of(self, currency: str, facts: OrderMoney, state: SheetState) -> Callable[[], None] | None:
        """How credit in a currency can pay here: as it is, by a whole receipt at a rate, or not at all."""
        part = next((line for line in state.payments if line.open), None)
        if part is None:
            return None
        if currency == state.currency:
            return self._use_credit
        there = [each for each in facts.with_credit if each.amount.currency == each.settles_in == currency]
        found = min(there, key=lambda each: bool(each.shares), default=None)
        return None if found is None else partial(self._use_at_a_rate, found, part, state)

    def _use_at_a_rate(self, receipt: Receipt, part: PaymentLine, state: SheetState) -> None:
        """Ask at which rate a receipt, or what is left of it, pays here; until it is saved it stays credit."""
        start = start_of(receipt, state.today)
        if receipt.shares:
            start = replace(start, amount=f"{receipt.credit.amount:f}", receipt_id=0, part_of=receipt.id)
        self._show_receipt(replace(start, settles_in=state.currency, first=part.id, shares=None), _LAST)
        if self.form is not None:
            self.form.rate.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what the user does --------------------------------------------------------------------------------------------

    def note_receipt(self, line: PaymentLine) -> None:
        """Ask for what arrived, beginning with what is open of an instalment."""
        state, facts = self._state, self.facts
        if state is None or facts is None:
            return
        start = ReceiptStart(facts.party_id, line.open, state.currency, state.currency, state.today, line.id)
        self._show_receipt(start, 2 * state.payments.index(line) + 1)

    def change_receipt(self, receipt: Receipt) -> None:
        """Change a receipt in place, or remove it."""
        if self._state is not None:
            self._show_receipt(start_of(receipt, self._state.today), 2 * len(self._state.payments))

    def _show_receipt(self, start: ReceiptStart, at: int) -> None:
        self.parts_form = None
        self._build()
        self.form = ReceiptForm(self._desk, start, self._put_away)
        self._column.insertWidget(min(at, self._column.count()), self.form)
        self.form.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.amount.selectAll()

    def edit_parts(self) -> None:
        """Write the instalments by hand."""
        state = self._state
        if state is None:
            return

        def read(sheet: OrderSheet) -> None:
            if self._state is None or sheet.file.order.id != self._state.order_id:
                return
            self.form = None
            self._build()
            there = instalments.entries(sheet.file.instalments)
            self.parts_form = PartsForm(self._desk, state.order_id, there, state.today, self._put_away)
            self._column.insertWidget(0, self.parts_form)
            self.parts_form.take_focus()

        self._desk.run(orders.sheet, state.order_id, on_done=read, owner=self)

    def _use_credit(self) -> None:
        if self._state is not None:
            self._desk.run(receipts.use_credit, self._state.order_id, owner=self)

    def _open_receivables(self) -> None:
        if self.facts is not None:
            self._desk.open(Place("receivables", None, {"party": self.facts.party_id}))

    def _put_away(self) -> None:
        self.form = self.parts_form = None
        self._build()


def _line() -> tuple[QWidget, QHBoxLayout]:
    holder = QWidget()
    holder.setFixedHeight(32)
    row = QHBoxLayout(holder)
    row.setContentsMargins(13, 0, 13, 0)
    row.setSpacing(8)
    return holder, row
