"""A receipt as it is noted: amount, day, charges, rate, and what it pays; reckoned while it is being typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.services import receipts
from tradedesk.services.receipts import OpenPart, Receipt, ReceiptEntry, Rehearsal
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders import words
from tradedesk.ui.widgets import Button, ElidedLabel, Field, PlainLabel
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.wording import errors, formats, together, tr

#: Milliseconds after the last letter before it is reckoned.
_TYPING = 120


@dataclass(frozen=True)
class ReceiptStart:
    """What a receipt's form begins with. ``shares`` None: as the oldest debts suggest."""

    party_id: int
    amount: str
    currency: str
    settles_in: str
    today: date
    first: int = 0
    day: date | None = None
    charges: str = ""
    rate: str = ""
    bank_ref: str = ""
    note: str = ""
    receipt_id: int = 0
    shares: Mapping[int, str] | None = None
    #: The receipt of whose credit this is a part: only the amount, the rate and the parts can be said.
    part_of: int = 0


def start_of(value: Receipt, today: date) -> ReceiptStart:
    """A receipt that is there, to be changed."""
    return ReceiptStart(
        value.party_id, f"{value.amount.amount:f}", value.amount.currency, value.settles_in, today, 0,
        value.received_on, f"{value.charges.amount:f}" if value.charges.minor else "",
        "" if value.rate is None else formats.plain_number(f"{value.rate:f}"), value.bank_ref, value.note, value.id,
        {each.instalment_id: f"{each.amount.amount:f}" for each in value.shares},
    )  # fmt: skip


class ReceiptForm(QWidget):
    """The form; ``done`` is called when the receipt is noted, removed or given up."""

    def __init__(self, desk: Desk, start: ReceiptStart, done: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._start, self._done = desk, start, done
        self._by_hand = dict(start.shares) if start.shares is not None else None
        self.parts: dict[int, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 8, 13, 10)
        column.setSpacing(8)
        column.addLayout(self._fields())
        self.worth = PlainLabel(tone="muted", size="small", wrap=True)
        column.addWidget(self.worth)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column.addLayout(self._rows)
        self.left = PlainLabel(size="small", wrap=True)
        column.addWidget(self.left)
        column.addLayout(self._buttons())
        self._timer = QTimer(self, singleShot=True, interval=_TYPING)
        self._timer.timeout.connect(self._reckon)
        for line in (self.amount, self.currency, self.charges, self.rate):
            line.textEdited.connect(lambda _text: self._typed())
        for line in (self.amount, self.currency, self.day, self.charges, self.rate, self.bank_ref):
            line.returnPressed.connect(self._save)
        for field in (self.currency_field, self.day_field, self.charges_field, self.ref_field):
            field.setVisible(not start.part_of)
        self._show_rate()
        self._reckon()

    # -- building ------------------------------------------------------------------------------------------------------

    def _fields(self) -> QGridLayout:
        start = self._start
        self.amount, self.charges, self.rate = (QLineEdit(text) for text in (start.amount, start.charges, start.rate))
        for line in (self.amount, self.charges, self.rate):
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.currency, self.bank_ref = QLineEdit(start.currency), QLineEdit(start.bank_ref)
        self.currency.setMaxLength(3)
        self.charges.setPlaceholderText("0")
        self.day = DayField(start.today, latest=start.today)
        self.day.show_day(start.day or start.today)
        self.amount_field = Field("", self.amount)
        self.currency_field = Field(tr("Currency"), self.currency)
        self.day_field = Field(tr("Arrived on"), self.day)
        self.charges_field = Field(tr("Bank charges we bear"), self.charges)
        self.ref_field = Field(tr("Bank reference"), self.bank_ref)
        self.rate_field = Field(tr("Rate"), self.rate)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        rows = ((self.amount_field, self.currency_field, self.day_field),
                (self.charges_field, self.rate_field, self.ref_field))  # fmt: skip
        for row, fields in enumerate(rows):
            for place, field in enumerate(fields):
                grid.addWidget(field, row, place, Qt.AlignmentFlag.AlignTop)
        for place, share in enumerate((5, 3, 5)):
            grid.setColumnStretch(place, share)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.suggest = Button(tr("Oldest first"), kind="link", on_click=self._suggest)
        self.suggest.hide()
        row.addWidget(self.suggest)
        row.addStretch(1)
        self.remove = Button(tr("Remove"), on_click=self._remove, compact=True)
        self.remove.setAccessibleName(tr("Remove this receipt"))
        self.remove.setVisible(bool(self._start.receipt_id))
        self.cancel = Button(tr("Cancel"), on_click=self._done, compact=True)
        words_of_save = tr("Save") if self._start.receipt_id else tr("Note it")
        self.save = Button(words_of_save, kind="primary", on_click=self._save, compact=True)
        for button in (self.remove, self.cancel, self.save):
            row.addWidget(button)
        return row

    # -- reckoning -----------------------------------------------------------------------------------------------------

    def _entry(self) -> ReceiptEntry:
        start = self._start
        shares = None if self._by_hand is None else {**self._by_hand, **self._typed_shares()}
        return ReceiptEntry(
            start.party_id, self.amount.text(), self.currency.text(), self.day.text(), self.charges.text(),
            self.rate.text() if self._needs_rate() else "", self.bank_ref.text(), start.note, shares, start.receipt_id,
            start.first, start.settles_in, start.part_of,
        )  # fmt: skip

    def _typed_shares(self) -> dict[int, str]:
        return {number: line.text() or "0" for number, line in self.parts.items()}

    def _needs_rate(self) -> bool:
        return self.currency.text().strip().upper() != self._start.settles_in

    def _show_rate(self) -> None:
        own = self.currency.text().strip().upper() or "…"
        self.rate_field.set_name(tr("{other} for 1 {currency}", other=self._start.settles_in, currency=own))
        self.rate_field.setVisible(self._needs_rate())
        if self._start.part_of:
            self.amount_field.set_name(tr("Of the credit, {currency}", currency=own))
        else:
            self.amount_field.set_name(tr("Received, {currency}", currency=own))

    def _typed(self) -> None:
        self._show_rate()
        self._timer.start()

    def _reckon(self) -> None:
        entry = self._entry()

        def seen(found: Rehearsal) -> None:
            if isValid(self) and entry == self._entry():
                self._clear_problems()
                self._show(found)

        self._desk.run(receipts.rehearse, entry, on_done=seen, on_error=self._refused, owner=self)

    def _show(self, found: Rehearsal) -> None:
        told = []
        if found.paid.currency != found.worth.currency or self.charges.text().strip():
            told.append(tr("The customer has paid {amount}.", amount=formats.money(found.paid)))
        if found.exact is not None:
            exact = formats.plain_number(f"{found.exact:f}")
            told.append(
                tr("That is {amount} ({exact}, rounded half up).", amount=formats.money(found.worth), exact=exact)
            )
        elif found.needs_rate:
            told.append(tr("That is {amount}.", amount=formats.money(found.worth)))
        self.worth.say(together(told))
        self._show_parts(found)
        self.left.say(
            tr("{amount} stays the customer's credit.", amount=formats.money(found.left)) if found.left.minor else ""
        )

    def _show_parts(self, found: Rehearsal) -> None:
        for part in found.parts:
            if part.instalment_id not in self.parts:
                self._rows.addWidget(self._row(part))
            line = self.parts[part.instalment_id]
            share = found.shares.get(part.instalment_id)
            if self._by_hand is None or (not line.hasFocus() and not line.isModified()):
                line.setText(f"{share.amount:f}" if share else "")

    def _row(self, part: OpenPart) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = f"{part.order_number} · {words.instalment(part.label, '')}"
        line = QLineEdit()
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setFixedWidth(110)
        line.setPlaceholderText("0")
        line.setAccessibleName(tr("Of this for {part}", part=name))
        line.textEdited.connect(lambda _text: self._by_hand_now())
        line.returnPressed.connect(self._save)
        row.addWidget(ElidedLabel(name), 1)
        row.addWidget(PlainLabel(tr("open {amount}", amount=formats.money(part.open)), tone="muted", size="small"))
        row.addWidget(line)
        self.parts[part.instalment_id] = line
        return holder

    def _by_hand_now(self) -> None:
        self._by_hand = self._typed_shares()
        self.suggest.show()
        self._timer.start()

    def _suggest(self) -> None:
        self._by_hand = None
        self.suggest.hide()
        self._start = replace(self._start, first=0)
        self._reckon()

    # -- ending --------------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        self._timer.stop()
        self._desk.run(receipts.note, self._entry(), on_done=lambda _number: self._done(), on_error=self._refused,
                       owner=self)  # fmt: skip

    def _remove(self) -> None:
        self._desk.run(receipts.remove, self._start.receipt_id, on_done=lambda _done: self._done(),
                       on_error=self._refused, owner=self)  # fmt: skip

    def _clear_problems(self) -> None:
        for field in self._problem_fields().values():
            field.set_problem("")
        self.left.set_tone("")

    def _problem_fields(self) -> dict[str, Field]:
        return {"amount": self.amount_field, "currency": self.currency_field, "day": self.day_field,
                "charges": self.charges_field, "rate": self.rate_field, "bank_ref": self.ref_field}  # fmt: skip

    def _refused(self, error: TradeError) -> None:
        if not isValid(self):
            return
        self._clear_problems()
        field = error.field if isinstance(error, RuleSaysNo) else ""
        beside = self._problem_fields().get(field)
        if beside is not None:
            beside.set_problem(errors.sentence(error))
            return
        self.left.set_tone("bad")
        self.left.say(errors.sentence(error))
