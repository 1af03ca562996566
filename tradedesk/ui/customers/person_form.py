"""One person or desk of a party: names that stand apart, birthday, habits, other firms served (E4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.culture import salutation
from tradedesk.domain.party import Contact
from tradedesk.domain.person import composed_name, next_birthday
from tradedesk.services.customers import CustomerSheet
from tradedesk.services.employments import Elsewhere
from tradedesk.ui.customers.company_actions import CompanyActions
from tradedesk.ui.customers.employers import Employers
from tradedesk.ui.widgets import Button, Chip, ElidedLabel, Line
from tradedesk.ui.widgets.saved import Editor, SavedFields, SavedLine, SavedText
from tradedesk.ui.wording import formats, tr

_FIRST = ("name", "honorific", "title", "role")
_MORE = ("given", "family", "language", "birthday", "salutation", "notes")
#: Row, column and width of each field behind "More" on a grid of four.
_PLACES = {
    "given": (0, 0, 1),
    "family": (0, 1, 1),
    "language": (0, 2, 1),
    "birthday": (0, 3, 1),
    "salutation": (2, 0, 2),
    "notes": (2, 2, 2),
}
#: Days before a birthday from which it is spoken of.
_NEAR = 14
#: Height of the user's notes on a person: two lines.
_NOTES = 64


class PersonForm(QWidget):
    """One contact: four fields, and the rest behind a button."""

    def __init__(self, actions: CompanyActions, contact_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        presenter = actions.presenter
        self._presenter, self._contact_id = presenter, contact_id
        self.fields = SavedFields(lambda field, text: presenter.set_contact_field(contact_id, field, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 0)
        column.setSpacing(8)
        column.addLayout(self._head())
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        for number, key in enumerate(_FIRST):
            field = self.fields.add(key, _titles()[key], SavedLine(_hints().get(key, "")))
            grid.addWidget(field, 0, number, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(number, 1)
        column.addLayout(grid)
        self.employers = Employers(actions, contact_id)
        column.addWidget(self._rest())
        column.addWidget(self.employers)
        column.addSpacing(4)
        column.addWidget(Line())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.who = ElidedLabel(size="strong")
        self.main = Chip(tr("Main contact"), "good")
        self.birthday = Chip("", "personal")
        self.make_main = Button(tr("Make main contact"), kind="link", on_click=lambda: self._mark("is_main", on=True))
        self.desk = QCheckBox(tr("a desk, not a person"))
        self.desk.clicked.connect(lambda on: self._mark("is_desk", on=on))
        self.unfold = Button(tr("More"), kind="link", on_click=lambda: self._fold(open_=self.more.isHidden()))
        remove = Button("", "trash-2", "quiet", lambda: self._presenter.remove_contact(self._contact_id), compact=True)
        remove.setAccessibleName(tr("Remove contact"))
        remove.setToolTip(tr("Remove contact"))
        for widget in (self.who, self.main, self.birthday, self.make_main):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.desk)
        row.addWidget(self.unfold)
        row.addWidget(remove)
        return row

    def _rest(self) -> QWidget:
        self.more = QWidget()
        grid = QGridLayout(self.more)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for key in _MORE:
            row, place, width = _PLACES[key]
            editor: Editor = SavedLine(_hints().get(key, ""))
            if key == "notes":
                editor = SavedText()
                editor.setPlaceholderText(_hints()[key])
                editor.setFixedHeight(_NOTES)
            grid.addWidget(
                self.fields.add(key, _titles()[key], editor), row, place, 1, width, Qt.AlignmentFlag.AlignTop
            )
        for place in range(4):
            grid.setColumnStretch(place, 1)
        names = QHBoxLayout()
        names.setSpacing(12)
        self.family_first = QCheckBox(tr("the family name stands first"))
        self.family_first.clicked.connect(lambda on: self._mark("family_first", on=on))
        self.offer = Button("", kind="link", on_click=self._take_name)
        names.addWidget(self.family_first)
        names.addWidget(self.offer)
        names.addStretch(1)
        grid.addLayout(names, 1, 0, 1, 4)
        self.more.hide()
        return self.more

    def show_contact(
        self, contact: Contact, sheet: CustomerSheet, elsewhere: tuple[Elsewhere, ...], *, fresh: bool
    ) -> None:
        """Show a contact."""
        self.setAccessibleName(contact.name)
        self.who.setText(contact.name)
        self.main.setVisible(contact.is_main)
        self.make_main.setVisible(not contact.is_main)
        self.birthday.show_state(_birthday_near(contact, sheet.today), "personal")
        self.desk.setChecked(contact.is_desk)
        self.family_first.setChecked(contact.family_first)
        self._offered = composed_name(contact.given, contact.family, family_first=contact.family_first)
        self.offer.set_words(tr("Use “{name}” as the name", name=self._offered))
        self.offer.setVisible(bool(self._offered) and self._offered != contact.name)
        values = {key: str(getattr(contact, key)) for key in (*_FIRST, *_MORE)}
        self.fields.show_values({**values, "birthday": birthday_words(contact.birthday)}, fresh=fresh)
        tongue = contact.language or (sheet.party.languages[0] if sheet.party.languages else "en")
        usual = salutation(replace(contact, salutation=""), sheet.party.country, tongue).text
        opening = self.fields.editors["salutation"]
        if isinstance(opening, SavedLine):
            opening.setPlaceholderText(" ".join(usual.split()))
        self.employers.show_elsewhere(elsewhere)
        if fresh and any(getattr(contact, key) for key in ("salutation", "notes", "birthday")):
            self._fold(open_=True)

    def finish(self) -> None:
        """Save what is still being typed."""
        self.fields.finish()
        self.employers.finish()

    def _mark(self, field: str, *, on: bool) -> None:
        self._presenter.set_contact_field(self._contact_id, field, "yes" if on else "")

    def _fold(self, *, open_: bool) -> None:
        self.more.setVisible(open_)
        self.employers.unfold(open_=open_)
        self.unfold.set_words(tr("Less") if open_ else tr("More"))

    def _take_name(self) -> None:
        self._presenter.set_contact_field(self._contact_id, "name", self._offered)


def birthday_words(kept: str) -> str:
    """ "12 May 1980", or "12 May" where the year is not known."""
    if not kept:
        return ""
    if kept.startswith("--"):
        return formats.day(date(2000, int(kept[2:4]), int(kept[5:7])), date(2000, 1, 1))
    return formats.day(date.fromisoformat(kept), date.min)


def _birthday_near(contact: Contact, today: date) -> str:
    day = next_birthday(contact.birthday, today)
    if day is None or (day - today).days > _NEAR:
        return ""
    return tr("birthday {when}", when=formats.relative_day(day, today))


def _titles() -> dict[str, str]:
    return {
        "name": tr("Name"),
        "honorific": tr("Form of address"),
        "title": tr("Position"),
        "role": tr("What they decide"),
        "given": tr("Given name"),
        "family": tr("Family name"),
        "language": tr("Language"),
        "birthday": tr("Birthday"),
        "salutation": tr("Opening of letters"),
        "notes": tr("How to write to them"),
    }


def _hints() -> dict[str, str]:
    return {
        "honorific": "Mr., Ms., Eng.",
        "language": "en",
        "birthday": tr("12 May 1980, or 12 May"),
        "role": tr("purchasing, quality, payment"),
        "notes": tr("wins over the country's custom"),
    }
