"""Orders with their lines, nodes, money and shipments: rows to values and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import NodeId, OrderId
from tradedesk.domain.money import Money
from tradedesk.domain.order import (
    Instalment,
    Node,
    NodeCode,
    Order,
    OrderFile,
    OrderRole,
    Shipment,
    Stage,
)
from tradedesk.domain.party import DEFAULT_ZONE
from tradedesk.ledger import order_charges, order_lines
from tradedesk.ledger.order_lines import line_row
from tradedesk.ledger.reader import Reader, Row
from tradedesk.ledger.values import day_text, exact, exact_text, maybe_day, maybe_exact, maybe_utc, utc, utc_text

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

__all__ = [
    "add_order", "instalment_row", "line_row", "node", "node_row", "nodes", "order", "order_file", "order_row",
    "save_node", "save_order", "shipment_row",
]  # fmt: skip

#: Columns of an order that are days, and those that stand in the ledger as they are in the value.
_DAYS = ("ordered_on", "delivery_on", "valid_until", "lc_latest_shipment", "lc_expiry", "side_since")
_AS_THEY_ARE = (
    "id", "version", "number", "party_id", "contact_id", "summary", "currency", "buyer_ref", "incoterm",
    "incoterm_place", "mode", "payment_terms", "port_loading", "port_discharge", "lead_time", "moq", "side_state",
    "notes", "order_type", "shipping_marks", "lc_number", "lc_bank", "lc_place", "lc_presentation_days", "end_reason",
    "side_reason", "copied_from_id",
)  # fmt: skip


def order(reader: Reader, order_id: OrderId) -> Order:
    """The head of one order; raises NotThere."""
    row = reader.row("orders", order_id)
    if row is None:
        raise NotThere("order", order_id)
    return _order(row)


def order_file(reader: Reader, order_id: OrderId) -> OrderFile:
    """One order with everything its page shows besides its messages, in eight statements."""
    head = order(reader, order_id)
    own = (order_id,)
    return OrderFile(
        order=head,
        party_name=reader.value("select name from parties where id = ?", (head.party_id,)),
        lines=order_lines.of_order(reader, order_id, head.currency),
        nodes=nodes(reader, order_id),
        instalments=tuple(
            _instalment(row, head.currency)
            for row in reader.rows("select * from instalments where order_id = ? order by position, id", own)
        ),
        shipments=tuple(
            _shipment(row) for row in reader.rows("select * from shipments where order_id = ? order by id", own)
        ),
        roles=tuple(
            OrderRole(row["role"], row["name"], row["firm"])
            for row in reader.rows("select * from order_roles where order_id = ? order by id", own)
        ),
        charges=order_charges.of_order(reader, order_id, head.currency),
    )


def nodes(reader: Reader, order_id: OrderId) -> tuple[Node, ...]:
    """The order's timeline, each node with the notice that told the customer."""
    rows = reader.rows(
        """
        select n.*, m.at as notice_at, (select zone from parties where kind = 'own' limit 1) as own_zone,
               (select r.value from message_recipients r where r.message_id = m.id and r.role = 'to' limit 1)
               as notice_to
        from nodes n left join messages m on m.id = n.notice_message_id
        where n.order_id = ? order by n.position, n.id
        """,
        (order_id,),
    )
    return tuple(_node(row) for row in rows)


def node(reader: Reader, node_id: NodeId) -> Node:
    """One node; raises NotThere."""
    order_id = reader.value("select order_id from nodes where id = ?", (node_id,))
    if order_id is None:
        raise NotThere("node", node_id)
    return next(each for each in nodes(reader, order_id) if each.id == node_id)


def order_row(value: Order) -> dict[str, Any]:
    """An order's columns, without number and version."""
    return {
        "stage": str(value.stage),
        "total_minor": value.total.minor,
        "inquired_at": utc_text(value.inquired_at) if value.inquired_at else None,
        "freight_minor": value.freight.minor if value.freight else None,
        "tolerance_percent": exact_text(value.tolerance_percent),
        **{name: day_text(getattr(value, name)) for name in _DAYS},
        **{name: getattr(value, name) for name in _AS_THEY_ARE if name not in ("id", "version")},
    }


def add_order(writer: Writer, value: Order) -> OrderId:
    """Add the head of an order; returns its row number. Raises TradeError already-there for a number in use."""
    return writer.insert("orders", order_row(value))


def save_order(writer: Writer, value: Order) -> int:
    """Save a changed head on the version it was read with; returns the new version."""
    return writer.update("orders", value.id, order_row(value), value.version)


def node_row(value: Node) -> dict[str, Any]:
    """A node's columns, without number and version."""
    return {
        "order_id": value.order_id,
        "position": value.position,
        "code": str(value.code),
        "planned_on": day_text(value.planned_on),
        "actual_on": day_text(value.actual_on),
        "notice_message_id": value.notice_message_id,
        "name_en": value.name_en,
        "name_zh": value.name_zh,
        "lead_days": value.lead_days,
        "day_kind": value.day_kind,
        "template": value.template,
        "role": value.role,
        "note": value.note,
    }


def save_node(writer: Writer, value: Node) -> int:
    """Save a changed node; returns the new version."""
    return writer.update("nodes", value.id, node_row(value), value.version)


def instalment_row(order_id: OrderId, value: Instalment) -> dict[str, Any]:
    """An instalment's columns, without number and version."""
    return {
        "order_id": order_id,
        "position": value.position,
        "label": value.label,
        "percent": "" if value.percent is None else str(value.percent),
        "amount_minor": value.amount.minor,
        "received_minor": value.received.minor,
        "trigger": value.trigger,
        "trigger_days": value.trigger_days,
        "due_on": day_text(value.due_on),
    }


def shipment_row(value: Shipment) -> dict[str, Any]:
    """A shipment's columns, without number and version."""
    return {
        "order_id": value.order_id,
        "mode": value.mode,
        "carrier": value.carrier,
        "vessel": value.vessel,
        "tracking_no": value.tracking_no,
        "container_no": value.container_no,
        "bl_no": value.bl_no,
        "etd": day_text(value.etd),
        "eta": day_text(value.eta),
    }


def _order(row: Row) -> Order:
    currency = row["currency"]
    days: dict[str, Any] = {name: maybe_day(row[name]) for name in _DAYS}
    return Order(
        stage=Stage(row["stage"]),
        total=Money(row["total_minor"], currency),
        inquired_at=maybe_utc(row["inquired_at"]),
        freight=None if row["freight_minor"] is None else Money(row["freight_minor"], currency),
        tolerance_percent=maybe_exact(row["tolerance_percent"]),
        **days,
        **{name: row[name] for name in _AS_THEY_ARE},
    )


def _node(row: Row) -> Node:
    return Node(
        id=row["id"],
        order_id=row["order_id"],
        position=row["position"],
        code=NodeCode(row["code"]),
        planned_on=maybe_day(row["planned_on"]),
        actual_on=maybe_day(row["actual_on"]),
        notice_message_id=row["notice_message_id"],
        notice_on=utc(row["notice_at"]).astimezone(_zone(row)).date() if row["notice_at"] else None,
        notice_to=row["notice_to"] or "",
        version=row["version"],
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        lead_days=row["lead_days"],
        day_kind=row["day_kind"],
        template=row["template"],
        role=row["role"],
        note=row["note"],
    )


def _zone(row: Row) -> ZoneInfo:
    return ZoneInfo(row["own_zone"] or DEFAULT_ZONE)


def _instalment(row: Row, currency: str) -> Instalment:
    return Instalment(
        id=row["id"],
        position=row["position"],
        label=row["label"],
        percent=exact(row["percent"]) if row["percent"] else None,
        amount=Money(row["amount_minor"], currency),
        received=Money(row["received_minor"], currency),
        trigger=row["trigger"],
        trigger_days=row["trigger_days"],
        due_on=maybe_day(row["due_on"]),
    )


def _shipment(row: Row) -> Shipment:
    return Shipment(
        id=row["id"],
        order_id=row["order_id"],
        mode=row["mode"],
        carrier=row["carrier"],
        vessel=row["vessel"],
        tracking_no=row["tracking_no"],
        container_no=row["container_no"],
        bl_no=row["bl_no"],
        etd=maybe_day(row["etd"]),
        eta=maybe_day(row["eta"]),
    )
