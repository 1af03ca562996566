"""The postal addresses of a party: where goods, papers and samples go, each for one purpose or several."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain import postal
from tradedesk.domain.party import PostalAddress
from tradedesk.services.customer_record import PartyRecord
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.customers.company_actions import CompanyActions
from tradedesk.ui.widgets import Button, Card, Line, PlainLabel
from tradedesk.ui.widgets.saved import SavedFields, SavedLine
from tradedesk.ui.wording import joined, language, tr

_KEYS = ("addressee", "street", "postal_code", "city", "region", "country", "phone", "note")
#: Row, column and width of each field on a grid of six.
_PLACES = {
    "addressee": (0, 0, 3),
    "street": (0, 3, 3),
    "postal_code": (1, 0, 1),
    "city": (1, 1, 2),
    "region": (1, 3, 1),
    "country": (1, 4, 2),
    "phone": (2, 0, 2),
    "note": (2, 2, 4),
}


class PostalForm(QWidget):
    """One postal address."""

    def __init__(self, actions: CompanyActions, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        presenter = actions.presenter
        self.fields = SavedFields(lambda field, text: presenter.set_postal_field(number, field, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 14, 6)
        column.setSpacing(8)
        self.line = Line()
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(14)
        self.ticks: dict[str, QCheckBox] = {}
        for purpose in postal.PURPOSES:
            tick = self.ticks[purpose] = QCheckBox(words.postal_purpose(purpose))
            tick.clicked.connect(lambda on, code=purpose: actions.set_postal_purpose(number, code, on))
            row.addWidget(tick)
        row.addStretch(1)
        remove = Button("", "trash-2", "quiet", lambda: presenter.remove_postal(number), compact=True)
        remove.setAccessibleName(tr("Remove postal address"))
        remove.setToolTip(tr("Remove postal address"))
        row.addWidget(remove)
        column.addLayout(row)
        column.addLayout(self._grid())
        column.addLayout(self._printed())

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for key in _KEYS:
            row, place, width = _PLACES[key]
            field = self.fields.add(key, _titles()[key], SavedLine())
            grid.addWidget(field, row, place, 1, width, Qt.AlignmentFlag.AlignTop)
        for place in range(6):
            grid.setColumnStretch(place, 1)
        return grid

    def _printed(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.block = PlainLabel(tone="muted", size="small", wrap=True)
        self.block.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.block.setAccessibleName(tr("The address as it is printed"))
        self.copy = Button(tr("Copy address"), "copy", "quiet", self._copy, compact=True)
        row.addWidget(self.block, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def show_address(self, address: PostalAddress, block: tuple[str, ...], country: str = "", *, fresh: bool) -> None:
        """Show a postal address with its ``country`` in words, and the block it makes."""
        used = postal.purposes_of(address)
        for purpose, tick in self.ticks.items():
            tick.setChecked(purpose in used)
        values = {key: getattr(address, key) for key in _KEYS}
        self.fields.show_values(values | {"country": country or address.country}, fresh=fresh)
        self._lines = block
        self.block.setText(joined(block))
        self.copy.setVisible(bool(block))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._lines))


class PostalCard(Card):
    """All postal addresses of a party."""

    def __init__(self, actions: CompanyActions, parent: QWidget | None = None) -> None:
        super().__init__(tr("Postal addresses"), parent=parent)
        self._actions = actions
        self.forms: dict[int, PostalForm] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self._none = PlainLabel(tr("None yet: goods, papers and samples need one."), tone="muted", size="small")
        self._none.setContentsMargins(14, 10, 14, 6)
        self.body.addWidget(self._none)
        self.add_button = self.add_action(tr("Add a postal address"), self._add, icon="plus")
        actions.presenter.told.connect(self._told)

    def show_sheet(self, sheet: CustomerSheet, record: PartyRecord) -> None:
        """Show the postal addresses of a party."""
        shown = {each.id for each in sheet.postal}
        for gone in set(self.forms) - shown:
            form = self.forms.pop(gone)
            form.hide()
            form.deleteLater()
        for place, address in enumerate(sheet.postal):
            fresh = address.id not in self.forms
            if fresh:
                self.forms[address.id] = PostalForm(self._actions, address.id)
                self._rows.addWidget(self.forms[address.id])
            self.forms[address.id].line.setVisible(place > 0)
            country = record.countries.get(address.country)
            named = country.name(language()) if country is not None else ""
            self.forms[address.id].show_address(address, record.block(address.id), named, fresh=fresh)
        self._none.setVisible(not sheet.postal)

    def finish(self) -> None:
        """Save what is still being typed."""
        for form in self.forms.values():
            form.fields.finish()

    def _add(self) -> None:
        used = {code for form in self.forms.values() for code, tick in form.ticks.items() if tick.isChecked()}
        free = [code for code in ("office", *postal.PURPOSES) if code not in used]
        self._actions.presenter.add_postal(free[0] if free else "office")

    def _told(self, form: str, number: int, field: str, sentence: str) -> None:
        if form == "postal" and number in self.forms:
            self.forms[number].fields.show_problem(field, sentence)


def _titles() -> dict[str, str]:
    return {
        "addressee": tr("Addressee"),
        "street": tr("Street"),
        "postal_code": tr("Postal code"),
        "city": tr("City"),
        "region": tr("State or province"),
        "country": tr("Country"),
        "phone": tr("Phone"),
        "note": tr("Remark"),
    }
