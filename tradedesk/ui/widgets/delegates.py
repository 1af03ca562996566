"""Painting of rows: two lines with a small badge (the list of customers), and cells of tables with chips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets.painting import elided, paint_chip, paint_keyboard_frame
from tradedesk.ui.widgets.window_model import CHIP, ROW

Index = QModelIndex | QPersistentModelIndex
_V = Qt.AlignmentFlag.AlignVCenter
_L = Qt.AlignmentFlag.AlignLeft | _V
_R = Qt.AlignmentFlag.AlignRight | _V


@dataclass(frozen=True)
class TwoLines:
    """What a two-line row shows: title and, right of it, a few words; below a muted line with a small badge."""

    title: str
    detail: str = ""
    right: str = ""
    badge: str = ""
    badge_role: str = "neutral"


def _ground(painter: QPainter, option: QStyleOptionViewItem, *, mark: bool) -> None:
    colors = tokens()
    rect = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(colors.accent_soft))
        if mark:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colors.accent))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(colors.hover))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colors.line))


class TwoLineDelegate(QStyledItemDelegate):
    """Rows of 58 px: title, sub line, right text, badge; a bar where the row has not arrived yet."""

    HEIGHT = 58

    def __init__(self, lines: Callable[[Any], TwoLines], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The fixed height."""
        return QSize(120, self.HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, option, mark=True)
        row = index.data(ROW)
        area = option.rect.adjusted(14, 10, -14, -9)
        if row is None:
            painter.fillRect(QRect(area.left(), area.top() + 5, 120, 8), QColor(tokens().neutral_bg))
        else:
            self._paint_lines(painter, option, area, self._lines(row))
        paint_keyboard_frame(painter, option)
        painter.restore()

    def _paint_lines(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, lines: TwoLines) -> None:
        colors = tokens()
        upper = QRect(area.left(), area.top(), area.width(), 19)
        lower = QRect(area.left(), area.top() + 20, area.width(), 18)
        small = QFont(option.font)
        small.setPixelSize(SMALL)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.setPen(QColor(colors.muted))
        painter.drawText(upper, int(_R), lines.right)
        room = metrics.horizontalAdvance(lines.right) + 10 if lines.right else 0
        badge_room = metrics.horizontalAdvance(lines.badge) + 24 if lines.badge else 0
        detail = elided(metrics, lines.detail, lower.width() - badge_room)
        painter.drawText(lower, int(_L), detail)
        if lines.badge:
            left = lower.left() + metrics.horizontalAdvance(detail) + (10 if detail else 0)
            paint_chip(painter, left, lower.center().y() + 1, lines.badge, lines.badge_role)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(colors.text))
        title = elided(QFontMetrics(bold), lines.title, upper.width() - room)
        painter.drawText(upper, int(_L), title)


class CellDelegate(QStyledItemDelegate):
    """Cells of a table: one line of text, a chip where the column gives one."""

    def __init__(self, height: int = 36, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The fixed height."""
        return QSize(60, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        _ground(painter, option, mark=False)
        area = option.rect.adjusted(10, 0, -10, 0)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if text is None:
            painter.fillRect(
                QRect(area.left(), area.center().y() - 3, min(60, area.width()), 7), QColor(tokens().neutral_bg)
            )
        elif text:
            self._paint_text(painter, option, index, area, text)
        paint_keyboard_frame(painter, option)
        painter.restore()

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, area: QRect, text: str
    ) -> None:
        chip = index.data(CHIP)
        painter.setFont(option.font)
        if chip:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_chip(painter, area.left(), area.center().y() + 1, text, chip, area.width())
            return
        painter.setPen(QColor(tokens().text))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        shown = elided(option.fontMetrics, text, area.width())
        painter.drawText(area, int(align) if align is not None else int(_L), shown)
