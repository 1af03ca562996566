"""Small windows of the timeline: the whole plan seen before it moves, and how the order stands beside its stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from tradedesk.domain.moving import Move
from tradedesk.domain.side_state import SideState
from tradedesk.ui.orders.moves_list import MovesList
from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.widgets import Button, Field, PlainLabel
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.wording import capital, tr, trn
from tradedesk.ui.wording.told import term


class PlanPopup(SmallPopup):
    """What planning again moves; nothing has moved yet."""

    agreed = Signal()

    def __init__(
        self, moves: Sequence[Move], names: Mapping[int, str], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Plan the dates again"), 400, parent)
        self.moves = MovesList()
        told = tr("What moves") if moves else tr("Every open date already lies where it would be planned.")
        self.moves.show_moves(moves, names, today, title=told)
        self.column.addWidget(self.moves)
        row = QHBoxLayout()
        self.agree_button = Button(trn("Move {n} date", "Move {n} dates", len(moves)), "check", "primary", self._agree)
        self.close_button = Button(tr("Leave them"), on_click=self.close)
        if moves:
            row.addWidget(self.agree_button)
        row.addWidget(self.close_button)
        row.addStretch(1)
        self.column.addLayout(row)

    def take_focus(self) -> None:
        """Enter agrees."""
        (self.agree_button if self.agree_button.isVisible() else self.close_button).setFocus(
            Qt.FocusReason.PopupFocusReason
        )

    def _agree(self) -> None:
        self.close()
        self.agreed.emit()


class StandingPopup(SmallPopup):
    """On hold, delayed, changed, a complaint: which, and why; or as usual again."""

    #: State, reason, and whether the open dates move by the days the clock stood.
    said = Signal(str, str, bool)

    def __init__(
        self,
        state: str,
        reason: str,
        moves: Sequence[Move],
        names: Mapping[int, str],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("How the order stands"), 400, parent)
        self.state = SavedChoice()
        choices = [(str(each), capital(term("side", each))) for each in SideState if each]
        self.state.offer([("", tr("As usual")), *choices])
        self.state.show_saved(state or str(SideState.ON_HOLD))
        self.column.addWidget(Field(tr("State"), self.state))
        self.reason = QLineEdit(reason)
        self.field = Field(tr("Why"), self.reason)
        self.column.addWidget(self.field)
        self.told = PlainLabel(tr("On hold the clock stands: nothing of it becomes late, no notice is owed."),
                               tone="muted", size="small", wrap=True)  # fmt: skip
        self.column.addWidget(self.told)
        self.move_dates = QCheckBox(tr("Move the open dates by the days the clock stood"))
        self.move_dates.setChecked(True)
        self.moves = MovesList()
        self.moves.show_moves(moves, names, today, title=tr("What moves"))
        self._has_moves = bool(moves)
        self.column.addWidget(self.move_dates)
        self.column.addWidget(self.moves)
        row = QHBoxLayout()
        self.save_button = Button(tr("Save"), "check", "primary", self._say)
        row.addWidget(self.save_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.state.currentIndexChanged.connect(lambda _at: self._follow())
        self.move_dates.toggled.connect(lambda _on: self._follow())
        self.reason.returnPressed.connect(self._say)
        self._follow()

    def take_focus(self) -> None:
        """The state comes first."""
        self.state.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_outcome(self, _field: str, sentence: str) -> None:
        """Close when all is well, else say what is missing."""
        if not sentence:
            self.close()
            return
        self.field.set_problem(sentence)
        self.fit()

    def _follow(self) -> None:
        held = self.state.code == SideState.ON_HOLD
        self.field.setVisible(bool(self.state.code))
        self.told.setVisible(held)
        self.move_dates.setVisible(self._has_moves and not held)
        self.moves.setVisible(self._has_moves and not held and self.move_dates.isChecked())
        self.fit()

    def _say(self) -> None:
        self.field.set_problem("")
        moves = self._has_moves and self.move_dates.isChecked()
        self.said.emit(self.state.code, self.reason.text(), moves)
