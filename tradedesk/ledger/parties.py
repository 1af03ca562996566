"""Parties, contacts and postal addresses: rows to values and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tradedesk.domain.errors import NotThere
from tradedesk.domain.frozen import made
from tradedesk.domain.ids import ContactId, PartyId
from tradedesk.domain.party import Contact, Party, PartyKind, PostalAddress, ReorderBy
from tradedesk.ledger import employments
from tradedesk.ledger.reader import Reader, Row
from tradedesk.ledger.values import split_words, words

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

# To look a word up costs a quarter of what making a member of it does, and a notice reads thousands.
_KINDS = {str(each): each for each in PartyKind}
_REORDER_BY = {str(each): each for each in ReorderBy}


def party(reader: Reader, party_id: PartyId) -> Party:
    """One party; raises NotThere."""
    row = reader.row("parties", party_id)
    if row is None:
        raise NotThere("party", party_id)
    return party_of(row)


def own_party(reader: Reader) -> Party | None:
    """The user's own company, once it is set up."""
    rows = reader.rows("select * from parties where kind = 'own' order by id limit 1")
    return party_of(rows[0]) if rows else None


def by_code(reader: Reader, kind: PartyKind, code: str) -> Party | None:
    """The party of that kind which imported lists call ``code``."""
    rows = reader.rows("select * from parties where kind = ? and code = ?", (str(kind), code))
    return party_of(rows[0]) if rows else None


def party_row(value: Party) -> dict[str, Any]:
    """A party's columns, without number and version."""
    return {
        "kind": str(value.kind),
        "code": value.code,
        "name": value.name,
        "short_name": value.short_name,
        "country": value.country,
        "city": value.city,
        "zone": value.zone,
        "languages": words(value.languages),
        "website": value.website,
        "categories": value.categories,
        "cycle_days": value.cycle_days,
        "preferred_channel": value.preferred_channel,
        "source": value.source,
        "tier": value.tier,
        "tags": words(value.tags),
        "notes": value.notes,
        "currency": value.currency,
        "our_name": value.our_name,
        "our_short_name": value.our_short_name,
        "reorder_by": str(value.reorder_by),
        "culture": value.culture,
        "tax_no": value.tax_no,
        "registration_no": value.registration_no,
    }


def add_party(writer: Writer, value: Party) -> PartyId:
    """Add a party; returns its number."""
    return writer.insert("parties", party_row(value))


def save_party(writer: Writer, value: Party) -> int:
    """Save a changed party on the version it was read with; returns the new version."""
    return writer.update("parties", value.id, party_row(value), value.version)


def contacts(reader: Reader, party_id: PartyId) -> tuple[Contact, ...]:
    """A party's contacts, the main one first."""
    rows = reader.rows("select * from contacts where party_id = ? order by is_main desc, is_desk, id", (party_id,))
    return tuple(contact_of(row) for row in rows)


def guests(reader: Reader, party_id: PartyId) -> tuple[Contact, ...]:
    """People of other firms who serve a party, or whom one of its addresses names, as contacts of it: never main.

    What they are there counts before what they are at home.
    """
    sql = """
        select c.*, coalesce(e.title, '') as title_here, coalesce(e.role, '') as role_here from contacts c
        left join employments e on e.contact_id = c.id and e.party_id = ?
        where c.party_id <> ? and c.id in (select contact_id from employments where party_id = ?
                                           union select contact_id from addresses where party_id = ?)
        order by c.id
    """
    found = []
    for row in reader.rows(sql, (party_id,) * 4):
        title, role = row.pop("title_here") or row["title"], row.pop("role_here") or row["role"]
        here = {"party_id": party_id, "is_main": 0, "title": title, "role": role}
        found.append(contact_of({**row, **here}))
    return tuple(found)


def people(reader: Reader, party_id: PartyId) -> tuple[Contact, ...]:
    """Everybody whom an address of the party can belong to: its contacts, the main one first, then its guests."""
    return (*contacts(reader, party_id), *guests(reader, party_id))


def contact(reader: Reader, contact_id: ContactId) -> Contact:
    """One contact; raises NotThere."""
    row = reader.row("contacts", contact_id)
    if row is None:
        raise NotThere("contact", contact_id)
    return contact_of(row)


def contact_row(value: Contact) -> dict[str, Any]:
    """A contact's columns, without number and version."""
    return {
        "party_id": value.party_id,
        "name": value.name,
        "given": value.given,
        "family": value.family,
        "honorific": value.honorific,
        "salutation": value.salutation,
        "title": value.title,
        "role": value.role,
        "language": value.language,
        "birthday": value.birthday,
        "family_first": int(value.family_first),
        "is_main": int(value.is_main),
        "is_desk": int(value.is_desk),
        "notes": value.notes,
    }


def add_contact(writer: Writer, value: Contact) -> ContactId:
    """Add a contact; returns its number."""
    return writer.insert("contacts", contact_row(value))


def save_contact(writer: Writer, value: Contact) -> int:
    """Save a changed contact; returns the new version."""
    return writer.update("contacts", value.id, contact_row(value), value.version)


def make_main(writer: Writer, value: Contact) -> None:
    """Make a contact the main one of its party; the one that was it before no longer is."""
    for each in contacts(writer, value.party_id):
        if each.is_main and each.id != value.id:
            save_contact(writer, replace(each, is_main=False))
    save_contact(writer, replace(value, is_main=True))


def remove_contact(writer: Writer, value: Contact) -> None:
    """Remove a contact from every firm it serves; the addresses stay with their parties (B1: none is dropped)."""
    employments.remove_all(writer, value.id)
    writer.delete("contacts", value.id, value.version)


def postal_addresses(reader: Reader, party_id: PartyId) -> tuple[PostalAddress, ...]:
    """A party's postal addresses."""
    rows = reader.rows("select * from postal_addresses where party_id = ? order by id", (party_id,))
    return tuple(PostalAddress(**row) for row in rows)


def postal_row(value: PostalAddress) -> dict[str, Any]:
    """A postal address's columns, without number and version."""
    return {
        "party_id": value.party_id,
        "purpose": value.purpose,
        "addressee": value.addressee,
        "street": value.street,
        "city": value.city,
        "region": value.region,
        "postal_code": value.postal_code,
        "country": value.country,
        "phone": value.phone,
        "note": value.note,
    }


def postal_address(reader: Reader, number: int) -> PostalAddress:
    """One postal address; raises NotThere."""
    row = reader.row("postal_addresses", number)
    if row is None:
        raise NotThere("postal-address", number)
    return PostalAddress(**row)


def add_postal_address(writer: Writer, value: PostalAddress) -> int:
    """Add a postal address; returns its number."""
    return writer.insert("postal_addresses", postal_row(value))


def save_postal_address(writer: Writer, value: PostalAddress) -> int:
    """Save a changed postal address; returns the new version."""
    return writer.update("postal_addresses", value.id, postal_row(value), value.version)


def party_of(row: Row) -> Party:
    """The party that a row of the table holds."""
    fields = {
        **row,
        "kind": _KINDS[row["kind"]],
        "languages": split_words(row["languages"]),
        "tags": split_words(row["tags"]),
        "reorder_by": _REORDER_BY[row["reorder_by"]],
    }
    del fields["bank"], fields["created_at"]
    return made(Party, fields)


def contact_of(row: Row) -> Contact:
    """The contact that a row of the table holds."""
    marks = {name: bool(row[name]) for name in ("family_first", "is_main", "is_desk")}
    return made(Contact, {**row, **marks})
