"""C2: an order takes the points of its type; they can be others on the order; what is said when one is reached."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.an_order import TODAY, add_party, an_order, node, reach
from tests.support.desk_bench import take_back
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Direction, Medium
from tradedesk.domain.node_list import SHIPPED
from tradedesk.domain.order import NodeCode
from tradedesk.services import node_lists, order_plan, order_points, order_standing, orders


@pytest.fixture
def party(bench):
    return add_party(bench, "Gulf Horizon Trading LLC", country="AE", zone="Asia/Dubai")


def codes(bench, number):
    return [each.code for each in orders.sheet(bench, number).file.nodes]


def names(bench, number):
    return [each.name_en or each.code.value for each in orders.sheet(bench, number).file.nodes]


# -- types -------------------------------------------------------------------------------------------------------------


def test_a_sample_order_takes_the_points_of_a_sample_and_keeps_what_happened(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.CONFIRMED, NodeCode.CUSTOMS)
    order_points.set_type(bench, number, "sample")
    found = codes(bench, number)
    assert NodeCode.FEEDBACK in found
    assert NodeCode.CUSTOMS in found
    assert orders.sheet(bench, number).plan.order_type == "sample"
    take_back(bench)
    assert NodeCode.FEEDBACK not in codes(bench, number)


def test_a_type_that_is_not_there_is_refused(bench, party):
    with pytest.raises(RuleSaysNo, match="node-list-unknown"):
        order_points.set_type(bench, an_order(bench, party), "balloon")


def test_the_users_own_list_gives_new_orders_their_points_and_days(bench, party):
    points = SHIPPED["sea"].points
    dip = node_lists.own_point("Lab dip approved")._replace(lead_days=10, template="confirm-point", role="quality")
    node_lists.save(bench, SHIPPED["sea"]._replace(points=(*points[:4], dip, *points[4:])))
    number = orders.log_inquiry(bench, party, "Printed fabric")
    assert names(bench, number)[3:6] == ["deposit", "Lab dip approved", "production"]
    found = orders.sheet(bench, number).file.nodes[4]
    assert (found.lead_days, found.template, found.role) == (10, "confirm-point", "quality")
    node_lists.remove(bench, "sea")
    assert node_lists.every(bench)[0].list == SHIPPED["sea"]


def test_a_list_saved_as_it_was_shipped_is_not_kept(bench):
    node_lists.save(bench, SHIPPED["air"]._replace(points=SHIPPED["air"].points[2:]))
    assert [each.is_own for each in node_lists.every(bench)] == [False, False, True]
    node_lists.save(bench, SHIPPED["air"])
    assert not any(each.is_own for each in node_lists.every(bench))


def test_a_type_of_ones_own_is_kept_as_long_as_orders_are_of_it(bench, party):
    code = node_lists.add(bench, "Exhibition stock", like="air")
    number = an_order(bench, party)
    order_points.set_type(bench, number, code)
    with pytest.raises(RuleSaysNo, match="node-list-in-use"):
        node_lists.remove(bench, code)
    with pytest.raises(RuleSaysNo, match="node-list-there"):
        node_lists.add(bench, "exhibition stock")
    order_points.set_type(bench, number, "")
    node_lists.remove(bench, code)
    assert [each.list.code for each in node_lists.every(bench)] == ["sea", "sample", "air"]


# -- the points of one order -------------------------------------------------------------------------------------------


def test_a_point_can_be_added_renamed_moved_and_removed_each_with_one_undo(bench, party):
    number = an_order(bench, party)
    at = order_points.add(bench, number, " Lab  dip ", after=node(bench, number, NodeCode.DEPOSIT).id)
    assert names(bench, number)[3:6] == ["deposit", "Lab dip", "production"]
    order_points.move(bench, at, 1)
    assert names(bench, number)[3:6] == ["deposit", "production", "Lab dip"]
    order_points.set_field(bench, at, "name", "Strike-off")
    assert "Strike-off" in names(bench, number)
    take_back(bench)
    assert "Lab dip" in names(bench, number)
    order_points.remove(bench, at)
    assert "Lab dip" not in names(bench, number)
    take_back(bench)
    assert names(bench, number)[3:6] == ["deposit", "production", "Lab dip"]


def test_an_own_point_survives_another_type_and_new_terms(bench, party):
    number = an_order(bench, party)
    order_points.add(bench, number, "Lab dip", after=node(bench, number, NodeCode.DEPOSIT).id)
    order_points.set_type(bench, number, "air")
    assert names(bench, number)[3:5] == ["deposit", "Lab dip"]


def test_a_point_that_was_reached_is_not_removed(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.CONFIRMED)
    with pytest.raises(RuleSaysNo, match="node-has-history"):
        order_points.remove(bench, node(bench, number, NodeCode.CONFIRMED).id)


def test_the_days_of_a_point_on_the_order_win_when_it_is_planned(bench, party):
    number = an_order(bench, party, delivery="")
    reach(bench, number, NodeCode.CONFIRMED, NodeCode.DEPOSIT, NodeCode.PRODUCTION)
    order_points.set_field(bench, node(bench, number, NodeCode.READY).id, "lead_days", "10")
    order_points.set_field(bench, node(bench, number, NodeCode.READY).id, "day_kind", "calendar")
    order_plan.plan_again(bench, number)
    assert node(bench, number, NodeCode.READY).planned_on == TODAY + timedelta(days=10)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("lead_days", "soon", "not-a-whole-number"),
        ("lead_days", "-1", "node-days"),
        ("day_kind", "lunar", "day-kind-unknown"),
    ],
)
def test_what_makes_no_sense_of_a_point_is_refused_beside_its_field(bench, party, field, text, code):
    number = an_order(bench, party)
    with pytest.raises(RuleSaysNo) as refused:
        order_points.set_field(bench, node(bench, number, NodeCode.READY).id, field, text)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_production_is_planned_in_the_suppliers_working_days(bench, party):
    with bench.ledger.write("supplier") as writer:
        supplier = writer.insert("parties", {"kind": "supplier", "name": "Saigon Rattan", "country": "VN"})
    number = an_order(bench, party)
    with bench.ledger.write("role") as writer:
        writer.insert("order_roles", {"order_id": number, "role": "factory", "party_id": supplier})
    frame = order_plan.frame_of(bench, bench.ledger.read, orders.sheet(bench, number).file.order)
    assert (frame.weeks.here.country, frame.weeks.there.country) == ("VN", "AE")


# -- moving, reaching, telling -----------------------------------------------------------------------------------------


def test_moving_one_date_is_known_before_and_one_step_with_one_undo(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.CONFIRMED)
    ready = node(bench, number, NodeCode.READY)
    later = ready.planned_on + timedelta(days=30)
    before = {each.id: each.planned_on for each in orders.sheet(bench, number).file.nodes}
    moves = order_plan.moves_of(bench, ready.id, later)
    assert {each.id: each.planned_on for each in orders.sheet(bench, number).file.nodes} == before
    assert len(moves) > 3
    orders.plan_node(bench, ready.id, later)
    after = {each.id: each.planned_on for each in orders.sheet(bench, number).file.nodes}
    assert {key: day for key, day in after.items() if day != before[key]} == {each.key: each.after for each in moves}
    take_back(bench)
    assert {each.id: each.planned_on for each in orders.sheet(bench, number).file.nodes} == before


def test_what_the_factory_said_is_logged_and_reaches_its_point_in_one_step(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.CONFIRMED)
    at = node(bench, number, NodeCode.PRODUCTION).id
    order_points.reach_by_message(
        bench, at, date(2026, 11, 20), medium=Medium.CALL, direction=Direction.IN, text="Started today", who="Mr. Zhou"
    )
    found = node(bench, number, NodeCode.PRODUCTION)
    assert (found.actual_on, found.notice_on) == (date(2026, 11, 20), None)
    assert orders.sheet(bench, number).messages[0].subject == "Started today"
    take_back(bench)
    assert node(bench, number, NodeCode.PRODUCTION).actual_on is None
    assert orders.sheet(bench, number).messages == ()


def test_f3_what_was_said_to_the_customer_is_the_notice_of_the_point_with_its_address(bench, party):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.CONFIRMED)
    at = node(bench, number, NodeCode.PRODUCTION).id
    order_points.reach_by_message(
        bench, at, TODAY, medium=Medium.WHATSAPP, direction=Direction.OUT, text="In production", who="+971 50 123 4567"
    )
    found = node(bench, number, NodeCode.PRODUCTION)
    assert (found.notice_on, found.notice_to) == (TODAY, "+971 50 123 4567")


# -- side states -------------------------------------------------------------------------------------------------------


def test_on_hold_stops_the_clock_and_going_on_moves_the_open_dates_by_the_days_it_stood(bench, party, clock):
    number = an_order(bench, party)
    reach(bench, number, NodeCode.CONFIRMED)
    deposit = node(bench, number, NodeCode.DEPOSIT).planned_on
    order_standing.say(bench, number, "on-hold", "the customer changes the colour")
    clock.moment += timedelta(days=30)
    assert orders.sheet(bench, number).plan.outlook.delivery_late == 0
    moves = order_standing.to_move(bench, number)
    assert all(each.reason is not None and each.reason.code in ("moves-after-hold", "moves-beside") for each in moves)
    order_standing.say(bench, number, "", move_dates=True)
    assert node(bench, number, NodeCode.DEPOSIT).planned_on >= deposit + timedelta(days=30)
    found = orders.sheet(bench, number).file.order
    assert (found.side_state, found.side_reason, found.side_since) == ("", "", None)
    take_back(bench)
    assert node(bench, number, NodeCode.DEPOSIT).planned_on == deposit
    assert orders.sheet(bench, number).file.order.side_state == "on-hold"


def test_a_side_state_needs_its_reason_and_keeps_its_day_when_only_that_is_changed(bench, party, clock):
    number = an_order(bench, party)
    with pytest.raises(RuleSaysNo, match="side-state-why"):
        order_standing.say(bench, number, "complaint", "  ")
    with pytest.raises(RuleSaysNo, match="side-state-unknown"):
        order_standing.say(bench, number, "asleep", "why not")
    order_standing.say(bench, number, "delayed", "typhoon")
    clock.moment += timedelta(days=2)
    order_standing.say(bench, number, "delayed", "typhoon, port closed")
    found = orders.sheet(bench, number).file.order
    assert (found.side_since, found.side_reason) == (TODAY, "typhoon, port closed")
