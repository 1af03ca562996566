"""What the user does with orders: log an inquiry, move the timeline, look at one whole."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tradedesk.domain import timeline
from tradedesk.domain.country import Country
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import NodeId, OrderId, PartyId
from tradedesk.domain.money import CURRENCIES, Money
from tradedesk.domain.moving import Move
from tradedesk.domain.order import NodeCode, Order, OrderFile, Stage
from tradedesk.domain.order_change import OrderVersion
from tradedesk.domain.party import Party
from tradedesk.domain.point import Point
from tradedesk.domain.port import Ports
from tradedesk.domain.reason import Reason
from tradedesk.ledger import messages, order_versions, orders, parties
from tradedesk.ledger.queries import log as log_lists
from tradedesk.ledger.queries import orders as lists
from tradedesk.ledger.queries.log import LogRow
from tradedesk.ledger.queries.orders import DocumentRow, OrderQuery, OrderRow
from tradedesk.services.address_labels import labels_of
from tradedesk.services.bench import Bench
from tradedesk.services.order_numbers import next_number
from tradedesk.services.order_plan import (
    PlanView,
    add_nodes,
    arrange_nodes,
    carry_out,
    follow,
    move_node,
    plan_again,
    plan_if_unplanned,
    split_price,
    view_of,
)
from tradedesk.services.order_versions import changing

__all__ = [
    "DocumentRow", "LogRow", "OrderQuery", "OrderRow", "OrderSheet", "add_nodes", "chip_counts", "follow",
    "ids", "log_inquiry", "next_number", "plan_again", "plan_node", "reach_node",
    "rows", "save_order", "sheet",
]  # fmt: skip


@dataclass(frozen=True)
class OrderSheet:
    """Everything the page of one order shows.

    ``received_on`` is the day of the newest receipt by instalment; ``today``, ``zone`` and ``country`` are the user's
    own. ``countries`` are those that its goods come from, by code; ``labels`` what the addresses of the messages are
    called, by value (B4).
    """

    file: OrderFile
    party: Party
    messages: tuple[LogRow, ...]
    documents: tuple[DocumentRow, ...]
    points: tuple[Point, ...]
    due_node: NodeCode | None
    today: date
    zone: str
    received_on: dict[int, date]
    plan: PlanView
    versions: tuple[OrderVersion, ...] = ()
    countries: Mapping[str, Country] = field(default_factory=dict)
    ports: Ports = field(default_factory=lambda: Ports(()))
    country: str = ""
    labels: Mapping[str, Reason] = field(default_factory=dict)


def ids(bench: Bench, query: OrderQuery) -> array[int]:
    """The numbers of every order of a list, in its order."""
    return lists.ids(bench.ledger.read, query, bench.today())


def rows(bench: Bench, numbers: Sequence[int]) -> list[OrderRow]:
    """The list's lines for these orders."""
    return lists.rows(bench.ledger.read, numbers)


def chip_counts(bench: Bench) -> dict[str, int]:
    """How many orders each filter shows."""
    return lists.chip_counts(bench.ledger.read, bench.today())


def sheet(bench: Bench, order_id: OrderId) -> OrderSheet:
    """One order with all that its page shows; raises NotThere."""
    read = bench.ledger.read
    file = orders.order_file(read, order_id)
    said = log_lists.of_order(read, order_id)
    reached = log_lists.addresses_of(read, [each.id for each in said])
    return OrderSheet(
        file=file,
        party=parties.party(read, file.order.party_id),
        messages=tuple(said),
        documents=tuple(lists.documents(read, order_id)),
        points=messages.points_of_order(read, order_id),
        due_node=timeline.due_follow_up(file.nodes),
        today=bench.today(),
        zone=bench.own_zone(),
        received_on=lists.received_days(read, order_id),
        versions=order_versions.of_order(read, order_id),
        plan=view_of(bench, read, file.order, file.nodes),
        countries={line.origin: found for line in file.lines if (found := bench.countries.get(line.origin))},
        ports=bench.ports,
        country=bench.own_place()[0],
        labels=labels_of(bench, reached, file.order.party_id),
    )


def log_inquiry(bench: Bench, party_id: PartyId, summary: str, currency: str = "") -> OrderId:
    """An inquiry is the first state of an order; the 24 hours of D1 count from now.

    Without a currency it is the customer's, else USD. Raises RuleSaysNo (field summary or currency).
    """
    if not summary.strip():
        raise RuleSaysNo("inquiry-about-what", "summary")
    wanted = currency.strip().upper()
    if wanted and wanted not in CURRENCIES:
        raise RuleSaysNo("currency-not-a-code", "currency", currency=currency.strip())
    party = parties.party(bench.ledger.read, party_id)
    money = wanted or party.currency or "USD"
    today = bench.today()
    fresh = Order(
        0,
        "",
        party_id,
        None,
        Stage.INQUIRY,
        " ".join(summary.split()),
        money,
        Money(0, money),
        inquired_at=bench.now(),
        ordered_on=today,
    )
    with bench.ledger.write("inquiry-logged") as writer:
        order_id = orders.add_order(writer, replace(fresh, number=next_number(writer, today, party_id)))
        add_nodes(writer, order_id, {NodeCode.INQUIRY: today}, {})
    return order_id


def save_order(bench: Bench, order: Order, moves: Sequence[Move] = ()) -> None:
    """Save what was changed on the order's page.

    New payment terms or another total split an unpaid price anew and put the balance where the terms want it; a
    confirmed order that now has a delivery day and terms is planned. ``moves`` of its dates are carried out in the same
    step. Raises ChangedElsewhere.
    """
    before = orders.order(bench.ledger.read, order.id)
    with changing(bench, order.id, "order-changed") as writer:
        orders.save_order(writer, order)
        if (order.payment_terms, order.total) != (before.payment_terms, before.total):
            split_price(writer, order, anew=order.payment_terms != before.payment_terms)
        if order.payment_terms != before.payment_terms:
            arrange_nodes(writer, order)
        carry_out(writer, orders.nodes(writer, order.id), moves)
        follow(writer, order.id)
        plan_if_unplanned(bench, writer, order.id)


def reach_node(bench: Bench, node_id: NodeId, day: date | None) -> None:
    """Say on which day a node happened (None takes it back); the stage and what is due follow.

    An order that is confirmed now is planned, if its delivery day and its payment terms are known.
    """
    node = orders.node(bench.ledger.read, node_id)
    if day is not None and day > bench.today():
        raise RuleSaysNo("not-yet-happened", "actual_on", day=day.isoformat())
    with bench.ledger.write("node-reached" if day else "node-taken-back") as writer:
        orders.save_node(writer, replace(node, actual_on=day))
        follow(writer, node.order_id)
        if day is not None:
            plan_if_unplanned(bench, writer, node.order_id)


def plan_node(bench: Bench, node_id: NodeId, day: date | None) -> None:
    """Say for which day a node is planned; what hangs on it moves with it (see ``order_plan.moves_of``)."""
    move_node(bench, node_id, day)
