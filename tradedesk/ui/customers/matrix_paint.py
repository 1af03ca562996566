"""How the cells of the matrix look: an address in up to three lines, kind and standing, and what a cell says."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tradedesk.domain.purpose import Role
from tradedesk.ui.customers.matrix_model import ADDRESS, FACE, KIND, LEAD, AddressFace, Index, KindFace, RoleFace
from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets import paint_chip
from tradedesk.ui.widgets.painting import elided
from tradedesk.ui.wording.told import term

#: Heights in pixels: of a row, and of one whose address needs two lines.
ROW, TALL = 59, 72
#: Pixels left of an address's words and right of them; left of a chip and right of it.
_BEFORE, _BEHIND = 37, 4
_CHIP_BEFORE, _CHIP_BEHIND = 12, 6
_LINE = 19
_V = Qt.AlignmentFlag.AlignVCenter
_LEFT = int(Qt.AlignmentFlag.AlignLeft | _V)
#: Where an address may go on in the next line: behind these.
_BREAKS = ".-_ ·"


def small(font: QFont) -> QFont:
    """The same font, a little smaller."""
    found = QFont(font)
    found.setPixelSize(SMALL)
    return found


def in_lines(value: str, metrics: QFontMetrics, room: int) -> list[str]:
    """An address in one line where it fits, else in two, broken where it can be read; the second ends in "…"."""
    if metrics.horizontalAdvance(value) <= room:
        return [value]

    def fits(text: str) -> bool:
        return metrics.horizontalAdvance(text) <= room

    # Before the domain rather than within it; where nothing else helps, wherever the line ends.
    before = [at for at, letter in enumerate(value) if letter == "@" and at]
    behind = [at + 1 for at, letter in enumerate(value) if letter in _BREAKS]
    cuts = [at for at in (*before, *reversed(behind)) if fits(value[:at].rstrip())]
    cut = next((at for at in cuts if fits(value[at:].lstrip())), cuts[0] if cuts else _longest(value, metrics, room))
    return [value[:cut].rstrip(), elided(metrics, value[cut:].lstrip(), room)]


def _longest(value: str, metrics: QFontMetrics, room: int) -> int:
    return next((at for at in range(len(value), 0, -1) if metrics.horizontalAdvance(value[:at]) <= room), 1)


def address_width(face: AddressFace, font: QFont) -> int:
    """How wide the first column would like to be for an address in one line, in pixels."""
    words = max(
        QFontMetrics(font).horizontalAdvance(face.value), QFontMetrics(small(font)).horizontalAdvance(face.whose)
    )
    return _BEFORE + words + _BEHIND


def kind_width(face: KindFace, font: QFont) -> int:
    """How wide the second column must be so that neither chip is cut, in pixels."""
    metrics = QFontMetrics(small(font))
    words = max(metrics.horizontalAdvance(face.kind[0]), metrics.horizontalAdvance(face.standing[0]))
    return _CHIP_BEFORE + words + 14 + _CHIP_BEHIND


def role_width(font: QFont) -> int:
    """How wide a purpose's column must be for what its cells say, in pixels."""
    bold = small(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return max(QFontMetrics(bold).horizontalAdvance(term("role", role)) for role in Role) + 14 + 4


def row_height(face: AddressFace, font: QFont, column: int) -> int:
    """How high a row is when the first column is so wide."""
    return TALL if len(in_lines(face.value, QFontMetrics(font), column - _BEFORE - _BEHIND)) > 1 else ROW


class MatrixDelegate(QStyledItemDelegate):
    """Paints the three kinds of cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: The row whose address is being edited below.
        self.marked = -1
        #: Whether several cells are selected: one alone is shown by the focus.
        self.many = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The height of a row; the widths are shared by the view."""
        return QSize(40, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = index.data(FACE)
        self._paint_ground(painter, option, index, face)
        painter.setFont(option.font)
        if index.column() == ADDRESS:
            self._paint_address(painter, option, face)
        elif index.column() == KIND:
            left, middle = option.rect.left() + _CHIP_BEFORE, option.rect.center().y()
            most = option.rect.width() - _CHIP_BEFORE - 2
            for (told, role), down in ((face.kind, -11), (face.standing, 12)):
                paint_chip(painter, left, middle + down, told, role, most)
        else:
            self._paint_role(painter, option, face)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_focus(painter, option.rect)
        painter.restore()

    def paint_over(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, view: QAbstractItemView
    ) -> None:
        """Paint a cell where it is seen over others that were scrolled below it, with an edge at its right."""
        rect = option.rect = view.visualRect(index)
        if index == view.currentIndex() and view.hasFocus():
            option.state |= QStyle.StateFlag.State_HasFocus
        painter.fillRect(rect, QColor(tokens().raised))
        self.paint(painter, option, index)
        painter.fillRect(rect.adjusted(rect.width() - 1, 0, 0, 0), QColor(tokens().line_strong))

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, face: AddressFace | KindFace | RoleFace
    ) -> None:
        colors, rect = tokens(), option.rect
        chosen = self.many and index.column() >= LEAD and bool(option.state & QStyle.StateFlag.State_Selected)
        under = bool(option.state & QStyle.StateFlag.State_MouseOver) and (not isinstance(face, RoleFace) or face.open)
        if chosen:
            painter.fillRect(rect, QColor(colors.accent_soft))
        elif under or index.row() == self.marked:
            painter.fillRect(rect, QColor(colors.hover))
        if index.row() == self.marked and index.column() == ADDRESS:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colors.accent))
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colors.line))

    @staticmethod
    def _paint_address(painter: QPainter, option: QStyleOptionViewItem, face: AddressFace) -> None:
        colors, rect = tokens(), option.rect
        painter.drawPixmap(rect.left() + 12, rect.center().y() - 8, icons.pixmap(face.icon, "muted", 16))
        left, room = rect.left() + _BEFORE, rect.width() - _BEFORE - _BEHIND
        lines = in_lines(face.value, QFontMetrics(option.font), room)
        top = rect.center().y() - (len(lines) + bool(face.whose)) * _LINE // 2
        painter.setPen(QColor(colors.text))
        for line in lines:
            painter.drawText(QRect(left, top, room, _LINE), _LEFT, line)
            top += _LINE
        font = small(option.font)
        painter.setFont(font)
        painter.setPen(QColor(colors.muted))
        whose = elided(QFontMetrics(font), face.whose, room)
        painter.drawText(QRect(left, top, room, _LINE), _LEFT, whose)

    def _paint_role(self, painter: QPainter, option: QStyleOptionViewItem, face: RoleFace) -> None:
        rect = QRect(option.rect)
        painter.setFont(small(option.font))
        if face.proposed is not None:
            below = QRect(rect)
            if face.role:  # what it says now stands above what it would say
                rect.setHeight(rect.height() // 2 + 4)
                below.setTop(rect.bottom() - 6)
                self._paint_words(painter, rect, face.words, face.role, face.open)
            self._paint_words(painter, below, *face.proposed, is_open=True, dashed=True)
            return
        self._paint_words(painter, rect, face.words, face.role, face.open)

    @staticmethod
    def _paint_words(
        painter: QPainter, rect: QRect, words: str, role: str, is_open: bool, dashed: bool = False
    ) -> None:
        colors = tokens()
        painter.save()
        boxed = role in ("good", "info", "neutral")
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if role in ("good", "info") else QFont.Weight.Normal)
        painter.setFont(font)
        ink = QColor(colors.color(role) if boxed else colors.bad if role else colors.faint)
        if boxed or dashed:
            box = QRect(0, 0, painter.fontMetrics().horizontalAdvance(words) + 14, _LINE)
            box.moveCenter(rect.center())
            painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine) if dashed else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.color(f"{role}_bg") if boxed and not dashed else colors.raised))
            painter.drawRoundedRect(box, 5, 5)
        if boxed or dashed or role or is_open:
            painter.setPen(ink)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    @staticmethod
    def _paint_focus(painter: QPainter, rect: QRect) -> None:
        pen = painter.pen()
        pen.setColor(QColor(tokens().focus))
        pen.setWidth(2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(2, 2, -3, -4), 6, 6)
