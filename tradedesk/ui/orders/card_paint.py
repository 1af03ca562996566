"""Painting one order as a card of the board."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tradedesk.domain.money import Money
from tradedesk.services.order_board import Card
from tradedesk.services.order_finding import OrderRow
from tradedesk.ui.orders import view_words, words
from tradedesk.ui.theme import tokens
from tradedesk.ui.theme.tokens import SMALL, TINY
from tradedesk.ui.widgets import ROW, paint_chip
from tradedesk.ui.widgets.painting import elided
from tradedesk.ui.wording import tr

Index = QModelIndex | QPersistentModelIndex
_V = Qt.AlignmentFlag.AlignVCenter
_L, _R = int(Qt.AlignmentFlag.AlignLeft | _V), int(Qt.AlignmentFlag.AlignRight | _V)

#: Height of a card and the room below it.
HEIGHT, GAP = 116, 8
#: Room beside a card within its column, and within the card.
_SIDE, _IN = 4, 8
_FACE = 20
#: Less room than this says nothing.
_LITTLE = 24


class CardDelegate(QStyledItemDelegate):
    """Customer, number, goods, what comes next, worth; who does it as initials.

    A word that the customer is owed now stands instead of what comes next. Why it does not run as usual, or else money
    that is late, stands before the goods as a chip; where both are, the worth is red.
    """

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The fixed height."""
        return QSize(100, HEIGHT + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = tokens()
        card = option.rect.adjusted(_SIDE, 0, -_SIDE, -GAP)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_Active)
        edge = colors.focus if focused else colors.line_strong if chosen else colors.line
        painter.setPen(QPen(QColor(edge), 2 if focused else 1))
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(QColor(colors.hover if hover and colors.dark else colors.raised))
        painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), 9, 9)
        shown = index.data(ROW)
        inner = card.adjusted(_IN, 9, -_IN, -8)
        if shown is None:
            painter.fillRect(QRect(inner.left(), inner.top() + 4, inner.width() * 2 // 3, 8), QColor(colors.neutral_bg))
        else:
            self._paint_order(painter, option.font, inner, shown)
        painter.restore()

    def _paint_order(self, painter: QPainter, font: QFont, area: QRect, card: Card) -> None:
        colors, today, row = tokens(), self._today(), card.order
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        _line(painter, bold, colors.text, QRect(area.left(), area.top(), area.width(), 19), row.short)
        face = view_words.initials(row.people)
        small = _sized(font, SMALL)
        _line(painter, small, colors.muted, QRect(area.left(), area.top() + 20, area.width(), 17), row.number)
        self._paint_goods(
            painter, font, QRect(area.left(), area.top() + 37, area.width() - (_FACE + 4 if face else 0), 17), row
        )
        if face:
            self._paint_face(painter, font, QRect(area.right() - _FACE + 1, area.top() + 35, _FACE, _FACE), face)
        told, role = view_words.owed(card.owed) or view_words.coming(row, today)
        if told:
            paint_chip(painter, area.left(), area.top() + 67, told, role, area.width() + _IN - 2)
        worth = view_words.plain_money(Money(row.total_minor, row.currency)) if row.total_minor else "—"
        late = bool(row.side_state) and view_words.is_unpaid(row, today)
        place = QRect(area.left(), area.top() + 79, area.width(), 20)
        _line(painter, font, colors.bad if late else colors.text, place, worth)

    def _paint_goods(self, painter: QPainter, font: QFont, area: QRect, row: OrderRow) -> None:
        """What is ordered, behind a word on what is not as it should be."""
        unpaid = (tr("Unpaid"), "bad") if view_words.is_unpaid(row, self._today()) else None
        chip = (words.side(row.side_state), words.SIDE_ROLES[row.side_state]) if row.side_state else unpaid
        if chip is not None:
            painter.setFont(font)
            width = paint_chip(painter, area.left(), area.center().y() + 1, *chip, area.width())
            area = area.adjusted(width + 5, 0, 0, 0)
        if area.width() > _LITTLE:
            _line(painter, _sized(font, SMALL), tokens().muted, area, row.summary or "—")

    def _paint_face(self, painter: QPainter, font: QFont, circle: QRect, face: str) -> None:
        colors = tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.neutral_bg))
        painter.drawEllipse(circle)
        painter.setFont(_sized(font, TINY - 1))
        painter.setPen(QColor(colors.neutral))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, face)


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made


def _line(painter: QPainter, font: QFont, color: str, area: QRect, text: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = elided(QFontMetrics(font), text, area.width())
    painter.drawText(area, _L, shown)
