"""The calendar of the same orders: a month or a week, with the days off of both sides."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from tradedesk.services import order_calendar
from tradedesk.services.order_calendar import DaysOff, Span
from tradedesk.services.order_finding import OrderQuery
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.orders import calendar_words
from tradedesk.ui.orders.calendar_grid import CalendarGrid
from tradedesk.ui.orders.calendar_state import CalendarState
from tradedesk.ui.orders.finding import OrderFinding
from tradedesk.ui.widgets import Button, Card, Chip, Line, PlainLabel
from tradedesk.ui.wording import tr

#: The holidays of so many customers' countries are shown, those with the most entries.
_COUNTRIES = 6


class CalendarView(Card):
    """A head to leaf with, and the grid. ``reloaded`` tells how many entries the days shown have."""

    opened = Signal(int)
    move_requested = Signal(object, date)
    reloaded = Signal(int)

    def __init__(self, desk: Desk, finding: OrderFinding, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk, self._finding = desk, finding
        self.setAccessibleName(tr("Calendar"))
        mode = str(desk.settings.get("orders.calendar", "month"))
        self.state = CalendarState(mode if mode in ("month", "week") else "month")
        self.grid = CalendarGrid(self.state)
        self.add(self._head())
        self.add(Line())
        self.add(self.grid, 1)
        self.grid.opened.connect(self.opened.emit)
        self.grid.move_requested.connect(self.move_requested.emit)
        self.grid.walked.connect(self._walked)
        self.grid.more_requested.connect(self._open_week)
        self._reading: Job | None = None
        self._read: tuple[date, date] | None = None

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 6, 10, 6)
        row.setSpacing(6)
        self.former = Button("", "arrow-left", "quiet", lambda: self._leaf(-1), compact=True)
        self.next = Button("", "arrow-right", "quiet", lambda: self._leaf(1), compact=True)
        self.former.setAccessibleName(tr("Earlier"))
        self.next.setAccessibleName(tr("Later"))
        self.now = Button(tr("Today"), on_click=self._to_today, compact=True)
        self.days_shown = PlainLabel(size="section")
        for widget in (self.former, self.next, self.now, self.days_shown):
            row.addWidget(widget)
        row.addStretch(1)
        self.legend = [Chip(words, role) for words, role in calendar_words.legend()]
        for chip in self.legend:
            row.addWidget(chip)
        row.addSpacing(8)
        self.modes: dict[str, Button] = {}
        group = QButtonGroup(self)
        for name, words in (("month", tr("Month")), ("week", tr("Week"))):
            button = Button(words, compact=True)
            button.setCheckable(True)
            button.setChecked(name == self.state.mode)
            button.clicked.connect(lambda _on=False, n=name: self.show_mode(n))
            group.addButton(button)
            row.addWidget(button)
            self.modes[name] = button
        return head

    # -- reading -------------------------------------------------------------------------------------------------------

    def begin(self, today: date) -> None:
        """Start at the user's own day, once it is known."""
        if self.state.day == date.min:
            self.state.day = self.state.today = today

    def show_query(self, query: OrderQuery) -> None:
        """Show what the orders of a query have on the days shown."""
        if self._reading is not None:
            self._reading.cancel()
        first, last = self.state.first, self.state.last
        self._read = (first, last)
        self.days_shown.setText(calendar_words.title(self.state))
        self._reading = self._desk.run(order_calendar.span, query, first, last, on_done=self._arrived, owner=self)

    def _arrived(self, span: Span) -> None:
        self._reading = None
        if (span.first, span.last) != self._read:
            return
        self.state.take(span)
        if self.state.chosen < 0 and self.state.entries(self.state.day):
            self.state.chosen = 0
        self.grid.refresh()
        self.reloaded.emit(len(span.entries))
        # The calendars of countries are slow to load; what the user does must not wait for them.
        countries = span.countries[:_COUNTRIES]
        self._desk.run(order_calendar.days_off, span.first, span.last, countries, on_done=self._off, owner=self)

    def _off(self, off: DaysOff) -> None:
        self.state.off = off
        self.grid.refresh()

    # -- walking -------------------------------------------------------------------------------------------------------

    def show_mode(self, mode: str) -> None:
        """Show a month or a week; the choice is remembered."""
        self.state.mode = mode
        self.modes[mode].setChecked(True)
        self._desk.settings.remember("orders.calendar", mode)
        self.grid.verticalScrollBar().setValue(0)
        self._walked()
        self.take_focus()

    def take_focus(self) -> None:
        """The keyboard is in the grid."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_week(self, day: date) -> None:
        self.state.go(day)
        self.show_mode("week")

    def _leaf(self, by: int) -> None:
        self.state.leaf(by)
        self._walked()

    def _to_today(self) -> None:
        self.state.go(self.state.today)
        self._walked()

    def _walked(self) -> None:
        """Read the days shown if they are others now."""
        if (self.state.first, self.state.last) != self._read:
            self.show_query(self._finding.query)
        self.grid.refresh()
