"""A new customer entered with the keyboard alone: people, a pasted list of addresses, standings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from tests.gui.customers.window import CustomersWindow
from tests.support.small_company import SmallCompany
from tradedesk.domain.address import Standing
from tradedesk.services import customers
from tradedesk.services.bench import Bench
from tradedesk.ui.desk import Desk

LIST = "Ahmed Saleh <a.saleh@sandstone.ae>; purchasing@sandstone.ae\nMona Farid <mona@sandstone.ae>"


class Keys(CustomersWindow):
    """Presses keys where the keyboard is."""

    def focus(self) -> QWidget:
        found = self.window.focusWidget()
        assert found is not None, "the keyboard is nowhere"
        return found

    def press(self, key: Qt.Key, times: int = 1) -> None:
        for _ in range(times):
            self.qtbot.keyClick(self.focus(), key)
        self.settle()

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.focus(), text)

    def tab_to(self, name: str) -> list[str]:
        """Tab until a control is reached; the names of all that were passed."""
        passed: list[str] = []
        while name not in passed:
            assert len(passed) < 90, f"never reached {name}: {passed}"
            self.qtbot.keyClick(self.focus(), Qt.Key.Key_Tab)
            passed.append(self.focus().accessibleName() or getattr(self.focus(), "text", str)())
        return passed

    def add_customer(self, name: str) -> None:
        self.desk.commands.trigger("customer.add-new")
        self.until(self.page.new_party.name.hasFocus)
        self.type(name)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.page.detail.name.text() == name)


@pytest.fixture
def keys(qtbot, desk: Desk, firm: SmallCompany) -> Keys:
    made = Keys(qtbot, desk, firm)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.open()
    return made


class _Windows(QObject):
    """Notices what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_after_the_name_the_keyboard_is_in_the_first_empty_field(keys):
    keys.add_customer("Sandstone Interiors LLC")
    assert keys.focus().accessibleName() == "Short name"


def test_people_are_added_one_after_the_other_with_the_line_in_sight_and_their_fields_before_it(keys):
    keys.add_customer("Sandstone Interiors LLC")
    keys.tab_to("Add a contact")
    for name in ("Ahmed Saleh", "Mona Farid", "Technical desk"):
        keys.type(name)
        keys.press(Qt.Key.Key_Return)
    line = keys.page.detail.overview.people.name
    keys.until(lambda: len(keys.page.detail.overview.people.forms) == 3)
    keys.until(lambda: not line.visibleRegion().isEmpty() and line.visibleRegion().boundingRect() == line.rect())
    keys.qtbot.keyClick(line, Qt.Key.Key_Backtab)
    assert keys.focus().accessibleName() == "What they decide"


def test_a_pasted_list_is_gone_through_in_order_and_leaves_the_keyboard_at_the_new_ones(keys):
    keys.add_customer("Sandstone Interiors LLC")
    keys.page.detail.tabs.setFocus()
    keys.press(Qt.Key.Key_Right)
    keys.tab_to("Add address")
    keys.press(Qt.Key.Key_Return)
    windows = _Windows()
    QGuiApplication.clipboard().setText(LIST)
    keys.qtbot.keyClick(keys.focus(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    keys.until(lambda: len(keys.addresses.form.list.lines) == 3)
    assert windows.seen == []
    assert keys.addresses.form.value.hasFocus()
    passed = keys.tab_to("Add mona@sandstone.ae")
    assert passed == [
        "Belongs to", "Add 3 addresses", "Cancel", "Add a.saleh@sandstone.ae", "new contact Ahmed Saleh",
        "Add purchasing@sandstone.ae", "Add mona@sandstone.ae",
    ]  # fmt: skip
    assert isinstance(keys.focus(), QCheckBox)
    keys.addresses.form.value.setFocus()
    keys.press(Qt.Key.Key_Return)
    keys.until(lambda: keys.addresses.view.hasFocus() and keys.addresses.model.rowCount() == 3)
    assert keys.addresses.model.addresses[keys.addresses.view.currentIndex().row()].value == "a.saleh@sandstone.ae"


def test_an_address_put_away_by_enter_does_not_leave_the_keyboard_on_remove(keys, bench):
    keys.add_customer("Sandstone Interiors LLC")
    number = keys.page.presenter.sheet.party.id
    keys.desk.run(lambda made: _add(made, number))
    keys.page.presenter.show_tab("addresses")
    keys.page.presenter.read()
    keys.until(lambda: keys.addresses.model.rowCount() == 1)
    keys.addresses.view.setFocus()
    keys.addresses.view.go_to(keys.addresses.model.addresses[0].id)
    keys.press(Qt.Key.Key_Return)
    keys.tab_to("No longer in use")
    keys.press(Qt.Key.Key_Return)
    keys.until(keys.addresses.look.again.hasFocus)
    (address,) = customers.sheet(bench, number).addresses
    assert address.standing is Standing.RETIRED


def _add(bench: Bench, party: int) -> None:
    from tradedesk.domain.address import Channel
    from tradedesk.services import addresses

    addresses.add(bench, party, Channel.MAIL, "mona@sandstone.ae", None)
