"""Who receives what: the filled cells of the matrix, rows to values and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tradedesk.domain.ids import AddressId, PartyId, PurposeId
from tradedesk.domain.purpose import Assignment, Role
from tradedesk.ledger.reader import Reader

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer


def of_party(reader: Reader, party_id: PartyId) -> tuple[Assignment, ...]:
    """A party's filled cells."""
    rows = reader.all(
        "select s.id, s.address_id, s.purpose_id, s.role, s.version from assignments s"
        " join addresses a on a.id = s.address_id where a.party_id = ? order by s.id",
        (party_id,),
    )
    return tuple(Assignment(row[0], row[1], row[2], Role(row[3]), row[4]) for row in rows)


def assign(writer: Writer, address_id: AddressId, purpose_id: PurposeId, role: Role | None) -> None:
    """Fill, change or empty one cell of the matrix."""
    row = writer.first(
        "select id, role from assignments where address_id = ? and purpose_id = ?", (address_id, purpose_id)
    )
    if row is None and role is not None:
        writer.insert("assignments", {"address_id": address_id, "purpose_id": purpose_id, "role": str(role)})
    elif row is not None and role is None:
        writer.delete("assignments", row[0])
    elif row is not None and role is not None:
        writer.update("assignments", row[0], {"role": str(role)})


def strangers(reader: Reader, party_id: PartyId, numbers: Iterable[AddressId]) -> list[AddressId]:
    """Those of these addresses that are not the party's."""
    own = {row[0] for row in reader.all("select id from addresses where party_id = ?", (party_id,))}
    return [number for number in numbers if number not in own]
