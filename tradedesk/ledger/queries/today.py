"""The flat facts from which Today reckons what is owed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from tradedesk.domain.departure import Departure
from tradedesk.domain.letter_of_credit import Credit
from tradedesk.domain.money import Money, grouped
from tradedesk.domain.promise_facts import AskedFacts, CreditFacts, Due, Notice, OrderFacts, PointFacts
from tradedesk.ledger.queries.log import UNANSWERED
from tradedesk.ledger.reader import Reader, marks
from tradedesk.ledger.values import maybe_utc, utc

_RUNNING = "('inquiry','quoted','confirmed','production','ready','on-the-way','delivered')"

#: The column that tells the last point reached: its place in the timeline above, its number below.
_SHIFT = 40

#: What promises look at on the timelines of the running orders, one row an order, without touching the log.
_TIMELINES = f"""
select o.id,
       max(case when n.code = 'confirmed' then n.actual_on end) as confirmed_on,
       max(case when n.code = 'deposit' then n.actual_on end) as paid_on,
       max(case when n.code in ('confirmed', 'deposit') then n.notice_message_id end) as confirm_told,
       max(case when n.code = 'confirmed' then n.id end) as confirm_node,
       max(case when n.code = 'ready' then n.planned_on end) as ready_planned_on,
       max(case when n.code = 'ready' then n.actual_on end) as ready_on,
       max(case when n.code = 'ready' then n.notice_message_id end) as ready_told,
       max(case when n.code = 'ready' then n.id end) as ready_node,
       max(case when n.code = 'shipped' then n.actual_on end) as shipped_on,
       max(case when n.code = 'shipped' then n.notice_message_id end) as shipped_told,
       max(case when n.code = 'shipped' then n.id end) as shipped_node,
       max(case when n.code = 'delivered' then n.actual_on end) as delivered_on,
       max(case when n.actual_on is not null and n.code <> 'balance'
                then (n.position << {_SHIFT}) | n.id end) as reached
from orders o left join nodes n on n.order_id = o.id
where o.stage in {_RUNNING} and (o.ordered_on is null or o.ordered_on >= ?){{of_these}}
group by o.id
"""  # noqa: S608

#: A quick look at each point by itself: orders of which nothing can be owed are not looked at any further.
_CANDIDATES = """
 and o.id in (
  select order_id from nodes
  where notice_message_id is null
    and (case code when 'ready' then actual_on is not null or planned_on <= ?
                   when 'deposit' then actual_on is not null when 'confirmed' then actual_on is not null
                   when 'production' then actual_on is not null when 'customs' then actual_on is not null
                   when 'shipped' then actual_on is not null else actual_on is not null and template <> '' end)
  union all select id from orders where stage = 'inquiry'
  union all select order_id from instalments where due_on <= ? and received_minor < amount_minor
  union all select id from orders where id in {in_parts})
"""

#: What answers an inquiry: what was handed over on it, whatever the clock said then, or was said later.
_ANSWER = """
select min(m.id) from messages m where m.order_id = o.id and m.direction = 'out' and m.state <> 'not-sent'
  and (m.party_id is null or m.party_id = o.party_id)
  and (m.at >= o.inquired_at or m.state <> 'noted')
"""

#: Only the orders of which something may be owed; the days of their notices are read for these alone.
_ORDERS = f"""
select o.id, o.party_id, o.number, p.name, o.stage, p.country, o.summary, o.inquired_at,
       a.at,
       v.confirmed_on, v.paid_on, (select substr(at, 1, 10) from messages where id = v.confirm_told), v.confirm_node,
       v.ready_planned_on, v.ready_on, (select substr(at, 1, 10) from messages where id = v.ready_told), v.ready_node,
       v.shipped_on, (select substr(at, 1, 10) from messages where id = v.shipped_told), v.shipped_node, v.delivered_on,
       coalesce((select case when s.tracking_no <> '' then s.tracking_no when s.container_no <> '' then s.container_no
                             else s.bl_no end from shipments s where s.order_id = o.id
                 order by s.shipped_on is not v.shipped_on, s.shipped_on is null, s.shipped_on, s.id limit 1), ''),
       coalesce(l.code, ''), l.actual_on, (select substr(at, 1, 10) from messages where id = l.notice_message_id), l.id,
       p.zone, case when o.side_state = 'on-hold' then o.side_since end, o.side_reason,
       case when l.name_en <> '' then l.name_en else l.name_zh end, coalesce(l.template, ''), a.id
from ({_TIMELINES}) v
join orders o on o.id = v.id
join parties p on p.id = o.party_id
left join nodes l on l.id = (v.reached & ((1 << {_SHIFT}) - 1))
left join messages a on o.stage = 'inquiry' and a.id = ({_ANSWER})
where (o.stage = 'inquiry' and o.inquired_at is not null)
   or (v.paid_on is not null and v.confirm_told is null and v.shipped_on is null)
   or (v.ready_told is null and v.shipped_on is null and (v.ready_on is not null or v.ready_planned_on <= ?))
   or (v.shipped_on is not null and v.shipped_told is null and v.delivered_on is null)
   or (v.delivered_on is null and o.id in {{in_parts}})
   or ((l.code in ('confirmed', 'production', 'customs') or l.template <> '') and l.notice_message_id is null)
   or o.id in (select i.order_id from instalments i where i.due_on <= ? and i.received_minor < i.amount_minor)
"""  # noqa: S608


def order_facts(
    reader: Reader, since: date, today: date, ready_until: date, only: Collection[int] | None = None
) -> list[OrderFacts]:
    """What promises need of every running order, made on or after ``since``, of which something may be owed.

    ``ready_until``: goods planned to be ready after that day (own zone) owe no notice yet. ``only`` looks at these
    orders alone.
    """
    numbers = "" if only is None else _listed(only)
    parts = _in_parts(reader, numbers)
    dues = _dues(reader, today, numbers)
    until, now = ready_until.isoformat(), today.isoformat()
    parameters = (since.isoformat(), until, now) if numbers else (since.isoformat(), until, now, until, now)
    sql = _ORDERS.replace("{of_these}", f" and o.id in {numbers}" if numbers else _CANDIDATES)
    found = [_facts(row, dues) for row in reader.all(sql.replace("{in_parts}", _listed(parts)), parameters)]
    return _with_parts(reader, found, parts) if parts else found


def shipped_notices(reader: Reader, orders: Sequence[int]) -> dict[int, list[Notice]]:
    """By order, what told the customer of something shipped (D4); what was not sent told nobody."""
    from tradedesk.ledger import drafts

    sql = f"""
        select m.order_id, m.id, m.at, m.subject || ' ' || m.body from messages m
        where m.order_id in ({marks(orders)}) and m.direction = 'out' and m.state <> 'not-sent'
          and (m.template = 'shipped'
               or exists (select 1 from nodes n where n.code = 'shipped'
                          and (n.id = m.node_id or n.notice_message_id = m.id) and n.order_id = m.order_id))
        order by m.at, m.id
    """  # noqa: S608
    rows = reader.all(sql, orders)
    meant = drafts.shipments_told(reader, [row[1] for row in rows], since=rows[0][2]) if rows else {}
    found: dict[int, list[Notice]] = {}
    for order_id, number, at, text in rows:
        found.setdefault(order_id, []).append(Notice(number, utc(at), text, meant.get(number)))
    return found


def orders_told_of(reader: Reader, messages: Collection[int]) -> tuple[set[int], set[int], int]:
    """The orders and the customers that some log entries belong to, and how many of these entries are there."""
    numbers = ",".join(str(int(each)) for each in messages)
    rows = reader.all(f"select order_id, party_id from messages where id in ({numbers})")  # noqa: S608
    return {row[0] for row in rows if row[0]}, {row[1] for row in rows if row[1]}, len(rows)


def point_facts(reader: Reader) -> list[PointFacts]:
    """Every open point to confirm."""
    sql = """
        select t.id, t.party_id, coalesce(p.name, ''), t.order_id, coalesce(o.number, ''), t.text, t.medium, t.said_at,
               t.said_in, coalesce(p.zone, '')
        from points t left join parties p on p.id = t.party_id left join orders o on o.id = t.order_id
        where t.confirmed_by is null
    """
    return [_point(row) for row in reader.all(sql)]


def asked_facts(reader: Reader, since: date, party_id: int | None = None) -> list[AskedFacts]:
    """Customers who were asked on or after ``since`` which address is for what, and whose answer is not there (B3).

    It is there when the log has a later entry of that template which did not fail to go out: an answer, or the user's
    word that none is waited for; and nothing is waited for when no mailbox is left presumed. A later question counts
    instead of an earlier one.
    """
    sql = f"""
        select m.id, m.party_id, p.name, m.at from messages m join parties p on p.id = m.party_id
        where m.template = 'which-address' and m.direction = 'out' and m.state <> 'not-sent' and m.at >= ?
          {"and m.party_id = ?" if party_id is not None else ""}
          and not exists (select 1 from messages a where a.template = 'which-address' and a.party_id = m.party_id
                          and a.id > m.id and a.state <> 'not-sent')
          and exists (select 1 from addresses d where d.party_id = m.party_id and d.channel = 'mail'
                      and d.standing = 'presumed')
    """  # noqa: S608
    narrowed = (party_id,) if party_id is not None else ()
    return [AskedFacts(row[0], row[1], row[2], utc(row[3])) for row in reader.all(sql, (since.isoformat(), *narrowed))]


def credit_facts(reader: Reader, only: Collection[int] | None = None) -> list[CreditFacts]:
    """Every running order whose letter of credit sets a day; ``only`` looks at these orders alone."""
    sql = f"""
        select o.id, o.party_id, o.number, p.name, p.zone, o.lc_number, o.lc_latest_shipment, o.lc_expiry,
               o.lc_presentation_days,
               max(case when n.code = 'shipped' then n.actual_on end),
               max(case when n.code = 'shipped' then n.planned_on end),
               max(case when n.code = 'balance' then n.actual_on end)
        from orders o join parties p on p.id = o.party_id left join nodes n on n.order_id = o.id
        where o.stage in {_RUNNING} and (o.lc_number <> '' or o.lc_latest_shipment is not null
                                         or o.lc_expiry is not null)
          {f"and o.id in ({','.join(str(int(each)) for each in only)})" if only is not None else ""}
        group by o.id
    """  # noqa: S608
    found = []
    for order_id, party_id, number, party, zone, lc_number, latest, expiry, papers, *of_nodes in reader.all(sql):
        shipped, planned, paid = map(_day, of_nodes)
        credit = Credit(lc_number, _day(latest), _day(expiry), papers, shipped, planned, paid)
        found.append(CreditFacts(order_id, party_id, number, party, credit, zone=zone))
    return found


def waiting_for_an_answer(reader: Reader) -> int:
    """How many messages were handed over of which nobody has said what became of them."""
    return int(reader.value(f"select count(*) from messages m where {UNANSWERED}"))  # noqa: S608


def is_fresh(reader: Reader) -> bool:
    """Whether there is nobody to write to yet: no company but the own one, and nothing in the log."""
    sql = "select exists (select 1 from parties where kind <> 'own') or exists (select 1 from messages)"
    return not reader.value(sql)


def busy_parties(reader: Reader, today: date, limit: int) -> list[tuple[int, str, str, str, str]]:
    """(number, name, city, country, zone) of the customers with open matters, the next delivery first."""
    sql = f"""
        select p.id, case when p.short_name <> '' then p.short_name else p.name end, p.city, p.country, p.zone
        from orders o join parties p on p.id = o.party_id
        where o.stage in {_RUNNING} and p.zone <> ''
        group by p.id
        order by min(case when o.delivery_on >= ? then o.delivery_on else '9999' end), max(o.id) desc limit ?
    """  # noqa: S608
    rows = reader.all(sql, (today.isoformat(), limit))
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def _point(row: tuple[Any, ...]) -> PointFacts:
    number, party_id, party, order_id, order, text, medium, said_at, said_in, zone = row
    return PointFacts(
        number, party_id, party, order_id, order, text, medium, utc(said_at), message_id=said_in, zone=zone
    )


def _in_parts(reader: Reader, numbers: str) -> list[int]:
    """The orders (those of ``numbers``, else all) of which several shipments have left: each is owed a word (D4)."""
    of_these = f"and order_id in {numbers}" if numbers else ""
    sql = f"""select order_id as id from shipments where shipped_on is not null {of_these}
              group by order_id having count(*) > 1"""  # noqa: S608
    return list(reader.numbers(sql))


def _with_parts(reader: Reader, found: list[OrderFacts], parts: list[int]) -> list[OrderFacts]:
    """With the shipments that left, and what told of them, where an order has several."""
    from tradedesk.domain.shipment import departures
    from tradedesk.ledger import shipments

    several = set(parts)
    on_the_way = [row.order_id for row in found if row.delivered_on is None and row.order_id in several]
    told = shipped_notices(reader, on_the_way)
    left: dict[int, list[Departure]] = {}
    for part in shipments.of_orders(reader, on_the_way):
        left.setdefault(part.order_id, []).extend(departures([part]))
    return [
        row._replace(departures=tuple(left[row.order_id]), shipped_notices=tuple(told.get(row.order_id, ())))
        if row.order_id in left else row for row in found
    ]  # fmt: skip


def _listed(numbers: Collection[int]) -> str:
    """ "(1,2,3)" for an IN list of any length."""
    return f"({','.join(str(int(each)) for each in numbers)})"


def _dues(reader: Reader, today: date, numbers: str = "") -> Mapping[int, list[Due]]:
    sql = f"""
        select i.order_id, i.id, i.label, i.amount_minor - i.received_minor, o.currency, i.due_on
        from instalments i join orders o on o.id = i.order_id
        where o.stage in {_RUNNING} and i.due_on <= ? and i.received_minor < i.amount_minor
        {f"and i.order_id in {numbers}" if numbers else ""}
    """  # noqa: S608
    found: dict[int, list[Due]] = {}
    for order_id, number, label, minor, currency, due_on in reader.all(sql, (today.isoformat(),)):
        due = Due(number, label, grouped(Money(minor, currency)), _day(due_on))
        found.setdefault(order_id, []).append(due)
    return found


def _facts(row: tuple[Any, ...], dues: Mapping[int, list[Due]]) -> OrderFacts:
    return OrderFacts(
        order_id=row[0],
        party_id=row[1],
        number=row[2],
        party=row[3],
        stage=row[4],
        country=row[5],
        summary=row[6],
        inquired_at=_moment(row[7]),
        answered_at=_moment(row[8]),
        confirmed_on=_day(row[9]),
        paid_on=_day(row[10]),
        confirm_notice_on=_day(row[11]),
        confirm_node_id=row[12],
        ready_planned_on=_day(row[13]),
        ready_on=_day(row[14]),
        ready_notice_on=_day(row[15]),
        ready_node_id=row[16],
        shipped_on=_day(row[17]),
        shipped_notice_on=_day(row[18]),
        shipped_node_id=row[19],
        delivered_on=_day(row[20]),
        tracking=row[21],
        node_code=row[22],
        node_on=_day(row[23]),
        node_notice_on=_day(row[24]),
        node_id=row[25],
        dues=tuple(dues.get(row[0], ())),
        zone=row[26],
        held_since=_day(row[27]),
        held_why=row[28],
        node_name=row[29] or "",
        node_template=row[30],
        answered_by=row[31],
    )


@lru_cache(4096)
def _day(text: str | None) -> date | None:
    # The same few hundred days stand on all orders.
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return maybe_utc(text)
