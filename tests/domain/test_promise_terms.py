"""D7: promises changed for all, per customer and per order; orders on hold; travel, and a clock that is set."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_promise import NOW, OWN, PLAIN, TERMS, TODAY, china, only
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.promise import Due, Urgency, as_of_now, of_order, promises_of
from tradedesk.domain.promise_reckoning import Reckoning
from tradedesk.domain.promise_terms import OwnTerm, checked
from tradedesk.domain.window import Hours

ASKED = PLAIN._replace(stage="inquiry", inquired_at=china(20, 15))


def test_d7_an_order_may_have_twelve_hours_where_its_customer_has_six_and_everybody_else_thirty() -> None:
    said = [
        OwnTerm("inquiry", "order", 12, note="they ask at night"),
        OwnTerm("inquiry", "all", 30),
        OwnTerm("inquiry", "party", 6),
    ]
    found = only(ASKED._replace(terms=TERMS.with_own(said)))
    assert found.due_at == china(21, 3)
    assert found.why is not None
    assert (found.why.code, found.why.fact("whose"), found.why.fact("number")) == ("promise-term-own", "order", "12")
    assert found.why.fact("note") == "they ask at night"
    assert only(ASKED).why is None


def test_d7_a_promise_that_is_off_for_a_customer_is_not_owed_unless_the_order_says_so() -> None:
    off = [OwnTerm("ready-notice", "party", off=True, note="their agent stands in the factory")]
    ready = PLAIN._replace(ready_planned_on=date(2026, 11, 24))
    assert promises_of(ready._replace(terms=TERMS.with_own(off)), TERMS, NOW, OWN) == ()
    why = TERMS.with_own(off).why("ready-notice")
    assert why is not None
    assert (why.code, why.fact("note")) == ("promise-term-off", "their agent stands in the factory")
    again = TERMS.with_own([*off, OwnTerm("ready-notice", "order", 5)])
    assert only(ready._replace(terms=again)).due_at == china(19, 18)


@pytest.mark.parametrize(
    ("kind", "facts", "due"),
    [
        ("inquiry", {"stage": "inquiry", "inquired_at": china(20, 15)}, china(21, 1)),
        ("confirm-order", {"stage": "confirmed", "paid_on": date(2026, 11, 5)}, china(19, 18)),
        ("ready-notice", {"ready_planned_on": date(2026, 12, 1)}, china(21, 18)),
        ("tracking", {"stage": "on-the-way", "shipped_on": TODAY, "shipped_at": china(21, 9)}, china(21, 19)),
        ("update", {"node_code": "production", "node_on": date(2026, 11, 5)}, china(19, 18)),
    ],
)
def test_d7_every_promise_of_an_order_takes_ten_where_ten_was_said(
    kind: str, facts: dict[str, object], due: datetime
) -> None:
    found = only(PLAIN._replace(terms=TERMS.with_own([OwnTerm(kind, "party", 10)]), **facts))  # type: ignore[arg-type]
    assert (found.kind, found.due_at) == (kind, due)


@pytest.mark.parametrize(
    ("term", "code"),
    [
        (OwnTerm("greeting", "party", 1), "promise-term-unknown"),
        (OwnTerm("inquiry", "everybody", 1), "promise-term-unknown"),
        (OwnTerm("inquiry", "party", -1), "promise-term-negative"),
        (OwnTerm("inquiry", "party", 100_000), "promise-term-too-long"),
    ],
)
def test_d7_a_term_that_is_none_is_refused(term: OwnTerm, code: str) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        checked(term)
    assert refused.value.code == code


def test_c2_an_order_on_hold_owes_no_news_until_it_goes_on_but_its_money_stays_due() -> None:
    held = PLAIN._replace(
        node_code="production",
        node_on=date(2026, 11, 10),
        held_since=date(2026, 11, 12),
        held_why="the customer changes the colour",
        dues=(Due(5, "balance", "USD 1.00", date(2026, 11, 19)),),
    )
    update, payment = sorted(promises_of(held, TERMS, NOW, OWN), key=lambda one: one.kind, reverse=True)
    assert update.held is not None
    assert (update.held.code, update.urgency) == ("order-on-hold", Urgency.LATER)
    assert (payment.kind, payment.urgency, payment.held) == ("payment", Urgency.LATE, None)


def test_c2_a_point_the_user_named_is_told_with_its_own_text_and_without_one_not_at_all() -> None:
    dip = PLAIN._replace(node_code="own", node_name="Lab dip approved", node_on=date(2026, 11, 20))
    assert promises_of(dip, TERMS, NOW, OWN) == ()
    found = only(dip._replace(node_template="my-lab-dip"))
    assert (found.template, found.title.fact("node")) == ("my-lab-dip", "Lab dip approved")


def test_d6_a_promise_knows_the_zone_in_which_its_customer_reads_the_clock() -> None:
    assert only(ASKED._replace(zone="Asia/Dubai")).zone == "Asia/Dubai"


@given(st.integers(-3000, 3000))
def test_d1_a_clock_that_is_set_never_moves_the_due_moment_nor_takes_back_an_answer(minutes: int) -> None:
    clock = NOW + timedelta(minutes=minutes)
    assert only(ASKED, now=clock).due_at == china(21, 15)
    answered = ASKED._replace(answered_at=NOW + timedelta(days=2))
    assert promises_of(answered, TERMS, clock, OWN) == ()


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Dubai", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_d1_travelling_does_not_move_the_24_hours(zone: str) -> None:
    assert only(ASKED, own=OWN._replace(zone=zone)).due_at == china(21, 15)


def test_d2_the_working_day_ends_by_the_clock_of_the_place_the_user_works_in_now() -> None:
    paid = PLAIN._replace(stage="confirmed", paid_on=date(2026, 11, 20))
    in_dubai = Hours("Asia/Dubai", ((time(9), time(18)),), "CN")
    assert only(paid, own=in_dubai).due_at - only(paid).due_at == timedelta(hours=4)


@pytest.mark.parametrize(
    ("day", "utc_hour"), [(date(2026, 10, 23), 16), (date(2026, 10, 26), 17), (date(2027, 3, 26), 17)]
)
def test_d2_over_a_change_of_the_clock_the_day_still_ends_at_six_in_the_evening(day: date, utc_hour: int) -> None:
    berlin = Hours("Europe/Berlin", ((time(9), time(18)),), "DE")
    paid = PLAIN._replace(stage="confirmed", paid_on=day - timedelta(days=1 if day.weekday() else 3))
    now = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    assert only(paid, now=now, own=berlin).due_at == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_later_on_the_same_day_a_promise_is_the_one_a_fresh_look_would_find(first: int, more: int) -> None:
    morning = china(21, 0)
    day = timedelta(minutes=1439)
    then = morning + min(timedelta(minutes=first), day)
    later = morning + min(timedelta(minutes=first + more), day)
    facts = [
        ASKED,
        PLAIN._replace(ready_planned_on=date(2026, 11, 24)),
        PLAIN._replace(dues=(Due(5, "balance", "USD 1.00", date(2026, 11, 19)),)),
    ]
    desk = Reckoning(TERMS, later, OWN, {}, (), 7)
    for row in facts:
        before = of_order(row, Reckoning(TERMS, then, OWN, {}, (), 7))
        assert [as_of_now(one, desk) for one in before] == of_order(row, desk)
