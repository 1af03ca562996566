"""The table of an order's lines: typed in place, each cell saved as it is finished."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from tradedesk.domain.order import OrderLine
from tradedesk.ui.orders.lines_state import cell
from tradedesk.ui.widgets import CHIP, ID
from tradedesk.ui.wording import tr

Index = QModelIndex | QPersistentModelIndex
#: Field, whether it is a number, whether it can be typed in.
COLUMNS = (
    ("product_code", False, True), ("description", False, True), ("quantity", True, True), ("unit", False, True),
    ("unit_price", True, True), ("discount_percent", True, True), ("cartons", True, True), ("gross", True, False),
    ("volume", True, False), ("amount", True, False),
)  # fmt: skip
FIELDS = tuple(field for field, _, _ in COLUMNS)
HEIGHT = 34
_WIDTHS = {
    "product_code": 96, "quantity": 80, "unit": 60, "unit_price": 92, "discount_percent": 76, "cartons": 72,
    "gross": 80, "volume": 72, "amount": 112,
}  # fmt: skip


class LinesModel(QAbstractTableModel):
    """The lines with what was typed and refused on top, so that it stays visible."""

    edited = Signal(int, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[OrderLine, ...] = ()
        self.refused: dict[tuple[int, str], str] = {}

    def show_lines(self, lines: Sequence[OrderLine]) -> None:
        """Show these lines instead; what was refused of a line that is still there stays."""
        numbers = [line.id for line in lines]
        self.refused = {key: text for key, text in self.refused.items() if key[0] in numbers}
        if numbers == [line.id for line in self.lines]:
            self.lines = tuple(lines)
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a line."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """The fields."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, alignment, the line's number, and red for what was refused."""
        if not index.isValid():
            return None
        line, (field, number, _) = self.lines[index.row()], COLUMNS[index.column()]
        refused = self.refused.get((line.id, field))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return refused if refused is not None else cell(line, field)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (
                Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            ) | Qt.AlignmentFlag.AlignVCenter
        if role == ID:
            return line.id
        if role == CHIP:
            return "bad" if refused is not None else ""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What is reckoned cannot be typed in."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.isValid() and COLUMNS[index.column()][2] else found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; it shows once it is saved."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        line, field = self.lines[index.row()], COLUMNS[index.column()][0]
        before = self.refused.pop((line.id, field), None)
        if str(value) != cell(line, field):
            self.edited.emit(line.id, field, str(value))
        elif before is not None:
            self.dataChanged.emit(index, index)
        return True

    def refuse(self, line_id: int, field: str, text: str) -> None:
        """Keep what was typed although it was not saved."""
        self.refused[line_id, field] = text
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(COLUMNS) - 1))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The fields' names."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            names = {
                "product_code": tr("Item"), "description": tr("Description"), "quantity": tr("Quantity"),
                "unit": tr("Unit"), "unit_price": tr("Unit price"), "discount_percent": tr("Discount"),
                "cartons": tr("Cartons"), "gross": tr("G.W. kg"), "volume": tr("CBM"), "amount": tr("Amount"),
            }  # fmt: skip
            return names[COLUMNS[section][0]]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section][1] else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class LinesTable(QTableView):
    """Enter types in the cell, Ins adds a line, Del asks to remove one, Alt with an arrow moves it."""

    add_requested = Signal()
    remove_requested = Signal(int)
    #: A line, and -1 for up or 1 for down.
    move_requested = Signal(int, int)

    def __init__(self, model: LinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Lines"))
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for at, (field, _, _) in enumerate(COLUMNS):
            if field in _WIDTHS:
                header.resizeSection(at, _WIDTHS[field])
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def type_in(self, index: QModelIndex) -> None:
        """Open a cell for typing; one that is open stays as it is, one that is reckoned is not opened."""
        open_here = self.state() is QAbstractItemView.State.EditingState and self.currentIndex() == index
        if index.flags() & Qt.ItemFlag.ItemIsEditable and not open_here:
            self.setCurrentIndex(index)
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Ins, Del, Alt+Up and Alt+Down; Tab leaves the table."""
        index = self.currentIndex()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in steps and index.isValid():
            self.move_requested.emit(index.data(ID), steps[Qt.Key(event.key())])
            return
        if event.key() == Qt.Key.Key_Insert:
            self.add_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.type_in(index)
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self.remove_requested.emit(index.data(ID))
        else:
            super().keyPressEvent(event)
