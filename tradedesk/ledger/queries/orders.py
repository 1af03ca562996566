"""The list of orders, and what belongs to one of them besides its own rows."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tradedesk.domain.money import Money
from tradedesk.domain.order import Stage
from tradedesk.domain.side_state import SHOWN
from tradedesk.ledger.queries.order_filters import (
    CHIPS,
    NEXT_NODE,
    OWED,
    RUNNING,
    SIDE,
    STAGES,
    OrderFilter,
    OrderQuery,
    conditions,
)
from tradedesk.ledger.reader import Reader, marks

__all__ = [
    "NEXT_NODE", "DocumentRow", "OrderFilter", "OrderQuery", "OrderRow", "OrderTotal", "chip_count", "chip_counts",
    "documents", "ids", "received_days", "rows", "totals",
]  # fmt: skip

_NEXT_DAY = f"case when {RUNNING} then (select n.planned_on {NEXT_NODE}) end"

_OPEN = f"""case when {OWED} then coalesce((select sum(max(i.amount_minor - i.received_minor, 0)) from instalments i
where i.order_id = o.id), 0) else 0 end"""  # noqa: S608

#: The day on which the next money falls due, of what has not come in.
_DUE = f"""case when {OWED} then (select min(i.due_on) from instalments i
where i.order_id = o.id and i.received_minor < i.amount_minor) end"""  # noqa: S608

#: The number by which the newest shipment is looked for.
_TRACKING = """(select case when s.tracking_no <> '' then s.tracking_no when s.container_no <> '' then s.container_no
else s.bl_no end from shipments s where s.order_id = o.id order by s.id desc limit 1)"""

#: Those who do something on the order, in the order of their entry (I1).
_PEOPLE = """(select group_concat(name, ' · ') from (select distinct coalesce((select c.name from contacts c
where c.id = r.contact_id), r.name) as name from order_roles r where r.order_id = o.id order by r.id)
where name <> '')"""

#: The worst first, what runs as usual last.
_SIDE_RANK = f"case {SIDE} " + " ".join(f"when '{each}' then {at}" for at, each in enumerate(SHOWN)) + " end"

#: What each column sorts by, most important first; text without regard to case, what is empty always last.
SORTS: dict[str, tuple[str, ...]] = {
    "number": ("o.number",),
    "party": ("p.name collate nocase",),
    "buyer-ref": ("nullif(o.buyer_ref, '') collate nocase",),
    "summary": ("o.summary collate nocase",),
    "stage": ("case o.stage " + " ".join(f"when '{each}' then {at}" for at, each in enumerate(STAGES)) + " end",),
    "side": (_SIDE_RANK,),
    "ordered": ("o.ordered_on",),
    "next": (_NEXT_DAY,),
    "delivery": ("o.delivery_on",),
    "due": (_DUE,),
    "total": ("o.currency", "o.total_minor"),
    "open": ("o.currency", _OPEN),
    "people": (f"{_PEOPLE} collate nocase",),
    "tracking": (f"nullif({_TRACKING}, '') collate nocase",),
    "country": ("nullif(p.country, '')",),
}
_MAY_BE_EMPTY = frozenset({"side", "ordered", "next", "delivery", "due", "people", "tracking", "country", "buyer-ref"})
_OF_THE_CUSTOMER = frozenset({"party", "country"})


class OrderRow(NamedTuple):
    """One line of the list; money in minor units of ``currency``, days as ISO text or None.

    ``due_on``: when the next open instalment falls due. ``people``: who does something on it. ``country``: the
    customer's. ``tracking``: the number of the newest shipment. ``short`` is the customer's short name, ``valid_until``
    the quotation's last day. ``side_state``, ``side_reason``: that it does not run as usual, and why. ``end_reason``:
    why it was lost or cancelled; ``won``: whether it was ever confirmed.
    """

    id: int
    number: str
    party_id: int
    party: str
    summary: str
    stage: str
    ordered_on: str | None
    delivery_on: str | None
    currency: str
    total_minor: int
    open_minor: int
    next_node: str | None
    next_planned_on: str | None
    due_on: str | None = None
    buyer_ref: str = ""
    people: str | None = None
    tracking: str | None = None
    country: str = ""
    short: str = ""
    valid_until: str | None = None
    side_state: str = ""
    side_reason: str = ""
    end_reason: str = ""
    won: int = 0

    @property
    def side(self) -> str:
        """Why it does not run as usual, one of ``side_state.SHOWN``; empty for what does, and for what was lost."""
        if self.stage == Stage.CANCELLED:
            return self.stage if self.won else ""
        return self.side_state


@dataclass(frozen=True)
class OrderTotal:
    """What the orders of one currency come to: how many, their worth, and what of it has not come in."""

    orders: int
    total: Money
    open: Money


def ids(reader: Reader, query: OrderQuery, today: date) -> array[int]:
    """The numbers of every order of the list, in its order."""
    asked = conditions(query, today)
    join = "join parties p on p.id = o.party_id" if query.sort in _OF_THE_CUSTOMER else ""
    sql = f"select o.id from orders o {join} where {asked.sql} order by {_order(query)}"  # noqa: S608
    return reader.numbers(sql, asked.parameters)


def _order(query: OrderQuery) -> str:
    way = "desc" if query.descending else "asc"
    last = " nulls last" if query.sort in _MAY_BE_EMPTY else ""
    return ", ".join(f"{part} {way}{last}" for part in (*SORTS[query.sort], "o.id"))


def rows(reader: Reader, numbers: Sequence[int]) -> list[OrderRow]:
    """The lines of these orders, in this order; one that is gone is left out."""
    sql = f"""
        select o.id, o.number, o.party_id, p.name, o.summary, o.stage, o.ordered_on, o.delivery_on, o.currency,
               o.total_minor,
               {_OPEN},
               case when {RUNNING} then (select n.code {NEXT_NODE}) end, {_NEXT_DAY}, {_DUE},
               o.buyer_ref, {_PEOPLE}, {_TRACKING}, p.country,
               case when p.short_name <> '' then p.short_name else p.name end, o.valid_until, o.side_state,
               o.side_reason, o.end_reason,
               exists (select 1 from nodes n where n.order_id = o.id and n.code = 'confirmed'
                       and n.actual_on is not null)
        from orders o join parties p on p.id = o.party_id where o.id in ({marks(numbers)})
    """  # noqa: S608
    found = {row[0]: OrderRow(*row) for row in reader.all(sql, numbers)}
    return [found[number] for number in numbers if number in found]


def totals(reader: Reader, query: OrderQuery, today: date) -> tuple[OrderTotal, ...]:
    """What the orders of a list come to by currency, the most orders first."""
    asked = conditions(query, today)
    sql = f"""
        select o.currency, count(*), sum(o.total_minor), coalesce(sum(case when {OWED} then m.open end), 0)
        from orders o left join (
            select i.order_id, sum(i.amount_minor - i.received_minor) as open from instalments i
            where i.received_minor < i.amount_minor group by i.order_id) m on m.order_id = o.id
        where {asked.sql} group by o.currency order by 2 desc, 1
    """  # noqa: S608
    found = reader.all(sql, asked.parameters)
    return tuple(OrderTotal(row[1], Money(row[2], row[0]), Money(row[3], row[0])) for row in found)


def any_side(reader: Reader, query: OrderQuery, today: date) -> bool:
    """Whether any order of the list does not run as usual."""
    asked = conditions(query, today)
    sql = f"select exists (select 1 from orders o where {SIDE} <> '' and {asked.sql})"  # noqa: S608
    return bool(reader.value(sql, asked.parameters))


def chip_counts(reader: Reader, today: date) -> dict[str, int]:
    """How many orders each filter would show: "" (all), running, late, unpaid, mine."""
    everything = int(reader.value("select count(*) from orders"))
    return {"": everything} | {chip: chip_count(reader, chip, today) for chip in CHIPS}


def chip_count(reader: Reader, chip: str, today: date) -> int:
    """How many orders one filter would show."""
    condition = CHIPS[chip]
    sql = f"select count(*) from orders o where {condition.replace(':today', '?')}"  # noqa: S608
    return int(reader.value(sql, [today.isoformat()] * condition.count(":today")))


class DocumentRow(NamedTuple):
    """One document of an order, with the address the newest message carrying it went to ("" when not sent)."""

    id: int
    kind: str
    number: str
    document_version: int
    title: str
    path: str
    size: int
    sha256: str
    created_at: str
    sent_to: str


def documents(reader: Reader, order_id: int) -> list[DocumentRow]:
    """The documents of one order, newest version of each first (G3)."""
    sql = """
        select d.id, d.kind, d.number, d.document_version, d.title, d.path, d.size, d.sha256, d.created_at,
               coalesce((select r.value from message_attachments f
                         join messages m on m.id = f.message_id
                         join message_recipients r on r.message_id = m.id and r.role = 'to'
                         where f.sha256 = d.sha256 and f.sha256 <> '' and m.state in ('sent', 'handed-over', 'changed')
                         order by m.at desc limit 1), '')
        from documents d where d.order_id = ? order by d.kind, d.document_version desc, d.id
    """
    return [DocumentRow(*row) for row in reader.all(sql, (order_id,))]


def received_days(reader: Reader, order_id: int) -> dict[int, date]:
    """The day of the newest receipt of each instalment of an order, by the instalment's number."""
    sql = """
        select s.instalment_id, max(r.received_on) from receipt_shares s join receipts r on r.id = s.receipt_id
        join instalments i on i.id = s.instalment_id where i.order_id = ? group by s.instalment_id
    """
    return {row[0]: date.fromisoformat(row[1]) for row in reader.all(sql, (order_id,))}
