"""C2, D6: an order planned both ways in working days, what moves with one date, what is late, what may be lost."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain import moving, node_plan, outlook, schedule
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.node_list import DayKind, Lead
from tradedesk.domain.node_plan import Frame
from tradedesk.domain.order import Node, NodeCode
from tradedesk.domain.payment import read_terms
from tradedesk.domain.schedule import Calendars, Link, Week
from tradedesk.domain.timeline import node_codes

#: The factories' stop around Spring Festival 2027 and the National Day week 2026, with the days worked in exchange.
STOP = {date(2027, 2, 5) + timedelta(days=n): "Spring Festival" for n in range(8)}
GOLDEN_WEEK = {date(2026, 10, 1) + timedelta(days=n): "National Day" for n in range(7)}
CHINA = Week("CN", {**STOP, **GOLDEN_WEEK}, frozenset({date(2026, 9, 27), date(2026, 10, 10), date(2027, 2, 14)}))
EMIRATES = Week("AE", {date(2027, 3, 9): "Eid al-Fitr", date(2027, 3, 10): "Eid al-Fitr"})
SAUDI = Week("SA", {date(2026, 9, 23): "National Day"})
GERMANY = Week("DE", {date(2026, 12, 25): "Christmas Day", date(2026, 12, 26): "Second Day of Christmas"})
WEEKS = Calendars(CHINA, EMIRATES)

CODES = node_codes(read_terms("30-70-bl-copy").shares)


def nodes(planned: dict[NodeCode, date] | None = None, happened: dict[NodeCode, date] | None = None,
          codes: tuple[NodeCode, ...] = CODES) -> list[Node]:  # fmt: skip
    """An order's points, the ones named planned and reached."""
    return [
        Node(at, 1, at, code, (planned or {}).get(code), (happened or {}).get(code))
        for at, code in enumerate(codes, start=1)
    ]


def by_code(of: list[Node], days: dict[int, date]) -> dict[NodeCode, date]:
    return {node.code: days[node.id] for node in of if node.id in days}


def planned(delivery: date | None, ordered: date | None, frame: Frame | None = None) -> dict[NodeCode, date]:
    of = nodes()
    used = (frame or Frame(WEEKS, shares=read_terms("30-70-bl-copy").shares))._replace(delivery_on=delivery)
    return by_code(of, node_plan.plan_of(of, used, start=ordered))


# -- planning ----------------------------------------------------------------------------------------------------------


def test_a_plan_runs_back_from_the_delivery_day_in_working_days() -> None:
    plain = Frame(shares=read_terms("30-70-bl-copy").shares)
    plan = planned(date(2026, 12, 28), date(2026, 10, 6), plain)
    assert plan[NodeCode.CONFIRMED] == date(2026, 10, 6)
    assert plan[NodeCode.DELIVERED] == date(2026, 12, 28)
    # Thirty days before it is a Saturday: the goods are on board the Friday before.
    assert plan[NodeCode.SHIPPED] == date(2026, 11, 27)
    assert plan[NodeCode.CUSTOMS] == date(2026, 11, 25)
    assert plan[NodeCode.READY] == date(2026, 11, 19)
    assert plan[NodeCode.BALANCE] == date(2026, 12, 4)
    assert NodeCode.INQUIRY not in plan


def test_a_delivery_day_on_board_is_the_shipping_day() -> None:
    plan = planned(date(2026, 12, 28), date(2026, 10, 12), Frame(delivered_by=NodeCode.SHIPPED))
    assert plan[NodeCode.SHIPPED] == date(2026, 12, 28)
    assert plan[NodeCode.DELIVERED] == date(2027, 1, 27)


def test_goods_by_air_may_be_ready_later_than_goods_by_sea() -> None:
    by_air = planned(date(2026, 12, 28), None, Frame(mode="air"))
    assert by_air[NodeCode.READY] > planned(date(2026, 12, 28), None, Frame())[NodeCode.READY]


def test_a_balance_some_days_after_the_bill_of_lading_is_planned_by_it() -> None:
    shares = read_terms("T/T 30% deposit, 70% within 45 days after B/L date").shares
    plan = planned(date(2026, 12, 28), date(2026, 10, 12), Frame(shares=shares))
    assert plan[NodeCode.BALANCE] == plan[NodeCode.SHIPPED] + timedelta(days=45)


@pytest.mark.parametrize(
    ("delivery", "code"),
    [
        (date(2026, 11, 20), "plan-too-tight"),
        (date(2026, 12, 25), "plan-squeezed"),
        (date(2027, 3, 30), "planned-backwards"),
        (None, "planned-from-order"),
    ],
)
def test_the_plan_says_how_it_came_about(delivery: date | None, code: str) -> None:
    frame = Frame(delivery_on=delivery)
    of = nodes(happened={NodeCode.CONFIRMED: date(2026, 11, 2)})
    days = node_plan.plan_of(of, frame)
    done = nodes(by_code(of, days), {NodeCode.CONFIRMED: date(2026, 11, 2)})
    assert node_plan.plan_reason(done, frame).code == code


def test_without_a_delivery_day_the_plan_runs_forwards_and_without_any_day_there_is_none() -> None:
    assert planned(None, date(2026, 11, 2))[NodeCode.DEPOSIT] == date(2026, 11, 4)
    assert planned(None, None) == {}


def test_production_is_not_planned_into_the_golden_week_and_exchanged_sundays_are_worked() -> None:
    link = Link(1, NodeCode.PRODUCTION, Lead(1))
    assert schedule.earliest(link, date(2026, 9, 30), WEEKS) == date(2026, 10, 8)
    assert schedule.earliest(link, date(2026, 9, 26), WEEKS) == date(2026, 9, 27)
    assert schedule.latest(link, date(2026, 10, 7), WEEKS) == date(2026, 9, 29)


def test_goods_arrive_on_a_working_day_of_the_customer() -> None:
    arrives = Link(1, NodeCode.DELIVERED, Lead(5, DayKind.CALENDAR))
    saturday = date(2026, 11, 21)
    assert schedule.earliest(arrives, saturday - timedelta(days=5), Calendars(CHINA, GERMANY)) == date(2026, 11, 23)
    assert schedule.earliest(arrives, date(2026, 11, 15), Calendars(CHINA, SAUDI)) == date(2026, 11, 22)


def test_nothing_open_is_planned_into_the_past() -> None:
    of = nodes(happened={NodeCode.CONFIRMED: date(2026, 6, 1)})
    today = date(2026, 11, 21)
    plan = by_code(of, node_plan.plan_of(of, Frame(WEEKS, delivery_on=date(2026, 9, 1)), today=today))
    assert min(plan.values()) >= today
    assert plan[NodeCode.DEPOSIT] == date(2026, 11, 23)


def test_a_delivery_at_the_customers_after_what_happened_is_planned_from_there() -> None:
    happened = {NodeCode.CONFIRMED: date(2026, 10, 9), NodeCode.READY: date(2026, 11, 20)}
    of = nodes({NodeCode.DEPOSIT: date(2026, 10, 13)}, happened)
    plan = by_code(of, node_plan.plan_of(of, Frame(WEEKS, delivery_on=date(2027, 1, 15))))
    # The deposit and the start were overtaken: nobody plans them any more.
    assert NodeCode.DEPOSIT not in plan
    assert NodeCode.PRODUCTION not in plan
    assert plan[NodeCode.CUSTOMS] > date(2026, 11, 20)


WEEKS_OF = st.sampled_from([CHINA, EMIRATES, SAUDI, GERMANY, Week("IN"), Week("US")])
CALENDARS = st.builds(Calendars, WEEKS_OF, WEEKS_OF)
#: Over the Spring Festival, Ramadan's end, Christmas and both changes of the clock in Europe and America.
DAYS = st.dates(date(2026, 8, 1), date(2027, 11, 30))
LEADS = st.builds(Lead, st.integers(0, 45), st.sampled_from(DayKind))
MIDDLE = st.sampled_from([NodeCode.DEPOSIT, NodeCode.PRODUCTION, NodeCode.CUSTOMS, NodeCode.SHIPPED, NodeCode.OWN])


@st.composite
def chains(draw: st.DrawFn) -> list[Link]:
    """A chain of any points with any leads that ends at the customer's."""
    count = draw(st.integers(1, 7))
    links = [Link(at, draw(MIDDLE), draw(LEADS)) for at in range(count)]
    return [*links, Link(count, NodeCode.DELIVERED, draw(LEADS))]


@given(chains(), CALENDARS, DAYS)
def test_planning_forwards_and_backwards_agree(links: list[Link], weeks: Calendars, start: date) -> None:
    there = schedule.forwards(links, start, weeks)
    back = schedule.backwards(links, there[links[-1].key], weeks)
    # Later than the earliest day is possible, earlier never; and every latest day still makes the delivery.
    assert all(back[link.key] >= there[link.key] for link in links)
    for ahead, link in pairwise(links):
        assert schedule.earliest(link, back[ahead.key], weeks) <= back[link.key]
    last_start = schedule.latest(links[0], back[links[0].key], weeks)
    assert schedule.forwards(links, last_start, weeks)[links[-1].key] == there[links[-1].key]
    day_too_late = schedule.forwards(links, last_start + timedelta(days=1), weeks)
    assert day_too_late[links[-1].key] > there[links[-1].key]


@given(DAYS, st.integers(-30, 250), st.integers(0, 120), CALENDARS, st.integers(2, 9))
def test_no_rule_of_working_days_is_broken_the_order_is_kept_and_what_happened_stays(
    ordered: date, lead: int, gone: int, weeks: Calendars, reached: int
) -> None:
    happened = {code: ordered + timedelta(days=gone) for code in CODES[2:reached]}
    of = nodes(happened=happened)
    frame = Frame(weeks, delivery_on=ordered + timedelta(days=lead), shares=read_terms("30-70-bl-copy").shares)
    today = ordered + timedelta(days=gone)
    plan = by_code(of, node_plan.plan_of(of, frame, start=ordered, today=today))
    assert not set(plan) & set(happened)
    goods = [plan[code] for code in CODES if code in plan and code not in (NodeCode.BALANCE, NodeCode.CLOSED)]
    assert goods == sorted(goods)
    assert all(day >= today for day in goods)
    for code, day in plan.items():
        if code in (NodeCode.DEPOSIT, NodeCode.PRODUCTION, NodeCode.READY, NodeCode.CUSTOMS, NodeCode.SHIPPED):
            assert weeks.here.works(day)
        if code is NodeCode.DELIVERED:
            assert weeks.there.works(day)


# -- moving one date ---------------------------------------------------------------------------------------------------


def an_order(happened: dict[NodeCode, date] | None = None) -> tuple[list[Node], Frame]:
    """Confirmed on 9 October, to be delivered in the Emirates on 15 January, planned once."""
    frame = Frame(WEEKS, delivery_on=date(2027, 1, 15), shares=read_terms("30-70-bl-copy").shares)
    first = nodes(happened={NodeCode.CONFIRMED: date(2026, 10, 9)})
    days = by_code(first, node_plan.plan_of(first, frame))
    return nodes(days, {NodeCode.CONFIRMED: date(2026, 10, 9), **(happened or {})}), frame


def moved(of: list[Node], frame: Frame, code: NodeCode, day: date) -> dict[NodeCode, date]:
    node = next(each for each in of if each.code is code)
    return by_code(of, {each.key: each.after for each in node_plan.moves_of(of, frame, node.id, day)})


def test_goods_ready_later_push_what_follows_by_no_more_than_its_lead() -> None:
    of, frame = an_order()
    ready = next(node.planned_on for node in of if node.code is NodeCode.READY)
    assert ready is not None
    found = moved(of, frame, NodeCode.READY, CHINA.shifted(ready, 3))
    assert set(found) == {NodeCode.READY, NodeCode.CUSTOMS, NodeCode.SHIPPED, NodeCode.BALANCE, NodeCode.DELIVERED,
                          NodeCode.CLOSED}  # fmt: skip
    assert CHINA.between(found[NodeCode.CUSTOMS], found[NodeCode.SHIPPED]) == 2


def test_a_date_with_slack_behind_it_moves_alone() -> None:
    of, frame = an_order()
    production = next(node.planned_on for node in of if node.code is NodeCode.PRODUCTION)
    assert production is not None
    assert set(moved(of, frame, NodeCode.PRODUCTION, CHINA.shifted(production, 2))) == {NodeCode.PRODUCTION}


def test_a_shipment_brought_forward_pulls_what_comes_before_it() -> None:
    of, frame = an_order()
    shipped = next(node.planned_on for node in of if node.code is NodeCode.SHIPPED)
    assert shipped is not None
    found = moved(of, frame, NodeCode.SHIPPED, CHINA.shifted(shipped, -3))
    assert {NodeCode.SHIPPED, NodeCode.CUSTOMS, NodeCode.READY} <= set(found)
    assert NodeCode.DELIVERED not in found


def test_each_move_says_why_and_the_users_own_needs_no_reason() -> None:
    of, frame = an_order()
    ready = next(node for node in of if node.code is NodeCode.READY)
    found = node_plan.moves_of(of, frame, ready.id, date(2026, 12, 31))
    assert found[0].reason is None
    assert {each.reason.code for each in found[1:] if each.reason} == {"moves-after", "moves-beside"}


def test_what_happened_neither_moves_nor_can_be_planned_before() -> None:
    of, frame = an_order({NodeCode.PRODUCTION: date(2026, 10, 20)})
    production = next(node for node in of if node.code is NodeCode.PRODUCTION)
    ready = next(node for node in of if node.code is NodeCode.READY)
    with pytest.raises(RuleSaysNo, match="plan-has-happened"):
        node_plan.moves_of(of, frame, production.id, date(2026, 10, 30))
    with pytest.raises(RuleSaysNo, match="plan-before-happened"):
        node_plan.moves_of(of, frame, ready.id, date(2026, 10, 19))


@given(st.integers(2, 7), st.integers(0, 200), st.integers(2, 8), st.booleans())
def test_however_one_date_moves_the_order_of_the_points_is_kept_and_what_happened_stays(
    at: int, days: int, which: int, far: bool
) -> None:
    of, frame = an_order({code: date(2026, 10, 12) for code in CODES[2:at]})
    node = of[which]
    day = date(2026, 10, 12) + timedelta(days=days * (3 if far else 1))
    if node.actual_on is not None or node.code is NodeCode.BALANCE:
        return
    found = {each.key: each for each in node_plan.moves_of(of, frame, node.id, day)}
    assert all(of[key - 1].actual_on is None for key in found)
    after = [
        each.actual_on or (found[each.id].after if each.id in found else each.planned_on)
        for each in of
        if each.code not in (NodeCode.INQUIRY, NodeCode.QUOTED, NodeCode.BALANCE, NodeCode.CLOSED)
    ]
    goods = [each for each in after if each is not None]
    assert goods == sorted(goods)
    others = [each for key, each in found.items() if key != node.id]
    assert all(each.before != each.after and each.reason is not None for each in others)


def test_a_balance_set_apart_by_hand_stays_where_it_is_put() -> None:
    of, frame = an_order()
    of = [node if node.code is not NodeCode.BALANCE else Node(node.id, 1, node.position, node.code, date(2027, 3, 1),
                                                              None) for node in of]  # fmt: skip
    assert NodeCode.BALANCE not in moved(of, frame, NodeCode.SHIPPED, date(2026, 12, 29))


# -- late, and what is left --------------------------------------------------------------------------------------------


def looked(of: list[Node], frame: Frame, today: date) -> tuple[outlook.Outlook, dict[NodeCode, outlook.Prospect]]:
    found = node_plan.outlook_of(of, frame, today)
    return found, {node.code: found.points[node.id] for node in of if node.id in found.points}


def test_an_order_on_time_is_late_nowhere_and_says_how_much_may_be_lost() -> None:
    of, frame = an_order({NodeCode.DEPOSIT: date(2026, 10, 12)})
    found, at = looked(of, frame, date(2026, 10, 12))
    assert found.delivery_late == 0
    assert not [code for code, each in at.items() if (each.late or 0) > 0]
    assert at[NodeCode.READY].slack == 0
    production = at[NodeCode.PRODUCTION].slack
    assert production is not None
    assert production > 10


def test_goods_not_ready_in_time_make_the_shipment_and_the_delivery_late() -> None:
    of, frame = an_order({NodeCode.PRODUCTION: date(2026, 10, 14)})
    ready = next(node for node in of if node.code is NodeCode.READY)
    assert ready.planned_on is not None
    found, at = looked(of, frame, CHINA.shifted(ready.planned_on, 5))
    assert at[NodeCode.READY].late == 7
    assert not at[NodeCode.READY].pushed
    late = [of[key - 1].code for key in found.made_late(ready.id)]
    assert late == [NodeCode.CUSTOMS, NodeCode.SHIPPED, NodeCode.DELIVERED]
    assert found.delivery_late > 0
    slack = at[NodeCode.READY].slack
    assert slack is not None
    assert slack < 0


def test_a_point_reached_early_or_late_says_by_how_many_days() -> None:
    of, frame = an_order({NodeCode.DEPOSIT: date(2026, 10, 16)})
    _, at = looked(of, frame, date(2026, 10, 16))
    deposit = next(node for node in of if node.code is NodeCode.DEPOSIT)
    assert deposit.planned_on is not None
    assert at[NodeCode.DEPOSIT].late == (date(2026, 10, 16) - deposit.planned_on).days
    assert at[NodeCode.CONFIRMED].expected == date(2026, 10, 9)


def test_a_making_that_was_squeezed_on_purpose_is_not_late_by_the_usual_days() -> None:
    frame = Frame(WEEKS, delivery_on=date(2026, 12, 10))
    first = nodes(happened={NodeCode.CONFIRMED: date(2026, 10, 9)})
    of = nodes(by_code(first, node_plan.plan_of(first, frame)), {NodeCode.CONFIRMED: date(2026, 10, 9)})
    assert node_plan.plan_reason(of, frame).code == "plan-squeezed"
    found, at = looked(of, frame, date(2026, 10, 9))
    assert found.delivery_late == 0
    assert at[NodeCode.READY].late == 0


def test_after_a_hold_every_open_date_comes_by_the_days_the_clock_stood() -> None:
    of, frame = an_order({NodeCode.PRODUCTION: date(2026, 10, 14)})
    found = by_code(of, {each.key: each.after for each in node_plan.after_hold(of, frame, 10)})
    assert NodeCode.PRODUCTION not in found
    for node in of:
        if node.code in (NodeCode.READY, NodeCode.CUSTOMS, NodeCode.SHIPPED):
            assert node.planned_on is not None
            assert found[node.code] >= node.planned_on + timedelta(days=10)
            assert CHINA.works(found[node.code])


def test_a_point_that_was_overtaken_can_be_planned_without_moving_anything() -> None:
    of, frame = an_order({NodeCode.PRODUCTION: date(2026, 10, 14)})
    deposit = next(node for node in of if node.code is NodeCode.DEPOSIT)
    assert len(node_plan.moves_of(of, frame, deposit.id, date(2026, 11, 30))) == 1
    assert moving.Move(deposit.id, deposit.planned_on, date(2026, 11, 30)) in node_plan.moves_of(
        of, frame, deposit.id, date(2026, 11, 30)
    )
