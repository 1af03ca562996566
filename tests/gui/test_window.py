from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from tests.gui.bench import rename
from tests.gui.placeholder import PAGES, SOURCES
from tradedesk.ui import theme, wording
from tradedesk.ui.application import create_application
from tradedesk.ui.places import Place
from tradedesk.ui.shell.main_window import MainWindow


def summary(bench):
    return SimpleNamespace(
        company="Ningbo Lantian Trading",
        zone="Asia/Shanghai",
        badges={"today": 7},
        urgent=frozenset(),
        counts={"customers": 1284, "orders": 1},
    )


@pytest.fixture
def window(qtbot, qapp, desk, bench):
    create_application(["tradedesk"])
    theme.apply_theme(qapp, "light")
    bench.ledger.names.update({1: "Gulf Horizon", 2: "Nordlicht Möbel", 3: "Casa Verde"})
    made = MainWindow(desk, PAGES, SOURCES, "tests.gui.bench:search", summary_verb=summary)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    desk.open(Place("today"))
    qtbot.waitUntil(lambda: made.status.counts.text() != "" and made.isActiveWindow())
    qtbot.waitUntil(lambda: desk.commands.get("customer.add-new") is not None)
    yield made
    made.close()


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.focusWidget() or window, key, modifier)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_rail_shows_only_pages_that_exist_with_what_waits_there(window):
    assert list(window.rail.buttons) == ["today", "customers", "orders", "settings"]
    assert window.rail.buttons["today"].number == 7
    assert window.status.counts.text() == "1,284 customers · 1 order"


def test_control_and_a_number_opens_a_page(window, desk):
    press(window, Qt.Key.Key_2, CTRL)
    assert desk.places.current == Place("customers")
    assert window.rail.buttons["customers"].isChecked()
    press(window, Qt.Key.Key_4, CTRL)
    assert desk.places.current == Place("settings")


def test_alt_and_the_arrows_walk_through_the_history(window, desk):
    desk.open(Place("customers", 2))
    desk.open(Place("orders"))
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert desk.places.current == Place("customers", 2)
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert desk.places.current == Place("orders")


def test_coming_back_by_the_rail_shows_what_was_shown_there(window, desk):
    desk.open(Place("customers", 2))
    desk.open(Place("today"))
    window.rail.buttons["customers"].click()
    assert desk.places.current == Place("customers", 2)
    window.rail.buttons["customers"].click()
    assert desk.places.current == Place("customers")


def test_a_page_without_a_place_on_the_rail_marks_none_wherever_one_came_from(window, desk):
    rail = window.rail.buttons
    for came_from in ("settings", "customers"):
        desk.open(Place(came_from))
        assert [name for name, button in rail.items() if button.isChecked()] == [came_from]
        desk.open(Place("export"))
        assert [name for name, button in rail.items() if button.isChecked()] == []
    rail["settings"].click()
    assert desk.places.current == Place("settings")
    assert [name for name, button in rail.items() if button.isChecked()] == ["settings"]


def test_the_palette_runs_a_command_with_the_keyboard_alone(window, desk):
    press(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.focusWidget(), "ord")
    assert window.palette_panel.isVisible()
    assert window.palette_panel.list.titles()[0] == "Go to Orders"
    press(window, Qt.Key.Key_Return)
    assert desk.places.current == Place("orders")
    assert not window.palette_panel.isVisible()
    assert window.top_bar.search.text() == ""


def test_the_palette_finds_what_the_ledger_holds_and_goes_there(window, desk, qtbot):
    press(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.focusWidget(), "nordl")
    qtbot.waitUntil(lambda: "Nordlicht Möbel" in window.palette_panel.list.titles())
    press(window, Qt.Key.Key_Return)
    assert desk.places.current == Place("customers", 2)


def test_the_palette_offers_what_acts_on_a_page_only_while_that_page_is_in_sight(window, desk):
    press(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.focusWidget(), "add a note")
    assert "Add a note" in window.palette_panel.list.titles()
    desk.open(Place("orders"))
    press(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.focusWidget(), "add a note")
    assert "Add a note" not in window.palette_panel.list.titles()


def test_going_elsewhere_closes_the_palette(window, desk):
    press(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.focusWidget(), "nordl")
    desk.open(Place("orders"))
    assert not window.palette_panel.isVisible()
    assert window.top_bar.search.text() == ""


def test_the_palette_says_so_when_nothing_is_found(window, qtbot):
    press(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.focusWidget(), "<b>zzqx</b>")
    said = window.palette_panel.list.model()
    assert said.index(0, 0).data() == "Looking…"
    qtbot.waitUntil(lambda: "<b>zzqx</b>" in said.index(0, 0).data())
    assert window.palette_panel.list.titles() == []
    press(window, Qt.Key.Key_Return)
    assert window.palette_panel.isVisible()


def test_escape_closes_the_palette_before_it_goes_back(window, desk):
    desk.open(Place("orders"))
    press(window, Qt.Key.Key_K, CTRL)
    press(window, Qt.Key.Key_Escape)
    assert not window.palette_panel.isVisible()
    assert desk.places.current == Place("orders")
    press(window, Qt.Key.Key_Escape)
    assert desk.places.current == Place("today")


def test_escape_leaves_an_editor_before_it_goes_back(window, desk):
    desk.open(Place("orders"))
    desk.open(Place("today"))
    window.page.edit.setFocus()
    press(window, Qt.Key.Key_Escape)
    assert desk.places.current == Place("today")
    assert not isinstance(window.focusWidget(), QLineEdit)


def test_control_z_takes_back_what_was_done_and_the_status_line_offers_it_too(window, desk, bench, qtbot):
    desk.run(rename, 1, "Gulf")
    qtbot.waitUntil(window.status.undo_link.isVisible)
    assert "Customer renamed" in window.status.words.text()
    window.page.setFocus()
    press(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: bench.ledger.names[1] == "Gulf Horizon")
    qtbot.waitUntil(lambda: desk.can_redo)
    press(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bench.ledger.names[1] == "Gulf")


def test_moments_are_shown_on_the_clock_of_the_own_company_not_of_the_computer(window):
    window.status.show_saved(datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    assert window.status.words.text() == "✓ Saved 07:30"


def test_a_message_found_says_with_whom_and_on_which_day_of_ours(window):
    late = datetime(2025, 11, 20, 23, 30, tzinfo=UTC)
    hit = SimpleNamespace(
        kind="message", title="10% is fine", detail="Gulf Horizon", place=("log", 7), at=late, label=None
    )
    assert window.palette_panel._choice(hit).detail == "Gulf Horizon · 21 Nov 2025 07:30"


def test_what_was_undone_is_never_called_done_and_can_be_done_again_from_the_status_line(window, desk, bench, qtbot):
    desk.run(rename, 1, "Gulf")
    qtbot.waitUntil(window.status.undo_link.isVisible)
    desk.undo()
    qtbot.waitUntil(window.status.redo_link.isVisible)
    assert window.status.words.text() == "Undone: Customer renamed"
    assert not window.status.undo_link.isVisible()
    window.status.redo_link.click()
    qtbot.waitUntil(window.status.undo_link.isVisible)
    assert bench.ledger.names[1] == "Gulf"
    assert window.status.words.text() == "✓ Customer renamed"
    assert not window.status.redo_link.isVisible()


def test_a_shortcut_of_a_page_works_on_that_page_only(window, desk, bench, qtbot):
    press(window, Qt.Key.Key_N, CTRL)
    desk.open(Place("customers"))
    assert 999 not in bench.ledger.names
    window.page.list.setFocus()
    press(window, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: 999 in bench.ledger.names)


def test_a_shortcut_can_be_changed(window, desk):
    desk.settings.remember("shortcut.page.open-orders", "Ctrl+Shift+O")
    press(window, Qt.Key.Key_3, CTRL)
    assert desk.places.current == Place("today")
    press(window, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.places.current == Place("orders")


def test_the_pages_commands_stand_at_the_top_right_and_the_last_is_the_main_one(window, desk):
    desk.open(Place("customers"))
    buttons = [(button.text(), button.property("kind")) for button in window.top_bar._buttons]
    assert buttons == [("Import", "plain"), ("Customers", "primary")]
    desk.open(Place("orders"))
    assert window.top_bar._buttons == []


def test_a_page_that_is_not_shown_hears_of_changes_when_it_is(window, desk, qtbot):
    desk.open(Place("customers"))
    page = window.page
    desk.open(Place("today"))
    before = len(page.refreshed)
    desk.run(rename, 1, "Gulf")
    qtbot.waitUntil(window.status.undo_link.isVisible)
    assert len(page.refreshed) == before
    desk.open(Place("customers"))
    assert page.refreshed[-1] == frozenset({("party", 1)})


def test_another_language_comes_while_running_at_the_same_place(window, desk, qtbot):
    desk.open(Place("customers", 2))
    old = window.page
    desk.settings.change(language="zh_CN")
    assert wording.language() == "zh_CN"
    assert window.rail.buttons["customers"].text() == "客户"
    assert window.top_bar.search.placeholderText() == "查找客户、订单、消息、命令"
    assert old.left >= 1
    assert window.page is not old
    assert window.page.opened == [Place("customers", 2)]
    assert window.rail.buttons["customers"].isChecked()
    qtbot.waitUntil(lambda: window.status.counts.text() == "1,284 个客户 · 1 个订单")
    desk.settings.change(language="en")
    assert window.rail.buttons["customers"].text() == "Customers"
    assert desk.commands.get("note.add-here") is None


def test_another_theme_comes_while_running(window, desk, qapp):
    desk.commands.trigger("theme.use-dark")
    assert theme.tokens().name == "dark"
    assert not desk.commands.is_enabled("theme.use-dark")
    desk.commands.trigger("theme.use-light")
    assert theme.tokens().name == "light"


def test_a_refusal_nobody_shows_stands_above_the_page_until_one_goes_on(window, desk, qtbot):
    desk.run(rename, 1, "")
    qtbot.waitUntil(lambda: window.banners.newest is not None)
    assert window.banners.newest.words.text()
    desk.open(Place("orders"))
    assert window.banners.newest is None


def test_what_the_program_says_stays_while_one_goes_on_and_comes_one_after_the_other(window, desk, qtbot):
    window.show_banner("warn", "The clock is wrong.")
    mail = window.show_banner("info", "A mail has reached its window.")
    show = mail.add_action("Show", lambda: desk.open(Place("orders")))
    desk.run(rename, 1, "")
    qtbot.waitUntil(lambda: window.banners.newest.words.text() not in ("", "A mail has reached its window."))
    desk.open(Place("customers"))
    assert seen_banners(window) == ["A mail has reached its window."]
    show.click()
    assert seen_banners(window) == ["The clock is wrong."]
    window.banners.newest.close_button.click()
    assert seen_banners(window) == []


def test_a_button_that_only_copies_leaves_its_banner(window):
    window.show_banner("bad", "Damaged.").add_action("Copy", lambda: None, stays=True).click()
    assert seen_banners(window) == ["Damaged."]


def seen_banners(window):
    every = [window.banners.itemAt(number).widget() for number in range(window.banners.count())]
    return [each.words.text() for each in every if each.isVisible()]


def test_every_control_of_the_frame_can_be_reached_and_has_a_name(window, desk):
    desk.open(Place("customers"))
    controls = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    controls += [each for each in window.findChildren(QLineEdit) if each.isVisible()]
    nameless = [each for each in controls if not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)]
    assert nameless == []
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in controls if each.isEnabled())
    assert "7" in QAccessible.queryAccessibleInterface(window.rail.buttons["today"]).text(QAccessible.Text.Name)


def test_f1_explains_the_page_and_lists_its_shortcuts(window, desk, qapp):
    desk.open(Place("customers"))
    press(window, Qt.Key.Key_F1)
    dialog = qapp.activeModalWidget()
    words = [label.text() for label in dialog.findChildren(type(window.status.words))]
    assert "Ctrl+N" in words
    assert any("Who receives what" in text for text in words)
    dialog.accept()


def test_the_window_comes_back_where_it_stood(window, desk):
    window.resize(860, 640)
    window.close()
    other = MainWindow(desk_with_settings_of(desk), PAGES)
    assert (other.width(), other.height()) == (860, 640)
    other.desk.close()
    other.deleteLater()


def desk_with_settings_of(desk):
    from tradedesk.ui.desk import Desk
    from tradedesk.ui.jobs import Lane

    return Desk(desk.bench, Lane(), settings=desk.settings._kept)
