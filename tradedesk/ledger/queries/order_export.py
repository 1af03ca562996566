"""What lists of orders and lines are written from: flat rows, so many orders at a time."""

from __future__ import annotations

from collections.abc import Sequence

from tradedesk.domain.party import PostalAddress
from tradedesk.ledger.queries.order_filters import OWED
from tradedesk.ledger.reader import Reader, Row, marks


def heads(reader: Reader, numbers: Sequence[int]) -> list[Row]:
    """The orders in this order, with the keys of their customer and forwarder and where the first shipment goes."""
    sql = f"""
        select o.id, o.number, o.party_id, case when p.code <> '' then p.code else p.name end as party_key,
               o.ordered_on, o.delivery_on,
               coalesce((select n.actual_on from nodes n where n.order_id = o.id and n.code = 'shipped'), s.etd)
               as shipped_on,
               case when f.code <> '' then f.code else coalesce(f.name, '') end as forwarder_key,
               o.freight_minor, o.currency, o.buyer_ref, coalesce(s.ship_to, '') as ship_to, o.incoterm,
               o.incoterm_place, o.payment_terms, o.notes, o.summary, o.stage, o.total_minor,
               case when {OWED} then (select sum(max(i.amount_minor - i.received_minor, 0)) from instalments i
                                      where i.order_id = o.id) end as open_minor
        from orders o join parties p on p.id = o.party_id
        left join shipments s on s.id = (select min(id) from shipments where order_id = o.id)
        left join parties f on f.id = s.forwarder_id
        where o.id in ({marks(numbers)})
    """  # noqa: S608
    found = {row["id"]: row for row in reader.rows(sql, numbers)}
    return [found[number] for number in numbers if number in found]


def lines(reader: Reader, numbers: Sequence[int]) -> list[Row]:
    """The lines of these orders, order by order."""
    sql = f"""
        select l.order_id, o.number, o.currency, l.product_code, l.description, l.quantity, l.unit, l.unit_price,
               l.discount_percent, l.specification, l.description_local, l.hs_code, l.origin, l.pieces_per_carton,
               l.cartons, l.net_weight, l.gross_weight, l.cbm, l.note
        from order_lines l join orders o on o.id = l.order_id where l.order_id in ({marks(numbers)})
        order by l.order_id, l.position, l.id
    """  # noqa: S608
    place = {number: at for at, number in enumerate(numbers)}
    return sorted(reader.rows(sql, numbers), key=lambda row: place[row["order_id"]])


def charges(reader: Reader, numbers: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    """What is asked for besides the goods, by order: what for, and the sum in minor units."""
    found: dict[int, list[tuple[str, int]]] = {}
    sql = f"""
        select order_id, label, amount_minor from order_charges where order_id in ({marks(numbers)})
        order by order_id, position, id
    """  # noqa: S608
    for number, label, minor in reader.all(sql, numbers):
        found.setdefault(number, []).append((label, minor))
    return found


def places(reader: Reader, party_ids: Sequence[int]) -> dict[int, list[PostalAddress]]:
    """The postal addresses of these parties."""
    found: dict[int, list[PostalAddress]] = {}
    sql = f"""
        select id, party_id, purpose, addressee, street, city, region, postal_code, country from postal_addresses
        where party_id in ({marks(party_ids)}) order by id
    """  # noqa: S608
    for row in reader.all(sql, party_ids):
        found.setdefault(row[1], []).append(PostalAddress(*row))
    return found


def receipts_of(reader: Reader, numbers: Sequence[int]) -> list[int]:
    """The receipts that pay something of these orders, and those of their customers that pay nothing yet."""
    sql = f"""
        select r.id from receipts r where r.id in (
            select s.receipt_id from receipt_shares s join instalments i on i.id = s.instalment_id
            where i.order_id in ({marks(numbers)}))
        or (r.party_id in (select party_id from orders where id in ({marks(numbers)}))
            and not exists (select 1 from receipt_shares s where s.receipt_id = r.id)) order by r.received_on, r.id
    """  # noqa: S608
    return [row[0] for row in reader.all(sql, (*numbers, *numbers))]


def instalment_places(reader: Reader) -> dict[int, int]:
    """The place of every instalment among those of its order."""
    return dict(reader.all("select id, position from instalments"))
