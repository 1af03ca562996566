"""The orders: one head with its filters, and below it the list, the board or the calendar of the same orders."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tradedesk.services.order_finding import Heads, OrderQuery
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders.ahead_panel import AheadPanel
from tradedesk.ui.orders.finding import OrderFinding
from tradedesk.ui.orders.list_head import VIEWS, ListHead
from tradedesk.ui.orders.moving import Moving
from tradedesk.ui.orders.order_table import OrderTable
from tradedesk.ui.widgets import EmptyState
from tradedesk.ui.wording import tr

if TYPE_CHECKING:
    from tradedesk.ui.orders.board import BoardView
    from tradedesk.ui.orders.calendar_view import CalendarView


class OrderList(QWidget):
    """Emits which order is opened; what is looked for lives in ``finding``."""

    opened = Signal(int)
    inquiry_requested = Signal()

    def __init__(self, desk: Desk, finding: OrderFinding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.finding = desk, finding
        self.view = ""
        #: How many orders each view found when it was read.
        self._found: dict[str, int] = {}
        self._begun = False
        # The keyboard goes to the orders as soon as they are there.
        self._wants_keys = False
        self._fresh: set[str] = set()
        self._board: BoardView | None = None
        self._calendar: CalendarView | None = None
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
        self.ahead = AheadPanel(self)
        self.moving = Moving(desk, self.ahead, self.today, self)
        self.moving.moved.connect(self._keep_in_sight)
        self.moving.left.connect(self._left)
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
        self.none_found = EmptyState("search", tr("No order matches."), tr("Show all"), self.finding.clear)
        self.stack = QStackedWidget()
        for widget in (self.orders, self.nothing, self.none_found):
            self.stack.addWidget(widget)
        return self.stack

    @property
    def board(self) -> BoardView:
        """The board, made at its first use."""
        from tradedesk.ui.orders.board import BoardView

        if self._board is None:
            self._board = BoardView(self._desk, self.finding)
            self._board.opened.connect(self.opened.emit)
            self._board.move_requested.connect(self.moving.to_stage)
            self._board.reloaded.connect(self._reloaded)
            self.stack.addWidget(self._board)
        return self._board

    @property
    def calendar(self) -> CalendarView:
        """The calendar, made at its first use."""
        from tradedesk.ui.orders.calendar_view import CalendarView

        if self._calendar is None:
            self._calendar = CalendarView(self._desk, self.finding)
            self._calendar.opened.connect(self.opened.emit)
            self._calendar.move_requested.connect(self.moving.to_day)
            self._calendar.reloaded.connect(self._reloaded)
            self.stack.addWidget(self._calendar)
        return self._calendar

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
        self.ahead.cancel()
        if self._begun and view not in self._fresh:
            self._read(self.finding.query)
        elif self._begun:
            self._show_shown()

    def _show_query(self, query: OrderQuery) -> None:
        self._fresh, self._begun = set(), True
        self._read(query)

    def _read(self, query: OrderQuery) -> None:
        if self.view == "calendar" and self.finding.heads is None:
            return  # the day is not known yet; it comes with the heads
        self._fresh.add(self.view)
        if self.view == "board":
            self.board.show_query(query)
        elif self.view == "calendar":
            self.calendar.begin(self.today())
            self.calendar.show_query(query)
        else:
            self.orders.show_query(query)

    def _pane(self) -> QWidget:
        if self.view == "calendar":
            return self.calendar
        return self.board if self.view == "board" else self.orders

    def _show_shown(self) -> None:
        """What the view shows, or a sentence where that is nothing."""
        found = self._found.get(self.view, 0)
        heads = self.finding.heads
        some = heads is not None and bool(heads.counts.get("", 0))
        # Whoever has the keyboard elsewhere, on the page of an order say, keeps it.
        focus = self.window().focusWidget()
        had_focus = focus is not None and (focus is self.stack or self.stack.isAncestorOf(focus))
        # A month in which nothing stands is left by leafing on.
        there = bool(found) or (self.view == "calendar" and some)
        self.stack.setCurrentWidget(self._pane() if there else self.none_found if some else self.nothing)
        if self.isVisible() and (had_focus or self._wants_keys):
            self.take_focus()

    def reload(self) -> None:
        """Read the orders again because something of them changed."""
        self._show_query(self.finding.query)

    def _show_heads(self, _heads: Heads) -> None:
        self.table.viewport().update()
        if self._begun and self.view not in self._fresh:
            self._read(self.finding.query)

    # -- keyboard ------------------------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """The keyboard starts in the orders, or in the field while there are none."""
        self._wants_keys = self.view not in self._found
        if self.stack.currentWidget() in (self.nothing, self.none_found):
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.view == "board":
            self.board.take_focus()
        elif self.view == "calendar":
            self.calendar.take_focus()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, event: QKeyEvent) -> None:
        self._step_in()
        if self.view == "list":
            self.table.keyPressEvent(event)

    def _step_in(self) -> None:
        self.take_focus()
        if self.view == "list" and not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.selectRow(0)

    def _keep_in_sight(self, order_id: int) -> None:
        if self.view == "board":
            self.board.keep_in_sight(order_id)

    def _left(self) -> None:
        if self.isVisible():
            self.take_focus()

    def _reloaded(self, found: int) -> None:
        self._found[self.view] = found
        self._show_shown()
        if self.view == "list" and found and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
