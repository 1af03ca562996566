"""What the user does with shipments: number them, look them up, split an order, say what left and what arrived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tradedesk.domain import consignment, container
from tradedesk.domain import shipment as rules
from tradedesk.domain.carrier import NumberKind
from tradedesk.domain.container import Container
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.ids import DraftId, OrderId, PartyId
from tradedesk.domain.order import NodeCode, OrderFile
from tradedesk.domain.reason import Reason
from tradedesk.domain.shipment import Box, Consignment
from tradedesk.ledger import orders
from tradedesk.ledger import shipments as rows
from tradedesk.services.bench import Bench
from tradedesk.services.order_plan import follow
from tradedesk.services.shipment_view import OrderShipments, carried_by, look_at, lookup_links, of_order

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

__all__ = [
    "BOX_FIELDS", "FIELDS", "OrderShipments", "add", "look_at", "lookup_links", "notice", "of_order", "remove",
    "remove_box", "say_shipped", "set_box_field", "set_field", "set_quantity", "split",
]  # fmt: skip

#: The fields of a shipment that are typed, as the verbs call them.
FIELDS = (
    "carrier", "forwarder", "vessel", "voyage", "tracking", "bl_no", "mode", "note", "etd", "eta", "shipped_on",
    "arrived_on",
)  # fmt: skip
BOX_FIELDS = ("number", "seal", "size")


def add(bench: Bench, order_id: OrderId) -> int:
    """Add a shipment: the first one for the whole order, another one for what is left of it."""
    file = orders.order_file(bench.ledger.read, order_id)
    found = rows.of_order(bench.ledger.read, order_id)
    left: dict[int, Decimal] = {}
    if found:
        stands = consignment.stands(file.lines, carried_by(file, found).values())
        left = {each.line.id: each.left for each in stands if each.left}
    with bench.ledger.write("shipment-added") as writer:
        _say_what_each_carries(writer, file, found)
        fresh = Consignment(0, order_id, quantities=left, mode=file.order.mode.partition(",")[0])
        return rows.add(writer, fresh)


def split(bench: Bench, shipment_id: int, moved: Mapping[int, str]) -> int:
    """Move quantities, as typed by line, to a new shipment of the same carrier; returns its number.

    Nothing is lost: what stays and what goes are together what was there. Raises RuleSaysNo (field "quantity").
    """
    source = rows.shipment(bench.ledger.read, shipment_id)
    file = orders.order_file(bench.ledger.read, source.order_id)
    found = rows.of_order(bench.ledger.read, source.order_id)
    carried = carried_by(file, found)
    stays, goes = consignment.parted(carried[shipment_id], {line: _quantity(text) for line, text in moved.items()})
    with bench.ledger.write("shipment-split") as writer:
        _say_what_each_carries(writer, file, found)
        rows.set_quantities(writer, shipment_id, stays)
        fresh = Consignment(0, source.order_id, mode=source.mode, carrier=source.carrier,
                            forwarder_id=source.forwarder_id, quantities=goes)  # fmt: skip
        return rows.add(writer, fresh)


def remove(bench: Bench, shipment_id: int) -> None:
    """Take a shipment away; what it carried is left to be shipped. Raises RuleSaysNo for one that has left."""
    gone = rows.shipment(bench.ledger.read, shipment_id)
    if gone.shipped_on is not None:
        raise RuleSaysNo("shipment-has-left", "shipped_on", day=gone.shipped_on.isoformat())
    file = orders.order_file(bench.ledger.read, gone.order_id)
    found = rows.of_order(bench.ledger.read, gone.order_id)
    with bench.ledger.write("shipment-removed") as writer:
        _say_what_each_carries(writer, file, found)
        rows.remove(writer, shipment_id)


def set_quantity(bench: Bench, shipment_id: int, line_id: int, text: str) -> None:
    """Say how much of a line goes with a shipment; more than was ordered is kept, and said by ``of_order``."""
    source = rows.shipment(bench.ledger.read, shipment_id)
    if rows.order_of_line(bench.ledger.read, line_id) != source.order_id:
        raise NotThere("order-line", line_id)
    quantity = _quantity(text)
    file = orders.order_file(bench.ledger.read, source.order_id)
    found = rows.of_order(bench.ledger.read, source.order_id)
    before = carried_by(file, found)[shipment_id]
    if before.get(line_id, Decimal(0)) == quantity:
        return
    after = {line: each for line, each in {**before, line_id: quantity}.items() if each}
    if not after:
        raise RuleSaysNo("split-everything", "quantity")
    with bench.ledger.write("shipment-quantity") as writer:
        _say_what_each_carries(writer, file, found)
        rows.set_quantities(writer, shipment_id, after)


def set_field(bench: Bench, order_id: OrderId, shipment_id: int, field: str, text: str) -> int:
    """Save one field of a shipment as it was typed (0: the order's first one, made if need be); returns its number.

    ``shipped_on`` and ``arrived_on`` also move the timeline. Raises RuleSaysNo with the field.
    """
    if field not in FIELDS:
        raise ValueError(field)
    if not shipment_id:
        # Two fields may be on their way before the page knows the number that the first one made.
        shipment_id = next((each.id for each in rows.of_order(bench.ledger.read, order_id)), 0)
    before = rows.shipment(bench.ledger.read, shipment_id) if shipment_id else Consignment(0, order_id)
    changed = _with_field(bench, before, field, text)
    if changed == before:
        return before.id
    with bench.ledger.write("shipment-noted") as writer:
        return _saved(writer, before, changed)


def set_box_field(bench: Bench, shipment_id: int, box_id: int, field: str, text: str) -> int:
    """Save one field of a container (0: one more is added); a wrong check digit is kept, and said by ``of_order``."""
    if field not in BOX_FIELDS:
        raise ValueError(field)
    source = rows.shipment(bench.ledger.read, shipment_id)
    box = next((each for each in source.boxes if each.id == box_id), Box(0, Container("")))
    read = {"number": lambda: container.read(text).value, "seal": lambda: container.read_seal(text),
            "size": lambda: container.read_size(text).value}[field]()  # fmt: skip
    fresh = replace(box, container=replace(box.container, **{field: read}))
    if fresh == box:
        return box_id
    with bench.ledger.write("container-noted") as writer:
        if fresh.container == Container(""):
            rows.remove_box(writer, shipment_id, box_id)
            return 0
        return rows.save_box(writer, shipment_id, fresh)


def remove_box(bench: Bench, shipment_id: int, box_id: int) -> None:
    """Take a container away."""
    with bench.ledger.write("container-removed") as writer:
        rows.remove_box(writer, shipment_id, box_id)


def say_shipped(
    bench: Bench, order_id: OrderId, shipment_id: int, day: str, number: str = "", carrier: str = ""
) -> int:
    """Say that a shipment left (number 0: the order's first one), under which number and with whom; its number.

    The order's point "shipped" is reached by the first shipment that leaves, and the notice is due at once (D4). No
    number is no obstacle: it is said on the order until there is one. Raises RuleSaysNo (shipped_on, tracking).
    """
    before = rows.shipment(bench.ledger.read, shipment_id) if shipment_id else _first(bench, order_id)
    changed = _with_field(bench, before, "shipped_on", day)
    if changed.shipped_on is None:
        raise RuleSaysNo("day-missing", "shipped_on")
    if carrier.strip():
        changed = _with_field(bench, changed, "carrier", carrier)
    if number.strip():
        changed = _numbered(bench, changed, number)
    with bench.ledger.write("shipment-left") as writer:
        return _saved(writer, before, changed)


def note_number(bench: Bench, order_id: OrderId, shipment_id: int, text: str) -> int:
    """Note a number of a shipment (0: the order's first one) as what it is: container, B/L or tracking; its number."""
    before = rows.shipment(bench.ledger.read, shipment_id) if shipment_id else _first(bench, order_id)
    changed = _numbered(bench, before, text)
    if changed == before:
        return before.id
    with bench.ledger.write("shipment-noted") as writer:
        return _saved(writer, before, changed)


def notice(bench: Bench, shipment_id: int, language: str = "") -> DraftId:
    """Draft the message that tells the customer of this very shipment (D4): its carrier, number, link and days."""
    from tradedesk.services import composing

    order_id = rows.shipment(bench.ledger.read, shipment_id).order_id
    return composing.draft_update(
        bench, order_id=order_id, shipment_id=shipment_id, template="shipped", language=language
    )


# -- what belongs to it ------------------------------------------------------------------------------------------------


def _first(bench: Bench, order_id: OrderId) -> Consignment:
    """The shipment that is meant where none was named: the first one that has not left, else a new one."""
    found = rows.of_order(bench.ledger.read, order_id)
    return next((each for each in found if each.shipped_on is None), Consignment(0, order_id))


def _numbered(bench: Bench, shipment: Consignment, text: str) -> Consignment:
    """Each number where it belongs: containers among the containers, a B/L as B/L, everything else as tracking."""
    boxes = [each.container.number for each in shipment.boxes]
    others: list[str] = []
    bill = shipment.bl_no
    for number in rules.split_numbers(text):
        kind = next((each.kind for each in look_at(bench, number).candidates), None)
        if kind is NumberKind.CONTAINER:
            boxes.append(container.clean(number))
        elif kind is NumberKind.BILL:
            bill = number
        else:
            others.append(number)
    known = [each.container.number for each in shipment.boxes]
    fresh = tuple(Box(0, Container(each)) for each in dict.fromkeys(boxes) if each not in known)
    found = tuple(dict.fromkeys((*shipment.tracking, *others)))
    return replace(shipment, boxes=(*shipment.boxes, *fresh), bl_no=bill, tracking=found)


def _with_field(bench: Bench, before: Consignment, field: str, text: str) -> Consignment:
    if field == "tracking":
        return replace(before, tracking=rules.split_numbers(text))
    if field == "forwarder":
        return replace(before, forwarder_id=_forwarder(bench, text))
    if field in ("etd", "eta", "shipped_on", "arrived_on"):
        return _with_day(bench, before, field, text)
    return replace(before, **{field: " ".join(text.split())})  # type: ignore[arg-type]


def _forwarder(bench: Bench, text: str) -> PartyId | None:
    """The forwarder of that name, long or short, in capitals or small letters; raises RuleSaysNo for one not there."""
    wanted = " ".join(text.split()).casefold()
    if not wanted:
        return None
    for number, *names in rows.forwarders(bench.ledger.read):
        if wanted in (name.casefold() for name in names if name):
            return number
    raise RuleSaysNo("forwarder-unknown", "forwarder", name=text.strip())


def _with_day(bench: Bench, before: Consignment, field: str, text: str) -> Consignment:
    from tradedesk.domain.cells import parse_day

    day: date | None = None
    if text.strip():
        found = parse_day(text)
        if isinstance(found, Reason):
            raise RuleSaysNo("day-unclear" if found.code == "day-ambiguous" else found.code, field, **dict(found.facts))
        day = found
    changed = replace(before, **{field: day})  # type: ignore[arg-type]
    if day is not None and field in ("shipped_on", "arrived_on") and day > bench.today():
        raise RuleSaysNo("not-yet-happened", field, day=day.isoformat())
    leaves, arrives = changed.shipped_on or changed.etd, changed.arrived_on or changed.eta
    if field in ("etd", "eta"):
        leaves, arrives = changed.etd, changed.eta
    if leaves and arrives and arrives < leaves:
        raise RuleSaysNo("arrives-before-it-leaves", field, etd=leaves.isoformat(), eta=arrives.isoformat())
    return changed


def _saved(writer: Writer, before: Consignment, after: Consignment) -> int:
    """Save a shipment; what left or arrived moves the timeline with it."""
    if before.id:
        rows.save(writer, after)
        for box in after.boxes:
            if box not in before.boxes:
                rows.save_box(writer, after.id, box)
        number = after.id
    else:
        number = rows.add(writer, after)
    file = orders.order_file(writer, after.order_id)
    every = rows.of_order(writer, after.order_id)
    if after.shipped_on is not None and after.shipped_on != before.shipped_on:
        _reach(writer, file, NodeCode.SHIPPED, min(each.shipped_on for each in every if each.shipped_on))
    here = [each.arrived_on for each in every if each.arrived_on]
    left = consignment.stands(file.lines, carried_by(file, every).values())
    if after.arrived_on != before.arrived_on and len(here) == len(every) and not any(each.left for each in left):
        _reach(writer, file, NodeCode.DELIVERED, max(here))
    follow(writer, after.order_id)
    return number


def _reach(writer: Writer, file: OrderFile, code: NodeCode, day: date) -> None:
    """A point that nobody has said anything of yet; what the user said of it stays."""
    for node in file.nodes:
        if node.code is code and node.actual_on is None:
            orders.save_node(writer, replace(node, actual_on=day))


def _say_what_each_carries(writer: Writer, file: OrderFile, found: tuple[Consignment, ...]) -> None:
    """Before there are two: the only shipment was for the whole order without a word; now it is said."""
    if len(found) == 1 and not found[0].quantities:
        rows.set_quantities(writer, found[0].id, consignment.whole(file.lines))


def _quantity(text: str) -> Decimal:
    from tradedesk.domain.cells import parse_number

    found = parse_number(text.strip() or "0", ".")
    if isinstance(found, Reason):
        raise RuleSaysNo(found.code, "quantity", **dict(found.facts))
    if found < 0:
        raise RuleSaysNo("number-below-zero", "quantity")
    return found
