"""What a message can be for: the columns of "who receives what", in their order, the user's own among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.purpose import Purpose, PurposeCode
from tradedesk.ui.widgets import Button, Card, Chip, PlainLabel, Problem, plain_tooltip
from tradedesk.ui.widgets.purpose_form import PurposeForm
from tradedesk.ui.wording import language, listed, tr
from tradedesk.ui.wording.told import term


class PurposesCard(Card):
    """A line for each purpose; what is refused is told below its line's name."""

    submitted = Signal(object)
    #: Purpose and place among the columns, from 0.
    moved = Signal(int, int)
    put_away = Signal(int)
    shown_again = Signal(int)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Purposes"), tr("Columns of “Who receives what”"), parent)
        self.add_button = self.add_action(tr("Add a purpose"), self._begin, icon="plus")
        self.form = PurposeForm()
        self.form.hide()
        self.form.submitted.connect(self.submitted)
        self.form.closed.connect(self.form.hide)
        self.add(self.form)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(14, 6, 8, 6)
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self._shown: tuple[Purpose, ...] = ()
        self.lines: dict[int, PurposeLine] = {}

    def show_purposes(self, purposes: Sequence[Purpose]) -> None:
        """Show these, in the order of the columns, those put away last; the group notice has no column."""
        found = tuple(each for each in purposes if each.code != PurposeCode.NOTICE)
        if found == self._shown:
            return
        focus = next((code for code, line in self.lines.items() if line.isAncestorOf(self.focusWidget() or self)), 0)
        self._shown = found
        for line in self.lines.values():
            line.hide()
            line.deleteLater()
        self.lines = {each.id: PurposeLine(self, each, self._columns()) for each in found}
        for line in self.lines.values():
            self._rows.addWidget(line)
        if focus in self.lines:
            self.lines[focus].rename.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, purpose_id: int, sentence: str) -> None:
        """Say why what was asked of a purpose is not done, below it; of the one being named (0) beside its name."""
        if not purpose_id:
            self.form.show_problem(sentence)
        for number, line in self.lines.items():
            line.say_problem(sentence if number == purpose_id else "")

    def begin(self, purpose: Purpose | None) -> None:
        """Name a purpose, or a new one."""
        self.form.begin(purpose)

    def _begin(self) -> None:
        self.begin(None)

    def _columns(self) -> list[int]:
        return [each.id for each in self._shown if each.position]


class PurposeLine(QWidget):
    """One purpose: its name here and in the other language, what it means, and what can be done with it."""

    def __init__(self, card: PurposesCard, purpose: Purpose, columns: Sequence[int]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(6)
        here, there = purpose.name_en, purpose.name_zh
        if language() == "zh_CN":
            here, there = there, here
        row.addWidget(PlainLabel(here, size="strong", tone="" if purpose.position else "muted"))
        row.addWidget(PlainLabel(there, tone="muted", size="small"))
        if purpose.formal:
            row.addWidget(Chip(tr("formal"), "info"))
        row.addWidget(PlainLabel(listed(term("department", each) for each in purpose.departments), tone="muted",
                                 size="small"))  # fmt: skip
        row.addStretch(1)
        self._add_buttons(row, card, purpose, columns)
        column.addLayout(row)
        self._problem = Problem()
        column.addWidget(self._problem)

    def _add_buttons(self, row: QHBoxLayout, card: PurposesCard, purpose: Purpose, columns: Sequence[int]) -> None:
        number, here = purpose.id, purpose.name_zh if language() == "zh_CN" else purpose.name_en
        place = columns.index(number) if number in columns else -1

        def button(
            words: str, icon: str, do: Callable[[], object], *, enabled: bool = True, alone: bool = True
        ) -> Button:
            made = Button("" if alone else words, icon, "quiet", do, compact=True)
            made.setAccessibleName(tr("{action}: {name}", action=words, name=here))
            made.setToolTip(plain_tooltip(words))
            made.setEnabled(enabled)
            row.addWidget(made)
            return made

        if not purpose.shipped:
            self.remove = button(tr("Remove"), "trash-2", lambda: card.removed.emit(number))
        if place >= 0:
            self.up = button(tr("Move to the left"), "chevron-up", lambda: card.moved.emit(number, place - 1),
                             enabled=place > 0)  # fmt: skip
            self.down = button(tr("Move to the right"), "chevron-down", lambda: card.moved.emit(number, place + 1),
                               enabled=place < len(columns) - 1)  # fmt: skip
        self.rename = button(tr("Rename"), "pencil", lambda: card.begin(purpose))
        if place >= 0:
            self.away = button(tr("Put away"), "eye", lambda: card.put_away.emit(number), alone=False)
        else:
            self.again = button(tr("Show again"), "eye", lambda: card.shown_again.emit(number), alone=False)

    def say_problem(self, sentence: str) -> None:
        """Say why not; an empty sentence takes it away."""
        self._problem.say(sentence)
