"""Painting the calendar: days off shaded, entries as chips, the current day and entry marked."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from tradedesk.services.order_calendar import Entry
from tradedesk.ui.orders import calendar_words
from tradedesk.ui.orders.calendar_state import WEEK, CalendarState
from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.tokens import SMALL, TINY
from tradedesk.ui.wording import formats, trn

#: Heights: the weekdays above the grid, the number of a day with its holidays, one line of an entry.
HEAD, TOP, LINE = 28, 26, 20

_V = Qt.AlignmentFlag.AlignVCenter
_L = int(Qt.AlignmentFlag.AlignLeft | _V)
_R = int(Qt.AlignmentFlag.AlignRight | _V)


class Grid(Protocol):
    """What is painted: the state, where its days and entries stand, and what is being carried."""

    state: CalendarState
    carried: Entry | None
    carried_to: QPoint | None

    def cell(self, day: date) -> QRect:
        """Where a day stands."""

    def line(self, day: date, number: int) -> QRect:
        """Where an entry stands."""

    def shown(self, day: date) -> range:
        """Which entries of a day are shown."""

    def viewport(self) -> Any:
        """The widget that is painted on."""

    def font(self) -> QFont:
        """The font of the body."""

    def hasFocus(self) -> bool:
        """Whether the keyboard is here."""


def paint_calendar(painter: QPainter, grid: Grid) -> None:
    """Paint the grid into its viewport."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    base = grid.font()
    painter.fillRect(grid.viewport().rect(), QColor(tokens().raised))
    days = [grid.state.day_at(week, weekday) for week in range(grid.state.weeks) for weekday in range(WEEK)]
    for day in days:
        _paint_ground(painter, grid, day)
    for day in days:
        _paint_entries(painter, grid, day, base)
    for day in days:
        _paint_number(painter, grid, day, base)
    _paint_weekdays(painter, grid, base)
    if grid.carried is not None and grid.carried_to is not None:
        _paint_carried(painter, grid, grid.carried, grid.carried_to, base)


def _sized(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _text(painter: QPainter, area: QRect, words: str, color: str, font: QFont, align: int = _L) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, align, shown)


def _paint_weekdays(painter: QPainter, grid: Grid, base: QFont) -> None:
    colors = tokens()
    width = grid.viewport().width()
    painter.fillRect(QRect(0, 0, width, HEAD), QColor(colors.raised))
    for weekday in range(WEEK):
        day = grid.state.day_at(0, weekday)
        cell = grid.cell(day)
        area = QRect(cell.left() + 8, 0, cell.width() - 12, HEAD)
        _text(painter, area, formats.weekday(day), colors.muted, _sized(base, SMALL))
    painter.fillRect(QRect(0, HEAD - 1, width, 1), QColor(colors.line))


def _paint_ground(painter: QPainter, grid: Grid, day: date) -> None:
    colors, state, cell = tokens(), grid.state, grid.cell(day)
    if state.is_off(day):
        painter.fillRect(cell, QColor(colors.window if not colors.dark else colors.rail))
    if state.holidays(day):
        own = any(each.own for each in state.holidays(day))
        painter.fillRect(QRect(cell.left(), cell.top(), cell.width(), TOP - 3),
                         QColor(colors.warn_bg if own else colors.personal_bg))  # fmt: skip
    if grid.carried_to is not None and cell.contains(grid.carried_to):
        painter.fillRect(cell, QColor(colors.accent_soft))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QColor(colors.line))
    painter.drawLine(cell.right(), cell.top(), cell.right(), cell.bottom())
    painter.drawLine(cell.left(), cell.bottom(), cell.right(), cell.bottom())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if day == state.day and grid.hasFocus():
        painter.setPen(QPen(QColor(colors.focus), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(cell).adjusted(0.5, 0.5, -1.5, -1.5))


def _paint_number(painter: QPainter, grid: Grid, day: date, base: QFont) -> None:
    colors, state, cell = tokens(), grid.state, grid.cell(day)
    if state.mode == "week":
        # The entries scroll below the day.
        ground = colors.raised if not state.is_off(day) else colors.window if not colors.dark else colors.rail
        if not state.holidays(day):
            painter.fillRect(QRect(cell.left() + 1, cell.top() + 1, cell.width() - 3, TOP - 4), QColor(ground))
    number = formats.day(day, state.day) if day.day == 1 or state.mode == "week" else str(day.day)
    font = _sized(base, SMALL, bold=day == state.today)
    width = QFontMetrics(font).horizontalAdvance(number)
    area = QRect(cell.left() + 8, cell.top() + 3, width + 2, 18)
    outside = state.mode == "month" and day.month != state.day.month
    if day == state.today:
        pill = QRectF(area.left() - 6, area.top(), width + 12, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.accent))
        painter.drawRoundedRect(pill, 9, 9)
    color = colors.on_accent if day == state.today else colors.muted if outside else colors.text
    _text(painter, area, number, color, font)
    holidays = state.holidays(day)
    if holidays:
        told = " · ".join(map(calendar_words.holiday, holidays))
        own = any(each.own for each in holidays)
        room = QRect(area.right() + 10, area.top(), cell.right() - area.right() - 14, 18)
        _text(painter, room, told, colors.warn if own else colors.personal, _sized(base, TINY), _R)


def _paint_entries(painter: QPainter, grid: Grid, day: date, base: QFont) -> None:
    colors, state = tokens(), grid.state
    entries, shown = state.entries(day), grid.shown(day)
    bottom = grid.viewport().height()
    for number in shown:
        box = grid.line(day, number)
        if box.bottom() < HEAD or box.top() > bottom:
            continue
        current = day == state.day and number == state.chosen and grid.hasFocus()
        _paint_entry(painter, box, entries[number], base, current=current)
    hidden = len(entries) - len(shown)
    if hidden > 0:
        box = grid.line(day, shown.stop)
        _text(painter, box.adjusted(6, 0, 0, 0), trn("{n} more", "{n} more", hidden), colors.muted, _sized(base, TINY))


def _paint_entry(painter: QPainter, box: QRect, entry: Entry, base: QFont, *, current: bool) -> None:
    colors, role = tokens(), calendar_words.role(entry)
    painter.setPen(QPen(QColor(colors.focus), 1.4) if current else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.color(f"{role}_bg")))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    font = _sized(base, TINY)
    _text(painter, box.adjusted(6, 0, -4, 0), calendar_words.line(entry), colors.color(role), font)


def _paint_carried(painter: QPainter, grid: Grid, entry: Entry, place: QPoint, base: QFont) -> None:
    width = grid.viewport().width() // WEEK - 8
    painter.setOpacity(0.9)
    _paint_entry(painter, QRect(place.x() - 20, place.y() - LINE // 2, width, LINE - 2), entry, base, current=True)
    painter.setOpacity(1.0)
