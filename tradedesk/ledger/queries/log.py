"""The log as a list: newest first, every channel, searchable."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tradedesk.ledger.queries import find
from tradedesk.ledger.reader import Reader, marks

#: More hits than anybody reads; a longer query finds the rest.
_HITS = 1000


@dataclass(frozen=True)
class LogQuery:
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
    """The numbers of the messages, newest first; of a search the newest hits."""
    conditions, parameters = _conditions(query)
    if query.search.strip():
        scope = "".join(f" and {condition}" for condition in conditions)
        return array("q", find.messages(reader, query.search, _HITS, scope=scope, parameters=tuple(parameters)))
    where = f"where {' and '.join(conditions)}" if conditions else ""
    sql = f"select m.id from messages m {where} order by m.at desc, m.id desc"  # noqa: S608
    numbers: array[int] = array("q")
    for row in reader.stream(sql, parameters):
        numbers.append(row[0])
    return numbers


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
        conditions.append("m.state in ('handing-over', 'handed-over')")
    elif query.chip == "points":
        conditions.append("m.id in (select t.said_in from points t where t.confirmed_by is null)")
    return conditions, parameters
