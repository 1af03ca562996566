"""The pairs that are or may be one company, as a list of two-line rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QWidget

from tradedesk.services.duplicates import Named
from tradedesk.ui.widgets import ROW, TwoLineDelegate, TwoLines
from tradedesk.ui.wording import reasons, tr

Index = QModelIndex | QPersistentModelIndex


class PairModel(QAbstractListModel):
    """The pairs, certain ones first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pairs: list[Named] = []

    def show_pairs(self, pairs: list[Named]) -> None:
        """Show these pairs."""
        self.beginResetModel()
        self.pairs = pairs
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: ARG002
        """How many pairs there are."""
        return len(self.pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The pair for the painter, its words for everybody else."""
        named = self.pairs[index.row()]
        if role == ROW:
            return named
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            lines = row_lines(named)
            return f"{lines.title}, {lines.badge}, {lines.detail}"
        return None


def row_lines(named: Named) -> TwoLines:
    """Both names, how sure it is, and why."""
    pair = named.pair
    badge, role = (tr("certain"), "good") if pair.certain else (tr("likely"), "warn")
    same = named.first == named.second
    title = named.first if same else f"{named.first} · {named.second}"
    return TwoLines(title, tr("; ").join(reasons.sentence(each) for each in pair.why), badge=badge, badge_role=role)


class PairList(QListView):
    """The list; ``picked`` carries the pair of the current row."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs = PairModel(self)
        self.setModel(self.pairs)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(TwoLineDelegate(row_lines, self))
        self.setAccessibleName(tr("Pairs"))
        self.selectionModel().currentChanged.connect(self._current)

    def select(self, named: Named | None) -> None:
        """Make a pair the current one without telling."""
        if named in self.pairs.pairs:
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self.pairs.index(self.pairs.pairs.index(named)))
            self.selectionModel().blockSignals(False)
            self.viewport().update()

    def _current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.pairs.pairs[index.row()])
