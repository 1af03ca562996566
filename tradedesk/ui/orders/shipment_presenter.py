"""What the shipments of an order do: read, typed, split, sent on their way, looked up. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from tradedesk.domain.carrier import Link
from tradedesk.domain.errors import NotThere, RuleSaysNo, TradeError
from tradedesk.services import shipments
from tradedesk.services.shipment_view import NumberSeen, OrderShipments
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.orders.presenter import Tell
from tradedesk.ui.places import Place
from tradedesk.ui.shell import links
from tradedesk.ui.wording import errors, language, tr


class ShipmentPresenter(QObject):
    """Holds what was read of one order's shipments; ``changed`` carries an OrderShipments."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.order_id = 0
        self.state: OrderShipments | None = None
        self._reading: Job | None = None

    def show_order(self, order_id: int) -> None:
        """Read an order's shipments."""
        if order_id != self.order_id:
            self.order_id, self.state = order_id, None
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._desk.run(
            shipments.of_order, order_id, language(), on_done=self._arrived, on_error=self._missing, owner=self
        )

    def _arrived(self, state: OrderShipments) -> None:
        self._reading = None
        if state.order_id == self.order_id:
            self.state = state
            self.changed.emit(state)

    def _missing(self, error: TradeError) -> None:
        self._reading = None
        if not isinstance(error, NotThere):  # that the order is gone is said by its page
            self._desk.refused.emit(errors.sentence(error))

    # -- changes -------------------------------------------------------------------------------------------------------

    def set_field(self, shipment_id: int, field: str, text: str, tell: Tell) -> None:
        """Save one field; number 0 makes the order's first shipment."""
        self._do(shipments.set_field, self.order_id, shipment_id, field, text, field=field, tell=tell)

    def set_box(self, shipment_id: int, box_id: int, field: str, text: str) -> None:
        """Save one field of a container; number 0 adds one."""
        self._run(shipments.set_box_field, shipment_id, box_id, field, text)

    def remove_box(self, shipment_id: int, box_id: int) -> None:
        """Take a container away."""
        self._run(shipments.remove_box, shipment_id, box_id)

    def set_quantity(self, shipment_id: int, line_id: int, text: str, tell: Tell) -> None:
        """Say how much of a line goes with a shipment."""
        self._do(shipments.set_quantity, shipment_id, line_id, text, field="quantity", tell=tell)

    def add(self, done: Callable[[int], object]) -> None:
        """Add a shipment of what is left."""
        self._run(shipments.add, self.order_id, done=done)

    def split(self, shipment_id: int, moved: Mapping[int, str], tell: Tell) -> None:
        """Move quantities to a new shipment."""
        self._do(shipments.split, shipment_id, dict(moved), field="quantity", tell=tell)

    def remove(self, shipment_id: int) -> None:
        """Take a shipment away; what it carried is left to be shipped."""
        self._run(shipments.remove, shipment_id)

    def say_shipped(
        self, shipment_id: int, day: str, number: str, carrier: str, tell: Tell, done: Callable[[int], object]
    ) -> None:
        """Say that a shipment left, under which number and with whom."""

        def saved(found: int) -> None:
            tell("shipped_on", "")
            done(found)

        self._do(
            shipments.say_shipped, self.order_id, shipment_id, day, number, carrier,
            field="shipped_on", tell=tell, done=saved,
        )  # fmt: skip

    def write_notice(self, shipment_id: int) -> None:
        """Write the mail that tells the customer of this shipment at once (D4)."""
        self._run(shipments.notice, shipment_id, done=lambda draft: self._desk.open(Place("compose", key=draft)))

    def look_at(self, text: str, carrier: str, done: Callable[[NumberSeen], object]) -> None:
        """What a number can be, while it is being typed."""
        self._run(shipments.look_at, text, carrier, done=done)

    # -- outside -------------------------------------------------------------------------------------------------------

    def open(self, link: Link, number: str) -> None:
        """Open a carrier's page; where it cannot take the number, the number is on the clipboard to be pasted."""
        if self.state is None:
            return
        if link.by_hand:
            QGuiApplication.clipboard().setText(number)
            self._desk.said.emit("number-on-clipboard", None)
        if not links.open_link(link.url, self.state.hosts):
            self._desk.refused.emit(tr("This computer has no browser for {link}.", link=link.url))

    def copy(self, link: Link) -> None:
        """Put a link on the clipboard."""
        QGuiApplication.clipboard().setText(link.url)
        self._desk.said.emit("tracking-link-copied", None)

    def _run(self, verb: Callable[..., Any], *args: Any, done: Callable[[Any], object] | None = None) -> None:
        self._desk.run(verb, *args, on_done=done, on_error=self._refused, owner=self)

    def _refused(self, error: TradeError) -> None:
        self._desk.refused.emit(errors.sentence(error))

    def _do(
        self,
        verb: Callable[..., Any],
        *args: Any,
        field: str,
        tell: Tell,
        done: Callable[[Any], object] | None = None,
    ) -> None:
        def refused(error: TradeError) -> None:
            tell(error.field if isinstance(error, RuleSaysNo) and error.field else field, errors.sentence(error))

        self._desk.run(verb, *args, on_done=done or (lambda _done: tell(field, "")), on_error=refused, owner=self)
