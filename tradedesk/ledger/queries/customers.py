"""What stands above a party: its running orders, what it owes, the last contact, what comes next."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tradedesk.domain.money import Money
from tradedesk.ledger.queries.orders import NEXT_NODE
from tradedesk.ledger.queries.party_filters import RUNNING
from tradedesk.ledger.reader import Reader


class LastContactRow(NamedTuple):
    """The newest message with a party: UTC text, medium, direction and what it was about."""

    at: str
    medium: str
    direction: str
    words: str


class NextNodeRow(NamedTuple):
    """The point of a running order that comes next: its code, the planned day as ISO text, and the order's number."""

    code: str
    planned_on: str
    order_number: str


def open_orders(reader: Reader, party_id: int) -> int:
    """How many orders of the party still run."""
    sql = f"select count(*) from orders where party_id = ? and stage in {RUNNING}"  # noqa: S608
    return int(reader.value(sql, (party_id,)))


def open_totals(reader: Reader, party_id: int) -> tuple[Money, ...]:
    """The value of the party's running orders, by currency."""
    sql = f"""
        select currency, sum(total_minor) from orders where party_id = ? and stage in {RUNNING}
        group by currency order by 2 desc
    """  # noqa: S608
    return tuple(Money(row[1], row[0]) for row in reader.all(sql, (party_id,)))


def overdue_totals(reader: Reader, party_id: int, today: date) -> tuple[Money, ...]:
    """What the party should have paid by now and has not, by currency."""
    sql = """
        select o.currency, sum(i.amount_minor - i.received_minor)
        from orders o join instalments i on i.order_id = o.id
        where o.party_id = ? and o.stage <> 'cancelled' and i.due_on < ? and i.received_minor < i.amount_minor
        group by o.currency order by 2 desc
    """
    return tuple(Money(row[1], row[0]) for row in reader.all(sql, (party_id, today.isoformat())))


def last_contact(reader: Reader, party_id: int) -> LastContactRow | None:
    """The newest message with the party, by any channel."""
    sql = """
        select at, medium, direction, case when subject <> '' then substr(subject, 1, 160) else substr(body, 1, 160) end
        from messages where party_id = ? and state <> 'not-sent' order by at desc, id desc limit 1
    """
    row = reader.first(sql, (party_id,))
    return LastContactRow(*row) if row else None


def next_node(reader: Reader, party_id: int) -> NextNodeRow | None:
    """What comes next on the party's running orders: of the points each order waits for, the one planned first."""
    sql = f"""
        select n.code, n.planned_on, o.number from orders o join nodes n on n.id = (select n.id {NEXT_NODE})
        where o.party_id = ? and o.stage in {RUNNING} and n.planned_on is not null
        order by n.planned_on, n.position, n.id limit 1
    """  # noqa: S608
    row = reader.first(sql, (party_id,))
    return NextNodeRow(*row) if row else None


def tally(reader: Reader, party_id: int) -> tuple[int, int]:
    """How many orders and how many messages the ledger holds for the party."""
    sql = """
        select (select count(*) from orders where party_id = ?), (select count(*) from messages where party_id = ?)
    """
    row = reader.first(sql, (party_id, party_id))
    assert row is not None
    return int(row[0]), int(row[1])
