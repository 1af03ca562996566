"""Drafts that wait for their window, as flat rows: light enough for the first page."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from tradedesk.ledger.reader import Reader
from tradedesk.ledger.values import utc


class WaitingRow(NamedTuple):
    """A draft that waits for ``queued_for`` (UTC), with its reader's place; ``place`` is a city, or a name.

    ``customers`` counts those of a notice to many, which has no one place.
    """

    id: int
    subject: str
    party: str
    place: str
    country: str
    zone: str
    queued_for: datetime
    customers: int


_SQL = """
select d.id, d.subject, coalesce(nullif(p.short_name, ''), p.name, ''), coalesce(p.city, ''), coalesce(p.country, ''),
       coalesce(p.zone, ''), d.queued_for,
       case when d.group_parties = '' then 0 else json_array_length(d.group_parties) end
from drafts d left join parties p on p.id = d.party_id
where d.queued_for is not null and d.handed_over_at is null
"""


def waiting(reader: Reader) -> list[WaitingRow]:
    """Every draft that waits, the earliest first."""
    return [_row(each) for each in reader.all(f"{_SQL} order by d.queued_for, d.id")]


def due(reader: Reader, until: str) -> list[WaitingRow]:
    """The drafts whose moment had come at ``until`` (UTC as the ledger writes it), the earliest first."""
    return [_row(each) for each in reader.all(f"{_SQL} and d.queued_for <= ? order by d.queued_for, d.id", (until,))]


def due_count(reader: Reader, until: str) -> int:
    """How many drafts have waited for a moment that has come."""
    sql = "select count(*) from drafts where queued_for is not null and handed_over_at is null and queued_for <= ?"
    return int(reader.value(sql, (until,)))


def place_of(reader: Reader, draft_id: int) -> tuple[str, str]:
    """Country and zone of a draft's reader, empty without one."""
    sql = "select p.country, p.zone from drafts d join parties p on p.id = d.party_id where d.id = ?"
    row = reader.first(sql, (draft_id,))
    return (row[0], row[1]) if row is not None else ("", "")


def _row(row: tuple[Any, ...]) -> WaitingRow:
    number, subject, party, city, country, zone, queued_for, customers = row
    return WaitingRow(number, subject, party, city or party, country, zone, utc(queued_for), customers)
