"""The bank accounts of a party, and beside each whether it may be relied on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.services.bank_accounts import AccountView
from tradedesk.services.customer_record import PartyRecord
from tradedesk.ui.customers.company_actions import CompanyActions
from tradedesk.ui.widgets import Banner, Button, Card, Chip, Field, Line, PlainLabel
from tradedesk.ui.widgets.saved import SavedFields, SavedLine
from tradedesk.ui.wording import formats, joined, reasons, tr

_KEYS = ("beneficiary", "account", "swift", "bank", "bank_address", "currency", "note")
#: Row, column and width of each field on a grid of six.
_PLACES = {
    "beneficiary": (0, 0, 2),
    "account": (0, 2, 3),
    "swift": (0, 5, 1),
    "bank": (1, 0, 2),
    "bank_address": (1, 2, 3),
    "currency": (1, 5, 1),
    "note": (2, 0, 6),
}


class AccountForm(QWidget):
    """One bank account."""

    def __init__(self, actions: CompanyActions, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._number = actions, number
        self.fields = SavedFields(lambda field, text: actions.set_account_field(number, field, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 14, 0)
        column.setSpacing(8)
        self.line = Line()
        column.addWidget(self.line)
        column.addLayout(self._head())
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for key in _KEYS:
            row, place, width = _PLACES[key]
            field = self.fields.add(key, _titles()[key], SavedLine(_hints().get(key, "")))
            grid.addWidget(field, row, place, 1, width, Qt.AlignmentFlag.AlignTop)
        for place in range(6):
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        column.addWidget(self._doubt())
        column.addSpacing(6)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(8)
        self.standing = Chip()
        self.said = PlainLabel(tone="muted", size="small", wrap=True)
        remove = Button("", "trash-2", "quiet", lambda: self._actions.remove_account(self._number), compact=True)
        remove.setAccessibleName(tr("Remove bank account"))
        remove.setToolTip(tr("Remove bank account"))
        row.addWidget(self.standing)
        row.addWidget(self.said, 1)
        row.addWidget(remove)
        return row

    def _doubt(self) -> QWidget:
        """Why it is in doubt, and the line that takes the doubt away."""
        self.doubt = QWidget()
        column = QVBoxLayout(self.doubt)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(8)
        self.why = Banner("bad", "")
        self.why_calm = PlainLabel(tone="warn", size="small", wrap=True)
        column.addWidget(self.why)
        column.addWidget(self.why_calm)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.evidence = SavedLine(tr("e.g. Ms. Lin, called at the number on her card"))
        self.evidence.returnPressed.connect(self._confirm)
        self.evidence_field = Field(tr("Who confirmed it, and how"), self.evidence)
        self.confirm = Button(tr("Confirm"), "check", on_click=self._confirm)
        self.confirm.setAccessibleName(tr("Confirm this bank account"))
        side = QVBoxLayout()
        side.setContentsMargins(0, 21, 0, 0)
        side.addWidget(self.confirm)
        side.addStretch(1)
        row.addWidget(self.evidence_field, 1)
        row.addLayout(side)
        column.addLayout(row)
        return self.doubt

    def show_account(self, view: AccountView, today: date, *, fresh: bool) -> None:
        """Show a bank account."""
        account = view.account
        self.setAccessibleName(account.account or account.bank or account.beneficiary)
        self.fields.show_values({key: str(getattr(account, key)) for key in _KEYS}, fresh=fresh)
        remarks = dict(view.remarks)
        for key in _KEYS:
            self.fields.fields[key].set_hint(reasons.sentence(remarks[key]) if key in remarks else "", "warn")
        self.standing.show_state(*_standing(view, today))
        self.said.setText(_said(view, today))
        doubt = reasons.sentence(view.doubt) if view.doubt is not None else ""
        self.why.words.setText(doubt)
        self.why.setVisible(view.is_alarm)
        self.why_calm.setText(doubt)
        self.why_calm.setVisible(not view.is_alarm)
        self.doubt.setVisible(view.doubt is not None and view.doubt.code != "bank-empty")
        if fresh or view.doubt is None:
            self.evidence.clear()
            self.evidence_field.set_problem("")

    def ask(self) -> None:
        """Go to the line that takes the doubt away."""
        self.evidence.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        self._actions.confirm_account(self._number, self.evidence.text(), self.evidence_field.set_problem)


class BankCard(Card):
    """All bank accounts of a party."""

    def __init__(self, actions: CompanyActions, parent: QWidget | None = None) -> None:
        super().__init__(tr("Bank accounts"), parent=parent)
        self.forms: dict[int, AccountForm] = {}
        self._actions = actions
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        words = tr("None yet. Enter it from a contract or by telephone, not from a mail alone.")
        self._none = PlainLabel(words, tone="muted", size="small", wrap=True)
        self._none.setContentsMargins(14, 10, 14, 6)
        self.body.addWidget(self._none)
        self.add_button = self.add_action(tr("Add a bank account"), actions.add_account, icon="plus")
        actions.presenter.told.connect(self._told)

    def show_record(self, record: PartyRecord, today: date) -> None:
        """Show the bank accounts of a party."""
        shown = {view.account.id for view in record.accounts}
        for gone in set(self.forms) - shown:
            form = self.forms.pop(gone)
            form.hide()
            form.deleteLater()
        for place, view in enumerate(record.accounts):
            number = view.account.id
            fresh = number not in self.forms
            if fresh:
                self.forms[number] = AccountForm(self._actions, number)
                self._rows.addWidget(self.forms[number])
            self.forms[number].line.setVisible(place > 0)
            self.forms[number].show_account(view, today, fresh=fresh)
        self._none.setVisible(not record.accounts)

    def finish(self) -> None:
        """Save what is still being typed."""
        for form in self.forms.values():
            form.fields.finish()

    def ask(self) -> None:
        """Go to the first account in doubt."""
        for form in self.forms.values():
            if form.why.isVisibleTo(self):
                form.ask()
                return

    def _told(self, form: str, number: int, field: str, sentence: str) -> None:
        if form == "account" and number in self.forms:
            self.forms[number].fields.show_problem(field, sentence)


def _standing(view: AccountView, today: date) -> tuple[str, str]:
    account = view.account
    if account.confirmed_on is not None:
        return tr("✓ Confirmed {day}", day=formats.day(account.confirmed_on, today)), "good"
    if view.is_alarm and account.changed_on is not None:
        return tr("Changed {day}, not confirmed", day=formats.day(account.changed_on, today)), "bad"
    return tr("Not confirmed"), "bad" if view.is_alarm else "warn"


def _said(view: AccountView, today: date) -> str:
    """Who confirmed it, and what stood there before the last change."""
    account = view.account
    told = [account.evidence] if account.confirmed_on is not None and account.evidence else []
    if account.changed_on is not None:
        titles = _titles()
        before = tr(", ").join(f"{titles[field]} {old or '—'}" for field, old, _new in view.changes)
        told.append(tr("before {day}: {values}", day=formats.day(account.changed_on, today), values=before))
    return joined(told)


def _titles() -> dict[str, str]:
    return {
        "beneficiary": tr("Beneficiary"),
        "account": tr("Account or IBAN"),
        "swift": tr("SWIFT (BIC)"),
        "bank": tr("Bank"),
        "bank_address": tr("Address of the bank"),
        "currency": tr("Currency"),
        "note": tr("Remark"),
    }


def _hints() -> dict[str, str]:
    return {"account": "AE07 0331 2345 6789 0123 456", "swift": "BOMLAEAD", "currency": "USD"}
