"""Packing (包装): cartons by pieces, weights and measurement of lines and of the whole order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from tradedesk.domain.order import OrderLine
from tradedesk.domain.reason import Reason, because

_NONE = Decimal(0)


def cartons_for(quantity: Decimal, pieces_per_carton: Decimal | None) -> int | None:
    """How many cartons a quantity fills: the last, half-empty one is a carton too. None where the packing is unknown.

    >>> cartons_for(Decimal(101), Decimal(25))
    5
    """
    if pieces_per_carton is None or pieces_per_carton <= 0:
        return None
    return int((quantity / pieces_per_carton).to_integral_value(ROUND_CEILING))


@dataclass(frozen=True)
class Packed:
    """Cartons, kilograms and cubic metres together.

    ``without`` counts the lines that lack a figure: a total over them would be too low, and says so.
    """

    cartons: int = 0
    net_weight: Decimal = _NONE
    gross_weight: Decimal = _NONE
    cbm: Decimal = _NONE
    without: int = 0


def packed(line: OrderLine) -> Packed:
    """One line's cartons with their weights and measurement."""
    if line.cartons is None:
        return Packed(without=1)
    net, gross, cbm = (each if each is not None else _NONE for each in (line.net_weight, line.gross_weight, line.cbm))
    lacking = None in (line.net_weight, line.gross_weight, line.cbm)
    return Packed(line.cartons, net * line.cartons, gross * line.cartons, cbm * line.cartons, int(lacking))


def packed_together(lines: Iterable[OrderLine]) -> Packed:
    """All lines that were ordered together; a line without a quantity is not packed."""
    found = [packed(line) for line in lines if line.quantity > 0]
    return Packed(
        sum(each.cartons for each in found),
        sum((each.net_weight for each in found), _NONE),
        sum((each.gross_weight for each in found), _NONE),
        sum((each.cbm for each in found), _NONE),
        sum(each.without for each in found),
    )


def remarks(line: OrderLine) -> tuple[Reason, ...]:
    """What to look at: a gross weight below the net one, a last carton that is not full."""
    found: list[Reason] = []
    item = line.product_code or line.description
    if line.net_weight is not None and line.gross_weight is not None and line.gross_weight < line.net_weight:
        told = {"net": f"{line.net_weight:f}", "gross": f"{line.gross_weight:f}"}
        found.append(because("gross-below-net", item=item, **told))
    over = line.quantity % line.pieces_per_carton if line.pieces_per_carton else _NONE
    if over and line.cartons == cartons_for(line.quantity, line.pieces_per_carton):
        per = f"{line.pieces_per_carton:f}"
        found.append(because("last-carton-not-full", item=item, pieces=f"{over:f}", per_carton=per))
    return tuple(found)
