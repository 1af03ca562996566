"""Adding addresses: typed or pasted in any form, read at once, each kind presumed while one types (B2)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.domain.address import Channel
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.party import Contact
from tradedesk.services.address_lists import Chosen, Offer
from tradedesk.ui.customers import words
from tradedesk.ui.customers.address_actions import AddressActions, Shown
from tradedesk.ui.customers.address_card import offer_contacts
from tradedesk.ui.customers.address_offers import OfferList
from tradedesk.ui.customers.matrix_model import why
from tradedesk.ui.widgets import Button, Chip, Field, Line, PlainLabel
from tradedesk.ui.widgets.escape import on_escape
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.wording import errors, reasons, together, tr, trn

#: Milliseconds after the last letter before the kind is presumed.
_TYPING = 180


class PasteLine(QLineEdit):
    """One line that keeps the line ends of what is pasted as separators."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste several lines as one list."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.insert("; ".join(QGuiApplication.clipboard().text().splitlines()))
            self.textEdited.emit(self.text())
            return
        super().keyPressEvent(event)


class AddressForm(QWidget):
    """Shows what would be added, and adds it in one step."""

    #: Added: the numbers of the addresses.
    added = Signal(object)
    closed = Signal()

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        on_escape(self, self.closed.emit)
        self._actions = AddressActions(shown, self)
        self._offers: tuple[Offer, ...] = ()
        self._looked_at: tuple[Channel | None, str] = (None, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(8)
        inner.addLayout(self._fields())
        inner.addLayout(self._presumption())
        self.list = OfferList(self._take)
        self.list.counted.connect(self._count)
        inner.addWidget(self.list)
        column.addLayout(inner)
        column.addWidget(Line())
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self._look)

    def _fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.channel, self.whose = SavedChoice(), SavedChoice()
        self.value = PasteLine()
        self.value.setPlaceholderText(tr("one address, or a list: a@b.com; Name <c@d.com>; WhatsApp: +971 …"))
        self.value.textEdited.connect(lambda _text: self._changed())
        self.value.returnPressed.connect(self._submit)
        self.channel.committed.connect(lambda _code: self._changed())
        self._field = Field(tr("Address"), self.value)
        self.add = Button(tr("Add address"), on_click=self._submit)
        cancel = Button(tr("Cancel"), kind="quiet", on_click=self.closed.emit)
        row.addWidget(Field(tr("Way"), self.channel), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._field, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Field(tr("Belongs to"), self.whose), 0, Qt.AlignmentFlag.AlignTop)
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
        self.hint = Button("", kind="link", on_click=lambda: self._take(self._offers[0]))
        self.hint.hide()
        row.addWidget(self.chip)
        row.addWidget(self.reason, 1)
        row.addWidget(self.hint)
        return row

    def begin(self, contacts: Sequence[Contact]) -> None:
        """Start with an empty field."""
        self.channel.offer([("", tr("Recognised")), *((str(each), words.channel(each)) for each in Channel)])
        offer_contacts(self.whose, contacts)
        self.value.clear()
        self._field.set_problem("")
        self._show(())
        self.show()
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the address."""
        self._field.set_problem(sentence)

    def _asked(self) -> tuple[Channel | None, str]:
        code = self.channel.code
        return Channel(code) if code else None, self.value.text()

    def _changed(self) -> None:
        self._field.set_problem("")
        self._typing.start()

    def _look(self, *, and_add: bool = False) -> None:
        """Ask what the text would add; an answer to a text that has changed since is dropped.

        ``and_add``: one address is added at once; a list is seen before, and Enter pressed again.
        """
        asked = self._asked()
        if not asked[1].strip():
            self._show(())
            return

        def came(offers: tuple[Offer, ...]) -> None:
            if not self.isHidden() and asked == self._asked():
                self._looked_at = asked
                self._show(offers)
                if and_add and not self.list.lines:
                    self._add()

        self._actions.offers(*asked, came)

    def _show(self, offers: tuple[Offer, ...]) -> None:
        """One address is told in a sentence; several, or one with a name, have a line each."""
        self._offers = offers
        as_list = len(offers) > 1 or any(each.name for each in offers)
        one = offers[0] if len(offers) == 1 and not as_list else None
        address = one.address if one is not None else None
        self.list.show_offers(offers if as_list else ())
        self.chip.show_state(*(words.kind_chip(address) if address is not None else ("", "neutral")))
        self.hint.set_words(tr("Did you mean {address}?", address=one.meant) if one is not None and one.meant else "")
        self.hint.setVisible(one is not None and bool(one.meant))
        told = why(address) if address is not None else ""
        notes = together(reasons.sentence(each) for each in one.notes) if one is not None else ""
        self.reason.setVisible(not as_list)
        usual = tr("The kind of mailbox is presumed from the address and can be corrected.")
        self.reason.setText(together((told, notes)) or usual)
        if not as_list:
            self.add.set_words(tr("Add address"))
            self.add.setEnabled(True)

    def _count(self, ticked: int) -> None:
        self.add.set_words(trn("Add {n} address", "Add {n} addresses", ticked))
        self.add.setEnabled(ticked > 0)

    def _take(self, offer: Offer) -> None:
        """Take what was perhaps meant: the text is changed by the user's click alone."""
        self.value.setText(self.value.text().replace(offer.text.strip(), offer.meant))
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self._changed()

    def _submit(self) -> None:
        self._typing.stop()
        if self._looked_at == self._asked() and self._offers:
            self._add()
        elif not self.value.text().strip():
            self.show_problem(errors.sentence(RuleSaysNo("address-empty", "value")))
        else:
            self._look(and_add=True)

    def _add(self) -> None:
        whose = int(self.whose.code) if self.whose.code else None
        if self.list.lines:
            chosen = [each.chosen(whose) for each in self.list.lines if each.ticked]
        else:
            chosen = [Chosen(each.channel, each.text, whose) for each in self._offers if each.address and each.channel]
        if chosen:
            self._actions.add(chosen, self._came_in, self.show_problem)
        refused = next((each.refusal for each in self._offers if each.refusal is not None), None)
        if refused is not None and not chosen:
            self.show_problem(errors.sentence(refused))

    def _came_in(self, numbers: tuple[int, ...]) -> None:
        self._looked_at = (None, "")
        self.added.emit(numbers)
