"""The people of a party: names that stand apart, who is the main contact, and the user's own notes on each (E4)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.party import Contact
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers.presenter import CustomersPresenter
from tradedesk.ui.widgets import Button, Card, Chip, Field, Line, PlainLabel
from tradedesk.ui.widgets.saved import SavedFields, SavedLine
from tradedesk.ui.wording import tr

_FIRST = ("name", "honorific", "title", "language")
_MORE = ("given", "family", "salutation", "notes")


class PersonForm(QWidget):
    """One contact: four fields, and four more behind a button."""

    def __init__(self, presenter: CustomersPresenter, contact_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._contact_id = presenter, contact_id
        self.fields = SavedFields(lambda field, text: presenter.set_contact_field(contact_id, field, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 0)
        column.setSpacing(8)
        column.addLayout(self._head())
        self._more = QWidget()
        for keys, holder in ((_FIRST, QWidget()), (_MORE, self._more)):
            grid = QGridLayout(holder)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(14)
            for number, key in enumerate(keys):
                grid.addWidget(self.fields.add(key, _titles()[key], SavedLine(_hints().get(key, ""))), 0, number)
                grid.setColumnStretch(number, 2 if key in ("name", "notes", "salutation") else 1)
            column.addWidget(holder)
        self._more.hide()
        column.addSpacing(4)
        column.addWidget(Line())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.who = PlainLabel(size="strong")
        self.main = Chip(tr("Main contact"), "good")
        self.make_main = Button(tr("Make main contact"), kind="link", on_click=lambda: self._mark("is_main", "yes"))
        self.desk = QCheckBox(tr("a desk, not a person"))
        self.desk.clicked.connect(lambda on: self._mark("is_desk", "yes" if on else ""))
        self.unfold = Button(tr("More"), kind="link", on_click=self._unfold)
        remove = Button("", "trash-2", "quiet", lambda: self._presenter.remove_contact(self._contact_id), compact=True)
        remove.setAccessibleName(tr("Remove contact"))
        remove.setToolTip(tr("Remove contact"))
        row.addWidget(self.who)
        row.addWidget(self.main)
        row.addWidget(self.make_main)
        row.addStretch(1)
        row.addWidget(self.desk)
        row.addWidget(self.unfold)
        row.addWidget(remove)
        return row

    def show_contact(self, contact: Contact, *, fresh: bool) -> None:
        """Show a contact."""
        self.setAccessibleName(contact.name)
        self.who.setText(contact.name)
        self.main.setVisible(contact.is_main)
        self.make_main.setVisible(not contact.is_main)
        self.desk.setChecked(contact.is_desk)
        self.fields.show_values({key: getattr(contact, key) for key in (*_FIRST, *_MORE)}, fresh=fresh)
        if fresh and any(getattr(contact, key) for key in ("salutation", "notes")):
            self._more.show()
            self.unfold.hide()

    def _mark(self, field: str, text: str) -> None:
        self._presenter.set_contact_field(self._contact_id, field, text)

    def _unfold(self) -> None:
        self._more.show()
        self.unfold.hide()
        self.fields.editors["given"].setFocus()


class PeopleCard(Card):
    """All contacts of a party, and a line to add one."""

    def __init__(self, presenter: CustomersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(tr("Contacts"), parent=parent)
        self._presenter = presenter
        self._forms: dict[int, PersonForm] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.name, self._field, adding = line_to_add(tr("Add a contact"), tr("Name of a person or desk"), self._add)
        self.body.addWidget(adding)
        presenter.told.connect(self._told)

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show the contacts of a party."""
        shown = {each.id for each in sheet.contacts}
        for gone in set(self._forms) - shown:
            form = self._forms.pop(gone)
            form.hide()
            form.deleteLater()
        for contact in sheet.contacts:
            fresh = contact.id not in self._forms
            if fresh:
                self._forms[contact.id] = PersonForm(self._presenter, contact.id)
                self._rows.addWidget(self._forms[contact.id])
            self._forms[contact.id].show_contact(contact, fresh=fresh)

    def finish(self) -> None:
        """Save what is still being typed."""
        for form in self._forms.values():
            form.fields.finish()

    def _add(self) -> None:
        self._presenter.add_contact(self.name.text(), self._added)

    def _added(self, problem: str) -> None:
        self._field.set_problem(problem)
        if not problem:
            self.name.clear()

    def _told(self, form: str, number: int, field: str, sentence: str) -> None:
        if form == "contact" and number in self._forms:
            self._forms[number].fields.show_problem(field, sentence)


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


def _titles() -> dict[str, str]:
    return {
        "name": tr("Name"),
        "honorific": tr("Form of address"),
        "title": tr("Position"),
        "language": tr("Language"),
        "given": tr("Given name"),
        "family": tr("Family name"),
        "salutation": tr("Opening of letters"),
        "notes": tr("How to write to them"),
    }


def _hints() -> dict[str, str]:
    return {"honorific": "Mr., Ms., Eng.", "language": "en", "salutation": "Dear Mr. Khalid"}
