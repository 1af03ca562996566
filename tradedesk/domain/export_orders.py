"""Orders, lines and receipts as tables that can be brought in again as they lie (G2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tradedesk.domain.country import folded
from tradedesk.domain.import_fields import ListKind, fields_of
from tradedesk.domain.party import PostalAddress
from tradedesk.domain.receipts import Receipt, plain_rate

Cell = str | int | Decimal | None
#: What stands beside an order's own fields, for the reader: it is not brought in again.
BESIDE = ("summary", "order_stage", "order_total", "order_open")


def order_columns() -> tuple[str, ...]:
    """The fields of a list of orders, and what is told beside."""
    return (*(each.name for each in fields_of(ListKind.ORDERS)), *BESIDE)


def columns_of(kind: ListKind) -> tuple[str, ...]:
    """The fields of a list of lines or receipts, in the order in which they can be brought in again."""
    return tuple(each.name for each in fields_of(kind))


def written(number: Decimal) -> str:
    """A number that reads in one way only: with three places a point could part thousands, so a zero is added.

    >>> written(Decimal("14.00")), written(Decimal("1.005")), written(Decimal("1E+3"))
    ('14.00', '1.0050', '1000')
    """
    text = f"{number:f}"
    return text + "0" if len(text.partition(".")[2]) == 3 else text


def ship_fields(text: str, places: Sequence[PostalAddress]) -> dict[str, str]:
    """Where goods go, as the fields of a list: the lines of the shipment, read by the party's place that they name.

    A text that names none of them keeps its first line as the name and the rest as the street.
    """
    lines = text.splitlines()
    if not lines:
        return {}
    for place in places:
        town = " ".join(part for part in (place.postal_code, place.city) if part)
        for at in range(min(2, len(lines))):
            tail = lines[at:]
            if len(tail) > 1 and folded(tail[0]) == folded(place.street) and folded(tail[1]) == folded(town):
                return _read(lines, at, place)
    name, *rest = lines
    return {"ship_name": name, "ship_street": ", ".join(rest)}


def _read(lines: Sequence[str], at: int, place: PostalAddress) -> dict[str, str]:
    found = {"ship_name": lines[0] if at else "", "ship_street": lines[at]}
    town, rest = lines[at + 1], lines[at + 2 :]
    words = place.postal_code.count(" ") + 1 if place.postal_code else 0
    parts = town.split(" ")
    found |= {"ship_postal_code": " ".join(parts[:words]), "ship_city": " ".join(parts[words:])}
    if len(rest) > 1:
        found["ship_region"] = rest[0]
    if rest:
        found["ship_country"] = rest[-1]
    return found


def receipt_rows(receipt: Receipt, party_key: str, positions: dict[int, int]) -> Iterator[dict[str, Cell]]:
    """One row a share; one that pays nothing has one row. ``positions`` are the places of instalments by number."""
    base: dict[str, Cell] = {
        "key": f"R{receipt.id}",
        "party_key": party_key,
        "received_on": receipt.received_on.isoformat(),
        "amount": receipt.amount.amount,
        "currency": receipt.amount.currency,
        "charges": receipt.charges.amount if receipt.charges.minor else "",
        "rate": plain_rate(receipt.rate),
        "bank_ref": receipt.bank_ref,
        "notes": receipt.note,
    }
    if not receipt.shares:
        yield base
    for share in receipt.shares:
        yield {
            **base,
            "order_key": share.order_number,
            "instalment": positions[share.instalment_id],
            "share": share.amount.amount,
        }
