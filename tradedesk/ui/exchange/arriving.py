"""The first rows of a list as they will arrive: days, numbers and countries as they were understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tradedesk.services.exchange import ListKind, Preview
from tradedesk.ui.exchange import words
from tradedesk.ui.wording import formats, tr

_PRICES = frozenset({"unit_price", "freight"})


def first_rows(seen: Preview) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Headings and cells; the file's own as long as nothing says what they are."""
    if seen.kind is None or seen.refused or not seen.first:
        return seen.header, seen.rows
    labels = {field.name: words.label(field) for field in seen.fields}
    names = [name for name in seen.mapping.values() if name in labels]
    header = [labels[name] for name in names]
    rows = [[_cell(row, name) for name in names] for row in seen.first]
    if seen.kind is ListKind.PARTIES:
        header.append(tr("Time zone"))
        rows = [[*cells, _zone(row)] for cells, row in zip(rows, seen.first, strict=True)]
    return header, rows


def _zone(row: Any) -> str:
    return tr("ask for the city") if row.zone_question else row.zone.rpartition("/")[2].replace("_", " ")


def _cell(row: Any, name: str) -> str:
    value = getattr(row, name)
    if name in ("country", "ship_country"):
        written = getattr(row, f"{name}_text")
        return f"{written} ({value})" if value and written != value else written
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Decimal):
        return _number(value, name, row)
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value or "")


def _number(value: Decimal, name: str, row: Any) -> str:
    if name == "discount_percent":
        return f"{value:f}%" if value else ""
    return f"{row.currency} {value:,f}".strip() if name in _PRICES else f"{value:,f}"
