"""G2: payment terms read, prices split to the last unit, instalments due by events of the timeline."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.money import Money
from tradedesk.domain.order import Instalment, Node, NodeCode
from tradedesk.domain.payment import (
    PRESETS,
    Event,
    PaymentState,
    due_of,
    due_reason,
    event_days,
    instalments_of,
    read_terms,
    split_amount,
    state_of,
    summary_of,
)

TODAY = date(2026, 11, 21)
TOTAL = Money(1_800_000, "USD")
BL_COPY = read_terms("T/T 30% deposit, 70% against B/L copy").shares


def balance(received: int = 0, **changes: object) -> Instalment:
    fields: dict[str, object] = {
        "id": 2,
        "position": 2,
        "label": "balance",
        "percent": Decimal(70),
        "amount": Money(1_260_000, "USD"),
        "received": Money(received, "USD"),
        "trigger": "bl-copy",
    }
    return Instalment(**{**fields, **changes})  # type: ignore[arg-type]


def node(code: NodeCode, actual: date | None = None, planned: date | None = None, notice: date | None = None) -> Node:
    return Node(1, 1, list(NodeCode).index(code), code, planned, actual, notice_on=notice)


def test_g2_every_preset_adds_up_to_100_and_is_read_back_from_its_own_text() -> None:
    for preset in PRESETS:
        assert sum(share.percent for share in preset.shares) == 100
        assert read_terms(preset.text).shares == preset.shares
    assert len({preset.code for preset in PRESETS}) == len(PRESETS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T/T 30/70 against copy of B/L", [("30", "pi-issued", 0), ("70", "bl-copy", 0)]),
        ("30%定金，70%见提单副本付款", [("30", "pi-issued", 0), ("70", "bl-copy", 0)]),
        ("预付30%，发货前付70%", [("30", "pi-issued", 0), ("70", "goods-ready", 0)]),
        ("定金30%，尾款见提单副本", [("30", "pi-issued", 0), ("70", "bl-copy", 0)]),
        ("T/T 30% deposit, balance before shipment", [("30", "pi-issued", 0), ("70", "goods-ready", 0)]),
        ("30% deposit, 70% within 45 days after B/L date", [("30", "pi-issued", 0), ("70", "shipped", 45)]),
        (
            "30% in advance, 40% before shipment, 30% 30 days after delivery",
            [("30", "pi-issued", 0), ("40", "goods-ready", 0), ("30", "arrival", 30)],
        ),
        ("full payment before shipment", [("100", "goods-ready", 0)]),
        ("T/T in advance", [("100", "pi-issued", 0)]),
        ("货到付款", [("100", "arrival", 0)]),
        ("cash on delivery", [("100", "arrival", 0)]),
        ("PayPal in advance", [("100", "pi-issued", 0)]),
    ],
)
def test_g2_terms_as_traders_write_them_are_read(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert [(f"{one.percent:f}", one.event.value, one.days) for one in read_terms(text).shares] == expected


@pytest.mark.parametrize("text", ["L/C at sight", "100% irrevocable L/C at sight", "30% deposit, 70% L/C at sight"])
def test_g2_a_credit_at_sight_is_not_late_before_its_papers_had_to_be_presented(text: str) -> None:
    last = read_terms(text).shares[-1]
    assert (last.event, last.days) == (Event.BL_COPY, 21)


def test_g2_a_credit_that_says_its_days_and_a_transfer_against_the_copy_keep_them() -> None:
    assert read_terms("T/T 100% against B/L copy").shares[0].days == 0
    assert read_terms("L/C at sight, 10 days").shares[0].days == 10


def test_g2_30_70_alone_does_not_say_what_the_balance_waits_for_and_must_be_chosen() -> None:
    found = read_terms("T/T 30/70")
    assert found.shares == ()
    assert found.reason.code == "terms-when-unsaid"
    assert {"30-70-before-shipment", "30-70-bl-copy"} <= set(found.choice)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("30% deposit, 60% before shipment", "terms-not-100"),
        ("as usual", "terms-not-understood"),
        ("", "terms-not-understood"),
        ("L/C 60 days", "terms-when-unsaid"),
    ],
)
def test_g2_terms_that_are_not_clear_are_never_guessed(text: str, code: str) -> None:
    found = read_terms(text)
    assert found.shares == ()
    assert found.reason.code == code


@given(st.text(max_size=60))
def test_g2_any_text_is_read_without_an_error_and_shares_add_up_or_are_none(text: str) -> None:
    shares = read_terms(text).shares
    assert not shares or sum(share.percent for share in shares) == 100


PERCENTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=8).map(
    lambda cuts: [Decimal(b - a) / 100 for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), 10_000], strict=True)]
)


@given(st.integers(0, 10**12), st.sampled_from(["USD", "JPY", "KWD", "CNY"]), PERCENTS)
def test_g2_parts_of_a_price_sum_to_it_exactly_and_none_is_more_than_a_unit_off(
    minor: int, currency: str, percents: list[Decimal]
) -> None:
    parts = split_amount(Money(minor, currency), percents)
    assert sum(part.minor for part in parts) == minor
    for part, percent in zip(parts, percents, strict=True):
        assert part.currency == currency
        assert part.minor >= 0
        assert abs(part.minor - minor * percent / 100) <= 1


def test_g2_the_first_part_is_rounded_half_up_and_the_last_takes_the_rest() -> None:
    third = Decimal("33.33")
    assert split_amount(Money(1235, "USD"), [Decimal(30), Decimal(70)]) == (Money(371, "USD"), Money(864, "USD"))
    assert [one.minor for one in split_amount(Money(100, "JPY"), [third, third, Decimal("33.34")])] == [33, 34, 33]


def test_g2_shares_that_do_not_add_up_are_an_error() -> None:
    with pytest.raises(ValueError, match="not 100"):
        split_amount(TOTAL, [Decimal(30), Decimal(60)])


def test_g2_a_price_becomes_instalments_with_their_events() -> None:
    deposit, rest = instalments_of(TOTAL, BL_COPY)
    assert (deposit.label, deposit.amount, deposit.trigger) == ("deposit", Money(540_000, "USD"), "pi-issued")
    assert (rest.label, rest.amount, rest.trigger) == ("balance", Money(1_260_000, "USD"), "bl-copy")
    assert instalments_of(TOTAL, ()) == ()


def test_g2_the_balance_against_bl_copy_falls_due_when_the_copy_went_out() -> None:
    shipped, told = date(2026, 11, 12), date(2026, 11, 14)
    waiting = event_days([node(NodeCode.SHIPPED, planned=shipped)])
    assert due_of(balance(), waiting) is None
    assert due_of(balance(), event_days([node(NodeCode.SHIPPED, planned=shipped)], planned=True)) == shipped
    assert due_of(balance(), event_days([node(NodeCode.SHIPPED, actual=shipped)])) == shipped
    assert due_of(balance(), event_days([node(NodeCode.SHIPPED, actual=shipped, notice=told)])) == told


def test_g2_days_after_the_event_are_counted_and_a_day_of_its_own_wins() -> None:
    events = event_days([node(NodeCode.SHIPPED, actual=date(2026, 11, 1))])
    assert due_of(balance(trigger="shipped", trigger_days=30), events) == date(2026, 12, 1)
    assert due_of(balance(due_on=date(2026, 11, 20)), events) == date(2026, 11, 20)


def test_g2_a_day_that_a_document_tells_wins_over_the_timeline() -> None:
    nodes = [node(NodeCode.SHIPPED, actual=date(2026, 11, 1))]
    assert event_days(nodes, {"invoice": date(2026, 10, 28)})["invoice"] == date(2026, 10, 28)


def test_g2_every_event_has_a_day_once_the_timeline_is_done() -> None:
    nodes = [node(code, actual=TODAY) for code in NodeCode]
    assert set(event_days(nodes)) == {event.value for event in Event}


@pytest.mark.parametrize(
    ("instalment", "state", "code"),
    [
        (balance(due_on=TODAY), PaymentState.DUE, "instalment-due"),
        (balance(due_on=TODAY - timedelta(days=7)), PaymentState.LATE, "instalment-late"),
        (balance(received=1, due_on=TODAY - timedelta(days=1)), PaymentState.LATE, "instalment-late"),
        (balance(), PaymentState.OPEN, "instalment-waits"),
        (balance(received=1_260_000), PaymentState.PAID, "instalment-paid"),
        (balance(received=1_260_001), PaymentState.OVERPAID, "instalment-overpaid"),
    ],
)
def test_g2_an_instalment_is_open_late_paid_or_overpaid_and_says_why(
    instalment: Instalment, state: PaymentState, code: str
) -> None:
    assert state_of(instalment, TODAY, {}) is state
    assert due_reason(instalment, TODAY, {}).code == code


def test_g2_a_late_instalment_names_its_days_and_amount() -> None:
    reason = due_reason(balance(due_on=date(2026, 11, 14)), TODAY, {})
    assert (reason.fact("days"), reason.fact("amount"), reason.fact("due")) == ("7", "12600.00", "2026-11-14")


def test_g2_an_orders_payment_is_summed_up() -> None:
    deposit, rest = instalments_of(TOTAL, BL_COPY)
    paid = Instalment(1, 1, "deposit", deposit.percent, deposit.amount, deposit.amount, deposit.trigger)
    found = summary_of(TOTAL, [paid, rest], TODAY, {})
    assert (found.received, found.open, found.state) == (Money(540_000, "USD"), Money(1_260_000, "USD"), "open")
    late = summary_of(TOTAL, [paid, rest], TODAY, {"bl-copy": date(2026, 11, 14)})
    assert (late.late, late.state) == (Money(1_260_000, "USD"), PaymentState.LATE)
    all_paid = summary_of(TOTAL, [balance(1_800_000, amount=TOTAL)], TODAY, {})
    assert (all_paid.open, all_paid.state) == (Money(0, "USD"), PaymentState.PAID)
    too_much = summary_of(TOTAL, [balance(1_900_000, amount=TOTAL)], TODAY, {})
    assert (too_much.open, too_much.state) == (Money(0, "USD"), PaymentState.OVERPAID)
