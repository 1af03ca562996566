"""How an order begins and ends: copied from another, lost or cancelled with the reason, taken up again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import OrderId
from tradedesk.domain.order import NodeCode, Order, OrderFile, Stage
from tradedesk.domain.order_end import Outcome, outcome
from tradedesk.ledger import order_charges, orders
from tradedesk.services import order_cells as cells
from tradedesk.services.bench import Bench
from tradedesk.services.order_numbers import next_number
from tradedesk.services.order_plan import arrange_nodes, follow, split_price

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def end_order(bench: Bench, order_id: OrderId, reason: str) -> Outcome:
    """Say that the deal will not come about (any more), and why: a code of ``order_end`` or own words.

    An inquiry is lost, a confirmed order is cancelled. Raises RuleSaysNo (field reason) without a reason.
    """
    why = cells.one_line("reason", reason)
    if not why:
        raise RuleSaysNo("end-without-reason", "reason")
    head = orders.order(bench.ledger.read, order_id)
    found = outcome(replace(head, stage=Stage.CANCELLED), orders.nodes(bench.ledger.read, order_id))
    with bench.ledger.write("order-lost" if found is Outcome.LOST else "order-cancelled") as writer:
        writer.update("orders", order_id, {"stage": str(Stage.CANCELLED), "end_reason": why})
        follow(writer, order_id)
    return found


def take_up_again(bench: Bench, order_id: OrderId) -> None:
    """The deal goes on after all, where it stood."""
    with bench.ledger.write("order-goes-on") as writer:
        writer.update("orders", order_id, {"stage": str(Stage.INQUIRY), "end_reason": ""})
        follow(writer, order_id)


def copy_order(bench: Bench, order_id: OrderId) -> OrderId:
    """A new inquiry of the same customer with the same lines, charges and terms; days and plan begin anew.

    What belongs to one deal alone stays behind: the buyer's reference, dates, the L/C, what was paid and shipped.
    """
    file = orders.order_file(bench.ledger.read, order_id)
    today = bench.today()
    head = replace(
        _bare(file.order), number="", inquired_at=bench.now(), ordered_on=today, copied_from_id=order_id
    )  # fmt: skip
    with bench.ledger.write("order-copied") as writer:
        head = replace(head, number=next_number(writer, today, head.party_id))
        copied = orders.add_order(writer, head)
        _copy_rows(writer, file, copied)
        begun = {NodeCode.INQUIRY: today}
        for node in file.nodes:
            fresh = replace(node, id=0, order_id=copied, planned_on=None, actual_on=begun.get(node.code))
            writer.insert("nodes", orders.node_row(replace(fresh, notice_message_id=None)))
        fresh_head = orders.order(writer, copied)
        arrange_nodes(writer, fresh_head)
        split_price(writer, fresh_head)
        follow(writer, copied)
    return copied


def _bare(order: Order) -> Order:
    """The head without what belongs to one deal alone."""
    return replace(
        order, id=0, stage=Stage.INQUIRY, buyer_ref="", delivery_on=None, valid_until=None, side_state="",
        side_reason="", side_since=None, end_reason="", lc_number="", lc_bank="", lc_latest_shipment=None,
        lc_expiry=None, lc_place="",
    )  # fmt: skip


def _copy_rows(writer: Writer, file: OrderFile, copied: OrderId) -> None:
    for line in file.lines:
        writer.insert("order_lines", orders.line_row(copied, line))
    for charge in file.charges:
        writer.insert("order_charges", order_charges.charge_row(copied, charge))
