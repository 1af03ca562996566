"""Saving an order as one goes: one field at a time, of the order, its lines, its shipment and its receipts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tradedesk.domain import incoterm
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.ids import OrderId
from tradedesk.domain.money import Money, line_amount, money
from tradedesk.domain.order import Order, OrderLine, Shipment, Stage
from tradedesk.domain.reason import Reason
from tradedesk.ledger import orders
from tradedesk.services import orders as verbs
from tradedesk.services.bench import Bench
from tradedesk.services.order_plan import follow, split_price

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def set_field(bench: Bench, order_id: OrderId, field: str, text: str) -> None:
    """Save one field of an order as it was typed; an unchanged value writes nothing.

    Raises RuleSaysNo with the field when the text is not what the field takes; the value before is kept.
    """
    order = orders.order(bench.ledger.read, order_id)
    if field not in _ORDER:
        raise ValueError(field)
    changed = replace(order, **{field: _ORDER[field](order, field, text)})
    if field == "freight":
        changed = replace(changed, total=_total(orders.order_file(bench.ledger.read, order_id).lines, changed))
    if changed != order:
        verbs.save_order(bench, changed)


def set_cancelled(bench: Bench, order_id: OrderId, cancelled: bool) -> None:
    """Say that the deal will not come about (any more), or that it goes on after all."""
    with bench.ledger.write("order-cancelled" if cancelled else "order-goes-on") as writer:
        writer.update("orders", order_id, {"stage": str(Stage.CANCELLED if cancelled else Stage.INQUIRY)})
        follow(writer, order_id)


def add_line(bench: Bench, order_id: OrderId) -> int:
    """Add an empty line at the end, to be filled in; returns its number."""
    file = orders.order_file(bench.ledger.read, order_id)
    nothing, position = Decimal(0), max((line.position for line in file.lines), default=0) + 1
    fresh = OrderLine(0, position, "", nothing, "", nothing, nothing, Money(0, file.order.currency))
    with bench.ledger.write("line-added") as writer:
        return writer.insert("order_lines", orders.line_row(order_id, fresh))


def set_line_field(bench: Bench, line_id: int, field: str, text: str) -> None:
    """Save one cell of a line; amount, total and an unpaid price's instalments follow. Raises RuleSaysNo (field)."""
    if field not in _LINE:
        raise ValueError(field)
    order, line = _line(bench, line_id)
    changed = replace(line, **{field: _LINE[field](field, text)})
    amount = line_amount(changed.quantity, changed.unit_price, changed.discount_percent, order.currency)
    changed = replace(changed, amount=amount)
    if changed == line:
        return
    with bench.ledger.write("line-changed") as writer:
        writer.update("order_lines", line_id, orders.line_row(order.id, changed))
        _follow_lines(writer, order.id)


def remove_line(bench: Bench, line_id: int) -> None:
    """Remove a line; the total follows."""
    order, _ = _line(bench, line_id)
    with bench.ledger.write("line-removed") as writer:
        writer.delete("order_lines", line_id)
        _follow_lines(writer, order.id)


def set_shipment_field(bench: Bench, order_id: OrderId, shipment_id: int, field: str, text: str) -> None:
    """Save one field of a shipment (number 0: the order's first one is made). Raises RuleSaysNo (field)."""
    file = orders.order_file(bench.ledger.read, order_id)
    before = next((each for each in file.shipments if each.id == shipment_id), Shipment(0, order_id))
    if field not in _SHIPMENT:
        raise ValueError(field)
    value = _day(field, text) if field in ("etd", "eta") else _one_line(field, text)
    changed = replace(before, **{field: value})  # type: ignore[arg-type]
    if changed.etd and changed.eta and changed.eta < changed.etd:
        raise RuleSaysNo("arrives-before-it-leaves", field, etd=changed.etd.isoformat(), eta=changed.eta.isoformat())
    if changed != before:
        verbs.record_shipment(bench, changed)


def note_receipt(bench: Bench, order_id: OrderId, instalment_id: int, amount: str, day: str) -> None:
    """Note money that arrived as it was typed, in the order's currency. Raises RuleSaysNo (field amount or day)."""
    currency = orders.order(bench.ledger.read, order_id).currency
    received = money(_number("amount", amount), currency)
    arrived = _day("day", day)
    if arrived is None:
        raise RuleSaysNo("receipt-without-day", "day")
    verbs.record_receipt(bench, order_id, instalment_id, received, arrived)


def reach_on(bench: Bench, node_id: int, day: str) -> None:
    """Say as typed on which day a point happened. Raises RuleSaysNo (field actual_on)."""
    found = _day("actual_on", day)
    if found is None:
        raise RuleSaysNo("day-missing", "actual_on")
    verbs.reach_node(bench, node_id, found)


def plan_for(bench: Bench, node_id: int, day: str) -> None:
    """Say as typed for which day a point is planned; nothing takes the plan away. Raises RuleSaysNo (planned_on)."""
    verbs.plan_node(bench, node_id, _day("planned_on", day))


def _line(bench: Bench, line_id: int) -> tuple[Order, OrderLine]:
    order_id = bench.ledger.read.value("select order_id from order_lines where id = ?", (line_id,))
    if order_id is None:
        raise NotThere("order-line", line_id)
    file = orders.order_file(bench.ledger.read, order_id)
    return file.order, next(line for line in file.lines if line.id == line_id)


def _follow_lines(writer: Writer, order_id: OrderId) -> None:
    file = orders.order_file(writer, order_id)
    changed = replace(file.order, total=_total(file.lines, file.order))
    if changed.total != file.order.total:
        orders.save_order(writer, changed)
        split_price(writer, changed)
        follow(writer, order_id)


def _total(lines: tuple[OrderLine, ...], order: Order) -> Money:
    freight = order.freight.minor if order.freight else 0
    return Money(sum(line.amount.minor for line in lines) + freight, order.currency)


def _one_line(_field: str, text: str) -> str:
    return " ".join(text.split())


def _day(field: str, text: str) -> date | None:
    from tradedesk.domain.cells import parse_day

    if not text.strip():
        return None
    found = parse_day(text)
    if isinstance(found, Reason) and found.code == "day-ambiguous":
        raise RuleSaysNo("day-unclear", field, **dict(found.facts))
    if isinstance(found, Reason):
        raise RuleSaysNo(found.code, field, **dict(found.facts))
    return found


def _number(field: str, text: str) -> Decimal:
    from tradedesk.domain.cells import parse_number

    found = parse_number(text.strip() or "0", ".")
    if isinstance(found, Reason):
        raise RuleSaysNo(found.code, field, **dict(found.facts))
    if found < 0:
        raise RuleSaysNo("number-below-zero", field)
    return found


def _percent(field: str, text: str) -> Decimal:
    found = _number(field, text.strip().rstrip("%％"))
    if found > 100:
        raise RuleSaysNo("discount-above-100", field)
    return found


def _summary(order: Order, field: str, text: str) -> str:  # noqa: ARG001 - every reader is given the same
    found = " ".join(text.split())
    if not found:
        raise RuleSaysNo("inquiry-about-what", field)
    return found


def _term(order: Order, field: str, text: str) -> str:  # noqa: ARG001
    code = text.strip().upper()
    if code and code not in incoterm.TERMS:
        raise RuleSaysNo("incoterm-unknown", field, term=text.strip(), terms=", ".join(incoterm.TERMS))
    return code


def _freight(order: Order, field: str, text: str) -> Money | None:
    return money(_number(field, text), order.currency) if text.strip() else None


def _written(order: Order, field: str, text: str) -> str:  # noqa: ARG001
    return _one_line(field, text)


def _dated(order: Order, field: str, text: str) -> date | None:  # noqa: ARG001
    return _day(field, text)


_ORDER: dict[str, Callable[[Order, str, str], Any]] = {
    "summary": _summary,
    "incoterm": _term,
    "freight": _freight,
    **dict.fromkeys(("delivery_on", "valid_until"), _dated),
    **dict.fromkeys(("buyer_ref", "incoterm_place", "mode", "payment_terms", "port_loading"), _written),
    **dict.fromkeys(("port_discharge", "lead_time", "moq"), _written),
}
_LINE: dict[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(("description", "product_code", "unit"), _one_line),
    **dict.fromkeys(("quantity", "unit_price"), _number),
    "discount_percent": _percent,
}
_SHIPMENT = frozenset({"carrier", "mode", "vessel", "tracking_no", "container_no", "bl_no", "etd", "eta"})
