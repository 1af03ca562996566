"""The lines and charges of an order, saved one cell at a time; amounts, total and unpaid instalments follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tradedesk.domain import packing
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.hs_code import read_hs_code
from tradedesk.domain.ids import OrderId
from tradedesk.domain.money import Money, line_amount
from tradedesk.domain.order import Order, OrderCharge, OrderLine
from tradedesk.domain.reason import Reason
from tradedesk.ledger import order_charges, orders
from tradedesk.services import order_cells as cells
from tradedesk.services import products
from tradedesk.services.bench import Bench
from tradedesk.services.order_plan import follow, split_price
from tradedesk.services.order_versions import changing

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def add_line(bench: Bench, order_id: OrderId) -> int:
    """Add an empty line at the end, to be filled in; returns its number."""
    file = orders.order_file(bench.ledger.read, order_id)
    nothing, position = Decimal(0), max((line.position for line in file.lines), default=0) + 1
    fresh = OrderLine(0, position, "", nothing, "", nothing, nothing, Money(0, file.order.currency))
    with bench.ledger.write("line-added") as writer:
        return writer.insert("order_lines", orders.line_row(order_id, fresh))


def set_line_field(bench: Bench, line_id: int, field: str, text: str) -> None:
    """Save one cell of a line; amount, cartons, total and an unpaid price's instalments follow.

    Raises RuleSaysNo (field) when the text is not what the cell takes; the value before is kept.
    """
    if field not in _LINE and field != "origin":
        raise ValueError(field)
    order, line = _line(bench, line_id)
    changed = _with(bench, order, line, field, text)
    if changed == line:
        return
    with changing(bench, order.id, "line-changed") as writer:
        _save(writer, order, changed)


def read_cell(bench: Bench, field: str, text: str) -> Any:
    """What a cell of a line holds after this was typed into it. Raises RuleSaysNo (field)."""
    return _origin(bench, text) if field == "origin" else _LINE[field](field, text)


def take_product(bench: Bench, line_id: int, product_id: int) -> None:
    """Fill a line from a product: what belongs to it, and the customer's last price (see ``products.filled``)."""
    order, line = _line(bench, line_id)
    changed = _reckoned("unit_price", order, products.filled(bench, order, line, product_id), line)
    with changing(bench, order.id, "line-changed") as writer:
        _save(writer, order, changed)


def remove_line(bench: Bench, line_id: int) -> None:
    """Remove a line, from its shipments as well; the total follows."""
    order, _ = _line(bench, line_id)
    with changing(bench, order.id, "line-removed") as writer:
        for (number,) in writer.all("select id from shipment_lines where order_line_id = ? order by id", (line_id,)):
            writer.delete("shipment_lines", number)
        writer.delete("order_lines", line_id)
        follow_price(writer, order.id)


def move_line(bench: Bench, line_id: int, by: int) -> None:
    """Move a line up (by -1) or down (by 1) among its fellows; at the end of the list it stays."""
    order, _ = _line(bench, line_id)
    numbers = [line.id for line in orders.order_file(bench.ledger.read, order.id).lines]
    before = numbers.index(line_id)
    after = min(max(before + by, 0), len(numbers) - 1)
    if after == before:
        return
    numbers.insert(after, numbers.pop(before))
    with bench.ledger.write("line-moved") as writer:
        for position, number in enumerate(numbers, start=1):
            writer.update("order_lines", number, {"position": position})


def add_charge(bench: Bench, order_id: OrderId, label: str, text: str) -> int:
    """Ask for something besides the lines (below zero: take it off); returns its number. Raises RuleSaysNo (field)."""
    file = orders.order_file(bench.ledger.read, order_id)
    name = cells.one_line("label", label)
    if not name:
        raise RuleSaysNo("charge-without-name", "label")
    asked = cells.amount("amount", text, file.order.currency)
    fresh = OrderCharge(0, max((each.position for each in file.charges), default=0) + 1, name, asked)
    with changing(bench, order_id, "charge-added") as writer:
        number = writer.insert("order_charges", order_charges.charge_row(order_id, fresh))
        follow_price(writer, order_id)
    return number


def set_charge_field(bench: Bench, charge_id: int, field: str, text: str) -> None:
    """Save a charge's label or amount; the total follows. Raises RuleSaysNo (field)."""
    order_id = order_charges.order_of(bench.ledger.read, charge_id)
    currency = orders.order(bench.ledger.read, order_id).currency
    if field == "label" and not text.strip():
        raise RuleSaysNo("charge-without-name", "label")
    if field == "label":
        changed: dict[str, Any] = {"label": cells.one_line(field, text)}
    else:
        changed = {"amount_minor": cells.amount("amount", text, currency).minor}
    with changing(bench, order_id, "charge-changed") as writer:
        writer.update("order_charges", charge_id, changed)
        follow_price(writer, order_id)


def remove_charge(bench: Bench, charge_id: int) -> None:
    """Remove a charge; the total follows."""
    order_id = order_charges.order_of(bench.ledger.read, charge_id)
    with changing(bench, order_id, "charge-removed") as writer:
        writer.delete("order_charges", charge_id)
        follow_price(writer, order_id)


def follow_price(writer: Writer, order_id: OrderId) -> None:
    """Bring the total up to date with lines, freight and charges, and an unpaid price's instalments with it."""
    file = orders.order_file(writer, order_id)
    total = cells.bounded("unit_price", file.sum)
    if total != file.order.total:
        changed = replace(file.order, total=total)
        orders.save_order(writer, changed)
        split_price(writer, changed)
        follow(writer, order_id)


def price_in(writer: Writer, order_id: OrderId, currency: str) -> None:
    """Reckon every line anew in another currency; freight and charges keep their number of major units."""
    from tradedesk.domain.money import in_currency

    file = orders.order_file(writer, order_id)
    for line in file.lines:
        amount = line_amount(line.quantity, line.unit_price, line.discount_percent, currency)
        writer.update("order_lines", line.id, {"amount_minor": amount.minor})
    for charge in file.charges:
        writer.update("order_charges", charge.id, {"amount_minor": in_currency(charge.amount, currency).minor})
    freight = in_currency(file.order.freight, currency).minor if file.order.freight else None
    writer.update("orders", order_id, {"currency": currency, "freight_minor": freight})


def _line(bench: Bench, line_id: int) -> tuple[Order, OrderLine]:
    order_id = bench.ledger.read.value("select order_id from order_lines where id = ?", (line_id,))
    if order_id is None:
        raise NotThere("order-line", line_id)
    file = orders.order_file(bench.ledger.read, order_id)
    return file.order, next(line for line in file.lines if line.id == line_id)


def _save(writer: Writer, order: Order, line: OrderLine) -> None:
    known = replace(line, product_id=products.remember(writer, order, line))
    writer.update("order_lines", line.id, orders.line_row(order.id, known))
    follow_price(writer, order.id)


def _with(bench: Bench, order: Order, line: OrderLine, field: str, text: str) -> OrderLine:
    return _reckoned(field, order, replace(line, **{field: read_cell(bench, field, text)}), line)


def _reckoned(field: str, order: Order, line: OrderLine, before: OrderLine) -> OrderLine:
    """The line with its cartons and its amount; cartons set by hand stay until quantity or packing change."""
    if (line.quantity, line.pieces_per_carton) != (before.quantity, before.pieces_per_carton):
        full = packing.cartons_for(line.quantity, line.pieces_per_carton)
        line = replace(line, cartons=full if full is not None or before.pieces_per_carton is not None else line.cartons)
    amount = line_amount(line.quantity, line.unit_price, line.discount_percent, order.currency)
    return replace(line, amount=cells.bounded(field, amount))


def _origin(bench: Bench, text: str) -> str:
    named = " ".join(text.split())
    if not named:
        return ""
    country = bench.countries.find(named)
    if country is None:
        raise RuleSaysNo("country-unknown", "origin", value=named)
    return country.code


def _hs_code(field: str, text: str) -> str:
    found = read_hs_code(text)
    if isinstance(found, Reason):
        raise RuleSaysNo(found.code, field, **dict(found.facts))
    return found


_LINE: dict[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(("description", "description_local", "product_code", "unit", "note"), cells.one_line),
    "specification": cells.several_lines,
    "hs_code": _hs_code,
    **dict.fromkeys(("quantity", "unit_price"), cells.number),
    **dict.fromkeys(("pieces_per_carton", "net_weight", "gross_weight", "cbm"), cells.maybe_number),
    "cartons": cells.maybe_whole,
    "discount_percent": cells.percent,
}
