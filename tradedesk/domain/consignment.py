"""What of an order goes with which shipment (分批装运): quantities by line, what remains, and never a piece lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.order import OrderLine
from tradedesk.domain.reason import Reason, because

_NONE = Decimal(0)

#: Quantities by line number.
Quantities = Mapping[int, Decimal]


class LineStand(NamedTuple):
    """How a line stands: ordered, with some shipment, and left; ``over`` is what goes beyond the order."""

    line: OrderLine
    assigned: Decimal
    left: Decimal
    over: Decimal
    #: The most that the order's tolerance lets through.
    most: Decimal


def whole(lines: Iterable[OrderLine]) -> dict[int, Decimal]:
    """Everything that was ordered: what an only shipment carries as long as nobody says otherwise."""
    return {line.id: line.quantity for line in lines if line.quantity > 0}


def carried(
    lines: Sequence[OrderLine], shipments: Sequence[int], noted: Mapping[int, Quantities]
) -> dict[int, dict[int, Decimal]]:
    """Quantities by shipment and line. The only shipment of an order, with nothing noted, carries the whole of it."""
    if len(shipments) == 1 and not noted.get(shipments[0]):
        return {shipments[0]: whole(lines)}
    known = {line.id for line in lines}
    return {
        each: {line: quantity for line, quantity in noted.get(each, {}).items() if quantity and line in known}
        for each in shipments
    }


def stands(lines: Iterable[OrderLine], shares: Iterable[Quantities], tolerance: Decimal = _NONE) -> list[LineStand]:
    """How each line stands; ``tolerance`` is the percent by which more may be shipped (溢短装)."""
    given = [dict(each) for each in shares]
    found = []
    for line in lines:
        assigned = sum((each.get(line.id, _NONE) for each in given), _NONE)
        left, over = max(line.quantity - assigned, _NONE), max(assigned - line.quantity, _NONE)
        most = line.quantity + line.quantity * tolerance / 100
        found.append(LineStand(line, assigned, left, over, most))
    return found


def remarks(found: Iterable[LineStand]) -> tuple[Reason, ...]:
    """What has to be said: more than was ordered, beyond the tolerance or within it."""
    said = []
    for each in found:
        if each.over:
            code = "ships-over" if each.assigned > each.most else "ships-within-tolerance"
            said.append(because(
                code, line=each.line.description, over=plain(each.over), unit=each.line.unit,
                ordered=plain(each.line.quantity), assigned=plain(each.assigned),
            ))  # fmt: skip
    return tuple(said)


def parted(source: Quantities, moved: Quantities) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """Move quantities from one shipment to another: what stays and what goes; together they are the source.

    Raises RuleSaysNo (field "quantity"): "split-nothing" when nothing moves, "split-too-much" (left) when more is to
    move than is there, "split-everything" when nothing would stay.
    """
    goes: dict[int, Decimal] = {}
    for line, quantity in moved.items():
        there = source.get(line, _NONE)
        if quantity < 0 or quantity > there:
            raise RuleSaysNo("split-too-much", "quantity", left=plain(there), asked=plain(quantity), line=line)
        if quantity:
            goes[line] = quantity
    if not goes:
        raise RuleSaysNo("split-nothing", "quantity")
    stays = {line: quantity - goes.get(line, _NONE) for line, quantity in source.items()}
    stays = {line: quantity for line, quantity in stays.items() if quantity}
    if not stays:
        raise RuleSaysNo("split-everything", "quantity")
    return stays, goes


def joined(one: Quantities, other: Quantities) -> dict[int, Decimal]:
    """Both together: what a shipment carries after another one was taken back into it."""
    return {line: one.get(line, _NONE) + other.get(line, _NONE) for line in {**one, **other}}


def plain(quantity: Decimal) -> str:
    """A quantity without needless zeros, never in powers of ten."""
    text = f"{quantity:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
