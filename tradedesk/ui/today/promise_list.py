"""The promises as a list: painted rows with one button each, so that any number of them costs nothing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.theme.tokens import RADIUS, SMALL
from tradedesk.ui.today.words import Line
from tradedesk.ui.widgets import paint_chip, plain_tooltip
from tradedesk.ui.widgets.painting import elided
from tradedesk.ui.wording import joined

Index = QModelIndex | QPersistentModelIndex
LINE = int(Qt.ItemDataRole.UserRole)
_ROW = 55
_EDGE = 14
_BUTTON = QSize(128, 28)
_V = Qt.AlignmentFlag.AlignVCenter
_L = Qt.AlignmentFlag.AlignLeft | _V


class PromiseModel(QAbstractListModel):
    """The lines shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> bool:
        """Show these; False when the promises are the same ones (their words may have changed)."""
        same = [each.promise.key for each in lines] == [each.promise.key for each in self.lines]
        if same:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return False
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        return True

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a promise."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line, its words for a screen reader, or its whole text as a tooltip."""
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return joined((line.title, line.sub, line.chip, line.action, line.due))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join(part for part in (line.title, line.sub, line.due) if part))
        return None


def button_rect(row: QRect) -> QRect:
    """Where the button of a row lies."""
    left = row.right() - _EDGE - _BUTTON.width() + 1
    return QRect(QPoint(left, row.center().y() - _BUTTON.height() // 2), _BUTTON)


class PromiseDelegate(QStyledItemDelegate):
    """Paints icon, title, sub line, chip and button."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The fixed height."""
        return QSize(320, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        line: Line = index.data(LINE)
        view = option.widget
        assert isinstance(view, PromiseList)
        current = view.hasFocus() and index == view.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Not asked of option.state: QStyle's long lists of names would be built before the first paint.
        self._ground(painter, option, current=current, warm=view.warm == index.row())
        row = option.rect
        button = button_rect(row)
        edge = button.left() if line.action else row.right() - _EDGE + 12
        if line.action:
            self._button(painter, option, button, line.action, hot=view.hot == index.row(), focused=current)
        painter.drawPixmap(row.left() + _EDGE, row.center().y() - 8, icons.pixmap(line.icon, line.role))
        edge = self._chip(painter, option, edge - 12, line)
        self._texts(painter, option, QRect(row.left() + 43, row.top(), edge - row.left() - 43 - 10, row.height()), line)
        painter.restore()

    @staticmethod
    def _ground(painter: QPainter, option: QStyleOptionViewItem, *, current: bool, warm: bool) -> None:
        colors, row = tokens(), option.rect
        if current:
            painter.fillRect(row, QColor(colors.accent_soft))
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), QColor(colors.accent))
        elif warm:
            painter.fillRect(row, QColor(colors.hover))
        painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), QColor(colors.line))

    @staticmethod
    def _button(
        painter: QPainter, option: QStyleOptionViewItem, box: QRect, words: str, *, hot: bool, focused: bool
    ) -> None:
        colors = tokens()
        painter.setPen(QPen(QColor(colors.focus if focused else colors.line_strong), 1))
        painter.setBrush(QColor(colors.hover if hot else colors.raised))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        font = QFont(option.font)
        font.setPixelSize(SMALL)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(colors.text))
        shown = elided(QFontMetrics(font), words, box.width() - 12)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)

    @staticmethod
    def _chip(painter: QPainter, option: QStyleOptionViewItem, right: int, line: Line) -> int:
        """Paint the chip so that it ends at ``right``; returns where it begins."""
        font = QFont(option.font)
        font.setPixelSize(SMALL)
        left = right - QFontMetrics(font).horizontalAdvance(line.chip) - 14
        painter.setFont(option.font)
        paint_chip(painter, left, option.rect.center().y() + 1, line.chip, line.role)
        return left

    @staticmethod
    def _texts(painter: QPainter, option: QStyleOptionViewItem, area: QRect, line: Line) -> None:
        colors = tokens()
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.Medium)
        small = QFont(option.font)
        small.setPixelSize(SMALL)
        for font, color, text, top, height in (
            (strong, colors.text, line.title, 9, 19),
            (small, colors.muted, line.sub, 28, 18),
        ):
            painter.setFont(font)
            painter.setPen(QColor(color))
            shown = elided(QFontMetrics(font), text, area.width())
            painter.drawText(QRect(area.left(), area.top() + top, area.width(), height), int(_L), shown)


class PromiseList(QListView):
    """Up and down walk, Enter does the action, Right or a click on the line opens what it is about."""

    acted = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.warm, self.hot = -1, -1
        self._pressed: tuple[int, bool] | None = None
        self.promises = PromiseModel(self)
        self.setModel(self.promises)
        self.setItemDelegate(PromiseDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)

    def show_lines(self, lines: list[Line]) -> None:
        """Show these lines; the current one stays current."""
        at = self.line_at(self.currentIndex())
        if not self.promises.show_lines(lines):
            return
        keys = [each.promise.key for each in lines]
        row = keys.index(at.promise.key) if at is not None and at.promise.key in keys else 0
        self.setCurrentIndex(self.promises.index(row))

    def line_at(self, index: QModelIndex) -> Line | None:
        """The line of a row, None outside."""
        return self.promises.lines[index.row()] if 0 <= index.row() < len(self.promises.lines) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter: the action. Right: what the line is about."""
        line = self.line_at(self.currentIndex())
        if line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.acted if line.action else self.opened).emit(line.promise)
        elif line is not None and event.key() == Qt.Key.Key_Right:
            self.opened.emit(line.promise)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where it began."""
        super().mousePressEvent(event)
        self._pressed = self._hit(event.position().toPoint()) if event.button() == Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the button acts, one on the line opens."""
        super().mouseReleaseEvent(event)
        hit, self._pressed = self._pressed, None
        if hit is None or hit != self._hit(event.position().toPoint()):
            return
        promise = self.promises.lines[hit[0]].promise
        (self.acted if hit[1] else self.opened).emit(promise)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the button under the mouse."""
        super().mouseMoveEvent(event)
        hit = self._hit(event.position().toPoint())
        self._heat(hit)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """No button is under the mouse."""
        super().leaveEvent(event)
        self._heat(None)

    def _heat(self, hit: tuple[int, bool] | None) -> None:
        """The row under the mouse is warm, its button hot when the mouse is on it."""
        warm = hit[0] if hit is not None else -1
        hot = warm if hit is not None and hit[1] else -1
        if (warm, hot) != (self.warm, self.hot):
            self.warm, self.hot = warm, hot
            self.viewport().update()

    def _hit(self, at: QPoint) -> tuple[int, bool] | None:
        """The row at a point and whether its button is there."""
        index = self.indexAt(at)
        line = self.line_at(index)
        if line is None:
            return None
        return index.row(), bool(line.action) and button_rect(self.visualRect(index)).contains(at)
