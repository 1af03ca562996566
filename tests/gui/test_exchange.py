"""The page of lists as a user meets it: on a real ledger, by clicks and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest

from tests.support.on_screen import button, rows, words
from tests.support.orders_window import settle
from tests.support.real_desk import desk_on, window_on
from tradedesk.services import exchange
from tradedesk.ui import wording
from tradedesk.ui.places import Place
from tradedesk.ui.shell.main_window import MainWindow

NORTHWIND = Path(__file__).parent.parent / "data" / "northwind"
PAGES = {
    "exchange": "tradedesk.ui.exchange.page:ExchangePage",
    "customers": "tests.gui.placeholder:SettingsPage",
    "orders": "tests.gui.placeholder:SettingsPage",
}
COMMANDS = {"exchange": "tradedesk.ui.exchange.commands:commands"}


@pytest.fixture
def window(qtbot, lane, real) -> Iterator[MainWindow]:
    with desk_on(real, lane) as desk, window_on(qtbot, desk, PAGES, COMMANDS) as made:
        yield made


def choose(qtbot, window, *files):
    """Choose files and wait until the first of them has been looked at."""
    window.desk.open(Place("exchange", extra={"files": [str(file) for file in files]}))
    settle(qtbot, window.desk)
    # The rows of the columns come in turns.
    qtbot.waitUntil(lambda: not window.page.seen.columns._rest.isActive())
    return window.page


def northwind(*names):
    return [NORTHWIND / f"{name}.csv" for name in names]


def click(qtbot, window, text):
    QTest.mouseClick(button(window, text), Qt.MouseButton.LeftButton)
    settle(qtbot, window.desk)


def take(qtbot, window, choice, code):
    """Take one of a choice with the keyboard, as a user does."""
    choice.setFocus()
    away = choice.findData(code) - choice.currentIndex()
    for _ in range(abs(away)):
        QTest.keyClick(choice, Qt.Key.Key_Down if away > 0 else Qt.Key.Key_Up)
    settle(qtbot, window.desk)
    assert choice.code == code


def counts(real):
    tables = ("parties", "contacts", "postal_addresses", "orders", "order_lines")
    return [real.ledger.read.value(f"select count(*) from {table}") for table in tables]


def a_list(tmp_path, name, text, encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


# -- the three steps ---------------------------------------------------------------------------------------------------


def test_without_a_file_the_page_says_what_to_do(qtbot, window):
    window.desk.open(Place("exchange"))
    settle(qtbot, window.desk)
    assert "Drop your lists here, or choose them." in words(window)
    assert window.page.choose.hasFocus()


def test_northwind_customers_come_in_by_one_click_and_go_by_another(qtbot, window, real):
    page = choose(qtbot, window, *northwind("customers"))
    assert "91 customers · 91 contacts · 91 postal addresses · 160 numbers and mailboxes" in words(window)
    choices = page.seen.columns.choices
    assert [choices[at].currentText() for at in range(3)] == ["Key", "Company (needed)", "Contact"]
    click(qtbot, window, "Bring in 91 customers")
    assert "91 customers brought in" in words(window)
    assert counts(real) == [91, 91, 91, 0, 0]
    assert "Customers brought in: 91" in words(window)
    click(qtbot, window.page, "Undo")
    assert counts(real) == [0, 0, 0, 0, 0]
    # Taken back, it can come in again.
    assert button(window, "Bring in 91 customers").isEnabled()


def test_a_list_taken_back_from_elsewhere_says_below_how_far_it_is(qtbot, window, real):
    choose(qtbot, window, *northwind("customers"))
    click(qtbot, window, "Bring in 91 customers")
    window.desk.open(Place("customers"))
    settle(qtbot, window.desk)
    shown: list[str] = []
    window.desk.taking_back.connect(lambda _gone, _rows: shown.append(window.status.words.text()))
    window.desk.commands.trigger("change.undo")
    settle(qtbot, window.desk)
    assert shown
    assert all(each.startswith("Undoing: ") for each in shown)
    assert window.status.words.text().startswith("Undone: ")
    assert counts(real) == [0, 0, 0, 0, 0]
    # It comes in again from its file; nothing is offered that could not do it.
    assert not window.status.redo_link.isVisible()
    assert not window.desk.can_redo


def test_orders_and_lines_come_in_one_after_the_other(qtbot, window, real):
    page = choose(qtbot, window, *northwind("order-details", "orders", "customers"))
    assert [row.split(",")[0] for row in rows(page.files.view)] == ["customers.csv", "orders.csv", "order-details.csv"]
    click(qtbot, window, "Bring in 91 customers")
    click(qtbot, window, "Next: orders.csv")
    assert "830 orders · 809 of them finished · 830 shipments · 6 postal addresses" in words(window)
    click(qtbot, window, "Bring in 830 orders")
    click(qtbot, window, "Next: order-details.csv")
    click(qtbot, window, "Bring in 2,155 order lines")
    assert counts(real) == [91, 91, 97, 830, 2155]
    assert [row.rpartition(", ")[2] for row in rows(page.files.view)] == ["Brought in"] * 3


def test_orders_before_their_customers_are_named_by_row_and_nothing_can_be_pressed(qtbot, window, real):
    page = choose(qtbot, window, *northwind("orders"))
    assert "Bring in what the rows refer to first; see the problems." in words(window)
    assert "830 rows left out" in words(window)
    assert not page.seen.button.isEnabled()
    assert "2 | Left out | customerID | VINET | There is no customer “VINET”." in rows(page.seen.problems.table)
    assert "and 330 more like these" in words(window)
    choose(qtbot, window, *northwind("customers"))
    click(qtbot, window, "Bring in 91 customers")
    click(qtbot, window, "Next: orders.csv")
    assert button(window, "Bring in 830 orders").isEnabled()


def test_the_same_file_again_is_known(qtbot, window, real):
    exchange.bring_in_file(real, NORTHWIND / "customers.csv")
    page = choose(qtbot, window, *northwind("customers"))
    assert "Everything in this list is there already." in words(window)
    assert "91 already there, left as they are" in words(window)
    assert "This very file came in on 21 Nov" in words(window)
    assert not page.seen.button.isEnabled()


# -- what can be changed -----------------------------------------------------------------------------------------------


def test_another_kind_another_column_another_option_change_what_would_come_in(qtbot, window, real):
    page = choose(qtbot, window, *northwind("customers"))
    take(qtbot, window, page.seen.columns.choices[10], "")
    assert "91 numbers and mailboxes" in words(window)
    take(qtbot, window, page.seen.form.choices["kind"], "suppliers")
    assert button(window, "Bring in 91 suppliers").isEnabled()
    take(qtbot, window, page.seen.columns.choices[1], "")
    assert "No column is chosen for “name”." in words(window)
    assert not page.seen.button.isEnabled()
    exchange.bring_in_file(real, NORTHWIND / "customers.csv")
    choose(qtbot, window, *northwind("orders"))
    page.seen.form.finished.setFocus()
    QTest.keyClick(page.seen.form.finished, Qt.Key.Key_Space)
    settle(qtbot, window.desk)
    assert "830 orders · 830 shipments · 6 postal addresses" in words(window)


def test_a_list_that_says_nothing_is_asked_about(qtbot, window, real, tmp_path):
    page = choose(qtbot, window, a_list(tmp_path, "x.csv", "who,where\nAcme,Berlin\n"))
    assert "Nothing in the file says what it holds. Choose it here." in words(window)
    take(qtbot, window, page.seen.form.choices["kind"], "forwarders")
    take(qtbot, window, page.seen.columns.choices[0], "name")
    click(qtbot, window, "Bring in 1 forwarder")
    assert real.ledger.read.all("select kind, name from parties") == [("forwarder", "Acme")]


def test_letters_that_could_be_read_two_ways_are_chosen_by_a_line_that_reads_well(qtbot, window, real, tmp_path):
    page = choose(qtbot, window, a_list(tmp_path, "kunden.csv", "Firma;Ort\nCafé Müller;Köln\n", "cp1252"))
    assert "Which line reads well?" in words(window)
    assert not page.seen.button.isEnabled()
    well = button(window, "Western (1252): Café Müller;Köln")
    assert not well.isChecked()
    QTest.keyClick(well, Qt.Key.Key_Space)
    settle(qtbot, window.desk)
    click(qtbot, window, "Bring in 1 customer")
    assert real.ledger.read.value("select name from parties") == "Café Müller"


def test_rows_are_shown_as_they_will_arrive_and_problems_filtered(qtbot, window, tmp_path):
    text = "company,phone,email\nAcme,ask,nobody\nBolt,NULL,info@bolt.de\n,1,\n"
    page = choose(qtbot, window, a_list(tmp_path, "customers.csv", text))
    assert page.seen.tabs.currentIndex() == 2
    assert [row.split(" | ")[:2] for row in rows(page.seen.problems.table)] == [
        ["2", "Left empty"], ["2", "Note"], ["4", "Left out"],
    ]  # fmt: skip
    click(qtbot, window, "Left out 1")
    assert rows(page.seen.problems.table) == ["4 | Left out | company | “name” is empty."]
    page.seen.tabs.setCurrentIndex(1)
    assert rows(page.seen.cells) == ["Acme | ask", "Bolt | info@bolt.de"]


def test_the_first_rows_show_how_days_numbers_and_countries_were_understood(qtbot, window, real, tmp_path):
    choose(qtbot, window, *northwind("customers"))
    click(qtbot, window, "Bring in 91 customers")
    page = choose(qtbot, window, *northwind("customers", "orders"))
    page.seen.tabs.setCurrentIndex(1)
    cells = page.seen.cells.cells
    told = dict(zip(
        [cells.headerData(at, Qt.Orientation.Horizontal) for at in range(cells.columnCount())],
        [cells.index(0, at).data() for at in range(cells.columnCount())],
        strict=True,
    ))  # fmt: skip
    assert (told["Ordered on"], told["Freight"], told["Ship to: country"]) == (
        *("4 Jul 1996", "USD 32.38", "France (FR)"),
    )
    text = "order no,customer no,order date\nA1,ALFKI,03/04/2026\n"
    page = choose(qtbot, window, a_list(tmp_path, "orders.csv", text))
    page.seen.tabs.setCurrentIndex(1)
    assert rows(page.seen.cells) == ["A1 | ALFKI"]
    take(qtbot, window, page.seen.form.choices["day_order"], "mdy")
    assert rows(page.seen.cells) == ["A1 | ALFKI | 4 Mar"]


# -- what goes wrong ---------------------------------------------------------------------------------------------------


def test_a_file_that_is_no_list_is_told_in_a_sentence(qtbot, window, tmp_path):
    page = choose(qtbot, window, a_list(tmp_path, "empty.csv", ""))
    assert "empty.csv is empty. Nothing was changed; choose another file." in words(window)
    (tmp_path / "empty.csv").write_text("company\nAcme\n", encoding="utf-8")
    click(qtbot, window, "Read again")
    assert button(window, "Bring in 1 customer").isEnabled()
    page.files.view.setFocus()
    QTest.keyClick(page.files.view, Qt.Key.Key_Delete)
    settle(qtbot, window.desk)
    assert "Drop your lists here, or choose them." in words(window)


def test_a_full_disk_is_told_and_the_list_can_come_in_afterwards(qtbot, window, real):
    choose(qtbot, window, *northwind("customers"))
    pages = real.ledger.read.value("pragma page_count")
    real.ledger.connection.execute(f"pragma max_page_count = {pages + 2}")
    click(qtbot, window, "Bring in 91 customers")
    assert "The disk is full" in words(window)
    assert counts(real) == [0, 0, 0, 0, 0]
    real.ledger.connection.execute("pragma max_page_count = 1000000")
    click(qtbot, window, "Bring in 91 customers")
    assert counts(real)[0] == 91


def test_a_long_list_shows_how_far_it_is_and_is_cancelled_whole(qtbot, window, real, tmp_path):
    text = "key,company,city,country\n" + "".join(f"C{n},Company {n},Hamburg,Germany\n" for n in range(12_000))
    page = choose(qtbot, window, a_list(tmp_path, "customers.csv", text))
    QTest.mouseClick(button(window, "Bring in 12,000 customers"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.seen.doing.isVisible() and page.seen.doing.bar.value() > 450)
    QTest.mouseClick(button(window, "Cancel"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.presenter.doing)
    settle(qtbot, window.desk)
    assert counts(real)[0] == 0
    assert button(window, "Bring in 12,000 customers").isEnabled()


def test_a_cancel_that_comes_too_late_is_told_as_brought_in_and_can_be_undone(qtbot, window, real):
    page = choose(qtbot, window, *northwind("customers"))
    # The click falls when the last step has been told: by then the rows are on their way to the disk or there.
    page.presenter.progressed.connect(lambda done: page.presenter.cancel() if done >= 900 else None)
    QTest.mouseClick(button(window, "Bring in 91 customers"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.presenter.doing)
    settle(qtbot, window.desk)
    there = counts(real)[0]
    assert (there == 91) == ("91 customers brought in" in words(window))
    assert window.desk.can_undo == (there == 91)


# -- around it ---------------------------------------------------------------------------------------------------------


def test_files_are_dropped_on_the_page(qtbot, window):
    window.desk.open(Place("exchange"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in northwind("shippers")])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))
    settle(qtbot, window.desk)
    assert button(window, "Bring in 3 forwarders").isEnabled()


def test_the_report_can_be_copied(qtbot, window):
    choose(qtbot, window, *northwind("suppliers"))
    click(qtbot, window, "Bring in 29 suppliers")
    click(qtbot, window, "Copy report")
    told = QGuiApplication.clipboard().text().splitlines()
    assert told[0] == "suppliers.csv: 29 suppliers brought in"
    assert "Left empty: line 3, homePage: “#CAJUN.HTM#” is no web address." in told


def test_from_the_report_one_goes_to_what_came_in(qtbot, window):
    choose(qtbot, window, *northwind("suppliers"))
    click(qtbot, window, "Bring in 29 suppliers")
    click(qtbot, window, "Look at them")
    assert window.desk.places.current == Place("customers", None, {"kind": "supplier"})


def test_the_page_is_reached_by_a_command_and_brings_in_by_keys(qtbot, window, real):
    qtbot.waitUntil(lambda: window.desk.commands.get("exchange.open") is not None)
    assert window.desk.commands.trigger("exchange.open")
    page = choose(qtbot, window, *northwind("shippers"))
    assert window.desk.commands.trigger("exchange.bring-in")
    settle(qtbot, window.desk)
    assert counts(real)[0] == 3
    assert not window.desk.commands.is_enabled("exchange.bring-in")
    assert page.report.undo.hasFocus()


def test_in_another_language_the_same_files_are_shown(qtbot, window, tmp_path):
    choose(qtbot, window, *northwind("customers"))
    wording.set_language("zh_CN")
    window.rebuild()
    settle(qtbot, window.desk)
    page = window.page
    assert button(window, "导入 91 个客户").isEnabled()
    assert page.seen.columns.choices[1].currentText() == "公司名称（必需）"
    click(qtbot, window, "导入 91 个客户")
    assert "已导入 91 个客户" in words(window)


def test_every_control_has_a_name(qtbot, window):
    page = choose(qtbot, window, *northwind("orders"))
    nameless = [
        choice
        for choice in (*page.seen.columns.choices.values(), *page.seen.form.choices.values())
        if not choice.accessibleName()
    ]
    assert nameless == []
