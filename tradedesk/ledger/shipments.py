"""Shipments with their quantities by line, their containers and their numbers: rows to values and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tradedesk.domain.consignment import plain
from tradedesk.domain.container import Container
from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import OrderId
from tradedesk.domain.shipment import Box, Consignment
from tradedesk.ledger.reader import Reader, Row, marks
from tradedesk.ledger.values import day_text, exact, maybe_day

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

#: Further tracking numbers of a shipment, besides the one in its own row.
_TRACKING = "tracking"


def forwarders(reader: Reader) -> list[tuple[int, str, str]]:
    """Number, name and short name of every forwarder, by name."""
    sql = "select id, name, short_name from parties where kind = 'forwarder' order by name collate nocase, id"
    return [(row[0], row[1], row[2]) for row in reader.all(sql)]


def of_order(reader: Reader, order_id: OrderId) -> tuple[Consignment, ...]:
    """An order's shipments in their order, in four statements."""
    rows = reader.rows("select * from shipments where order_id = ? order by position, id", (order_id,))
    return _whole(reader, rows)


def of_orders(reader: Reader, orders: Sequence[int]) -> tuple[Consignment, ...]:
    """The shipments of some orders, in four statements."""
    sql = f"select * from shipments where order_id in ({marks(orders)}) order by order_id, position, id"  # noqa: S608
    return _whole(reader, reader.rows(sql, orders))


def shipment(reader: Reader, shipment_id: int) -> Consignment:
    """One shipment; raises NotThere."""
    row = reader.row("shipments", shipment_id)
    if row is None:
        raise NotThere("shipment", shipment_id)
    return _whole(reader, [row])[0]


def add(writer: Writer, value: Consignment) -> int:
    """Add a shipment with everything that belongs to it; returns its number."""
    last = writer.value("select coalesce(max(position), 0) from shipments where order_id = ?", (value.order_id,))
    shipment_id = writer.insert("shipments", _row(value) | {"position": int(last) + 1})
    _save_numbers(writer, shipment_id, value.tracking)
    for each in value.boxes:
        save_box(writer, shipment_id, each)
    set_quantities(writer, shipment_id, value.quantities)
    return shipment_id


def save(writer: Writer, value: Consignment) -> int:
    """Save the shipment's own fields and tracking numbers on the version they were read with; the new version.

    Containers and quantities have verbs of their own.
    """
    version = writer.update("shipments", value.id, _row(value), value.version)
    _save_numbers(writer, value.id, value.tracking)
    return version


def remove(writer: Writer, shipment_id: int) -> None:
    """Remove a shipment and what belongs to it."""
    for table in ("shipment_lines", "shipment_containers", "shipment_numbers"):
        for row in writer.all(f"select id from {table} where shipment_id = ?", (shipment_id,)):  # noqa: S608
            writer.delete(table, row[0])
    writer.delete("shipments", shipment_id)


def set_quantities(writer: Writer, shipment_id: int, quantities: Mapping[int, Decimal]) -> None:
    """Say what goes with a shipment; lines that are not named do not."""
    there = {
        row[1]: (row[0], exact(row[2]))
        for row in writer.all(
            "select id, order_line_id, quantity from shipment_lines where shipment_id = ?", (shipment_id,)
        )
    }
    for line, (row_id, _) in there.items():
        if line not in quantities:
            writer.delete("shipment_lines", row_id)
    for line, quantity in quantities.items():
        if line not in there:
            fresh = {"shipment_id": shipment_id, "order_line_id": line, "quantity": plain(quantity)}
            writer.insert("shipment_lines", fresh)
        elif there[line][1] != quantity:
            writer.update("shipment_lines", there[line][0], {"quantity": plain(quantity)})


def save_box(writer: Writer, shipment_id: int, box: Box) -> int:
    """Add or change a container; the first one also stands with the shipment, where searches look for it."""
    values = {"number": box.container.number, "seal_no": box.container.seal, "size_type": box.container.size}
    if box.id:
        writer.update("shipment_containers", box.id, values)
        number = box.id
    else:
        last = "select coalesce(max(position), 0) from shipment_containers where shipment_id = ?"
        place = int(writer.value(last, (shipment_id,))) + 1
        number = writer.insert("shipment_containers", {"shipment_id": shipment_id, "position": place, **values})
    _follow_boxes(writer, shipment_id)
    return number


def remove_box(writer: Writer, shipment_id: int, box_id: int) -> None:
    """Take a container away; 0 is the one that stands with the shipment alone."""
    if box_id:
        writer.delete("shipment_containers", box_id)
    _follow_boxes(writer, shipment_id)


def order_of_line(reader: Reader, line_id: int) -> int | None:
    """The order that a line belongs to."""
    found: int | None = reader.value("select order_id from order_lines where id = ?", (line_id,))
    return found


def _follow_boxes(writer: Writer, shipment_id: int) -> None:
    first = writer.first(
        "select number, seal_no from shipment_containers where shipment_id = ? order by position, id limit 1",
        (shipment_id,),
    )
    number, seal = first or ("", "")
    writer.update("shipments", shipment_id, {"container_no": number, "seal_no": seal})


def _save_numbers(writer: Writer, shipment_id: int, tracking: Sequence[str]) -> None:
    rows = writer.all(
        "select id, number from shipment_numbers where shipment_id = ? and kind = ? order by position, id",
        (shipment_id, _TRACKING),
    )
    if [row[1] for row in rows] == list(tracking[1:]):
        return
    for row in rows:
        writer.delete("shipment_numbers", row[0])
    for place, number in enumerate(tracking[1:], start=1):
        fresh = {"shipment_id": shipment_id, "position": place, "kind": _TRACKING, "number": number}
        writer.insert("shipment_numbers", fresh)


def _row(value: Consignment) -> dict[str, Any]:
    return {
        "order_id": value.order_id,
        "forwarder_id": value.forwarder_id,
        "mode": value.mode,
        "carrier": value.carrier,
        "vessel": value.vessel,
        "voyage": value.voyage,
        "tracking_no": value.tracking[0] if value.tracking else "",
        "bl_no": value.bl_no,
        "etd": day_text(value.etd),
        "eta": day_text(value.eta),
        "shipped_on": day_text(value.shipped_on),
        "arrived_on": day_text(value.arrived_on),
        "note": value.note,
    }


def _whole(reader: Reader, rows: Sequence[Row]) -> tuple[Consignment, ...]:
    numbers = [row["id"] for row in rows]
    if not numbers:
        return ()
    where = f"where shipment_id in ({marks(numbers)})"
    quantities: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for row in reader.all(f"select shipment_id, order_line_id, quantity from shipment_lines {where}", numbers):  # noqa: S608
        quantities[row[0]][row[1]] = exact(row[2])
    boxes: dict[int, list[Box]] = defaultdict(list)
    sql = f"select shipment_id, id, number, seal_no, size_type from shipment_containers {where} order by position, id"  # noqa: S608
    for row in reader.all(sql, numbers):
        boxes[row[0]].append(Box(row[1], Container(row[2], row[3], row[4])))
    more: dict[int, list[str]] = defaultdict(list)
    sql = f"select shipment_id, number from shipment_numbers {where} and kind = ? order by position, id"  # noqa: S608
    for row in reader.all(sql, (*numbers, _TRACKING)):
        more[row[0]].append(row[1])
    return tuple(_consignment(row, boxes[row["id"]], more[row["id"]], quantities[row["id"]]) for row in rows)


def _consignment(row: Row, boxes: Sequence[Box], more: Sequence[str], quantities: Mapping[int, Decimal]) -> Consignment:
    if not boxes and (row["container_no"] or row["seal_no"]):
        boxes = (Box(0, Container(row["container_no"], row["seal_no"])),)
    return Consignment(
        id=row["id"],
        order_id=row["order_id"],
        position=row["position"],
        forwarder_id=row["forwarder_id"],
        mode=row["mode"],
        carrier=row["carrier"],
        vessel=row["vessel"],
        voyage=row["voyage"],
        tracking=tuple(each for each in (row["tracking_no"], *more) if each),
        bl_no=row["bl_no"],
        boxes=tuple(boxes),
        etd=maybe_day(row["etd"]),
        eta=maybe_day(row["eta"]),
        shipped_on=maybe_day(row["shipped_on"]),
        arrived_on=maybe_day(row["arrived_on"]),
        note=row["note"],
        quantities=dict(quantities),
        version=row["version"],
    )
