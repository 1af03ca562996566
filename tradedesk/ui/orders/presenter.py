"""What the page of orders shows and does, without widgets: which orders, which one, and every change of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import NotThere, RuleSaysNo, TradeError
from tradedesk.domain.moving import Move
from tradedesk.services import order_forms, order_life, orders
from tradedesk.services.orders import OrderSheet
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.orders.finding import OrderFinding
from tradedesk.ui.orders.sheet_state import SheetState, state_of
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors

#: Kinds of which one order shows something.
_SHOWN = frozenset(
    {"messages", "points", "documents", "receipts", "shipment_lines", "shipment_containers", "shipment_numbers",
     "contacts", "addresses"}
)  # fmt: skip

#: Called with field and sentence; an empty sentence says that all is well.
Tell = Callable[[str, str], object]


class OrdersPresenter(QObject):
    """Holds the state; the page renders it when a signal says that it changed."""

    #: A SheetState; None when the order is not there (any more).
    sheet_changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        #: Which orders the list, the board and the calendar show.
        self.finding = OrderFinding(desk, self)
        self.order_id: int | None = None
        self.state: SheetState | None = None
        self._reading: Job | None = None

    # -- one order -----------------------------------------------------------------------------------------------------

    def show_order(self, order_id: int) -> None:
        """Show an order."""
        if order_id != self.order_id:
            self.order_id, self.state = order_id, None
        self.read()

    def leave_order(self) -> None:
        """Show none."""
        self.order_id = self.state = None

    def refresh_order(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read the order again when the changes touch it."""
        mine = ("orders", self.order_id) in changes
        if self.order_id is not None and (mine or any(kind in _SHOWN or kind == "parties" for kind, _ in changes)):
            self.read()

    def read(self) -> None:
        """Read the order's sheet."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._desk.run(
            orders.sheet, self.order_id, on_done=self._arrived, on_error=self._missing, owner=self
        )

    def _arrived(self, sheet: OrderSheet) -> None:
        self._reading = None
        if sheet.file.order.id == self.order_id:
            self.state = state_of(sheet)
            self.sheet_changed.emit(self.state)

    def _missing(self, error: TradeError) -> None:
        self._reading = None
        if isinstance(error, NotThere):
            self.state = None
            self.sheet_changed.emit(None)
        else:
            self._desk.refused.emit(errors.sentence(error))

    # -- changes -------------------------------------------------------------------------------------------------------

    def set_field(self, field: str, text: str, tell: Tell) -> None:
        """Save one field of the order."""
        self._do(order_forms.set_field, self.order_id, field, text, field=field, tell=tell)

    def look_at_delivery(self, text: str, show: Callable[[Sequence[Move]], object], tell: Tell) -> None:
        """Which planned dates another delivery day would move; one that moves nothing is saved at once."""
        order_id = self.order_id

        def seen(moves: Sequence[Move]) -> None:
            if moves and order_id == self.order_id:
                show(moves)
            else:
                self._do(order_forms.set_field, order_id, "delivery_on", text, field="delivery_on", tell=tell)

        self._desk.run(
            order_forms.delivery_moves, order_id, text,
            on_done=seen, on_error=lambda error: tell("delivery_on", errors.sentence(error)), owner=self,
        )  # fmt: skip

    def set_delivery(self, text: str, tell: Tell) -> None:
        """Save another delivery day and move the dates with it."""
        self._do(order_forms.set_delivery, self.order_id, text, field="delivery_on", tell=tell)

    def end_order(self, reason: str, tell: Tell) -> None:
        """Say that the deal will not come about, and why."""
        self._do(order_life.end_order, self.order_id, reason, field="reason", tell=tell)

    def take_up_again(self) -> None:
        """The deal goes on after all."""
        self._desk.run(order_life.take_up_again, self.order_id, owner=self)

    def copy_order(self) -> None:
        """Make a new inquiry with the same lines and terms, and go there."""

        def copied(order_id: int) -> None:
            self._desk.open(Place("orders", order_id))

        self._desk.run(order_life.copy_order, self.order_id, on_done=copied, owner=self)

    def _do(self, verb: Callable[..., Any], *args: Any, field: str, tell: Tell) -> None:
        def refused(error: TradeError) -> None:
            beside = error.field if isinstance(error, RuleSaysNo) and error.field else field
            tell(beside, errors.sentence(error))
            if not isinstance(error, RuleSaysNo):
                self.read()

        self._desk.run(verb, *args, on_done=lambda _done: tell(field, ""), on_error=refused, owner=self)

    # -- elsewhere -----------------------------------------------------------------------------------------------------

    def open_customer(self) -> None:
        """Show the customer of the order."""
        if self.state is not None:
            self._desk.open(Place("customers", self.state.party_id))

    def open_log(self, message_id: int) -> None:
        """Show an entry of the log."""
        self._desk.open(Place("log", message_id))

    def confirm_point(self, point_id: int) -> None:
        """Write the mail that confirms what was said (F2)."""
        self._desk.open(Place("compose", None, {"order": self.order_id, "point": point_id}))
