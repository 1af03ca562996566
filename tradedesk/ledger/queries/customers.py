"""The list of parties: numbers in order for the whole list, rows for the part that is seen."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tradedesk.domain.money import Money
from tradedesk.ledger.queries import reorder
from tradedesk.ledger.queries.find import line_condition
from tradedesk.ledger.queries.orders import NEXT_NODE
from tradedesk.ledger.reader import Reader, marks

_RUNNING = "('inquiry','quoted','confirmed','production','ready','on-the-way','delivered')"

_UNCONFIRMED = "exists (select 1 from addresses a where a.party_id = p.id and a.channel = 'mail' \
and a.standing = 'presumed')"

_LATE = f"exists (select 1 from orders o join instalments i on i.order_id = o.id where o.party_id = p.id \
and o.stage in {_RUNNING} and i.due_on < :today and i.received_minor < i.amount_minor)"  # noqa: S608

_FILTERS = {"unconfirmed": _UNCONFIRMED, "late": _LATE, "reorder": reorder.DUE}

_SORTS = {
    "name": "p.name collate nocase, p.id",
    "country": "p.country, p.city collate nocase, p.name collate nocase, p.id",
    "newest": "p.id desc",
}


@dataclass(frozen=True)
class CustomerQuery:
    """Which parties, in which order. ``chip``: "", unconfirmed, late or reorder; ``sort``: name, country, newest."""

    kind: str = "customer"
    chip: str = ""
    search: str = ""
    sort: str = "name"


class CustomerRow(NamedTuple):
    """One line of the list."""

    id: int
    name: str
    country: str
    city: str
    tier: str
    open_orders: int


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


def ids(reader: Reader, query: CustomerQuery, today: date) -> array[int]:
    """The numbers of every party of the list, in its order."""
    conditions = ["p.kind = ?"]
    parameters: list[object] = [query.kind]
    if query.chip:
        conditions.append(_FILTERS[query.chip].replace(":today", "?"))
        parameters += [today.isoformat()] * _FILTERS[query.chip].count(":today")
    found, words = line_condition("party_fts", query.search)
    if found:
        conditions.append("p." + found)
        parameters += words
    sql = f"select p.id from parties p where {' and '.join(conditions)} order by {_SORTS[query.sort]}"  # noqa: S608
    return reader.numbers(sql, parameters)


def rows(reader: Reader, numbers: Sequence[int]) -> list[CustomerRow]:
    """The lines of these parties, in this order; a party that is gone is left out."""
    sql = f"""
        select p.id, p.name, p.country, p.city, p.tier,
               (select count(*) from orders o where o.party_id = p.id and o.stage in {_RUNNING})
        from parties p where p.id in ({marks(numbers)})
    """  # noqa: S608
    found = {row[0]: CustomerRow(*row) for row in reader.all(sql, numbers)}
    return [found[number] for number in numbers if number in found]


def chip_counts(reader: Reader, kind: str, today: date) -> dict[str, int]:
    """How many parties each filter would show: "" (all), unconfirmed, late, reorder."""
    counts = {"": int(reader.value("select count(*) from parties where kind = ?", (kind,)))}
    for chip, condition in _FILTERS.items():
        sql = f"select count(*) from parties p where p.kind = ? and {condition.replace(':today', '?')}"  # noqa: S608
        counts[chip] = int(reader.value(sql, (kind, *[today.isoformat()] * condition.count(":today"))))
    return counts


def open_orders(reader: Reader, party_id: int) -> int:
    """How many orders of the party still run."""
    sql = f"select count(*) from orders where party_id = ? and stage in {_RUNNING}"  # noqa: S608
    return int(reader.value(sql, (party_id,)))


def open_totals(reader: Reader, party_id: int) -> tuple[Money, ...]:
    """The value of the party's running orders, by currency."""
    sql = f"""
        select currency, sum(total_minor) from orders where party_id = ? and stage in {_RUNNING}
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
        where o.party_id = ? and o.stage in {_RUNNING} and n.planned_on is not null
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
