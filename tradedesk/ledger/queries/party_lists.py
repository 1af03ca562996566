"""The list of parties: numbers in order for the whole list, rows for the part that is seen."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tradedesk.ledger.queries import party_columns
from tradedesk.ledger.queries.find import party_condition
from tradedesk.ledger.queries.party_filters import CHIPS, RUNNING, Conditions, CustomerFilter, add_filter
from tradedesk.ledger.reader import Reader, marks


@dataclass(frozen=True)
class CustomerQuery:
    """Which parties, in which order.

    ``chip``: "", unconfirmed, late or reorder; ``sort``: "newest" or a column of ``party_columns.SORTS``. While
    something is searched for, those found by their names come first.
    """

    kind: str = "customer"
    chip: str = ""
    search: str = ""
    sort: str = "name"
    descending: bool = False
    filter: CustomerFilter = field(default_factory=CustomerFilter)


class CustomerRow(NamedTuple):
    """One line of the list; ``found`` is what the search matched where it was not the name."""

    id: int
    name: str
    country: str
    city: str
    tier: str
    open_orders: int
    found: str = ""


def ids(reader: Reader, query: CustomerQuery, today: date, ranks: party_columns.Ranks | None = None) -> array[int]:
    """The numbers of every party of the list, in its order.

    ``ranks`` says in which order countries and zones stand, where one sorts by them; without it by their codes.
    """
    asked = _conditions(query, today)
    first, by_name = party_condition(query.search, column="p.id", names_only=True)
    order = party_columns.order(query.sort, query.descending, ranks)
    rank = f"{first} desc, " if first else ""
    sql = f"select p.id from parties p {order.joins} where {asked.sql} order by {rank}{order.by}"  # noqa: S608
    return reader.numbers(sql, [*order.parameters, *asked.parameters, *by_name])


def count(reader: Reader, query: CustomerQuery, today: date) -> int:
    """How many parties a query finds."""
    asked = _conditions(query, today)
    return int(reader.value(f"select count(*) from parties p where {asked.sql}", asked.parameters))  # noqa: S608


def _conditions(query: CustomerQuery, today: date) -> Conditions:
    asked = Conditions()
    asked.add("p.kind = ?", query.kind)
    if query.chip:
        asked.add_day(CHIPS[query.chip], today)
    add_filter(asked, query.filter, today)
    found, words = party_condition(query.search, column="p.id")
    asked.add(found, *words)
    return asked


def rows(reader: Reader, numbers: Sequence[int], search: str = "") -> list[CustomerRow]:
    """The lines of these parties, in this order; a party that is gone is left out."""
    sql = f"""
        select p.id, p.name, p.country, p.city, p.tier,
               (select count(*) from orders o where o.party_id = p.id and o.stage in {RUNNING})
        from parties p where p.id in ({marks(numbers)})
    """  # noqa: S608
    found = {row[0]: CustomerRow(*row) for row in reader.all(sql, numbers)}
    if search.strip():
        from tradedesk.ledger.queries.matched import matched

        for number, told in matched(reader, list(found), search).items():
            found[number] = found[number]._replace(found=told)
    return [found[number] for number in numbers if number in found]


def chip_counts(reader: Reader, kind: str, today: date) -> dict[str, int]:
    """How many parties each filter would show: "" (all), unconfirmed, late, reorder."""
    return {chip: count(reader, CustomerQuery(kind=kind, chip=chip), today) for chip in ("", *CHIPS)}
