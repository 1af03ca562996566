"""One customer with everything, as rows by table (F4): what belongs to a party, and how its rows refer to each other.

A dossier is rows as the schema has them: whole today and whole after the next column. Every row carries its origins
("ledger:table:number"), so that a dossier that comes a second time, or comes home, meets what is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tradedesk.ledger.reader import Reader, Row, marks

#: A number of the row, where it came from, and whether it only stands in for somebody that others refer to.
ORIGINS, MENTIONED = "_origins", "_mentioned"

_OF_ORDER = "order_id in (select id from orders where party_id = :party)"
_OF_SHIPMENT = f"shipment_id in (select id from shipments where {_OF_ORDER})"  # noqa: S608
_OF_MESSAGE = f"message_id in (select id from messages where party_id = :party or {_OF_ORDER})"  # noqa: S608

#: What belongs to a party, table by table, those first that others refer to.
_BELONGS = {
    "parties": "id = :party",
    "contacts": "party_id = :party",
    "employments": "party_id = :party or contact_id in (select id from contacts where party_id = :party)",
    "addresses": "party_id = :party",
    "postal_addresses": "party_id = :party",
    "bank_accounts": "party_id = :party",
    "assignments": "address_id in (select id from addresses where party_id = :party)",
    "orders": "party_id = :party",
    "order_lines": _OF_ORDER,
    "order_charges": _OF_ORDER,
    "nodes": _OF_ORDER,
    "instalments": _OF_ORDER,
    "receipts": "party_id = :party",
    "receipt_shares": f"instalment_id in (select id from instalments where {_OF_ORDER})",  # noqa: S608
    "shipments": _OF_ORDER,
    "shipment_lines": _OF_SHIPMENT,
    "shipment_containers": _OF_SHIPMENT,
    "shipment_numbers": _OF_SHIPMENT,
    "order_roles": _OF_ORDER,
    "documents": f"party_id = :party or {_OF_ORDER}",
    "incidents": _OF_ORDER,
    "incident_steps": f"incident_id in (select id from incidents where {_OF_ORDER})",  # noqa: S608
    "messages": f"party_id = :party or {_OF_ORDER}",
    "message_recipients": _OF_MESSAGE,
    "message_attachments": _OF_MESSAGE,
    "points": f"party_id = :party or {_OF_ORDER}",
    "promises": f"party_id = :party or {_OF_ORDER}",
    "promise_terms": f"party_id = :party or {_OF_ORDER}",
    "product_prices": "party_id = :party",
    "order_versions": _OF_ORDER,
    "wordings": "party_id = :party",
    "silenced_checks": "party_id = :party",
}
#: The order in which rows are put in: every table after those it refers to.
TABLES = ("purposes", "parties", "products", *(name for name in _BELONGS if name != "parties"))
#: References that point forward or to the same table: set once every row is there.
LATER = {"addresses": ("evidence_message_id", "backup_for_id"), "nodes": ("notice_message_id",)}
#: References without a constraint in the schema.
_LOOSE = {"messages": {"node_id": "nodes"}}
#: What is never filled from another ledger: the row's own bookkeeping.
OWN = frozenset({"id", "version", ORIGINS, MENTIONED})
Rows = Mapping[str, Sequence[Row]]


def collect(reader: Reader, party_id: int) -> dict[str, list[Row]]:
    """Every row of a party by table, and of whom those refer to only what names them. Empty for no such party."""
    found: dict[str, list[Row]] = {name: [] for name in TABLES}
    for name, condition in _BELONGS.items():
        sql = f"select * from {name} where {condition.replace(':party', '?')} order by id"  # noqa: S608
        found[name] = reader.rows(sql, (party_id,) * condition.count(":party"))
    _add_mentioned(reader, found)
    ledger = identity(reader)
    for name, rows in found.items():
        known = _origins_of(reader, name, [row["id"] for row in rows])
        for row in rows:
            row[ORIGINS] = [f"{ledger}:{name}:{row['id']}", *known.get(row["id"], ())]
    return found


def identity(reader: Reader) -> str:
    """The ledger's own name among all ledgers."""
    return str(reader.value("select value from meta where name = 'uuid'"))


def _add_mentioned(reader: Reader, found: dict[str, list[Row]]) -> None:
    """Rows that the party's rows refer to: a forwarder, a supplier's product, a purpose; without their own papers."""
    for _round in range(3):  # a line names a product, a product its supplier, a role somebody's contact
        missing: dict[str, set[int]] = {}
        for name, rows in found.items():
            for column, target in references(name).items():
                there = {row["id"] for row in found[target]} if target in found else set()
                wanted = {row[column] for row in rows if row[column] is not None} - there
                missing.setdefault(target, set()).update(wanted)
        if not any(missing.values()):
            return
        for target, numbers in missing.items():
            for row in _by_number(reader, target, sorted(numbers)):
                found[target].append({**row, MENTIONED: True})


def references(table: str) -> dict[str, str]:
    """The columns of a table that refer to another one's rows, with that one's name."""
    from tradedesk.ledger.tables import metadata

    keys = metadata.tables[table].foreign_keys
    found = {key.parent.name: key.column.table.name for key in keys if key.column.table.name in TABLES}
    return {**found, **_LOOSE.get(table, {})}


def _by_number(reader: Reader, table: str, numbers: list[int]) -> list[Row]:
    found: list[Row] = []
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        found += reader.rows(f"select * from {table} where id in ({marks(part)}) order by id", part)  # noqa: S608
    return found


def _origins_of(reader: Reader, table: str, numbers: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        sql = f"select row_id, origin from origins where noun = ? and row_id in ({marks(part)}) order by id"  # noqa: S608
        for number, origin in reader.all(sql, (table, *part)):
            found.setdefault(number, []).append(origin)
    return found


def sound(rows: Rows) -> bool:
    """Whether rows that came in a file have the shape of this ledger's: one customer, whole numbers, texts."""
    from tradedesk.ledger.tables import metadata

    subjects = [row for row in rows.get("parties", ()) if is_subject("parties", row)]
    return len(subjects) == 1 and all(
        isinstance(row.get("id"), int) and all(_fits(metadata.tables[name].columns, each, row[each]) for each in row)
        for name in TABLES
        for row in rows.get(name, ())
    )


def _fits(columns: Any, name: str, value: object) -> bool:
    if name == ORIGINS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if name == MENTIONED or name not in columns:
        return True
    if value is None:
        return bool(columns[name].nullable)
    return type(value) is columns[name].type.python_type


def is_subject(table: str, row: Row) -> bool:
    """Whether the row is the party that the dossier is of."""
    return table == "parties" and not row.get(MENTIONED)
