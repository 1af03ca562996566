"""The program's window with the customers page alone, and what a test wants to see of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from tests.support.kept import until_kept
from tests.support.small_company import SmallCompany
from tradedesk.ui.customers.page import CustomersPage
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.shell.main_window import MainWindow

PAGES = {
    "customers": "tradedesk.ui.customers.page:CustomersPage",
    "compose": "tests.gui.placeholder:OrdersPage",
    "export": "tests.gui.placeholder:OrdersPage",
    "log": "tests.gui.placeholder:OrdersPage",
}
SOURCES = {"customers": "tradedesk.ui.customers.commands:commands"}


class CustomersWindow:
    """Opened at 1280 × 720."""

    def __init__(self, qtbot: Any, desk: Desk, firm: SmallCompany) -> None:
        self.qtbot, self.desk, self.firm = qtbot, desk, firm
        self.window = MainWindow(desk, PAGES, SOURCES)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        self.window.show()

    @property
    def page(self) -> CustomersPage:
        found = self.window.page
        assert isinstance(found, CustomersPage)
        return found

    @property
    def addresses(self) -> Any:
        return self.page.detail.addresses

    def open(self, key: int | None = None, **extra: str) -> None:
        self.desk.open(Place("customers", key, extra))
        self.settle()

    def settle(self) -> None:
        """Wait until the lane has nothing to do and the page has shown what came."""
        self.qtbot.wait(80)
        if self.desk._lane.busy:
            with self.qtbot.waitSignal(self.desk._lane.idle):
                pass
        self.qtbot.wait(20)

    def until_kept(self, so: Callable[[Any], bool]) -> None:
        until_kept(self.qtbot, self.desk, so)

    def until(self, seen: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(seen)

    def cell(self, row: int, column: int) -> str:
        model = self.addresses.model
        return str(model.data(model.index(row, column)))

    def click(self, row: int, column: int) -> None:
        view = self.addresses.view
        place: QPoint = view.visualRect(view.model().index(row, column)).center()
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def outcome(self) -> list[str]:
        """Where each kind of message would go, a sentence each."""
        return [row.accessibleName() for row in self.addresses.effects.rows if row.isVisible()]

    def names(self) -> list[str]:
        model = self.page.list.model
        return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]

    def words(self, inside: QWidget | None = None) -> str:
        """Everything that stands on the page in labels."""
        labels = (inside or self.page).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())
