"""Small models: the files, the first rows of a list, and its problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tradedesk.services.exchange import RowProblem, SameOrNew
from tradedesk.ui.exchange import words
from tradedesk.ui.exchange.presenter import ListFile
from tradedesk.ui.widgets import CHIP, ROW
from tradedesk.ui.wording import tr

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class FilesModel(QAbstractListModel):
    """The chosen files."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.files: list[ListFile] = []

    def show_files(self, files: Sequence[ListFile]) -> None:
        """Show these files; the same ones again only differ in what is known of them."""
        if [id(each) for each in files] == [id(each) for each in self.files]:
            self.dataChanged.emit(self.index(0), self.index(len(files) - 1))
            return
        self.beginResetModel()
        self.files = list(files)
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many files."""
        return 0 if parent.isValid() else len(self.files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The file for the delegate; words for a screen reader."""
        if not index.isValid():
            return None
        file = self.files[index.row()]
        if role == ROW:
            return file
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            held, chip, _role = words.standing(file)
            return ", ".join(part for part in (file.name, held, chip) if part)
        return None


class Rows(Protocol):
    """Rows of cells, each put into words when it is asked for."""

    def __len__(self) -> int: ...
    def __getitem__(self, row: int, /) -> Sequence[str]: ...


class CellsModel(QAbstractTableModel):
    """Rows of plain cells under headings; ``chips`` gives a cell's chip role, ``row`` what a row stands for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._header: Sequence[str] = ()
        self._rows: Rows = ()
        self._chip: Callable[[int, int], str] = lambda _row, _column: ""

    def show_cells(
        self,
        header: Sequence[str],
        rows: Rows,
        chip: Callable[[int, int], str] = lambda _row, _column: "",
    ) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._header, self._rows, self._chip = header, rows, chip
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text on one line, its chip, the whole of it as a tooltip."""
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        if role == Qt.ItemDataRole.ToolTipRole and text:
            from tradedesk.ui.widgets import plain_tooltip

            return plain_tooltip(text)
        if role == CHIP:
            return self._chip(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings; nothing at the left."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._header):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._header[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


def problem_header() -> list[str]:
    """The headings of the problems."""
    return [tr("Line"), tr("Means"), tr("Column"), tr("Cell"), tr("What is the matter")]


class ProblemRows:
    """Each problem as its line, what it costs, the column's heading, the cell, and the sentence."""

    def __init__(self, problems: Sequence[RowProblem], said: SameOrNew) -> None:
        self._problems, self._said = problems, said

    def __len__(self) -> int:
        return len(self._problems)

    def __getitem__(self, row: int) -> tuple[str, ...]:
        each = self._problems[row]
        return str(each.line), words.means(each, self._said)[0], each.column, each.value, words.sentence(each)
