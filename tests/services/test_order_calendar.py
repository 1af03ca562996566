"""The calendar of orders: what stands on which day, days off on both sides, and moving a day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.an_order import TODAY, add_party, an_order, node, reach
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.money import Money
from tradedesk.domain.order import NodeCode
from tradedesk.services import order_calendar, orders, shipments
from tradedesk.services.order_ahead import VoyageMove
from tradedesk.services.order_finding import OrderFilter, OrderQuery

YEAR = (date(2026, 9, 1), date(2027, 8, 31))


@pytest.fixture
def order(bench):
    number = an_order(bench, add_party(bench, "Nordlicht", country="DE"))
    reach(bench, number, NodeCode.CONFIRMED)
    for field, text in (("vessel", "MSC OSCAR"), ("etd", "2026-12-10"), ("eta", "2027-01-09")):
        shipments.set_field(bench, number, 0, field, text)
    return number


def entries(bench, query=None):
    return order_calendar.span(bench, query or OrderQuery(), *YEAR).entries


def test_points_deliveries_money_and_voyages_stand_on_their_days(bench, order):
    (deposit, balance) = orders.sheet(bench, order).file.instalments
    with bench.ledger.write("test") as writer:
        writer.update("instalments", balance.id, {"due_on": "2026-11-18"})
    found = {(each.kind, each.code): each for each in entries(bench)}
    sheet = orders.sheet(bench, order)
    for each in sheet.file.nodes:
        if each.actual_on is None and each.planned_on:
            assert found["planned", each.code.value].day == each.planned_on
    assert found["actual", "confirmed"].day == TODAY
    assert found["delivery", ""].day == date(2027, 1, 15)
    assert found["etd", "MSC OSCAR"].day == date(2026, 12, 10)
    assert found["eta", "MSC OSCAR"].day == date(2027, 1, 9)
    due = found["due", "balance"]
    assert (due.day, due.amount, due.late) == (date(2026, 11, 18), Money(balance.amount.minor, "USD"), True)
    assert found["due", "deposit"].amount == deposit.amount


def test_the_calendar_obeys_the_same_filters(bench, order):
    other = an_order(bench, add_party(bench, "Atelier Lumen", country="FR"))
    found = entries(bench, OrderQuery(filter=OrderFilter(countries=("FR",))))
    assert {each.order_id for each in found} == {other}
    assert order_calendar.span(bench, OrderQuery(), *YEAR).countries == ("DE", "FR")


def test_holidays_of_both_sides_are_known_by_day_and_country(bench, order):
    off = order_calendar.days_off(bench, date(2026, 9, 28), date(2026, 10, 11), ("DE",))
    assert {(each.country, each.own) for each in off.holidays[date(2026, 10, 1)]} == {("CN", True)}
    assert {(each.country, each.own) for each in off.holidays[date(2026, 10, 3)]} == {("CN", True), ("DE", False)}
    assert ("CN", "国庆节") in {(each.country, each.name_zh) for each in off.holidays[date(2026, 10, 1)]}
    assert date(2026, 10, 11) in off.weekend
    assert date(2026, 10, 8) not in off.weekend


def test_moving_a_planned_day_is_told_before_and_is_the_verb_of_the_timeline(bench, order):
    entry = next(each for each in entries(bench) if (each.kind, each.code) == ("planned", "ready"))
    day = date(2026, 12, 3)
    told = order_calendar.look_ahead(bench, entry, day)
    assert node(bench, order, NodeCode.READY).planned_on == entry.day
    assert (NodeCode.READY, entry.day, day) in [(move.code, move.before, move.after) for move in told.planned]
    order_calendar.move(bench, entry, day)
    after = {each.code: each.planned_on for each in orders.sheet(bench, order).file.nodes}
    assert all(after[move.code] == move.after for move in told.planned)


def test_the_delivery_day_moves_and_what_follows_from_events_does_not(bench, order):
    delivery = next(each for each in entries(bench) if each.kind == "delivery")
    told = order_calendar.look_ahead(bench, delivery, date(2027, 1, 20))
    assert told.delivery == (date(2027, 1, 15), date(2027, 1, 20))
    order_calendar.move(bench, delivery, date(2027, 1, 20))
    assert orders.sheet(bench, order).file.order.delivery_on == date(2027, 1, 20)
    actual = next(each for each in entries(bench) if each.kind == "actual")
    assert not order_calendar.is_movable(actual)
    due = next(each for each in entries(bench) if each.kind == "due")
    assert not order_calendar.is_movable(due)
    with pytest.raises(RuleSaysNo, match="day-follows"):
        order_calendar.move(bench, actual, date(2026, 12, 1))


def test_what_a_carrier_announces_moves_until_it_has_happened(bench, order):
    sails = next(each for each in entries(bench) if each.kind == "etd")
    told = order_calendar.look_ahead(bench, sails, date(2026, 12, 12))
    assert told.voyages == (VoyageMove("etd", "MSC OSCAR", date(2026, 12, 10), date(2026, 12, 12)),)
    order_calendar.move(bench, sails, date(2026, 12, 12))
    assert next(each for each in entries(bench) if each.kind == "etd").day == date(2026, 12, 12)
    with pytest.raises(RuleSaysNo, match="arrives-before-it-leaves"):
        order_calendar.look_ahead(bench, sails, date(2027, 2, 1))
    shipments.say_shipped(bench, order, sails.thing_id, "2026-11-20")
    assert not order_calendar.is_movable(next(each for each in entries(bench) if each.kind == "etd"))
