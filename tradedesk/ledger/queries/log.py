"""The log as a list: newest first, every channel, searchable."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from tradedesk.ledger.reader import Reader, marks

#: More hits than anybody reads; a longer query finds the rest.
HITS = 1000

#: Handed over, and nobody said what became of it; of a mail to many customers, which is answered once, the first entry.
UNANSWERED = """m.state in ('handing-over', 'handed-over') and (m.group_key = '' or m.id = (
    select min(g.id) from messages g where g.group_key = m.group_key and g.group_key <> ''))"""
_TO_CONFIRM = "m.id in (select t.said_in from points t where t.confirmed_by is null)"


class LogQuery(NamedTuple):
    """Which messages. ``chip``: "", handed-over (not yet said what became of them) or points (open points only)."""

    search: str = ""
    party_id: int | None = None
    order_id: int | None = None
    chip: str = ""


class LogRow(NamedTuple):
    """One line of the log. ``at`` is UTC text; ``people`` are the addresses it went to, or who it came from."""

    id: int
    at: str
    medium: str
    direction: str
    subject: str
    preview: str
    party_id: int | None
    party: str
    order_id: int | None
    order_number: str
    state: str
    people: str
    open_points: int
    points: int


def ids(reader: Reader, query: LogQuery) -> array[int]:
    """The numbers of the messages, newest first; of a search the newest hits.

    A search finds words of the message, and messages of customers and orders whose own words fit.
    """
    conditions, parameters = _conditions(query)
    if query.search.strip():
        return array("q", _found(reader, query.search, conditions, parameters))
    where = f"where {' and '.join(conditions)}" if conditions else ""
    sql = f"select m.id from messages m {where} order by m.at desc, m.id desc"  # noqa: S608
    return reader.numbers(sql, parameters)


def rows(reader: Reader, numbers: Sequence[int]) -> list[LogRow]:
    """The lines of these messages, in this order."""
    sql = f"""
        select m.id, m.at, m.medium, m.direction, substr(m.subject, 1, 200), substr(m.body, 1, 120), m.party_id,
               coalesce(p.name, ''), m.order_id, coalesce(o.number, ''), m.state,
               coalesce((select group_concat(r.role || ' ' || r.value, ', ') from message_recipients r
                         where r.message_id = m.id), ''),
               (select count(*) from points t where t.said_in = m.id and t.confirmed_by is null),
               (select count(*) from points t where t.said_in = m.id)
        from messages m left join parties p on p.id = m.party_id left join orders o on o.id = m.order_id
        where m.id in ({marks(numbers)})
    """  # noqa: S608
    found = {row[0]: LogRow(*row) for row in reader.all(sql, numbers)}
    return [found[number] for number in numbers if number in found]


def of_order(reader: Reader, order_id: int, limit: int = 200) -> list[LogRow]:
    """The newest messages of one order over every channel."""
    numbers = reader.all(
        "select id from messages where order_id = ? order by at desc, id desc limit ?", (order_id, limit)
    )
    return rows(reader, [row[0] for row in numbers])


def addresses_of(reader: Reader, numbers: Sequence[int]) -> list[str]:
    """The addresses that these messages went to or came from, each once."""
    sql = f"select distinct value from message_recipients where message_id in ({marks(numbers)})"  # noqa: S608
    return [row[0] for row in reader.all(sql, numbers)]


def unanswered(reader: Reader, limit: int) -> list[LogRow]:
    """Hand-overs of which nobody said what became of them: interrupted ones first, then the newest."""
    sql = f"""
        select m.id from messages m where {UNANSWERED}
        order by m.state = 'handing-over' desc, m.at desc, m.id desc limit ?
    """  # noqa: S608
    return rows(reader, [row[0] for row in reader.all(sql, (limit,))])


def chip_counts(reader: Reader, query: LogQuery) -> dict[str, int]:
    """How many messages each filter shows, within the query's customer or order; its search and chip do not count."""
    conditions, parameters = _conditions(LogQuery(party_id=query.party_id, order_id=query.order_id))
    counts = {}
    for chip, own in (("", ""), ("handed-over", UNANSWERED), ("points", _TO_CONFIRM)):
        wanted = [*conditions, *([own] if own else [])]
        where = f"where {' and '.join(wanted)}" if wanted else ""
        counts[chip] = int(reader.value(f"select count(*) from messages m {where}", parameters))  # noqa: S608
    return counts


def names(reader: Reader, party_id: int | None, order_id: int | None) -> tuple[str, str, str]:
    """The name and zone of a customer and the number of an order; empty for what is not there."""
    party = reader.first("select name, zone from parties where id = ?", (party_id,)) or ("", "")
    number = reader.value("select number from orders where id = ?", (order_id,))
    return party[0], party[1], number or ""


def orders_of_party(reader: Reader, party_id: int, limit: int) -> list[tuple[int, str, str]]:
    """(number, order number, what it is about) of a customer's orders that were not cancelled, the newest first."""
    sql = """
        select id, number, summary from orders where party_id = ? and stage <> 'cancelled' order by id desc limit ?
    """
    return [(row[0], row[1], row[2]) for row in reader.all(sql, (party_id, limit))]


def party_of(reader: Reader, order_id: int) -> int | None:
    """The customer of an order, None when there is no such order."""
    found: int | None = reader.value("select party_id from orders where id = ?", (order_id,))
    return found


def _found(reader: Reader, search: str, conditions: list[str], parameters: list[object]) -> list[int]:
    from tradedesk.ledger.queries import find

    scope = "".join(f" and {condition}" for condition in conditions)
    numbers = set(find.messages(reader, search, HITS, scope=scope, parameters=tuple(parameters)))
    for table, column, (condition, words) in (
        ("parties", "party_id", find.party_condition(search)),
        ("orders", "order_id", find.order_condition(search)),
    ):
        if condition:
            sql = f"""
                select m.id from messages m where m.{column} in (select id from {table} where {condition})
                {scope} order by m.at desc limit {HITS}
            """  # noqa: S608
            numbers.update(row[0] for row in reader.all(sql, (*words, *parameters)))
    found = sorted(numbers)
    sql = f"select id from messages where id in ({marks(found)}) order by at desc, id desc limit {HITS}"  # noqa: S608
    return [row[0] for row in reader.all(sql, found)]


def _conditions(query: LogQuery) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    parameters: list[object] = []
    if query.party_id is not None:
        conditions.append("m.party_id = ?")
        parameters.append(query.party_id)
    if query.order_id is not None:
        conditions.append("m.order_id = ?")
        parameters.append(query.order_id)
    if query.chip == "handed-over":
        conditions.append(UNANSWERED)
    elif query.chip == "points":
        conditions.append(_TO_CONFIRM)
    return conditions, parameters
