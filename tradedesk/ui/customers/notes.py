"""The tab "Notes": the user's own words about a party."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers.presenter import CustomersPresenter
from tradedesk.ui.widgets import Card
from tradedesk.ui.widgets.saved import SavedFields, SavedText
from tradedesk.ui.wording import tr


class NotesTab(QWidget):
    """One text, saved as one writes."""

    def __init__(self, presenter: CustomersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._party_id: int | None = None
        self.fields = SavedFields(presenter.set_field)
        self.text = SavedText()
        self.text.setMinimumHeight(260)
        self.text.setPlaceholderText(tr("Habits, likes, what to avoid, who decides …"))
        card = Card()
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 12, 14, 8)
        inner.addWidget(self.fields.add("notes", tr("Notes"), self.text), 1)
        card.body.addLayout(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(card, 1)

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show a party's notes."""
        fresh = sheet.party.id != self._party_id
        self._party_id = sheet.party.id
        self.fields.show_values({"notes": sheet.party.notes}, fresh=fresh)

    def finish(self) -> None:
        """Save what is still being typed."""
        self.fields.finish()
