"""The search indexes, kept in step with the rows in the row's own transaction.

``message_fts`` holds the log as characters and pairs (contentless: candidates are verified against the log itself).
``party_fts`` and ``order_fts`` hold folded text a customer or order, as trigrams, so that any fragment of a name, an
address, a phone or an order number is found; ``party_short`` answers words of one and two letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tradedesk.ledger.connection import INDEX_FORM
from tradedesk.ledger.party_lines import party_lines
from tradedesk.ledger.reader import Reader, marks
from tradedesk.ledger.segments import folded, segmented

if TYPE_CHECKING:
    from tradedesk.ledger.connection import Connection
    from tradedesk.ledger.writer import Writer

#: How many rows are read and indexed together: bounds the memory of a large import.
_BATCH = 500

_MADE_ANEW = (
    "drop table if exists party_fts",
    "drop table if exists party_short",
    "drop table if exists order_fts",
    "create virtual table party_fts using fts5(names, rest, tokenize='trigram case_sensitive 1')",
    """create virtual table party_short using fts5(names, rest, content='', contentless_delete=1, detail=column,
    tokenize='ascii')""",
    "create virtual table order_fts using fts5(text, tokenize='trigram case_sensitive 1')",
)

_PARTY_OF = frozenset({"contacts", "addresses", "postal_addresses", "bank_accounts", "employments"})

#: What an order is found by besides its head, by the column that leads to it.
_ORDER_OF = frozenset({"shipments", "order_lines"})
_SHIPMENT_OF = frozenset({"shipment_containers", "shipment_numbers"})

_INDEXES_OF = {"parties": ("party_fts", "party_short"), "orders": ("order_fts",), "messages": ("message_fts",)}

_ORDER_TEXT = """
select o.id, o.number || ' ' || o.summary || ' ' || o.buyer_ref || ' ' || p.name || ' ' || p.short_name || ' ' ||
       p.our_name || ' ' || p.our_short_name || ' ' ||
       coalesce((select group_concat(s.tracking_no || ' ' || s.container_no || ' ' || s.bl_no || ' ' || s.vessel, ' ')
                 from shipments s where s.order_id = o.id), '') || ' ' ||
       coalesce((select group_concat(c.number || ' ' || c.seal_no, ' ') from shipment_containers c
                 join shipments s on s.id = c.shipment_id where s.order_id = o.id), '') || ' ' ||
       coalesce((select group_concat(n.number, ' ') from shipment_numbers n
                 join shipments s on s.id = n.shipment_id where s.order_id = o.id), '') || ' ' ||
       coalesce((select group_concat(l.product_code || ' ' || l.description || ' ' || l.description_local, ' ')
                 from order_lines l where l.order_id = o.id), '')
from orders o join parties p on p.id = o.party_id where o.id in ({marks})
"""


class Indexes:
    """Remembers which messages, parties and orders changed, and writes their index rows once, before the commit."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._messages: set[int] = set()
        self._parties: set[int] = set()
        self._contacts: set[int] = set()
        self._orders: set[int] = set()
        self._shipments: set[int] = set()
        # Rows added in bulk since the last flush: nothing of them is in an index yet.
        self._fresh: dict[str, set[int]] = {"parties": set(), "orders": set(), "messages": set()}

    def note(self, table: str, row_id: int, values: Mapping[str, Any]) -> None:
        """A row was inserted, changed or deleted."""
        if table == "messages":
            self._messages.add(row_id)
        elif table == "parties":
            self._parties.add(row_id)
        elif table in _PARTY_OF:
            self._parties.add(values["party_id"])
            if table == "contacts":
                self._contacts.add(row_id)
        elif table == "orders":
            self._orders.add(row_id)
        elif table in _ORDER_OF:
            self._orders.add(values["order_id"])
        elif table in _SHIPMENT_OF:
            self._shipments.add(values["shipment_id"])

    def added(self, table: str, numbers: range) -> None:
        """Rows were added in bulk."""
        noted = {"parties": self._parties, "orders": self._orders, "messages": self._messages}.get(table)
        if noted is not None:
            noted.update(numbers)
            self._fresh[table].update(numbers)

    def touched(self, table: str, parents: Iterable[int]) -> None:
        """Rows of a table that belong to these parties or orders were added or deleted in bulk."""
        if table in _PARTY_OF:
            self._parties.update(parents)
        elif table in _ORDER_OF:
            self._orders.update(parents)
        elif table in _SHIPMENT_OF:
            self._shipments.update(parents)

    def forget(self, table: str, numbers: range) -> None:
        """Rows are about to be deleted in bulk: what the indexes have of them goes at once."""
        for index in _INDEXES_OF.get(table, ()):
            self._many(f"delete from {index} where rowid = ?", [(number,) for number in numbers])  # noqa: S608

    def flush(self) -> None:
        """Write the index rows of everything noted."""
        for people in _batches(self._contacts):
            sql = f"select party_id from employments where contact_id in ({marks(people)})"  # noqa: S608
            self._parties.update(row[0] for row in self._writer.all(sql, people))
        for shipments in _batches(self._shipments):
            sql = f"select order_id from shipments where id in ({marks(shipments)})"  # noqa: S608
            self._orders.update(row[0] for row in self._writer.all(sql, shipments))
        for numbers in _batches(self._parties):
            self._delete("parties", numbers)
            _write_parties(self._writer, self._many, numbers)
        for numbers in _batches(self._orders):
            self._delete("orders", numbers)
            _write_orders(self._writer, self._many, numbers)
        for numbers in _batches(self._messages):
            self._delete("messages", numbers)
            sql = f"select id, subject, body from messages where id in ({marks(numbers)})"  # noqa: S608
            rows = [(row[0], segmented(row[1]), segmented(row[2])) for row in self._writer.all(sql, numbers)]
            self._many("insert into message_fts (rowid, subject, body) values (?, ?, ?)", rows)
        every = (self._parties, self._contacts, self._orders, self._shipments, self._messages, *self._fresh.values())
        for noted in every:
            noted.clear()

    def _delete(self, table: str, numbers: list[int]) -> None:
        old = [(number,) for number in numbers if number not in self._fresh[table]]
        for index in _INDEXES_OF[table]:
            self._many(f"delete from {index} where rowid = ?", old)  # noqa: S608

    def _many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._writer.many(sql, rows)


def make_anew(connection: Connection) -> None:
    """Make the lines of all parties and orders, whole or not at all; the log's index keeps its form."""
    reader = Reader(connection)
    connection.execute("begin immediate")
    try:
        for statement in _MADE_ANEW:
            connection.execute(statement)
        for numbers in _batches(row[0] for row in reader.all("select id from parties")):
            _write_parties(reader, connection.executemany, numbers)
        for numbers in _batches(row[0] for row in reader.all("select id from orders")):
            _write_orders(reader, connection.executemany, numbers)
        connection.execute("insert or replace into meta (name, value) values ('indexes', ?)", (INDEX_FORM,))
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise


def _write_parties(reader: Reader, many: Any, numbers: list[int]) -> None:
    lines = party_lines(reader, numbers)
    many("insert into party_fts (rowid, names, rest) values (?, ?, ?)", [line[:3] for line in lines])
    pieces = [(line.id, line.short_names, line.short_rest) for line in lines]
    many("insert into party_short (rowid, names, rest) values (?, ?, ?)", pieces)


def _write_orders(reader: Reader, many: Any, numbers: list[int]) -> None:
    rows = [(row[0], folded(row[1])) for row in reader.all(_ORDER_TEXT.format(marks=marks(numbers)), numbers)]
    many("insert into order_fts (rowid, text) values (?, ?)", rows)


def _batches(numbers: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]
