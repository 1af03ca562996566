"""Painting the calendar: days off shaded, entries as chips, the current day and entry marked."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from tradedesk.services.order_calendar import Entry
from tradedesk.ui.orders import calendar_words
from tradedesk.ui.orders.calendar_state import WEEK, CalendarState
from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.tokens import SMALL, TINY
from tradedesk.ui.widgets.painting import elided
from tradedesk.ui.wording import formats, joined, trn

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
    faces = Faces.of(grid.font())
    painter.fillRect(grid.viewport().rect(), QColor(tokens().raised))
    days = [grid.state.day_at(week, weekday) for week in range(grid.state.weeks) for weekday in range(WEEK)]
    cells = [(day, grid.cell(day)) for day in days]
    for day, cell in cells:
        _paint_ground(painter, grid, day, cell)
    for day in days:
        _paint_entries(painter, grid, day, faces.tiny)
    for day, cell in cells:
        _paint_number(painter, grid, day, cell, faces)
    _paint_weekdays(painter, grid, faces.small)
    if grid.carried is not None and grid.carried_to is not None:
        _paint_carried(painter, grid, grid.carried, grid.carried_to, faces.tiny)


class Face(NamedTuple):
    """A font with its measures."""

    font: QFont
    measures: QFontMetrics

    @classmethod
    def of(cls, base: QFont, pixels: int, *, bold: bool = False) -> Face:
        """The body's font in another size."""
        font = QFont(base)
        font.setPixelSize(pixels)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return cls(font, QFontMetrics(font))


class Faces(NamedTuple):
    """The fonts of one painting, made once: each is used a hundred times."""

    tiny: Face
    small: Face
    bold: Face

    @classmethod
    def of(cls, base: QFont) -> Faces:
        """For entries, for the days, and for today."""
        return cls(Face.of(base, TINY), Face.of(base, SMALL), Face.of(base, SMALL, bold=True))


def _text(painter: QPainter, area: QRect, words: str, color: str, face: Face, align: int = _L) -> None:
    painter.setFont(face.font)
    painter.setPen(QColor(color))
    painter.drawText(area, align, elided(face.measures, words, area.width()))


def _paint_weekdays(painter: QPainter, grid: Grid, face: Face) -> None:
    colors = tokens()
    width = grid.viewport().width()
    painter.fillRect(QRect(0, 0, width, HEAD), QColor(colors.raised))
    for weekday in range(WEEK):
        day = grid.state.day_at(0, weekday)
        cell = grid.cell(day)
        area = QRect(cell.left() + 8, 0, cell.width() - 12, HEAD)
        _text(painter, area, formats.weekday(day), colors.muted, face)
    painter.fillRect(QRect(0, HEAD - 1, width, 1), QColor(colors.line))


def _paint_ground(painter: QPainter, grid: Grid, day: date, cell: QRect) -> None:
    colors, state = tokens(), grid.state
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


def _paint_number(painter: QPainter, grid: Grid, day: date, cell: QRect, faces: Faces) -> None:
    colors, state = tokens(), grid.state
    if state.mode == "week":
        # The entries scroll below the day.
        ground = colors.raised if not state.is_off(day) else colors.window if not colors.dark else colors.rail
        if not state.holidays(day):
            painter.fillRect(QRect(cell.left() + 1, cell.top() + 1, cell.width() - 3, TOP - 4), QColor(ground))
    number = formats.day(day, state.day) if day.day == 1 or state.mode == "week" else str(day.day)
    face = faces.bold if day == state.today else faces.small
    width = face.measures.horizontalAdvance(number)
    area = QRect(cell.left() + 8, cell.top() + 3, width + 2, 18)
    outside = state.mode == "month" and day.month != state.day.month
    if day == state.today:
        pill = QRectF(area.left() - 6, area.top(), width + 12, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.accent))
        painter.drawRoundedRect(pill, 9, 9)
    color = colors.on_accent if day == state.today else colors.muted if outside else colors.text
    _text(painter, area, number, color, face)
    holidays = state.holidays(day)
    if holidays:
        told = joined(map(calendar_words.holiday, holidays))
        own = any(each.own for each in holidays)
        room = QRect(area.right() + 10, area.top(), cell.right() - area.right() - 14, 18)
        _text(painter, room, told, colors.warn if own else colors.personal, faces.tiny, _R)


def _paint_entries(painter: QPainter, grid: Grid, day: date, face: Face) -> None:
    colors, state = tokens(), grid.state
    entries = state.entries(day)
    if not entries:
        return
    shown, bottom = grid.shown(day), grid.viewport().height()
    box = grid.line(day, shown.start)
    for number in shown:
        if box.bottom() >= HEAD and box.top() <= bottom:
            current = day == state.day and number == state.chosen and grid.hasFocus()
            _paint_entry(painter, box, entries[number], face, current=current)
        box = box.translated(0, LINE)
    hidden = len(entries) - len(shown)
    if hidden > 0:
        _text(painter, box.adjusted(6, 0, 0, 0), trn("{n} more", "{n} more", hidden), colors.muted, face)


def _paint_entry(painter: QPainter, box: QRect, entry: Entry, face: Face, *, current: bool) -> None:
    colors, role = tokens(), calendar_words.role(entry)
    painter.setPen(QPen(QColor(colors.focus), 1.4) if current else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.color(f"{role}_bg")))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    _text(painter, box.adjusted(6, 0, -4, 0), calendar_words.line(entry), colors.color(role), face)


def _paint_carried(painter: QPainter, grid: Grid, entry: Entry, place: QPoint, face: Face) -> None:
    width = grid.viewport().width() // WEEK - 8
    painter.setOpacity(0.9)
    _paint_entry(painter, QRect(place.x() - 20, place.y() - LINE // 2, width, LINE - 2), entry, face, current=True)
    painter.setOpacity(1.0)
