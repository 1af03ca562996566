"""A small table of plain cells, some at the right, some on a coloured ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from tradedesk.ui.widgets import CHIP, ROW, CellDelegate

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ROW = 34


@dataclass(frozen=True)
class Cells:
    """One row: its texts, the columns that stand at the right, the chip role of a column, and what it stands for."""

    texts: tuple[str, ...]
    chips: tuple[tuple[int, str], ...] = ()
    party_id: int = 0
    order_id: int = 0


class CellsModel(QAbstractTableModel):
    """Rows of cells under headings; the columns from ``right`` on stand at the right."""

    def __init__(self, right: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._right = right
        self._heads: Sequence[str] = ()
        self.rows: Sequence[Cells] = ()

    def show_rows(self, heads: Sequence[str], rows: Sequence[Cells]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._heads, self.rows = heads, rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, its chip, its side; the whole row for who asks."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[index.column()]
        if role == CHIP:
            return dict(row.chips).get(index.column(), "")
        if role == ROW:
            return row
        return self._side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings; nothing at the left."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if column >= self._right else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class CellsTable(QTableView):
    """The table; ``picked`` carries the current row, ``opened`` the one of Enter or a double click."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, right: int, widths: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.cells = CellsModel(right, self)
        self._widths = widths
        self.setModel(self.cells)
        self.setItemDelegate(CellDelegate(_ROW, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self._tell(now, self.picked))
        self.doubleClicked.connect(lambda index: self._tell(index, self.opened))

    def show_rows(self, heads: Sequence[str], rows: Sequence[Cells]) -> None:
        """Show other rows; the first column with width 0 takes what is left."""
        first = not self.cells.columnCount()
        self.cells.show_rows(heads, rows)
        if first:
            for column, width in enumerate(self._widths):
                if width:
                    self.setColumnWidth(column, width)
                else:
                    self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._tell(self.currentIndex(), self.opened)
            return
        super().keyPressEvent(event)

    def _tell(self, index: QModelIndex, signal: Any) -> None:
        if index.isValid():
            signal.emit(self.cells.rows[index.row()])
