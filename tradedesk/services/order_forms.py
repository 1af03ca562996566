"""Saving an order as one goes: one field at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tradedesk.domain import incoterm
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import OrderId
from tradedesk.domain.money import CURRENCIES, Money, money
from tradedesk.domain.moving import Move
from tradedesk.domain.order import Order, Stage
from tradedesk.domain.reason import Reason
from tradedesk.ledger import orders
from tradedesk.services import order_cells as cells
from tradedesk.services import orders as verbs
from tradedesk.services.bench import Bench
from tradedesk.services.order_lines import add_line, follow_price, price_in, remove_line, set_line_field
from tradedesk.services.order_plan import new_plan
from tradedesk.services.order_versions import changing

__all__ = [
    "add_line", "delivery_moves", "plan_for", "reach_on", "remove_line", "set_currency", "set_delivery", "set_field",
    "set_line_field",
]  # fmt: skip


def set_field(bench: Bench, order_id: OrderId, field: str, text: str) -> None:
    """Save one field of an order as it was typed; an unchanged value writes nothing.

    Raises RuleSaysNo with the field when the text is not what the field takes; the value before is kept.
    """
    order = orders.order(bench.ledger.read, order_id)
    if field == "currency":
        set_currency(bench, order_id, text)
        return
    if field not in _ORDER:
        raise ValueError(field)
    if field in _PORTS:
        text = bench.ports.written(text)
    changed = replace(order, **{field: _ORDER[field](order, field, text)})
    if field == "freight":
        file = replace(orders.order_file(bench.ledger.read, order_id), order=changed)
        changed = replace(changed, total=cells.bounded(field, file.sum))
    if changed != order:
        verbs.save_order(bench, changed)


def delivery_moves(bench: Bench, order_id: OrderId, text: str) -> tuple[Move, ...]:
    """Which planned dates would move, and why, if the order were planned for another delivery day; nothing is changed.

    Nothing moves on an order that is over or was never planned, nor without a day. Raises RuleSaysNo (delivery_on).
    """
    order = orders.order(bench.ledger.read, order_id)
    day = cells.day("delivery_on", text)
    over = order.stage in (Stage.CLOSED, Stage.CANCELLED)
    planned = any(node.planned_on and not node.actual_on for node in orders.nodes(bench.ledger.read, order_id))
    if day is None or day == order.delivery_on or over or not planned:
        return ()
    return new_plan(bench, order_id, delivery_on=day)


def set_delivery(bench: Bench, order_id: OrderId, text: str) -> None:
    """Save another delivery day and move the dates with it, as ``delivery_moves`` says, in one step."""
    moves = delivery_moves(bench, order_id, text)
    order = orders.order(bench.ledger.read, order_id)
    verbs.save_order(bench, replace(order, delivery_on=cells.day("delivery_on", text)), moves)


def set_currency(bench: Bench, order_id: OrderId, text: str) -> None:
    """Price an order in another currency: every line is reckoned anew, no number is converted.

    Raises RuleSaysNo (field currency) for what is no currency, or when money was received already.
    """
    order = orders.order(bench.ledger.read, order_id)
    code = text.strip().upper()
    if code == order.currency:
        return
    if code not in CURRENCIES:
        raise RuleSaysNo("currency-not-a-code", "currency", currency=text.strip())
    if any(each.received.minor for each in orders.order_file(bench.ledger.read, order_id).instalments):
        raise RuleSaysNo("currency-with-receipts", "currency", currency=order.currency)
    with changing(bench, order_id, "order-changed") as writer:
        price_in(writer, order_id, code)
        follow_price(writer, order_id)


def reach_on(bench: Bench, node_id: int, day: str) -> None:
    """Say as typed on which day a point happened. Raises RuleSaysNo (field actual_on)."""
    found = cells.day("actual_on", day)
    if found is None:
        raise RuleSaysNo("day-missing", "actual_on")
    verbs.reach_node(bench, node_id, found)


def plan_for(bench: Bench, node_id: int, day: str) -> None:
    """Say as typed for which day a point is planned; nothing takes the plan away. Raises RuleSaysNo (planned_on)."""
    verbs.plan_node(bench, node_id, cells.day("planned_on", day))


def _summary(order: Order, field: str, text: str) -> str:  # noqa: ARG001 - every reader is given the same
    found = " ".join(text.split())
    if not found:
        raise RuleSaysNo("inquiry-about-what", field)
    return found


def _term(order: Order, field: str, text: str) -> str:  # noqa: ARG001
    found = incoterm.read_term(text)
    if isinstance(found, Reason):
        raise RuleSaysNo(found.code, field, **dict(found.facts))
    return found


def _freight(order: Order, field: str, text: str) -> Money | None:
    return cells.bounded(field, money(cells.number(field, text), order.currency)) if text.strip() else None


def _written(order: Order, field: str, text: str) -> str:  # noqa: ARG001
    return cells.one_line(field, text)


def _dated(order: Order, field: str, text: str) -> date | None:  # noqa: ARG001
    return cells.day(field, text)


def _tolerance(order: Order, field: str, text: str) -> Decimal | None:  # noqa: ARG001
    return cells.percent(field, text.strip().lstrip("±").strip()) or None


def _days(order: Order, field: str, text: str) -> int | None:  # noqa: ARG001
    return cells.maybe_whole(field, text)


def _marks(order: Order, field: str, text: str) -> str:  # noqa: ARG001
    return cells.several_lines(field, text)


#: Kept by the name that stands on papers, however they were typed.
_PORTS = frozenset({"port_loading", "port_discharge", "incoterm_place"})
_ORDER: dict[str, Callable[[Order, str, str], Any]] = {
    "summary": _summary,
    "incoterm": _term,
    "freight": _freight,
    "tolerance_percent": _tolerance,
    "shipping_marks": _marks,
    "lc_presentation_days": _days,
    **dict.fromkeys(("delivery_on", "valid_until", "lc_latest_shipment", "lc_expiry"), _dated),
    **dict.fromkeys(("buyer_ref", "incoterm_place", "mode", "payment_terms", "port_loading"), _written),
    **dict.fromkeys(("port_discharge", "lead_time", "moq", "lc_number", "lc_bank", "lc_place"), _written),
}
