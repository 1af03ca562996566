"""What an order's shipments say, as plain words: no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradedesk.domain.carrier import Link
from tradedesk.domain.consignment import plain
from tradedesk.domain.container import shown
from tradedesk.domain.tracking import Certainty
from tradedesk.services.shipment_view import NumberSeen, OrderShipments, ShipmentSeen
from tradedesk.ui.orders import words
from tradedesk.ui.wording import formats, joined, reasons, tr

#: So many carriers of one number are shown; more would be guessing.
_MOST = 4


@dataclass(frozen=True)
class PlaceToLook:
    """A page for a number: whose, why, and the link (None where it can only be said)."""

    words: str
    name: str
    link: Link | None
    tone: str = "muted"


@dataclass(frozen=True)
class LineShare:
    """One order line in one shipment: how much of it goes, and what is left to be shipped."""

    line_id: int
    name: str
    quantity: str
    note: str
    tone: str


def chip_of(seen: ShipmentSeen, today: date) -> tuple[str, str]:
    """How it stands in a word, and the role of the chip."""
    each = seen.shipment
    if each.arrived_on is not None:
        return tr("Arrived {day}", day=formats.day(each.arrived_on, today)), "good"
    if seen.remarks:
        late = {"shipped-without-number": tr("No number yet"), "should-have-left": tr("Should have left"),
                "should-have-arrived": tr("Should have arrived")}  # fmt: skip
        return late.get(seen.remarks[0].code, ""), "warn"
    if each.shipped_on is not None:
        return tr("Left {day}", day=formats.day(each.shipped_on, today)), "good"
    return (tr("Leaves {day}", day=formats.day(each.etd, today)), "neutral") if each.etd else ("", "neutral")


def summary_of(number: int, seen: ShipmentSeen, state: OrderShipments) -> str:
    """The one line of a folded shipment: "2 · COSCO · 250 pcs"."""
    pieces: dict[str, Decimal] = {}
    for stand in state.stands:
        quantity = seen.carried.get(stand.line.id)
        if quantity:
            pieces[stand.line.unit] = pieces.get(stand.line.unit, Decimal(0)) + quantity
    goods = " + ".join(f"{plain(quantity)} {unit}".strip() for unit, quantity in pieces.items())
    parts = (str(number), seen.shipment.way, goods, shown(seen.shipment.number))
    return joined(parts)


def values_of(seen: ShipmentSeen | None, forwarders: Mapping[int, str]) -> Mapping[str, str]:
    """The fields as text by name."""
    if seen is None:
        return {}
    each = seen.shipment
    days = {name: words.full_day(getattr(each, name)) for name in ("etd", "eta", "shipped_on", "arrived_on")}
    plain_fields = {name: getattr(each, name) for name in ("carrier", "vessel", "voyage", "bl_no", "note")}
    forwarder = forwarders.get(each.forwarder_id or 0, "")
    return {**plain_fields, "forwarder": forwarder, "tracking": ", ".join(each.tracking), **days}


def places_to_look(seen: NumberSeen) -> tuple[PlaceToLook, ...]:
    """Every carrier that a number can be of with its reason, the surest first; never one silent answer."""
    found = [
        PlaceToLook(
            reasons.sentence(each.reason),
            each.name,
            each.link,
            "warn" if each.certainty is Certainty.WRONG else "muted",
        )
        for each in seen.candidates[:_MOST]
    ]
    if seen.doubt is not None and all(each.reason != seen.doubt for each in seen.candidates[:_MOST]):
        found.insert(0, PlaceToLook(reasons.sentence(seen.doubt), "", None, "warn"))
    return tuple(found)


def shares_of(seen: ShipmentSeen, state: OrderShipments) -> tuple[LineShare, ...]:
    """What goes with this shipment, line by line, and what no shipment carries yet."""
    found = []
    for stand in state.stands:
        unit = stand.line.unit
        if stand.over:
            note, tone = tr("{n} {unit} too many", n=plain(stand.over), unit=unit), "warn"
        elif stand.left:
            note, tone = tr("{n} {unit} left", n=plain(stand.left), unit=unit), "warn"
        else:
            note, tone = tr("of {n} {unit}", n=plain(stand.line.quantity), unit=unit), "muted"
        quantity = plain(seen.carried.get(stand.line.id, Decimal(0)))
        found.append(LineShare(stand.line.id, stand.line.description, quantity, note, tone))
    return tuple(found)
