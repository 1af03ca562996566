"""One row of a list of receipts, checked."""

from __future__ import annotations

from decimal import Decimal

from tradedesk.domain.import_cells import RowCells
from tradedesk.domain.import_rows import ReceiptRow
from tradedesk.domain.money import money
from tradedesk.domain.reason import because
from tradedesk.domain.table import Severity


def read_receipt(cells: RowCells) -> ReceiptRow:
    """The row as a receipt; without a day, an amount, a customer or an order it is left out, each told."""
    party, order = cells.key("party_key"), cells.key("order_key")
    if not party and not order:
        cells.needed("order_key")
    cells.needed("received_on")
    cells.needed("amount")
    day = cells.day("received_on")
    if day is None:
        cells.dropped = True
    found = cells.amount("amount", Severity.ROW)
    currency = cells.currency() or (found.currency if found else "") or cells.options.currency
    amount = found.number if found else Decimal(0)
    if found and found.currency not in ("", currency):
        told = because("currency-differs", value=found.currency, currency=currency)
        cells.tell("amount", told, Severity.ROW)
    elif money(amount, currency).amount != amount or (found and not amount):
        cells.tell("amount", because("amount-not-exact", value=cells.text("amount"), currency=currency), Severity.ROW)
    return ReceiptRow(
        line=cells.line,
        key=cells.key("key", Severity.VALUE),
        party_key=party,
        order_key=order,
        received_on=day,
        amount=amount,
        currency=currency,
        charges=_number(cells, "charges") or Decimal(0),
        rate=_number(cells, "rate"),
        bank_ref=cells.key("bank_ref", Severity.VALUE),
        instalment=_place(cells),
        share=_number(cells, "share"),
        notes=cells.text("notes"),
    )


def _number(cells: RowCells, field: str) -> Decimal | None:
    found = cells.amount(field, Severity.ROW)
    return found.number if found else None


def _place(cells: RowCells) -> int:
    text = cells.key("instalment", Severity.VALUE)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
