"""The lines of an order: rows to values and back."""

from __future__ import annotations

from typing import Any

from tradedesk.domain.ids import OrderId
from tradedesk.domain.money import Money
from tradedesk.domain.order import OrderLine
from tradedesk.ledger.reader import Reader, Row
from tradedesk.ledger.values import exact, exact_text, maybe_exact


def of_order(reader: Reader, order_id: OrderId, currency: str) -> tuple[OrderLine, ...]:
    """The lines of an order, in its currency and in their order."""
    rows = reader.rows("select * from order_lines where order_id = ? order by position, id", (order_id,))
    return tuple(_line(row, currency) for row in rows)


def line_row(order_id: OrderId, value: OrderLine) -> dict[str, Any]:
    """An order line's columns, without number and version."""
    return {
        "order_id": order_id,
        "position": value.position,
        "product_code": value.product_code,
        "description": value.description,
        "specification": value.specification,
        "quantity": str(value.quantity),
        "unit": value.unit,
        "unit_price": str(value.unit_price),
        "discount_percent": str(value.discount_percent),
        "amount_minor": value.amount.minor,
        "product_id": value.product_id,
        "description_local": value.description_local,
        "hs_code": value.hs_code,
        "origin": value.origin,
        "pieces_per_carton": exact_text(value.pieces_per_carton),
        "cartons": value.cartons,
        "net_weight": exact_text(value.net_weight),
        "gross_weight": exact_text(value.gross_weight),
        "cbm": exact_text(value.cbm),
        "note": value.note,
    }


def _line(row: Row, currency: str) -> OrderLine:
    return OrderLine(
        id=row["id"],
        position=row["position"],
        description=row["description"],
        quantity=exact(row["quantity"]),
        unit=row["unit"],
        unit_price=exact(row["unit_price"]),
        discount_percent=exact(row["discount_percent"]),
        amount=Money(row["amount_minor"], currency),
        product_code=row["product_code"],
        specification=row["specification"],
        product_id=row["product_id"],
        description_local=row["description_local"],
        hs_code=row["hs_code"],
        origin=row["origin"],
        pieces_per_carton=maybe_exact(row["pieces_per_carton"]),
        cartons=row["cartons"],
        net_weight=maybe_exact(row["net_weight"]),
        gross_weight=maybe_exact(row["gross_weight"]),
        cbm=maybe_exact(row["cbm"]),
        note=row["note"],
    )
