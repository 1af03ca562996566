"""The page of customers, suppliers, forwarders and colleagues."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from tradedesk.services.finding import CustomerQuery
from tradedesk.ui.customers.detail import PartyDetail
from tradedesk.ui.customers.new_party import NewParty
from tradedesk.ui.customers.party_list import PartyList
from tradedesk.ui.customers.presenter import CustomersPresenter
from tradedesk.ui.customers.sheet_printing import SheetPrinting
from tradedesk.ui.desk import Desk
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import EmptyState
from tradedesk.ui.wording import tr

#: Milliseconds: how often the clock of the party shown moves on.
_MINUTE = 60_000
#: Milliseconds that a row is current before its party is read, so that a held arrow key stays quick.
_SETTLE = 60
#: Width of the list where there is room, and where there is little.
_LIST, _LIST_NARROW = 318, 286
#: As wide as there is room.
_ANY = 16_777_215


class CustomersPage(Page):
    """The list left, one party right."""

    name = "customers"
    help_key = "customers"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.presenter = CustomersPresenter(desk, self)
        self._shown: int | None = None
        self._begun = False
        self._wanted: int | None = None
        self._build()
        self.printing = SheetPrinting(desk, self.presenter, self)
        desk.commands.add(*self.printing.commands(), owner=self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._settled)
        self._minute = QTimer(self, interval=_MINUTE)
        self._minute.timeout.connect(self._tick)
        self._minute.start()
        self._listen()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.list = PartyList(self.desk, self.presenter.finding)
        row.addWidget(self.list)
        self.edge = QFrame()
        self.edge.setProperty("line", True)
        self.edge.setFixedWidth(1)
        row.addWidget(self.edge)
        self.detail = PartyDetail(self.desk, self.presenter)
        self.new_party = NewParty()
        self.nobody = EmptyState("building-2", tr("Choose one in the list, or add a new one."))
        self.stack = QStackedWidget()
        for widget in (self.nobody, self.detail, self.new_party):
            self.stack.addWidget(widget)
        row.addWidget(self.stack, 1)
        self.setFocusProxy(self.list.view)

    def _listen(self) -> None:
        presenter = self.presenter
        presenter.finding.query_changed.connect(self._show_query)
        presenter.finding.counts_changed.connect(self.list.show_counts)
        presenter.sheet_changed.connect(self._show)
        presenter.facts_changed.connect(self.detail.show_facts)
        self.list.head.kind_chosen.connect(presenter.switch_kind)
        self.list.reshaped.connect(self._reshape)
        self.list.picked.connect(self._picked)
        self.list.opened.connect(self._opened)
        self.list.add_requested.connect(lambda: self.desk.commands.trigger("customer.add-new"))
        self.list.ready.connect(self._list_ready)
        self.detail.tab_chosen.connect(presenter.show_tab)
        self.new_party.submitted.connect(lambda name: presenter.add_party(name, self.new_party.show_problem))
        self.new_party.cancelled.connect(self._cancel_new)

    # -- what the window calls -----------------------------------------------------------------------------------------

    def header_actions(self) -> list[str]:
        """Bring in a list, and add."""
        return ["customer.import-list", "customer.add-new"]

    def more_actions(self) -> list[str]:
        """What is done with the list, then with the one shown."""
        with_list = ["customer.take-over", "customer.export-list", "customer.find-doubles"]
        on_paper = ["customer.print-sheet", "customer.save-sheet", "customer.hand-over-file"]
        return [*with_list, "", "customer.bring-in-answer", *on_paper]

    def open(self, place: Place) -> None:
        """Show the party and tab of the place; without a party the one shown last, or the first of the list."""
        kind = str(place.extra.get("kind", self.presenter.query.kind))
        self._begin(kind)
        if place.extra.get("new") or place.key is not None:
            self.list.set_wide(False)
        elif place.extra.get("wide"):
            self.list.set_wide(True)
        if place.extra.get("new"):
            self.presenter.start_new(kind)
            return
        if place.key is None:
            self.presenter.switch_kind(kind)
        else:
            self.presenter.look_for(kind=kind)
        found = place.key if place.key is not None else self.presenter.party_id
        if found is None:
            self.presenter.adding = False
            self._list_ready(self.list.model.rowCount())
            self._show()
            return
        if place.extra.get("answer"):
            self.detail.addresses.asking.want(found)
        if (address := place.extra.get("address")) is not None:
            self.detail.addresses.want(found, int(address))
        self.presenter.show_party(found, str(place.extra.get("tab", "")))
        self.list.select(found)

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read again what changed."""
        self.presenter.refresh(changes)
        if any(noun in ("parties", "orders") for noun, _ in changes):
            self.list.reload()

    def leave(self) -> None:
        """Save what is still being typed."""
        self.detail.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list gives way first."""
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        if self.list.wide:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(_ANY)
        else:
            self.list.setFixedWidth(_LIST if self.width() >= 1120 else _LIST_NARROW)

    def _reshape(self, wide: bool) -> None:
        """All columns take the whole page; a row that is opened brings the party back beside its list."""
        self.edge.setVisible(not wide)
        self.stack.setVisible(not wide)
        self._fit_list()
        self.setFocusProxy(self.list.shown)
        self.list.shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.settings.remember("customers.wide", wide)

    # -- list ----------------------------------------------------------------------------------------------------------

    def _begin(self, kind: str) -> None:
        if not self._begun:
            self._begun = True
            self.presenter.look_for(kind=kind)
            if self.desk.settings.get("customers.wide", False):
                self.list.set_wide(True)
            else:
                self._show_query(self.presenter.query)
            self.presenter.finding.count()
            self.presenter.finding.read_saved()

    def _show_query(self, query: CustomerQuery) -> None:
        self.list.show_query(query)
        self.list.show_counts(self.presenter.finding.counts)

    def _list_ready(self, found: int) -> None:
        """The rows are there: keep the party shown marked, or begin with the first."""
        presenter = self.presenter
        if self.list.model.is_loading or self.list.wide:
            return
        if presenter.adding:
            self.list.select(None)
        elif presenter.party_id is not None:
            self.list.select(presenter.party_id)
        elif found:
            first = self.list.model.id_at(0)
            if first is not None:
                presenter.show_party(first)
                self.list.select(first)
        elif not presenter.query.chip and not presenter.query.search and not presenter.query.filter:
            presenter.sheet = None
            self._show()

    def _picked(self, party_id: int) -> None:
        self._wanted = party_id
        self._settle.start()

    def _opened(self, party_id: int) -> None:
        self._settle.stop()
        if party_id != self.presenter.party_id:
            self.presenter.show_party(party_id)
            self.list.select(party_id)
        self.detail.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settled(self) -> None:
        if self._wanted is not None and (self._wanted != self.presenter.party_id or self.presenter.adding):
            self.presenter.show_party(self._wanted)

    # -- party ---------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        presenter = self.presenter
        if presenter.adding:
            self._shown = None
            if self.stack.currentWidget() is not self.new_party:
                self.stack.setCurrentWidget(self.new_party)
                self.list.select(None)
                self.new_party.begin(presenter.query.kind)
            return
        sheet = presenter.sheet
        if sheet is None:
            self._shown = None
            self.stack.setCurrentWidget(self.nobody)
            return
        again = sheet.party.id == self._shown
        self._shown = sheet.party.id
        self.stack.setCurrentWidget(self.detail)
        self.detail.show_sheet(sheet, again=again)
        if self.presenter.just_added == sheet.party.id:
            self.presenter.just_added = None
            self.detail.overview.begin()

    def _cancel_new(self) -> None:
        if not self.desk.places.back():
            self.presenter.adding = False
            self._list_ready(self.list.model.rowCount())
            self._show()

    def _tick(self) -> None:
        if self.isVisible():
            self.presenter.read_facts()
            self.list.tick()
