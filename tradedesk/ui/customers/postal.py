"""The postal addresses of a party: where goods, papers and samples go."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.party import PostalAddress
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.customers.presenter import CustomersPresenter
from tradedesk.ui.widgets import Button, Card, Line, PlainLabel
from tradedesk.ui.widgets.saved import SavedChoice, SavedFields, SavedLine
from tradedesk.ui.wording import tr

_KEYS = ("addressee", "street", "postal_code", "city", "region", "country")


class PostalForm(QWidget):
    """One postal address."""

    def __init__(self, presenter: CustomersPresenter, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = SavedFields(lambda field, text: presenter.set_postal_field(number, field, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 14, 6)
        column.setSpacing(8)
        self.line = Line()
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setContentsMargins(0, 2, 0, 0)
        self.purpose = SavedChoice()
        self.purpose.offer([(code, words.postal_purpose(code)) for code in words.POSTAL])
        row.addWidget(self.fields.add("purpose", tr("Used for"), self.purpose))
        row.addStretch(1)
        remove = Button("", "trash-2", "quiet", lambda: presenter.remove_postal(number), compact=True)
        remove.setAccessibleName(tr("Remove postal address"))
        remove.setToolTip(tr("Remove postal address"))
        row.addWidget(remove)
        column.addLayout(row)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for place, key in enumerate(_KEYS):
            grid.addWidget(self.fields.add(key, _titles()[key], SavedLine()), place // 3, place % 3)
            grid.setColumnStretch(place % 3, 1)
        column.addLayout(grid)
        column.addSpacing(6)

    def show_address(self, address: PostalAddress, *, fresh: bool) -> None:
        """Show a postal address."""
        self.fields.show_values({key: getattr(address, key) for key in ("purpose", *_KEYS)}, fresh=fresh)


class PostalCard(Card):
    """All postal addresses of a party."""

    def __init__(self, presenter: CustomersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(tr("Postal addresses"), parent=parent)
        self._presenter = presenter
        self._forms: dict[int, PostalForm] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self._none = PlainLabel(tr("None yet: goods, papers and samples need one."), tone="muted", size="small")
        self._none.setContentsMargins(14, 10, 14, 6)
        self.body.addWidget(self._none)
        self.add_action(tr("Add a postal address"), self._add, icon="plus")
        presenter.told.connect(self._told)

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show the postal addresses of a party."""
        shown = {each.id for each in sheet.postal}
        for gone in set(self._forms) - shown:
            form = self._forms.pop(gone)
            form.hide()
            form.deleteLater()
        for place, address in enumerate(sheet.postal):
            fresh = address.id not in self._forms
            if fresh:
                self._forms[address.id] = PostalForm(self._presenter, address.id)
                self._rows.addWidget(self._forms[address.id])
            self._forms[address.id].line.setVisible(place > 0)
            self._forms[address.id].show_address(address, fresh=fresh)
        self._none.setVisible(not sheet.postal)

    def finish(self) -> None:
        """Save what is still being typed."""
        for form in self._forms.values():
            form.fields.finish()

    def _add(self) -> None:
        used = {form.purpose.code for form in self._forms.values()}
        self._presenter.add_postal(next((code for code in words.POSTAL if code not in used), words.POSTAL[0]))

    def _told(self, form: str, number: int, field: str, sentence: str) -> None:
        if form == "postal" and number in self._forms:
            self._forms[number].fields.show_problem(field, sentence)


def _titles() -> dict[str, str]:
    return {
        "addressee": tr("Addressee"),
        "street": tr("Street"),
        "postal_code": tr("Postal code"),
        "city": tr("City"),
        "region": tr("State or province"),
        "country": tr("Country"),
    }
