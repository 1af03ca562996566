"""The head of the matrix: the purposes' names in two lines, a mark under the pointer for what a column can do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from tradedesk.ui.customers.matrix_model import ADDRESS, LEAD
from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.tokens import SMALL, TINY

HEIGHT = 42
#: Pixels around the longest word, and the least width of a column.
_AROUND, _LEAST = 7, 40
_CENTRE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class MatrixHeader(QHeaderView):
    """Heads in two lines where they need it; a press chooses the column."""

    #: A column's menu is asked for: the section and where, on the screen.
    menu_asked = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Room for two lines."""
        return QSize(super().sizeHint().width(), HEIGHT)

    def least_width(self, section: int) -> int:
        """How wide a purpose's column must be so that no word of its head is cut, in pixels."""
        metrics = QFontMetrics(self._font(section))
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "").split()
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        line = metrics.horizontalAdvance(" ".join(words))
        # In two lines: the longest word, or half of the line where words are short (Chinese has none).
        return max(min(max(longest, line // 2), 96) + _AROUND, _LEAST)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Words, and the line below; a chosen column is tinted."""
        colors = tokens()
        painter.save()
        chosen = logical >= LEAD and self.parentWidget() is not None and self._is_chosen(logical)
        painter.fillRect(rect, QColor(colors.accent_soft if chosen else colors.raised))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colors.line))
        painter.setFont(self._font(logical))
        painter.setPen(QColor(colors.accent if chosen else colors.muted))
        text = str(self.model().headerData(logical, Qt.Orientation.Horizontal) or "")
        if logical < LEAD:
            left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(rect.adjusted(12, 0, -2, 0), left, text)
        else:
            painter.drawText(rect.adjusted(1, 0, -1, 0), _CENTRE, text)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Over what is scrolled sideways the head of the addresses stays."""
        super().paintEvent(event)
        if self.offset() > 0:
            painter = QPainter(self.viewport())
            rect = QRect(0, 0, self.sectionSize(ADDRESS), self.viewport().height())
            self.paintSection(painter, rect, ADDRESS)
            painter.fillRect(rect.adjusted(rect.width() - 1, 0, 0, 0), QColor(tokens().line_strong))
            painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What a column can do."""
        section = self.logicalIndexAt(event.pos())
        if section >= LEAD:
            self.menu_asked.emit(section, event.globalPos())

    def _is_chosen(self, section: int) -> bool:
        model = self.selectionModel()
        return model is not None and model.isColumnSelected(section)

    def _font(self, section: int) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(SMALL if section < LEAD else TINY)
        font.setWeight(QFont.Weight.Medium)
        return font
