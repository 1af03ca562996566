"""The page of orders: the list, one order, or the form of a new inquiry."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tradedesk.services.order_finding import OrderFilter
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders.inquiry_form import InquiryForm
from tradedesk.ui.orders.order_list import OrderList
from tradedesk.ui.orders.presenter import OrdersPresenter
from tradedesk.ui.orders.sheet_state import SheetState
from tradedesk.ui.orders.sheet_view import SheetView
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import EmptyState
from tradedesk.ui.wording import tr

#: What ``Place.extra`` may say about the list.
_CHIPS = frozenset({"", "running", "late", "unpaid", "mine"})


class OrdersPage(Page):
    """``Place("orders")`` is the list (extra: view, chip, search), with a key one order."""

    name = "orders"
    help_key = "orders"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.presenter = OrdersPresenter(desk, self)
        self.list: OrderList | None = None
        self.sheet: SheetView | None = None
        self.form: InquiryForm | None = None
        self.gone = EmptyState("package", tr("This order is not in the ledger any more."), tr("All orders"), self._all)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.gone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.presenter.sheet_changed.connect(self._show_sheet)

    def header_actions(self) -> list[str]:
        """Bring in a list, and log an inquiry."""
        return ["customer.import-list", "order.log-inquiry"]

    def more_actions(self) -> list[str]:
        """What is done with orders as a whole."""
        return ["order.export-list", "", "product.show", "money.show-receivables"]

    def open(self, place: Place) -> None:
        """Show what the place names."""
        self._finish()
        if place.key is not None:
            self.presenter.show_order(place.key)
            return
        self.presenter.leave_order()
        if place.extra.get("new"):
            self._show_form(place.extra.get("party"))
        else:
            self._show_list(place)

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read again what the changes touch."""
        self.presenter.refresh_order(changes)
        if self.list is not None and self.presenter.finding.refresh(changes):
            self.list.reload()

    def leave(self) -> None:
        """Save what is still being typed."""
        self._finish()

    def _finish(self) -> None:
        if self.sheet is not None and self.stack.currentWidget() is self.sheet:
            self.sheet.finish()

    # -- the three views -----------------------------------------------------------------------------------------------

    def _show_list(self, place: Place) -> None:
        fresh = self.list is None
        shown = self._list()
        asked = {name: place.extra[name] for name in ("chip", "search") if name in place.extra}
        if asked.get("chip", "") not in _CHIPS:
            asked.pop("chip", None)
        finding = self.presenter.finding
        # First the day and the counts: the rows are coloured by them.
        finding.count()
        shown.show_view(str(place.extra.get("view", shown.view or self.desk.settings.get("orders.view", "list"))))
        self.stack.setCurrentWidget(shown)
        if asked:
            finding.look_for(filter=OrderFilter(), **asked)
        if fresh:
            finding.begin()
        shown.take_focus()

    def _show_form(self, party_id: int | None) -> None:
        if self.form is None:
            self.form = InquiryForm(self.desk)
            self.form.logged.connect(self._logged)
            self.form.left.connect(self.desk.places.back)
            self.stack.addWidget(self.form)
        self.stack.setCurrentWidget(self.form)
        self.form.start(party_id)

    def _show_sheet(self, state: SheetState | None) -> None:
        if self.presenter.order_id is None:
            return
        if state is None:
            self.stack.setCurrentWidget(self.gone)
            return
        if self.sheet is None:
            self.sheet = SheetView(self.desk, self.presenter)
            self.stack.addWidget(self.sheet)
        first = self.stack.currentWidget() is not self.sheet
        self.stack.setCurrentWidget(self.sheet)
        self.sheet.show_state(state)
        if first:
            self.sheet.timeline.take_focus()

    def _list(self) -> OrderList:
        if self.list is None:
            self.list = OrderList(self.desk, self.presenter.finding)
            self.list.opened.connect(lambda number: self.desk.open(Place("orders", number)))
            self.list.inquiry_requested.connect(lambda: self.desk.commands.trigger("order.log-inquiry"))
            self.stack.addWidget(self.list)
        return self.list

    def _logged(self, order_id: int) -> None:
        # The form is no place to come back to.
        self.desk.places.replace(Place("orders", order_id))
        self.desk.open(Place("orders", order_id))

    def _all(self) -> None:
        self.desk.open(Place("orders"))
