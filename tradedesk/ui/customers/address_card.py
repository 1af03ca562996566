"""One address looked at: what it is called, what it really is, whose it is, how sure that is (B2, B4, B5, A7)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.address_label import labelled
from tradedesk.domain.party import Contact
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.customers.address_actions import AddressActions, Shown
from tradedesk.ui.customers.address_details import AddressDetails
from tradedesk.ui.customers.domain_line import DomainLine
from tradedesk.ui.customers.matrix_model import why
from tradedesk.ui.widgets import Button, Chip, Field, Line, PlainLabel
from tradedesk.ui.widgets.escape import on_escape
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.wording import reasons, tr


def offer_contacts(choice: SavedChoice, contacts: Sequence[Contact]) -> None:
    """Offer the people of a party, and nobody."""
    choice.offer([("", tr("The company")), *((str(each.id), each.name) for each in contacts)])


class AddressCard(QWidget):
    """Below the matrix; every choice in it is saved at once."""

    kind_set = Signal(int, object, object)
    confirmed = Signal(object, object, object, str)
    standing_set = Signal(int, object, str)
    whose_set = Signal(int, object)
    removed = Signal(int)
    closed = Signal()

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        on_escape(self, self.closed.emit)
        self._address: Address | None = None
        actions = AddressActions(shown, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(10)
        inner.addLayout(self._head())
        inner.addLayout(self._fields())
        self.domain = DomainLine(actions)
        inner.addWidget(self.domain)
        self.details = AddressDetails(actions)
        self.evidence = self.details.evidence
        self.evidence.returnPressed.connect(self._tell_confirmed)
        inner.addWidget(self.details)
        inner.addLayout(self._buttons())
        column.addWidget(Line())
        column.addLayout(inner)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self._value = PlainLabel(size="strong")
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label = Chip()
        self._why = PlainLabel(tone="muted", size="small", wrap=True)
        self.copy = Button(tr("Copy"), "copy", "quiet", self._copy, compact=True)
        self.copy.setToolTip(tr("The address with its label"))
        shut = Button("", "x", "quiet", self.closed.emit, compact=True)
        shut.setAccessibleName(tr("Close"))
        row.addWidget(self._value, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._why, 1)
        row.addWidget(self.copy)
        row.addWidget(shut)
        return row

    def _fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.kind, self.department, self.whose = SavedChoice(), SavedChoice(), SavedChoice()
        self.kind.committed.connect(lambda _code: self._tell_kind())
        self.department.committed.connect(lambda _code: self._tell_kind())
        self.whose.committed.connect(self._tell_whose)
        self._kind_field = Field(tr("Kind of mailbox"), self.kind)
        self._department_field = Field(tr("Whose desk"), self.department)
        for field in (self._kind_field, self._department_field, Field(tr("Belongs to"), self.whose)):
            row.addWidget(field)
        row.addStretch(1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.confirm = Button(tr("Confirm"), "check", on_click=self._tell_confirmed, compact=True)
        self.bounced = Button(tr("It bounced"), "", on_click=lambda: self._tell(Standing.BOUNCED), compact=True)
        self.retired = Button(tr("No longer in use"), "", on_click=lambda: self._tell(Standing.RETIRED), compact=True)
        self.again = Button(tr("In use again"), "", on_click=lambda: self._tell(Standing.PRESUMED), compact=True)
        self.remove = Button(tr("Remove"), "trash-2", "quiet", self._tell_removed, compact=True)
        for button in (self.confirm, self.bounced, self.retired, self.again):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.remove)
        return row

    def show_address(self, address: Address, sheet: CustomerSheet) -> None:
        """Show one address of a party."""
        self._address = address
        self.setAccessibleName(address.value)
        self._value.setText(words.value_of(address))
        label = sheet.label(address)
        self.label.show_state(reasons.sentence(label), _LABEL_ROLES.get(label.code, "neutral"))
        self._why.setText(why(address))
        self.kind.offer([(str(each), words.kind_of_mailbox(each)) for each in MailboxKind])
        self.department.offer([(str(each), words.department(each)) for each in Department])
        offer_contacts(self.whose, sheet.people)
        self.kind.show_saved(str(address.kind))
        self.department.show_saved(str(address.department or Department.GENERAL))
        self.whose.show_saved(str(address.contact_id or ""))
        self.details.show_address(address, sheet.addresses, sheet.today)
        self.domain.show_address(address)
        is_mail = address.channel is Channel.MAIL
        self._kind_field.setVisible(is_mail)
        self._department_field.setVisible(is_mail and address.kind is MailboxKind.DEPARTMENT)
        self._offer_standings(address)

    def _offer_standings(self, address: Address) -> None:
        """What can be said of its standing now; the focus of a button that goes stays among them, off Remove."""
        works = address.standing in (Standing.PRESUMED, Standing.CONFIRMED)
        standings = {
            self.confirm: works,
            self.bounced: works and address.channel is Channel.MAIL,
            self.retired: address.standing is not Standing.RETIRED,
            self.again: not works,
        }
        had_focus = any(button.hasFocus() for button in standings)
        stay = [button for button, offered in standings.items() if offered]
        for button in stay:
            button.show()
        if had_focus and not any(button.hasFocus() for button in stay):
            stay[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for button, offered in standings.items():
            button.setVisible(offered)

    def finish(self) -> None:
        """Save what is still being typed."""
        self.details.finish()

    def _copy(self) -> None:
        """Copy the address with its label, so that a paste says what it is for (B4); mail as mail programs take it."""
        if self._address is None:
            return
        if self._address.channel is Channel.MAIL:
            copied = labelled(self._address.value, self.whose.currentText() if self.whose.code else "",
                              self.label.text())  # fmt: skip
        else:
            copied = tr("{address} ({label})", address=words.value_of(self._address), label=self.label.text())
        QGuiApplication.clipboard().setText(copied)

    def _chosen(self) -> tuple[MailboxKind, Department | None]:
        kind = MailboxKind(self.kind.code)
        return kind, Department(self.department.code) if kind is MailboxKind.DEPARTMENT else None

    def _tell_kind(self) -> None:
        if self._address is not None:
            self.kind_set.emit(self._address.id, *self._chosen())

    def _tell_whose(self, code: str) -> None:
        if self._address is not None:
            self.whose_set.emit(self._address.id, int(code) if code else None)

    def _tell_confirmed(self) -> None:
        if self._address is not None and self.confirm.isVisible():
            self.confirmed.emit(self._address, *self._chosen(), self.evidence.text().strip())

    def _tell(self, standing: Standing) -> None:
        """Words typed just now say how one knows; those of an earlier confirmation say nothing of a bounce."""
        if self._address is not None:
            typed = self.evidence.text().strip()
            self.standing_set.emit(self._address.id, standing, typed if typed != self._address.evidence else "")

    def _tell_removed(self) -> None:
        if self._address is not None:
            self.removed.emit(self._address.id)


_LABEL_ROLES = {
    "address-label.official": "good",
    "address-label.department": "info",
    "address-label.department-presumed": "warn",
    "address-label.company": "warn",
    "address-label.personal": "personal",
    "address-label.bounced": "bad",
    "address-label.disposable": "bad",
    "address-label.never-write": "bad",
    "address-label.not-valid": "warn",
}
