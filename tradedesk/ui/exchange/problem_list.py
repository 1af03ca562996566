"""The first rows of a list as they are, and its problems by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from tradedesk.services.exchange import RowProblem, Severity
from tradedesk.ui.exchange import words
from tradedesk.ui.exchange.tables import CellsModel, problem_cells, problem_header
from tradedesk.ui.widgets import CellDelegate, EmptyState, FilterChips, PlainLabel
from tradedesk.ui.wording import formats, tr, trn

_ROW = 32
#: Widths of line, what it costs, column and cell; the sentence has the rest.
_WIDTHS = (58, 96, 120, 150)


class CellsTable(QTableView):
    """A table of plain cells: no wrapping, fixed rows, whole rows chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = CellsModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(CellDelegate(_ROW, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        rows.hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultSectionSize(140)
        corner = QWidget()
        corner.setProperty("ground", "raised")
        self.setCornerWidget(corner)


class ProblemList(QWidget):
    """The problems of a list, filtered by what they cost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[RowProblem] = ()
        self._counts: Mapping[Severity, int] = {}
        self._filter = ""
        self._shown: Sequence[RowProblem] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 8, 14, 8)
        self.chips = FilterChips()
        self.chips.setAccessibleName(tr("Filters"))
        self.chips.chosen.connect(self._chosen)
        self.more = PlainLabel(tone="muted", size="small")
        bar.addWidget(self.chips, 1)
        bar.addWidget(self.more)
        column.addLayout(bar)
        self.table = CellsTable(tr("Problems by row"))
        self.nothing = EmptyState("circle-check", tr("Nothing is the matter with this list."))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        column.addWidget(self.stack, 1)
        # A long sentence does not fit into its cell: that of the chosen row stands whole below.
        self.whole = PlainLabel(wrap=True)
        self.whole.setContentsMargins(14, 8, 14, 8)
        self.whole.hide()
        column.addWidget(self.whole)
        self.table.selectionModel().currentRowChanged.connect(lambda index, _before: self._say(index.row()))

    def show_problems(self, problems: Sequence[RowProblem], counts: Mapping[Severity, int]) -> None:
        """Show these problems; the filter stays if it still shows something."""
        if problems == self._problems and counts == self._counts and self.table.cells.columnCount():
            return
        self._problems, self._counts = problems, counts
        if self._filter and not any(counts.get(each) for each in Severity if each == self._filter):
            self._filter = ""
        self.chips.setVisible(bool(problems))
        self.chips.show_filters(words.filters(counts), self._filter)
        self.stack.setCurrentWidget(self.table if problems else self.nothing)
        self._fill()

    def _chosen(self, which: str) -> None:
        self._filter = which
        self._fill()

    def _say(self, row: int) -> None:
        self.whole.setVisible(0 <= row < len(self._shown))
        if self.whole.isVisibleTo(self):
            self.whole.setText(words.sentence(self._shown[row]))

    def _fill(self) -> None:
        shown = [each for each in self._problems if not self._filter or each.severity == self._filter]
        self._shown = shown
        self._say(-1)
        roles = [words.ROLES[each.severity] for each in shown]
        self.table.cells.show_cells(
            problem_header(), problem_cells(shown), lambda row, column: roles[row] if column == 1 else ""
        )
        header = self.table.horizontalHeader()
        for at, width in enumerate(_WIDTHS):
            header.resizeSection(at, width)
        header.setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        counted = sum(n for which, n in self._counts.items() if not self._filter or which == self._filter)
        hidden = counted - len(shown)
        self.more.setText(
            trn("and 1 more like these", "and {n} more like these", hidden, n=formats.count(hidden)) if hidden else ""
        )
        self.table.scrollToTop()
