"""The orders: one head with its filters, and below it the list, the board or the calendar of the same orders."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tradedesk.services.order_finding import Heads, OrderQuery
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders.finding import OrderFinding
from tradedesk.ui.orders.list_head import VIEWS, ListHead
from tradedesk.ui.orders.order_table import OrderTable
from tradedesk.ui.widgets import EmptyState
from tradedesk.ui.wording import tr


class OrderList(QWidget):
    """Emits which order is opened; what is looked for lives in ``finding``."""

    opened = Signal(int)
    inquiry_requested = Signal()

    def __init__(self, desk: Desk, finding: OrderFinding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.finding = desk, finding
        self.view = ""
        self._fresh: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        self.head = ListHead(finding)
        self.head.view_chosen.connect(self.show_view)
        self.head.stepped.connect(self._step)
        self.head.entered.connect(self._step_in)
        self.search, self.chips = self.head.search, self.head.chips
        column.addWidget(self.head)
        column.addWidget(self._body(), 1)
        finding.query_changed.connect(self._show_query)
        finding.heads_changed.connect(self._show_heads)

    def _body(self) -> QStackedWidget:
        self.orders = OrderTable(self._desk, self.finding, self.today)
        self.model, self.table = self.orders.model, self.orders.view
        self.table.opened.connect(self.opened.emit)
        self.model.reloaded.connect(self._reloaded)
        self.nothing = EmptyState(
            "package",
            tr("No orders yet. Log the first inquiry, or bring in a list with Import."),
            tr("Log an inquiry"),
            self.inquiry_requested.emit,
        )
        self.none_found = EmptyState("search", tr("No order is like this."), tr("Show all"), self.finding.clear)
        self.stack = QStackedWidget()
        for widget in (self.orders, self.nothing, self.none_found):
            self.stack.addWidget(widget)
        return self.stack

    def today(self) -> date:
        """The user's own day, as the rows are coloured by it."""
        return self.finding.heads.today if self.finding.heads is not None else date.min

    # -- views ---------------------------------------------------------------------------------------------------------

    def show_view(self, view: str) -> None:
        """Show the list, the board or the calendar; the choice is remembered."""
        view = view if view in VIEWS else "list"
        self.head.show_view(view)
        if view == self.view:
            return
        self.view = view
        self._desk.settings.remember("orders.view", view)
        if view not in self._fresh:
            self._show_query(self.finding.query)

    def _show_query(self, query: OrderQuery) -> None:
        self._fresh = {self.view}
        self.orders.show_query(query)

    def reload(self) -> None:
        """Read the orders again because something of them changed."""
        self._show_query(self.finding.query)

    def _show_heads(self, _heads: Heads) -> None:
        self.table.viewport().update()

    # -- keyboard ------------------------------------------------------------------------------------------------------

    @property
    def shown(self) -> QWidget:
        """What takes the keys."""
        return self.table

    def take_focus(self) -> None:
        """The keyboard starts in the orders, or in the field while there are none."""
        if self.stack.currentWidget() in (self.nothing, self.none_found):
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, event: QKeyEvent) -> None:
        self._step_in()
        self.table.keyPressEvent(event)

    def _step_in(self) -> None:
        self.shown.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.selectRow(0)

    def _reloaded(self, found: int) -> None:
        heads = self.finding.heads
        some = heads is not None and bool(heads.counts.get("", 0))
        self.stack.setCurrentWidget(self.orders if found else self.none_found if some else self.nothing)
        if found and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
