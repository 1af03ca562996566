"""The tab "Overview": the company's fields, its accounts, people and postal addresses, all saved as one goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.address import Channel
from tradedesk.domain.culture import Style
from tradedesk.domain.party import Party, PartyKind, ReorderBy
from tradedesk.domain.reason import Reason
from tradedesk.services.customer_record import PartyRecord
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.customers.banks import BankCard
from tradedesk.ui.customers.company_actions import CompanyActions
from tradedesk.ui.customers.people import PeopleCard
from tradedesk.ui.customers.postal import PostalCard
from tradedesk.ui.widgets import Banner, Card, Chip, PlainLabel
from tradedesk.ui.widgets.promises_card import PromisesCard
from tradedesk.ui.widgets.saved import Editor, SavedChoice, SavedFields, SavedLine
from tradedesk.ui.wording import formats, language, reasons, tr
from tradedesk.ui.wording.tongues import names_of

#: Names of fields in the ledger, in the order of the two forms.
_COMPANY = (
    *("name", "short_name", "code", "our_name", "our_short_name", "website", "country", "city", "zone"),
    *("languages", "tax_no", "registration_no"),
)
_BUSINESS = (
    *("categories", "source", "tier", "preferred_channel", "currency", "tags", "culture", "cycle_days", "reorder_by"),
)
_CHOICES = ("zone", "preferred_channel", "culture", "reorder_by")
_COLUMNS = 3


class OverviewTab(QWidget):
    """Shows a party's own fields."""

    def __init__(self, actions: CompanyActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._party_id: int | None = None
        self.fields = SavedFields(actions.presenter.set_field)
        self._alarms: dict[Reason, Banner] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(10)
        column.addLayout(self._warnings)
        self.question = Banner("warn", "", tr("Which city?"))
        self.question.add_action(tr("Tell the city"), self.ask_city)
        self.question.hide()
        column.addWidget(self.question)
        self.choices = {key: SavedChoice() for key in _CHOICES}
        company, business = self._form(tr("Company"), _COMPANY), self._form(tr("Business"), _BUSINESS)
        business.body.addWidget(self._expected())
        self.people = PeopleCard(actions)
        self.banks = BankCard(actions)
        self.postal = PostalCard(actions)
        told = tr("An empty field is what holds for all. What is said here holds for every order of this customer.")
        self.promises = PromisesCard(actions.desk, told)
        for card in (company, business, self.people, self.banks, self.postal, self.promises):
            column.addWidget(card)
        column.addStretch(1)

    def _form(self, title: str, keys: Sequence[str]) -> Card:
        card = Card(title)
        grid = QGridLayout()
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(12)
        titles, hints = _titles(), _hints()
        for number, key in enumerate(keys):
            editor: Editor = self.choices[key] if key in self.choices else SavedLine(hints.get(key, ""))
            place = (number // _COLUMNS, number % _COLUMNS)
            grid.addWidget(self.fields.add(key, titles[key], editor), *place, Qt.AlignmentFlag.AlignTop)
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        card.body.addLayout(grid)
        return card

    def _expected(self) -> QWidget:
        self.expected = QWidget()
        row = QHBoxLayout(self.expected)
        row.setContentsMargins(14, 0, 14, 10)
        row.setSpacing(8)
        self.next = Chip()
        self.next_why = PlainLabel(tone="muted", size="small", wrap=True)
        row.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.next_why, 1)
        return self.expected

    def show_sheet(self, sheet: CustomerSheet, record: PartyRecord) -> None:
        """Show a party."""
        fresh = sheet.party.id != self._party_id
        self._party_id = sheet.party.id
        self._offer(sheet, record)
        self.fields.show_values(_values(sheet), fresh=fresh)
        self.fields.fields["code"].set_name(words.code_of(sheet.party.kind))
        self.fields.fields["languages"].set_hint(names_of(sheet.party.languages))
        self._judge(record)
        self._show_next(sheet, record)
        self._show_alarms(record.alarms)
        self.question.setVisible(sheet.asks_city)
        if sheet.asks_city and sheet.country is not None:
            country = sheet.country.name(language())
            asked = tr("{country} has several time zones; the city decides when they are at work.", country=country)
            self.question.words.setText(asked)
        self.people.show_sheet(sheet, record)
        self.banks.show_record(record, sheet.today)
        self.postal.show_sheet(sheet, record)
        self.promises.setVisible(sheet.party.kind is PartyKind.CUSTOMER)
        if sheet.party.kind is PartyKind.CUSTOMER:
            self.promises.load(sheet.party.id)

    def finish(self) -> None:
        """Save what is still being typed."""
        self.fields.finish()
        self.people.finish()
        self.banks.finish()
        self.postal.finish()

    def begin(self) -> None:
        """Go to the first field that a party just added by its name has empty."""
        self.fields.editors["short_name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_city(self) -> None:
        """Go to the field that answers the open question."""
        self.fields.editors["city"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, sheet: CustomerSheet, record: PartyRecord) -> None:
        zones = sheet.country.zones if sheet.country is not None else ()
        own = (sheet.party.zone,) if sheet.party.zone and sheet.party.zone not in zones else ()
        self.choices["zone"].offer([("", tr("not known")), *((zone, _zone_words(zone)) for zone in (*zones, *own))])
        channels = [(str(each), words.channel(each)) for each in Channel]
        self.choices["preferred_channel"].offer([("", tr("not known")), *channels])
        usual = tr("as usual in the country")
        if record.default_style is not None:
            usual = tr("usual: {style}", style=words.style(record.default_style.code))
        self.choices["culture"].offer([("", usual), *((str(each), words.style(each)) for each in Style)])
        self.choices["reorder_by"].offer(_reorder_signs())

    def _judge(self, record: PartyRecord) -> None:
        """Say whether the numbers fit; what does not is kept all the same."""
        for key, reason in (("tax_no", record.tax), ("registration_no", record.registration)):
            tone = "warn" if reason is not None and reason.code.endswith("-wrong") else "muted"
            self.fields.fields[key].set_hint(reasons.sentence(reason) if reason is not None else "", tone)
        style = record.style
        own = style is not None and style.reason.code == "culture-own"
        self.fields.fields["culture"].set_hint(reasons.sentence(style.reason) if own and style is not None else "")

    def _show_next(self, sheet: CustomerSheet, record: PartyRecord) -> None:
        buys = sheet.party.kind is PartyKind.CUSTOMER
        for key in ("cycle_days", "reorder_by"):
            self.fields.fields[key].setVisible(buys)
        found = record.reorder
        self.expected.setVisible(buys and found is not None)
        if found is None:
            return
        if found.on is None:
            self.next.show_state("", "neutral")
        elif found.is_due(sheet.today):
            self.next.show_state(tr("Due to reorder since {day}", day=formats.day(found.on, sheet.today)), "warn")
        else:
            self.next.show_state(tr("Next order about {day}", day=formats.day(found.on, sheet.today)), "info")
        self.next_why.setText(reasons.sentence(found.reason))

    def _show_alarms(self, alarms: tuple[Reason, ...]) -> None:
        for gone in set(self._alarms) - set(alarms):
            banner = self._alarms.pop(gone)
            banner.hide()
            banner.deleteLater()
        for alarm in alarms:
            if alarm not in self._alarms:
                banner = self._alarms[alarm] = Banner("bad", reasons.sentence(alarm))
                banner.add_action(tr("Look at it"), self.banks.ask)
                self._warnings.addWidget(banner)


def _values(sheet: CustomerSheet) -> dict[str, str]:
    party: Party = sheet.party
    return {
        **{key: str(getattr(party, key) or "") for key in (*_COMPANY, *_BUSINESS)},
        "country": sheet.country.name(language()) if sheet.country is not None else party.country,
        "languages": ", ".join(party.languages),
        "tags": ", ".join(party.tags),
    }


def _titles() -> dict[str, str]:
    return {
        "name": tr("Legal name"),
        "short_name": tr("Short name"),
        "code": tr("Code in lists"),
        "our_name": tr("Name in your language"),
        "our_short_name": tr("Short name in your language"),
        "categories": tr("Product categories"),
        "country": tr("Country"),
        "city": tr("City"),
        "zone": tr("Time zone"),
        "website": tr("Web site"),
        "tax_no": tr("Tax number"),
        "registration_no": tr("Registration number"),
        "cycle_days": tr("Reorders every … days"),
        "reorder_by": tr("Next order by"),
        "currency": tr("Currency"),
        "languages": tr("Languages"),
        "preferred_channel": tr("Prefers"),
        "culture": tr("Way of writing"),
        "tier": tr("Tier"),
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


def _reorder_signs() -> list[tuple[str, str]]:
    return [
        (str(ReorderBy.EITHER), tr("whichever is known")),
        (str(ReorderBy.CYCLE), tr("the number of days")),
        (str(ReorderBy.ORDERS), tr("the orders made")),
    ]


def _zone_words(zone: str) -> str:
    return zone.replace("_", " ")
