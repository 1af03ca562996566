"""Products remembered: what was typed once is offered again, with what this customer paid last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.order import Order, OrderLine
from tradedesk.domain.product import SHARED, Offer, Product, is_worth_keeping, price_for
from tradedesk.ledger import orders, products
from tradedesk.services import order_cells as cells
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

__all__ = ["Offer", "filled", "offers", "promise_price", "remember"]

#: How many are offered at once.
_MOST = 8


def offers(bench: Bench, order_id: OrderId, text: str) -> tuple[Offer, ...]:
    """The products that fit what is typed, with the last price for the order's customer and its day."""
    read = bench.ledger.read
    party_id = orders.order(read, order_id).party_id
    fitting = products.found(read, text, _MOST)
    return tuple(Offer(each, products.last_price(read, each, party_id, order_id)) for each in fitting)


def filled(bench: Bench, order: Order, line: OrderLine, product_id: int) -> OrderLine:
    """A line as the product fills it: everything known of it, and the price to begin with; the quantity stays."""
    read = bench.ledger.read
    item = products.product(read, product_id)
    known: dict[str, Any] = {name: value for name in SHARED if (value := getattr(item, name))}
    price = price_for(Offer(item, products.last_price(read, item, order.party_id, order.id)), order.currency)
    return replace(
        line,
        product_id=item.id,
        product_code=item.code,
        description=item.name or line.description,
        unit_price=line.unit_price if price is None else price,
        **known,
    )


def remember(writer: Writer, order: Order, line: OrderLine) -> int | None:
    """Remember the product of a line; returns its number, None when the line names none yet.

    Known by its item number, else by its name. What belongs to it on paper is taken as it was typed last; its name
    and its usual price stay as they were typed first.
    """
    if not is_worth_keeping(line):
        return line.product_id
    typed: dict[str, Any] = {name: value for name in SHARED if (value := getattr(line, name))}
    known = products.called(writer, line.product_code, line.description)
    if known is None:
        price = line.unit_price or None
        currency = order.currency if price else ""
        fresh = Product(0, line.product_code, line.description, unit_price=price, currency=currency, **typed)
        return products.add(writer, fresh)
    if known.unit_price is None and line.unit_price:
        typed |= {"unit_price": line.unit_price, "currency": order.currency}
    products.save(writer, replace(known, name=known.name or line.description, **typed))
    return known.id


def promise_price(bench: Bench, product_id: int, party_id: PartyId, price: str, currency: str) -> None:
    """Keep a price that a customer was promised without an order. Raises RuleSaysNo (field price)."""
    item = products.product(bench.ledger.read, product_id)
    with bench.ledger.write("price-promised") as writer:
        products.add_price(writer, item, party_id, cells.number("price", price), currency, bench.today())
