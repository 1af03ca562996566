"""The watched days of a letter of credit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tradedesk.domain.letter_of_credit import Credit, Watched, by_letter_of_credit, checks, credit_of, warnings, watched
from tradedesk.domain.money import Money
from tradedesk.domain.order import Node, NodeCode, Order, Stage

TODAY = date(2026, 11, 21)


def order(**more: Any) -> Order:
    head = {"payment_terms": "L/C at sight", "lc_number": "LC 77", **more}
    return Order(1, "TD-1", 1, None, Stage.PRODUCTION, "", "USD", Money(0, "USD"), **head)


def shipped(actual: date | None = None, planned: date | None = None) -> Node:
    return Node(1, 1, 8, NodeCode.SHIPPED, planned, actual)


def credit(head: Order, nodes: list[Node]) -> Credit:
    found = credit_of(head, nodes)
    assert found is not None
    return found


@pytest.mark.parametrize("terms", ["L/C at sight", "LC 90 days", "irrevocable letter of credit", "信用证", "l / c"])
def test_terms_that_speak_of_a_credit_are_known(terms: str) -> None:
    assert by_letter_of_credit(terms)


@pytest.mark.parametrize("terms", ["T/T 30%", "", "balance", "PLC control"])
def test_other_terms_are_not_taken_for_a_credit(terms: str) -> None:
    assert not by_letter_of_credit(terms)


@pytest.mark.parametrize(
    ("last", "standing"),
    [(date(2026, 12, 31), "open"), (date(2026, 12, 1), "soon"), (TODAY, "soon"), (date(2026, 11, 20), "late")],
)
def test_the_latest_shipment_stands_out_before_it_comes(last: date, standing: str) -> None:
    found = watched(credit(order(lc_latest_shipment=last), [shipped()]), TODAY)
    assert found == (Watched("latest-shipment", last, standing),)


def test_a_shipment_in_time_meets_its_day_and_the_papers_are_due_within_21_days() -> None:
    head = order(lc_latest_shipment=date(2026, 11, 20), lc_expiry=date(2026, 12, 31))
    found = watched(credit(head, [shipped(date(2026, 11, 18))]), TODAY)
    assert [(each.kind, each.day, each.standing) for each in found] == [
        ("latest-shipment", date(2026, 11, 20), "met"),
        ("presentation", date(2026, 12, 9), "open"),
        ("expiry", date(2026, 12, 31), "open"),
    ]


def present_until(left: date | None, **days: Any) -> date | None:
    return credit(order(**days), [shipped(left)]).present_until


def test_papers_are_presented_within_the_days_of_the_credit_and_never_after_its_expiry() -> None:
    left = date(2026, 11, 18)
    assert present_until(left) == date(2026, 12, 9)
    assert present_until(left, lc_presentation_days=15) == date(2026, 12, 3)
    assert present_until(left, lc_presentation_days=0) == left
    assert present_until(left, lc_expiry=date(2026, 11, 30), lc_presentation_days=15) == date(2026, 11, 30)
    assert present_until(None, lc_expiry=date(2026, 11, 30)) is None


def test_an_order_paid_otherwise_has_no_credit() -> None:
    assert credit_of(order(payment_terms="T/T", lc_number=""), [shipped(TODAY)]) is None


def warned(head: Order, *nodes: Node, soon: int = 10) -> list[str]:
    return [each.reason.code for each in warnings(credit(head, list(nodes)), TODAY, soon)]


def test_g2_a_plan_that_ships_after_the_latest_day_is_told_and_so_is_a_day_that_nears_or_was_missed() -> None:
    latest = date(2026, 12, 20)
    assert warned(order(lc_latest_shipment=latest), shipped(planned=date(2026, 12, 21))) == [
        "lc-shipment-planned-too-late"
    ]
    assert warned(order(lc_latest_shipment=latest), shipped(planned=latest)) == []
    assert warned(order(lc_latest_shipment=latest), shipped(planned=latest), soon=30) == ["lc-shipment-soon"]
    assert warned(order(lc_latest_shipment=date(2026, 11, 28)), shipped()) == ["lc-shipment-soon"]
    assert warned(order(lc_latest_shipment=date(2026, 11, 20)), shipped()) == ["lc-shipment-missed"]
    late = order(lc_latest_shipment=date(2026, 11, 1))
    assert warned(late, shipped(date(2026, 11, 2))) == ["lc-shipped-too-late", "lc-presentation-soon"]


def test_g2_after_shipment_the_presentation_is_watched_and_before_it_the_expiry() -> None:
    assert warned(order(), shipped(date(2026, 10, 1))) == ["lc-presentation-missed"]
    assert warned(order(lc_expiry=date(2026, 11, 25)), shipped()) == ["lc-expiry-soon"]
    assert warned(order(lc_expiry=date(2026, 11, 20))) == ["lc-expiry-missed"]


def test_g2_nothing_is_watched_once_the_balance_is_paid() -> None:
    paid = Node(2, 1, 9, NodeCode.BALANCE, None, TODAY)
    assert warned(order(lc_expiry=date(2026, 11, 20)), shipped(date(2026, 10, 1)), paid) == []


@pytest.mark.parametrize(
    ("head", "node", "code"),
    [
        ({"lc_latest_shipment": TODAY, "lc_expiry": date(2026, 11, 20)}, None, "lc-expires-before-shipment"),
        ({"lc_latest_shipment": TODAY, "lc_expiry": TODAY}, shipped(planned=date(2026, 11, 22)),
         "lc-shipment-planned-too-late"),
        ({"lc_latest_shipment": TODAY, "lc_expiry": TODAY}, shipped(date(2026, 11, 22)), "lc-shipped-too-late"),
        ({}, None, "lc-without-expiry"),
        ({"lc_latest_shipment": TODAY, "lc_expiry": TODAY}, shipped(TODAY), ""),
    ],
)  # fmt: skip
def test_what_does_not_go_with_the_credit_is_pointed_out(head: dict[str, Any], node: Node | None, code: str) -> None:
    found = checks(credit(order(**head), [node] if node else []))
    assert [reason.code for reason in found] == ([code] if code else [])
