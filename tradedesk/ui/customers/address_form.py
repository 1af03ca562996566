"""Adding an address: typed in any form, read at once, its kind presumed with the reason while one types (B2)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.domain.address import Channel
from tradedesk.domain.party import Contact
from tradedesk.services.addresses import Preview
from tradedesk.ui.customers import words
from tradedesk.ui.customers.address_card import offer_contacts
from tradedesk.ui.customers.matrix_model import why
from tradedesk.ui.widgets import Button, Chip, Field, Line, PlainLabel
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.wording import tr

#: Milliseconds after the last letter before the kind is presumed.
_TYPING = 180


class AddressForm(QWidget):
    """Emits what is typed, and what is to be added."""

    #: Channel and text, to be presumed.
    typed = Signal(object, str)
    #: Channel, text and whose (or None), to be added.
    submitted = Signal(object, str, object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meant = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(8)
        inner.addLayout(self._fields())
        inner.addLayout(self._presumption())
        column.addLayout(inner)
        column.addWidget(Line())
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(lambda: self.typed.emit(self._channel(), self.value.text()))

    def _fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.channel, self.whose = SavedChoice(), SavedChoice()
        self.value = QLineEdit()
        self.value.textEdited.connect(lambda _text: self._changed())
        self.value.returnPressed.connect(self._submit)
        self.channel.committed.connect(lambda _code: self._changed())
        self._field = Field(tr("Address"), self.value)
        self.add = Button(tr("Add address"), on_click=self._submit)
        cancel = Button(tr("Cancel"), kind="quiet", on_click=self.closed.emit)
        row.addWidget(Field(tr("Way"), self.channel))
        row.addWidget(self._field, 1)
        row.addWidget(Field(tr("Belongs to"), self.whose))
        for button in (self.add, cancel):
            holder = QVBoxLayout()
            holder.setContentsMargins(0, 21, 0, 0)
            holder.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(holder)
        return row

    def _presumption(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.chip = Chip()
        self.reason = PlainLabel(tone="muted", size="small", wrap=True)
        self.hint = Button("", kind="link", on_click=self._take_hint)
        self.hint.hide()
        row.addWidget(self.chip)
        row.addWidget(self.reason, 1)
        row.addWidget(self.hint)
        return row

    def begin(self, contacts: Sequence[Contact]) -> None:
        """Start with an empty field."""
        self.channel.offer([(str(each), words.channel(each)) for each in Channel])
        offer_contacts(self.whose, contacts)
        self.value.clear()
        self._field.set_problem("")
        self.show_presumed(None)
        self.show()
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_presumed(self, preview: Preview | None) -> None:
        """Show what the address would be and why, and what was perhaps meant; None while it is not one yet."""
        address = preview.address if preview is not None else None
        self._meant = preview.hint if preview is not None else ""
        self.hint.set_words(tr("Did you mean {address}?", address=self._meant) if self._meant else "")
        self.hint.setVisible(bool(self._meant))
        self.chip.show_state(*(words.kind_chip(address) if address is not None else ("", "neutral")))
        told = why(address) if address is not None else ""
        self.reason.setText(told or tr("The kind of mailbox is presumed from the address and can be corrected."))

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the address."""
        self._field.set_problem(sentence)

    def _channel(self) -> Channel:
        return Channel(self.channel.code or "mail")

    def _changed(self) -> None:
        self._field.set_problem("")
        self._typing.start()

    def _take_hint(self) -> None:
        self.value.setText(self._meant)
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self._changed()

    def _submit(self) -> None:
        self._typing.stop()
        whose = self.whose.code
        self.submitted.emit(self._channel(), self.value.text(), int(whose) if whose else None)
