"""The timeline in the window: what moves is seen before, who said what, points, states, promises (C2, D7, F3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.an_order import TODAY, add_party, an_order, node, reach
from tests.support.orders_window import point, press, settle, type_in
from tradedesk.domain.message import Direction, Medium
from tradedesk.domain.order import NodeCode
from tradedesk.services import order_points, order_standing, orders, promise_terms
from tradedesk.ui.places import Place


@pytest.fixture
def customer(real):
    return add_party(real, "Gulf Horizon Trading LLC", country="AE", zone="Asia/Dubai")


@pytest.fixture
def confirmed(real, customer):
    number = an_order(real, customer)
    reach(real, number, NodeCode.CONFIRMED)
    return number


def opened(qtbot, window, code):
    press(qtbot, window, point(window, code))
    return window.page.sheet.popup


def test_what_moves_with_a_date_is_seen_before_it_moves_and_one_undo_brings_all_back(qtbot, shown, real, confirmed):
    window = shown(Place("orders", confirmed))
    before = {each.code: each.planned_on for each in orders.sheet(real, confirmed).file.nodes}
    popup = opened(qtbot, window, NodeCode.READY)
    popup.plan.setFocus()
    popup.plan.selectAll()
    QTest.keyClicks(popup.plan, "2026-12-31")
    qtbot.waitUntil(lambda: bool(popup.moves.lines))
    assert popup.moves.lines[0].endswith("→ Thu 31 Dec. as you say")
    assert any(line.startswith("Shipped: ") and "after the point before it" in line for line in popup.moves.lines)
    assert popup.plan_button.text() == f"Move {len(popup.moves.lines)} dates"
    assert {each.code: each.planned_on for each in orders.sheet(real, confirmed).file.nodes} == before
    press(qtbot, window, popup.plan_button)
    assert node(real, confirmed, NodeCode.READY).planned_on == date(2026, 12, 31)
    assert node(real, confirmed, NodeCode.SHIPPED).planned_on > before[NodeCode.SHIPPED]
    real.ledger.undo(real.ledger.read.value("select max(id) from undo_steps where used = 0"))
    assert {each.code: each.planned_on for each in orders.sheet(real, confirmed).file.nodes} == before


def test_another_delivery_day_shows_what_moves_with_it_before_it_is_saved_and_one_undo_brings_all_back(
    qtbot, shown, real, confirmed
):
    window = shown(Place("orders", confirmed))
    before = {each.code: each.planned_on for each in orders.sheet(real, confirmed).file.nodes}
    terms = window.page.sheet.terms
    type_in(qtbot, window, terms.form.field("delivery_on").editor, "2027-02-26")
    assert any(line.startswith("Delivered: Fri 15 Jan 2027 → Fri 26 Feb 2027.") for line in terms.delivery.moves.lines)
    assert orders.sheet(real, confirmed).file.order.delivery_on == date(2027, 1, 15)
    press(qtbot, window, terms.delivery.move_button)
    assert orders.sheet(real, confirmed).file.order.delivery_on == date(2027, 2, 26)
    assert node(real, confirmed, NodeCode.DELIVERED).planned_on == date(2027, 2, 26)
    assert node(real, confirmed, NodeCode.READY).planned_on > before[NodeCode.READY]
    assert terms.delivery.isHidden()
    window.desk.undo()
    settle(qtbot, window.desk)
    assert {each.code: each.planned_on for each in orders.sheet(real, confirmed).file.nodes} == before
    assert terms.form.field("delivery_on").editor.text() == "15 Jan 2027"


def test_another_delivery_day_can_be_saved_alone_or_left(qtbot, shown, real, confirmed):
    window = shown(Place("orders", confirmed))
    ready = node(real, confirmed, NodeCode.READY).planned_on
    terms = window.page.sheet.terms
    field = terms.form.field("delivery_on").editor
    type_in(qtbot, window, field, "2027-02-26")
    press(qtbot, window, terms.delivery.leave_button)
    assert (field.text(), terms.delivery.isHidden()) == ("15 Jan 2027", True)
    type_in(qtbot, window, field, "2027-02-26")
    type_in(qtbot, window, field, "15 Jan 2027")
    assert terms.delivery.isHidden()
    type_in(qtbot, window, field, "2027-02-26")
    press(qtbot, window, terms.delivery.alone_button)
    assert orders.sheet(real, confirmed).file.order.delivery_on == date(2027, 2, 26)
    assert node(real, confirmed, NodeCode.READY).planned_on == ready


def test_a_delivery_day_left_without_an_answer_is_saved_and_moves_nothing(qtbot, shown, real, confirmed):
    window = shown(Place("orders", confirmed))
    ready = node(real, confirmed, NodeCode.READY).planned_on
    type_in(qtbot, window, window.page.sheet.terms.form.field("delivery_on").editor, "2027-02-26")
    window.desk.open(Place("log"))
    settle(qtbot, window.desk)
    assert orders.sheet(real, confirmed).file.order.delivery_on == date(2027, 2, 26)
    assert node(real, confirmed, NodeCode.READY).planned_on == ready


def test_a_day_before_what_happened_is_refused_beside_its_field_while_it_is_typed(qtbot, shown, confirmed):
    window = shown(Place("orders", confirmed))
    popup = opened(qtbot, window, NodeCode.READY)
    popup.plan.setText("2026-11-01")
    qtbot.waitUntil(lambda: bool(popup.plan_field.problem))
    assert "cannot be planned earlier" in popup.plan_field.problem
    popup.close()


def test_planning_again_asks_first_and_enter_agrees(qtbot, shown, real, confirmed):
    ready = node(real, confirmed, NodeCode.READY)
    orders.plan_node(real, ready.id, ready.planned_on + timedelta(days=20))
    window = shown(Place("orders", confirmed))
    course = window.page.sheet.course
    press(qtbot, window, course.plan_again)
    assert "Planned back from the delivery day" in course.popup.moves.lines[0]
    assert node(real, confirmed, NodeCode.READY).planned_on != ready.planned_on
    QTest.keyClick(course.popup.agree_button, Qt.Key.Key_Space)
    settle(qtbot, window.desk)
    assert node(real, confirmed, NodeCode.READY).planned_on == ready.planned_on


def test_what_the_factory_said_is_logged_with_the_day_it_happened(qtbot, shown, real, confirmed):
    window = shown(Place("orders", confirmed))
    popup = opened(qtbot, window, NodeCode.PRODUCTION)
    press(qtbot, window, popup.said_button)
    assert popup.box.text.hasFocus()
    press(qtbot, window, popup.reach_button)
    assert popup.box.text_field.problem
    popup.box.text.setText("Started this morning")
    popup.box.who.setText("Mr. Zhou")
    press(qtbot, window, popup.reach_button)
    assert node(real, confirmed, NodeCode.PRODUCTION).actual_on == TODAY
    assert orders.sheet(real, confirmed).messages[0].subject == "Started this morning"


def test_f3_the_notice_that_went_out_is_named_with_its_address_and_leads_to_the_log(qtbot, shown, real, confirmed):
    at = node(real, confirmed, NodeCode.PRODUCTION).id
    number = order_points.reach_by_message(
        real, at, TODAY, medium=Medium.MAIL, direction=Direction.OUT, text="In production", who="orders@gulfhorizon.ae"
    )
    window = shown(Place("orders", confirmed))
    popup = opened(qtbot, window, NodeCode.PRODUCTION)
    assert ("Told", "21 Nov to orders@gulfhorizon.ae") in popup.node.facts
    press(qtbot, window, popup.log_button)
    assert window.desk.places.current == Place("log", number)


def test_the_panel_says_by_when_the_customer_is_told_on_both_clocks_and_who_sees_to_it(qtbot, shown, real, confirmed):
    with real.ledger.write("role") as writer:
        writer.insert("order_roles", {"order_id": confirmed, "role": "factory", "name": "Mr. Zhou", "firm": "Anji"})
    window = shown(Place("orders", confirmed))
    facts = dict(opened(qtbot, window, NodeCode.READY).node.facts)
    assert facts["Sees to it"] == "Mr. Zhou · Anji (Factory)"
    assert facts["Owed"].startswith("Due ")
    assert "18:00" in facts["Owed"]
    assert "14:00 there" in facts["Owed"]
    assert facts["Takes"] == "25 working days"
    window.page.sheet.popup.close()


def test_lateness_says_what_it_makes_late_and_the_line_shows_what_is_to_be_expected(
    qtbot, shown, real, confirmed, clock
):
    reach(real, confirmed, NodeCode.DEPOSIT, NodeCode.PRODUCTION)
    ready = node(real, confirmed, NodeCode.READY).planned_on
    clock.moment += timedelta(days=(ready - TODAY).days + 9)
    window = shown(Place("orders", confirmed))
    state = point(window, NodeCode.READY).node
    assert state.late
    assert "makes late: Customs released, Shipped, Delivered" in dict(state.facts)["Stands"]
    shipped = point(window, NodeCode.SHIPPED).node
    assert shipped.slips
    assert "→" in shipped.day
    assert "days late" in window.page.sheet.course.plan.text()


def test_an_order_is_put_on_hold_with_its_reason_and_goes_on_with_its_dates_moved(qtbot, shown, real, confirmed, clock):
    window = shown(Place("orders", confirmed))
    course, head = window.page.sheet.course, window.page.sheet.side
    assert not head.isVisible()
    press(qtbot, window, course.standing)
    press(qtbot, window, course.popup.save_button)
    assert course.popup.field.problem == "Say why in a few words."
    type_in(qtbot, window, course.popup.reason, "the customer changes the colour")
    assert course.side.text() == "On hold"
    assert "since 21 Nov: the customer changes the colour" in course.plan.text()
    assert (head.isVisible(), head.text()) == (True, "On hold")
    assert head.toolTip() == "since 21 Nov: the customer changes the colour"
    deposit = node(real, confirmed, NodeCode.DEPOSIT).planned_on
    clock.moment += timedelta(days=14)
    press(qtbot, window, course.standing)
    course.popup.state.setCurrentIndex(0)
    assert "The clock stood for 14 days." in course.popup.moves.lines[0]
    press(qtbot, window, course.popup.save_button)
    assert node(real, confirmed, NodeCode.DEPOSIT).planned_on >= deposit + timedelta(days=14)
    assert (course.side.text(), head.isVisible()) == ("", False)
    assert orders.sheet(real, confirmed).file.order.side_state == ""


def test_points_are_added_moved_and_given_days_while_the_panel_stays_open(qtbot, shown, real, confirmed):
    window = shown(Place("orders", confirmed))
    course = window.page.sheet.course
    press(qtbot, window, course.points)
    editor = course.popup.editor
    type_in(qtbot, window, editor.fresh, "Lab dip approved")
    assert "Lab dip approved" in [each.node.title for each in course.timeline.buttons]
    added = max(editor.rows)
    press(qtbot, window, editor.rows[added].up)
    names = [each.name_en for each in orders.sheet(real, confirmed).file.nodes]
    assert names.index("Lab dip approved") == len(names) - 2
    type_in(qtbot, window, editor.rows[added].days, "ten")
    assert "not a whole number" in editor.problem.text()
    type_in(qtbot, window, editor.rows[added].days, "10")
    assert not editor.problem.isVisible()
    press(qtbot, window, editor.rows[added].gone)
    assert added not in editor.rows
    course.popup.close()


def test_d7_a_promise_is_changed_for_the_order_and_says_so_where_it_is_owed(qtbot, shown, real, confirmed):
    window = shown(Place("orders", confirmed))
    course = window.page.sheet.course
    press(qtbot, window, course.promises)
    line = course.popup.editor.rows["ready-notice"]
    type_in(qtbot, window, line.number, "a few")
    assert "not a whole number" in line.told.text()
    type_in(qtbot, window, line.number, "7")
    press(qtbot, window, course.popup.editor.rows["tracking"].off)
    course.popup.close()
    said = {each.kind: each for each in promise_terms.of_order(real, confirmed)}
    assert (said["ready-notice"].number, said["tracking"].is_off) == (7, True)
    settle(qtbot, window.desk)
    assert point(window, NodeCode.READY).node.notice == "7 days before"


def test_an_order_of_another_type_shows_the_points_of_its_list(qtbot, shown, real, confirmed):
    window = shown(Place("orders", confirmed))
    course = window.page.sheet.course
    press(qtbot, window, course.points)
    kind = course.popup.kind
    kind.setCurrentIndex(kind.findData("sample"))
    kind.activated.emit(kind.currentIndex())
    settle(qtbot, window.desk)
    assert "Feedback on the sample" in [each.node.title for each in course.timeline.buttons]
    course.popup.close()


def test_an_order_on_hold_is_never_late(real, confirmed, clock):
    order_standing.say(real, confirmed, "on-hold", "why not")
    clock.moment += timedelta(days=300)
    found = orders.sheet(real, confirmed)
    assert found.plan.outlook.delivery_late == 0


def test_a_list_of_long_texts_opens_as_wide_as_they_are(qtbot, shown, confirmed):
    window = shown(Place("orders", confirmed))
    course = window.page.sheet.course
    press(qtbot, window, course.points)
    box = next(iter(course.popup.editor.rows.values())).text
    longest = max(box.view().fontMetrics().horizontalAdvance(box.itemText(at)) for at in range(box.count()))
    box.setFixedWidth(120)
    box.showPopup()
    assert box.width() < longest < box.view().viewport().width()
    box.hidePopup()
