"""What can be said of one point of the timeline: when it happened, for when it is planned, and that it be told."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.ui.orders.node_state import NodeState
from tradedesk.ui.widgets import Button, Field, Line, PlainLabel, SectionTitle
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.wording import tr


class NodePopup(QFrame):
    """A small window below a point; it closes by itself when what was said is saved."""

    reached = Signal(int, str)
    planned = Signal(int, str)
    taken_back = Signal(int)
    notice_requested = Signal(str)

    def __init__(self, node: NodeState, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.node = node
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(node.spoken)
        self.setFixedWidth(300)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        column.addWidget(SectionTitle(node.title))
        if node.told:
            column.addWidget(PlainLabel(tr("Told {address}", address=node.told), tone="muted", size="small", wrap=True))
        self._add_actual(column, node, today)
        column.addWidget(Line())
        self._add_planned(column, node, today)
        if node.template:
            column.addWidget(Line())
            column.addWidget(Button(tr("Write the notice"), "pencil", on_click=self._write))

    def _add_actual(self, column: QVBoxLayout, node: NodeState, today: date) -> None:
        self.actual = DayField(today, latest=today)
        self.actual.show_day(node.actual or today)
        self.actual_field = Field(tr("Happened on"), self.actual)
        self.actual.returnPressed.connect(self._reach)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.reach_button = Button(tr("Change the day") if node.actual else tr("It happened"), "check", "primary",
                                   self._reach)  # fmt: skip
        row.addWidget(self.reach_button)
        if node.actual:
            self.back_button = Button(tr("Take back"), on_click=self._take_back)
            row.addWidget(self.back_button)
        row.addStretch(1)
        column.addWidget(self.actual_field)
        column.addLayout(row)

    def _add_planned(self, column: QVBoxLayout, node: NodeState, today: date) -> None:
        self.plan = DayField(today)
        self.plan.show_day(node.planned)
        self.plan_field = Field(tr("Planned for"), self.plan)
        self.plan.returnPressed.connect(self._plan)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.plan_button = Button(tr("Save the plan"), on_click=self._plan)
        row.addWidget(self.plan_button)
        row.addStretch(1)
        column.addWidget(self.plan_field)
        column.addLayout(row)

    def show_at(self, place: QPoint, area: QWidget) -> None:
        """Show it below a point on the screen, but within the window."""
        self.adjustSize()
        window = area.window()
        corner = window.mapToGlobal(QPoint(window.width(), window.height()))
        x = min(place.x(), corner.x() - self.width() - 12)
        y = min(place.y(), corner.y() - self.height() - 12)
        self.move(max(x, window.mapToGlobal(QPoint(0, 0)).x() + 12), y)
        self.show()
        self.actual.setFocus(Qt.FocusReason.PopupFocusReason)
        self.actual.selectAll()

    def show_outcome(self, field: str, sentence: str) -> None:
        """Close when all is well, else say beside the field what is wrong."""
        if not sentence:
            self.close()
            return
        beside = self.plan_field if field == "planned_on" else self.actual_field
        beside.set_problem(sentence)
        self.adjustSize()

    def _reach(self) -> None:
        self.actual_field.set_problem("")
        self.reached.emit(self.node.id, self.actual.text())

    def _plan(self) -> None:
        self.plan_field.set_problem("")
        self.planned.emit(self.node.id, self.plan.text())

    def _take_back(self) -> None:
        self.taken_back.emit(self.node.id)
        self.close()

    def _write(self) -> None:
        self.close()
        self.notice_requested.emit(self.node.template)
