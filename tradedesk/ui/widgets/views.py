"""Lists and tables with their presets: fixed rows, no wrapping, selection kept by id, columns remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tradedesk.ui.preferences import Preferences
from tradedesk.ui.widgets.delegates import CellDelegate, TwoLineDelegate, TwoLines
from tradedesk.ui.widgets.window_model import WindowModel

#: So few selected rows are looked up one by one; so many separate groups of them are kept selected at most.
_FEW, _STREWN = 20, 2000


class _KeptSelection:
    """Keeps what is selected, by id, while a model's ids are read again; lives beside a view."""

    def __init__(self, view: QAbstractItemView, model: WindowModel, changed: Callable[[], None]) -> None:
        self._view, self._model, self._changed = view, model, changed
        self._selected: list[int] = []
        self._current: int | None = None
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def _remember(self) -> None:
        ids = self._model.ids
        chosen: Any = self._view.selectionModel().selection()
        ranges = {(each.top(), each.bottom()) for each in chosen}
        self._selected = [number for first, last in sorted(ranges) for number in ids[first : last + 1]]
        self._current = self._model.id_at(self._view.currentIndex().row())

    def _restore(self) -> None:
        choice = QItemSelection()
        last_column = len(self._model.columns) - 1
        for first, last in self._ranges():
            choice.select(self._model.index(first, 0), self._model.index(last, last_column))
        selection = self._view.selectionModel()
        current = self._model.row_of(self._current) if self._current is not None else None
        if current is not None:
            selection.setCurrentIndex(self._model.index(current, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.select(choice, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._changed()

    def _ranges(self) -> list[tuple[int, int]]:
        """Where the selected rows stand now, neighbours together; none when they are strewn beyond what Qt can bear."""
        if len(self._selected) == len(self._model.ids) and set(self._selected) == set(self._model.ids):
            return [(0, len(self._selected) - 1)] if self._selected else []
        if len(self._selected) > _FEW:
            places = dict(zip(self._model.ids, range(len(self._model.ids)), strict=True))
            rows = sorted(places[number] for number in self._selected if number in places)
        else:
            found = (self._model.row_of(number) for number in self._selected)
            rows = sorted(row for row in found if row is not None)
        ranges: list[tuple[int, int]] = []
        for row in rows:
            if ranges and row == ranges[-1][1] + 1:
                ranges[-1] = (ranges[-1][0], row)
            else:
                ranges.append((row, row))
        return ranges if len(ranges) <= _STREWN else []


def _preset(view: QAbstractItemView) -> None:
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setMouseTracking(True)
    view.setTabKeyNavigation(False)


def _preset_rows(view: QTableView) -> None:
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().hide()


class ListView(QTableView):
    """A list of two-line rows; ``picked`` tells the id of the current row, ``opened`` Enter or a double click.

    A table of one column without heads, because Qt's own list asks the model for each of its rows at every layout:
    with 200,000 of them the window would stand still for a second.
    """

    picked = Signal(object)
    opened = Signal(int)

    def __init__(self, model: WindowModel, lines: Callable[[Any], TwoLines], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _preset(self)
        _preset_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setItemDelegate(TwoLineDelegate(lines, self))
        self.setModel(model)
        for further in range(1, len(model.columns)):
            self.hideColumn(further)
        self._window = model
        self._kept = _KeptSelection(self, model, self._tell)
        self._told: int | None = None
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.doubleClicked.connect(self._open)

    def setItemDelegate(self, delegate: QAbstractItemDelegate) -> None:
        """Rows are as high as the delegate wants each of them to be."""
        super().setItemDelegate(delegate)
        self.verticalHeader().setDefaultSectionSize(delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End lead to the ends of the list, not of a row."""
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self._window.index(0, 0)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self._window.index(self._window.rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)

    def select_id(self, row_id: int) -> bool:
        """Make the row of an id current and visible; False when it is not in the list (yet)."""
        return _select(self, self._window, row_id)

    def current_id(self) -> int | None:
        """The id of the current row."""
        return self._window.id_at(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        current = self.current_id()
        if current != self._told:
            self._told = current
            self.picked.emit(current)

    def _open(self, index: QModelIndex) -> None:
        found = self._window.id_at(index.row())
        if found is not None:
            self.opened.emit(found)


class TableView(QTableView):
    """A table of one-line rows that sorts by header click and remembers its columns under ``name``."""

    picked = Signal(object)
    opened = Signal(int)

    def __init__(
        self, name: str, model: WindowModel, settings: Preferences, *, height: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        _preset(self)
        self._name, self._window, self._settings = f"{name}.columns", model, settings
        self.setModel(model)
        self.setItemDelegate(CellDelegate(height, self))
        _preset_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().setDefaultSectionSize(height)
        self._kept = _KeptSelection(self, model, self._tell)
        self._told: int | None = None
        self._set_columns()
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.doubleClicked.connect(self._open)

    def select_id(self, row_id: int) -> bool:
        """Make the row of an id current and visible; False when it is not in the table (yet)."""
        return _select(self, self._window, row_id)

    def current_id(self) -> int | None:
        """The id of the current row."""
        return self._window.id_at(self.currentIndex().row())

    def show_sorting(self, key: str, descending: bool) -> None:
        """Show the arrow on a column without asking for another order."""
        header = self.horizontalHeader()
        header.blockSignals(True)
        column = next((at for at, each in enumerate(self._window.columns) if each.key == key), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(column, order)
        header.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _set_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for number, column in enumerate(self._window.columns):
            if column.width:
                header.resizeSection(number, column.width)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self._restore_columns()
        self._saving = QTimer(self, singleShot=True, interval=400)
        self._saving.timeout.connect(self._save_columns)
        header.sectionResized.connect(lambda *_: self._saving.start())
        header.sectionMoved.connect(lambda *_: self._saving.start())
        header.sortIndicatorChanged.connect(self._window.sort)

    def _save_columns(self) -> None:
        header, columns = self.horizontalHeader(), self._window.columns
        shown = (header.logicalIndex(place) for place in range(header.count()))
        told = " ".join(f"{columns[number].key}:{header.sectionSize(number)}" for number in shown)
        self._settings.remember(self._name, told)

    def _restore_columns(self) -> None:
        header = self.horizontalHeader()
        by_key = {column.key: number for number, column in enumerate(self._window.columns)}
        for place, part in enumerate(str(self._settings.get(self._name)).split()):
            key, _, width = part.partition(":")
            if key in by_key and width.isdecimal():
                header.moveSection(header.visualIndex(by_key[key]), min(place, header.count() - 1))
                if self._window.columns[by_key[key]].width:
                    header.resizeSection(by_key[key], max(int(width), 24))

    def _tell(self) -> None:
        current = self.current_id()
        if current != self._told:
            self._told = current
            self.picked.emit(current)

    def _open(self, index: QModelIndex) -> None:
        found = self._window.id_at(index.row())
        if found is not None:
            self.opened.emit(found)


def _select(view: QAbstractItemView, model: WindowModel, row_id: int) -> bool:
    row = model.row_of(row_id)
    if row is None:
        return False
    view.setCurrentIndex(model.index(row, 0))
    view.scrollTo(model.index(row, 0))
    return True
