"""C2: the points of an order, where it stands, and what is told next."""

from __future__ import annotations

from datetime import date

import pytest

from tradedesk.domain.order import Node, NodeCode, Stage
from tradedesk.domain.payment import read_terms
from tradedesk.domain.timeline import (
    TEMPLATES,
    current_node,
    due_follow_up,
    next_node,
    node_codes,
    slack,
    stage_of,
    template_for,
)

TODAY = date(2026, 11, 21)


def nodes(
    reached: str = "", told: str = "", codes: tuple[NodeCode, ...] = (), planned: date | None = None
) -> list[Node]:
    """An order's points with the named ones reached and told."""
    return [
        Node(
            position,
            1,
            position,
            code,
            planned,
            TODAY if code.value in reached.split() else None,
            notice_on=TODAY if code.value in told.split() else None,
        )
        for position, code in enumerate(codes or node_codes(), start=1)
    ]


def after(code: NodeCode, codes: tuple[NodeCode, ...]) -> NodeCode:
    return codes[codes.index(code) + 1]


def test_c2_the_points_as_shipped_run_from_inquiry_to_closed() -> None:
    assert node_codes() == (
        NodeCode.INQUIRY,
        NodeCode.QUOTED,
        NodeCode.CONFIRMED,
        NodeCode.DEPOSIT,
        NodeCode.PRODUCTION,
        NodeCode.READY,
        NodeCode.CUSTOMS,
        NodeCode.SHIPPED,
        NodeCode.DELIVERED,
        NodeCode.BALANCE,
        NodeCode.CLOSED,
    )


@pytest.mark.parametrize(
    ("terms", "ahead"),
    [
        ("T/T 30% deposit, 70% before shipment", NodeCode.READY),
        ("T/T 30% deposit, 70% against B/L copy", NodeCode.SHIPPED),
        ("T/T 30% deposit, 70% within 30 days after B/L date", NodeCode.DELIVERED),
        ("T/T 30 days after delivery", NodeCode.DELIVERED),
    ],
)
def test_the_balance_stands_where_the_payment_terms_put_it(terms: str, ahead: NodeCode) -> None:
    assert after(ahead, node_codes(read_terms(terms).shares)) is NodeCode.BALANCE


def test_an_order_paid_in_advance_has_no_balance_and_an_open_account_no_deposit() -> None:
    assert NodeCode.BALANCE not in node_codes(read_terms("T/T 100% in advance").shares)
    assert NodeCode.DEPOSIT not in node_codes(read_terms("O/A 60 days after invoice date").shares)


@pytest.mark.parametrize(
    ("reached", "stage"),
    [
        ("", Stage.INQUIRY),
        ("inquiry", Stage.INQUIRY),
        ("inquiry quoted", Stage.QUOTED),
        ("confirmed deposit", Stage.CONFIRMED),
        ("confirmed production", Stage.PRODUCTION),
        ("confirmed ready customs", Stage.READY),
        ("confirmed shipped", Stage.ON_THE_WAY),
        ("confirmed balance", Stage.CONFIRMED),
        ("shipped delivered balance", Stage.DELIVERED),
        ("closed", Stage.CLOSED),
    ],
)
def test_the_stage_follows_from_the_points_reached(reached: str, stage: Stage) -> None:
    assert stage_of(nodes(reached)) is stage


def test_a_cancelled_order_stays_cancelled() -> None:
    assert stage_of(nodes("confirmed shipped"), Stage.CANCELLED) is Stage.CANCELLED


def test_after_production_comes_goods_ready() -> None:
    order = nodes("inquiry quoted confirmed deposit production")
    now, ahead = current_node(order), next_node(order)
    assert now is not None
    assert ahead is not None
    assert (now.code, ahead.code) == (NodeCode.PRODUCTION, NodeCode.READY)


def test_a_balance_paid_early_does_not_move_the_order() -> None:
    order = nodes("confirmed production balance")
    now, ahead = current_node(order), next_node(order)
    assert now is not None
    assert ahead is not None
    assert (now.code, ahead.code) == (NodeCode.PRODUCTION, NodeCode.READY)


def test_a_delivered_order_waits_for_its_balance_before_it_is_closed() -> None:
    codes = node_codes(read_terms("T/T 30% deposit, 70% against B/L copy").shares)
    waiting = next_node(nodes("confirmed shipped delivered", codes=codes))
    paid = next_node(nodes("confirmed shipped balance delivered", codes=codes))
    assert waiting is not None
    assert paid is not None
    assert (waiting.code, paid.code) == (NodeCode.BALANCE, NodeCode.CLOSED)


def test_a_closed_order_and_one_without_points_have_nothing_next() -> None:
    assert next_node(nodes("confirmed shipped delivered balance closed")) is None
    assert next_node([]) is None
    assert current_node([]) is None
    assert due_follow_up([]) is None


def test_slack_tells_days_late_and_early_and_a_missed_plan() -> None:
    plan = date(2026, 10, 12)
    reached = Node(1, 1, 1, NodeCode.PRODUCTION, plan, date(2026, 10, 14))
    assert slack(reached) == 2
    assert slack(Node(1, 1, 1, NodeCode.PRODUCTION, plan, date(2026, 10, 10))) == -2
    open_node = Node(1, 1, 1, NodeCode.PRODUCTION, plan, None)
    assert slack(open_node, date(2026, 10, 15)) == 3
    assert slack(open_node, date(2026, 10, 1)) == 0
    assert slack(Node(1, 1, 1, NodeCode.PRODUCTION, None, TODAY)) is None


def test_c2_each_point_of_the_follow_up_has_its_own_template() -> None:
    assert {code.value: template for code, template in TEMPLATES.items()} == {
        "confirmed": "order-confirmation",
        "deposit": "deposit-received",
        "production": "production-progress",
        "ready": "goods-ready",
        "customs": "customs-released",
        "shipped": "shipped",
    }
    offered = {NodeCode.INQUIRY: "inquiry-reply", NodeCode.QUOTED: "quotation", NodeCode.DELIVERED: "arrived",
               NodeCode.CLOSED: "thank-you", NodeCode.BALANCE: ""}  # fmt: skip
    assert {code: template_for(code) for code in offered} == offered


@pytest.mark.parametrize(
    ("reached", "told", "due"),
    [
        ("", "", NodeCode.CONFIRMED),
        ("confirmed", "", NodeCode.CONFIRMED),
        ("confirmed", "confirmed", NodeCode.DEPOSIT),
        ("confirmed deposit production", "confirmed deposit", NodeCode.PRODUCTION),
        ("confirmed deposit production", "confirmed deposit production", NodeCode.READY),
        ("confirmed deposit production", "confirmed deposit production ready", NodeCode.CUSTOMS),
        ("confirmed shipped", "", NodeCode.SHIPPED),
        ("confirmed shipped", "shipped", None),
        ("confirmed shipped delivered", "", None),
    ],
)
def test_c2_the_update_due_is_the_point_reached_and_not_told_else_the_next(
    reached: str, told: str, due: NodeCode | None
) -> None:
    assert due_follow_up(nodes(reached, told)) is due
