"""The wide list: columns the user chooses, sorting by any of them, and acts on the rows that are marked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.services import finding as verbs
from tradedesk.services.finding import CustomerQuery, WideRow
from tradedesk.ui.customers.finding import Finding
from tradedesk.ui.customers.many import ManyBar
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets import Column, TableView, WindowModel
from tradedesk.ui.widgets.column_choice import ColumnChoice
from tradedesk.ui.wording import formats, joined, language, listed, tr

#: Shown until the user chooses otherwise: what fits beside the rail at 1280 pixels, a scroll bar included; the last
#: one takes the rest.
_SHOWN = "name country local-time tier open-orders open-amount last-contact next-reorder mailbox"
_HIDDEN = "customers.columns-hidden"


def columns() -> list[Column]:
    """Every column that can be shown."""

    def place(row: WideRow) -> str:
        return row.place.name(language()) if row.place is not None else row.country

    def local(row: WideRow) -> str:
        if row.local is None:
            return "—"
        return f"{formats.weekday(row.local.date())} {row.local.strftime('%H:%M')}"

    def due(row: WideRow) -> str:
        return "warn" if row.next_reorder is not None and row.next_reorder <= row.today else ""

    def worth(row: WideRow) -> str:
        return listed(formats.money(each) for each in row.open_amounts if each.minor) or "—"

    def last(row: WideRow) -> str:
        return formats.day(row.last_contact.date(), row.today) if row.last_contact is not None else "—"

    return [
        Column("name", lambda: tr("Name"), lambda row: row.name, 190),
        Column("our-name", lambda: tr("Our name for it"), lambda row: row.our_name, 140),
        Column("country", lambda: tr("Country"), place, 134),
        Column("city", lambda: tr("City"), lambda row: row.city, 110),
        Column("local-time", lambda: tr("Local time"), local, 94),
        Column("tier", lambda: tr("Tier"), lambda row: row.tier, 54, chip=lambda row: "neutral" if row.tier else ""),
        Column("tags", lambda: tr("Tags"), lambda row: joined(row.tags), 130),
        Column("categories", lambda: tr("Categories"), lambda row: row.categories, 150),
        Column("open-orders", lambda: tr("Open orders"), lambda row: str(row.open_orders or "—"), 90, right=True),
        Column("open-amount", lambda: tr("Open value"), worth, 112, right=True),
        Column("last-contact", lambda: tr("Last contact"), last, 88),
        Column("next-reorder", lambda: tr("Next reorder"),
               lambda row: formats.day(row.next_reorder, row.today), 118, chip=due),
        Column("contact", lambda: tr("Main contact"), lambda row: row.contact, 140),
        Column("mailbox", lambda: tr("Main mailbox"), lambda row: row.mailbox, 184),
    ]  # fmt: skip


class PartyTable(QWidget):
    """The table with its choice of columns, and a bar while several rows are marked."""

    def __init__(self, desk: Desk, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._finding = desk, finding
        self.model = WindowModel(
            desk, verbs.ids, verbs.wide_rows, columns(), row_id=lambda row: int(row.id), parent=self
        )
        self.model.sort_requested.connect(lambda key, down: finding.look_for(sort=key, descending=down))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.view = TableView("customers", self.model, desk.settings)
        self.view.setAccessibleName(tr("All columns"))
        self.view.horizontalHeader().setStretchLastSection(True)
        # With the table's own selection the heads ask each of 100,000 marked rows whether it may be marked.
        self.view.horizontalHeader().setSelectionModel(QItemSelectionModel(self.model, self.view.horizontalHeader()))
        self.choose = ColumnChoice(self.view, self.model, desk.settings, _HIDDEN, _SHOWN.split())
        self.columns_menu = self.choose.menu_of_columns
        self.many = ManyBar(desk, finding, self.marked)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._marked())
        self.model.modelReset.connect(self._marked)
        column.addWidget(self.view, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.many, 1)
        row.addWidget(self.choose)
        return row

    def show_query(self, query: CustomerQuery) -> None:
        """Show what a query finds, and by which column it stands in order."""
        self.view.show_sorting(query.sort, query.descending)
        self.model.set_query(query)

    def _marked(self) -> None:
        self.many.show_marked(sum(last - first + 1 for first, last in self._ranges()))

    def marked(self) -> list[int]:
        """The parties that are marked, from top to bottom; by ranges, since all may be."""
        ids = self.model.ids
        return [number for first, last in sorted(self._ranges()) for number in ids[first : last + 1]]

    def _ranges(self) -> set[tuple[int, int]]:
        selection: Any = self.view.selectionModel().selection()
        return {(each.top(), each.bottom()) for each in selection}

    def mark(self, numbers: list[int]) -> None:
        """Mark rows by their parties (those the list shows)."""
        selection = self.view.selectionModel()
        selection.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in (self.model.row_of(number) for number in numbers):
            if row is not None:
                selection.select(self.model.index(row, 0), flags)
