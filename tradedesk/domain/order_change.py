"""Changes of an order after it was offered or confirmed (F1): what changed, from what to what, and what it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from tradedesk.domain.ids import MessageId, OrderId, PointId
from tradedesk.domain.money import Money
from tradedesk.domain.order import Order, OrderCharge, OrderFile, OrderLine, Stage


class Concerns(StrEnum):
    """What a change is about."""

    QUANTITY = "quantity"
    PRICE = "price"
    DATE = "date"
    TERMS = "terms"
    GOODS = "goods"


#: What of an order's head is agreed with the customer.
HEAD: Mapping[str, Concerns] = {
    "currency": Concerns.PRICE,
    "freight": Concerns.PRICE,
    "delivery_on": Concerns.DATE,
    "lead_time": Concerns.DATE,
    "lc_latest_shipment": Concerns.DATE,
    "lc_expiry": Concerns.DATE,
    "payment_terms": Concerns.TERMS,
    "incoterm": Concerns.TERMS,
    "incoterm_place": Concerns.TERMS,
    "mode": Concerns.TERMS,
    "port_loading": Concerns.TERMS,
    "port_discharge": Concerns.TERMS,
    "tolerance_percent": Concerns.TERMS,
    "lc_presentation_days": Concerns.TERMS,
    "shipping_marks": Concerns.GOODS,
}
#: What is told although nothing stood there before: the customer plans by it from the day on which it is named.
RELIED_ON = frozenset({"delivery_on"})
#: What of a line is agreed.
LINE: Mapping[str, Concerns] = {
    "description": Concerns.GOODS,
    "specification": Concerns.GOODS,
    "quantity": Concerns.QUANTITY,
    "unit": Concerns.QUANTITY,
    "unit_price": Concerns.PRICE,
    "discount_percent": Concerns.PRICE,
    "pieces_per_carton": Concerns.GOODS,
}
#: A whole line or charge that came or went.
WHOLE = {"line": Concerns.QUANTITY, "charge": Concerns.PRICE}


class Change(NamedTuple):
    """One thing that changed. ``before`` and ``after`` are exact: decimals, ISO days, words; empty for nothing.

    ``row`` is the number of the line or charge, ``item`` what it is called; of the head both are empty.
    """

    field: str
    before: str
    after: str
    row: int = 0
    item: str = ""

    @property
    def concerns(self) -> Concerns:
        """What it is about."""
        return {**HEAD, **LINE, **WHOLE}[self.field]


@dataclass(frozen=True)
class OrderVersion:
    """变更: one version of an order. ``at`` is UTC; who agreed to it, by which medium, on which day, in which message.

    A version of a confirmed order has a point to confirm (F1); one of an offer has none: it is a revised offer.
    """

    id: int
    order_id: OrderId
    number: int
    at: datetime
    changes: tuple[Change, ...]
    agreed_by: str = ""
    medium: str = ""
    agreed_on: date | None = None
    message_id: MessageId | None = None
    point_id: PointId | None = None
    confirmed_by: MessageId | None = None
    version: int = 1

    @property
    def to_confirm(self) -> bool:
        """Whether a written confirmation is still owed (F1)."""
        return self.point_id is not None and self.confirmed_by is None


def is_offered(order: Order) -> bool:
    """Whether the customer has an offer that a change revises."""
    return order.stage is Stage.QUOTED


def is_agreed(order: Order) -> bool:
    """Whether the order is confirmed, so that every change of it must be confirmed in writing (F1)."""
    return order.stage not in (Stage.INQUIRY, Stage.QUOTED, Stage.CANCELLED)


def difference(before: OrderFile, after: OrderFile) -> tuple[Change, ...]:
    """What changed of what was agreed. What was empty before was not agreed: to fill it in is no change.

    The delivery date of a confirmed order is one even then: it binds.
    """
    first = RELIED_ON if is_agreed(before.order) else frozenset()
    found = [
        Change(name, old, new)
        for name in HEAD
        if (old := _text(getattr(before.order, name))) != (new := _text(getattr(after.order, name)))
        and (old or name in first)
    ]
    found += _of_lines({line.id: line for line in before.lines}, {line.id: line for line in after.lines})
    found += _of_charges({each.id: each for each in before.charges}, {each.id: each for each in after.charges})
    return tuple(found)


def merged(earlier: Sequence[Change], later: Iterable[Change], after: OrderFile) -> tuple[Change, ...]:
    """Two changes in a row as one: from the first value to the last; what went back to where it was is no change."""
    found = {(each.field, each.row): each for each in earlier}
    lines = {line.id: line for line in after.lines}
    for each in earlier:
        if each.field == "line" and each.row in lines:  # a line that came is told as it stands now
            line = lines[each.row]
            found["line", each.row] = each._replace(after=_summary(line), item=_name(line) or each.item)
    for each in later:
        if each.field in LINE and ("line", each.row) in found:
            continue
        known = found.get((each.field, each.row))
        if each.field == "line":
            each = _with_first_values(each, found)
        found[each.field, each.row] = each if known is None else each._replace(before=known.before)
    return tuple(each for each in found.values() if each.before != each.after)


def _of_lines(old: Mapping[int, OrderLine], new: Mapping[int, OrderLine]) -> list[Change]:
    found: list[Change] = []
    for number in sorted({*old, *new}):
        was, now = old.get(number), new.get(number)
        before, after = _summary(was), _summary(now)
        item = _name(now if now is not None and _name(now) else was)
        if before and after and was is not None and now is not None:
            found += [
                Change(name, first, last, number, item)
                for name in LINE
                if (first := _text(getattr(was, name))) != (last := _text(getattr(now, name))) and first
            ]
        elif before != after:
            found.append(Change("line", before, after, number, item))
    return found


def _of_charges(old: Mapping[int, OrderCharge], new: Mapping[int, OrderCharge]) -> list[Change]:
    found: list[Change] = []
    for number, charge in sorted({**old, **new}.items()):
        before, after = (_text(each[number].amount) if number in each else "" for each in (old, new))
        if before != after:
            found.append(Change("charge", before, after, number, charge.label))
    return found


def _with_first_values(gone: Change, found: dict[tuple[str, int], Change]) -> Change:
    """A line that was changed first and removed then had its first values, not those in between."""
    values = [found.pop((name, gone.row)) for name in LINE if (name, gone.row) in found]
    parts = _parts(gone.before)
    for each in values:
        if each.field in parts:
            parts[each.field] = each.before
    return gone._replace(before=" ".join(parts.values())) if values and parts else gone


def _summary(line: OrderLine | None) -> str:
    """A line in short: quantity, unit and price; empty for a line of which nothing was ordered."""
    if line is None or line.quantity == 0:
        return ""
    return f"{_text(line.quantity) or '0'} {line.unit or '-'} {_text(line.unit_price) or '0'}"


def _parts(summary: str) -> dict[str, str]:
    words = summary.split(" ")
    if len(words) < 3:
        return {}
    return {"quantity": words[0], "unit": " ".join(words[1:-1]), "unit_price": words[-1]}


def _name(line: OrderLine | None) -> str:
    return "" if line is None else line.description or line.product_code


def _text(value: object) -> str:
    """A value as it is kept; zero of a decimal is nothing."""
    if isinstance(value, Decimal):
        return "" if value == 0 else f"{value.normalize():f}"
    if isinstance(value, Money):
        return f"{value.amount:f}" if value.minor else ""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
