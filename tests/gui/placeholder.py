"""Small pages for the tests of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from tests.gui.bench import ids_of, rename, rows_of
from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import (
    Banner,
    Card,
    Chip,
    Column,
    EmptyState,
    FactCard,
    FilterChips,
    KeyValue,
    ListView,
    PageTitle,
    TableView,
    TwoLines,
    WindowModel,
)
from tradedesk.ui.wording import tr


class CustomersPage(Page):
    name = "customers"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.opened: list[Place] = []
        self.refreshed: list[frozenset[tuple[str, int]]] = []
        self.left = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.model = WindowModel(desk, ids_of, rows_of, [Column("name", lambda: tr("Customers"), lambda each: each[1])])
        self.list = ListView(self.model, lambda each: TwoLines(each[1], "AE · Dubai", "3 open", "VIP"))
        self.list.setFixedWidth(317)
        self.list.setAccessibleName(tr("Customers"))
        row.addWidget(self.list)
        row.addLayout(self._detail(), 1)

    def _detail(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(14)
        column.addWidget(PageTitle("Gulf Horizon Trading LLC"))
        filters = FilterChips()
        filters.show_filters([("all", "All 1,284"), ("due", "Due to reorder 14"), ("un", "Unconfirmed 37")], "all")
        column.addWidget(filters)
        facts = QHBoxLayout()
        facts.setSpacing(10)
        for name, value, chip, line in (
            ("Local time", "Sat 10:32", ("Weekend", "bad"), "Best window today: none · Mon 13:00–17:00 your time"),
            ("Last contact", "2 days ago", ("1 verbal point to confirm by mail", "warn"), "WhatsApp"),
            ("Open orders", "3 · USD 84,200", ("USD 12,600 overdue", "bad"), "Next node: customs release 26 Nov"),
            ("Culture", "Relationship first", ("Ramadan in 79 days", "personal"), "Warm opening; no chasing"),
        ):
            card = FactCard(name)
            card.show_fact(value, chip, line)
            facts.addWidget(card)
        column.addLayout(facts)
        card = Card("Who receives what", "Click a cell: To → Cc → never → off.")
        card.add_action("Export as evidence", lambda: None)
        self.table_model = WindowModel(
            self.desk,
            ids_of,
            rows_of,
            [
                Column("name", lambda: "Name", lambda each: each[1], 0),
                Column("state", lambda: "State", lambda _each: "Confirmed 12 Mar", 160, chip=lambda _each: "good"),
                Column("amount", lambda: "Amount", lambda each: f"USD {each[0]:,}.00", 120, right=True),
            ],
        )
        self.table = TableView("customers.test", self.table_model, self.desk.settings)
        self.table.setAccessibleName("Names")
        card.add(self.table)
        column.addWidget(card, 1)
        who = Card()
        who.body.setContentsMargins(14, 10, 14, 10)
        who.add(KeyValue([("Purchasing", "Ms. Chen · Lantian"), ("Logistics", "PortLink Forwarding")]))
        who.add(Chip("<b>Quick sync</b>", "info"))
        column.addWidget(who)
        column.addWidget(Banner("warn", "go to a bounced address.", "Shipping docs"))
        return column

    def header_actions(self) -> list[str]:
        return ["customer.import-list", "customer.add-new"]

    def open(self, place: Place) -> None:
        self.opened.append(place)
        self.model.set_query("")
        self.table_model.set_query("")

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        self.refreshed.append(changes)
        self.model.reload()

    def leave(self) -> None:
        self.left += 1


class TodayPage(Page):
    name = "today"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        column = QVBoxLayout(self)
        self.edit = QLineEdit()
        self.edit.setAccessibleName("Note")
        column.addWidget(self.edit)
        column.addWidget(EmptyState("sun", tr("Today")))
        desk.commands.add(
            Command("note.add-here", lambda: "Add a note", lambda: self.edit.setText("added"), page="today"), owner=self
        )


class OrdersPage(Page):
    name = "orders"


class SettingsPage(Page):
    name = "settings"


def customer_commands(desk: Desk) -> list[Command]:
    return [
        Command("customer.import-list", lambda: tr("Import"), lambda: None, "import"),
        Command("customer.add-new", lambda: tr("Customers"), lambda: _ignore(desk), "plus", "Ctrl+N", page="customers"),
    ]


def _ignore(desk: Desk) -> None:
    desk.run(rename, 999, "New customer")


PAGES = {
    "today": "tests.gui.placeholder:TodayPage",
    "customers": "tests.gui.placeholder:CustomersPage",
    "orders": "tests.gui.placeholder:OrdersPage",
    "settings": "tests.gui.placeholder:SettingsPage",
    "export": "tests.gui.placeholder:OrdersPage",
}
SOURCES = {"customers": "tests.gui.placeholder:customer_commands"}
