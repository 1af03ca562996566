"""A day: typed in any plain way, moved with Up and Down, or picked from a calendar (Alt+Down)."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from tradedesk.domain.cells import parse_day
from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.widgets.saved import SavedLine
from tradedesk.ui.wording import formats, language, tr


class DayField(SavedLine):
    """One line that holds a day with its year; what was typed stays as it is until it is saved."""

    #: A day was picked from the calendar or moved to with the keys.
    picked = Signal()

    def __init__(self, today: date, latest: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(tr("No day"), parent)
        self._today, self._latest = today, latest
        self._calendar: QFrame | None = None
        self._open = QAction(icons.icon("calendar", "muted"), tr("Calendar"), self)
        self._open.triggered.connect(self.show_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)

    def day(self) -> date | None:
        """The day that stands there, None when there is none or it cannot be read."""
        found = parse_day(self.text()) if self.text().strip() else None
        return found if isinstance(found, date) else None

    def show_day(self, day: date | None) -> None:
        """Put a day there, or nothing."""
        self.setText("" if day is None else formats.day(day, date.min))
        self.setCursorPosition(0)

    def set_today(self, today: date, latest: date | None = None) -> None:
        """Say which day it is and, where the field takes none after it, which is the last one."""
        self._today, self._latest = today, latest

    def show_calendar(self) -> None:
        """Open the calendar at the day that stands there, else today."""
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setProperty("card", True)
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(frame)
        calendar.setAccessibleName(tr("Calendar"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(tokens().muted))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, quiet)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setLocale(QLocale(language()))
        if self._latest is not None:
            calendar.setMaximumDate(_qdate(self._latest))
        calendar.setSelectedDate(_qdate(self.day() or self._today))
        calendar.activated.connect(lambda chosen: self._take(frame, chosen))
        calendar.clicked.connect(lambda chosen: self._take(frame, chosen))
        column = QVBoxLayout(frame)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(calendar)
        frame.adjustSize()
        frame.move(self.mapToGlobal(self.rect().bottomLeft()))
        frame.show()
        calendar.setFocus()
        self._calendar = frame

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move by a day, with Ctrl by a week; Alt+Down opens the calendar."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.show_calendar()
            return
        days = step * (7 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1)
        moved = (self.day() or self._today) + timedelta(days=days if self.day() else 0)
        self.show_day(min(moved, self._latest) if self._latest else moved)
        self.picked.emit()

    def _take(self, frame: QFrame, chosen: QDate) -> None:
        self.show_day(date(chosen.year(), chosen.month(), chosen.day()))
        frame.close()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.picked.emit()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
