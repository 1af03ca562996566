"""Points of a timeline as lines that are edited in place: name, days, who sees to it, text, place among the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PlainLabel, Problem, plain_tooltip, set_style_property
from tradedesk.ui.widgets.saved import SavedChoice, SavedLine
from tradedesk.ui.wording import tr

#: The jobs that are offered for a point, as codes of the supply chain.
JOBS = ("sales", "purchasing", "merchandising", "factory", "quality", "documents", "logistics", "shipping")

#: Pixels: the names of the texts need the room.
_ARROW = 30


class PointRow(NamedTuple):
    """One point. ``usual`` are the days where none are said, ``usual_text`` is the code of the text
    it has then; ``fixed``: it cannot be taken away (it has happened)."""

    key: int
    name: str
    usual_name: str
    days: str
    usual: str
    kind: str
    job: str
    template: str
    usual_text: str
    fixed: bool


class PointsEditor(QWidget):
    """Lines of points; what is typed is told when it is finished. ``scrolled``: they scroll within so many pixels."""

    #: Key, field (name, lead_days, day_kind, role, template), text.
    edited = Signal(int, str, str)
    #: Key and step.
    moved = Signal(int, int)
    removed = Signal(int)
    added = Signal(str)

    def __init__(
        self,
        jobs: Sequence[tuple[str, str]],
        texts: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        scrolled: int = 0,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._texts = jobs, texts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._table(scrolled))
        column.addLayout(self._new_point())
        self.problem = Problem()
        column.addWidget(self.problem)
        self.rows: dict[int, _Line] = {}
        self._order: list[int] = []

    def _table(self, scrolled: int) -> QWidget:
        held = QWidget()
        self._grid = QGridLayout(held)
        self._grid.setContentsMargins(0, 0, 8 if scrolled else 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(3, 1)
        self._grid.setColumnStretch(4, 4)
        for at, head in enumerate((tr("Point"), tr("Lead days"), "", tr("Sees to it"), tr("Text"))):
            self._grid.addWidget(PlainLabel(head, tone="muted", size="small"), 0, at)
        if scrolled:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QScrollArea.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(held)
            area.setFixedHeight(scrolled)
            # The card shows through.
            area.viewport().setAutoFillBackground(False)
            held.setAutoFillBackground(False)
            return area
        return held

    def _new_point(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.fresh = QLineEdit()
        self.fresh.setPlaceholderText(tr("A point of your own: “Lab dip approved”"))
        self.fresh.setAccessibleName(tr("Name of a new point"))
        self.fresh.returnPressed.connect(self._add)
        self.add_button = Button(tr("Add the point"), "plus", on_click=self._add)
        row.addWidget(self.fresh, 1)
        row.addWidget(self.add_button)
        return row

    def show_rows(self, rows: Sequence[PointRow]) -> None:
        """Show these points in their order; what is being typed stays."""
        keys = [row.key for row in rows]
        if keys != self._order:
            focus = next((key for key, line in self.rows.items() if line.has_focus()), None)
            for line in self.rows.values():
                line.remove(self._grid)
            self.rows = {row.key: _Line(self, row, self._grid, at) for at, row in enumerate(rows, start=1)}
            self._order = keys
            if focus in self.rows and focus is not None:
                self.rows[focus].name.setFocus(Qt.FocusReason.OtherFocusReason)
        for at, row in enumerate(rows):
            self.rows[row.key].show_row(row, first=at == 0, last=at == len(rows) - 1)

    def show_outcome(self, sentence: str) -> None:
        """Say what was refused; nothing when all is well, and a new point can be named."""
        self.problem.say(sentence)

    def _add(self) -> None:
        self.added.emit(self.fresh.text())
        self.fresh.clear()

    @property
    def jobs(self) -> Sequence[tuple[str, str]]:
        """Code and words of each job."""
        return self._jobs

    @property
    def texts(self) -> Sequence[tuple[str, str]]:
        """Code and name of each text."""
        return self._texts


class _Line:
    """The editors of one point."""

    def __init__(self, editor: PointsEditor, row: PointRow, grid: QGridLayout, at: int) -> None:
        self.name, self.days = SavedLine(row.usual_name), SavedLine()
        self.days.setFixedWidth(48)
        self.days.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.kind, self.job, self.text = SavedChoice(), SavedChoice(), SavedChoice()
        self.kind.offer([("working", tr("working")), ("calendar", tr("calendar"))])
        self.job.offer([("", "—"), *editor.jobs])
        usual = dict(editor.texts).get(row.usual_text, "—")
        self.text.offer([("", usual), *(each for each in editor.texts if each[0] != row.usual_text)])
        for box in (self.job, self.text):
            box.setSizeAdjustPolicy(SavedChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7)
        key = row.key
        told: tuple[tuple[str, SavedLine | SavedChoice], ...] = (
            ("name", self.name), ("lead_days", self.days), ("day_kind", self.kind), ("role", self.job),
            ("template", self.text),
        )  # fmt: skip
        for field, editor_of in told:
            editor_of.committed.connect(lambda text, f=field: editor.edited.emit(key, f, text))
        self.up = Button("", "chevron-up", "quiet", lambda: editor.moved.emit(key, -1), compact=True)
        self.down = Button("", "chevron-down", "quiet", lambda: editor.moved.emit(key, 1), compact=True)
        self.gone = Button("", "trash-2", "quiet", lambda: editor.removed.emit(key), compact=True)
        for button in (self.up, self.down, self.gone):
            button.setFixedWidth(_ARROW)
        self._widgets: tuple[QWidget, ...] = (
            self.name, self.days, self.kind, self.job, self.text, self.up, self.down, self.gone,
        )  # fmt: skip
        for column, widget in enumerate(self._widgets):
            grid.addWidget(widget, at, column)

    def show_row(self, row: PointRow, *, first: bool, last: bool) -> None:
        """Show what is kept of the point."""
        self.name.show_saved(row.name)
        self.days.show_saved(row.days)
        self.days.setPlaceholderText(row.usual)
        self.kind.show_saved(row.kind)
        self.job.show_saved(row.job)
        self.text.show_saved(row.template)
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        self.gone.setEnabled(not row.fixed)
        set_style_property(self.name, "muted", not row.name)
        name = row.name or row.usual_name
        for widget, words in (
            (self.name, tr("Name of {point}", point=name)),
            (self.days, tr("Days of {point}", point=name)),
            (self.kind, tr("How the days of {point} are counted", point=name)),
            (self.job, tr("Who sees to {point}", point=name)),
            (self.text, tr("Text that tells of {point}", point=name)),
            (self.up, tr("Move {point} forward", point=name)),
            (self.down, tr("Move {point} back", point=name)),
            (self.gone, tr("Remove {point}", point=name)),
        ):
            widget.setAccessibleName(words)
            widget.setToolTip(plain_tooltip(words))

    def has_focus(self) -> bool:
        """Whether one of its editors has the keyboard."""
        return any(widget.hasFocus() for widget in self._widgets)

    def remove(self, grid: QGridLayout) -> None:
        """Take the line away."""
        for widget in self._widgets:
            grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
