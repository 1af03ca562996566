"""People who serve several firms: rows to values and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tradedesk.domain.errors import NotThere
from tradedesk.domain.ids import ContactId, PartyId
from tradedesk.domain.party import Employment
from tradedesk.ledger.reader import Reader

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

_TABLE = "employments"
_COLUMNS = "e.id, e.contact_id, e.party_id, e.title, e.role, e.note, e.version"


class Elsewhere(NamedTuple):
    """Another firm that a person of the party serves."""

    employment: Employment
    firm: str
    kind: str


class Guest(NamedTuple):
    """A person of another firm who serves the party as well."""

    employment: Employment
    name: str
    home_id: PartyId
    home: str
    kind: str


def elsewhere(reader: Reader, party_id: PartyId) -> tuple[Elsewhere, ...]:
    """The other firms that people of a party serve."""
    sql = f"""
        select {_COLUMNS}, p.name, p.kind from employments e
        join contacts c on c.id = e.contact_id join parties p on p.id = e.party_id
        where c.party_id = ? order by e.id
    """  # noqa: S608
    return tuple(Elsewhere(Employment(*row[:7]), *row[7:]) for row in reader.all(sql, (party_id,)))


def guests(reader: Reader, party_id: PartyId) -> tuple[Guest, ...]:
    """The people of other firms who serve a party."""
    sql = f"""
        select {_COLUMNS}, c.name, p.id, p.name, p.kind from employments e
        join contacts c on c.id = e.contact_id join parties p on p.id = c.party_id
        where e.party_id = ? order by e.id
    """  # noqa: S608
    return tuple(Guest(Employment(*row[:7]), *row[7:]) for row in reader.all(sql, (party_id,)))


def employment(reader: Reader, number: int) -> Employment:
    """One employment; raises NotThere."""
    row = reader.row(_TABLE, number)
    if row is None:
        raise NotThere("employment", number)
    return Employment(**row)


def employment_row(value: Employment) -> dict[str, Any]:
    """An employment's columns, without number and version."""
    return {
        "contact_id": value.contact_id,
        "party_id": value.party_id,
        "title": value.title,
        "role": value.role,
        "note": value.note,
    }


def add(writer: Writer, value: Employment) -> int:
    """Add an employment; returns its number."""
    return writer.insert(_TABLE, employment_row(value))


def save(writer: Writer, value: Employment) -> int:
    """Save a changed employment; returns the new version."""
    return writer.update(_TABLE, value.id, employment_row(value), value.version)


def remove(writer: Writer, value: Employment) -> None:
    """Remove an employment; addresses of that firm that named the person belong to the firm again."""
    _release(writer, "select id from addresses where contact_id = ? and party_id = ?", value.contact_id, value.party_id)
    writer.delete(_TABLE, value.id, value.version)


def remove_all(writer: Writer, contact_id: ContactId) -> None:
    """Take a person out of every other firm, and off all their addresses."""
    for (number,) in writer.all("select id from employments where contact_id = ? order by id", (contact_id,)):
        writer.delete(_TABLE, number)
    _release(writer, "select id from addresses where contact_id = ?", contact_id)


def _release(writer: Writer, sql: str, *parameters: int) -> None:
    for (number,) in writer.all(f"{sql} order by id", parameters):
        writer.update("addresses", number, {"contact_id": None})
