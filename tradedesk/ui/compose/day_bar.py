"""The reader's day as a bar: working hours, those shared with the user, and the present moment."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from tradedesk.services.draft_view import TheirDay
from tradedesk.ui.theme import tokens


class DayBar(QWidget):
    """From the user's midnight to midnight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: TheirDay | None = None
        self.setFixedHeight(34)

    def show_day(self, day: TheirDay, spoken: str) -> None:
        """Show this day; ``spoken`` is what a screen reader says."""
        self._day = day
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, 34)

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another theme."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the bars and the line of the present."""
        if self._day is None:
            return
        colors = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(0, 4, self.width(), self.height() - 8)
        shape = QPainterPath()
        shape.addRoundedRect(ground, 6, 6)
        painter.setClipPath(shape)
        painter.fillRect(ground, QColor(colors.neutral_bg))
        for bar in self._day.bars:
            color = colors.overlap if bar.kind == "overlap" else colors.hours_strong
            left = bar.start * self.width()
            painter.fillRect(QRectF(left, 4, bar.end * self.width() - left, ground.height()), QColor(color))
        painter.setClipping(False)
        if self._day.marker is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.now))
            painter.drawRect(QRectF(self._day.marker * self.width() - 1, 0, 2, self.height()))
        painter.end()
