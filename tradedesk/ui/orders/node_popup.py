"""The panel of one point: how it stands, what is owed and was told, when it happened, for when it is planned and what
moves with that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradedesk.domain.moving import Move
from tradedesk.ui.orders.moves_list import MovesList
from tradedesk.ui.orders.node_state import NodeState
from tradedesk.ui.orders.said_box import SaidBox
from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.widgets import Button, Field, KeyValue, Line
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.wording import tr, trn

#: Milliseconds after the last letter before it is looked at what would move.
_TYPING = 150


class NodePopup(SmallPopup):
    """A small window below a point; it closes by itself when what was said is saved."""

    reached = Signal(int, str)
    #: Point, day, medium, whether we said it, text, who.
    said = Signal(int, object, str, bool, str, str)
    planned = Signal(int, str)
    #: Point and day, while it is being typed.
    looked = Signal(int, object)
    taken_back = Signal(int)
    notice_requested = Signal(str)
    log_requested = Signal(int)
    points_requested = Signal()

    def __init__(
        self, node: NodeState, today: date, parent: QWidget | None = None, *, names: Mapping[int, str] | None = None
    ) -> None:
        super().__init__(node.title, 380, parent)
        self.node, self._today, self._names = node, today, names or {}
        self.setAccessibleName(node.spoken)
        self.facts = KeyValue(node.facts)
        self.facts.setVisible(bool(node.facts))
        self.column.addWidget(self.facts)
        if node.told_by is not None:
            self.log_button = Button(tr("Show it in the log"), kind="link", on_click=self._show_log)
            self.column.addWidget(self.log_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_actual(node, today)
        if not node.actual:
            self.column.addWidget(Line())
            self._add_planned(node, today)
        self.column.addWidget(Line())
        self._add_rest(node)

    def _add_actual(self, node: NodeState, today: date) -> None:
        self.actual = DayField(today, latest=today)
        self.actual.show_day(node.actual or today)
        self.actual_field = Field(tr("Happened on"), self.actual)
        self.actual.returnPressed.connect(self._reach)
        self.box = SaidBox()
        self.box.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        self.reach_button = Button(tr("Change the day") if node.actual else tr("It happened"), "check", "primary",
                                   self._reach)  # fmt: skip
        row.addWidget(self.reach_button)
        if node.actual:
            self.back_button = Button(tr("Take back"), on_click=self._take_back)
            row.addWidget(self.back_button)
        else:
            self.said_button = Button(tr("Log who said so"), kind="link", on_click=self._open_box)
            row.addWidget(self.said_button)
        row.addStretch(1)
        self.column.addWidget(self.actual_field)
        self.column.addWidget(self.box)
        self.column.addLayout(row)

    def _add_planned(self, node: NodeState, today: date) -> None:
        self.plan = DayField(today)
        self.plan.show_day(node.planned)
        self.plan_field = Field(tr("Planned for"), self.plan)
        self.plan.returnPressed.connect(self._plan)
        self.moves = MovesList()
        self.moves.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        self.plan_button = Button(tr("Save the plan"), on_click=self._plan)
        row.addWidget(self.plan_button)
        row.addStretch(1)
        self.column.addWidget(self.plan_field)
        self.column.addWidget(self.moves)
        self.column.addLayout(row)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING)
        self._pause.timeout.connect(self._look)
        self.plan.textChanged.connect(lambda _text: self._pause.start())

    def _add_rest(self, node: NodeState) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        if node.template:
            self.write_button = Button(tr("Write the notice"), "pencil", on_click=self._write)
            row.addWidget(self.write_button)
        self.points_button = Button(tr("Points of this order"), kind="link", on_click=self._open_points)
        row.addWidget(self.points_button)
        row.addStretch(1)
        self.column.addLayout(row)

    def take_focus(self) -> None:
        """The day it happened comes first."""
        self.actual.setFocus(Qt.FocusReason.PopupFocusReason)
        self.actual.selectAll()

    def show_moves(self, moves: Sequence[Move]) -> None:
        """Say what would move, before it does; of the point alone nothing need be said."""
        self.plan_field.set_problem("")
        several = len(moves) > 1
        self.moves.setVisible(several)
        self.moves.show_moves(moves if several else (), self._names, self._today, title=tr("What moves with it"))
        self.plan_button.set_words(
            trn("Move {n} date", "Move {n} dates", len(moves)) if several else tr("Save the plan")
        )
        self.fit()

    def show_outcome(self, field: str, sentence: str) -> None:
        """Close when all is well, else say beside the field what is wrong."""
        if not sentence:
            self.close()
            return
        if field == "text":
            self.box.show_problem(sentence)
        elif field == "planned_on" and not self.node.actual:
            self.moves.hide()
            self.plan_field.set_problem(sentence)
        else:
            self.actual_field.set_problem(sentence)
        self.fit()

    def _open_box(self) -> None:
        self.box.show()
        self.said_button.hide()
        self.reach_button.set_words(tr("Log it, and it happened"))
        self.fit()
        self.box.take_focus()

    def _reach(self) -> None:
        self.actual_field.set_problem("")
        day = self.actual.day()
        if not self.box.isHidden() and day is not None:
            self.box.show_problem("")
            self.said.emit(self.node.id, day, *self.box.values())
        else:
            self.reached.emit(self.node.id, self.actual.text())

    def _look(self) -> None:
        day = self.plan.day()
        if day is not None and day != self.node.planned:
            self.looked.emit(self.node.id, day)
        else:
            self.show_moves(())

    def _plan(self) -> None:
        self.plan_field.set_problem("")
        self.planned.emit(self.node.id, self.plan.text())

    def _take_back(self) -> None:
        self.taken_back.emit(self.node.id)
        self.close()

    def _write(self) -> None:
        self.close()
        self.notice_requested.emit(self.node.template)

    def _show_log(self) -> None:
        self.close()
        if self.node.told_by is not None:
            self.log_requested.emit(self.node.told_by)

    def _open_points(self) -> None:
        self.close()
        self.points_requested.emit()
