"""The list of parties: narrow rows beside the party shown, or wide with all columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from tradedesk.domain.party import PartyKind
from tradedesk.services import finding as verbs
from tradedesk.services.finding import CustomerQuery, CustomerRow
from tradedesk.ui.customers import words
from tradedesk.ui.customers.finding import Finding
from tradedesk.ui.customers.list_head import ListHead
from tradedesk.ui.customers.party_table import PartyTable
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets import Column, EmptyState, Line, ListView, TwoLines, WindowModel
from tradedesk.ui.wording import joined, tr, trn


def lines(row: CustomerRow) -> TwoLines:
    """One row: the name and how many orders are open; the place, or what was found, and how important it is."""
    right = trn("{n} open", "{n} open", row.open_orders) if row.open_orders else "—"
    place = joined((row.country, row.city))
    return TwoLines(row.name, tr("matches: {words}", words=row.found) if row.found else place, right, row.tier)


class PartyList(QWidget):
    """Emits which row is current and which is opened; what is looked for lives in ``finding``."""

    picked = Signal(int)
    opened = Signal(int)
    add_requested = Signal()
    #: The rows of the present query are there: how many.
    ready = Signal(int)
    #: The list became wide or narrow.
    reshaped = Signal(bool)

    def __init__(self, desk: Desk, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.finding = desk, finding
        self.setProperty("ground", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        columns = [Column("name", lambda: tr("Name"), lambda row: row.name)]
        self.model = WindowModel(desk, verbs.ids, self._rows, columns, parent=self)
        self.model.reloaded.connect(self._reloaded)
        self.wide = False
        self.table: PartyTable | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = ListHead(finding)
        self.head.stepped.connect(self._step)
        self.head.entered.connect(lambda: self.shown.setFocus(Qt.FocusReason.OtherFocusReason))
        self.head.reshaped.connect(lambda: self.set_wide(not self.wide))
        column.addWidget(self.head)
        column.addWidget(Line())
        column.addWidget(self._body(), 1)
        self.kind, self.finder, self.chips = self.head.kind, self.head.finder, self.head.chips

    def _rows(self, bench: Any, numbers: list[int]) -> Sequence[CustomerRow]:
        """Runs on the ledger lane: the search is the one that the numbers were asked with."""
        return verbs.rows(bench, numbers, self.model.query.search)

    def _body(self) -> QStackedWidget:
        self.view = ListView(self.model, lines)
        self.view.setAccessibleName(tr("Customers"))
        self.view.picked.connect(lambda found: self.picked.emit(found) if found is not None else None)
        self.view.opened.connect(self.opened.emit)
        self.nothing = EmptyState("building-2", "", tr("Add one"), self.add_requested.emit)
        self.none_found = EmptyState("search", tr("None of them matches."), tr("Show all"), self.finding.clear)
        self.stack = QStackedWidget()
        for widget in (self.view, self.nothing, self.none_found):
            self.stack.addWidget(widget)
        return self.stack

    def set_wide(self, wide: bool) -> None:
        """Show all columns over the whole page, or the rows beside the party shown."""
        self.head.set_wide(wide)
        if wide == self.wide:
            return
        self.wide = wide
        if wide and self.table is None:
            self.table = PartyTable(self._desk, self.finding)
            self.table.view.picked.connect(lambda found: self.picked.emit(found) if found is not None else None)
            self.table.view.opened.connect(self._open_from_table)
            self.table.model.reloaded.connect(self._reloaded)
            self.stack.addWidget(self.table)
        self.show_query(self.finding.query)
        self.reshaped.emit(wide)

    def _open_from_table(self, party_id: int) -> None:
        self.set_wide(False)
        self.opened.emit(party_id)

    def show_query(self, query: CustomerQuery) -> None:
        """Show what a query finds."""
        self.head.show_query(query)
        self.view.setAccessibleName(words.kinds(PartyKind(query.kind)))
        if self.wide and self.table is not None:
            self.table.show_query(query)
        else:
            self.model.set_query(query)

    def reload(self) -> None:
        """Read the list again because something of it changed."""
        (self.table.model if self.wide and self.table is not None else self.model).reload()

    def tick(self) -> None:
        """A minute went by: the clocks of the wide list move on."""
        if self.wide and self.table is not None:
            self.table.model.refresh_rows()

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many each chip would leave."""
        self.head.show_counts(counts)

    def select(self, party_id: int | None) -> bool:
        """Make a party's row current without telling; False when the list does not show it."""
        self.view.blockSignals(True)
        found = party_id is not None and self.view.select_id(party_id)
        if not found:
            self.view.clearSelection()
        self.view.blockSignals(False)
        return found

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the party of the row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("customer.print-sheet", "customer.save-sheet", "customer.hand-over-file"):
            command = self._desk.commands.get(name)
            if command is not None:
                action = menu.addAction(command.title())
                action.setEnabled(command.enabled())
                action.triggered.connect(lambda _on=False, n=name: self._desk.commands.trigger(n))
        menu.popup(event.globalPos())

    @property
    def shown(self) -> QWidget:
        """The rows, narrow or wide."""
        return self.table.view if self.wide and self.table is not None else self.view

    def _step(self, event: QKeyEvent) -> None:
        if self.wide and self.table is not None:
            self.table.view.keyPressEvent(event)
        else:
            self.view.keyPressEvent(event)

    def _reloaded(self, found: int) -> None:
        query = self.finding.query
        filtered = bool(query.chip or query.search.strip() or query.filter)
        if not found and not filtered:
            self.nothing.sentence.setText(_nothing_yet(query.kind))
        rows = self.table if self.wide and self.table is not None else self.view
        self.stack.setCurrentWidget(rows if found else self.none_found if filtered else self.nothing)
        self.ready.emit(found)


def _nothing_yet(kind: str) -> str:
    if kind == PartyKind.CUSTOMER:
        return tr("No customers yet. Add one, or bring in a list with Import.")
    return tr("Nobody here yet. Add one, or bring in a list with Import.")
