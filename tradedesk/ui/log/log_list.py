"""The rows of the log: painted, so that a million of them scroll."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tradedesk.services.log import LogRow
from tradedesk.ui.log.words import Chip, EntryLine
from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets import ROW, ListView, TwoLines, WindowModel, paint_chip
from tradedesk.ui.widgets.painting import elided, paint_keyboard_frame

Index = QModelIndex | QPersistentModelIndex
_ROW = 56
_EDGE = 14
_WHEN = 98
_TEXT = _EDGE + 16 + 20 + _WHEN
_L = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LogList(ListView):
    """The list; ``line`` makes a row's words."""

    def __init__(self, model: WindowModel, line: Callable[[LogRow], EntryLine], parent: QWidget | None = None) -> None:
        super().__init__(model, lambda row: TwoLines(row.subject), parent)
        self.setItemDelegate(_EntryDelegate(line, self))


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, line: Callable[[LogRow], EntryLine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The fixed height."""
        return QSize(320, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row; a bar where it has not arrived yet."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        row, area = index.data(ROW), option.rect
        if row is None:
            bar = QRect(area.left() + _TEXT, area.center().y() - 4, 160, 8)
            painter.fillRect(bar, QColor(tokens().neutral_bg))
        else:
            line = self._line(row)
            self._left(painter, option, line)
            right = self._chips(painter, option, line.chips)
            self._texts(
                painter, option, QRect(area.left() + _TEXT, area.top(), right - area.left() - _TEXT - 8, 0), line
            )
        paint_keyboard_frame(painter, option)
        painter.restore()

    @staticmethod
    def _ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
        colors, row = tokens(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, QColor(colors.accent_soft))
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), QColor(colors.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, QColor(colors.hover))
        painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), QColor(colors.line))

    @staticmethod
    def _left(painter: QPainter, option: QStyleOptionViewItem, line: EntryLine) -> None:
        """The channel, which way it went, and when."""
        row = option.rect
        left, middle = row.left() + _EDGE, row.center().y()
        painter.drawPixmap(left, middle - 8, icons.pixmap(line.icon, "muted"))
        if line.arrow:
            painter.drawPixmap(left + 18, middle - 5, icons.pixmap(line.arrow, "faint", 11))
        painter.setFont(_small(option))
        painter.setPen(QColor(tokens().muted))
        painter.drawText(QRect(left + 36, row.top(), _WHEN, row.height()), int(_L), line.when)

    @staticmethod
    def _chips(painter: QPainter, option: QStyleOptionViewItem, chips: tuple[Chip, ...]) -> int:
        """Paint the chips from the right; returns where they begin."""
        row = option.rect
        metrics = QFontMetrics(_small(option))
        right = row.right() - _EDGE
        for words, role in reversed(chips):
            left = right - metrics.horizontalAdvance(words) - 14
            painter.setFont(option.font)
            paint_chip(painter, left, row.center().y() + 1, words, role)
            right = left - 6
        return right

    @staticmethod
    def _texts(painter: QPainter, option: QStyleOptionViewItem, area: QRect, line: EntryLine) -> None:
        colors = tokens()
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.Medium)
        for font, color, text, top in (
            (strong, colors.text, line.title, 9),
            (_small(option), colors.muted, line.detail, 28),
        ):
            painter.setFont(font)
            painter.setPen(QColor(color))
            shown = elided(QFontMetrics(font), text, area.width())
            painter.drawText(QRect(area.left(), area.top() + top, area.width(), 19), int(_L), shown)


def _small(option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setPixelSize(SMALL)
    return font
