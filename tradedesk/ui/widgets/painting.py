"""What delegates and painted widgets share."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.tokens import SMALL


def paint_chip(painter: QPainter, left: int, middle: int, text: str, role: str, most: int = 400) -> int:
    """Paint a chip centred on ``middle`` from ``left``; returns its width in pixels. Sets the painter's font."""
    font = QFont(painter.font())
    font.setPixelSize(SMALL)
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(most - 14, 10))
    box = QRect(left, middle - 10, metrics.horizontalAdvance(shown) + 14, 19)
    colors = tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.color(f"{role}_bg")))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(QColor(colors.color(role)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    return box.width()
