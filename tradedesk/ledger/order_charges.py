"""What an order asks for besides its lines: rows to values and back."""

from __future__ import annotations

from typing import Any

from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import OrderId
from tradedesk.domain.money import Money
from tradedesk.domain.order import OrderCharge
from tradedesk.ledger.reader import Reader


def of_order(reader: Reader, order_id: OrderId, currency: str) -> tuple[OrderCharge, ...]:
    """The charges of an order, in its currency and in their order."""
    sql = "select id, position, label, amount_minor from order_charges where order_id = ? order by position, id"
    return tuple(
        OrderCharge(number, position, label, Money(minor, currency))
        for number, position, label, minor in reader.all(sql, (order_id,))
    )


def order_of(reader: Reader, charge_id: int) -> OrderId:
    """Which order a charge belongs to; raises NotThere."""
    found = reader.value("select order_id from order_charges where id = ?", (charge_id,))
    if found is None:
        raise NotThere("order-charge", charge_id)
    return int(found)


def charge_row(order_id: OrderId, value: OrderCharge) -> dict[str, Any]:
    """A charge's columns, without number and version."""
    return {
        "order_id": order_id,
        "position": value.position,
        "label": value.label,
        "amount_minor": value.amount.minor,
    }
