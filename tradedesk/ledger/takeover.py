"""A dossier of another ledger meets this one, and is put in: nothing doubled, nothing overwritten unasked (F4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tradedesk.domain.purpose import SHIPPED, next_own_code
from tradedesk.ledger.dossier import LATER, MENTIONED, ORIGINS, OWN, TABLES, Rows, identity, is_subject, references
from tradedesk.ledger.reader import Reader, Row, marks

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

#: Purposes that mean the same in every ledger; every ledger counts the user's own ones by itself.
SHIPPED_CODES = frozenset(str(each.code) for each in SHIPPED)
#: Two rows that hold the same in these columns are one row (beside the reference to their party, order or message).
_SAME = {
    "purposes": ("name_en", "name_zh"),
    "products": ("code", "name"),
    "parties": ("kind", "name", "country"),
    "contacts": ("party_id", "name"),
    "employments": ("contact_id", "party_id"),
    "addresses": ("party_id", "channel", "value"),
    "postal_addresses": ("party_id", "street", "city", "postal_code"),
    "bank_accounts": ("party_id", "account", "swift"),
    "assignments": ("address_id", "purpose_id"),
    "orders": ("party_id", "number"),
    "order_lines": ("order_id", "position"),
    "nodes": ("order_id", "position"),
    "instalments": ("order_id", "position"),
    "receipts": ("party_id", "received_on", "currency", "amount_minor", "bank_ref"),
    "receipt_shares": ("receipt_id", "instalment_id"),
    "shipments": ("order_id", "tracking_no", "container_no", "bl_no"),
    "shipment_lines": ("shipment_id", "order_line_id"),
    "shipment_containers": ("shipment_id", "number"),
    "shipment_numbers": ("shipment_id", "number"),
    "order_charges": ("order_id", "position"),
    "order_versions": ("order_id", "number"),
    "promise_terms": ("party_id", "order_id", "kind"),
    "product_prices": ("party_id", "product_id", "agreed_on"),
    "order_roles": ("order_id", "role"),
    "documents": ("order_id", "party_id", "kind", "number", "document_version", "title"),
    "incidents": ("order_id", "playbook", "opened_at"),
    "incident_steps": ("incident_id", "position"),
    "messages": ("party_id", "at", "medium", "direction", "subject", "body"),
    "message_recipients": ("message_id", "role", "value"),
    "message_attachments": ("message_id", "name", "sha256"),
    "points": ("party_id", "order_id", "text", "said_at"),
    "promises": ("party_id", "order_id", "kind", "text"),
    "wordings": ("party_id", "code", "language"),
    "silenced_checks": ("party_id", "code"),
}
#: Columns that say one thing together: what stands behind the first is nothing without it, and goes or stays with it.
_TOGETHER = {
    "addresses": (("kind", "department", "kind_reason", "kind_confirmed"), ("standing", "standing_on", "evidence")),
}


@dataclass(frozen=True)
class Difference:
    """A field that both ledgers have, and not alike: the table, the row's title, the field, both texts.

    ``purpose`` is the code of what a cell is for. ``stays`` says that ours stays whatever is chosen: a *never* of ours
    is never overwritten.
    """

    table: str
    row: str
    column: str
    ours: str
    theirs: str
    purpose: str = ""
    stays: bool = False


@dataclass
class Meeting:
    """What putting a dossier into this ledger does; nothing has been changed.

    ``known`` says for each table which of the dossier's rows is which of ours; the others are new. ``new`` and
    ``there`` count them by table, without those that are only mentioned (another firm of a contact, a forwarder).
    ``differences`` are fields where both have something else, ``filled`` counts fields that only the dossier fills.
    ``renumbered`` are order numbers that another customer has here, with the number given instead.
    """

    known: dict[str, dict[int, int]] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=dict)
    there: dict[str, int] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    filled: int = 0
    renumbered: dict[str, str] = field(default_factory=dict)


def _unwatched() -> None:
    """Nobody looks how far it is."""


def meet(reader: Reader, rows: Rows, into: int | None, step: Callable[[], object] = _unwatched) -> Meeting:
    """Compare a dossier with this ledger: what is new, what is known, and where both differ.

    ``into`` is our customer that the dossier's is; None lets the origins tell, and else makes a new one.
    ``step`` is called once for each row.
    """
    meeting = Meeting()
    for name in TABLES:
        known = meeting.known.setdefault(name, {})
        for row in rows.get(name, ()):
            step()
            ours = into if is_subject(name, row) and into is not None else _find(reader, name, row, meeting)
            counted = meeting.new if ours is None else meeting.there
            counted[name] = counted.get(name, 0) + (not row.get(MENTIONED))
            if ours is not None:
                known[row["id"]] = ours
                _compare(reader, name, row, ours, meeting)
    _number_orders(reader, rows, meeting)
    return meeting


def alike(reader: Reader, rows: Rows) -> list[tuple[int, str, str]]:
    """Our customers that the dossier's could be: (number, name, "name" or the mailbox that both have)."""
    party = next(row for row in rows["parties"] if is_subject("parties", row))
    sql = "select id, name from parties where kind = ? and name = ? collate nocase order by id limit 20"
    found = {row[0]: (row[0], row[1], "name") for row in reader.all(sql, (party["kind"], party["name"]))}
    mails = [row["value"] for row in rows.get("addresses", ()) if row["channel"] == "mail"][:500]
    sql = f"""
        select p.id, p.name, a.value from addresses a join parties p on p.id = a.party_id
        where a.channel = 'mail' and a.value in ({marks(mails)}) and p.kind = ? order by p.id limit 20
    """  # noqa: S608
    for number, name, value in reader.all(sql, (*mails, party["kind"])):
        found.setdefault(number, (number, name, value))
    return list(found.values())


def subject(reader: Reader, rows: Rows) -> int | None:
    """Our customer that the dossier's is by its origins, or None."""
    party = next(row for row in rows["parties"] if is_subject("parties", row))
    return _find(reader, "parties", party, Meeting())


def _find(reader: Reader, table: str, row: Row, meeting: Meeting) -> int | None:
    """Our row that this one is: by its origins, or because it holds the same."""
    ledger = identity(reader)
    for origin in row.get(ORIGINS, ()):
        home, _, number = str(origin).rpartition(":")
        if home == f"{ledger}:{table}" and number.isdecimal() and reader.row(table, int(number)) is not None:
            return int(number)
        found = reader.first("select row_id from origins where noun = ? and origin = ?", (table, origin))
        if found is not None and reader.row(table, found[0]) is not None:
            return int(found[0])
    if is_subject(table, row):
        return None  # whether two customers are one is the user's to say
    links = references(table)
    values: list[object] = []
    for column in _SAME[table]:
        value = row.get(column)
        if column in links and value is not None:
            value = meeting.known.get(links[column], {}).get(value)
            if value is None:
                return None  # it belongs to something that is new here
        values.append(value)
    if table == "purposes" and row.get("code") in SHIPPED_CODES:
        found = reader.first("select id from purposes where code = ?", (row.get("code"),))
        return int(found[0]) if found is not None else None
    condition = " and ".join(f"{column} is ?" for column in _SAME[table])
    found = reader.first(f"select id from {table} where {condition} order by id limit 1", values)  # noqa: S608
    return int(found[0]) if found is not None else None


def _compare(reader: Reader, table: str, row: Row, ours: int, meeting: Meeting) -> None:
    """Note where both have something else; a row that is only mentioned is left as it is here."""
    if row.get(MENTIONED):
        return
    for column, (mine, theirs) in _unlike(reader, table, row, ours).items():
        if mine in (None, "", 0):
            meeting.filled += 1
        else:
            title, purpose = _cell_of(reader, ours) if table == "assignments" else (title_of(row), "")
            stays = _stays(table, column, mine)
            meeting.differences.append(Difference(table, title, column, str(mine), str(theirs), purpose, stays))


def _unlike(reader: Reader, table: str, row: Row, ours: int) -> dict[str, tuple[Any, Any]]:
    mine = reader.row(table, ours) or {}
    skip = OWN | set(references(table))
    found = {
        column: (mine[column], row[column])
        for column in mine
        if column in row and column not in skip and row[column] not in (None, "", 0) and row[column] != mine[column]
    }
    for head, *behind in _apart(table, found):
        found = {column: each for column, each in found.items() if column == head or column not in behind}
    return found


def _apart(table: str, unlike: Mapping[str, tuple[Any, Any]]) -> Iterable[tuple[str, ...]]:
    """The columns that say one thing together of which both have something else: first the one that differs."""
    for together in _TOGETHER.get(table, ()):
        heads = [each for each in together if each in ("kind", "department", "standing")]
        differs = next((each for each in heads if each in unlike), None)
        if differs is not None:
            yield differs, *(each for each in together if each != differs)


def title_of(row: Row) -> str:
    """What a row is called before the user: its name, number, value or subject."""
    named = ("name", "number", "value", "subject", "title", "description", "label", "code", "text", "account", "street")
    return next((str(row[column]) for column in named if row.get(column)), "")


def _stays(table: str, column: str, mine: object) -> bool:
    """Our *never* is never changed by somebody else's file: what must not be written to stays so."""
    return table == "assignments" and column == "role" and mine == "never"


def _cell_of(reader: Reader, number: int) -> tuple[str, str]:
    """The address of a cell of ours, and the code of what it is for."""
    sql = "select a.value, p.code from assignments c join addresses a on a.id = c.address_id \
join purposes p on p.id = c.purpose_id where c.id = ?"
    found = reader.first(sql, (number,))
    return (str(found[0]), str(found[1])) if found is not None else ("", "")


def _number_orders(reader: Reader, rows: Rows, meeting: Meeting) -> None:
    """An order number that another customer's order has here gets an ending; the number sent out stays readable."""
    for row in rows.get("orders", ()):
        if row["id"] in meeting.known["orders"] or not _number_taken(reader, row["number"]):
            continue
        suffix = 2
        while _number_taken(reader, f"{row['number']}/{suffix}"):
            suffix += 1
        meeting.renumbered[row["number"]] = f"{row['number']}/{suffix}"


def _number_taken(reader: Reader, number: str) -> bool:
    return reader.first("select 1 from orders where number = ?", (number,)) is not None


def put_in(
    writer: Writer, rows: Rows, meeting: Meeting, *, take_theirs: bool, step: Callable[[], object] = _unwatched
) -> int:
    """Write a dossier as ``meet`` said; returns the number of our customer.

    Empty fields of known rows are filled; where both differ ours stays, unless ``take_theirs``. A cell that says
    never here says so afterwards. ``step`` is called once for each row.
    """
    numbers = {name: dict(known) for name, known in meeting.known.items()}
    later: list[tuple[str, int, Row]] = []
    for name in TABLES:
        for row in rows.get(name, ()):
            step()
            ours = numbers[name].get(row["id"])
            if ours is None:
                ours = _add(writer, name, row, numbers, meeting)
                if ours is None:
                    continue
                numbers[name][row["id"]] = ours
                later.append((name, ours, row))
            elif not row.get(MENTIONED):
                _fill(writer, name, row, ours, take_theirs=take_theirs)
            _remember(writer, name, row, ours)
    for name, ours, row in later:
        links = references(name)
        wanted = {column: numbers[links[column]].get(row[column]) for column in LATER.get(name, ()) if row.get(column)}
        found = {column: number for column, number in wanted.items() if number is not None}
        if found:
            writer.update(name, ours, found)
    party = next(row["id"] for row in rows["parties"] if is_subject("parties", row))
    return numbers["parties"][party]


def _add(
    writer: Writer, table: str, row: Row, numbers: Mapping[str, Mapping[int, int]], meeting: Meeting
) -> int | None:
    """A new row with its references turned into ours; None when what it must belong to is not there."""
    from tradedesk.ledger.tables import metadata

    columns = metadata.tables[table].columns
    links = references(table)
    values: Row = {}
    for column, value in row.items():
        if column in OWN or column not in columns:
            continue
        if column in links and value is not None:
            value = None if column in LATER.get(table, ()) else numbers[links[column]].get(value)
            if value is None and not columns[column].nullable:
                return None
        values[column] = value
    if table == "orders":
        values["number"] = meeting.renumbered.get(row["number"], row["number"])
    if table == "purposes":
        values |= _own_purpose(writer, row)
    return writer.insert(table, values)


def _own_purpose(reader: Reader, row: Row) -> Row:
    """A user's own purpose of another ledger: a code and a place of its own here."""
    taken = [code for (code,) in reader.all("select code from purposes")]
    place = int(reader.value("select coalesce(max(position), 0) + 1 from purposes"))
    return {"code": next_own_code(taken) if row["code"] in taken else row["code"], "position": place}


def _fill(writer: Writer, table: str, row: Row, ours: int, *, take_theirs: bool) -> None:
    unlike = _unlike(writer, table, row, ours)
    taken = {
        column: theirs
        for column, (mine, theirs) in unlike.items()
        if mine in (None, "", 0) or (take_theirs and not _stays(table, column, mine))
    }
    if table == "orders":
        taken.pop("number", None)
    for head, *behind in _apart(table, taken):
        taken |= {column: row[column] for column in behind if column in row}
        if head == "standing":
            taken["evidence_message_id"] = None
    if taken:
        writer.update(table, ours, taken)


def _remember(writer: Writer, table: str, row: Row, ours: int) -> None:
    """Keep where the row came from; a row of this very ledger needs no reminder."""
    ledger = identity(writer)
    for origin in _foreign(row.get(ORIGINS, ()), ledger):
        if writer.first("select 1 from origins where noun = ? and origin = ?", (table, origin)) is None:
            writer.insert("origins", {"noun": table, "row_id": ours, "origin": origin})


def _foreign(origins: Iterable[str], ledger: str) -> list[str]:
    return [each for each in origins if not each.startswith(f"{ledger}:")]
