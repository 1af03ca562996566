"""Products and what customers paid for them: rows to values and back."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.product import CustomerPrice, LastPrice, Product
from tradedesk.ledger.reader import Reader, Row, marks
from tradedesk.ledger.values import day_text, exact, exact_text, maybe_day, maybe_exact

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

_TEXTS = ("code", "name", "specification", "hs_code", "unit", "currency", "description_local", "origin")
_NUMBERS = ("unit_price", "pieces_per_carton", "net_weight", "gross_weight", "cbm")

#: What each column of the list sorts by; text without regard to case, what is empty last.
SORTS = {
    name: f"nullif({name}, '') collate nocase" for name in ("code", "name", "description_local", "hs_code", "unit")
}

_WORDS = "lower(code || ' ' || name || ' ' || description_local || ' ' || specification)"

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


#: As ``_LAST``, of every customer at once: the newest of each.
_LAST_OF_EACH = """
with paid as (
  select o.party_id, o.id as order_id, l.unit_price, o.currency, l.unit,
         coalesce(o.ordered_on, substr(o.inquired_at, 1, 10)) as day, o.number
  from order_lines l join orders o on o.id = l.order_id
  where o.stage <> 'cancelled' and cast(l.unit_price as real) > 0
    and (l.product_id = ? or (? <> '' and l.product_code = ? collate nocase))
  union all
  select party_id, null, unit_price, currency, unit, agreed_on, '' from product_prices where product_id = ?
), newest as (
  select *, row_number() over (partition by party_id order by day desc nulls last, order_id desc) as nth from paid)
select n.party_id, p.name, n.order_id, n.unit_price, n.currency, n.unit, n.day, n.number
from newest n join parties p on p.id = n.party_id where n.nth = 1 order by n.day desc nulls last, p.name
"""


@dataclass(frozen=True)
class ProductQuery:
    """Which products, in which order: every word of ``search`` stands in them; ``sort`` is one of ``SORTS``."""

    search: str = ""
    sort: str = "code"
    descending: bool = False


def product(reader: Reader, product_id: int) -> Product:
    """One product; raises NotThere."""
    row = reader.row("products", product_id)
    if row is None:
        raise NotThere("product", product_id)
    return _product(row)


def found(reader: Reader, words: str, limit: int) -> tuple[Product, ...]:
    """The products in whose item number, name or local name every word stands; those that begin with it first."""
    condition, wanted = _with_words(words)
    first = f"{_escaped(words.strip())}%"
    sql = f"""
        select * from products where {condition}
        order by not (code like ? escape '!' or name like ? escape '!'), code = '', code, name, id limit ?
    """  # noqa: S608
    return tuple(_product(row) for row in reader.rows(sql, (*wanted, first, first, limit)))


def _with_words(words: str) -> tuple[str, list[str]]:
    parts = words.split()
    return " and ".join(f"{_WORDS} like ? escape '!'" for _ in parts) or "1", [f"%{_escaped(part)}%" for part in parts]


def ids(reader: Reader, query: ProductQuery) -> array[int]:
    """The numbers of the products that a query finds, in its order."""
    condition, wanted = _with_words(query.search)
    way = "desc" if query.descending else "asc"
    sql = f"select id from products where {condition} order by {SORTS[query.sort]} {way} nulls last, name, id"  # noqa: S608
    return reader.numbers(sql, wanted)


def rows(reader: Reader, numbers: Sequence[int]) -> list[Product]:
    """These products, in this order; one that is gone is left out."""
    found = reader.rows(f"select * from products where id in ({marks(numbers)})", numbers)  # noqa: S608
    known = {row["id"]: _product(row) for row in found}
    return [known[number] for number in numbers if number in known]


def prices(reader: Reader, item: Product) -> tuple[CustomerPrice, ...]:
    """Each customer's last price for a product, the newest first."""
    found = reader.all(_LAST_OF_EACH, (item.id, item.code, item.code, item.id))
    return tuple(
        CustomerPrice(row[0], row[1], row[2], LastPrice(exact(row[3]), row[4], row[5], maybe_day(row[6]), row[7]))
        for row in found
    )


def orders_with(reader: Reader, item: Product) -> int:
    """In how many orders a product stands."""
    return int(reader.value("select count(distinct order_id) from order_lines where product_id = ?", (item.id,)))


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


def forget(writer: Writer, item: Product) -> None:
    """Remove a product with the prices promised for it; lines of orders stay, and are of no product."""
    for (number,) in writer.all("select id from order_lines where product_id = ?", (item.id,)):
        writer.update("order_lines", number, {"product_id": None})
    for table in ("product_prices", "external_keys"):
        for (number,) in writer.all(f"select id from {table} where product_id = ?", (item.id,)):  # noqa: S608
            writer.delete(table, number)
    writer.delete("products", item.id)


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
