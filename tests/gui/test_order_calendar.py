"""The calendar of orders as a user meets it: on a real ledger, by clicks, keys and the mouse."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.an_order import TODAY, add_party, node
from tests.support.carrying import drag
from tests.support.orders_window import press, settle
from tradedesk.domain.order import NodeCode
from tradedesk.services import orders, shipments
from tradedesk.ui.places import Place

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def customer(real):
    return add_party(real, "Gulf Horizon Trading LLC", short_name="Gulf Horizon", country="AE")


# -- the calendar ------------------------------------------------------------------------------------------------------


def in_calendar(qtbot, shown, **extra):
    window = shown(Place("orders", None, {"view": "calendar", **extra}))
    settle(qtbot, window.desk)
    return window, window.page.list.calendar


def entry_of(calendar, kind, code):
    """An entry, with the place of its line in the grid; the calendar goes to its month."""
    for day, entries in calendar.state.by_day.items():
        for at, each in enumerate(entries):
            if (each.kind, each.code) == (kind, code):
                return each, calendar.grid.line(day, at).center()
    raise LookupError((kind, code))


def test_the_calendar_shows_planned_and_happened_days_and_says_them_aloud(qtbot, shown, real, order):
    window, calendar = in_calendar(qtbot, shown)
    assert calendar.days_shown.text() == "November 2026"
    assert window.focusWidget() is calendar.grid
    done, _place = entry_of(calendar, "actual", "confirmed")
    planned, _place = entry_of(calendar, "planned", "deposit")
    assert (done.day, planned.day) == (TODAY, node(real, order, NodeCode.DEPOSIT).planned_on)
    told = []
    for _ in calendar.state.entries(TODAY):
        told.append(calendar.grid.accessibleDescription())
        QTest.keyClick(calendar.grid, Qt.Key.Key_Down)
    assert told[0].startswith("Saturday, 21 November, 3 entries on this day, ")
    assert any(
        each.endswith("Order confirmed happened, 21 Nov, TD-2026-0001, Gulf Horizon Trading LLC") for each in told
    )


def test_days_off_of_both_sides_are_known_with_their_names(qtbot, shown, real, customer, order):
    window, calendar = in_calendar(qtbot, shown)
    orders.plan_node(real, node(real, order, NodeCode.DELIVERED).id, date(2027, 5, 6))
    for _ in range(6):
        QTest.keyClick(calendar.grid, Qt.Key.Key_PageDown)
        settle(qtbot, window.desk)
    assert calendar.days_shown.text() == "May 2027"
    assert [(each.country, each.own) for each in calendar.state.holidays(date(2027, 5, 1))] == [("CN", True)]
    assert calendar.state.is_off(date(2027, 5, 1))
    assert any(each.country == "AE" for off in calendar.state.off.holidays.values() for each in off)


def test_a_planned_day_is_carried_to_another_with_what_moves_with_it(qtbot, shown, real, order):
    window, calendar = in_calendar(qtbot, shown)
    page = window.page.list
    deposit, place = entry_of(calendar, "planned", "deposit")
    target = date(2026, 12, 3)
    view = calendar.grid.viewport()
    drag(calendar.grid, view.mapToGlobal(place), view.mapToGlobal(calendar.grid.cell(target).center()))
    settle(qtbot, window.desk)
    assert page.ahead.isVisible()
    assert any(each.startswith("Deposit received: ") and "3 Dec" in each for each in page.ahead.sentences)
    assert node(real, order, NodeCode.DEPOSIT).planned_on == deposit.day
    press(qtbot, window, page.ahead.do)
    assert node(real, order, NodeCode.DEPOSIT).planned_on == target
    assert entry_of(calendar, "planned", "deposit")[0].day == target
    window.desk.undo()
    settle(qtbot, window.desk)
    assert node(real, order, NodeCode.DEPOSIT).planned_on == deposit.day


def test_an_announced_departure_is_carried_to_another_day_and_undo_brings_it_back(qtbot, shown, real, order):
    shipments.set_field(real, order, 0, "etd", "2026-11-26")
    window, calendar = in_calendar(qtbot, shown)
    sails, place = entry_of(calendar, "etd", "")
    view = calendar.grid.viewport()
    drag(calendar.grid, view.mapToGlobal(place), view.mapToGlobal(calendar.grid.cell(date(2026, 12, 3)).center()))
    settle(qtbot, window.desk)
    ahead = window.page.list.ahead
    assert ahead.sentences == ["ETD: Thu 26 Nov → Thu 3 Dec, 7 days later"]
    press(qtbot, window, ahead.do)
    assert entry_of(calendar, "etd", "")[0].day == date(2026, 12, 3)
    window.desk.undo()
    settle(qtbot, window.desk)
    assert entry_of(calendar, "etd", "")[0].day == sails.day


def test_the_keyboard_walks_days_and_entries_moves_and_opens(qtbot, shown, real, order):
    window, calendar = in_calendar(qtbot, shown)
    grid, state = calendar.grid, calendar.state
    deposit, _place = entry_of(calendar, "planned", "deposit")
    for _ in range((deposit.day - TODAY).days):
        QTest.keyClick(grid, Qt.Key.Key_Right)
    for _ in state.entries(deposit.day)[: state.entries(deposit.day).index(deposit)]:
        QTest.keyClick(grid, Qt.Key.Key_Down)
    assert state.entry == deposit
    QTest.keyClick(grid, Qt.Key.Key_Right, CTRL)
    settle(qtbot, window.desk)
    assert window.page.list.ahead.isVisible()
    QTest.keyClick(window.page.list.ahead.do, Qt.Key.Key_Escape)
    settle(qtbot, window.desk)
    assert window.focusWidget() is grid
    QTest.keyClick(grid, Qt.Key.Key_Return)
    settle(qtbot, window.desk)
    assert window.desk.places.current == Place("orders", order)


def test_a_day_that_holds_more_than_fits_opens_its_week(qtbot, shown, real, customer):
    for _ in range(8):
        orders.log_inquiry(real, customer, "Lamp shades")
    window, calendar = in_calendar(qtbot, shown)
    grid = calendar.grid
    hidden = len(calendar.state.entries(TODAY)) - len(grid.shown(TODAY))
    assert hidden > 0
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton,
                     pos=grid.line(TODAY, grid.shown(TODAY).stop).center())  # fmt: skip
    settle(qtbot, window.desk)
    assert calendar.state.mode == "week"
    assert len(grid.shown(TODAY)) == 8
    assert window.desk.settings.get("orders.calendar") == "week"
    press(qtbot, window, calendar.next)
    assert calendar.state.first == date(2026, 11, 23)


def test_the_calendar_obeys_the_search_and_a_month_without_anything_stays_a_month(qtbot, shown, real, order):
    window, calendar = in_calendar(qtbot, shown)
    QTest.keyClicks(window.page.list.search, "no such order")
    qtbot.waitUntil(lambda: not calendar.state.by_day)
    settle(qtbot, window.desk)
    assert calendar.isVisible(), "an empty month is a month"
