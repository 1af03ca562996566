"""Products and what customers paid for them: rows to values and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.product import LastPrice, Product
from tradedesk.ledger.reader import Reader, Row
from tradedesk.ledger.values import day_text, exact, exact_text, maybe_day, maybe_exact

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

_TEXTS = ("code", "name", "specification", "hs_code", "unit", "currency", "description_local", "origin")
_NUMBERS = ("unit_price", "pieces_per_carton", "net_weight", "gross_weight", "cbm")

#: Newest first: what stands in the customer's orders, and the prices agreed on without one.
_LAST = """
select unit_price, currency, unit, day, number from (
  select l.unit_price, o.currency, l.unit, coalesce(o.ordered_on, substr(o.inquired_at, 1, 10)) as day, o.number,
         o.id as place
  from orders o join order_lines l on l.order_id = o.id
  where o.party_id = ? and o.id <> ? and o.stage <> 'cancelled' and cast(l.unit_price as real) > 0
    and (l.product_id = ? or (? <> '' and l.product_code = ? collate nocase))
  union all
  select unit_price, currency, unit, agreed_on, '', 0 from product_prices where party_id = ? and product_id = ?
) order by day desc nulls last, place desc limit 1
"""


def product(reader: Reader, product_id: int) -> Product:
    """One product; raises NotThere."""
    row = reader.row("products", product_id)
    if row is None:
        raise NotThere("product", product_id)
    return _product(row)


def found(reader: Reader, words: str, limit: int) -> tuple[Product, ...]:
    """The products in whose item number, name or local name every word stands; those that begin with it first."""
    parts = words.split()
    text = "lower(code || ' ' || name || ' ' || description_local || ' ' || specification)"
    wanted = [f"%{_escaped(part)}%" for part in parts]
    condition = " and ".join(f"{text} like ? escape '!'" for _ in parts) or "1"
    first = f"{_escaped(words.strip())}%"
    sql = f"""
        select * from products where {condition}
        order by not (code like ? escape '!' or name like ? escape '!'), code = '', code, name, id limit ?
    """  # noqa: S608
    return tuple(_product(row) for row in reader.rows(sql, (*wanted, first, first, limit)))


def called(reader: Reader, code: str, name: str) -> Product | None:
    """The product of an item number; without a number, the one of exactly this name that has none either."""
    sql = "select * from products where code = ? collate nocase and (? <> '' or name = ? collate nocase) order by id"
    return next((_product(row) for row in reader.rows(f"{sql} limit 1", (code, code, name))), None)


def last_price(reader: Reader, item: Product, party_id: PartyId, but_for: OrderId = 0) -> LastPrice | None:
    """What a customer paid or was offered last for a product, in any order but one."""
    own = (party_id, but_for, item.id, item.code, item.code, party_id, item.id)
    row = reader.first(_LAST, own)
    return None if row is None else LastPrice(exact(row[0]), row[1], row[2], maybe_day(row[3]), row[4])


def add(writer: Writer, value: Product) -> int:
    """Add a product; returns its number."""
    return writer.insert("products", _row(value))


def save(writer: Writer, value: Product) -> None:
    """Save a changed product."""
    writer.update("products", value.id, _row(value))


def add_price(writer: Writer, item: Product, party_id: PartyId, price: Decimal, currency: str, agreed_on: date) -> None:
    """Keep a price that a customer was promised without an order."""
    writer.insert("product_prices", {
        "product_id": item.id, "party_id": party_id, "currency": currency, "unit_price": exact_text(price),
        "unit": item.unit, "agreed_on": day_text(agreed_on),
    })  # fmt: skip


def _escaped(word: str) -> str:
    return word.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _row(value: Product) -> dict[str, Any]:
    texts = {name: getattr(value, name) for name in _TEXTS}
    return {**texts, **{name: exact_text(getattr(value, name)) for name in _NUMBERS}}


def _product(row: Row) -> Product:
    numbers: dict[str, Any] = {name: maybe_exact(row[name]) for name in _NUMBERS}
    return Product(row["id"], **{name: row[name] for name in _TEXTS}, **numbers)
