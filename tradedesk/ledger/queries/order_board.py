"""The orders of a query as columns by stage, and as days of a calendar."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tradedesk.domain.money import Money
from tradedesk.ledger.queries.order_filters import NEXT_NODE, OWED, RUNNING, OrderQuery, conditions
from tradedesk.ledger.reader import Reader, marks

#: What is urgent first; what is done, the newest first.
_NEXT = f"(select n.planned_on {NEXT_NODE}) nulls last, o.id desc"
_ENDED = """coalesce((select n.actual_on from nodes n where n.order_id = o.id and n.code = 'closed'),
o.delivery_on, o.ordered_on) desc, o.id desc"""


class StageTotal(NamedTuple):
    """How many orders of one currency stand in a stage, and their worth."""

    stage: str
    orders: int
    total: Money


class Entry(NamedTuple):
    """One thing of one order on one day (own zone, as ISO text). A month has thousands: they stay as they were read.

    ``kind``: planned, actual, delivery, due, etd or eta. ``code`` is the node's code, the instalment's label or the
    vessel; ``name_en`` and ``name_zh`` the node's own name; ``thing_id`` the node's, instalment's or shipment's number
    (the order's for the delivery). ``reached`` says that it lies behind: a shipment that left or arrived, money that
    came in; ``late`` is what lies behind and has not happened.
    """

    on: str
    kind: str
    code: str
    thing_id: int
    order_id: int
    number: str
    party: str
    country: str
    name_en: str
    name_zh: str
    minor: int
    currency: str
    reached: int
    late: int
    short: str

    @property
    def day(self) -> date:
        """Its day."""
        return date.fromisoformat(self.on)

    @property
    def amount(self) -> Money | None:
        """The money that is due; None for anything else."""
        return Money(self.minor, self.currency) if self.minor else None


def column(
    reader: Reader, query: OrderQuery, stages: Sequence[str], today: date, *, done: bool = False, limit: int = -1
) -> array[int]:
    """The orders of a query in these stages, as a column of the board has them; at most ``limit`` (-1: all)."""
    asked = conditions(query, today)
    asked.add(f"o.stage in ({marks(stages)})", *stages)
    sql = f"select o.id from orders o where {asked.sql} order by {_ENDED if done else _NEXT} limit ?"  # noqa: S608
    return reader.numbers(sql, [*asked.parameters, limit])


def stage_totals(reader: Reader, query: OrderQuery, today: date) -> list[StageTotal]:
    """How many orders of a query stand in each stage and what they are worth, by currency, the most orders first."""
    asked = conditions(query, today)
    sql = f"""
        select o.stage, count(*), sum(o.total_minor), o.currency from orders o where {asked.sql}
        group by o.stage, o.currency order by 2 desc, 4
    """  # noqa: S608
    return [StageTotal(row[0], row[1], Money(row[2], row[3])) for row in reader.all(sql, asked.parameters)]


#: Each kind of day: its SQL with two parameters for the span, the earlier first.
_DAYS = (
    f"""select n.planned_on as day, 'planned' as kind, n.code as code, n.id as thing, n.order_id as order_id,
    n.name_en as name_en, n.name_zh as name_zh, 0 as minor, 0 as reached
    from nodes n join orders o on o.id = n.order_id
    where n.planned_on between ? and ? and n.actual_on is null and {RUNNING} and (n.code = 'balance' or n.position >
    coalesce((select max(r.position) from nodes r where r.order_id = n.order_id and r.actual_on is not null
              and r.code <> 'balance'), 0))""",  # noqa: S608
    """select n.actual_on, 'actual', n.code, n.id, n.order_id, n.name_en, n.name_zh, 0, 1
    from nodes n where n.actual_on between ? and ?""",
    """select o.delivery_on, 'delivery', '', o.id, o.id, '', '', 0,
    exists (select 1 from nodes n where n.order_id = o.id and n.code = 'delivered' and n.actual_on is not null)
    from orders o where o.delivery_on between ? and ? and o.stage <> 'cancelled'""",
    f"""select i.due_on, 'due', i.label, i.id, i.order_id, '', '', i.amount_minor - i.received_minor, 0
    from instalments i join orders o on o.id = i.order_id
    where i.due_on between ? and ? and i.received_minor < i.amount_minor and {OWED}""",  # noqa: S608
    """select s.etd, 'etd', s.vessel, s.id, s.order_id, '', '', 0, s.shipped_on is not null
    from shipments s where s.etd between ? and ?""",
    """select s.eta, 'eta', s.vessel, s.id, s.order_id, '', '', 0, s.arrived_on is not null
    from shipments s where s.eta between ? and ?""",
)


def days(reader: Reader, query: OrderQuery, first: date, last: date, today: date) -> list[Entry]:
    """What the orders of a query have on the days from ``first`` to ``last``, in the order of days."""
    asked = conditions(query, today)
    span = [first.isoformat(), last.isoformat()]
    sql = f"""
        select d.day, d.kind, d.code, d.thing, o.id, o.number, p.name, p.country, d.name_en, d.name_zh, d.minor,
               o.currency, d.reached, d.day < ? and not d.reached and d.kind in ('planned', 'due'),
               case when p.short_name <> '' then p.short_name else p.name end
        from ({" union all ".join(_DAYS)}) d join orders o on o.id = d.order_id join parties p on p.id = o.party_id
        where {asked.sql} order by d.day, d.reached, o.number, d.kind
    """  # noqa: S608
    rows = reader.all(sql, [today.isoformat(), *span * len(_DAYS), *asked.parameters])
    return list(map(Entry._make, rows))
