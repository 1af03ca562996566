"""Promises as lines that are edited in place: how long, or not at all, and why (D7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.widgets.saved import SavedLine
from tradedesk.ui.wording import tr


class TermRow(NamedTuple):
    """One promise: its name with its rule, its number here ("" when not said here) and as it holds, what it counts."""

    kind: str
    name: str
    said: str
    holds: str
    counts: str
    off: bool
    note: str
    why: str


class TermsEditor(QWidget):
    """Lines of promises; what is typed is told when it is finished."""

    #: Kind, number as typed, whether it is off, note.
    said = Signal(str, str, bool, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(4, 3)
        self.rows: dict[str, _Line] = {}

    def show_rows(self, rows: Sequence[TermRow], *, fresh: bool = False) -> None:
        """Show these; ``fresh``: of another place."""
        for at, row in enumerate(rows):
            if row.kind not in self.rows:
                self.rows[row.kind] = _Line(self, row.kind, self._grid, 2 * at)
            self.rows[row.kind].show_row(row, fresh=fresh)

    def show_outcome(self, kind: str, sentence: str) -> None:
        """Say below a promise what was refused."""
        if kind in self.rows:
            self.rows[kind].show_problem(sentence)


class _Line:
    """The editors of one promise."""

    def __init__(self, editor: TermsEditor, kind: str, grid: QGridLayout, at: int) -> None:
        self._editor, self._kind, self._why = editor, kind, ""
        self.name, self.counts = PlainLabel(), PlainLabel(tone="muted", size="small")
        self.number, self.note = SavedLine(), SavedLine(tr("why"))
        self.number.setFixedWidth(52)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.off = QCheckBox(tr("not given"))
        self.told = PlainLabel(tone="muted", size="small", wrap=True)
        for column, widget in enumerate((self.name, self.number, self.counts, self.off, self.note)):
            grid.addWidget(widget, at, column)
        grid.addWidget(self.told, at + 1, 0, 1, 5)
        self.told.hide()
        self.number.committed.connect(lambda _text: self._say())
        self.note.committed.connect(lambda _text: self._say())
        self.off.clicked.connect(lambda _on: self._say())

    def show_row(self, row: TermRow, *, fresh: bool) -> None:
        """Show how the promise holds."""
        self.name.setText(row.name)
        self.counts.setText(row.counts)
        self.number.show_saved(row.said, fresh=fresh)
        self.number.setPlaceholderText(row.holds)
        self.number.setEnabled(not row.off)
        self.note.show_saved(row.note, fresh=fresh)
        self.off.setChecked(row.off)
        self.number.setAccessibleName(tr("How long: {promise}", promise=row.name))
        self.off.setAccessibleName(tr("Not given: {promise}", promise=row.name))
        self.note.setAccessibleName(tr("Why: {promise}", promise=row.name))
        self._why = row.why
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, else why it is not the rule's time."""
        self.told.say(sentence or self._why)
        self.told.set_tone("bad" if sentence else "muted")

    def _say(self) -> None:
        number = "" if self.off.isChecked() else self.number.text()
        self._editor.said.emit(self._kind, number, self.off.isChecked(), self.note.text())
