"""More of one address: which message confirmed it and when, its days, what it is the backup for, a note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.address import Address, Standing
from tradedesk.domain.cells import parse_day
from tradedesk.services.addresses import Evidence
from tradedesk.ui.customers import words
from tradedesk.ui.customers.address_actions import AddressActions
from tradedesk.ui.widgets import Button, Field
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.widgets.saved import SavedChoice, SavedLine
from tradedesk.ui.wording import formats, joined, tr
from tradedesk.ui.wording.told import term

#: Letters of a subject in the list of messages.
_SUBJECT = 48


class AddressDetails(QWidget):
    """Two rows of fields, each saved as one goes."""

    def __init__(self, actions: AddressActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._address: Address | None = None
        self._messages: tuple[Evidence, ...] = ()
        self._today = date.min
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._confirmation())
        column.addLayout(self._use())

    def _confirmation(self) -> QHBoxLayout:
        self.evidence = SavedLine(tr("e.g. Mr. Khalid, mail of 12 March"))
        self.evidence.committed.connect(lambda _text: self._save_evidence())
        self.message = SavedChoice()
        self.message.setSizeAdjustPolicy(SavedChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.message.setMinimumContentsLength(18)
        self.message.committed.connect(lambda _code: self._save_evidence())
        self.open_message = Button(tr("Open"), "external-link", "quiet", self._open, compact=True)
        self.open_message.setAccessibleName(tr("Open the message"))
        self.on = DayField(date.min)
        self.on.committed.connect(lambda _text: self._save_day())
        self.on.picked.connect(self._save_day)
        self.on_field = Field(tr("Since"), self.on)
        holder = QVBoxLayout()
        holder.setContentsMargins(0, 21, 0, 0)
        holder.addWidget(self.open_message, 0, Qt.AlignmentFlag.AlignTop)
        row = _row((Field(tr("Who said so"), self.evidence), 2), (Field(tr("In which message"), self.message), 2))
        row.addLayout(holder)
        row.addWidget(self.on_field, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _use(self) -> QHBoxLayout:
        self.first, self.last, self.backup, self.note = (
            DayField(date.min),
            DayField(date.min),
            SavedChoice(),
            SavedLine(),
        )
        for day in (self.first, self.last):
            day.setPlaceholderText(tr("no limit"))
            day.committed.connect(lambda _text: self._save_days())
            day.picked.connect(self._save_days)
        self.backup.setSizeAdjustPolicy(SavedChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.backup.setMinimumContentsLength(16)
        self.backup.committed.connect(self._save_backup)
        self.note.committed.connect(self._save_note)
        self.first_field, self.last_field = Field(tr("Valid from"), self.first), Field(tr("Valid until"), self.last)
        self.backup_field = Field(tr("Backup for"), self.backup)
        return _row(
            (self.first_field, 1), (self.last_field, 1), (self.backup_field, 2), (Field(tr("Remark"), self.note), 2)
        )

    def show_address(self, address: Address, others: Sequence[Address], today: date) -> None:
        """Show one address of a party; ``others`` are those that it can stand in for."""
        before, self._address, self._today = self._address, address, today
        fresh = before is None or before.id != address.id
        if fresh or (before is not None and (before.evidence, before.standing) != (address.evidence, address.standing)):
            # Otherwise what is being typed stays while a choice beside it is saved.
            self.evidence.show_saved(address.evidence, fresh=True)
        for editor, day in (
            (self.first, address.valid_from),
            (self.last, address.valid_to),
            (self.on, address.standing_on),
        ):
            editor.set_today(today, today if editor is self.on else None)
            editor.show_saved(formats.day(day, date.min) if day else "", fresh=fresh)
        if fresh:
            for field in (self.first_field, self.last_field, self.backup_field, self.on_field):
                field.set_problem("")
            self._messages = ()
            self._offer_messages()
            self._actions.messages(address.party_id, lambda found: self._messages_came(address, found))
        self.on_field.set_name(_since(address.standing))
        self.on_field.setVisible(address.standing is not Standing.PRESUMED)
        self.note.show_saved(address.note, fresh=fresh)
        choices = [(str(each.id), words.value_of(each)) for each in others if each.id != address.id]
        self.backup.offer([("", tr("no other address")), *choices])
        self.backup.show_saved(str(address.backup_for_id or ""))
        self.backup_field.setVisible(bool(choices))
        self._show_message()

    def finish(self) -> None:
        """Save what is still being typed."""
        for editor in (self.evidence, self.on, self.first, self.last, self.note):
            editor.finish()

    def _messages_came(self, address: Address, found: tuple[Evidence, ...]) -> None:
        if self._address is None or self._address.id != address.id:
            return
        self._messages = found
        wanted = self._address.evidence_message_id
        if wanted is not None and all(each.message_id != wanted for each in found):
            self._actions.message(wanted, lambda old: self._old_message_came(address, old))
        self._offer_messages()

    def _old_message_came(self, address: Address, old: Evidence | None) -> None:
        if self._address is not None and self._address.id == address.id and old is not None:
            self._messages = (*self._messages, old)
            self._offer_messages()

    def _offer_messages(self) -> None:
        """Offer what came; the message named stays chosen."""
        self.message.offer([("", tr("no message")), *((str(each.message_id), _line(each)) for each in self._messages)])
        self._show_message()

    def _show_message(self) -> None:
        wanted = self._address.evidence_message_id if self._address is not None else None
        known = wanted is not None and any(each.message_id == wanted for each in self._messages)
        self.message.show_saved(str(wanted) if known else "")
        self.open_message.setEnabled(wanted is not None)

    @property
    def message_id(self) -> int | None:
        """The message that is chosen."""
        return int(self.message.code) if self.message.code else None

    def _save_evidence(self) -> None:
        if self._address is not None:
            self._actions.set_evidence(self._address.id, self.evidence.text(), self.message_id)

    def _save_day(self) -> None:
        day = self.on.day()
        if self._address is None or day == self._address.standing_on:
            return
        if day is None:
            self.on_field.set_problem(tr("Enter a day, such as 12 Mar 2026."))
            return
        self._actions.set_standing_day(self._address.id, day, self.on_field.set_problem)

    def _save_days(self) -> None:
        if self._address is None:
            return
        for editor, field in ((self.first, self.first_field), (self.last, self.last_field)):
            text = editor.text().strip()
            wrong = bool(text) and not isinstance(parse_day(text), date)
            field.set_problem(tr("Enter a day, such as 12 Mar 2026.") if wrong else "")
            if wrong:
                return
        first, last = self.first.day(), self.last.day()
        if (first, last) != (self._address.valid_from, self._address.valid_to):
            self._actions.set_days(self._address.id, first, last, self.last_field.set_problem)

    def _save_backup(self, code: str) -> None:
        if self._address is not None:
            self._actions.set_backup(self._address.id, int(code) if code else None, self._backup_told)

    def _save_note(self, text: str) -> None:
        if self._address is not None:
            self._actions.set_note(self._address.id, text)

    def _backup_told(self, sentence: str) -> None:
        self.backup_field.set_problem(sentence)
        if sentence and self._address is not None:
            self.backup.show_saved(str(self._address.backup_for_id or ""))

    def _open(self) -> None:
        if self._address is not None and self._address.evidence_message_id is not None:
            self._actions.open_message(self._address.evidence_message_id)


def _row(*fields: tuple[Field, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for field, stretch in fields:
        row.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
    return row


def _since(standing: Standing) -> str:
    return {
        Standing.CONFIRMED: tr("Confirmed on"),
        Standing.BOUNCED: tr("Bounced on"),
        Standing.RETIRED: tr("Put away on"),
    }.get(standing, tr("Since"))


def _line(message: Evidence) -> str:
    """ "12 Mar, mail, they said: Re: our addresses"."""
    day = formats.day(datetime.fromisoformat(message.at).date())
    who = {"in": tr("from them"), "out": tr("from us")}.get(message.direction, "")
    about = message.subject if len(message.subject) <= _SUBJECT else message.subject[: _SUBJECT - 1] + "…"
    return joined((day, term("medium", message.medium), who, about))
