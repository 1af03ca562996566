"""The flat facts from which Today reckons what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tradedesk.domain.money import Money, grouped
from tradedesk.domain.promise_facts import Due, OrderFacts, PointFacts
from tradedesk.ledger.reader import Reader
from tradedesk.ledger.values import maybe_utc, utc

_RUNNING = "('inquiry','quoted','confirmed','production','ready','on-the-way','delivered')"

#: One row a running order: each point of the timeline that a promise looks at, with the day its notice went out.
_ORDERS = f"""
select o.id, o.party_id, o.number, p.name, o.stage, p.country, o.summary, o.inquired_at,
       case when o.stage = 'inquiry' then
            (select min(m.at) from messages m where m.order_id = o.id and m.direction = 'out' and m.at >= o.inquired_at
             and m.state <> 'not-sent') end,
       max(case when n.code = 'confirmed' then n.actual_on end),
       max(case when n.code = 'deposit' then n.actual_on end),
       max(case when n.code in ('confirmed', 'deposit') then substr(t.at, 1, 10) end),
       max(case when n.code = 'confirmed' then n.id end),
       max(case when n.code = 'ready' then n.planned_on end),
       max(case when n.code = 'ready' then n.actual_on end),
       max(case when n.code = 'ready' then substr(t.at, 1, 10) end),
       max(case when n.code = 'ready' then n.id end),
       max(case when n.code = 'shipped' then n.actual_on end),
       max(case when n.code = 'shipped' then substr(t.at, 1, 10) end),
       max(case when n.code = 'shipped' then n.id end),
       max(case when n.code = 'delivered' then n.actual_on end),
       coalesce((select case when s.tracking_no <> '' then s.tracking_no when s.container_no <> '' then s.container_no
                             else s.bl_no end from shipments s where s.order_id = o.id order by s.id desc limit 1), ''),
       max(case when n.actual_on is not null and n.code <> 'balance' then
            printf('%03d|%s|%s|%s|%d', n.position, n.code, n.actual_on, coalesce(substr(t.at, 1, 10), ''), n.id) end)
from orders o
join parties p on p.id = o.party_id
left join nodes n on n.order_id = o.id
left join messages t on t.id = n.notice_message_id
where o.stage in {_RUNNING} and (o.ordered_on is null or o.ordered_on >= ?)
group by o.id
"""  # noqa: S608


def order_facts(reader: Reader, since: date, today: date) -> list[OrderFacts]:
    """What promises need of every running order that was made on or after ``since``."""
    dues = _dues(reader, today)
    return [_facts(row, dues) for row in reader.all(_ORDERS, (since.isoformat(),))]


def point_facts(reader: Reader) -> list[PointFacts]:
    """Every open point to confirm."""
    sql = """
        select t.id, t.party_id, coalesce(p.name, ''), t.order_id, coalesce(o.number, ''), t.text, t.medium, t.said_at,
               t.said_in
        from points t left join parties p on p.id = t.party_id left join orders o on o.id = t.order_id
        where t.confirmed_by is null
    """
    return [
        PointFacts(row[0], row[1], row[2], row[3], row[4], row[5], row[6], utc(row[7]), message_id=row[8])
        for row in reader.all(sql)
    ]


def waiting_for_an_answer(reader: Reader) -> int:
    """How many messages were handed over of which nobody has said what became of them."""
    return int(reader.value("select count(*) from messages where state in ('handing-over', 'handed-over')"))


def busy_parties(reader: Reader, limit: int) -> list[tuple[int, str, str, str, str]]:
    """(number, name, city, country, zone) of the customers with open matters, those with the nearest dates first."""
    sql = f"""
        select p.id, case when p.short_name <> '' then p.short_name else p.name end, p.city, p.country, p.zone
        from orders o join parties p on p.id = o.party_id
        where o.stage in {_RUNNING} and p.zone <> ''
        group by p.id order by min(coalesce(o.delivery_on, '9999')) desc, max(o.id) desc limit ?
    """  # noqa: S608
    return [(row[0], row[1], row[2], row[3], row[4]) for row in reader.all(sql, (limit,))]


def _dues(reader: Reader, today: date) -> Mapping[int, list[Due]]:
    sql = f"""
        select i.order_id, i.id, i.label, i.amount_minor - i.received_minor, o.currency, i.due_on
        from instalments i join orders o on o.id = i.order_id
        where o.stage in {_RUNNING} and i.due_on <= ? and i.received_minor < i.amount_minor
    """  # noqa: S608
    found: dict[int, list[Due]] = {}
    for order_id, number, label, minor, currency, due_on in reader.all(sql, (today.isoformat(),)):
        due = Due(number, label, grouped(Money(minor, currency)), _day(due_on))
        found.setdefault(order_id, []).append(due)
    return found


def _facts(row: tuple[Any, ...], dues: Mapping[int, list[Due]]) -> OrderFacts:
    code, node_on, node_notice, node_id = "", None, None, None
    if row[22]:
        _, code, reached, told, number = row[22].split("|")
        node_on, node_notice, node_id = _day(reached), _day(told), int(number)
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
        node_code=code,
        node_on=node_on,
        node_notice_on=node_notice,
        node_id=node_id,
        dues=tuple(dues.get(row[0], ())),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return maybe_utc(text)
