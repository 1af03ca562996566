"""What the user does with customers, suppliers, forwarders and colleagues' firms."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tradedesk.domain import mailbox, routing
from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.country import Country, zone_for
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import AddressId, ContactId, PartyId, PurposeId
from tradedesk.domain.money import Money
from tradedesk.domain.party import Contact, Party, PartyKind, PostalAddress
from tradedesk.domain.point import Point
from tradedesk.domain.purpose import Assignment, Purpose, Role
from tradedesk.domain.reason import Reason
from tradedesk.ledger import messages as message_rows
from tradedesk.ledger import parties
from tradedesk.ledger.queries import customers as lists
from tradedesk.ledger.queries.customers import CustomerQuery, CustomerRow
from tradedesk.services.bench import Bench

__all__ = [
    "CustomerQuery", "CustomerRow", "CustomerSheet", "Preview", "add_address", "add_party", "assign", "chip_counts",
    "company_domains", "confirm_kind", "ids", "normalised", "presumed", "preview_address", "remove_address", "rows",
    "save_contact", "save_party", "set_contact", "set_kind", "set_standing", "sheet",
]  # fmt: skip

#: The shipped purposes that are columns of the matrix; a notice goes to groups and needs no cell.
_NO_COLUMN = frozenset({"notice"})


@dataclass(frozen=True)
class CustomerSheet:
    """Everything the page of one party shows; ``effects`` and ``gaps`` are reasons in order.

    ``asks_city``: the country has several time zones and nothing says yet which one is the party's (D6).
    """

    party: Party
    contacts: tuple[Contact, ...]
    addresses: tuple[Address, ...]
    postal: tuple[PostalAddress, ...]
    purposes: tuple[Purpose, ...]
    assignments: tuple[Assignment, ...]
    effects: tuple[Reason, ...]
    gaps: tuple[Reason, ...]
    country: Country | None
    asks_city: bool
    open_orders: int
    open_total: tuple[Money, ...]
    overdue: tuple[Money, ...]
    orders: int
    messages: int
    points: tuple[Point, ...]
    today: date

    def role(self, address_id: AddressId, purpose_id: PurposeId) -> Role | None:
        """What the cell says, or None when it is empty."""
        for each in self.assignments:
            if each.address_id == address_id and each.purpose_id == purpose_id:
                return each.role
        return None


@dataclass(frozen=True)
class Preview:
    """An address as it would be added (number 0), its kind presumed with the reason (B2); ``hint`` what was meant."""

    address: Address
    hint: str = ""


def ids(bench: Bench, query: CustomerQuery) -> array[int]:
    """The numbers of every party of a list, in its order."""
    return lists.ids(bench.ledger.read, query, bench.today())


def rows(bench: Bench, numbers: Sequence[int]) -> list[CustomerRow]:
    """The list's lines for these parties."""
    return lists.rows(bench.ledger.read, numbers)


def chip_counts(bench: Bench, kind: str) -> dict[str, int]:
    """How many parties each filter shows."""
    return lists.chip_counts(bench.ledger.read, kind, bench.today())


def sheet(bench: Bench, party_id: PartyId) -> CustomerSheet:
    """One party with all that its page shows; raises NotThere."""
    read = bench.ledger.read
    party = parties.party(read, party_id)
    contacts = parties.contacts(read, party_id)
    addresses = parties.addresses(read, party_id)
    purposes = tuple(each for each in parties.purposes(read) if each.code not in _NO_COLUMN)
    assignments = parties.assignments(read, party_id)
    orders, messages = lists.tally(read, party_id)
    country = bench.countries.get(party.country)
    points = read.rows("select * from points where party_id = ? and confirmed_by is null order by id", (party_id,))
    return CustomerSheet(
        party=party,
        contacts=contacts,
        addresses=addresses,
        postal=parties.postal_addresses(read, party_id),
        purposes=purposes,
        assignments=assignments,
        effects=routing.effect(purposes, party, addresses, contacts, assignments),
        gaps=routing.gaps(purposes, party, addresses, contacts, assignments),
        country=country,
        asks_city=country is not None and not party.zone,
        open_orders=lists.open_orders(read, party_id),
        open_total=lists.open_totals(read, party_id),
        overdue=lists.overdue_totals(read, party_id, bench.today()),
        orders=orders,
        messages=messages,
        points=tuple(message_rows.point_of(row) for row in points),
        today=bench.today(),
    )


def add_party(bench: Bench, kind: PartyKind, name: str) -> PartyId:
    """Add a party by its name; everything else is filled in on its page."""
    if not name.strip():
        raise RuleSaysNo("name-missing", "name")
    with bench.ledger.write("party-added") as writer:
        return parties.add_party(writer, Party(0, kind, name.strip()))


def save_party(bench: Bench, party: Party) -> None:
    """Save what was changed on a party's page; a changed country or city looks for the zone again."""
    if not party.name.strip():
        raise RuleSaysNo("name-missing", "name")
    before = parties.party(bench.ledger.read, party.id)
    if (party.country, party.city) != (before.country, before.city) and party.zone == before.zone:
        country = bench.countries.get(party.country)
        found = zone_for(country, party.city, "", bench.cities).zone if country else ""
        party = replace(party, zone=found)
    with bench.ledger.write("party-changed") as writer:
        parties.save_party(writer, party)


def save_contact(bench: Bench, contact: Contact) -> None:
    """Add a contact (number 0) or save a changed one."""
    if not contact.name.strip():
        raise RuleSaysNo("name-missing", "name")
    with bench.ledger.write("contact-saved") as writer:
        if contact.id:
            parties.save_contact(writer, contact)
        else:
            parties.add_contact(writer, contact)


def add_address(
    bench: Bench, party_id: PartyId, channel: Channel, text: str, contact_id: ContactId | None
) -> AddressId:
    """Add an address as typed: normalised, the original kept, its mailbox kind presumed with the reason (B2).

    Raises RuleSaysNo (field "value") when the text is not an address of that channel or is there already.
    """
    fresh = replace(preview_address(bench, party_id, channel, text).address, contact_id=contact_id)
    with bench.ledger.write("address-added") as writer:
        return parties.add_address(writer, fresh)


def preview_address(bench: Bench, party_id: PartyId, channel: Channel, text: str) -> Preview:
    """What ``add_address`` would add, and what was perhaps meant instead. Raises as ``add_address``."""
    value, hint = _normal(channel, text)
    known = parties.addresses(bench.ledger.read, party_id)
    if any(each.channel is channel and each.value == value for each in known):
        raise RuleSaysNo("address-already-there", "value", address=value)
    fresh = Address(0, party_id, None, channel, value, original=text)
    if channel is Channel.MAIL:
        fresh = presumed(bench, fresh, company_domains(bench, party_id))
    return Preview(fresh, hint)


def set_kind(bench: Bench, address_id: AddressId, kind: MailboxKind, department: Department | None) -> None:
    """Correct by hand what the program presumed of a mailbox; whether the customer confirms it is another matter."""
    address = parties.address(bench.ledger.read, address_id)
    desk = (department or Department.GENERAL) if kind is MailboxKind.DEPARTMENT else None
    changed = replace(address, kind=kind, department=desk, kind_confirmed=True)
    with bench.ledger.write("kind-changed") as writer:
        parties.save_address(writer, changed)


def set_contact(bench: Bench, address_id: AddressId, contact_id: ContactId | None) -> None:
    """Say whose address it is; None: the party's as a whole."""
    address = parties.address(bench.ledger.read, address_id)
    with bench.ledger.write("address-changed") as writer:
        parties.save_address(writer, replace(address, contact_id=contact_id))


def remove_address(bench: Bench, address_id: AddressId) -> None:
    """Remove an address that was entered by mistake; what no longer works is retired instead (A7, B1).

    Raises TradeError "still-referred-to" when the log or a template of recipients refers to it.
    """
    address = parties.address(bench.ledger.read, address_id)
    with bench.ledger.write("address-removed") as writer:
        parties.remove_address(writer, address)


def assign(bench: Bench, party_id: PartyId, address_id: AddressId, purpose_id: PurposeId, role: Role | None) -> None:
    """Fill, change or empty one cell of "who receives what"."""
    with bench.ledger.write("assignment-changed") as writer:
        parties.assign(writer, party_id, address_id, purpose_id, role)


def confirm_kind(
    bench: Bench, address_id: AddressId, kind: MailboxKind, department: Department | None, evidence: str
) -> None:
    """A person says what the mailbox is and that it is right: confirmed today, with the words for who said so (B2)."""
    address = parties.address(bench.ledger.read, address_id)
    confirmed = replace(
        address,
        kind=kind,
        department=(department or Department.GENERAL) if kind is MailboxKind.DEPARTMENT else None,
        kind_confirmed=True,
        standing=Standing.CONFIRMED,
        standing_on=bench.today(),
        evidence=evidence,
    )
    with bench.ledger.write("address-confirmed") as writer:
        parties.save_address(writer, confirmed)


def set_standing(bench: Bench, address_id: AddressId, standing: Standing, evidence: str = "") -> None:
    """Say that an address bounced, is retired, is confirmed, or is only presumed again."""
    address = parties.address(bench.ledger.read, address_id)
    changed = replace(address, standing=standing, standing_on=bench.today(), evidence=evidence)
    if standing is Standing.PRESUMED:
        changed = replace(changed, standing_on=None, kind_confirmed=False)
    with bench.ledger.write("standing-changed") as writer:
        parties.save_address(writer, changed)


def normalised(channel: Channel, text: str) -> str:
    """The address in its normal form; raises RuleSaysNo (field "value")."""
    return _normal(channel, text)[0]


def _normal(channel: Channel, text: str) -> tuple[str, str]:
    """The normal form, and a likely other address where a well-known domain seems mistyped."""
    from tradedesk.integrations import mailboxes

    value = " ".join(text.split())
    if not value:
        raise RuleSaysNo("address-empty", "value")
    if channel is Channel.MAIL:
        entry = mailboxes.normalise_mail(text)
        return entry.value, entry.hint
    if channel in (Channel.PHONE, Channel.WHATSAPP, Channel.FAX):
        return mailboxes.normalise_phone(text), ""
    return value, ""


def presumed(bench: Bench, address: Address, domains: frozenset[str]) -> Address:
    """The mail address with its kind presumed from domain and local part, and the reason for it (B2)."""
    found = mailbox.presume_kind(address.value, domains, bench.lexicon)
    return replace(address, kind=found.kind, department=found.department, kind_reason=found.reason)


def company_domains(bench: Bench, party_id: PartyId) -> frozenset[str]:
    """The domains that speak for a party: its web site's and those of its confirmed company mailboxes."""
    read = bench.ledger.read
    party = parties.party(read, party_id)
    known = {
        each.value.rsplit("@", 1)[-1]
        for each in parties.addresses(read, party_id)
        if each.channel is Channel.MAIL and each.kind in (MailboxKind.COMPANY, MailboxKind.DEPARTMENT)
    }
    if party.website:
        known.add(mailbox.host_of(party.website))
    return frozenset(known - {""})
