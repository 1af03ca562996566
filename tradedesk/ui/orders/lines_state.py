"""What the card of an order's lines shows, as plain values: cells, packing, charges, totals, and the rounding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tradedesk.domain import packing
from tradedesk.domain.country import Country
from tradedesk.domain.hs_code import shown_hs_code
from tradedesk.domain.money import Money, digits_of
from tradedesk.domain.order import CHARGES, OrderFile, OrderLine
from tradedesk.ui.wording import capital, formats, joined, language, reasons, together, tr, trn
from tradedesk.ui.wording.told import term

#: What stands below the table for the line at hand.
DETAILS = (
    "description_local", "specification", "note", "hs_code", "origin", "pieces_per_carton", "net_weight",
    "gross_weight", "cbm",
)  # fmt: skip
_NUMBERS = frozenset({"quantity", "unit_price", "pieces_per_carton", "net_weight", "gross_weight", "cbm"})


@dataclass(frozen=True)
class ChargeLine:
    """One charge: its name as it is read, and its amount as it is typed."""

    id: int
    name: str
    amount: str


@dataclass(frozen=True)
class LinesState:
    """The lines of one order, ready to be shown."""

    order_id: int
    lines: tuple[OrderLine, ...]
    currency: str
    packed: str
    packed_without: str
    charges: tuple[ChargeLine, ...]
    parts: tuple[tuple[str, str], ...]
    total: str
    rounding: str
    #: Names of the countries that the goods come from, by code.
    origins: Mapping[str, str]


def lines_state(file: OrderFile, countries: Mapping[str, Country]) -> LinesState:
    """Everything the card says of an order's lines; ``countries`` are those that the goods come from."""
    order = file.order
    packed, without = _packed(file.lines)
    return LinesState(
        order_id=order.id,
        lines=file.lines,
        currency=order.currency,
        packed=packed,
        packed_without=without,
        charges=tuple(ChargeLine(each.id, charge(each.label), f"{each.amount.amount:f}") for each in file.charges),
        parts=_parts(file),
        total=formats.money(order.total),
        rounding=_rounding(order.currency),
        origins={code: country.name(language()) for code, country in countries.items()},
    )


def charge(label: str) -> str:
    """ "Insurance"; the user's own words stay."""
    return capital(term("charge", label))


def charge_names() -> dict[str, str]:
    """The charges to offer: what is read, and the code that is kept."""
    return {charge(code): code for code in CHARGES}


def cell(line: OrderLine, field: str) -> str:
    """What a cell shows, as it would be typed."""
    if field == "amount":
        return f"{line.amount.amount:,}"
    if field in ("gross", "volume"):
        found = packing.packed(line)
        total = found.gross_weight if field == "gross" else found.cbm
        return formats.plain_number(f"{total:f}") if total else ""
    value = getattr(line, field)
    if field == "discount_percent":
        text = formats.plain_number(f"{value:f}")
        return "" if text == "0" else f"{text}%"
    if field == "hs_code":
        return shown_hs_code(value)
    if value is None:
        return ""
    return formats.plain_number(f"{value:f}") if field in _NUMBERS else str(value)


def details(line: OrderLine, origins: Mapping[str, str]) -> dict[str, str]:
    """The fields below the table; ``origins`` as in the state."""
    return {field: cell(line, field) for field in DETAILS} | {"origin": origins.get(line.origin, line.origin)}


def remarks(line: OrderLine) -> str:
    """What is to be looked at in a line's packing; empty when all is well."""
    return together(reasons.sentence(each) for each in packing.remarks(line))


def _packed(lines: tuple[OrderLine, ...]) -> tuple[str, str]:
    found = packing.packed_together(lines)
    if not found.cartons:
        return "", ""
    parts = [trn("{n} carton", "{n} cartons", found.cartons)]
    net, gross, cbm = (formats.plain_number(f"{each:,f}") for each in (found.net_weight, found.gross_weight, found.cbm))
    parts += [tr("N.W. {weight} kg", weight=net)] if found.net_weight else []
    parts += [tr("G.W. {weight} kg", weight=gross)] if found.gross_weight else []
    parts += [tr("{volume} m³", volume=cbm)] if found.cbm else []
    missing = trn("{n} line without all its figures", "{n} lines without all their figures", found.without)
    return joined(parts), missing if found.without else ""


def _parts(file: OrderFile) -> tuple[tuple[str, str], ...]:
    """What the total is made of, where it is more than the lines."""
    freight = file.order.freight
    if freight is None and not file.charges:
        return ()
    lines = Money(sum(line.amount.minor for line in file.lines), file.order.currency)
    found = [(tr("Sum of the lines"), formats.money(lines))]
    if freight is not None:
        found.append((tr("Freight"), formats.money(freight)))
    return tuple(found)


def _rounding(currency: str) -> str:
    places = digits_of(currency)
    if not places:
        return tr("Each line is rounded half up to whole {currency}; the total adds the rounded lines.",
                  currency=currency)  # fmt: skip
    return tr("Each line is rounded half up to {n} places of {currency}; the total adds the rounded lines.", n=places,
              currency=currency)  # fmt: skip
