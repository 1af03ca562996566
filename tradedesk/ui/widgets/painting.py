"""What delegates and painted widgets share."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.tokens import RADIUS, SMALL
from tradedesk.ui.wording import apart


def elided(metrics: QFontMetrics, text: str, room: int) -> str:
    """What of a text fits into so many pixels, "…" where it ends; a name written from right to left stays together."""
    return metrics.elidedText(apart(text), Qt.TextElideMode.ElideRight, room)


def paint_chip(painter: QPainter, left: int, middle: int, text: str, role: str, most: int = 400) -> int:
    """Paint a chip centred on ``middle`` from ``left``; returns its width in pixels. Sets the painter's font."""
    font = QFont(painter.font())
    font.setPixelSize(SMALL)
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
    metrics = QFontMetrics(font)
    shown = elided(metrics, text, max(most - 14, 10))
    box = QRect(left, middle - 10, metrics.horizontalAdvance(shown) + 14, 19)
    colors = tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.color(f"{role}_bg")))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(QColor(colors.color(role)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    return box.width()


def paint_keyboard_frame(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The frame inside a row or a cell while it has the keyboard."""
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QColor(tokens().focus))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(option.rect.adjusted(1, 1, -2, -3))


def paint_rounded_ground(painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> bool:
    """The rounded ground of a row that is chosen or under the mouse, and its frame while it has the keyboard.

    All of it inside ``area``: what is painted beyond a row is not wiped away with it. Returns whether it is chosen.
    """
    colors = tokens()
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.accent_soft if chosen else colors.hover))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QColor(colors.focus))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    return chosen
