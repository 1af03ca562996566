"""What the user does with the products remembered: find one, see who paid what, correct it, forget it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tradedesk.domain.country import Country
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.money import CURRENCIES
from tradedesk.domain.product import CustomerPrice, Product
from tradedesk.ledger import products
from tradedesk.ledger.products import ProductQuery
from tradedesk.services import order_cells as cells
from tradedesk.services.bench import Bench
from tradedesk.services.order_lines import read_cell

__all__ = [
    "CustomerPrice", "Product", "ProductQuery", "ProductSheet", "add", "forget", "ids", "rows", "set_field",
    "sheet",
]  # fmt: skip

#: The fields of a product that are called otherwise on a line.
_ON_A_LINE = {"code": "product_code", "name": "description"}


@dataclass(frozen=True)
class ProductSheet:
    """A product, the country of its origin, each customer's last price, the newest first, and in how many orders."""

    product: Product
    origin: Country | None
    prices: tuple[CustomerPrice, ...]
    orders: int
    today: date


def ids(bench: Bench, query: ProductQuery) -> array[int]:
    """The numbers of the products that a query finds, in its order."""
    return products.ids(bench.ledger.read, query)


def rows(bench: Bench, numbers: Sequence[int]) -> list[Product]:
    """These products, in this order; one that is gone is left out."""
    return products.rows(bench.ledger.read, numbers)


def sheet(bench: Bench, product_id: int) -> ProductSheet:
    """One product with all that its page shows; raises NotThere."""
    read = bench.ledger.read
    item = products.product(read, product_id)
    origin = bench.countries.get(item.origin) if item.origin else None
    return ProductSheet(item, origin, products.prices(read, item), products.orders_with(read, item), bench.today())


def set_field(bench: Bench, product_id: int, field: str, text: str) -> None:
    """Save one field as it was typed; an unchanged value writes nothing. Lines of orders stay as they are.

    Raises RuleSaysNo with the field: what a line would not take either, an item number that another product has, or a
    product without any name.
    """
    before = products.product(bench.ledger.read, product_id)
    changed = replace(before, **{field: _read(bench, field, text)})
    if changed == before:
        return
    if not changed.code and not changed.name:
        raise RuleSaysNo("product-unnamed", field)
    if field == "code" and changed.code:
        other = products.called(bench.ledger.read, changed.code, "")
        if other is not None and other.id != product_id:
            raise RuleSaysNo("product-code-taken", "code", item=changed.code, name=other.name)
    with bench.ledger.write("product-changed") as writer:
        products.save(writer, changed)


def add(bench: Bench, name: str) -> int:
    """Remember a product that stands in no order yet; one of that name without an item number is the same."""
    known = products.called(bench.ledger.read, "", name)
    if known is not None:
        return known.id
    with bench.ledger.write("product-added") as writer:
        return products.add(writer, Product(0, "", name))


def forget(bench: Bench, product_id: int) -> None:
    """Offer a product no more. Its lines stay in their orders; one that is typed again is remembered again."""
    item = products.product(bench.ledger.read, product_id)
    with bench.ledger.write("product-forgotten") as writer:
        products.forget(writer, item)


def _read(bench: Bench, field: str, text: str) -> Any:
    if field == "unit_price":
        return cells.maybe_number(field, text)
    if field == "currency":
        code = text.strip().upper()
        if code and code not in CURRENCIES:
            raise RuleSaysNo("currency-not-a-code", field, currency=text.strip())
        return code
    try:
        return read_cell(bench, _ON_A_LINE.get(field, field), text)
    except RuleSaysNo as refused:
        raise RuleSaysNo(refused.code, field, **dict(refused.facts)) from None
