"""The sections of the settings, as a list one walks with the arrows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.widgets import paint_rounded_ground
from tradedesk.ui.widgets.painting import elided

_KEY = int(Qt.ItemDataRole.UserRole)
_ICON = _KEY + 1


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """36 px."""
        return QSize(60, 36)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint icon and words on a rounded ground."""
        colors = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(0, 0, 0, -2)
        chosen = paint_rounded_ground(painter, option, area)
        drawing = icons.pixmap(index.data(_ICON), "accent" if chosen else "muted", 16)
        painter.drawPixmap(area.left() + 10, area.center().y() - 7, drawing)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colors.accent if chosen else colors.text))
        line = area.adjusted(36, 0, -8, 0)
        text = elided(painter.fontMetrics(), index.data(), line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.restore()


class SectionList(QListWidget):
    """Sections by key; ``picked`` when the user comes to one."""

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.setStyleSheet("QListWidget { padding: 16px 8px 8px 8px; }")
        self._telling = True
        self.currentItemChanged.connect(lambda now, _before: self._tell(now))

    def add_section(self, key: str, text: str, icon: str) -> None:
        """Add a section below the others; the first one is current."""
        self._telling = False
        item = QListWidgetItem(text)
        item.setData(_KEY, key)
        item.setData(_ICON, icon)
        self.addItem(item)
        if self.count() == 1:
            self.setCurrentRow(0)
        self._telling = True

    def set_current(self, key: str) -> None:
        """Make a section current without telling."""
        self._telling = False
        for at in range(self.count()):
            if self.item(at).data(_KEY) == key:
                self.setCurrentRow(at)
        self._telling = True

    def _tell(self, item: QListWidgetItem | None) -> None:
        if self._telling and item is not None:
            self.picked.emit(item.data(_KEY))
