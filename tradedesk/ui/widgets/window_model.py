"""A table model over ids: it knows all of them and reads only the rows that are looked at, beside the window."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job

Index = QModelIndex | QPersistentModelIndex
#: Rows fetched at once, and pages kept.
PAGE = 64
KEPT_PAGES = 40
#: Pages asked for at the same time; when the user scrolls on, the oldest request is dropped.
_ASKED = 4

#: Roles of ``data``: the row as it came (None until it has arrived), its id, the role of a chip.
ROW = int(Qt.ItemDataRole.UserRole)
ID = ROW + 1
CHIP = ROW + 2


@dataclass(frozen=True)
class Column:
    """One column: ``key`` names it in settings and sorting, ``title`` gives its words, ``text`` a row's words.

    ``chip`` gives a row's chip role ("" for none), ``width`` is in pixels (0: takes the rest).
    """

    key: str
    title: Callable[[], str]
    text: Callable[[Any], str]
    width: int = 120
    right: bool = False
    sortable: bool = True
    chip: Callable[[Any], str] | None = None
    icon: Callable[[Any], str] | None = None


class WindowModel(QAbstractTableModel):
    """Rows by windows of ids.

    ``ids_verb(bench, query)`` gives all ids in order; ``rows_verb(bench, ids)`` gives the rows it still finds,
    each with its id as told by ``row_id`` (the first element by default), in any order. Nothing here blocks.
    """

    #: The ids were read again: how many there are.
    reloaded = Signal(int)
    #: The user asked for another order: column key and whether descending.
    sort_requested = Signal(str, bool)

    def __init__(
        self,
        desk: Desk,
        ids_verb: Callable[[Any, Any], Sequence[int]],
        rows_verb: Callable[[Any, list[int]], Sequence[Any]],
        columns: Sequence[Column],
        *,
        row_id: Callable[[Any], int] = itemgetter(0),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids_verb = ids_verb
        self._rows_verb = rows_verb
        self._row_id = row_id
        self.columns = tuple(columns)
        self.query: Any = None
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Any]] = OrderedDict()
        self._asked: OrderedDict[int, Job] = OrderedDict()
        self._reading: Job | None = None

    # -- reading -------------------------------------------------------------------------------------------------------

    def set_query(self, query: Any) -> None:
        """Show what another query finds; a question still under way is dropped."""
        self.query = query
        self.reload()

    def reload(self) -> None:
        """Read the ids again; what is shown stays until they have arrived."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._desk.run(self._ids_verb, self.query, on_done=self._ids_arrived, owner=self)

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these, which somebody else has read."""
        if self._reading is not None:
            self._reading.cancel()
        self.query = ids
        self._ids_arrived(ids)

    def refresh_rows(self) -> None:
        """Read the shown rows again because their content changed (the ids are the same)."""
        self._forget_requests()
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    @property
    def is_loading(self) -> bool:
        """Whether the ids are being read."""
        return self._reading is not None

    @property
    def ids(self) -> array[int]:
        """All ids in the order shown; not to be changed."""
        return self._ids

    def id_at(self, row: int) -> int | None:
        """The id of a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, row_id: int) -> int | None:
        """Where an id stands, None when it is not shown."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None

    def row_at(self, row: int) -> Any:
        """The row if it has arrived, else None (and it is asked for)."""
        page = self._pages.get(row // PAGE)
        if page is None:
            self._ask(row // PAGE)
            return None
        return page.get(self._ids[row])

    def _ids_arrived(self, ids: Sequence[int]) -> None:
        self._reading = None
        new = ids if isinstance(ids, array) else array("q", ids)
        if new == self._ids:
            self.refresh_rows()
        else:
            self._forget_requests()
            self.beginResetModel()
            self._ids = new
            self._pages.clear()
            self.endResetModel()
        self.reloaded.emit(len(new))

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        while len(self._asked) >= _ASKED:
            self._asked.popitem(last=False)[1].cancel()
        wanted = self._ids[page * PAGE : (page + 1) * PAGE].tolist()
        self._asked[page] = self._desk.run(
            self._rows_verb,
            wanted,
            on_done=lambda rows: self._rows_arrived(page, rows),
            on_error=lambda _error: self._asked.pop(page, None),
            owner=self,
        )

    def _rows_arrived(self, page: int, rows: Sequence[Any]) -> None:
        self._asked.pop(page, None)
        self._pages[page] = {self._row_id(row): row for row in rows}
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        first, last = page * PAGE, min((page + 1) * PAGE, len(self._ids)) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _forget_requests(self) -> None:
        for job in self._asked.values():
            job.cancel()
        self._asked.clear()

    # -- what Qt asks --------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        """As many rows as ids."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns given."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, row, id, chip role or alignment of a cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row_at(index.row())
            return None if row is None else self.columns[index.column()].text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[index.column()].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == ROW:
            return self.row_at(index.row())
        if role == ID:
            return self._ids[index.row()]
        if role == CHIP:
            return self._chip(index)
        return None

    def _chip(self, index: Index) -> str:
        chip = self.columns[index.column()].chip
        row = self.row_at(index.row()) if chip is not None else None
        return chip(row) if chip is not None and row is not None else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' words."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title()
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the page puts it into its next query."""
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            self.sort_requested.emit(self.columns[column].key, order is Qt.SortOrder.DescendingOrder)
