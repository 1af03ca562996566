"""Who is due to order again, for a whole list at once: the same reckoning as ``domain.reorder``, in SQL."""

from __future__ import annotations

from datetime import date

from tradedesk.domain.reorder import LEAST_ORDERS
from tradedesk.ledger.reader import Reader

#: An order ``o`` that counts.
MADE = "o.ordered_on is not null and o.stage <> 'cancelled'"

#: The last order and so many days; parties without a cycle have no such day.
_BY_CYCLE = f"p.reorder_by <> 'orders' and p.cycle_days > 0 and (select date(max(o.ordered_on), '+' || p.cycle_days \
|| ' days') from orders o where o.party_id = p.id and {MADE}) <= :today"  # noqa: S608

#: The day by the median of the days between orders, for those parties alone whose cycle is not told or not trusted.
_RHYTHM = f"""
with days as (
    select distinct q.id as party, o.ordered_on as day from parties q join orders o on o.party_id = q.id
    where {MADE} and (q.reorder_by = 'orders' or (q.reorder_by = '' and coalesce(q.cycle_days, 0) = 0))
), gaps as (
    select party, max(day) over (partition by party) as last,
           cast(julianday(day) - julianday(lag(day) over (partition by party order by day)) as integer) as gap
    from days
), ranked as (
    select party, last, gap, row_number() over (partition by party order by gap) as place,
           count(*) over (partition by party) as many
    from gaps where gap is not null
)
select party, date(max(last), '+' || (sum(gap) / count(*)) || ' days') as day from ranked
where many >= {LEAST_ORDERS - 1} and place in ((many + 1) / 2, (many + 2) / 2) group by party
"""  # noqa: S608

_BY_ORDERS = f"p.id in (select party from ({_RHYTHM}) where day <= :today)"  # noqa: S608

#: A condition on ``parties p``; ``:today`` stands in it for the user's own day.
DUE = f"(({_BY_CYCLE}) or {_BY_ORDERS})"

#: The day on which the next order of ``parties p`` is expected, or null; it needs ``NEXT_JOINS``.
NEXT_DAY = """
case when p.reorder_by <> 'orders' and p.cycle_days > 0 then date(last.day, '+' || p.cycle_days || ' days')
     else rhythm.day end
"""
NEXT_JOINS = f"""
left join (select o.party_id, max(o.ordered_on) as day from orders o where {MADE} group by o.party_id) last
          on last.party_id = p.id
left join ({_RHYTHM}) rhythm on rhythm.party = p.id
"""  # noqa: S608


def order_days(reader: Reader, party_id: int) -> tuple[date, ...]:
    """The days of a party's orders, without cancelled ones, the first one first."""
    sql = f"select distinct o.ordered_on from orders o where o.party_id = ? and {MADE} order by 1"  # noqa: S608
    return tuple(date.fromisoformat(day) for (day,) in reader.all(sql, (party_id,)))
