"""The messages of one order over every channel, one line each; a point to confirm is answered from its chip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tradedesk.ui.orders.message_state import MessageLine
from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets import ROW, plain_tooltip
from tradedesk.ui.widgets.painting import elided, paint_chip
from tradedesk.ui.wording import tr

Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 55
#: So many rows are always seen at once; more where there is room, and the others are scrolled to.
_MOST = 8
_WHEN = 42
_V = Qt.AlignmentFlag.AlignVCenter
_L = int(Qt.AlignmentFlag.AlignLeft | _V)


class MessageModel(QAbstractListModel):
    """The lines of one order: all of them, they are few."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[MessageLine, ...] = ()

    def show_lines(self, lines: Sequence[MessageLine]) -> None:
        """Show these lines instead."""
        if tuple(lines) != self.lines:
            self.beginResetModel()
            self.lines = tuple(lines)
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a line."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line itself, and its words for whoever hears them."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == ROW:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join(part for part in (line.title, line.detail) if part))
        return None


class _Delegate(QStyledItemDelegate):
    """Icon, moment, subject over the people, and a chip at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The fixed height."""
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line = index.data(ROW)
        if line is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, rect = tokens(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colors.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colors.hover))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colors.line))
        painter.drawPixmap(rect.left() + 14, rect.center().y() - 8, icons.pixmap(line.icon, "muted", 16))
        self._paint_words(painter, option, line)
        chip = chip_area(rect, line, option.font)
        if line.chip:
            painter.setFont(option.font)
            paint_chip(painter, chip.left(), rect.center().y() + 1, line.chip, line.role)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colors.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -3))
        painter.restore()

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, line: MessageLine) -> None:
        colors, rect = tokens(), option.rect
        small, medium = QFont(option.font), QFont(option.font)
        small.setPixelSize(SMALL)
        medium.setWeight(QFont.Weight.Medium)
        when = QFontMetrics(small).horizontalAdvance("28 Nov 2026 00:00") + 4
        painter.setFont(small)
        painter.setPen(QColor(colors.muted))
        painter.drawText(QRect(rect.left() + _WHEN, rect.top(), when, rect.height() - 1), _L, line.when)
        left = rect.left() + _WHEN + when + 6
        width = chip_area(rect, line, option.font).left() - left - 10
        lower = QRect(left, rect.top() + 28, width, 18)
        painter.drawText(lower, _L, elided(QFontMetrics(small), line.detail, width))
        painter.setFont(medium)
        painter.setPen(QColor(colors.text))
        upper = QRect(left, rect.top() + 8, width, 20) if line.detail else QRect(left, rect.top(), width, _HEIGHT - 1)
        painter.drawText(upper, _L, elided(QFontMetrics(medium), line.title, width))


def chip_area(rect: QRect, line: MessageLine, font: QFont) -> QRect:
    """Where the chip of a line stands."""
    small = QFont(font)
    small.setPixelSize(SMALL)
    width = QFontMetrics(small).horizontalAdvance(line.chip) + 14 if line.chip else 0
    return QRect(rect.right() - 14 - width, rect.center().y() - 11, width, 22)


class MessageView(QListView):
    """The list; a click or Enter opens an entry, a click on the chip (or Ctrl+Return) confirms its point."""

    opened = Signal(int)
    point_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = MessageModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Messages on this order"))

    def show_lines(self, lines: Sequence[MessageLine]) -> None:
        """Show these lines; the current one stays current."""
        current = self.current()
        self.lines.show_lines(lines)
        rows = [line.id for line in self.lines.lines]
        if current is not None and current.id in rows:
            self.setCurrentIndex(self.lines.index(rows.index(current.id)))
        self.setMinimumHeight(self.sizeHint().height())
        self.setMaximumHeight(len(rows) * _HEIGHT)

    def sizeHint(self) -> QSize:
        """As high as the rows that are always seen."""
        return QSize(super().sizeHint().width(), min(self.lines.rowCount(), _MOST) * _HEIGHT)

    def current(self) -> MessageLine | None:
        """The line that has the focus."""
        found = self.currentIndex().data(ROW)
        return found if isinstance(found, MessageLine) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+Enter confirms the point."""
        line = self.current()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or line is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and line.point_id is not None:
            self.point_chosen.emit(line.point_id)
        else:
            self.opened.emit(line.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Over something that can be pressed there is a hand."""
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the chip confirms the point, anywhere else it opens the entry."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        index = self.indexAt(place)
        line = index.data(ROW)
        if not isinstance(line, MessageLine):
            return
        if line.point_id is not None and self.chip_rect(index).contains(place):
            self.point_chosen.emit(line.point_id)
        else:
            self.opened.emit(line.id)

    def chip_rect(self, index: Index) -> QRect:
        """Where the chip of a row stands in the viewport."""
        line = index.data(ROW)
        return chip_area(self.visualRect(index), line, self.font()) if line is not None else QRect(QPoint(), QSize())
