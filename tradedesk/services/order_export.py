"""Orders, lines and receipts written to a file: a workbook of three sheets, or a CSV of one of them (G2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from tradedesk.domain import export_orders
from tradedesk.domain.export_orders import Cell, written
from tradedesk.domain.export_rows import Words
from tradedesk.domain.ids import OrderId
from tradedesk.domain.import_fields import ListKind
from tradedesk.domain.money import Money
from tradedesk.ledger import parties
from tradedesk.ledger import receipts as kept
from tradedesk.ledger.queries import order_export as flat
from tradedesk.runtime.safe_write import written_beside
from tradedesk.services.bench import Bench
from tradedesk.services.customer_export import Progress, Written

if TYPE_CHECKING:
    from tradedesk.integrations.files.sheets_out import Sheet

__all__ = ["OrderForm", "Written", "write_orders"]

#: So many orders are read at a time.
_AT_ONCE = 300


class OrderForm(StrEnum):
    """The forms; of the three tables a CSV holds one."""

    WORKBOOK = "orders-xlsx"
    ORDERS = "orders-csv"
    LINES = "lines-csv"
    RECEIPTS = "receipts-csv"


def write_orders(
    bench: Bench, numbers: Sequence[OrderId], path: Path | str, form: OrderForm, words: Words, *,
    progress: Progress = None,
) -> Written:  # fmt: skip
    """Write these orders; each table can be brought in again as it lies. ``words`` as in ``customer_export.Told``.

    Raises NeighbourFailed disk-full or file-not-writable; what ``progress`` raises leaves no file behind.
    """
    from tradedesk.integrations.files.refusal import not_written
    from tradedesk.integrations.files.sheets_out import write_csv, write_workbook

    target = Path(path)
    sheets = _sheets(bench, numbers, words, progress)
    try:
        with written_beside(target) as part:
            if form is OrderForm.WORKBOOK:
                write_workbook(part, [make() for make in sheets.values()])
            else:
                write_csv(part, sheets[form]())
    except OSError as error:
        raise not_written(target, error) from error
    return Written(str(target), len(numbers), target.stat().st_size)


def _sheets(
    bench: Bench, numbers: Sequence[OrderId], words: Words, progress: Progress
) -> Mapping[OrderForm, Callable[[], Sheet]]:
    from tradedesk.integrations.files.sheets_out import Sheet

    def sheet(name: str, columns: Sequence[str], rows: Iterator[Mapping[str, Cell]]) -> Sheet:
        header = tuple(words("heading", f"{name}.{column}") for column in columns)
        return Sheet(words("sheet", name), header, ([_cell(row.get(column)) for column in columns] for row in rows))

    def parts() -> Iterator[list[OrderId]]:
        for start in range(0, len(numbers), _AT_ONCE):
            if progress is not None:
                progress(start, len(numbers))
            yield list(numbers[start : start + _AT_ONCE])

    kinds = {form: export_orders.columns_of(kind) for form, kind in
             ((OrderForm.LINES, ListKind.LINES), (OrderForm.RECEIPTS, ListKind.RECEIPTS))}  # fmt: skip
    return {
        OrderForm.ORDERS: lambda: sheet("orders", export_orders.order_columns(), _orders(bench, parts(), words)),
        OrderForm.LINES: lambda: sheet("lines", kinds[OrderForm.LINES], _lines(bench, parts())),
        OrderForm.RECEIPTS: lambda: sheet("receipts", kinds[OrderForm.RECEIPTS], _receipts(bench, parts())),
    }


def _cell(value: Cell) -> str | int | None:
    return written(value) if isinstance(value, Decimal) else value


def _orders(bench: Bench, parts: Iterator[list[OrderId]], words: Words) -> Iterator[Mapping[str, Cell]]:
    read = bench.ledger.read
    for some in parts:
        rows = flat.heads(read, some)
        places = flat.places(read, sorted({row["party_id"] for row in rows}))
        charges = flat.charges(read, some)
        for row in rows:
            code = row["currency"]
            freight = "" if row["freight_minor"] is None else Money(row["freight_minor"], code).amount
            yield {
                "key": row["number"], "party_key": row["party_key"], "ordered_on": row["ordered_on"],
                "required_on": row["delivery_on"], "shipped_on": row["shipped_on"],
                "forwarder_key": row["forwarder_key"], "freight": freight, "currency": code,
                "buyer_ref": row["buyer_ref"], "incoterm": f"{row['incoterm']} {row['incoterm_place']}".strip(),
                "other_charges": _charged(charges.get(row["id"], ()), code),
                "payment_terms": row["payment_terms"], "notes": row["notes"], "summary": row["summary"],
                "order_stage": words("stage", row["stage"]), "order_total": Money(row["total_minor"], code).amount,
                "order_open": Money(row["open_minor"] or 0, code).amount,
                **export_orders.ship_fields(row["ship_to"], places.get(row["party_id"], ())),
            }  # fmt: skip


def _charged(charges: Sequence[tuple[str, int]], currency: str) -> str:
    """ "mould: 500.00; insurance: 75.20", as it is read again."""
    return "; ".join(f"{label.replace(';', ',')}: {written(Money(minor, currency).amount)}" for label, minor in charges)


def _lines(bench: Bench, parts: Iterator[list[OrderId]]) -> Iterator[Mapping[str, Cell]]:
    for some in parts:
        for row in flat.lines(bench.ledger.read, some):
            discount = Decimal(row["discount_percent"] or 0)
            yield {
                "order_key": row["number"], "product_key": row["product_code"], "description": row["description"],
                "quantity": Decimal(row["quantity"] or 0), "unit": row["unit"],
                "unit_price": Decimal(row["unit_price"] or 0), "currency": row["currency"],
                "discount_percent": f"{written(discount)}%" if discount else "",
                **{name: row[name] for name in ("specification", "description_local", "hs_code", "origin", "note")},
                "cartons": row["cartons"],
                **{name: Decimal(row[name]) if row[name] else ""
                   for name in ("pieces_per_carton", "net_weight", "gross_weight", "cbm")},
            }  # fmt: skip


def _receipts(bench: Bench, parts: Iterator[list[OrderId]]) -> Iterator[Mapping[str, Cell]]:
    read = bench.ledger.read
    places = flat.instalment_places(read)
    done: set[int] = set()
    for some in parts:
        for number in flat.receipts_of(read, some):
            if number in done:
                continue
            done.add(number)
            receipt = kept.receipt(read, number)
            party = parties.party(read, receipt.party_id)
            yield from export_orders.receipt_rows(receipt, party.code or party.name, places)
