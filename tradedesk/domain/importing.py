"""Bringing in a list (导入): from a table to parties, orders, lines and products, with every problem by row.

Nothing is guessed: a cell that cannot be read is a problem with its line, its column and the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from tradedesk.domain.cells import Amount, parse_number
from tradedesk.domain.country import Cities, Countries
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.import_cells import Places, RowCells
from tradedesk.domain.import_fields import FIELDS, Field, Guess, ListKind, fields_of, guess_kind, recognise
from tradedesk.domain.import_options import Options, suggest_options
from tradedesk.domain.import_party import read_party
from tradedesk.domain.import_problems import Problems
from tradedesk.domain.import_receipt import read_receipt
from tradedesk.domain.import_rows import LineRow, OrderRow, PartyRow, ProductRow, ReceiptRow, Row
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.table import RowProblem, Severity, Table

__all__ = [
    "FIELDS",
    "Cancelled",
    "Checked",
    "Field",
    "Guess",
    "LineRow",
    "ListKind",
    "Options",
    "OrderRow",
    "PartyRow",
    "Problems",
    "ProductRow",
    "ReceiptRow",
    "Row",
    "RowProblem",
    "Severity",
    "Table",
    "check_lines",
    "check_list",
    "check_orders",
    "check_parties",
    "check_products",
    "each_row",
    "fields_of",
    "guess_kind",
    "missing_columns",
    "recognise",
    "suggest_options",
    "without_unknown",
]

R = TypeVar("R")
_Key = Callable[[R], str]
#: Asked every few hundred rows while a list is checked; True ends it with RuleSaysNo ``list-cancelled``.
Cancelled = Callable[[], bool] | None
_ASK_EVERY = 100


@dataclass(frozen=True)
class Checked(Generic[R]):
    """What of a list can be brought in, and every problem in the order of the lines (those of the reading too)."""

    rows: tuple[R, ...]
    problems: tuple[RowProblem, ...]

    @property
    def refused(self) -> bool:
        """Whether the whole list cannot be brought in as it is."""
        return any(problem.severity is Severity.LIST for problem in self.problems)


def check_parties(
    table: Table,
    mapping: Mapping[int, str],
    options: Options,
    countries: Countries,
    cities: Cities,
    *,
    cancelled: Cancelled = None,
) -> Checked[PartyRow]:
    """Check a list of parties. The options say which kind they are."""
    places = Places(countries, cities)
    return _check(table, mapping, ListKind.PARTIES, options, places, read_party, lambda row: row.code, cancelled)


def check_orders(
    table: Table,
    mapping: Mapping[int, str],
    options: Options,
    countries: Countries,
    cities: Cities,
    *,
    cancelled: Cancelled = None,
) -> Checked[OrderRow]:
    """Check a list of orders; whether their customers are there is asked of `without_unknown`."""
    places = Places(countries, cities)
    return _check(table, mapping, ListKind.ORDERS, options, places, _order, lambda row: row.key, cancelled)


def check_lines(
    table: Table,
    mapping: Mapping[int, str],
    options: Options,
    countries: Countries,
    cities: Cities,
    *,
    cancelled: Cancelled = None,
) -> Checked[LineRow]:
    """Check a list of order lines; whether their orders are there is asked of `without_unknown`."""
    places = Places(countries, cities)
    return _check(table, mapping, ListKind.LINES, options, places, _line, None, cancelled)


def check_products(
    table: Table,
    mapping: Mapping[int, str],
    options: Options,
    countries: Countries,
    cities: Cities,
    *,
    cancelled: Cancelled = None,
) -> Checked[ProductRow]:
    """Check a list of products."""
    places = Places(countries, cities)
    return _check(table, mapping, ListKind.PRODUCTS, options, places, _product, lambda row: row.key, cancelled)


def check_list(
    table: Table,
    mapping: Mapping[int, str],
    kind: ListKind,
    options: Options,
    countries: Countries,
    cities: Cities,
    *,
    cancelled: Cancelled = None,
) -> Checked[PartyRow] | Checked[OrderRow] | Checked[LineRow] | Checked[ProductRow]:
    """Check a list of any kind. ``mapping`` says which column (0 is the first) is which field."""
    if kind is ListKind.PARTIES:
        return check_parties(table, mapping, options, countries, cities, cancelled=cancelled)
    if kind is ListKind.ORDERS:
        return check_orders(table, mapping, options, countries, cities, cancelled=cancelled)
    if kind is ListKind.LINES:
        return check_lines(table, mapping, options, countries, cities, cancelled=cancelled)
    return check_products(table, mapping, options, countries, cities, cancelled=cancelled)


def without_unknown(checked: Checked[R], key: _Key[R], known: Collection[str], field: str) -> Checked[R]:
    """Leave out the rows whose key is not among ``known``: orders without their customer, lines without their order.

    ``field`` is the field that refers ("party_key", "order_key"), for the sentence.
    """
    kept: list[R] = []
    problems = list(checked.problems)
    for row in checked.rows:
        if key(row) in known:
            kept.append(row)
        else:
            line = int(getattr(row, "line", 0))
            problems.append(
                RowProblem(line, because("reference-unknown", field=field, value=key(row)), Severity.ROW, "", key(row))
            )
    return Checked(tuple(kept), _in_order(problems))


def _in_order(problems: Iterable[RowProblem]) -> tuple[RowProblem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line))


def missing_columns(mapping: Mapping[int, str], kind: ListKind) -> list[RowProblem]:
    """Return one problem for each field that the list cannot do without and no column is."""
    fields = set(mapping.values())
    wanted = [field.name for field in FIELDS[kind] if field.required and field.name not in fields]
    if kind is ListKind.LINES and not fields & {"product_key", "description"}:
        wanted.append("product_key")
    return [RowProblem(1, because("column-missing", field=name, list=kind.value), Severity.LIST) for name in wanted]


def _check(
    table: Table,
    mapping: Mapping[int, str],
    kind: ListKind,
    options: Options,
    places: Places,
    reading: Callable[[RowCells], R],
    key: _Key[R] | None,
    cancelled: Cancelled,
) -> Checked[R]:
    problems = Problems([*missing_columns(mapping, kind), *table.problems])
    rows = tuple(_each(table, mapping, options, places, reading, key, problems, cancelled))
    return Checked(rows, problems.in_order())


def each_row(
    table: Table,
    mapping: Mapping[int, str],
    kind: ListKind,
    options: Options,
    countries: Countries,
    cities: Cities,
    problems: Problems,
    *,
    cancelled: Cancelled = None,
) -> Iterator[Row]:
    """Check a list row by row: what can be brought in, its problems told to ``problems`` (the reading's own are there).

    Parties whose key stands in several rows are given each time: they may be more people of the same company.
    """
    places = Places(countries, cities)
    reading, key = _READING[kind]
    return _each(table, mapping, options, places, reading, key, problems, cancelled)


def _each(
    table: Table,
    mapping: Mapping[int, str],
    options: Options,
    places: Places,
    reading: Callable[[RowCells], R],
    key: _Key[R] | None,
    problems: Problems,
    cancelled: Cancelled,
) -> Iterator[R]:
    if problems.refused:
        return
    columns: dict[str, tuple[int, ...]] = {}
    for column, field in sorted(mapping.items()):
        columns[field] = (*columns.get(field, ()), column)
    first_lines: dict[str, int] = {}
    for index, (line, cells) in enumerate(zip(table.line_numbers, table.rows, strict=True)):
        if cancelled is not None and index % _ASK_EVERY == 0 and cancelled():
            raise RuleSaysNo("list-cancelled", "file")
        row_cells = RowCells(line, cells, columns, table.header, options, places, problems)
        row = reading(row_cells)
        if row_cells.dropped:
            continue
        own_key = key(row) if key else ""
        if own_key and first_lines.setdefault(own_key, line) != line:
            told = because("key-twice", key=own_key, line=str(first_lines[own_key]))
            problems.append(RowProblem(line, told, Severity.ROW, "", own_key))
            continue
        yield row


def _order(cells: RowCells) -> OrderRow:
    currency = cells.currency() or cells.options.currency
    freight = cells.amount("freight", Severity.VALUE)
    if freight and freight.currency not in ("", currency):
        told = because("currency-differs", value=freight.currency, currency=currency)
        cells.tell("freight", told, Severity.VALUE)
        freight = None
    ordered, shipped = cells.day("ordered_on"), cells.day("shipped_on")
    if ordered and shipped and shipped < ordered:
        told = because("shipped-before-ordered", ordered=ordered.isoformat(), shipped=shipped.isoformat())
        cells.tell("shipped_on", told, Severity.NOTE)
    country = cells.country("ship_country")
    return OrderRow(
        line=cells.line,
        key=cells.needed_key("key"),
        party_key=cells.needed_key("party_key"),
        currency=currency,
        ordered_on=ordered,
        required_on=cells.day("required_on"),
        shipped_on=shipped,
        forwarder_key=cells.key("forwarder_key", Severity.VALUE),
        freight=freight.number if freight else None,
        buyer_ref=cells.key("buyer_ref", Severity.VALUE),
        ship_name=cells.text("ship_name"),
        ship_street=cells.text("ship_street", ", "),
        ship_city=cells.text("ship_city"),
        ship_region=cells.text("ship_region"),
        ship_postal_code=cells.key("ship_postal_code", Severity.VALUE),
        ship_country_text=cells.text("ship_country"),
        ship_country=country.code if country else "",
        incoterm=cells.text("incoterm"),
        payment_terms=cells.text("payment_terms"),
        notes=cells.block("notes"),
        charges=_charges(cells),
    )


def _charges(cells: RowCells) -> tuple[tuple[str, Decimal], ...]:
    """ "mould: 500; insurance: 75.20": each with what it is for; what has no sum is left out and told."""
    found = []
    for part in cells.block("other_charges").replace("\n", ";").split(";"):
        label, _, text = part.rpartition(":")
        number = parse_number(text.strip(), cells.options.decimal) if text.strip() else None
        if isinstance(number, Decimal) and label.strip():
            found.append((label.strip(), number))
        elif part.strip():
            cells.tell("other_charges", because("charge-not-read", value=part.strip()), Severity.VALUE)
    return tuple(found)


def _line(cells: RowCells) -> LineRow:
    product, description = cells.key("product_key"), cells.text("description")
    if not product and not description:
        cells.needed("product_key")
    cells.needed("unit_price")
    price, currency = _price(cells, Severity.ROW)
    origin = cells.country("origin")
    return LineRow(
        line=cells.line,
        order_key=cells.needed_key("order_key"),
        product_key=product,
        quantity=cells.quantity("quantity"),
        unit_price=price if price is not None else Decimal(0),
        currency=currency,
        discount_percent=_discount(cells),
        description=description,
        unit=cells.text("unit"),
        specification=cells.block("specification"),
        description_local=cells.text("description_local"),
        hs_code=cells.hs_code("hs_code"),
        origin=origin.code if origin else "",
        pieces_per_carton=cells.measure("pieces_per_carton"),
        cartons=cells.whole("cartons"),
        net_weight=cells.measure("net_weight"),
        gross_weight=cells.measure("gross_weight"),
        cbm=cells.measure("cbm"),
        note=cells.block("note"),
    )


def _price(cells: RowCells, severity: Severity) -> tuple[Decimal | None, str]:
    """The unit price and its currency: the cell's own, else the row's, else the list's."""
    currency = cells.currency()
    price: Amount | None = cells.amount("unit_price", severity)
    if price and currency and price.currency not in ("", currency):
        cells.tell("unit_price", because("currency-differs", value=price.currency, currency=currency), severity)
        return None, currency
    named = currency or (price.currency if price else "") or cells.options.currency
    return (price.number if price else None), named


def _discount(cells: RowCells) -> Decimal:
    text = cells.text("discount_percent")
    if not text:
        return Decimal(0)
    found = _percent(text, cells.options)
    if isinstance(found, Decimal):
        return found
    cells.tell("discount_percent", found, Severity.ROW)
    return Decimal(0)


def _percent(text: str, options: Options) -> Decimal | Reason:
    """A discount in percent: "15%" says it itself, otherwise the list's way of writing decides."""
    number = parse_number(text.rstrip("%％ "), options.decimal)
    if isinstance(number, Reason):
        return number
    as_percent = "percent" if text.endswith(("%", "％")) or number > 1 else options.discount_as
    if options.discount_as == "fraction" and number > 1 and not text.endswith(("%", "％")):
        return because("discount-out-of-range", value=text, expected="0…1")
    if not as_percent and number != 0:
        return because("discount-ambiguous", value=text)
    percent = number * 100 if as_percent == "fraction" else number
    if not 0 <= percent <= 100:
        return because("discount-out-of-range", value=text, expected="0…100")
    return Decimal(f"{percent.normalize():f}")


def _product(cells: RowCells) -> ProductRow:
    price, currency = _price(cells, Severity.VALUE)
    return ProductRow(
        line=cells.line,
        key=cells.key("key"),
        name=cells.needed("name"),
        currency=currency,
        supplier_key=cells.key("supplier_key", Severity.VALUE),
        packing=cells.text("packing"),
        unit=cells.text("unit"),
        unit_price=price,
        hs_code=cells.key("hs_code", Severity.VALUE),
        specification=cells.block("specification"),
        notes=cells.block("notes"),
    )


_READING: Mapping[ListKind, tuple[Callable[[RowCells], Any], _Key[Any] | None]] = {
    ListKind.PARTIES: (read_party, None),
    ListKind.ORDERS: (_order, lambda row: row.key),
    ListKind.LINES: (_line, None),
    ListKind.PRODUCTS: (_product, lambda row: row.key),
    ListKind.RECEIPTS: (read_receipt, None),
}
