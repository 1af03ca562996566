"""The grid of the calendar: a month of weeks or one week, painted; entries are chosen, opened and carried."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip, QWidget

from tradedesk.services.order_calendar import Entry, is_movable
from tradedesk.ui.orders import calendar_words
from tradedesk.ui.orders.calendar_paint import HEAD, LINE, TOP, paint_calendar
from tradedesk.ui.orders.calendar_state import WEEK, CalendarState
from tradedesk.ui.theme import signals
from tradedesk.ui.widgets import plain_tooltip
from tradedesk.ui.wording import tr


class Place(NamedTuple):
    """Where something is in the grid: its day, and the number of its entry (-1: none; -2: "more")."""

    day: date
    entry: int


class CalendarGrid(QAbstractScrollArea):
    """Renders a ``CalendarState``; the state is changed by keys and clicks alone."""

    opened = Signal(int)
    #: Another day or entry is current; the days shown may be others.
    walked = Signal()
    #: More stands on a day than is shown.
    more_requested = Signal(date)
    #: An entry is to be moved to a day.
    move_requested = Signal(object, date)

    def __init__(self, state: CalendarState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Calendar"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.carried: Entry | None = None
        self.carried_to: QPoint | None = None
        self._pressed: QPoint | None = None
        signals.changed.connect(self.viewport().update)

    # -- geometry ------------------------------------------------------------------------------------------------------

    def cell(self, day: date) -> QRect:
        """Where a day stands in the viewport."""
        number = (day - self.state.first).days
        week, weekday = divmod(number, WEEK)
        area = self.viewport().rect()
        left, right = area.width() * weekday // WEEK, area.width() * (weekday + 1) // WEEK
        if self.state.mode == "week":
            return QRect(left, HEAD, right - left, area.height() - HEAD)
        room = area.height() - HEAD
        top, bottom = HEAD + room * week // self.state.weeks, HEAD + room * (week + 1) // self.state.weeks
        return QRect(left, top, right - left, bottom - top)

    def room(self, day: date) -> int:
        """How many lines of entries a day has room for; in a week as many as there are."""
        if self.state.mode == "week":
            return len(self.state.entries(day))
        return max((self.cell(day).height() - TOP - 2) // LINE, 1)

    def shown(self, day: date) -> range:
        """Which entries of a day are shown; the current one always is."""
        every, room = len(self.state.entries(day)), self.room(day)
        if every <= room:
            return range(every)
        start = max(0, self.state.chosen - room + 2) if day == self.state.day else 0
        start = min(start, every - room + 1)
        return range(start, start + room - 1)

    def line(self, day: date, number: int) -> QRect:
        """Where an entry stands in the viewport."""
        cell = self.cell(day)
        place = number - self.shown(day).start
        scrolled = self.verticalScrollBar().value() if self.state.mode == "week" else 0
        return QRect(cell.left() + 4, cell.top() + TOP + place * LINE - scrolled, cell.width() - 8, LINE - 2)

    def place_at(self, point: QPoint) -> Place | None:
        """What stands at a point of the viewport."""
        area = self.viewport().rect()
        if not area.contains(point) or point.y() < HEAD:
            return None
        weekday = min(point.x() * WEEK // max(area.width(), 1), WEEK - 1)
        weeks = self.state.weeks
        week = 0 if weeks == 1 else min((point.y() - HEAD) * weeks // max(area.height() - HEAD, 1), weeks - 1)
        day = self.state.day_at(week, weekday)
        shown = self.shown(day)
        for number in shown:
            if self.line(day, number).contains(point):
                return Place(day, number)
        hidden = len(self.state.entries(day)) > len(shown)
        below = self.line(day, shown.stop).top() if hidden else area.height()
        return Place(day, -2 if hidden and point.y() >= below else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for lines."""
        super().resizeEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """The state has changed: paint it, and say where the keyboard is."""
        state, bar = self.state, self.verticalScrollBar()
        most = 0
        if state.mode == "week" and state.day > date.min:
            longest = max(len(state.entries(state.day_at(0, weekday))) for weekday in range(WEEK))
            most = max(0, HEAD + TOP + longest * LINE + 8 - self.viewport().height())
        bar.setRange(0, most)
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(LINE)
        if state.day > date.min:
            self.setAccessibleDescription(calendar_words.day_spoken(state))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint what is seen."""
        if self.state.day == date.min:
            return
        painter = QPainter(self.viewport())
        paint_calendar(painter, self)
        painter.end()

    # -- keys ----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over days and entries, with Ctrl they move the entry; pages leaf, Home leads to today."""
        key, state = Qt.Key(event.key()), self.state
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}.get(key)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return
        if days is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._push(days)
            return
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif days is not None:
            state.step(days)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            state.leaf(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            state.go(state.today)
        elif key == Qt.Key.Key_Escape and self.carried is not None:
            self._let_go()
        else:
            super().keyPressEvent(event)
            return
        self._walked()

    def _walk(self, by: int) -> None:
        """To the neighbouring entry of the day; at its end to the week below or above, in a week nowhere."""
        if self.state.walk(by):
            return
        if self.state.mode == "month":
            self.state.step(by * WEEK)
            if by < 0:
                self.state.chosen = len(self.state.entries(self.state.day)) - 1

    def _push(self, days: int) -> None:
        from datetime import timedelta

        entry = self.state.entry
        if entry is not None:
            self.move_requested.emit(entry, entry.day + timedelta(days=days))

    def _open(self) -> None:
        entry = self.state.entry
        if entry is not None:
            self.opened.emit(entry.order_id)

    def _walked(self) -> None:
        state = self.state
        if state.mode == "week" and state.entry is not None:
            bar, line = self.verticalScrollBar(), self.line(state.day, state.chosen)
            if line.bottom() > self.viewport().height():
                bar.setValue(bar.value() + line.bottom() - self.viewport().height() + 4)
            elif line.top() < HEAD + TOP:
                bar.setValue(bar.value() - (HEAD + TOP - line.top()))
        self.refresh()
        self.walked.emit()

    # -- the mouse -----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a day or an entry; an entry may be carried from here."""
        self._pressed = event.position().toPoint()
        place = self.place_at(self._pressed)
        if place is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self.state.day, self.state.chosen = place.day, max(place.entry, -1)
        self.refresh()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry an entry once it was moved far enough."""
        here = event.position().toPoint()
        place = self.place_at(here)
        over = place is not None and place.entry != -1
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if self.carried is None and (here - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            entry = self.state.entry
            self.carried = entry if entry is not None and is_movable(entry) else None
        if self.carried is not None:
            self.carried_to = here
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let an entry fall on a day, or open what was clicked."""
        pressed, carried = self._pressed, self.carried
        self._let_go()
        place = self.place_at(event.position().toPoint())
        if place is None or pressed is None:
            return
        if carried is not None:
            if place.day != carried.day:
                self.move_requested.emit(carried, place.day)
        elif place == self.place_at(pressed):
            if place.entry == -2:
                self.more_requested.emit(place.day)
            elif place.entry >= 0:
                self._open()
            else:
                self.walked.emit()

    def _let_go(self) -> None:
        self._pressed = self.carried = self.carried_to = None
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole of an entry or a holiday that is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(event.pos())
            if place is not None:
                entries = self.state.entries(place.day)
                told = (
                    calendar_words.spoken(entries[place.entry], self.state.today)
                    if place.entry >= 0
                    else "\n".join(map(calendar_words.holiday, self.state.holidays(place.day)))
                )
                QToolTip.showText(event.globalPos(), plain_tooltip(told))
                return True
        return super().viewportEvent(event)
