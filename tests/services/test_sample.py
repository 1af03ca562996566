"""The sample company tells one story, whatever the hour at which it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.desk_bench import Clock, bench_at
from tradedesk.domain.order import NodeCode
from tradedesk.ledger.values import utc
from tradedesk.services import customer_facts, log, orders, sample
from tradedesk.services.bench import Bench
from tradedesk.services.log import LogQuery
from tradedesk.services.orders import OrderQuery

#: Half past midnight on 22 November in Ningbo: the day is young, and five hours ago was yesterday.
NIGHT = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)


@pytest.fixture
def bench(tmp_path) -> Iterator[Bench]:
    with bench_at(tmp_path, Clock(NIGHT)) as made:
        sample.fill(made)
        yield made


def rows(bench: Bench, **query) -> list[orders.OrderRow]:
    return orders.rows(bench, orders.ids(bench, OrderQuery(**query)))


def test_nothing_was_said_in_the_future(bench):
    said = log.rows(bench, log.ids(bench, LogQuery()))
    assert len(said) > 40
    assert [row.subject for row in said if utc(row.at) > NIGHT] == []


def test_an_inquiry_came_in_at_the_minute_at_which_its_mail_did(bench):
    for number in ("0161", "0162"):
        (row,) = rows(bench, search=number)
        sheet = orders.sheet(bench, row.id)
        (mail,) = log.rows(bench, log.ids(bench, LogQuery(search=f"TD-2026-{number}")))
        assert sheet.file.order.inquired_at is not None
        assert abs(utc(mail.at) - sheet.file.order.inquired_at) < timedelta(seconds=1)
        assert sheet.file.nodes[0].actual_on == (sheet.file.order.inquired_at + timedelta(hours=8)).date()


def test_what_comes_next_for_a_customer_is_what_one_of_its_orders_waits_for(bench):
    for party in {row.party_id for row in rows(bench, chip="running")}:
        waited_for = [
            (row.next_planned_on, row.next_node, row.number)
            for row in rows(bench, chip="running", party_id=party)
            if row.next_planned_on
        ]
        node = customer_facts.facts(bench, party).next_node
        told = node and (node.planned_on.isoformat(), node.code, node.order_number)
        assert told == (min(waited_for) if waited_for else None)


def test_an_inquiry_and_an_offer_have_all_the_points_that_may_follow(bench):
    for row in [*rows(bench, search="0161"), *rows(bench, search="0158")]:
        nodes = orders.sheet(bench, row.id).file.nodes
        codes = [node.code for node in nodes]
        assert codes[:3] == [NodeCode.INQUIRY, NodeCode.QUOTED, NodeCode.CONFIRMED]
        assert {NodeCode.DEPOSIT, NodeCode.SHIPPED, NodeCode.BALANCE, NodeCode.CLOSED} < set(codes)
        assert not any(node.planned_on for node in nodes[2:])
        assert row.next_node == nodes[1 if row.stage == "inquiry" else 2].code


def test_an_offer_is_not_owed(bench):
    offers = [row for row in rows(bench) if row.stage == "quoted"]
    assert len(offers) == 2
    assert [row.open_minor for row in offers] == [0, 0]
    unpaid = rows(bench, chip="unpaid")
    assert not {row.id for row in offers} & {row.id for row in unpaid}
