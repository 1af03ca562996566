"""The list at the left: which parties, a field to find them as one types, filters, and the rows themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from tradedesk.domain.party import PartyKind
from tradedesk.services import customers
from tradedesk.services.customers import CustomerQuery, CustomerRow
from tradedesk.ui.customers import words
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets import Button, Column, EmptyState, FilterChips, Line, ListView, TwoLines, WindowModel
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.wording import formats, tr, trn

#: Milliseconds after the last letter before the list is looked up.
_TYPING = 110


def lines(row: CustomerRow) -> TwoLines:
    """One row: the name and how many orders are open, the place and how important the party is."""
    right = trn("{n} open", "{n} open", row.open_orders) if row.open_orders else "—"
    return TwoLines(row.name, " · ".join(part for part in (row.country, row.city) if part), right, row.tier)


class PartyList(QWidget):
    """Emits what the user looks for and which row is current."""

    picked = Signal(int)
    opened = Signal(int)
    looked_for = Signal(dict)
    add_requested = Signal()
    #: The rows of the present query are there: how many.
    ready = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._query = CustomerQuery()
        columns = [Column("name", lambda: tr("Name"), lambda row: row.name)]
        self.model = WindowModel(desk, customers.ids, customers.rows, columns, parent=self)
        self.model.reloaded.connect(self._reloaded)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Line())
        column.addWidget(self._body(), 1)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 10)
        head.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.kind = SavedChoice()
        self.kind.setAccessibleName(tr("Which parties"))
        self.finder = QLineEdit()
        self.finder.setClearButtonEnabled(True)
        self.finder.setPlaceholderText(tr("Find"))
        self.finder.setAccessibleName(tr("Find in this list"))
        self.finder.installEventFilter(self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(lambda: self.looked_for.emit({"search": self.finder.text()}))
        self.finder.textEdited.connect(lambda _text: self._typing.start())
        self.finder.textChanged.connect(lambda text: None if text else self._typing.start())
        row.addWidget(self.kind)
        row.addWidget(self.finder, 1)
        row.addWidget(self._sorting())
        head.addLayout(row)
        self.chips = FilterChips()
        self.chips.setAccessibleName(tr("Filters"))
        self.chips.chosen.connect(lambda chip: self.looked_for.emit({"chip": chip}))
        head.addWidget(self.chips)
        return head

    def _sorting(self) -> Button:
        button = Button("", "list", "quiet")
        button.setAccessibleName(tr("Order of the list"))
        button.setToolTip(tr("Order of the list"))
        button.setFixedWidth(32)
        menu = QMenu(button)
        group = QActionGroup(menu)
        self._sorts: dict[str, QAction] = {}
        for key, title in (("name", tr("By name")), ("country", tr("By country")), ("newest", tr("Newest first"))):
            action = QAction(title, menu, checkable=True)
            action.triggered.connect(lambda _checked=False, k=key: self.looked_for.emit({"sort": k}))
            group.addAction(action)
            menu.addAction(action)
            self._sorts[key] = action
        button.clicked.connect(lambda _checked=False: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _body(self) -> QStackedWidget:
        self.view = ListView(self.model, lines)
        self.view.setAccessibleName(tr("Customers"))
        self.view.picked.connect(lambda found: self.picked.emit(found) if found is not None else None)
        self.view.opened.connect(self.opened.emit)
        self.nothing = EmptyState("building-2", "", tr("Add one"), self.add_requested.emit)
        self.none_found = EmptyState("search", tr("None of them is like this."), tr("Show all"), self._show_all)
        self.stack = QStackedWidget()
        for widget in (self.view, self.nothing, self.none_found):
            self.stack.addWidget(widget)
        return self.stack

    def show_query(self, query: CustomerQuery) -> None:
        """Show what a query finds."""
        self._query = query
        self.kind.offer([(str(kind), words.kinds(kind)) for kind in words.KINDS])
        self.kind.show_saved(query.kind)
        self.view.setAccessibleName(words.kinds(PartyKind(query.kind)))
        if self.finder.text() != query.search:
            self.finder.setText(query.search)
        self._typing.stop()
        self._sorts[query.sort if query.sort in self._sorts else "name"].setChecked(True)
        self.model.set_query(query)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many each filter would leave."""
        titles = {
            "": tr("All {count}", count=formats.count(counts.get("", 0))),
            "reorder": tr("Due to reorder {count}", count=formats.count(counts.get("reorder", 0))),
            "unconfirmed": tr("Unconfirmed {count}", count=formats.count(counts.get("unconfirmed", 0))),
            "late": tr("Late payments {count}", count=formats.count(counts.get("late", 0))),
        }
        if self._query.kind != PartyKind.CUSTOMER:
            # Only customers reorder and owe.
            titles = {key: title for key, title in titles.items() if key in ("", "unconfirmed")}
        self.chips.show_filters(list(titles.items()), self._query.chip)

    def select(self, party_id: int | None) -> bool:
        """Make a party's row current without telling; False when the list does not show it."""
        self.view.blockSignals(True)
        found = party_id is not None and self.view.select_id(party_id)
        if not found:
            self.view.clearSelection()
        self.view.blockSignals(False)
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter in the field act on the list."""
        if watched is self.finder and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                self.view.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _reloaded(self, found: int) -> None:
        filtered = bool(self._query.chip or self._query.search.strip())
        if not found and not filtered:
            self.nothing.sentence.setText(_nothing_yet(self._query.kind))
        self.stack.setCurrentWidget(self.view if found else self.none_found if filtered else self.nothing)
        self.ready.emit(found)

    def _show_all(self) -> None:
        self.looked_for.emit({"chip": "", "search": ""})


def _nothing_yet(kind: str) -> str:
    if kind == PartyKind.CUSTOMER:
        return tr("No customers yet. Add one, or bring in a list with Import.")
    return tr("Nobody here yet. Add one, or bring in a list with Import.")
