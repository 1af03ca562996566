"""What the card of an order's lines does, without widgets: cells, lines, charges, and products that are offered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.services import order_lines, products
from tradedesk.services.products import Offer
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors

#: Called with field and sentence; an empty sentence says that all is well.
Tell = Callable[[str, str], object]


class LinesPresenter(QObject):
    """Verbs of one order's lines."""

    #: A line was added: its number, to be typed in.
    line_added = Signal(int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.order_id = 0
        self._looking: Job | None = None

    def set_cell(self, line_id: int, field: str, text: str, tell: Tell) -> None:
        """Save one cell of a line."""
        self._do(order_lines.set_line_field, line_id, field, text, field=field, tell=tell)

    def add(self) -> None:
        """Add a line to be typed in."""
        self._desk.run(order_lines.add_line, self.order_id, on_done=self.line_added.emit, owner=self)

    def remove(self, line_id: int) -> None:
        """Remove a line."""
        self._desk.run(order_lines.remove_line, line_id, owner=self)

    def move(self, line_id: int, by: int) -> None:
        """Move a line up or down."""
        self._desk.run(order_lines.move_line, line_id, by, owner=self)

    def look_for(self, text: str, found: Callable[[tuple[Offer, ...]], object]) -> None:
        """Look for products that fit what is typed; only the newest question is answered."""
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._desk.run(products.offers, self.order_id, text, on_done=found, owner=self)

    def take_product(self, line_id: int, product_id: int) -> None:
        """Fill a line from a product."""
        self._desk.run(order_lines.take_product, line_id, product_id, owner=self)

    def open_product(self, product_id: int) -> None:
        """Show what is remembered of a product."""
        self._desk.open(Place("products", product_id))

    def add_charge(self, label: str, amount: str, tell: Tell) -> None:
        """Ask for something besides the lines."""
        self._do(order_lines.add_charge, self.order_id, label, amount, field="amount", tell=tell)

    def set_charge(self, charge_id: int, field: str, text: str, tell: Tell) -> None:
        """Save a charge's name or amount."""
        self._do(order_lines.set_charge_field, charge_id, field, text, field=field, tell=tell)

    def remove_charge(self, charge_id: int) -> None:
        """Remove a charge."""
        self._desk.run(order_lines.remove_charge, charge_id, owner=self)

    def _do(self, verb: Callable[..., Any], *args: Any, field: str, tell: Tell) -> None:
        def refused(error: TradeError) -> None:
            beside = error.field if isinstance(error, RuleSaysNo) and error.field else field
            tell(beside, errors.sentence(error))

        self._desk.run(verb, *args, on_done=lambda _done: tell(field, ""), on_error=refused, owner=self)
