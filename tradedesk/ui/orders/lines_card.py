"""The lines of an order: typed in place, each cell saved as it is finished; the total follows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QHeaderView, QTableView, QWidget

from tradedesk.domain.order import OrderLine
from tradedesk.ui.orders.sheet_state import SheetState
from tradedesk.ui.orders.words import plain_number
from tradedesk.ui.widgets import CHIP, ID, Card, CellDelegate, EmptyState, PlainLabel
from tradedesk.ui.wording import tr

Index = QModelIndex | QPersistentModelIndex
#: Field, whether it is a number, whether it can be typed in.
COLUMNS = (
    ("product_code", False, True), ("description", False, True), ("quantity", True, True), ("unit", False, True),
    ("unit_price", True, True), ("discount_percent", True, True), ("amount", True, False),
)  # fmt: skip
_WIDTHS = {"product_code": 64, "quantity": 72, "unit": 50, "unit_price": 82, "discount_percent": 76, "amount": 96}
_HEIGHT = 34
_MOST = 12


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
            return refused if refused is not None else _shown(line, field)
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
        """Everything but the amount can be typed in."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.isValid() and COLUMNS[index.column()][2] else found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; it shows once it is saved."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        line, field = self.lines[index.row()], COLUMNS[index.column()][0]
        before = self.refused.pop((line.id, field), None)
        if str(value) != _shown(line, field):
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
                "amount": tr("Amount"),
            }  # fmt: skip
            return names[COLUMNS[section][0]]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section][1] else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _shown(line: OrderLine, field: str) -> str:
    if field == "amount":
        return f"{line.amount.amount:,}"
    value = getattr(line, field)
    if field in ("quantity", "unit_price", "discount_percent"):
        text = plain_number(f"{value:f}")
        if field == "discount_percent":
            return "" if text == "0" else f"{text}%"
        return text
    return str(value)


class _LinesTable(QTableView):
    """Enter types in the cell, Del asks to remove the line."""

    remove_requested = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Del; Tab leaves the table."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.edit(index)
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self.remove_requested.emit(index.data(ID))
        else:
            super().keyPressEvent(event)


class LinesCard(Card):
    """The card; ``edited`` carries line, field and text."""

    edited = Signal(int, str, str)
    add_requested = Signal()
    remove_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Lines"), parent=parent)
        self.currency = self.add_note("")
        self.remove_button = self.add_action(tr("Remove the line"), self._remove)
        self.add_button = self.add_action(tr("Add a line"), self.add_requested.emit)
        self.model = LinesModel(self)
        self.model.edited.connect(self.edited.emit)
        self.table = self._made_table()
        self.empty = EmptyState("clipboard-list", tr("No lines yet."), tr("Add a line"), self.add_requested.emit)
        self.problem = PlainLabel(tone="bad", size="small", wrap=True)
        self.problem.setContentsMargins(13, 6, 13, 4)
        self.problem.hide()
        self.total = PlainLabel(size="strong")
        footer = QWidget()
        row = QHBoxLayout(footer)
        row.setContentsMargins(13, 8, 11, 4)
        row.addStretch(1)
        row.addWidget(PlainLabel(tr("Total"), tone="muted"))
        row.addWidget(self.total)
        self._footer = footer
        for widget in (self.table, self.empty, self.problem, footer):
            self.add(widget)
        self._wanted: int | None = None
        self._follow()

    def _made_table(self) -> _LinesTable:
        table = _LinesTable()
        table.setAccessibleName(tr("Lines"))
        table.setModel(self.model)
        table.setItemDelegate(CellDelegate(_HEIGHT, table))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        table.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_HEIGHT)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for at, (field, _, _) in enumerate(COLUMNS):
            if field in _WIDTHS:
                header.resizeSection(at, _WIDTHS[field])
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        table.remove_requested.connect(self.remove_requested.emit)
        table.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self.model.modelReset.connect(self._follow)
        return table

    def show_state(self, state: SheetState) -> None:
        """Show the lines and their total."""
        self.model.show_lines(state.lines)
        if not self.model.refused:
            self.problem.hide()
        shown = min(len(state.lines), _MOST)
        self.table.setFixedHeight(shown * _HEIGHT + self.table.horizontalHeader().sizeHint().height())
        self.table.setVisible(bool(state.lines))
        self.empty.setVisible(not state.lines)
        self.add_button.setVisible(bool(state.lines))
        self._footer.setVisible(bool(state.lines))
        self.total.setText(state.total)
        self.currency.setText(tr("in {currency}", currency=state.currency))
        if self._wanted is not None:
            self.type_in(self._wanted)
        self._follow()

    def type_in(self, line_id: int) -> None:
        """Start typing in a line, as soon as it is there."""
        rows = [line.id for line in self.model.lines]
        self._wanted = line_id if line_id not in rows else None
        if line_id in rows:
            index = self.model.index(rows.index(line_id), 1)
            self.table.setCurrentIndex(index)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.edit(index)

    def show_outcome(self, line_id: int, field: str, text: str, sentence: str) -> None:
        """Say what is wrong with a cell; what was typed stays in it."""
        if sentence:
            self.model.refuse(line_id, field, text)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _remove(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.remove_requested.emit(index.data(ID))

    def _follow(self) -> None:
        self.remove_button.setVisible(self.table.currentIndex().isValid() and bool(self.model.lines))
