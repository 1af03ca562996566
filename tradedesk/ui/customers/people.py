"""The people of a party, and those of other firms who serve it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.services.customer_record import PartyRecord
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers.company_actions import CompanyActions
from tradedesk.ui.customers.employers import EmploymentRows
from tradedesk.ui.customers.person_form import PersonForm
from tradedesk.ui.widgets import Button, Card, Field, Line
from tradedesk.ui.widgets.reading_order import bring_into_sight
from tradedesk.ui.widgets.saved import SavedLine
from tradedesk.ui.wording import tr


class PeopleCard(Card):
    """All contacts of a party, and a line to add one."""

    def __init__(self, actions: CompanyActions, parent: QWidget | None = None) -> None:
        super().__init__(tr("Contacts"), parent=parent)
        self._actions = actions
        self.forms: dict[int, PersonForm] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._guests())
        self.name, self._field, adding = line_to_add(tr("Add a contact"), tr("Name of a person or desk"), self._add)
        self.body.addWidget(adding)
        actions.presenter.told.connect(self._told)

    def _guests(self) -> QWidget:
        self._guest_holder = QWidget()
        column = QVBoxLayout(self._guest_holder)
        column.setContentsMargins(14, 10, 14, 0)
        column.setSpacing(10)
        self.guests = EmploymentRows(self._actions)
        column.addWidget(self.guests)
        column.addWidget(Line())
        return self._guest_holder

    def show_sheet(self, sheet: CustomerSheet, record: PartyRecord) -> None:
        """Show the contacts of a party."""
        shown = {each.id for each in sheet.contacts}
        for gone in set(self.forms) - shown:
            form = self.forms.pop(gone)
            form.hide()
            form.deleteLater()
        for contact in sheet.contacts:
            fresh = contact.id not in self.forms
            if fresh:
                self.forms[contact.id] = PersonForm(self._actions, contact.id)
                self._rows.addWidget(self.forms[contact.id])
            elsewhere = tuple(each for each in record.elsewhere if each.employment.contact_id == contact.id)
            self.forms[contact.id].show_contact(contact, sheet, elsewhere, fresh=fresh)
        self.guests.show_rows(record.guests)
        self._guest_holder.setVisible(bool(record.guests))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fields of a new one push the line down that the next name is typed into."""
        super().resizeEvent(event)
        if self.name.hasFocus():
            QTimer.singleShot(0, self.name, lambda: bring_into_sight(self.name, 40))

    def finish(self) -> None:
        """Save what is still being typed."""
        for form in self.forms.values():
            form.finish()
        self.guests.finish()

    def _add(self) -> None:
        self._actions.presenter.add_contact(self.name.text(), self._added)

    def _added(self, problem: str) -> None:
        self._field.set_problem(problem)
        if not problem:
            self.name.clear()

    def _told(self, form: str, number: int, field: str, sentence: str) -> None:
        if form == "contact" and number in self.forms:
            self.forms[number].fields.show_problem(field, sentence)


def line_to_add(action: str, placeholder: str, add: Callable[[], None]) -> tuple[SavedLine, Field, QWidget]:
    """A field and a button that adds what is typed in it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(14, 10, 14, 8)
    row.setSpacing(10)
    line = SavedLine(placeholder)
    line.returnPressed.connect(add)
    field = Field(action, line)
    row.addWidget(field, 1)
    button = Button(action, "plus", on_click=add)
    side = QVBoxLayout()
    side.setContentsMargins(0, 21, 0, 0)
    side.addWidget(button)
    side.addStretch(1)
    row.addLayout(side)
    row.addStretch(1)
    return line, field, holder
