"""The tabs "Orders" and "Messages": what the ledger holds of a party, newest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tradedesk.domain.money import Money
from tradedesk.services import log, orders
from tradedesk.services.log import LogQuery, LogRow
from tradedesk.services.orders import OrderQuery, OrderRow
from tradedesk.ui.customers import words
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import Card, Column, EmptyState, TableView, WindowModel
from tradedesk.ui.wording import formats, joined, tr


class HistoryTab(QWidget):
    """One table of a party's rows; Enter or a double click opens one."""

    def __init__(self, desk: Desk, name: str, model: WindowModel, empty: EmptyState, show: Callable[[int], object],
                 query_for: Callable[[int], Any]) -> None:  # fmt: skip
        super().__init__()
        self._model, self._query_for = model, query_for
        self._party_id: int | None = None
        model.setParent(self)
        self.table = TableView(name, model, desk.settings)
        self.table.setMinimumHeight(320)
        self.table.opened.connect(show)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        self.empty = empty
        card = Card()
        card.add(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(card, 1)
        model.reloaded.connect(lambda found: self._stack.setCurrentWidget(self.table if found else empty))

    def show_party(self, party_id: int, *, again: bool) -> None:
        """Show the rows of a party; ``again``: also when it is the same one, because something changed."""
        if party_id != self._party_id:
            self._party_id = party_id
            self._model.set_query(self._query_for(party_id))
        elif again:
            self._model.reload()


def orders_tab(desk: Desk) -> HistoryTab:
    """The party's orders."""
    columns = [
        Column("number", lambda: tr("Order"), lambda row: row.number, 116, sortable=False),
        Column("summary", lambda: tr("Goods"), lambda row: row.summary, 0, sortable=False),
        Column("next", lambda: tr("Comes next"), _next_node, 190, sortable=False),
        Column("ordered", lambda: tr("Ordered"), lambda row: _day(row.ordered_on), 96, sortable=False),
        Column("total", lambda: tr("Total"), lambda row: formats.money(Money(row.total_minor, row.currency)), 130,
               right=True, sortable=False),
    ]  # fmt: skip
    model = WindowModel(desk, orders.ids, orders.rows, columns)
    empty = EmptyState("package", tr("No orders yet. The first inquiry makes one."))
    tab = HistoryTab(desk, "customers.orders", model, empty, lambda key: desk.open(Place("orders", key)),
                     lambda found: OrderQuery(party_id=found))  # fmt: skip
    tab.table.setAccessibleName(tr("Orders"))
    return tab


def messages_tab(desk: Desk) -> HistoryTab:
    """The party's messages over every channel."""
    columns = [
        Column("at", lambda: tr("When"), _when, 136, sortable=False),
        Column("way", lambda: tr("Way"), _way, 120, sortable=False),
        Column("subject", lambda: tr("About"), lambda row: row.subject or row.preview, 0, sortable=False),
        Column("order", lambda: tr("Order"), lambda row: row.order_number, 116, sortable=False),
    ]
    model = WindowModel(desk, log.ids, log.rows, columns)
    empty = EmptyState(
        "messages-square", tr("Nothing said yet. What goes out and what is noted in the log appears here.")
    )
    tab = HistoryTab(desk, "customers.messages", model, empty, lambda key: desk.open(Place("log", key)),
                     lambda found: LogQuery(party_id=found))  # fmt: skip
    tab.table.setAccessibleName(tr("Messages"))
    return tab


def _day(text: str | None) -> str:
    return formats.day(date.fromisoformat(text)) if text else "—"


def _next_node(row: OrderRow) -> str:
    if not row.next_node:
        return "—"
    return joined(part for part in (words.node(row.next_node), _day(row.next_planned_on)) if part != "—")


def _when(row: LogRow) -> str:
    return formats.moment(datetime.strptime(row.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC))


def _way(row: LogRow) -> str:
    arrow = {"in": "←", "out": "→", "both": "↔"}.get(row.direction, "")
    return f"{arrow} {words.channel_named(row.medium)}"
