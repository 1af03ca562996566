"""The parties that letters go to, with what letters say of them and who receives: a handful of statements for all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tradedesk.domain.address import Address
from tradedesk.domain.party import Contact, Party
from tradedesk.domain.purpose import Assignment, Role
from tradedesk.ledger import parties
from tradedesk.ledger.addresses import value_of
from tradedesk.ledger.reader import Reader
from tradedesk.ledger.values import json_text

_THESE = "in (select value from json_each(?))"


@dataclass
class Member:
    """A party with its own people, the main one first; once they were asked for, with its mailboxes.

    ``guests`` are people of other firms whose address is here: they serve this party and are never its main contact.
    ``cells`` are those of one purpose.
    """

    party: Party
    contacts: list[Contact] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    guests: list[Contact] = field(default_factory=list)
    cells: list[Assignment] = field(default_factory=list)

    @property
    def people(self) -> list[Contact]:
        """Everybody whom a mailbox of the party belongs to."""
        return [*self.contacts, *self.guests]


Members = Mapping[int, Member]


def members(reader: Reader, numbers: Collection[int]) -> Members:
    """The parties of these numbers that are still there, by number, in the order of their names."""
    asked = (json_text(list(numbers)),)
    rows = reader.rows(f"select * from parties where id {_THESE} order by name collate nocase, id", asked)  # noqa: S608
    found = {row["id"]: Member(parties.party_of(row)) for row in rows}
    people = f"select * from contacts where party_id {_THESE} order by party_id, is_main desc, is_desk, id"  # noqa: S608
    for row in reader.rows(people, asked):
        found[row["party_id"]].contacts.append(parties.contact_of(row))
    return found


def add_mailboxes(reader: Reader, found: Members, purpose_id: int) -> None:
    """Read their mailboxes, and who receives what of one purpose (A1)."""
    asked = (json_text(list(found)),)
    mails = f"select * from addresses where channel = 'mail' and party_id {_THESE} order by id"  # noqa: S608
    own = {each.id for member in found.values() for each in member.contacts}
    named: dict[int, set[int]] = {}
    for row in reader.rows(mails, asked):
        found[row["party_id"]].addresses.append(value_of(row))
        if row["contact_id"] and row["contact_id"] not in own:
            named.setdefault(row["contact_id"], set()).add(row["party_id"])
    guests = f"select * from contacts where id {_THESE} order by id"  # noqa: S608
    for row in reader.rows(guests, (json_text(list(named)),)) if named else ():
        for party_id in named[row["id"]]:
            found[party_id].guests.append(parties.contact_of({**row, "party_id": party_id, "is_main": 0}))
    filled = f"""
        select c.id, c.address_id, c.role, a.party_id from assignments c join addresses a on a.id = c.address_id
        where c.purpose_id = ? and a.party_id {_THESE} order by c.id
    """  # noqa: S608
    for number, address_id, role, party_id in reader.all(filled, (purpose_id, *asked)):
        found[party_id].cells.append(Assignment(number, address_id, purpose_id, Role(role)))


def last_orders(reader: Reader, numbers: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """(number, day, goods) of the last order of each of these parties that has one; a cancelled order is none."""
    sql = """
        select o.party_id, o.number, o.ordered_on, o.summary from json_each(?) each join orders o on o.id = (
            select id from orders where party_id = each.value and stage <> 'cancelled' and ordered_on is not null
            order by ordered_on desc, id desc limit 1)
    """
    return {row[0]: (row[1], row[2], row[3]) for row in reader.all(sql, (json_text(list(numbers)),))}
