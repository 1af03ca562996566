"""A shipment in full (物流): who carries it, under which numbers, in which containers, when it leaves and arrives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tradedesk.domain.container import Container
from tradedesk.domain.departure import Departure, in_order
from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.reason import Reason, because


@dataclass(frozen=True)
class Box:
    """A container of a shipment with its row; 0 for one that is kept with the shipment itself."""

    id: int
    container: Container


@dataclass(frozen=True)
class Consignment:
    """One shipment of an order. Days are plain dates; ``quantities`` by order line, empty while nobody said.

    ``tracking`` are all its tracking numbers (several parcels have several), the first one the shipment's own.
    """

    id: int
    order_id: OrderId
    position: int = 0
    forwarder_id: PartyId | None = None
    mode: str = ""
    carrier: str = ""
    vessel: str = ""
    voyage: str = ""
    tracking: tuple[str, ...] = ()
    bl_no: str = ""
    boxes: tuple[Box, ...] = ()
    etd: date | None = None
    eta: date | None = None
    shipped_on: date | None = None
    arrived_on: date | None = None
    note: str = ""
    quantities: Mapping[int, Decimal] = field(default_factory=dict)
    version: int = 1

    @property
    def numbers(self) -> tuple[str, ...]:
        """Everything it can be looked up by, the most telling first."""
        boxes = tuple(each.container.number for each in self.boxes)
        return tuple(dict.fromkeys(each for each in (*self.tracking, self.bl_no, *boxes) if each))

    @property
    def number(self) -> str:
        """What the customer is told (D4)."""
        return ", ".join(self.tracking) or self.bl_no or ", ".join(self.numbers)

    @property
    def way(self) -> str:
        """Carrier, vessel and voyage as one reads them."""
        vessel = " ".join(part for part in (self.vessel, self.voyage) if part)
        return " · ".join(part for part in (self.carrier, vessel) if part)


def remarks(shipment: Consignment, today: date, shipped_on: date | None = None) -> tuple[Reason, ...]:
    """What has to be said of a shipment; ``shipped_on``: the day on which the order's timeline says it left.

    "shipped-without-number" (D4), "should-have-left", "should-have-arrived", "left-before-etd" are facts to act on.
    """
    left = shipment.shipped_on or shipped_on
    found: list[Reason] = []
    if left is not None and not shipment.numbers:
        found.append(because("shipped-without-number", "D4", day=left.isoformat()))
    if left is None and shipment.etd is not None and shipment.etd < today:
        found.append(because("should-have-left", day=shipment.etd.isoformat()))
    late = shipment.arrived_on is None and shipment.eta is not None and shipment.eta < today
    if left is not None and late and shipment.eta is not None:
        found.append(because("should-have-arrived", day=shipment.eta.isoformat()))
    return tuple(found)


def departures(shipments: Iterable[Consignment]) -> tuple[Departure, ...]:
    """Those of some shipments that left, flat."""
    return tuple(
        Departure(each.id, each.shipped_on, each.number, each.numbers, each.arrived_on is not None)
        for each in shipments
        if each.shipped_on is not None
    )


def to_tell_of(shipments: Sequence[Consignment], owed: Sequence[Departure]) -> Consignment | None:
    """Of which shipment the customer is told where none was named (D4); None where there is none.

    The first of which a word is ``owed``, else the one that left last. None has left: the one that leaves next.
    """
    left = in_order(departures(shipments))
    meant = owed[0] if owed else left[-1] if left else None
    if meant is None:
        return next(iter(shipments), None)
    return next(each for each in shipments if each.id == meant.id)


def split_numbers(text: str) -> tuple[str, ...]:
    """Several numbers as they are typed or pasted, each once: commas, semicolons and new lines stand between."""
    rough = text.replace("，", ",").replace("；", ",").replace(";", ",").replace("\n", ",").replace("、", ",")
    return tuple(dict.fromkeys(" ".join(each.split()) for each in rough.split(",") if each.strip()))


def all_numbers(shipments: Iterable[Consignment]) -> tuple[str, ...]:
    """What a tracking service is asked for at once: of each shipment what it is looked up by, containers last."""
    found = [number for each in shipments for number in (each.tracking or ((each.bl_no,) if each.bl_no else ()))]
    boxes = [box.container.number for each in shipments if not each.tracking for box in each.boxes]
    return tuple(dict.fromkeys(each for each in (*found, *boxes) if each))
