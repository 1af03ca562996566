"""The first rows of a list as they are, and its problems by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
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

from tradedesk.services.exchange import RowProblem, SameOrNew, Severity
from tradedesk.ui.exchange import words
from tradedesk.ui.exchange.same_or_new_bar import SameOrNewBar
from tradedesk.ui.exchange.tables import CellsModel, ProblemRows, problem_header
from tradedesk.ui.widgets import CellDelegate, EmptyState, FilterChips, PlainLabel
from tradedesk.ui.wording import formats, tr, trn

_ROW = 32
#: Widths of line, what it costs, column and cell; the sentence has the rest.
_WIDTHS = (58, 96, 120, 150)


class CellsTable(QTableView):
    """A table of plain cells: no wrapping, fixed rows, whole rows chosen; ``spaced`` tells of the space bar."""

    spaced = Signal()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar is for those who listen."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.spaced.emit()
            return
        super().keyPressEvent(event)


class ProblemList(QWidget):
    """The problems of a list, filtered by what they cost; what a row is can be said where it looks like another.

    ``said`` carries rows and whether they are the same, ``said_of_all`` whether all are.
    """

    said = Signal(object, bool)
    said_of_all = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[RowProblem] = ()
        self._counts: Mapping[Severity, int] = {}
        self._said = SameOrNew()
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
        self.bar = SameOrNewBar()
        self.bar.hide()
        column.addWidget(self.bar)
        chosen = self.table.selectionModel()
        chosen.currentRowChanged.connect(lambda index, _before: self._say(index.row()))
        chosen.selectionChanged.connect(lambda *_: self.bar.show_marked(len(self.marked())))
        self.table.spaced.connect(self._turn)
        self.bar.said.connect(lambda same: self.said.emit(self.marked(), same))
        self.bar.said_of_all.connect(self.said_of_all)

    def marked(self) -> list[RowProblem]:
        """The marked rows that look like another."""
        spans = self.table.selectionModel().selection()
        rows = sorted({row for span in spans.toList() for row in range(span.top(), span.bottom() + 1)})
        return [each for each in (self._shown[row] for row in rows) if each.severity is Severity.QUESTION]

    def look_at(self, which: Severity) -> None:
        """Show those that cost this, the first of them marked."""
        self.chips.set_current(which)
        self._chosen(which)
        self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(
        self, problems: Sequence[RowProblem], counts: Mapping[Severity, int], said: SameOrNew, *, asks: bool = False
    ) -> None:
        """Show these problems and what was ``said``; the filter stays if it still shows something.

        ``asks``: what rows are that look like another can still be said.
        """
        self.bar.setVisible(asks and bool(counts.get(Severity.QUESTION)))
        if (problems, counts, said) == (self._problems, self._counts, self._said) and self.table.cells.columnCount():
            return
        self._problems, self._counts, self._said = problems, counts, said
        self.bar.show_every(counts.get(Severity.QUESTION, 0))
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
            self.whole.setText(words.whole(self._shown[row]))

    def _turn(self) -> None:
        """Say the opposite of the marked rows."""
        rows = self.marked()
        if rows and not self.bar.isHidden():
            self.said.emit(rows, not all(self._said.same(each.line, each.other) for each in rows))

    def _fill(self) -> None:
        marked, scrolled = [each.line for each in self.marked()], self.table.verticalScrollBar().value()
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._shown) and self._shown[row].line in marked:
            marked.insert(0, self._shown[row].line)
        shown = [each for each in self._problems if not self._filter or each.severity == self._filter]
        self._shown = shown
        self._say(-1)
        self.table.cells.show_cells(problem_header(), ProblemRows(shown, self._said), self._role)
        header = self.table.horizontalHeader()
        for at, width in enumerate(_WIDTHS):
            header.resizeSection(at, width)
        header.setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        counted = sum(n for which, n in self._counts.items() if not self._filter or which == self._filter)
        hidden = counted - len(shown)
        self.more.setText(
            trn("and 1 more like these", "and {n} more like these", hidden, n=formats.count(hidden)) if hidden else ""
        )
        self.table.verticalScrollBar().setValue(scrolled if marked else 0)
        self._mark(marked)

    def _role(self, row: int, column: int) -> str:
        return words.means(self._shown[row], self._said)[1] if column == 1 else ""

    def _mark(self, lines: Sequence[int]) -> None:
        """Mark the rows of these lines that look like another, as they were before; the first is where the keys are."""
        chosen, cells, model = QItemSelection(), self.table.cells, self.table.selectionModel()
        rows = {each.line: row for row, each in enumerate(self._shown) if each.severity is Severity.QUESTION}
        found = [rows[line] for line in lines if line in rows]
        last = cells.columnCount() - 1
        # Rows that follow one another are one span: Qt is slow with hundreds of them.
        for _, span in groupby(enumerate(sorted(set(found))), lambda each: each[1] - each[0]):
            together = [row for _, row in span]
            chosen.select(cells.index(together[0], 0), cells.index(together[-1], last))
        if found:
            model.setCurrentIndex(cells.index(found[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.bar.show_marked(len(self.marked()))
