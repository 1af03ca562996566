"""The card of an order's timeline: its points, how the plan stands, and what can be done with both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from tradedesk.domain.message import Direction, Medium
from tradedesk.domain.moving import Move
from tradedesk.domain.order import NodeCode
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders.node_popup import NodePopup
from tradedesk.ui.orders.plan_popups import PlanPopup, StandingPopup
from tradedesk.ui.orders.plan_presenter import PlanPresenter, Show, Tell
from tradedesk.ui.orders.points_popup import PointsPopup
from tradedesk.ui.orders.promises_popup import PromisesPopup
from tradedesk.ui.orders.sheet_state import SheetState
from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.orders.timeline_view import NodeButton, TimelineView
from tradedesk.ui.widgets import Button, Card, Chip, PlainLabel
from tradedesk.ui.wording import joined, tr


class TimelineCard(Card):
    """Shows the timeline of a SheetState."""

    #: A shipment left: the day as typed and the button of its point; its number is asked for (D4).
    left = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.presenter = PlanPresenter(desk, self)
        self.state: SheetState | None = None
        self.popup: SmallPopup | None = None
        self.setAccessibleName(tr("Timeline"))
        self.timeline = TimelineView()
        self.timeline.chosen.connect(self.open_node)
        self.body.setContentsMargins(4, 8, 4, 0)
        self.add(self.timeline)
        self.add(self._plan_row())

    def _plan_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(12, 0, 12, 4)
        row.setSpacing(12)
        self.side, self.plan = Chip(), PlainLabel(size="small", wrap=True)
        row.addWidget(self.side)
        row.addWidget(self.plan, 1)
        self.plan_again = Button(tr("Plan the dates again"), kind="link", on_click=self._look_at_new_plan)
        self.standing = Button(tr("State"), kind="link", on_click=self._open_standing)
        self.promises = Button(tr("Promises"), kind="link", on_click=self._open_promises)
        self.points = Button(tr("Points"), kind="link", on_click=self.open_points)
        for button in (self.plan_again, self.standing, self.promises, self.points):
            row.addWidget(button)
        return holder

    def show_state(self, state: SheetState) -> None:
        """Show the timeline of an order."""
        fresh = self.state is None or self.state.order_id != state.order_id
        self.state = state
        self.presenter.order_id, self.presenter.party_id = state.order_id, state.party_id
        self.timeline.show_nodes(state.nodes, fresh=fresh)
        about = state.timeline
        self.side.show_state(about.side, about.side_role)
        self.plan.setText(joined((about.side_told, state.plan.text)))
        self.plan.set_tone(state.plan.role)
        self.plan_again.setVisible(state.can_plan)
        self.plan_again.set_words(tr("Plan the dates again") if state.planned else tr("Plan the dates"))
        if isinstance(self.popup, PointsPopup) and isValid(self.popup):
            self.popup.show_state(state.timeline)

    def open_node(self, button: NodeButton) -> None:
        """Offer what can be said of a point."""
        if button.node is None or self.state is None:
            return
        popup = NodePopup(button.node, self.state.today, self, names=self._names())
        tell = _teller(popup)
        if button.node.code is NodeCode.SHIPPED and button.node.actual is None:
            # The number is asked for at once (D4): it reaches the point as well.
            popup.reached.connect(lambda _node, day: self._leave(popup, day, button))
        else:
            popup.reached.connect(lambda node, day: self.presenter.reach(node, day, tell))
        popup.said.connect(
            lambda node, day, medium, ours, text, who: self.presenter.reach_by_message(
                node, day, Medium(medium), Direction.OUT if ours else Direction.IN, text, who, tell
            )
        )
        popup.planned.connect(lambda node, day: self.presenter.plan(node, day, tell))
        popup.looked.connect(lambda node, day: self.presenter.look_at_move(node, day, _shower(popup), tell))
        popup.taken_back.connect(self.presenter.take_back)
        popup.notice_requested.connect(self.presenter.write_notice)
        popup.log_requested.connect(self.presenter.open_log)
        popup.points_requested.connect(self.open_points)
        self._show(popup, button.mapToGlobal(QPoint(button.width() // 2 - 60, 66)))

    def open_points(self) -> None:
        """Offer the points themselves: names, days, who sees to them, their order."""
        if self.state is None:
            return

        def show(texts: Sequence[tuple[str, str]]) -> None:
            if self.state is not None:
                popup = PointsPopup(self.presenter, self.state.timeline, texts, self)
                self._show(popup, self.points.mapToGlobal(QPoint(0, self.points.height() + 4)))

        self.presenter.read_texts(show)

    def _open_promises(self) -> None:
        popup = PromisesPopup(self.presenter, self)
        self._show(popup, self.promises.mapToGlobal(QPoint(0, self.promises.height() + 4)))

    def _look_at_new_plan(self) -> None:
        def show(moves: Sequence[Move]) -> None:
            if self.state is None:
                return
            popup = PlanPopup(moves, self._names(), self.state.today, self)
            popup.agreed.connect(self.presenter.plan_again)
            self._show(popup, self.plan_again.mapToGlobal(QPoint(0, self.plan_again.height() + 4)))

        self.presenter.look_at_new_plan(show)

    def _open_standing(self) -> None:
        def show(moves: Sequence[Move]) -> None:
            if self.state is None:
                return
            about = self.state.timeline
            popup = StandingPopup(about.side_code, about.side_reason, moves, self._names(), self.state.today, self)
            tell = _teller(popup)
            popup.said.connect(lambda code, why, moved: self.presenter.stand(code, why, move_dates=moved, tell=tell))
            self._show(popup, self.standing.mapToGlobal(QPoint(0, self.standing.height() + 4)))

        self.presenter.look_at_going_on(show)

    def _leave(self, popup: NodePopup, day: str, button: NodeButton) -> None:
        popup.close()
        self.left.emit(day, button)

    def _names(self) -> dict[int, str]:
        return {node.id: node.title for node in self.state.nodes} if self.state is not None else {}

    def _show(self, popup: SmallPopup, place: QPoint) -> None:
        self.popup = popup
        popup.show_at(place, self)


def _teller(popup: NodePopup | StandingPopup) -> Tell:
    def tell(field: str, sentence: str) -> None:
        if isValid(popup):
            popup.show_outcome(field, sentence)

    return tell


def _shower(popup: NodePopup) -> Show:
    def show(moves: Sequence[Move]) -> None:
        if isValid(popup):
            popup.show_moves(moves)

    return show
