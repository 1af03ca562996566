"""The page of products: at the left the list, found as one types; at the right the one at hand, saved as one goes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.services import product_list
from tradedesk.services.product_list import ProductQuery, ProductSheet
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.products.sheet_panel import SheetPanel
from tradedesk.ui.widgets import Card, Column, EmptyState, PageTitle, PlainLabel, TableView, WindowModel
from tradedesk.ui.wording import errors, formats, tr, trn

#: Milliseconds after the last letter before the products are looked up.
_TYPING = 110
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_PANEL = 460
#: Kinds of which the page shows something.
_SHOWN = frozenset({"products", "orders", "order_lines", "product_prices", "parties"})


class ProductsPage(Page):
    """``Place("products")`` is the list, with a key that product at hand."""

    name = "products"
    help_key = "products"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.product_id: int | None = None
        self._wanted: int | None = None
        #: A product that was just added: its name is typed first.
        self._fresh: int | None = None
        self._reading: Job | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        column.addLayout(self._head())
        self.model = WindowModel(
            desk, product_list.ids, product_list.rows, _columns(), row_id=lambda row: int(row.id), parent=self
        )
        self.panel = SheetPanel(self._save, self._forget, lambda number: desk.open(Place("orders", number)))
        self.panel.setFixedWidth(_PANEL)
        self.nothing = EmptyState(
            "tag", tr("No products yet. Every line of an order that has an item number or a price is remembered here.")
        )
        self.none_found = EmptyState("search", tr("No product matches."), tr("Show all"), self.search.clear)
        self.stack = QStackedWidget()
        for widget in (self._both(), self.nothing, self.none_found):
            self.stack.addWidget(widget)
        column.addWidget(self.stack, 1)
        self.model.reloaded.connect(self._reloaded)
        self.model.sort_requested.connect(self._sort)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self._look)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self.table.setFocus)
        self.setFocusProxy(self.search)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(PageTitle(tr("Products")))
        self.count = PlainLabel(tone="muted")
        row.addWidget(self.count, 1)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(260)
        self.search.setPlaceholderText(tr("Item number, description, specification"))
        self.search.setAccessibleName(tr("Find in this list"))
        row.addWidget(self.search)
        return row

    def _both(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        card = Card()
        card.setAccessibleName(tr("Products"))
        self.table = TableView("products", self.model, self.desk.settings)
        self.table.setAccessibleName(tr("Products"))
        self.table.picked.connect(self._pick)
        self.table.opened.connect(lambda _number: self.panel.take_focus())
        card.add(self.table, 1)
        row.addWidget(card, 1)
        row.addWidget(self.panel)
        return both

    def header_actions(self) -> list[str]:
        """A product that stands in no order yet."""
        return ["product.add"]

    # -- finding -------------------------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        """Show the list, and the product that the place names."""
        self._wanted = place.key
        self._fresh = place.key if "new" in place.extra else None
        if place.key is not None:
            self.search.clear()
        self._look()

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read again what the changes touch."""
        if any(kind in _SHOWN for kind, _ in changes):
            self.model.reload()
            self._read()

    def leave(self) -> None:
        """Save what is still being typed."""
        self.panel.finish()

    def _look(self) -> None:
        query = self.model.query or ProductQuery()
        self.model.set_query(replace(query, search=self.search.text()))
        self.table.show_sorting(query.sort, query.descending)

    def _sort(self, key: str, descending: bool) -> None:
        self.model.set_query(replace(self.model.query or ProductQuery(), sort=key, descending=descending))

    def _reloaded(self, found: int) -> None:
        asked = bool(self.search.text().strip())
        self.count.setText(trn("1 product", "{n} products", found, n=formats.count(found)))
        self.stack.setCurrentIndex(0 if found else 2 if asked else 1)
        self.model.refresh_rows()
        if not found:
            self.product_id = None
            return
        chosen = self._wanted if self._wanted is not None else self.product_id
        self._wanted = None
        if chosen is None or not self.table.select_id(chosen):
            self.table.selectRow(0)

    # -- the one at hand -----------------------------------------------------------------------------------------------

    def _pick(self, product_id: int | None) -> None:
        if product_id is None or product_id == self.product_id:
            return
        self.panel.finish()
        self.product_id = product_id
        self._read()

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if self.product_id is not None:
            self._reading = self.desk.run(
                product_list.sheet, self.product_id, on_done=self._show, on_error=self._gone, owner=self
            )

    def _show(self, sheet: ProductSheet) -> None:
        self._reading = None
        if sheet.product.id == self.product_id:
            self.panel.show_sheet(sheet)
            if self._fresh == self.product_id:
                self._fresh = None
                self.panel.take_name()

    def _gone(self, _error: TradeError) -> None:
        self._reading = None
        self.product_id = None

    def _save(self, product_id: int, field: str, text: str) -> None:
        def refused(error: TradeError) -> None:
            beside = error.field if isinstance(error, RuleSaysNo) and error.field else field
            if product_id == self.product_id:
                self.panel.form.show_problem(beside, errors.sentence(error))

        self.desk.run(product_list.set_field, product_id, field, text, on_error=refused, owner=self)

    def _forget(self) -> None:
        if self.product_id is not None:
            self.desk.run(product_list.forget, self.product_id, owner=self)


def _columns() -> list[Column]:
    return [
        Column("code", lambda: tr("Item"), lambda row: row.code or "—", 110),
        Column("name", lambda: tr("Description"), lambda row: row.name, 0),
        Column("hs_code", lambda: tr("HS code"), lambda row: row.hs_code, 96),
        Column("unit", lambda: tr("Unit"), lambda row: row.unit, 64),
    ]
