"""Finding customers through the window: as one types, by chips and filters, in all columns, and many at once."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.gui.customers.window import CustomersWindow
from tests.support.small_company import SmallCompany
from tradedesk.domain.address import Channel
from tradedesk.services import addresses, customer_forms, finding
from tradedesk.services.bench import Bench


@pytest.fixture
def firm(bench: Bench, firm: SmallCompany) -> SmallCompany:
    for party, field, value in (
        (firm.gulf, "tags", "vip, fair"), (firm.gulf, "our_name", "海湾地平线贸易"), (firm.noor, "tags", "vip"),
        (firm.gulf, "tier", "A"), (firm.noor, "tier", "B"), (firm.nordlicht, "tier", "A"),
    ):  # fmt: skip
        customer_forms.set_field(bench, party, field, value)
    addresses.add(bench, firm.gulf, Channel.MAIL, "accounts@gulfhorizon.ae", None)
    addresses.add(bench, firm.gulf, Channel.WHATSAPP, "+971 50 555 0134", None)
    bench.ledger.take_news()
    return firm


@pytest.fixture
def seen(seen: CustomersWindow) -> CustomersWindow:
    seen.open()
    return seen


def _type(seen: CustomersWindow, text: str) -> None:
    finder = seen.page.list.finder
    finder.clear()
    if text.isascii():
        seen.qtbot.keyClicks(finder, text)
    else:
        committed = QInputMethodEvent("", [])
        committed.setCommitString(text)
        QApplication.sendEvent(finder, committed)
    seen.qtbot.wait(150)
    seen.settle()


def _row(seen: CustomersWindow, at: int = 0) -> Any:
    model = seen.page.list.model
    seen.until(lambda: model.row_at(at) is not None)
    return seen.page.list.view.itemDelegate()._lines(model.row_at(at))


def _chips(seen: CustomersWindow) -> list[str]:
    return [chip.text() for chip in seen.page.list.head.conditions.chips]


@pytest.mark.parametrize(
    ("typed", "names", "told"),
    [
        ("accounts@", ["Gulf Horizon Trading LLC"], "matches: accounts@gulfhorizon.ae"),
        ("050 555", ["Gulf Horizon Trading LLC"], "matches: +971505550134"),
        ("hwdpx", ["Gulf Horizon Trading LLC"], "AE · Dubai"),
        ("德国", ["Nordlicht Möbel GmbH"], "DE · Hamburg"),
        ("fair", ["Gulf Horizon Trading LLC"], "matches: vip · fair"),
    ],
)
def test_typing_finds_by_any_field_and_says_which(seen, typed, names, told):
    _type(seen, typed)
    assert seen.names() == names
    assert _row(seen).detail == told


def test_filters_are_chosen_behind_one_button_and_taken_out_at_their_chips(seen, bench):
    head = seen.page.list.head
    seen.qtbot.mouseClick(head.filter_button, Qt.MouseButton.LeftButton)
    panel = head.panel
    seen.settle()
    tags = panel.several["tags"]
    assert [tags.itemText(at) for at in range(tags.count())] == ["vip  2", "fair  1"]
    _choose(seen, tags, "vip")
    assert set(seen.names()) == {"Gulf Horizon Trading LLC", "Al Noor Hospitality Supply"}
    _choose(seen, panel.several["countries"], "AE")
    assert seen.names() == ["Gulf Horizon Trading LLC"]
    panel.hide()
    assert _chips(seen) == ["United Arab Emirates  ✕", "vip  ✕"]
    seen.qtbot.mouseClick(head.conditions.chips[0], Qt.MouseButton.LeftButton)
    seen.settle()
    assert _chips(seen) == ["vip  ✕"]
    assert len(seen.names()) == 2
    seen.qtbot.keyClick(head.conditions.chips[0], Qt.Key.Key_Space)
    seen.settle()
    assert len(seen.names()) == 5


def _choose(seen: CustomersWindow, box: Any, value: str) -> None:
    at = box.findData(value)
    assert at >= 0
    box.setFocus()
    box.setCurrentIndex(at)
    box.activated.emit(at)
    seen.settle()


def test_whatsapp_quiet_open_orders_and_domain_narrow_the_list(seen):
    head = seen.page.list.head
    head.open_panel()
    seen.settle()
    panel = head.panel
    _choose(seen, panel.several["channels"], "whatsapp")
    assert _chips(seen) == ["Has WhatsApp  ✕"]
    assert seen.names() == ["Gulf Horizon Trading LLC"]
    seen.page.presenter.finding.clear()
    seen.qtbot.keyClicks(panel.domain, "gulfhorizon.ae")
    seen.qtbot.keyClick(panel.domain, Qt.Key.Key_Return)
    seen.settle()
    assert _chips(seen) == ["@gulfhorizon.ae  ✕"]
    seen.page.presenter.finding.clear()
    _choose(seen, panel.quiet, "30")
    assert seen.names() == ["Bluewater Outdoor"]
    _choose(seen, panel.orders, "no")
    assert _chips(seen) == ["No contact for 30 days  ✕", "Without open orders  ✕"]
    seen.page.presenter.finding.clear()
    seen.qtbot.mouseClick(panel.bounced, Qt.MouseButton.LeftButton, pos=QPoint(8, panel.bounced.height() // 2))
    seen.settle()
    assert seen.page.list.stack.currentWidget() is seen.page.list.none_found
    (show_all,) = seen.page.list.none_found.findChildren(QAbstractButton)
    show_all.click()
    seen.settle()
    assert len(seen.names()) == 5
    panel.hide()


def test_a_filter_is_kept_by_a_name_renamed_removed_and_brought_back(seen, bench):
    head = seen.page.list.head
    head.open_panel()
    seen.settle()
    panel = head.panel
    seen.qtbot.keyClicks(panel.name, "Nothing")
    seen.qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    seen.settle()
    assert "The list is not filtered" in panel.problem.text()
    _choose(seen, panel.several["tags"], "vip")
    panel.name.clear()
    seen.qtbot.keyClicks(panel.name, "Gulf VIPs")
    seen.qtbot.mouseClick(panel.keep, Qt.MouseButton.LeftButton)
    seen.until(lambda: "Gulf VIPs" in _titles(seen))
    assert panel.problem.text() == ""
    assert head.chips.current.startswith("saved:")
    panel.name.clear()
    seen.qtbot.keyClicks(panel.name, "VIPs")
    seen.qtbot.mouseClick(panel.rename, Qt.MouseButton.LeftButton)
    seen.until(lambda: "VIPs" in _titles(seen))
    panel.hide()
    seen.qtbot.mouseClick(head.chips._buttons[""], Qt.MouseButton.LeftButton)
    seen.settle()
    assert len(seen.names()) == 5
    (kept,) = finding.saved_filters(bench, "customer")
    seen.qtbot.mouseClick(head.chips._buttons[f"saved:{kept.id}"], Qt.MouseButton.LeftButton)
    seen.settle()
    assert len(seen.names()) == 2
    head.open_panel()
    seen.settle()
    seen.qtbot.mouseClick(panel.remove, Qt.MouseButton.LeftButton)
    seen.until(lambda: "VIPs" not in _titles(seen))
    panel.hide()
    assert seen.desk.commands.trigger("change.undo")
    seen.until(lambda: "VIPs" in _titles(seen))


def _titles(seen: CustomersWindow) -> list[str]:
    return [button.text() for button in seen.page.list.chips._buttons.values()]


def _wide(seen: CustomersWindow) -> Any:
    seen.qtbot.mouseClick(seen.page.list.head.shape, Qt.MouseButton.LeftButton)
    seen.settle()
    table = seen.page.list.table
    seen.until(lambda: table.model.rowCount() > 0 and table.model.row_at(0) is not None)
    return table


def _column(table: Any, key: str) -> int:
    return next(at for at, each in enumerate(table.model.columns) if each.key == key)


def _cells(table: Any, key: str) -> list[str]:
    model = table.model
    return [model.data(model.index(row, _column(table, key))) or "" for row in range(model.rowCount())]


def _click_head(seen: CustomersWindow, table: Any, key: str) -> None:
    header = table.view.horizontalHeader()
    number = _column(table, key)
    place = QPoint(header.sectionViewportPosition(number) + 12, header.height() // 2)
    seen.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    seen.settle()
    seen.until(lambda: table.model.row_at(0) is not None)


def test_all_columns_take_the_page_and_sort_by_their_heads(seen):
    table = _wide(seen)
    assert not seen.page.stack.isVisible()
    row = table.model.row_of(seen.firm.gulf)
    told = {each.key: table.model.data(table.model.index(row, at)) for at, each in enumerate(table.model.columns)}
    assert (told["country"], told["local-time"], told["tier"]) == ("United Arab Emirates", "Sat 10:32", "A")
    assert (told["open-orders"], told["open-amount"]) == ("1", "USD 18,000.00")
    assert (told["tags"], told["mailbox"]) == ("vip · fair", "accounts@gulfhorizon.ae")
    assert told["last-contact"] == "21 Nov"
    _click_head(seen, table, "country")
    assert _cells(table, "country") == ["Germany", "Japan", "Saudi Arabia", "United Arab Emirates", "United States"]
    _click_head(seen, table, "country")
    assert _cells(table, "country")[0] == "United States"
    _click_head(seen, table, "tier")
    assert _cells(table, "tier") == ["A", "A", "B", "", ""]
    _click_head(seen, table, "tier")
    assert _cells(table, "tier") == ["B", "A", "A", "", ""]
    _click_head(seen, table, "local-time")
    assert _cells(table, "local-time")[0] == "Fri 22:32"


@pytest.mark.parametrize("key", ["our-name", "city", "tags", "categories", "open-orders", "open-amount", "last-contact",
                                 "next-reorder", "contact", "mailbox", "name"])  # fmt: skip
def test_every_column_sorts_in_both_directions_with_nothing_lost(seen, key):
    table = _wide(seen)
    for descending in (False, True):
        seen.page.presenter.finding.look_for(sort=key, descending=descending)
        seen.settle()
        assert table.model.rowCount() == 5
    cells = _cells(table, key)
    filled = [cell for cell in cells if cell and cell != "—"]
    assert cells[: len(filled)] == filled


def test_the_standard_columns_fit_the_smallest_window_and_a_further_one_is_the_users_choice(seen):
    view = _wide(seen).view
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    seen.settle()
    assert view.horizontalScrollBar().maximum() == 0
    assert view.columnWidth(_column(seen.page.list.table, "mailbox")) >= 184
    seen.page.list.table.columns_menu.actions()[_column(seen.page.list.table, "tags")].trigger()
    seen.until(lambda: view.horizontalScrollBar().maximum() > 0)


def test_columns_are_chosen_and_remembered(seen, desk):
    table = _wide(seen)
    number = _column(table, "categories")
    assert table.view.isColumnHidden(number)
    action = next(each for each in table.columns_menu.actions() if each.text() == "Categories")
    action.trigger()
    assert not table.view.isColumnHidden(number)
    assert table.view.columnWidth(number) >= 100
    table.view.setColumnWidth(number, 177)
    seen.qtbot.wait(450)
    assert "categories" not in str(desk.settings.get("customers.columns-hidden"))
    assert "categories:177" in str(desk.settings.get("customers.columns"))
    assert desk.settings.get("customers.wide") is True


def test_enter_in_the_wide_list_opens_the_customer_beside_the_list(seen):
    table = _wide(seen)
    table.view.setFocus()
    table.view.select_id(seen.firm.nordlicht)
    seen.qtbot.keyClick(table.view, Qt.Key.Key_Return)
    seen.until(lambda: seen.page.detail.isVisible() and seen.page.detail.name.text() == "Nordlicht Möbel GmbH")
    assert not seen.page.list.wide
    assert seen.page.list.view.current_id() == seen.firm.nordlicht


def test_many_get_a_tier_and_tags_in_one_step_that_one_undo_takes_back(seen, bench, desk):
    table = _wide(seen)
    table.mark([seen.firm.nordlicht, seen.firm.takahashi, seen.firm.gulf])
    assert table.many.told.text() == "3 marked"
    seen.page.presenter.finding.read_choices()
    seen.settle()
    seen.qtbot.mouseClick(table.many.tier, Qt.MouseButton.LeftButton)
    table.many.menu.actions()[1].trigger()
    table.many.menu.close()
    seen.until(lambda: sorted(_cells(table, "tier")) == ["", "B", "B", "B", "B"])
    assert len(table.marked()) == 3
    seen.qtbot.mouseClick(table.many.tag, Qt.MouseButton.LeftButton)
    seen.settle()
    seen.qtbot.keyClicks(table.many.line, "spring fair")
    seen.qtbot.keyClick(table.many.line, Qt.Key.Key_Return)
    seen.until(lambda: sum("spring fair" in cell for cell in _cells(table, "tags") if cell) == 3)
    desk.undo()
    seen.until(lambda: not any("spring fair" in cell for cell in _cells(table, "tags") if cell))
    desk.undo()
    seen.until(lambda: sorted(_cells(table, "tier")) == ["", "", "A", "A", "B"])


@pytest.mark.parametrize(("button", "page", "extra"), [("export", "export", "ids"), ("write", "compose", "parties")])
def test_marked_customers_go_to_the_page_that_writes_lists_or_one_notice_to_all(seen, desk, button, page, extra):
    table = _wide(seen)
    press = getattr(table.many, button)
    assert not press.isVisible()
    table.mark([seen.firm.nordlicht, seen.firm.gulf])
    seen.qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    place = desk.places.current
    assert place.page == page
    assert set(place.extra[extra]) == {seen.firm.nordlicht, seen.firm.gulf}
