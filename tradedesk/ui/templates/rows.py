"""Lists of this page: the templates under their kinds, and the facts under their groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets import paint_chip, paint_rounded_ground, plain_tooltip
from tradedesk.ui.widgets.painting import elided

_ROW = int(Qt.ItemDataRole.UserRole)
_L = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_PADDING = 10

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """One row: what is chosen, its words, below chips as (words, role) and muted words, and what is read.

    ``faint``: the words below say only that there is nothing; ``tip`` is shown while the mouse rests on it.
    """

    key: str
    text: str
    soft: str = ""
    chips: tuple[tuple[str, str], ...] = ()
    spoken: str = ""
    faint: bool = False
    tip: str = ""


@dataclass(frozen=True)
class Heading:
    """Words above the rows that belong together."""

    text: str


def row_of(item: QListWidgetItem) -> Row | Heading:
    """What an item of a list shows."""
    row = item.data(_ROW)
    assert isinstance(row, (Row, Heading))
    return row


class _Delegate(QStyledItemDelegate):
    """Rounded rows of one line or two, headings small and muted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Headings 28 px, rows 32 px, with a second line 48."""
        row = index.data(_ROW)
        if isinstance(row, Heading):
            return QSize(60, 28)
        return QSize(60, 48 if row is not None and (row.soft or row.chips) else 32)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading or a row."""
        row = index.data(_ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            font = QFont(option.font)
            font.setPixelSize(SMALL)
            painter.setFont(font)
            painter.setPen(QColor(tokens().muted))
            painter.drawText(option.rect.adjusted(_PADDING, 4, -_PADDING, 0), _L, row.text)
        elif row is not None:
            self._paint_row(painter, option, row)
        painter.restore()

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        colors = tokens()
        area = option.rect.adjusted(0, 0, 0, -1)
        chosen = paint_rounded_ground(painter, option, area)
        line = area.adjusted(_PADDING, 0, -8, 0)
        if row.soft or row.chips:
            line = QRect(line.left(), line.top() + 4, line.width(), 20)
            self._paint_below(painter, option, line.translated(0, 20), row)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colors.accent if chosen else colors.text))
        painter.drawText(line, _L, elided(painter.fontMetrics(), row.text, line.width()))

    def _paint_below(self, painter: QPainter, option: QStyleOptionViewItem, line: QRect, row: Row) -> None:
        """The second line: chips, then muted words."""
        small = QFont(option.font)
        small.setPixelSize(SMALL)
        painter.setFont(small)
        for text, role in row.chips:
            line.setLeft(line.left() + paint_chip(painter, line.left(), line.center().y() + 1, text, role) + 5)
        small.setItalic(row.faint)
        painter.setFont(small)
        painter.setPen(QColor(tokens().muted))
        painter.drawText(line, _L, elided(painter.fontMetrics(), row.soft, line.width()))


class Rows(QListWidget):
    """Rows under headings. ``picked`` tells the key of the current row, ``opened`` that of Enter or a double click."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.setStyleSheet("QListWidget { background: transparent; }")
        self._showing = False
        self.currentItemChanged.connect(lambda *_: None if self._showing else self._tell())
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(_ROW).key))

    def show_rows(self, rows: Iterable[Row | Heading]) -> None:
        """Show these; the current key stays current where it is still there."""
        wanted = list(rows)
        if wanted == [self.item(at).data(_ROW) for at in range(self.count())]:
            return
        kept, self._showing = self.current_key(), True
        self.clear()
        for row in wanted:
            item = QListWidgetItem(row.text)
            item.setData(_ROW, row)
            if isinstance(row, Heading):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            else:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken or row.text)
                item.setToolTip(plain_tooltip(row.tip) if row.tip else "")
            self.addItem(item)
        self.set_current(kept)
        self._showing = False

    def set_current(self, key: str) -> None:
        """Make a row current without telling."""
        before, self._showing = self._showing, True
        for at in range(self.count()):
            row = self.item(at).data(_ROW)
            if isinstance(row, Row) and row.key == key:
                self.setCurrentRow(at)
        self._showing = before

    def set_first_current(self) -> None:
        """Make the first row current, not the heading above it."""
        keys = [row.key for row in self.rows() if isinstance(row, Row)]
        if keys:
            self.set_current(keys[0])

    def current_key(self) -> str:
        """The key of the current row, or empty."""
        item = self.currentItem()
        row = item.data(_ROW) if item is not None else None
        return row.key if isinstance(row, Row) else ""

    def rows(self) -> list[Row | Heading]:
        """What is shown."""
        return [self.item(at).data(_ROW) for at in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.current_key():
            self.opened.emit(self.current_key())
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        if self.current_key():
            self.picked.emit(self.current_key())
