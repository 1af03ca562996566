"""What the card of the timeline does, without widgets: points, plans looked at before they are carried out, states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.domain.message import Direction, Medium
from tradedesk.domain.moving import Move
from tradedesk.domain.template import Template
from tradedesk.services import (
    order_forms,
    order_plan,
    order_points,
    order_standing,
    orders,
    promise_terms,
    templates,
)
from tradedesk.services.promise_terms import TermLine
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors, language

#: Called with field and sentence; an empty sentence says that all is well.
Tell = Callable[[str, str], object]
#: Called with what would move.
Show = Callable[[Sequence[Move]], object]


class PlanPresenter(QObject):
    """Verbs of one order's timeline."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.order_id = self.party_id = 0
        self._looking: Job | None = None

    # -- one point -----------------------------------------------------------------------------------------------------

    def reach(self, node_id: int, day: str, tell: Tell) -> None:
        """Say on which day a point happened."""
        self._do(order_forms.reach_on, node_id, day, field="actual_on", tell=tell)

    def reach_by_message(
        self, node_id: int, day: date, medium: Medium, direction: Direction, text: str, who: str, tell: Tell
    ) -> None:
        """Log what was said, and with it that the point was reached."""

        def verb(bench: Any) -> int:
            return order_points.reach_by_message(
                bench, node_id, day, medium=medium, direction=direction, text=text, who=who
            )

        self._do(verb, field="text", tell=tell)

    def take_back(self, node_id: int) -> None:
        """Say that a point has not happened after all."""
        self._desk.run(orders.reach_node, node_id, None, owner=self)

    def plan(self, node_id: int, day: str, tell: Tell) -> None:
        """Say for which day a point is planned; what hangs on it moves with it."""
        self._do(order_forms.plan_for, node_id, day, field="planned_on", tell=tell)

    def look_at_move(self, node_id: int, day: date, show: Show, tell: Tell) -> None:
        """What would move with a point; only the newest question is answered."""
        if self._looking is not None:
            self._looking.cancel()

        def refused(error: TradeError) -> None:
            tell("planned_on", errors.sentence(error))

        self._looking = self._desk.run(order_plan.moves_of, node_id, day, on_done=show, on_error=refused, owner=self)

    # -- the whole plan ------------------------------------------------------------------------------------------------

    def look_at_new_plan(self, show: Show) -> None:
        """What planning again would move."""
        self._desk.run(order_plan.new_plan, self.order_id, on_done=show, owner=self)

    def plan_again(self) -> None:
        """Plan every open point anew."""
        self._desk.run(orders.plan_again, self.order_id, owner=self)

    def look_at_going_on(self, show: Show) -> None:
        """What would move when an order that is on hold goes on."""
        self._desk.run(order_standing.to_move, self.order_id, on_done=show, owner=self)

    def stand(self, state: str, reason: str, *, move_dates: bool, tell: Tell) -> None:
        """Say how the order stands beside its stage, and why."""

        def verb(bench: Any) -> None:
            order_standing.say(bench, self.order_id, state, reason, move_dates=move_dates)

        self._do(verb, field="side_reason", tell=tell)

    # -- its points ----------------------------------------------------------------------------------------------------

    def set_type(self, code: str) -> None:
        """Take the points of another type of order."""
        self._desk.run(order_points.set_type, self.order_id, code, owner=self)

    def add_point(self, name: str, tell: Tell) -> None:
        """Add a point of the user's own."""
        self._do(order_points.add, self.order_id, name, field="name", tell=tell)

    def set_point(self, node_id: int, field: str, text: str, tell: Tell) -> None:
        """Save what was typed of a point."""
        self._do(order_points.set_field, node_id, field, text, field=field, tell=tell)

    def move_point(self, node_id: int, step: int) -> None:
        """Move a point by some places."""
        self._desk.run(order_points.move, node_id, step, owner=self)

    def remove_point(self, node_id: int, tell: Tell) -> None:
        """Take a point away."""
        self._do(order_points.remove, node_id, field="name", tell=tell)

    def read_texts(self, show: Callable[[Sequence[tuple[str, str]]], object]) -> None:
        """Code and name of every text that could tell of a point, in the window's language."""

        def arrived(found: Sequence[Template]) -> None:
            chinese = language() == "zh_CN"
            names = {each.code: each.name_zh if chinese else each.name_en for each in found}
            show(sorted(names.items(), key=lambda pair: pair[1].casefold()))

        self._desk.run(templates.every, on_done=arrived, owner=self)

    # -- what is promised ----------------------------------------------------------------------------------------------

    def read_terms(self, scope: str, show: Callable[[Sequence[TermLine]], object]) -> None:
        """The promises as they hold for this order, its customer, or everybody."""
        if scope == "order":
            self._desk.run(promise_terms.of_order, self.order_id, on_done=show, owner=self)
        elif scope == "party":
            self._desk.run(promise_terms.of_party, self.party_id, on_done=show, owner=self)
        else:
            self._desk.run(promise_terms.of_all, on_done=show, owner=self)

    def say_term(self, scope: str, kind: str, text: str, *, off: bool, note: str, tell: Tell) -> None:
        """Say of a promise how long it takes, or that it is not given."""
        order_id = self.order_id if scope == "order" else None
        party_id = self.party_id if scope == "party" else None

        def verb(bench: Any) -> None:
            promise_terms.say(bench, kind, text, off=off, note=note, party_id=party_id, order_id=order_id)

        self._do(verb, field=kind, tell=tell)

    # -- elsewhere -----------------------------------------------------------------------------------------------------

    def write_notice(self, template: str) -> None:
        """Write the mail that tells the customer of a point (C2)."""
        self._desk.open(Place("compose", None, {"order": self.order_id, "template": template}))

    def open_log(self, message_id: int) -> None:
        """Show the notice that went out."""
        self._desk.open(Place("log", message_id))

    def _do(self, verb: Callable[..., Any], *args: Any, field: str, tell: Tell) -> None:
        def refused(error: TradeError) -> None:
            beside = error.field if isinstance(error, RuleSaysNo) and error.field else field
            tell(beside, errors.sentence(error))

        self._desk.run(verb, *args, on_done=lambda _done: tell(field, ""), on_error=refused, owner=self)
