"""Who is due to order again, for a whole list at once: the same reckoning as ``domain.reorder``, in SQL."""

from __future__ import annotations

from datetime import date

from tradedesk.domain.reorder import LEAST_ORDERS
from tradedesk.ledger.reader import Reader

_MADE = "o.ordered_on is not null and o.stage <> 'cancelled'"

#: The last order and so many days; parties without a cycle have no such day.
_BY_CYCLE = f"p.reorder_by <> 'orders' and p.cycle_days > 0 and (select date(max(o.ordered_on), '+' || p.cycle_days \
|| ' days') from orders o where o.party_id = p.id and {_MADE}) <= :today"  # noqa: S608

#: The median of the days between orders, for those parties alone whose cycle is not told or not trusted.
_BY_ORDERS = f"""
p.id in (
    with days as (
        select distinct q.id as party, o.ordered_on as day from parties q join orders o on o.party_id = q.id
        where {_MADE} and (q.reorder_by = 'orders' or (q.reorder_by = '' and coalesce(q.cycle_days, 0) = 0))
    ), gaps as (
        select party, max(day) over (partition by party) as last,
               cast(julianday(day) - julianday(lag(day) over (partition by party order by day)) as integer) as gap
        from days
    ), ranked as (
        select party, last, gap, row_number() over (partition by party order by gap) as place,
               count(*) over (partition by party) as many
        from gaps where gap is not null
    )
    select party from ranked
    where many >= {LEAST_ORDERS - 1} and place in ((many + 1) / 2, (many + 2) / 2)
    group by party having date(max(last), '+' || (sum(gap) / count(*)) || ' days') <= :today
)
"""  # noqa: S608

#: A condition on ``parties p``; ``:today`` stands in it for the user's own day.
DUE = f"(({_BY_CYCLE}) or {_BY_ORDERS})"


def order_days(reader: Reader, party_id: int) -> tuple[date, ...]:
    """The days of a party's orders, without cancelled ones, the first one first."""
    sql = f"select distinct o.ordered_on from orders o where o.party_id = ? and {_MADE} order by 1"  # noqa: S608
    return tuple(date.fromisoformat(day) for (day,) in reader.all(sql, (party_id,)))
