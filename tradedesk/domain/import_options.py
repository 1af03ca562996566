"""How a list writes its numbers and days: said once for the whole list, never guessed row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tradedesk.domain.cells import clean_cell, day_order_of, decimal_sign_of, parse_number
from tradedesk.domain.party import PartyKind
from tradedesk.domain.table import Table

_NUMBERS = frozenset({"freight", "quantity", "unit_price", "discount_percent", "amount", "charges", "rate", "share"})
_DAYS = frozenset({"ordered_on", "required_on", "shipped_on", "received_on"})
_PRICES = frozenset({"freight", "unit_price", "amount"})


#: What happens to parties that are there already: left as they are, empty fields filled, or brought up to date.
LEAVE, FILL, UPDATE = "leave", "fill", "update"


@dataclass(frozen=True)
class Options:
    """What the user can set for a list besides its columns.

    ``decimal`` is "." or ",", ``day_order`` "dmy", "mdy" or "ymd", ``discount_as`` "fraction" (0.25) or "percent"
    (25); "" means that the list does not tell, and cells that depend on it become problems. ``currency`` (ISO 4217)
    holds where no cell names one. ``party_kind`` is what the parties of a list of parties are. Orders shipped more
    than ``close_after_days`` days ago are finished; 0 leaves them running. ``existing`` is LEAVE, FILL or UPDATE.
    """

    decimal: str = ""
    day_order: str = ""
    discount_as: str = ""
    currency: str = "USD"
    party_kind: PartyKind = PartyKind.CUSTOMER
    existing: str = LEAVE
    close_after_days: int = 180


def suggest_options(
    table: Table, mapping: Mapping[int, str], base: Options, currencies: frozenset[str] = frozenset()
) -> Options:
    """Return ``base`` with what the list's own cells prove: all that show a way of writing show the same one.

    ``currencies`` are the codes that may stand in a price's heading: "Unit price (EUR)".
    """
    numbers = list(_cells(table, mapping, _NUMBERS))
    decimal = base.decimal or _agreed(numbers, decimal_sign_of)
    return replace(
        base,
        decimal=decimal,
        day_order=base.day_order or _agreed(_cells(table, mapping, _DAYS), day_order_of),
        discount_as=base.discount_as or _discount_as(_cells(table, mapping, {"discount_percent"}), decimal),
        currency=_heading_currency(table, mapping, currencies) or base.currency,
    )


def _cells(table: Table, mapping: Mapping[int, str], fields: Iterable[str]) -> Iterable[str]:
    wanted = set(fields)
    columns = [column for column, field in mapping.items() if field in wanted]
    if not columns:
        return ()
    return (cell for row in table.rows for column in columns if (cell := clean_cell(row[column])))


def _agreed(cells: Iterable[str], shown: Callable[[str], str]) -> str:
    ways = {way for cell in cells if (way := shown(cell))}
    return ways.pop() if len(ways) == 1 else ""


def _discount_as(cells: Iterable[str], decimal: str) -> str:
    """A column that never exceeds 1 and has parts of 1 is in fractions; one that exceeds 1 is in percent."""
    numbers = [number for cell in cells if isinstance(number := parse_number(cell.rstrip("%％ "), decimal), Decimal)]
    if any(number > 1 for number in numbers):
        return "percent"
    return "fraction" if any(0 < number < 1 for number in numbers) else ""


def _heading_currency(table: Table, mapping: Mapping[int, str], currencies: frozenset[str]) -> str:
    named = {
        code
        for column, field in mapping.items()
        if field in _PRICES
        for code in re.findall(r"\b[A-Z]{3}\b", table.header[column])
        if code in currencies
    }
    return named.pop() if len(named) == 1 else ""
