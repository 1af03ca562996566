"""What a text can be shown on: orders and customers, a handful of each."""

from __future__ import annotations

from typing import NamedTuple

from tradedesk.ledger.queries import find
from tradedesk.ledger.reader import Reader

_MOST = 7


class SubjectRow(NamedTuple):
    """An order, or a customer without one: two lines of words."""

    party_id: int
    order_id: int | None
    title: str
    detail: str


def newest(reader: Reader, node: str, party_id: int | None) -> tuple[int, int] | None:
    """(party, order): the newest running order with this node, else the newest running one, else the newest of all.

    ``party_id``: only its orders. None where there is no order.
    """
    found = reader.first(
        """
        select party_id, id from orders where ? is null or party_id = ?
        order by stage in ('closed', 'cancelled'),
                 not exists (select 1 from nodes where nodes.order_id = orders.id and nodes.code = ?),
                 ordered_on desc, id desc limit 1
        """,
        (party_id, party_id, node),
    )
    return (int(found[0]), int(found[1])) if found is not None else None


def newest_point(reader: Reader, party_id: int | None) -> tuple[int, int | None, int] | None:
    """(party, order, point) of the newest point to confirm, else of the newest of all; of one party or of any."""
    found = reader.first(
        """
        select party_id, order_id, id from points where party_id is not null and (? is null or party_id = ?)
        order by confirmed_by is not null, id desc limit 1
        """,
        (party_id, party_id),
    )
    return (int(found[0]), found[1], int(found[2])) if found is not None else None


def found(reader: Reader, search: str) -> list[SubjectRow]:
    """Orders and customers that hold every word; without a word the newest running orders."""
    orders, given = find.order_condition(search, column="o.id")
    sql = f"""
        select o.party_id, o.id, o.number, p.name, o.summary from orders o join parties p on p.id = o.party_id
        where {orders or "o.stage not in ('closed', 'cancelled')"}
        order by o.stage in ('closed', 'cancelled'), o.ordered_on desc, o.id desc limit {_MOST}
    """  # noqa: S608
    rows = [
        SubjectRow(row[0], row[1], row[2], " · ".join(part for part in row[3:] if part))
        for row in reader.all(sql, given)
    ]
    if not search.strip():
        return rows
    parties, given = find.party_condition(search, names_only=True)
    sql = f"""
        select id, name, country, city from parties where {parties or "1"} and kind <> 'own'
        order by kind <> 'customer', name collate nocase limit {_MOST}
    """  # noqa: S608
    rows += [
        SubjectRow(row[0], None, row[1], " · ".join(part for part in (row[3], row[2]) if part))
        for row in reader.all(sql, given)
    ]
    return rows
