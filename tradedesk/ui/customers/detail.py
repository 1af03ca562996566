"""The right side: who it is, the four facts, and the tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from tradedesk.domain.address import Address, Channel, Standing
from tradedesk.domain.party import Party, PartyKind
from tradedesk.services.customer_record import PartyRecord
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.customers.addresses_tab import AddressesTab
from tradedesk.ui.customers.company_actions import CompanyActions
from tradedesk.ui.customers.double_hint import DoubleHint
from tradedesk.ui.customers.facts_row import FactsRow
from tradedesk.ui.customers.files_tab import files_tab
from tradedesk.ui.customers.history import messages_tab, orders_tab
from tradedesk.ui.customers.notes import NotesTab
from tradedesk.ui.customers.overview import OverviewTab
from tradedesk.ui.customers.presenter import TABS, CustomersPresenter
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.shell import links
from tradedesk.ui.widgets import Button, Line, PageTitle, PlainLabel, plain_tooltip
from tradedesk.ui.widgets.scrolled import Scrolled
from tradedesk.ui.wording import apart, formats, language, tr

#: A telephone number with its country's code has at least so many digits.
_LEAST_DIGITS = 7
#: A longer name would push the page away; it stands whole in its field below.
_LONGEST_NAME = 120


class PartyDetail(Scrolled):
    """One party; scrolls up and down as a whole."""

    tab_chosen = Signal(str)

    def __init__(self, desk: Desk, presenter: CustomersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk, self._presenter = desk, presenter
        column = self.begin_column()
        column.setContentsMargins(22, 18, 22, 22)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(14)
        self.facts = FactsRow()
        column.addWidget(self.facts)
        self.double = DoubleHint(self._desk)
        column.addWidget(self.double)
        column.addSpacing(10)
        column.addWidget(self._tab_bar())
        column.addWidget(Line())
        self._add_tabs(column)
        self.show_column()
        self.verticalScrollBar().rangeChanged.connect(self._keep_width)

    def _keep_width(self, _least: int, most: int) -> None:
        """The bar takes its room from the margin, so nothing moves sideways when it comes."""
        ground = self.widget()
        layout = ground.layout() if ground is not None else None
        if layout is not None:
            bar = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
            layout.setContentsMargins(22, 18, 22 - bar, 22)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        told = QVBoxLayout()
        told.setSpacing(4)
        self.name = PageTitle()
        self.name.setWordWrap(True)
        self.name.setMinimumWidth(1)  # one word without an end is cut, it does not push the page away
        self.about = PlainLabel(tone="muted", wrap=True)
        told.addWidget(self.name)
        told.addWidget(self.about)
        row.addLayout(told, 1)
        self.chat = Button("WhatsApp", "message-circle", on_click=self._chat)
        row.addWidget(self.chat, 0, Qt.AlignmentFlag.AlignTop)
        self.write = Button(tr("Write mail"), "pen-line", "primary", self._write)
        row.addWidget(self.write, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _tab_bar(self) -> QTabBar:
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(tr("Parts of this page"))
        for key in TABS:
            self.tabs.setTabData(self.tabs.addTab(""), key)
        self.tabs.currentChanged.connect(self._tab_changed)
        return self.tabs

    def _add_tabs(self, column: QVBoxLayout) -> None:
        self.addresses = AddressesTab(self._presenter)
        self.addresses.ask_requested.connect(self._ask)
        actions = CompanyActions(self._desk, self._presenter)
        self.overview = OverviewTab(actions)
        self.orders = orders_tab(self._desk)
        self.messages = messages_tab(self._desk)
        self.files = files_tab(actions)
        self.notes = NotesTab(self._presenter)
        self._pages: dict[str, QWidget] = {
            "overview": self.overview,
            "addresses": self.addresses,
            "orders": self.orders,
            "messages": self.messages,
            "files": self.files,
            "notes": self.notes,
        }
        for page in self._pages.values():
            page.hide()
            column.addWidget(page, 1)
        self._presenter.leaving.connect(self.finish)
        self._presenter.told.connect(self._told)

    def show_sheet(self, sheet: CustomerSheet, *, again: bool) -> None:
        """Show a party; ``again``: the same one, because something of it changed."""
        name = sheet.party.name
        self.name.setText(name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…")
        self.name.setToolTip(plain_tooltip(name) if len(name) > _LONGEST_NAME else "")
        self.about.setText(about(sheet, self._presenter.record))
        self.chat.setVisible(bool(chat_number(sheet.addresses)))
        self.chat.setToolTip(tr("Opens the chat in WhatsApp. What binds goes by mail (rule A9)."))
        self.facts.show_facts(sheet, self._presenter.facts)
        for number, title in enumerate(_titles(sheet, self._presenter.record)):
            if self.tabs.tabText(number) != title:
                self.tabs.setTabText(number, title)
        self.double.show_party(sheet.party, again=again)
        self.show_tab(self._presenter.tab)
        if not again:
            self.verticalScrollBar().setValue(0)
        self._fill(sheet, again=again)

    def show_facts(self) -> None:
        """Show the facts anew."""
        if self._presenter.sheet is not None:
            self.facts.show_facts(self._presenter.sheet, self._presenter.facts)

    def show_tab(self, tab: str) -> None:
        """Show a tab without telling."""
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(TABS.index(tab))
        self.tabs.blockSignals(False)
        shown = self._pages[tab]
        if shown.isHidden() and any(page.isAncestorOf(self.focusWidget() or self) for page in self._pages.values()):
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        for page in self._pages.values():
            page.setVisible(page is shown)

    def finish(self) -> None:
        """Save what is still being typed."""
        self.overview.finish()
        self.notes.finish()

    def _fill(self, sheet: CustomerSheet, *, again: bool) -> None:
        """Fill the tab that is shown; the others when they are."""
        tab = self._presenter.tab
        if tab == "addresses":
            self.addresses.show_sheet(sheet)
        elif tab == "overview":
            self.overview.show_sheet(sheet, self._presenter.record)
        elif tab == "notes":
            self.notes.show_sheet(sheet)
        elif tab == "orders":
            self.orders.empty.sentence.setText(words.no_orders(sheet.party.kind))
            self.orders.show_party(sheet.party.id, again=again)
        else:
            shown = self.files if tab == "files" else self.messages
            shown.show_party(sheet.party.id, again=again)

    def _tab_changed(self, number: int) -> None:
        self.finish()
        tab = str(self.tabs.tabData(number))
        self.tab_chosen.emit(tab)
        self.show_tab(tab)
        if self._presenter.sheet is not None:
            self._fill(self._presenter.sheet, again=True)

    def _told(self, form: str, number: int, field: str, sentence: str) -> None:
        if form == "party" and self._presenter.sheet is not None and number == self._presenter.sheet.party.id:
            target = self.notes.fields if field == "notes" else self.overview.fields
            target.show_problem(field, sentence)

    def _write(self) -> None:
        if self._presenter.party_id is not None:
            self._desk.open(Place("compose", extra={"party": self._presenter.party_id}))

    def _chat(self) -> None:
        sheet = self._presenter.sheet
        number = chat_number(sheet.addresses) if sheet is not None else ""
        if number and not links.open_link(f"https://wa.me/{number}"):
            self._desk.refused.emit(tr("The system knows no browser to open WhatsApp with."))

    def _ask(self) -> None:
        if self._presenter.party_id is not None:
            extra = {"party": self._presenter.party_id, "template": "which-address"}
            self._desk.open(Place("compose", extra=extra))


def chat_number(addresses: Sequence[Address]) -> str:
    """The digits of the WhatsApp number to use, a confirmed one first; empty where none works."""
    works = (Standing.CONFIRMED, Standing.PRESUMED)
    found = [each for each in addresses if each.channel is Channel.WHATSAPP and each.standing in works]
    best = min(found, key=lambda each: works.index(each.standing), default=None)
    digits = "".join(letter for letter in best.value if letter.isdecimal() and letter.isascii()) if best else ""
    return digits if len(digits) >= _LEAST_DIGITS else ""


def about(sheet: CustomerSheet, record: PartyRecord) -> str:
    """ "Dubai, United Arab Emirates · Outdoor furniture, rattan · reorders every ~75 days, next about 2 Dec"."""
    party: Party = sheet.party
    country = sheet.country.name(language()) if sheet.country is not None else party.country
    told = [tr(", ").join(apart(part) for part in (party.city, country) if part), apart(party.categories)]
    if party.kind is PartyKind.CUSTOMER:
        told += _rhythm(sheet, record)
    if party.preferred_channel and party.preferred_channel != "mail":
        told.append(tr("{channel} for chat", channel=words.channel_named(party.preferred_channel)))
    # The dot stays with the words before it where the line ends.
    known = "\u00a0· ".join(part for part in told if part)
    return known or tr("Nothing is known yet: fill in the country and the rest.")


def _rhythm(sheet: CustomerSheet, record: PartyRecord) -> list[str]:
    """How often they order, and when next."""
    days, found = sheet.party.cycle_days, record.reorder
    told = [tr("reorders every ~{days} days", days=days)] if days else []
    if found is not None and found.on is not None:
        day = formats.day(found.on, sheet.today)
        due = found.is_due(sheet.today)
        told.append(tr("due to reorder since {day}", day=day) if due else tr("next order about {day}", day=day))
    return told


def _titles(sheet: CustomerSheet, record: PartyRecord) -> tuple[str, ...]:
    return (
        tr("Overview"),
        tr("Addresses & purposes {count}", count=formats.count(len(sheet.addresses))).replace("&", "&&"),
        tr("Orders {count}", count=formats.count(sheet.orders)),
        tr("Messages {count}", count=formats.count(sheet.messages)),
        tr("Files {count}", count=formats.count(record.files)),
        tr("Notes"),
    )
