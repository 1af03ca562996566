"""The search indexes, kept in step with the rows in the row's own transaction.

``message_fts`` holds the log as characters and pairs (contentless: candidates are verified against the log itself).
``party_fts`` and ``order_fts`` hold one line of folded text a customer or order, as trigrams, so that any fragment of
a name, an address, a phone or an order number is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tradedesk.ledger.reader import marks
from tradedesk.ledger.segments import folded, segmented

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

#: How many rows are read and indexed together: bounds the memory of a large import.
_BATCH = 500

_PARTY_TEXT = """
select p.id, p.code || ' ' || p.name || ' ' || p.short_name || ' ' || p.country || ' ' || p.city || ' ' ||
       p.website || ' ' || p.categories || ' ' || p.tags || ' ' || p.notes || ' ' || p.source || ' ' ||
       coalesce((select group_concat(c.name || ' ' || c.title || ' ' || c.role, ' ') from contacts c
                 where c.party_id = p.id), '') || ' ' ||
       coalesce((select group_concat(a.value || ' ' || a.note, ' ') from addresses a where a.party_id = p.id), '')
from parties p where p.id in ({marks})
"""

_ORDER_TEXT = """
select o.id, o.number || ' ' || o.summary || ' ' || o.buyer_ref || ' ' || p.name || ' ' || p.short_name || ' ' ||
       coalesce((select group_concat(s.tracking_no || ' ' || s.container_no || ' ' || s.bl_no || ' ' || s.vessel, ' ')
                 from shipments s where s.order_id = o.id), '')
from orders o join parties p on p.id = o.party_id where o.id in ({marks})
"""


class Indexes:
    """Remembers which messages, parties and orders changed, and writes their index rows once, before the commit."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._messages: set[int] = set()
        self._parties: set[int] = set()
        self._orders: set[int] = set()

    def note(self, table: str, row_id: int, values: Mapping[str, Any]) -> None:
        """A row was inserted, changed or deleted."""
        if table == "messages":
            self._messages.add(row_id)
        elif table == "parties":
            self._parties.add(row_id)
        elif table in ("contacts", "addresses"):
            self._parties.add(values["party_id"])
        elif table == "orders":
            self._orders.add(row_id)
        elif table == "shipments":
            self._orders.add(values["order_id"])

    def flush(self) -> None:
        """Write the index rows of everything noted."""
        self._flush_lines("party_fts", _PARTY_TEXT, self._parties)
        self._flush_lines("order_fts", _ORDER_TEXT, self._orders)
        for numbers in _batches(self._messages):
            self._delete("message_fts", numbers)
            sql = f"select id, subject, body from messages where id in ({marks(numbers)})"  # noqa: S608
            rows = [(row[0], segmented(row[1]), segmented(row[2])) for row in self._writer.all(sql, numbers)]
            self._many("insert into message_fts (rowid, subject, body) values (?, ?, ?)", rows)

    def _flush_lines(self, index: str, sql: str, changed: set[int]) -> None:
        for numbers in _batches(changed):
            self._delete(index, numbers)
            rows = [(row[0], folded(row[1])) for row in self._writer.all(sql.format(marks=marks(numbers)), numbers)]
            self._many(f"insert into {index} (rowid, text) values (?, ?)", rows)  # noqa: S608

    def _delete(self, index: str, numbers: list[int]) -> None:
        self._many(f"delete from {index} where rowid = ?", [(number,) for number in numbers])  # noqa: S608

    def _many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._writer.many(sql, rows)


def _batches(numbers: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]
