"""Which orders are shown, for the list, the board and the calendar alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from tradedesk.services import order_finding
from tradedesk.services.order_finding import Choices, Heads, OrderQuery, SavedOrderFilter
from tradedesk.ui.desk import Desk
from tradedesk.ui.list_query import KeptVerbs, ListQuery

#: The fields of the filter, in the order of the panel; all of them hold several values.
SEVERAL = (
    "customers", "stages", "sides", "waiting", "ordered", "delivery", "people", "countries", "currencies",
)  # fmt: skip
#: What the chips count, and what the choices are taken from.
_COUNTED = frozenset({"orders", "parties", "messages", "receipts"})


class OrderFinding(ListQuery):
    """The query with the counts of its chips; the chip is remembered."""

    #: Heads: counts, day, who "mine" is.
    heads_changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        verbs = KeptVerbs(
            order_finding.keep_filter,
            order_finding.rename_filter,
            order_finding.remove_filter,
            order_finding.without_sorting,
        )
        super().__init__(desk, "orders", OrderQuery(), SEVERAL, verbs, parent)
        self.query: OrderQuery = replace(self.query, chip=str(desk.settings.get("orders.chip", "running")))
        self.heads: Heads | None = None
        self.choices: Choices | None = None

    def take(self, query: Any) -> bool:
        """Ask for this; the chip is remembered with the order."""
        self._desk.settings.remember("orders.chip", query.chip)
        return super().take(query)

    def begin(self) -> None:
        """Ask for what is remembered, as if it had changed."""
        self.query_changed.emit(self.query)
        self.read_saved()

    def count(self) -> None:
        """Count what each chip shows."""

        def counted(heads: Heads) -> None:
            self.heads = heads
            self.heads_changed.emit(heads)

        self._desk.run(order_finding.heads, on_done=counted, owner=self)

    def refresh(self, changes: frozenset[tuple[str, int]]) -> bool:
        """Read again what the changes touch; whether they touch the orders that are shown."""
        nouns = {noun for noun, _ in changes}
        if "saved_filters" in nouns:
            self.read_saved()
        touched = bool(nouns & _COUNTED)
        if touched:
            self.choices = None
            self.count()
        return touched

    def read_saved(self) -> None:
        """Read the filters kept for orders."""

        def arrived(saved: tuple[SavedOrderFilter, ...]) -> None:
            self.saved = saved
            self.saved_changed.emit()

        self._desk.run(order_finding.saved_filters, on_done=arrived, owner=self)

    def read_choices(self) -> None:
        """Read what there is to choose from, unless it is known and names every customer that is asked for."""
        asked = self.query.filter.customers
        if self.choices is not None and all(number in self.choices.customers for number in asked):
            self.choices_changed.emit()
            return

        def arrived(choices: Choices) -> None:
            self.choices = choices
            self.choices_changed.emit()

        self._desk.run(order_finding.choices, asked, on_done=arrived, owner=self)
