"""The watched days of a letter of credit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tradedesk.domain.letter_of_credit import Watched, by_letter_of_credit, checks, presentation_day, watched
from tradedesk.domain.money import Money
from tradedesk.domain.order import Node, NodeCode, Order, Stage

TODAY = date(2026, 11, 21)


def order(**more: Any) -> Order:
    head = {"payment_terms": "L/C at sight", "lc_number": "LC 77", **more}
    return Order(1, "TD-1", 1, None, Stage.PRODUCTION, "", "USD", Money(0, "USD"), **head)


def shipped(actual: date | None = None, planned: date | None = None) -> Node:
    return Node(1, 1, 8, NodeCode.SHIPPED, planned, actual)


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
    found = watched(order(lc_latest_shipment=last), [shipped()], TODAY)
    assert found == (Watched("latest-shipment", last, standing),)


def test_a_shipment_in_time_meets_its_day_and_the_papers_are_due_within_21_days() -> None:
    head = order(lc_latest_shipment=date(2026, 11, 20), lc_expiry=date(2026, 12, 31))
    found = watched(head, [shipped(date(2026, 11, 18))], TODAY)
    assert [(each.kind, each.day, each.standing) for each in found] == [
        ("latest-shipment", date(2026, 11, 20), "met"),
        ("presentation", date(2026, 12, 9), "open"),
        ("expiry", date(2026, 12, 31), "open"),
    ]


def test_papers_are_never_presented_after_the_expiry() -> None:
    head = order(lc_expiry=date(2026, 11, 30), lc_presentation_days=15)
    assert presentation_day(head, date(2026, 11, 18)) == date(2026, 11, 30)
    assert presentation_day(order(lc_presentation_days=15), date(2026, 11, 18)) == date(2026, 12, 3)
    assert presentation_day(head, None) is None


def test_without_a_credit_nothing_is_watched() -> None:
    assert watched(order(payment_terms="T/T", lc_number=""), [shipped(TODAY)], TODAY) == ()


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
    found = checks(order(**head), [node] if node else [])
    assert [reason.code for reason in found] == ([code] if code else [])
