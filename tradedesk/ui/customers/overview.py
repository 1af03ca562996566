"""The tab "Overview": the company's fields, its people and its postal addresses, all saved as one goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tradedesk.domain.address import INSTANT_MESSAGING, Channel
from tradedesk.domain.party import Party
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.customers.people import PeopleCard
from tradedesk.ui.customers.postal import PostalCard
from tradedesk.ui.customers.presenter import CustomersPresenter
from tradedesk.ui.widgets import Banner, Card
from tradedesk.ui.widgets.saved import Editor, SavedChoice, SavedFields, SavedLine
from tradedesk.ui.wording import language, tr

#: Names of fields in the ledger, in the order of the form.
_LINES = (
    *("name", "short_name", "categories", "country", "city", "website", "cycle_days", "currency", "languages"),
    *("tier", "code", "source", "tags"),
)
_COLUMNS = 3


class OverviewTab(QWidget):
    """Shows a party's own fields."""

    def __init__(self, presenter: CustomersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._party_id: int | None = None
        self.fields = SavedFields(presenter.set_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        self.question = Banner("warn", "", tr("Which city?"))
        self.question.add_action(tr("Tell the city"), lambda: self._city().setFocus(Qt.FocusReason.OtherFocusReason))
        self.question.hide()
        column.addWidget(self.question)
        column.addWidget(self._company())
        self.people = PeopleCard(presenter)
        self.postal = PostalCard(presenter)
        column.addWidget(self.people)
        column.addWidget(self.postal)
        column.addStretch(1)

    def _company(self) -> Card:
        card = Card(tr("Company"))
        grid = QGridLayout()
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(12)
        self.zone, self.chat = SavedChoice(), SavedChoice()
        named: list[tuple[str, Editor]] = [(key, SavedLine()) for key in _LINES]
        named.insert(5, ("zone", self.zone))
        named.insert(10, ("preferred_channel", self.chat))
        titles, hints = _titles(), _hints()
        for number, (key, editor) in enumerate(named):
            if isinstance(editor, SavedLine):
                editor.setPlaceholderText(hints.get(key, ""))
            place = (number // _COLUMNS, number % _COLUMNS)
            grid.addWidget(self.fields.add(key, titles[key], editor), *place, Qt.AlignmentFlag.AlignTop)
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        card.body.addLayout(grid)
        return card

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show a party."""
        fresh = sheet.party.id != self._party_id
        self._party_id = sheet.party.id
        zones = sheet.country.zones if sheet.country is not None else ()
        own = (sheet.party.zone,) if sheet.party.zone and sheet.party.zone not in zones else ()
        self.zone.offer([("", tr("not known")), *((zone, _zone_words(zone)) for zone in (*zones, *own))])
        self.chat.offer(_channels())
        self.fields.show_values(_values(sheet), fresh=fresh)
        self.question.setVisible(sheet.asks_city)
        if sheet.asks_city and sheet.country is not None:
            country = sheet.country.name(language())
            asked = tr("{country} has several time zones; the city decides when they are at work.", country=country)
            self.question.words.setText(asked)
        self.people.show_sheet(sheet)
        self.postal.show_sheet(sheet)

    def finish(self) -> None:
        """Save what is still being typed."""
        self.fields.finish()
        self.people.finish()
        self.postal.finish()

    def ask_city(self) -> None:
        """Go to the field that answers the open question."""
        self._city().setFocus(Qt.FocusReason.OtherFocusReason)

    def _city(self) -> Editor:
        return self.fields.editors["city"]


def _values(sheet: CustomerSheet) -> dict[str, str]:
    party: Party = sheet.party
    return {
        **{key: str(getattr(party, key) or "") for key in (*_LINES, "zone", "preferred_channel")},
        "country": sheet.country.name(language()) if sheet.country is not None else party.country,
        "languages": ", ".join(party.languages),
        "tags": ", ".join(party.tags),
    }


def _titles() -> dict[str, str]:
    return {
        "name": tr("Company name"),
        "short_name": tr("Short name"),
        "categories": tr("Product categories"),
        "country": tr("Country"),
        "city": tr("City"),
        "zone": tr("Time zone"),
        "website": tr("Web site"),
        "cycle_days": tr("Reorders every … days"),
        "currency": tr("Currency"),
        "languages": tr("Languages"),
        "preferred_channel": tr("For quick contact"),
        "tier": tr("Level"),
        "code": tr("Customer code"),
        "source": tr("Came from"),
        "tags": tr("Tags"),
    }


def _hints() -> dict[str, str]:
    return {
        "country": tr("e.g. Germany, DE, 德国"),
        "website": "example.com",
        "cycle_days": "75",
        "currency": "USD",
        "languages": "en, ar",
        "tier": "VIP, A, B, C",
        "source": tr("fair, web site, referral"),
    }


def _zone_words(zone: str) -> str:
    return zone.replace("_", " ")


def _channels() -> list[tuple[str, str]]:
    chats = [each for each in Channel if each in INSTANT_MESSAGING]
    return [
        ("", tr("not known")),
        *((str(each), words.channel(each)) for each in (Channel.MAIL, Channel.PHONE, *chats)),
    ]
