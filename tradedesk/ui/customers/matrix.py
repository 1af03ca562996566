"""The matrix "who receives what": walked by arrows, pressed by click or Space, many cells chosen and set at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tradedesk.domain.address import Address
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.ui.customers import matrix_header
from tradedesk.ui.customers.matrix_header import MatrixHeader
from tradedesk.ui.customers.matrix_model import ADDRESS, LEAD, Index, MatrixModel
from tradedesk.ui.customers.matrix_paint import ROW, MatrixDelegate, address_width, kind_width, role_width, row_height

#: Pixels: what an address needs at least, what it gets where it scrolls, what a purpose takes where there is room.
_NARROW, _ROOMY, _WIDE = 150, 220, 61
_KEYS = {Qt.Key.Key_T: Role.TO, Qt.Key.Key_C: Role.CC, Qt.Key.Key_N: Role.NEVER}
_EMPTIES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PLAIN = Qt.KeyboardModifier.NoModifier
_Select = QItemSelectionModel.SelectionFlag


class MatrixView(QTableView):
    """As high as its rows; its head stays in sight, and where it scrolls sideways its addresses do as well."""

    #: A cell of a purpose was pressed: it and all that are selected with it go on.
    pressed_cell = Signal(object)
    #: The selected cells are to say this (None: nothing).
    role_set = Signal(object)
    #: The address of a row is to be looked at.
    chosen = Signal(int)
    #: The current row changed to this address.
    walked = Signal(int)
    #: The pointer or the focus is somewhere else: its reason is to be told.
    pointed = Signal()
    copy_asked = Signal()
    paste_asked = Signal()
    #: The menu of the selected cells, where on the screen.
    menu_asked = Signal(QPoint)

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix = model
        self._painter = MatrixDelegate(self)
        self._modifiers = _PLAIN
        self._under: QModelIndex | None = None
        self._page: QScrollArea | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.head = MatrixHeader(self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAutoScroll(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        rows.hide()
        self._listen()

    def _listen(self) -> None:
        self.clicked.connect(self._clicked)
        self.entered.connect(self._entered)
        self.selectionModel().currentChanged.connect(self._walked)
        self.selectionModel().selectionChanged.connect(self._selected)
        self._matrix.modelReset.connect(self._reset)
        # What a cell says never widens a column: only addresses and kinds ask for other widths.
        self._matrix.dataChanged.connect(lambda first, *_: self.share() if first.column() < LEAD else None)
        self._matrix.headerDataChanged.connect(lambda *_: self.share())

    # -- what is chosen ------------------------------------------------------------------------------------------------

    def current_address(self) -> int | None:
        """The address of the current row."""
        row = self.currentIndex().row()
        return self._matrix.addresses[row].id if 0 <= row < self._matrix.rowCount() else None

    def selected_places(self) -> list[tuple[Address, Purpose]]:
        """The cells of purposes that are selected, row by row; the current one where none is."""
        found = [index for index in self.selectedIndexes() if index.column() >= LEAD]
        found.sort(key=lambda each: (each.row(), each.column()))
        places = [self._matrix.place(index) for index in found or [self.currentIndex()]]
        return [place for place in places if place is not None]

    def told_place(self) -> tuple[Address, Purpose] | None:
        """The cell whose reason is told: the one under the pointer, else the current one."""
        if self._under is not None and self._under.isValid() and self._under.column() >= LEAD:
            return self._matrix.place(self._under)
        return self._matrix.place(self.currentIndex())

    def go_to(self, address_id: int, column: int = 0) -> None:
        """Make a cell current."""
        row = self._matrix.row_of(address_id)
        if row >= 0:
            self.setCurrentIndex(self._matrix.index(row, min(column, self._matrix.columnCount() - 1)))

    def go_to_cell(self, address_id: int, purpose_id: int) -> None:
        """Make the cell of an address and a purpose current, with the focus."""
        column = next((at for at, each in enumerate(self._matrix.purposes) if each.id == purpose_id), None)
        if column is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.go_to(address_id, LEAD + column)

    def mark(self, address_id: int | None) -> None:
        """Show which address is being looked at."""
        self._painter.marked = self._matrix.row_of(address_id) if address_id is not None else -1
        self.viewport().update()

    def select_row(self, row: int, how: QItemSelectionModel.SelectionFlag = _Select.ClearAndSelect) -> None:
        """Select every purpose of an address."""
        last = self._matrix.columnCount() - 1
        if last >= LEAD:
            rows = QItemSelection(self._matrix.index(row, LEAD), self._matrix.index(row, last))
            self.selectionModel().select(rows, how)

    # -- keys ----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; T, C, N and Del set; Enter looks at the address; copy and paste; arrows as in a table."""
        index, key = self.currentIndex(), event.key()
        plain = event.modifiers() in (_PLAIN, Qt.KeyboardModifier.KeypadModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif not index.isValid():
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self._space(index, event.modifiers())
        elif plain and key in _KEYS:
            self.role_set.emit(_KEYS[Qt.Key(key)])
        elif plain and key in _EMPTIES:
            self.role_set.emit(None)
        elif plain and key in _ENTERS:
            self.chosen.emit(self._matrix.addresses[index.row()].id)
        elif key == Qt.Key.Key_Escape and len(self.selectedIndexes()) > 1:
            self.selectionModel().select(index, _Select.ClearAndSelect)
        else:
            super().keyPressEvent(event)

    def _space(self, index: QModelIndex, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers == _SHIFT:
            self.select_row(index.row())
        elif modifiers == _CTRL and index.column() >= LEAD:
            self.selectColumn(index.column())
        elif modifiers == _PLAIN:
            self._press(index)

    # -- pointer -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On an address: its row, with Ctrl or Shift several; on a cell as in any table."""
        self._modifiers = event.modifiers() & (_CTRL | _SHIFT)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index.column() < LEAD:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._press_row(index)
            return
        super().mousePressEvent(event)

    def _press_row(self, index: QModelIndex) -> None:
        before = self.currentIndex()
        self.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
        if self._modifiers == _SHIFT and before.isValid():
            self.clearSelection()
            for row in range(min(before.row(), index.row()), max(before.row(), index.row()) + 1):
                self.select_row(row, _Select.Select)
        elif self._modifiers == _CTRL:
            self.select_row(index.row(), _Select.Toggle)
        else:
            self.select_row(index.row())
            self.chosen.emit(self._matrix.addresses[index.row()].id)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """A plain press on one of many selected cells keeps them selected: it presses them all."""
        pressed = event is not None and event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)
        if pressed and self._modifiers == _PLAIN and self.selectionModel().isSelected(index) and self._many():
            return _Select.NoUpdate
        return super().selectionCommand(index, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the selected cells, at the pointer or at the current cell."""
        at = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).center()
        index = self.indexAt(at)
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
            if index.column() < LEAD:
                self.select_row(index.row())
        if index.isValid():
            self.menu_asked.emit(self.viewport().mapToGlobal(at))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Up and down scroll the page."""
        if abs(event.angleDelta().y()) >= abs(event.angleDelta().x()):
            event.ignore()
        else:
            super().wheelEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Without a pointer the focus is told of."""
        super().leaveEvent(event)
        self._under = None
        self.pointed.emit()

    def _many(self) -> bool:
        return sum(each.column() >= LEAD for each in self.selectedIndexes()) > 1

    def _entered(self, index: QModelIndex) -> None:
        self._under = index
        self.pointed.emit()

    def _clicked(self, index: QModelIndex) -> None:
        if self._modifiers == _PLAIN:
            self._press(index)

    def _press(self, index: QModelIndex) -> None:
        if index.column() < LEAD:
            self.chosen.emit(self._matrix.addresses[index.row()].id)
        else:
            self.pressed_cell.emit(self._matrix.place(index))

    def _selected(self) -> None:
        self._painter.many = self._many()
        self.viewport().update()
        self.head.viewport().update()

    def _walked(self, current: QModelIndex) -> None:
        self._under = None
        self.pointed.emit()
        if current.isValid():
            self._show_column(current.column())
        if not current.isValid() or not self.hasFocus():
            return
        self.walked.emit(self._matrix.addresses[current.row()].id)
        ground = self._page.widget() if self._page is not None else None
        if self._page is not None and ground is not None:
            rect = self.visualRect(current)
            middle = self.viewport().mapTo(ground, rect.center())
            self._page.ensureVisible(0, middle.y(), 0, rect.height() + matrix_header.HEIGHT)

    def _show_column(self, column: int) -> None:
        """Scroll sideways as far as it takes to see the column whole, beside the addresses."""
        bar, left, width = self.horizontalScrollBar(), self.columnViewportPosition(column), self.columnWidth(column)
        if column > ADDRESS:
            before = min(left - self.columnWidth(ADDRESS), 0)
            bar.setValue(bar.value() + (before or max(left + width - self.viewport().width(), 0)))

    # -- the addresses stay while it scrolls sideways ------------------------------------------------------------------

    @property
    def scrolled(self) -> bool:
        """Whether it is scrolled sideways."""
        return self.horizontalScrollBar().value() > 0

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """The cell that is seen there."""
        if self.scrolled and pos.x() < self.columnWidth(ADDRESS):
            return self._matrix.index(self.rowAt(pos.y()), ADDRESS)
        return super().indexAt(pos)

    def visualRect(self, index: Index) -> QRect:
        """Where a cell is seen."""
        rect = super().visualRect(index)
        if self.scrolled and index.isValid() and index.column() == ADDRESS:
            rect.moveLeft(0)
        return rect

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What is moved along would smear over the addresses, so all is painted."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.head.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, and over them the addresses where they would be out of sight."""
        super().paintEvent(event)
        if self.scrolled:
            painter = QPainter(self.viewport())
            for row in range(self._matrix.rowCount()):
                option = QStyleOptionViewItem()
                self.initViewItemOption(option)
                self._painter.paint_over(painter, option, self._matrix.index(row, ADDRESS), self)
            painter.end()

    # -- sizes ---------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        self.share()

    def showEvent(self, event: QShowEvent) -> None:
        """Find the page that scrolls."""
        super().showEvent(event)
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None and page is not self._page:
            self._page = page
            page.verticalScrollBar().valueChanged.connect(self._keep_head)
        self._keep_head()

    def updateGeometries(self) -> None:
        """Qt puts the head where it was made; it belongs where it is seen."""
        super().updateGeometries()
        self._keep_head()

    def event(self, event: QEvent) -> bool:
        """Another font asks for other widths."""
        done = super().event(event)
        if event.type() == QEvent.Type.FontChange:
            self.share()
        return done

    def share(self) -> None:
        """Give every column its width: nothing is cut, and where it is narrow the addresses give way last."""
        matrix, width = self._matrix, self.viewport().width()
        if not matrix.purposes or width < 1:
            return
        rows, font = range(matrix.rowCount()), self.font()
        cell = role_width(font)
        least = [max(self.head.least_width(LEAD + at), cell) for at in range(len(matrix.purposes))]
        kind = max([110, *(kind_width(matrix.kind_face(row), font) for row in rows)])
        wish = max([_NARROW, *(address_width(matrix.address_face(row), font) for row in rows)])
        room = width - kind - sum(least)
        spare = max(room - wish, 0) // len(least)
        purposes = [max(each, min(each + spare, max(_WIDE, each))) for each in least]
        if room > wish + 60:  # plenty: the purposes take what the addresses do not need
            purposes = [each + (room - wish - 60) // len(least) for each in least]
        first = width - kind - sum(purposes)
        if first < min(_NARROW, wish):  # then it scrolls sideways, and nothing needs to be cramped
            first = min(wish, _ROOMY)
        for column, size in enumerate((first, kind, *purposes)):
            if self.columnWidth(column) != size:
                self.setColumnWidth(column, size)
        for row in rows:
            high = row_height(matrix.address_face(row), font, first)
            if self.rowHeight(row) != high:
                self.setRowHeight(row, high)
        self._fit(sum((first, kind, *purposes)) > width)

    def _fit(self, scrolls: bool) -> None:
        """As high as the rows, and the bar below them where there is one."""
        bar = self.horizontalScrollBar().sizeHint().height() if scrolls else 0
        wanted = matrix_header.HEIGHT + self.verticalHeader().length() + bar
        if self.height() != wanted:
            self.setFixedHeight(wanted)

    def _keep_head(self) -> None:
        """While the page scrolls past, the head stays at its upper edge."""
        if self._page is None or not self.isVisible():
            return
        above = -self.mapTo(self._page.viewport(), QPoint(0, 0)).y()
        most = max(self.height() - matrix_header.HEIGHT - ROW, 0)
        self.head.move(self.head.x(), min(max(above, 0), most))
        self.head.raise_()

    def _reset(self) -> None:
        self._under = None
        self.share()
        self.pointed.emit()
