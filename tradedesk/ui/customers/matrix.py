"""The matrix "who receives what": painted cells, walked by arrows, pressed by click or Space."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tradedesk.ui.customers.matrix_model import FACE, LEAD, AddressFace, Index, KindFace, MatrixModel, RoleFace
from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.theme.tokens import SMALL, TINY
from tradedesk.ui.widgets import paint_chip

_ROW, _HEAD = 59, 42
#: Widths in pixels: what a column of a purpose, the kinds and the addresses need at least.
_PURPOSE, _KIND, _KIND_NARROW, _ADDRESS = 53, 152, 140, 150
_V = Qt.AlignmentFlag.AlignVCenter


class MatrixHeader(QHeaderView):
    """Heads in two lines where they need it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """Room for two lines."""
        return QSize(super().sizeHint().width(), _HEAD)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Words, and the line below."""
        colors = tokens()
        painter.save()
        painter.fillRect(rect, QColor(colors.raised))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colors.line))
        font = QFont(self.font())
        font.setPixelSize(SMALL if logical < LEAD else TINY)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(colors.muted))
        text = str(self.model().headerData(logical, Qt.Orientation.Horizontal) or "")
        if logical < LEAD:
            painter.drawText(rect.adjusted(12, 0, -2, 0), Qt.AlignmentFlag.AlignLeft | _V, text)
        else:
            painter.drawText(rect.adjusted(1, 0, -1, 0), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
        painter.restore()


class MatrixDelegate(QStyledItemDelegate):
    """Paints the three kinds of cells."""

    #: The row whose address is being edited below.
    marked = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The fixed height."""
        return QSize(_PURPOSE, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        colors, rect = tokens(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = index.data(FACE)
        if index.row() == self.marked:
            painter.fillRect(rect, QColor(colors.hover))
            if index.column() == 0:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colors.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver and (not isinstance(face, RoleFace) or face.open):
            painter.fillRect(rect, QColor(colors.hover))
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colors.line))
        if isinstance(face, AddressFace):
            self._paint_address(painter, option, face)
        elif isinstance(face, KindFace):
            left, middle, most = rect.left() + 12, rect.center().y(), rect.width() - 14
            painter.setFont(option.font)
            paint_chip(painter, left, middle - 11, *face.kind, most)
            paint_chip(painter, left, middle + 12, *face.standing, most)
        elif isinstance(face, RoleFace):
            self._paint_role(painter, option, face)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_focus(painter, rect)
        painter.restore()

    @staticmethod
    def _paint_address(painter: QPainter, option: QStyleOptionViewItem, face: AddressFace) -> None:
        colors, rect = tokens(), option.rect
        middle = rect.center().y()
        painter.drawPixmap(rect.left() + 12, middle - 8, icons.pixmap(face.icon, "muted", 16))
        left, room = rect.left() + 37, rect.width() - 41
        small = QFont(option.font)
        small.setPixelSize(SMALL)
        upper = QRect(left, middle - 19, room, 19) if face.whose else QRect(left, middle - 10, room, 20)
        painter.setFont(option.font)
        painter.setPen(QColor(colors.text))
        shown = QFontMetrics(option.font).elidedText(face.value, Qt.TextElideMode.ElideRight, room)
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | _V, shown)
        painter.setFont(small)
        painter.setPen(QColor(colors.muted))
        whose = QFontMetrics(small).elidedText(face.whose, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, middle, room, 19), Qt.AlignmentFlag.AlignLeft | _V, whose)

    @staticmethod
    def _paint_role(painter: QPainter, option: QStyleOptionViewItem, face: RoleFace) -> None:
        colors, rect = tokens(), option.rect
        font = QFont(option.font)
        font.setPixelSize(SMALL)
        if face.role in ("good", "info", "neutral"):
            font.setWeight(QFont.Weight.Normal if face.role == "neutral" else QFont.Weight.DemiBold)
            painter.setFont(font)
            words = painter.fontMetrics().horizontalAdvance(face.words)
            box = QRect(0, 0, words + 14, 19)
            box.moveCenter(rect.center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.color(f"{face.role}_bg")))
            painter.drawRoundedRect(box, 5, 5)
            painter.setPen(QColor(colors.color(face.role)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, face.words)
        elif face.open or face.role:
            painter.setFont(font)
            painter.setPen(QColor(colors.bad if face.role else colors.faint))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, face.words)

    @staticmethod
    def _paint_focus(painter: QPainter, rect: QRect) -> None:
        pen = painter.pen()
        pen.setColor(QColor(tokens().focus))
        pen.setWidth(2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(2, 2, -3, -4), 6, 6)


class MatrixView(QTableView):
    """As high as its rows; scrolls sideways in itself where the purposes do not fit."""

    #: A cell of a purpose was pressed: address and purpose.
    pressed_cell = Signal(int, int)
    #: The address of a row is to be looked at.
    chosen = Signal(int)
    #: The current row changed to this address.
    walked = Signal(int)

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix = model
        self._painter = MatrixDelegate(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalHeader(MatrixHeader(self))
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        rows.hide()
        self.clicked.connect(self._clicked)
        self.selectionModel().currentChanged.connect(self._walked)
        model.modelReset.connect(self._share)

    def current_address(self) -> int | None:
        """The address of the current row."""
        row = self.currentIndex().row()
        return self._matrix.addresses[row].id if 0 <= row < self._matrix.rowCount() else None

    def go_to(self, address_id: int, column: int = 0) -> None:
        """Make a cell current."""
        row = self._matrix.row_of(address_id)
        if row >= 0:
            self.setCurrentIndex(self._matrix.index(row, min(column, self._matrix.columnCount() - 1)))

    def mark(self, address_id: int | None) -> None:
        """Show which address is being looked at."""
        self._painter.marked = self._matrix.row_of(address_id) if address_id is not None else -1
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses the cell, Enter looks at the address."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._clicked(self.currentIndex())
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self._matrix.addresses[self.currentIndex().row()].id)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Up and down scroll the page."""
        if abs(event.angleDelta().y()) >= abs(event.angleDelta().x()):
            event.ignore()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        self._share()

    def event(self, event: QEvent) -> bool:
        """Another font asks for other widths."""
        done = super().event(event)
        if event.type() == QEvent.Type.FontChange:
            self._share()
        return done

    def _clicked(self, index: QModelIndex) -> None:
        address = self._matrix.addresses[index.row()]
        if index.column() < LEAD:
            self.chosen.emit(address.id)
            return
        self.pressed_cell.emit(address.id, self._matrix.purposes[index.column() - LEAD].id)

    def _walked(self, current: QModelIndex) -> None:
        if not current.isValid() or not self.hasFocus():
            return
        self.walked.emit(self._matrix.addresses[current.row()].id)
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        ground = page.widget() if page is not None else None
        if page is not None and ground is not None:
            rect = self.visualRect(current)
            middle = self.viewport().mapTo(ground, rect.center())
            page.ensureVisible(0, middle.y(), 0, rect.height())

    def _fit(self) -> None:
        """As high as the rows, and the bar below them where there is one."""
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if self._least() > self.viewport().width() > 0 else 0
        wanted = _HEAD + _ROW * self._matrix.rowCount() + extra
        if self.height() != wanted:
            self.setFixedHeight(wanted)

    def _least(self) -> int:
        return _ADDRESS + _KIND_NARROW + _PURPOSE * len(self._matrix.purposes)

    def _share(self) -> None:
        purposes = len(self._matrix.purposes)
        width = self.viewport().width()
        if not purposes:
            return
        kind = _KIND if width - _PURPOSE * purposes - _KIND >= 190 else _KIND_NARROW
        one = max(_PURPOSE, (width - kind - 240) // purposes)
        self.setColumnWidth(1, kind)
        for column in range(purposes):
            self.setColumnWidth(LEAD + column, one)
        self.setColumnWidth(0, max(_ADDRESS, width - kind - one * purposes))
        self._fit()
