"""Addresses of every channel: rows to values and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.errors import NotThere
from tradedesk.domain.frozen import made
from tradedesk.domain.ids import AddressId, PartyId
from tradedesk.ledger.reader import Reader, Row
from tradedesk.ledger.values import day_text, maybe_day, reason_of, reason_text

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer
# To look a word up costs a quarter of what making a member of it does, and a notice reads tens of thousands.
_CHANNELS = {str(each): each for each in Channel}
_KINDS = {str(each): each for each in MailboxKind}
_DEPARTMENTS = {str(each): each for each in Department}
_STANDINGS = {str(each): each for each in Standing}


def of_party(reader: Reader, party_id: PartyId) -> tuple[Address, ...]:
    """Every address of a party, of all channels, in the order they were entered."""
    rows = reader.rows("select * from addresses where party_id = ? order by channel <> 'mail', id", (party_id,))
    return tuple(value_of(row) for row in rows)


def address(reader: Reader, address_id: AddressId) -> Address:
    """One address; raises NotThere."""
    row = reader.row("addresses", address_id)
    if row is None:
        raise NotThere("address", address_id)
    return value_of(row)


def row_of(value: Address) -> dict[str, Any]:
    """An address's columns, without number and version."""
    return {
        "party_id": value.party_id,
        "contact_id": value.contact_id,
        "channel": str(value.channel),
        "value": value.value,
        "original": value.original,
        "kind": str(value.kind),
        "department": str(value.department or ""),
        "kind_reason": reason_text(value.kind_reason),
        "kind_confirmed": int(value.kind_confirmed),
        "standing": str(value.standing),
        "standing_on": day_text(value.standing_on),
        "evidence": value.evidence,
        "note": value.note,
        "evidence_message_id": value.evidence_message_id,
        "valid_from": day_text(value.valid_from),
        "valid_to": day_text(value.valid_to),
        "backup_for_id": value.backup_for_id,
    }


def add(writer: Writer, value: Address) -> AddressId:
    """Add an address; returns its number."""
    return writer.insert("addresses", row_of(value))


def save(writer: Writer, value: Address) -> int:
    """Save a changed address; returns the new version."""
    return writer.update("addresses", value.id, row_of(value), value.version)


def remove(writer: Writer, value: Address) -> None:
    """Remove an address with its cells of the matrix; its backups stand alone then.

    An address that messages refer to stays (still-referred-to).
    """
    for (number,) in writer.all("select id from addresses where backup_for_id = ? order by id", (value.id,)):
        writer.update("addresses", number, {"backup_for_id": None})
    for (number,) in writer.all("select id from assignments where address_id = ? order by id", (value.id,)):
        writer.delete("assignments", number)
    writer.delete("addresses", value.id, value.version)


def value_of(row: Row) -> Address:
    """The address that a row of the table holds."""
    fields = {
        **row,
        "channel": _CHANNELS[row["channel"]],
        "kind": _KINDS[row["kind"] or "unsure"],
        "department": _DEPARTMENTS[row["department"]] if row["department"] else None,
        "kind_reason": reason_of(row["kind_reason"]),
        "kind_confirmed": bool(row["kind_confirmed"]),
        "standing": _STANDINGS[row["standing"] or "presumed"],
        "standing_on": maybe_day(row["standing_on"]),
        "valid_from": maybe_day(row["valid_from"]),
        "valid_to": maybe_day(row["valid_to"]),
    }
    return made(Address, fields)
