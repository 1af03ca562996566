"""D1-D4, D7, C2, F2, G2: what is owed by when, with a clock that stands still."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.money import Money
from tradedesk.domain.order import Instalment, Node, NodeCode, Order, Shipment, Stage
from tradedesk.domain.order_facts import facts_of
from tradedesk.domain.payment import Event, due_of, event_days
from tradedesk.domain.promise import (
    Due,
    InquiryFacts,
    OrderFacts,
    PointFacts,
    Promise,
    PromiseTerms,
    Urgency,
    promises_for_log,
    promises_for_orders,
    promises_of,
)
from tradedesk.domain.timeline import node_codes
from tradedesk.domain.window import Hours

#: Saturday, 21 November 2026, 14:32 in Ningbo.
NOW = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)
TODAY = date(2026, 11, 21)
OWN = Hours("Asia/Shanghai", ((time(9), time(18)),), "CN")
TERMS = PromiseTerms()

PLAIN = OrderFacts(7, 3, "TD-2026-0131", "Gulf Horizon", "production", "AE")


def china(day: int, hour: int, minute: int = 0) -> datetime:
    """A clock time of November 2026 in China as UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def only(
    facts: OrderFacts | InquiryFacts | PointFacts, terms: PromiseTerms = TERMS, now: datetime = NOW, own: Hours = OWN
) -> Promise:
    (found,) = promises_of(facts, terms, now, own)
    return found


def test_d1_an_inquiry_is_answered_within_24_hours_of_the_clock() -> None:
    asked = china(20, 15, 10)
    found = only(PLAIN._replace(stage="inquiry", inquired_at=asked, summary="40 ft of folding tables"))
    assert (found.kind, found.rule, found.action) == ("inquiry", "D1", "reply")
    assert found.due_at == china(21, 15, 10)
    assert found.due_at - NOW == timedelta(minutes=38)
    assert found.urgency is Urgency.SOON
    assert found.title.fact("subject") == "40 ft of folding tables"


def test_d1_an_answered_or_quoted_inquiry_owes_nothing() -> None:
    asked = PLAIN._replace(stage="inquiry", inquired_at=china(20, 15))
    assert promises_of(asked._replace(answered_at=china(20, 16)), TERMS, NOW, OWN) == ()
    assert promises_of(asked._replace(stage="quoted"), TERMS, NOW, OWN) == ()


def test_d1_an_inquiry_that_is_no_order_yet_is_owed_by_its_message() -> None:
    found = only(InquiryFacts(41, None, "somebody new", "Price for chairs", china(20, 9)))
    assert (found.message_id, found.order_id, found.party_id) == (41, None, None)
    assert found.urgency is Urgency.LATE
    answered = InquiryFacts(41, 3, "Gulf Horizon", "Price", china(20, 9), answered_at=china(20, 10))
    assert promises_for_log([answered], [], TERMS, NOW, OWN) == []


def test_d2_a_paid_order_is_confirmed_within_one_working_day() -> None:
    friday = PLAIN._replace(stage="confirmed", paid_on=date(2026, 11, 20), confirm_node_id=11)
    found = only(friday)
    assert (found.rule, found.action, found.node_id) == ("D2", "write-update", 11)
    # Friday's payment is confirmed by the end of Monday's work.
    assert found.due_at == china(23, 18)
    assert found.urgency is Urgency.LATER


def test_d2_own_holidays_and_exchanged_saturdays_count_as_what_they_are() -> None:
    paid = PLAIN._replace(stage="confirmed", paid_on=date(2026, 11, 20))
    (on_saturday,) = promises_of(paid, TERMS, NOW, OWN, worked={date(2026, 11, 21)})
    assert on_saturday.due_at == china(21, 18)
    (on_tuesday,) = promises_of(paid, TERMS, NOW, OWN, holidays={date(2026, 11, 23): "a holiday"})
    assert on_tuesday.due_at == china(24, 18)


def test_d2_a_confirmation_that_went_out_or_goods_that_left_end_it() -> None:
    paid = PLAIN._replace(stage="confirmed", paid_on=date(2026, 11, 20))
    assert promises_of(paid._replace(confirm_notice_on=date(2026, 11, 20)), TERMS, NOW, OWN) == ()
    gone = paid._replace(shipped_on=date(2026, 11, 20), shipped_notice_on=date(2026, 11, 20))
    assert promises_of(gone, TERMS, NOW, OWN) == ()


def test_d3_the_customer_is_told_three_days_before_the_goods_are_ready() -> None:
    found = only(PLAIN._replace(ready_planned_on=date(2026, 11, 24), ready_node_id=12))
    assert (found.rule, found.action, found.node_id) == ("D3", "notify", 12)
    assert found.due_at == china(21, 18)
    # 18:00 is less than four hours off.
    assert found.urgency is Urgency.SOON
    assert only(PLAIN._replace(ready_planned_on=date(2026, 11, 24)), now=china(21, 9)).urgency is Urgency.TODAY


def test_d3_goods_ready_without_a_word_are_told_at_once() -> None:
    ready = PLAIN._replace(stage="ready", ready_planned_on=date(2026, 11, 24), ready_on=date(2026, 11, 20))
    found = only(ready)
    assert found.title.code == "promise-ready-reached"
    assert found.due_at == china(20, 18)
    assert found.urgency is Urgency.LATE


def test_d3_a_notice_sent_an_order_not_placed_or_goods_gone_owe_nothing() -> None:
    ready = PLAIN._replace(ready_planned_on=date(2026, 11, 24))
    for settled in (
        ready._replace(ready_notice_on=date(2026, 11, 21)),
        ready._replace(stage="quoted"),
        ready._replace(shipped_on=TODAY, shipped_notice_on=TODAY),
    ):
        assert promises_of(settled, TERMS, NOW, OWN) == ()


def test_d3_a_notice_beyond_the_horizon_is_left_out_of_the_day() -> None:
    far = PLAIN._replace(ready_planned_on=date(2026, 12, 20))
    assert promises_for_orders([far], TERMS, NOW, OWN) == []
    assert len(promises_for_orders([far], TERMS, NOW, OWN, horizon_days=30)) == 1
    assert only(far).urgency is Urgency.LATER


def test_d4_the_tracking_number_goes_out_as_soon_as_the_goods_are_shipped() -> None:
    shipped = PLAIN._replace(
        stage="on-the-way", shipped_on=TODAY, shipped_at=china(21, 12, 32), tracking="CSNU6180442", shipped_node_id=13
    )
    found = only(shipped)
    assert (found.rule, found.action, found.node_id) == ("D4", "send-tracking", 13)
    assert NOW - found.due_at == timedelta(hours=2)
    assert found.urgency is Urgency.LATE
    assert found.title.fact("tracking") == "CSNU6180442"


def test_d4_with_only_the_day_known_it_is_owed_by_the_end_of_that_day() -> None:
    found = only(PLAIN._replace(stage="on-the-way", shipped_on=TODAY))
    assert found.due_at == china(21, 18)


def test_d4_a_tracking_number_sent_or_goods_arrived_owe_nothing() -> None:
    shipped = PLAIN._replace(stage="on-the-way", shipped_on=TODAY)
    assert promises_of(shipped._replace(shipped_notice_on=TODAY), TERMS, NOW, OWN) == ()
    assert promises_of(shipped._replace(delivered_on=TODAY), TERMS, NOW, OWN) == ()


def test_f2_a_point_said_by_chat_is_open_until_its_confirmation_is_logged() -> None:
    point = PointFacts(5, 3, "Gulf Horizon", 7, "TD-2026-0131", "10% deposit is fine", "whatsapp", china(19, 21, 12))
    found = only(point)
    assert (found.rule, found.action, found.point_id, found.order_id) == ("F2", "confirm-point", 5, 7)
    assert found.due_at == china(21, 21, 12)
    assert found.urgency is Urgency.TODAY
    assert promises_of(point._replace(confirmed=True), TERMS, NOW, OWN) == ()


def test_g2_a_late_instalment_is_asked_for() -> None:
    due = Due(9, "balance", "USD 12,600.00", date(2026, 11, 14))
    found = only(PLAIN._replace(dues=(due,)))
    assert (found.rule, found.action, found.instalment_id) == ("G2", "remind-balance", 9)
    assert found.title.code == "promise-payment-late"
    assert (found.title.fact("days"), found.title.fact("amount")) == ("7", "USD 12,600.00")
    assert found.urgency is Urgency.LATE


def test_g2_on_its_day_it_is_due_and_the_day_before_nothing_is_owed() -> None:
    row = PLAIN._replace(dues=(Due(9, "balance", "USD 1.00", TODAY),))
    found = only(row)
    assert (found.title.code, found.urgency) == ("promise-payment-due", Urgency.TODAY)
    assert promises_of(row, TERMS, NOW - timedelta(days=1), OWN) == ()


def test_g2_the_day_is_the_own_one_not_that_of_utc() -> None:
    row = PLAIN._replace(dues=(Due(9, "balance", "USD 1.00", TODAY),))
    just_past_midnight = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    assert only(row, now=just_past_midnight).title.code == "promise-payment-due"


def test_g2_every_instalment_that_is_due_is_asked_for_by_itself() -> None:
    dues = (Due(1, "deposit", "USD 5,400.00", date(2026, 11, 1)), Due(2, "balance", "USD 12,600.00", TODAY))
    assert [one.instalment_id for one in promises_of(PLAIN._replace(dues=dues), TERMS, NOW, OWN)] == [1, 2]


@pytest.mark.parametrize("event", list(Event))
def test_g2_an_instalment_waits_for_its_event_as_the_ledger_of_payments_says(event: Event) -> None:
    row = PLAIN._replace(dues=(Due(9, "balance", "USD 1.00", None, event.value, 2),))
    assert promises_of(row, TERMS, NOW, OWN) == ()
    days = {"confirmed": 1, "ready": 5, "shipped": 9, "delivered": 16}
    happened = row._replace(
        stage="delivered",
        confirmed_on=date(2026, 11, 1),
        ready_on=date(2026, 11, 5),
        shipped_on=date(2026, 11, 9),
        shipped_notice_on=date(2026, 11, 11),
        delivered_on=date(2026, 11, 16),
    )
    nodes = [
        Node(1, 7, 1, NodeCode(code), None, date(2026, 11, day), notice_on=date(2026, 11, day + 2))
        for code, day in days.items()
    ]
    instalment = Instalment(9, 1, "balance", None, Money(1, "USD"), Money(0, "USD"), event.value, 2)
    expected = due_of(instalment, event_days(nodes))
    assert expected is not None
    assert only(happened).title.fact("due") == expected.isoformat()


def test_e2_a_late_payment_from_the_middle_east_waits_for_the_end_of_ramadan_and_says_why() -> None:
    in_ramadan = datetime(2027, 2, 20, 6, 0, tzinfo=UTC)
    row = PLAIN._replace(dues=(Due(9, "balance", "USD 1.00", date(2027, 2, 1)),))
    found = only(row, now=in_ramadan)
    assert found.held is not None
    assert found.held.code == "ramadan-no-chasing"
    assert found.urgency is Urgency.LATER
    european = only(row._replace(country="DE"), now=in_ramadan)
    assert (european.held, european.urgency) == (None, Urgency.LATE)


@pytest.mark.parametrize("code", ["production", "customs", "confirmed"])
def test_c2_a_point_reached_is_told_within_a_working_day(code: str) -> None:
    row = PLAIN._replace(node_code=code, node_on=date(2026, 11, 19), node_id=14)
    found = only(row)
    assert (found.rule, found.action, found.node_id) == ("C2", "write-update", 14)
    assert found.title.fact("node") == code
    assert found.due_at == china(20, 18)
    assert promises_of(row._replace(node_notice_on=TODAY), TERMS, NOW, OWN) == ()


def test_d7_terms_of_a_customer_or_an_order_win_over_the_defaults() -> None:
    own = TERMS.changed({"inquiry_hours": 48, "ready_days": 5, "point_hours": 1})
    asked = PLAIN._replace(stage="inquiry", inquired_at=china(20, 15), terms=own)
    assert only(asked).due_at == china(22, 15)
    assert only(PLAIN._replace(ready_planned_on=date(2026, 11, 28), terms=own)).due_at == china(23, 18)
    assert PromiseTerms() == TERMS


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"speed": 1}, "promise-term-unknown"),
        ({"not_before": 1}, "promise-term-unknown"),
        ({"ready_days": -1}, "promise-term-negative"),
    ],
)
def test_d7_terms_that_make_no_sense_are_refused_beside_their_field(changes: dict[str, int], code: str) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        TERMS.changed(changes)
    assert refused.value.code == code
    assert refused.value.field == next(iter(changes))


def test_old_orders_brought_in_from_a_list_owe_nothing() -> None:
    old = PLAIN._replace(
        stage="on-the-way",
        paid_on=date(1997, 1, 1),
        shipped_on=date(1997, 2, 1),
        node_code="customs",
        node_on=date(1997, 1, 30),
        dues=(Due(1, "balance", "USD 1.00", date(1997, 3, 1)),),
    )
    assert len(promises_of(old, TERMS, NOW, OWN)) == 3
    assert promises_of(old, PromiseTerms(not_before=date(2026, 11, 1)), NOW, OWN) == ()


@pytest.mark.parametrize("stage", ["closed", "cancelled"])
def test_an_order_that_is_over_owes_nothing(stage: str) -> None:
    row = PLAIN._replace(stage=stage, shipped_on=date(2026, 11, 1), dues=(Due(1, "balance", "USD 1.00", TODAY),))
    assert promises_for_orders([row], TERMS, NOW, OWN) == []


def test_the_most_urgent_promise_stands_first_and_each_has_a_key_of_its_own() -> None:
    rows = [
        PLAIN._replace(order_id=1, ready_planned_on=date(2026, 11, 25)),
        PLAIN._replace(order_id=2, stage="on-the-way", shipped_on=date(2026, 11, 10)),
        PLAIN._replace(order_id=3, stage="inquiry", inquired_at=china(20, 15, 10)),
        PLAIN._replace(order_id=4, dues=(Due(1, "balance", "USD 1.00", TODAY), Due(2, "part", "USD 1.00", TODAY))),
    ]
    found = promises_for_orders(rows, TERMS, NOW, OWN)
    assert [one.urgency for one in found] == ["late", "soon", "today", "today", "later"]
    assert len({one.key for one in found}) == len(found)
    assert [one.key for one in found] == [one.key for one in promises_for_orders(rows[::-1], TERMS, NOW, OWN)]


def test_an_own_day_that_ends_in_the_evening_shift_gives_time_until_then() -> None:
    late_worker = Hours("Asia/Shanghai", ((time(9), time(18)), (time(20), time(22))), "CN")
    assert only(PLAIN._replace(ready_planned_on=date(2026, 11, 24)), own=late_worker).due_at == china(21, 22)


def test_without_an_own_zone_nothing_can_be_promised() -> None:
    with pytest.raises(RuleSaysNo) as refused:
        promises_for_orders([], TERMS, NOW, Hours("", ()))
    assert refused.value.code == "zone-missing"


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)), st.integers(0, 100))
def test_every_moment_is_aware_and_in_utc_and_urgency_follows_from_the_due_moment(now: datetime, ago: int) -> None:
    day = now.date() - timedelta(days=ago)
    row = PLAIN._replace(stage="confirmed", paid_on=day, ready_planned_on=day, node_code="customs", node_on=day)
    rows = [row, row._replace(node_code="", shipped_on=day), PLAIN._replace(stage="inquiry", inquired_at=now)]
    for one in promises_for_orders(rows, TERMS, now, OWN):
        assert one.due_at.utcoffset() == one.since.utcoffset() == timedelta()
        assert (one.urgency is Urgency.LATE) == (one.due_at < now)


def test_an_order_as_the_ledger_has_it_becomes_facts() -> None:
    told = date(2026, 10, 6)
    reached = {"confirmed": date(2026, 10, 6), "deposit": date(2026, 10, 8), "production": date(2026, 10, 14)}
    nodes = [
        Node(
            position,
            7,
            position,
            code,
            date(2026, 11, 24) if code is NodeCode.READY else None,
            reached.get(code.value),
            notice_on=told if code.value in reached else None,
        )
        for position, code in enumerate(node_codes(), start=1)
    ]
    order = Order(7, "TD-2026-0131", 3, None, Stage.PRODUCTION, "chairs", "USD", Money(1_800_000, "USD"))
    instalments = [
        Instalment(1, 1, "deposit", Decimal(30), Money(540_000, "USD"), Money(540_000, "USD"), "pi-issued"),
        Instalment(2, 2, "balance", Decimal(70), Money(1_260_000, "USD"), Money(0, "USD"), "bl-copy"),
    ]
    shipments = [Shipment(1, 7), Shipment(2, 7, container_no="CSNU6180442")]
    facts = facts_of(order, "Gulf Horizon", "AE", nodes, instalments, shipments)
    assert facts.dues == (Due(2, "balance", "USD 12,600.00", None, "bl-copy", 0),)
    assert (facts.node_code, facts.paid_on, facts.tracking) == ("production", date(2026, 10, 8), "CSNU6180442")
    found = only(facts)
    assert (found.kind, found.node_id) == ("ready-notice", facts.ready_node_id)


def test_an_order_without_points_becomes_facts_that_owe_nothing() -> None:
    order = Order(7, "TD-1", 3, None, Stage.CONFIRMED, "", "USD", Money(0, "USD"))
    assert promises_of(facts_of(order, "Gulf Horizon", "AE", []), TERMS, NOW, OWN) == ()


def test_d1_at_the_very_moment_it_is_due_a_promise_is_not_late_yet() -> None:
    asked = PLAIN._replace(stage="inquiry", inquired_at=NOW - timedelta(hours=24))
    assert only(asked).urgency is Urgency.SOON
    assert only(asked, now=NOW + timedelta(seconds=1)).urgency is Urgency.LATE
