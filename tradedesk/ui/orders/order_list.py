"""The list of orders: filters, a field to find as one types, and the rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from tradedesk.domain.money import Money
from tradedesk.domain.order import Stage
from tradedesk.services import orders
from tradedesk.services.orders import ListFacts, OrderQuery, OrderRow
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders import words
from tradedesk.ui.widgets import Card, Column, EmptyState, FilterChips, PageTitle, TableView, WindowModel
from tradedesk.ui.wording import formats, tr

#: Milliseconds after the last letter before the list is looked up.
_TYPING = 110


def columns(today: Callable[[], date]) -> list[Column]:
    """The columns of the list; ``today`` gives the user's own day."""

    def coming(row: OrderRow) -> str:
        if not row.next_node:
            return "—"
        planned = formats.day(date.fromisoformat(row.next_planned_on), today()) if row.next_planned_on else ""
        return " · ".join(part for part in (words.node(row.next_node), planned) if part)

    def late(row: OrderRow) -> str:
        return "bad" if row.next_planned_on and date.fromisoformat(row.next_planned_on) < today() else ""

    def delivery(row: OrderRow) -> str:
        return formats.day(date.fromisoformat(row.delivery_on), today()) if row.delivery_on else "—"

    def money(minor: int, currency: str) -> str:
        return formats.money(Money(minor, currency)) if minor else "—"

    return [
        Column("number", lambda: tr("Number"), lambda row: row.number, 114),
        Column("party", lambda: tr("Customer"), lambda row: row.party, 172),
        Column("summary", lambda: tr("Goods"), lambda row: row.summary, 0),
        Column("stage", lambda: tr("Stage"), lambda row: words.stage(row.stage), 112,
               chip=lambda row: words.STAGE_ROLES[Stage(row.stage)]),
        Column("next", lambda: tr("Comes next"), coming, 182, chip=late),
        Column("delivery", lambda: tr("Delivery"), delivery, 112),
        Column("total", lambda: tr("Total"), lambda row: money(row.total_minor, row.currency), 118, right=True),
        Column("open", lambda: tr("Open amount"), lambda row: money(row.open_minor, row.currency), 118, right=True),
    ]  # fmt: skip


class OrderList(QWidget):
    """Emits what the user looks for and which order is opened."""

    opened = Signal(int)
    looked_for = Signal(dict)
    inquiry_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = OrderQuery()
        self._facts = ListFacts({}, date.min)
        self.model = WindowModel(desk, orders.ids, orders.rows, columns(lambda: self._facts.today), parent=self)
        self.model.reloaded.connect(self._reloaded)
        self.model.sort_requested.connect(lambda key, down: self.looked_for.emit({"sort": key, "descending": down}))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        column.addLayout(self._head())
        card = Card()
        card.setAccessibleName(tr("Orders"))
        card.add(self._body(desk), 1)
        column.addWidget(card, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(PageTitle(tr("Orders")))
        self.chips = FilterChips()
        self.chips.setAccessibleName(tr("Filters"))
        self.chips.chosen.connect(lambda chip: self.looked_for.emit({"chip": chip}))
        row.addWidget(self.chips, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(260)
        self.search.setPlaceholderText(tr("Number, customer, goods"))
        self.search.setAccessibleName(tr("Find in this list"))
        self.search.installEventFilter(self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(lambda: self.looked_for.emit({"search": self.search.text()}))
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.textChanged.connect(lambda text: None if text else self._typing.start())
        row.addWidget(self.search)
        return row

    def _body(self, desk: Desk) -> QStackedWidget:
        self.table = TableView("orders", self.model, desk.settings)
        self.table.setAccessibleName(tr("Orders"))
        self.table.opened.connect(self.opened.emit)
        self.nothing = EmptyState(
            "package",
            tr("No orders yet. Log the first inquiry, or bring in a list with Import."),
            tr("Log an inquiry"),
            self.inquiry_requested.emit,
        )
        self.none_found = EmptyState("search", tr("No order is like this."), tr("Show all"), self._show_all)
        self.stack = QStackedWidget()
        for widget in (self.table, self.nothing, self.none_found):
            self.stack.addWidget(widget)
        return self.stack

    def show_query(self, query: OrderQuery) -> None:
        """Show what a query finds."""
        self._query = query
        if self.search.text() != query.search:
            self.search.setText(query.search)
        self._typing.stop()
        self.chips.set_current(query.chip)
        self.table.show_sorting(query.sort, query.descending)
        self.model.set_query(query)

    def show_facts(self, facts: ListFacts) -> None:
        """Show how many orders each filter would leave; on another day others are late."""
        if facts.today != self._facts.today:
            self.table.viewport().update()
        self._facts = facts

        def counted(chip: str) -> str:
            return formats.count(facts.counts.get(chip, 0))

        titles = [
            ("running", tr("Running {n}", n=counted("running"))),
            ("late", tr("Late {n}", n=counted("late"))),
            ("unpaid", tr("Unpaid {n}", n=counted("unpaid"))),
            ("", tr("All {n}", n=counted(""))),
        ]
        self.chips.show_filters(titles, self._query.chip)

    def take_focus(self) -> None:
        """The keyboard starts in the rows, or in the field while there are none."""
        if self.stack.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter in the field act on the rows."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                self._step_in()
                self.table.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._typing.stop()
                if self.search.text() != self._query.search:
                    self.looked_for.emit({"search": self.search.text()})
                self._step_in()
                return True
        return super().eventFilter(watched, event)

    def _step_in(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.selectRow(0)

    def _reloaded(self, found: int) -> None:
        filtered = bool(self._facts.counts.get("", 0))
        self.stack.setCurrentWidget(self.table if found else self.none_found if filtered else self.nothing)
        if found and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _show_all(self) -> None:
        self.looked_for.emit({"chip": "", "search": ""})
