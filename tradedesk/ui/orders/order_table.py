"""The orders as a table: columns the user chooses, sorting by any of them, and what they come to by currency."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradedesk.domain.money import Money
from tradedesk.domain.order import Stage
from tradedesk.services import order_finding
from tradedesk.services.order_finding import OrderQuery, OrderRow, OrderTotal
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.orders import view_words, words
from tradedesk.ui.orders.finding import OrderFinding
from tradedesk.ui.widgets import Card, Column, ElidedLabel, Line, TableView, WindowModel
from tradedesk.ui.widgets.column_choice import ColumnChoice
from tradedesk.ui.wording import capital, formats, tr, trn
from tradedesk.ui.wording.told import term

#: Shown until the user chooses otherwise.
_SHOWN = ("number", "party", "summary", "stage", "side", "next", "delivery", "total", "open")
#: Milliseconds: the rows that are looked at come before the sums below them.
_SUMS_LATER = 30


def columns(today: Callable[[], date]) -> list[Column]:
    """Every column that can be shown; ``today`` gives the user's own day."""

    def day(told: str | None) -> str:
        return formats.day(date.fromisoformat(told), today()) if told else "—"

    def late(told: str | None) -> str:
        return "bad" if told and date.fromisoformat(told) < today() else ""

    def money(minor: int, currency: str) -> str:
        return formats.money(Money(minor, currency)) if minor else "—"

    return [
        Column("number", lambda: tr("Number"), lambda row: row.number, 106),
        Column("party", lambda: tr("Customer"), lambda row: row.party, 166),
        Column("buyer-ref", lambda: tr("Buyer's reference"), lambda row: row.buyer_ref, 128),
        Column("summary", lambda: tr("Goods"), lambda row: row.summary, 0),
        Column("stage", lambda: tr("Stage"), _stage, 114,
               chip=lambda row: words.STAGE_ROLES[Stage(row.stage)]),
        Column("side", lambda: tr("How it stands"), lambda row: words.side(row.side), 102,
               chip=lambda row: words.SIDE_ROLES.get(row.side, "")),
        Column("next", lambda: tr("Comes next"), lambda row: _coming(row, today()), 124,
               chip=lambda row: late(row.next_planned_on)),
        Column("ordered", lambda: tr("Ordered"), lambda row: day(row.ordered_on), 112),
        Column("delivery", lambda: tr("Delivery"), lambda row: day(row.delivery_on), 112),
        Column("due", lambda: tr("Money due"), lambda row: day(row.due_on), 116, chip=lambda row: late(row.due_on)),
        Column("total", lambda: tr("Total"), lambda row: money(row.total_minor, row.currency), 128, right=True),
        Column("open", lambda: tr("Open amount"), lambda row: money(row.open_minor, row.currency), 128, right=True),
        Column("people", lambda: tr("Who does it"), lambda row: row.people or "", 150),
        Column("tracking", lambda: tr("Tracking number"), lambda row: row.tracking or "", 136),
        Column("country", lambda: tr("Country"), lambda row: row.country, 78),
    ]  # fmt: skip


def _stage(row: OrderRow) -> str:
    return tr("Lost") if row.stage == Stage.CANCELLED and not row.won else words.stage(row.stage)


def _coming(row: OrderRow, today: date) -> str:
    """The point that comes next and its day; of what is over, why."""
    if row.end_reason:
        return capital(term("end", row.end_reason))
    if not row.next_node:
        return "—"
    if not row.next_planned_on:
        return words.node(row.next_node)
    return f"{view_words.point(row.next_node)} {formats.day(date.fromisoformat(row.next_planned_on), today)}"


class OrderTable(Card):
    """The rows in a card, with the sums and the choice of columns below."""

    def __init__(
        self, desk: Desk, finding: OrderFinding, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._desk, self._finding = desk, finding
        self.setAccessibleName(tr("Orders"))
        self.model = WindowModel(desk, order_finding.ids, order_finding.rows, columns(today), parent=self)
        self.model.sort_requested.connect(lambda key, down: finding.look_for(sort=key, descending=down))
        self.view = TableView("orders", self.model, desk.settings)
        self.view.setAccessibleName(tr("Orders"))
        heads = self.view.horizontalHeader()
        heads.setSelectionModel(QItemSelectionModel(self.model, heads))
        self.add(self.view, 1)
        self.add(Line())
        self.add(self._foot())
        self._sums = QTimer(self, singleShot=True, interval=_SUMS_LATER)
        self._sums.timeout.connect(self._read_sums)
        self._summing: Job | None = None
        self.model.reloaded.connect(lambda _found: self._sums.start())

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 4, 8, 0)
        row.setSpacing(12)
        self.sums = ElidedLabel()
        self.sums.setAccessibleName(tr("What the orders shown come to"))
        row.addWidget(self.sums, 1)
        self.choose = ColumnChoice(self.view, self.model, self._desk.settings, "orders.columns-hidden", _SHOWN)
        self.choose.stand_back(("side",))
        row.addWidget(self.choose)
        return foot

    def show_query(self, query: OrderQuery) -> None:
        """Show what a query finds, and by which column it stands in order."""
        self.view.show_sorting(query.sort, query.descending)
        self.model.set_query(query)

    def showEvent(self, event: QShowEvent) -> None:
        """The sums are read when they are seen."""
        super().showEvent(event)
        self._sums.start()

    def _read_sums(self) -> None:
        if not self.isVisible():
            return  # another view is shown, or the window was closed meanwhile
        if self._summing is not None:
            self._summing.cancel()
        query = self._finding.query
        self._summing = self._desk.run(order_finding.totals, query, on_done=self._show_sums, owner=self)
        self._desk.run(order_finding.any_side, query, on_done=self._side_known, owner=self)

    def _side_known(self, there: bool) -> None:
        """How orders stand takes room only where one does not run as usual."""
        self.choose.stand_back(() if there else ("side",))

    def _show_sums(self, totals: tuple[OrderTotal, ...]) -> None:
        self._summing = None
        self.sums.setText("     ".join(sums_told(totals)))


def sums_told(totals: tuple[OrderTotal, ...]) -> list[str]:
    """How many orders, then by currency what they come to and what of it is open."""
    if not totals:
        return []
    many = sum(each.orders for each in totals)
    told = [trn("{n} order", "{count} orders", many, count=formats.count(many))]
    for each in totals:
        if each.open.minor:
            told.append(tr("{total}, open {open}", total=formats.money(each.total), open=formats.money(each.open)))
        elif each.total.minor:
            told.append(formats.money(each.total))
    return told
