"""The list of orders, and what belongs to one of them besides its own rows."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tradedesk.ledger.queries.find import order_condition
from tradedesk.ledger.reader import Reader, marks

_RUNNING = "o.stage in ('inquiry','quoted','confirmed','production','ready','on-the-way','delivered')"

#: The point that comes next, as ``timeline.next_node`` says: the first open one after the last one reached (the balance
#: does not move the goods); before closing, a balance that was overtaken. Points overtaken are not waited for.
#: To stand behind ``select n.…`` in a query that knows the order as ``o``.
NEXT_NODE = """from nodes n where n.order_id = o.id and n.actual_on is null and (n.code = 'balance' or n.position >
coalesce((select max(r.position) from nodes r where r.order_id = o.id and r.actual_on is not null
          and r.code <> 'balance'), 0))
order by n.code = 'closed', n.position <= coalesce((select max(r.position) from nodes r where r.order_id = o.id
          and r.actual_on is not null and r.code <> 'balance'), 0), n.position limit 1"""

_NEXT_DAY = f"case when {_RUNNING} then (select n.planned_on {NEXT_NODE}) end"

#: What was only offered is not owed yet, and what was cancelled no more.
_OWED = "o.stage not in ('inquiry','quoted','cancelled')"

_OPEN = f"""case when {_OWED} then coalesce((select sum(max(i.amount_minor - i.received_minor, 0)) from instalments i
where i.order_id = o.id), 0) else 0 end"""  # noqa: S608

_LATE = f"{_RUNNING} and (select n.planned_on {NEXT_NODE}) < :today"

_UNPAID = f"{_OWED} and exists (select 1 from instalments i where i.order_id = o.id \
and i.received_minor < i.amount_minor)"  # noqa: S608

_CHIPS = {"running": _RUNNING, "late": _LATE, "unpaid": _UNPAID}

_STAGES = ("inquiry", "quoted", "confirmed", "production", "ready", "on-the-way", "delivered", "closed", "cancelled")

#: What each column sorts by, most important first; text without regard to case, what is empty always last.
_SORTS: dict[str, tuple[str, ...]] = {
    "number": ("o.number",),
    "party": ("p.name collate nocase",),
    "summary": ("o.summary collate nocase",),
    "stage": ("case o.stage " + " ".join(f"when '{each}' then {at}" for at, each in enumerate(_STAGES)) + " end",),
    "ordered": ("o.ordered_on",),
    "next": (_NEXT_DAY,),
    "delivery": ("o.delivery_on",),
    "total": ("o.currency", "o.total_minor"),
    "open": ("o.currency", _OPEN),
}
_MAY_BE_EMPTY = frozenset({"ordered", "next", "delivery"})


@dataclass(frozen=True)
class OrderQuery:
    """Which orders, in which order. ``chip``: "", running, late or unpaid; ``party_id`` narrows to one customer.

    ``sort``: number, party, summary, stage, ordered, next, delivery, total or open.
    """

    chip: str = ""
    search: str = ""
    sort: str = "ordered"
    descending: bool = True
    party_id: int | None = None


class OrderRow(NamedTuple):
    """One line of the list; money in minor units of ``currency``, days as ISO text or None."""

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


def ids(reader: Reader, query: OrderQuery, today: date) -> array[int]:
    """The numbers of every order of the list, in its order."""
    conditions = ["1"]
    parameters: list[object] = []
    if query.chip:
        conditions.append(_CHIPS[query.chip].replace(":today", "?"))
        parameters += [today.isoformat()] * _CHIPS[query.chip].count(":today")
    if query.party_id is not None:
        conditions.append("o.party_id = ?")
        parameters.append(query.party_id)
    found, words = order_condition(query.search, column="o.id")
    if found:
        conditions.append(found)
        parameters += words
    join = "join parties p on p.id = o.party_id" if query.sort == "party" else ""
    sql = f"select o.id from orders o {join} where {' and '.join(conditions)} order by {_order(query)}"  # noqa: S608
    return reader.numbers(sql, parameters)


def _order(query: OrderQuery) -> str:
    way = "desc" if query.descending else "asc"
    last = " nulls last" if query.sort in _MAY_BE_EMPTY else ""
    return ", ".join(f"{part} {way}{last}" for part in (*_SORTS[query.sort], "o.id"))


def rows(reader: Reader, numbers: Sequence[int]) -> list[OrderRow]:
    """The lines of these orders, in this order; one that is gone is left out."""
    sql = f"""
        select o.id, o.number, o.party_id, p.name, o.summary, o.stage, o.ordered_on, o.delivery_on, o.currency,
               o.total_minor,
               {_OPEN},
               case when {_RUNNING} then (select n.code {NEXT_NODE}) end, {_NEXT_DAY}
        from orders o join parties p on p.id = o.party_id where o.id in ({marks(numbers)})
    """  # noqa: S608
    found = {row[0]: OrderRow(*row) for row in reader.all(sql, numbers)}
    return [found[number] for number in numbers if number in found]


def chip_counts(reader: Reader, today: date) -> dict[str, int]:
    """How many orders each filter would show: "" (all), running, late, unpaid."""
    everything = int(reader.value("select count(*) from orders"))
    return {"": everything} | {chip: chip_count(reader, chip, today) for chip in _CHIPS}


def chip_count(reader: Reader, chip: str, today: date) -> int:
    """How many orders one filter would show."""
    condition = _CHIPS[chip]
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
