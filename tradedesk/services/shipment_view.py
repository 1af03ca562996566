"""An order's shipments with everything that its page shows of them: what the numbers can be, and what remains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradedesk.domain import carrier as carrier_rules
from tradedesk.domain import consignment, container, tracking
from tradedesk.domain import shipment as rules
from tradedesk.domain.carrier import Carriers, Link
from tradedesk.domain.consignment import LineStand
from tradedesk.domain.container import NumberRead
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.domain.ids import OrderId
from tradedesk.domain.order import NodeCode, OrderFile, Stage
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.shipment import Box, Consignment
from tradedesk.domain.tracking import Candidate
from tradedesk.ledger import orders
from tradedesk.ledger import shipments as rows
from tradedesk.services.bench import Bench


@dataclass(frozen=True)
class NumberSeen:
    """A number of a shipment: what it can be, what does not fit, and the page where it is looked up first."""

    number: str
    candidates: tuple[Candidate, ...] = ()
    doubt: Reason | None = None
    link: Link | None = None


@dataclass(frozen=True)
class BoxSeen:
    """A container with what does not fit about its number and its size; ``offered`` is the number that would."""

    box: Box
    number: NumberRead
    size: NumberRead


@dataclass(frozen=True)
class ShipmentSeen:
    """One shipment with its numbers looked at, and what it carries by line (the whole order where nobody said)."""

    shipment: Consignment
    carried: Mapping[int, Decimal]
    numbers: tuple[NumberSeen, ...]
    boxes: tuple[BoxSeen, ...]
    remarks: tuple[Reason, ...]


@dataclass(frozen=True)
class OrderShipments:
    """All shipments of an order, how its lines stand, and what has to be said.

    ``everywhere``: where all its numbers are looked up at once. ``hosts``: the pages that may be opened at all.
    ``carriers`` and ``forwarders``: names that are offered. ``trouble``: why the user's own carriers are not used.
    """

    order_id: OrderId
    order_number: str
    shipments: tuple[ShipmentSeen, ...]
    stands: tuple[LineStand, ...]
    remarks: tuple[Reason, ...]
    everywhere: Link | None
    hosts: frozenset[str]
    carriers: tuple[str, ...]
    forwarders: Mapping[int, str]
    trouble: Reason | None
    today: date
    may_ship: bool


def of_order(bench: Bench, order_id: OrderId, language: str = "en") -> OrderShipments:
    """An order's shipments; ``language`` is that of the tracking service's page. Raises NotThere."""
    file = orders.order_file(bench.ledger.read, order_id)
    found = rows.of_order(bench.ledger.read, order_id)
    known, trouble = carriers(bench)
    carried = carried_by(file, found)
    today, left = bench.today(), _left_on(file)
    tolerance = _tolerance(bench, order_id)
    stands = tuple(consignment.stands(file.lines, carried.values(), tolerance)) if found else ()
    only = left if len(found) == 1 else None
    return OrderShipments(
        order_id=order_id,
        order_number=file.order.number,
        shipments=tuple(_seen(each, carried[each.id], known, today, only) for each in found),
        stands=stands,
        remarks=(*_nothing_noted(found, left), *consignment.remarks(stands)),
        everywhere=_everywhere(known, rules.all_numbers(found), language),
        hosts=known.hosts,
        carriers=tuple(each.name for each in known.every if each.code != "post"),
        forwarders={number: name for number, name, _short in rows.forwarders(bench.ledger.read)},
        trouble=trouble,
        today=today,
        may_ship=bool(found) or _in_production(file),
    )


def carriers(bench: Bench) -> tuple[Carriers, Reason | None]:
    """The list of carriers, and why the user's own additions are not in it, if they cannot be read."""
    from tradedesk.integrations.carriers import load_carriers

    try:
        return load_carriers(bench.profile.root), None
    except NeighbourFailed as failed:
        return load_carriers(), because("carriers-own-unreadable", "I2", **failed.facts)


def look_at(bench: Bench, text: str, carrier: str = "") -> NumberSeen:
    """What a number can be while it is being typed; nothing is asked of anybody outside."""
    return _number_seen(carriers(bench)[0], text, carrier)


def lookup_links(bench: Bench, text: str, carrier: str = "", language: str = "en") -> tuple[tuple[str, Link], ...]:
    """(name, page) of everywhere a number can be looked up: its candidates first, then the services for any."""
    known = carriers(bench)[0]
    seen = _number_seen(known, text, carrier)
    found = [(each.name, each.link) for each in seen.candidates if each.link is not None]
    for service in known.services:
        link = carrier_rules.anywhere(service, known, [container.clean(each) for each in rules.split_numbers(text)],
                                      language)  # fmt: skip
        if link is not None:
            found.append((service.name, link))
    return tuple(dict.fromkeys(found))


def carried_by(file: OrderFile, found: tuple[Consignment, ...]) -> dict[int, dict[int, Decimal]]:
    """What each shipment carries, by line."""
    noted = {each.id: each.quantities for each in found}
    return consignment.carried(file.lines, [each.id for each in found], noted)


def best_link(bench: Bench, found: Consignment, language: str) -> str:
    """The page that a customer is told for a shipment: its carrier's, else that of the service for any; "" for none."""
    known = carriers(bench)[0]
    first = found.numbers[0] if found.numbers else ""
    seen = _number_seen(known, first, found.carrier)
    if seen.link is not None and not seen.link.by_hand:
        return seen.link.url
    link = _everywhere(known, rules.all_numbers([found]), language)
    return link.url if link is not None else ""


def _seen(
    each: Consignment, carried: Mapping[int, Decimal], known: Carriers, today: date, left: date | None
) -> ShipmentSeen:
    numbers = [*each.tracking, *((each.bl_no,) if each.bl_no else ())]
    boxes = tuple(
        BoxSeen(box, container.read(box.container.number), container.read_size(box.container.size))
        for box in each.boxes
    )
    seen = [_number_seen(known, number, each.carrier) for number in numbers]
    # A container whose digit is wrong is said to be where it stands, and looked up nowhere.
    right = [box.container.number for box in each.boxes if container.is_container(box.container.number)]
    seen += [_number_seen(known, number, each.carrier) for number in right]
    return ShipmentSeen(each, carried, tuple(seen), boxes, rules.remarks(each, today, left))


def _number_seen(known: Carriers, text: str, carrier: str) -> NumberSeen:
    found = tracking.candidates(text, known, carrier)
    sure = [each for each in found if each.link is not None and each.certainty is not tracking.Certainty.WRONG]
    named = known.named(carrier) if carrier.strip() else None
    # One click goes where the user said, or where one candidate stands out; else the service for any is asked.
    clear = bool(sure) and (named is not None or len(sure) == 1 or sure[0].certainty > sure[1].certainty)
    return NumberSeen(text, found, tracking.doubt(text, known, carrier), sure[0].link if clear else None)


def _everywhere(known: Carriers, numbers: tuple[str, ...], language: str) -> Link | None:
    plain = [container.clean(each) for each in numbers]
    return carrier_rules.anywhere(known.services[0], known, plain, language) if known.services else None


def _nothing_noted(found: tuple[Consignment, ...], left: date | None) -> tuple[Reason, ...]:
    """The timeline says that the goods left, and nobody has noted how (D4)."""
    return (because("shipped-without-number", "D4", day=left.isoformat()),) if left is not None and not found else ()


def _left_on(file: OrderFile) -> date | None:
    return next((node.actual_on for node in file.nodes if node.code is NodeCode.SHIPPED), None)


def _in_production(file: OrderFile) -> bool:
    reached = any(node.code is NodeCode.PRODUCTION and node.actual_on is not None for node in file.nodes)
    return reached and file.order.stage is not Stage.CANCELLED


def _tolerance(bench: Bench, order_id: OrderId) -> Decimal:
    text = bench.ledger.read.value("select tolerance_percent from orders where id = ?", (order_id,))
    return Decimal(text) if text else Decimal(0)
