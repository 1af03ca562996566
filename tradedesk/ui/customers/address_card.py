"""One address looked at: why its kind is presumed, what it really is, whose it is, how sure that is (B2, B5, A7)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.party import Contact
from tradedesk.ui.customers import words
from tradedesk.ui.customers.matrix_model import why
from tradedesk.ui.widgets import Button, Field, Line, PlainLabel
from tradedesk.ui.widgets.saved import SavedChoice, SavedLine
from tradedesk.ui.wording import tr


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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address: Address | None = None
        self._evidence = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(10)
        inner.addLayout(self._head())
        inner.addLayout(self._fields())
        inner.addLayout(self._buttons())
        column.addWidget(Line())
        column.addLayout(inner)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self._value = PlainLabel(size="strong")
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._why = PlainLabel(tone="muted", size="small", wrap=True)
        shut = Button("", "x", "quiet", self.closed.emit, compact=True)
        shut.setAccessibleName(tr("Close"))
        row.addWidget(self._value, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._why, 1)
        row.addWidget(shut)
        return row

    def _fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.kind, self.department, self.whose = SavedChoice(), SavedChoice(), SavedChoice()
        self.kind.committed.connect(lambda _code: self._tell_kind())
        self.department.committed.connect(lambda _code: self._tell_kind())
        self.whose.committed.connect(self._tell_whose)
        self.evidence = SavedLine(tr("e.g. Mr. Khalid, mail of 12 March"))
        self.evidence.returnPressed.connect(self._tell_confirmed)
        self._kind_field = Field(tr("Kind of mailbox"), self.kind)
        self._department_field = Field(tr("Whose desk"), self.department)
        for field, stretch in (
            (self._kind_field, 0),
            (self._department_field, 0),
            (Field(tr("Belongs to"), self.whose), 0),
            (Field(tr("Who said so"), self.evidence), 1),
        ):
            row.addWidget(field, stretch)
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

    def show_address(self, address: Address, contacts: Sequence[Contact]) -> None:
        """Show one address."""
        fresh = self._address is None or self._address.id != address.id
        self._address = address
        self.setAccessibleName(address.value)
        self._value.setText(words.value_of(address))
        self._why.setText(why(address))
        self.kind.offer([(str(each), words.kind_of_mailbox(each)) for each in MailboxKind])
        self.department.offer([(str(each), words.department(each)) for each in Department])
        offer_contacts(self.whose, contacts)
        self.kind.show_saved(str(address.kind))
        self.department.show_saved(str(address.department or Department.GENERAL))
        self.whose.show_saved(str(address.contact_id or ""))
        if fresh or address.evidence != self._evidence:
            # Otherwise what is being typed as evidence stays while a choice beside it is saved.
            self.evidence.show_saved(address.evidence if address.standing is Standing.CONFIRMED else "", fresh=True)
        self._evidence = address.evidence
        is_mail = address.channel is Channel.MAIL
        self._kind_field.setVisible(is_mail)
        self._department_field.setVisible(is_mail and address.kind is MailboxKind.DEPARTMENT)
        works = address.standing in (Standing.PRESUMED, Standing.CONFIRMED)
        self.confirm.setVisible(works)
        self.bounced.setVisible(works and is_mail)
        self.retired.setVisible(address.standing is not Standing.RETIRED)
        self.again.setVisible(not works)

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
        if self._address is not None:
            self.standing_set.emit(self._address.id, standing, self.evidence.text().strip())

    def _tell_removed(self) -> None:
        if self._address is not None:
            self.removed.emit(self._address.id)
