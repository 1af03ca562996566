"""What the user does with customers, suppliers, forwarders and colleagues' firms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tradedesk.domain import assigning, routing
from tradedesk.domain.address import Address
from tradedesk.domain.address_label import OFFICIAL, label_of
from tradedesk.domain.country import Country, zone_for
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import AddressId, PartyId, PurposeId
from tradedesk.domain.money import Money
from tradedesk.domain.party import SERVING, Contact, Party, PartyKind, PostalAddress
from tradedesk.domain.point import Point
from tradedesk.domain.purpose import Assignment, Purpose, Role
from tradedesk.domain.reason import Reason
from tradedesk.domain.routing import Effect
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments as cells_of
from tradedesk.ledger import messages as message_rows
from tradedesk.ledger import parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.ledger.queries import customers as lists
from tradedesk.ledger.queries.party_lists import CustomerQuery, CustomerRow
from tradedesk.services import serving
from tradedesk.services.bench import Bench
from tradedesk.services.finding import chip_counts, ids, rows
from tradedesk.services.serving import ServingFirm

__all__ = [
    "CustomerQuery", "CustomerRow", "CustomerSheet", "add_party", "chip_counts", "ids", "rows", "save_contact",
    "save_party", "sheet",
]  # fmt: skip


@dataclass(frozen=True)
class CustomerSheet:
    """Everything the page of one party shows; ``gaps`` are reasons, the gravest first.

    ``asks_city``: the country has several time zones and nothing says yet which one is the party's (D6). ``firms``:
    other firms that serve its orders or have one of its mailboxes.
    """

    party: Party
    contacts: tuple[Contact, ...]
    addresses: tuple[Address, ...]
    postal: tuple[PostalAddress, ...]
    purposes: tuple[Purpose, ...]
    assignments: tuple[Assignment, ...]
    effects: tuple[Effect, ...]
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
    guests: tuple[Contact, ...] = ()
    firms: tuple[ServingFirm, ...] = ()

    @property
    def people(self) -> tuple[Contact, ...]:
        """Everybody whom an address can belong to: the contacts, then people of other firms who serve this one."""
        return (*self.contacts, *self.guests)

    def owner(self, address_id: AddressId) -> ServingFirm | None:
        """The forwarder or supplier whose mailbox an entry is; None for one of the party's own."""
        whose = (each for each in self.firms for one in each.mailboxes if one.entry == address_id)
        return next((each for each in whose if each.kind in SERVING and self.party.kind not in SERVING), None)

    def label(self, address: Address) -> Reason:
        """What one of the addresses is called: the party's, or that of the firm whose mailbox it is (B4)."""
        label, owner = label_of(address, self.party.kind, self.today), self.owner(address.id)
        return label if owner is None or label.code == OFFICIAL else label_of(address, owner.kind, self.today)

    def role(self, address_id: AddressId, purpose_id: PurposeId) -> Role | None:
        """What the cell says, or None when it is empty."""
        for each in self.assignments:
            if each.address_id == address_id and each.purpose_id == purpose_id:
                return each.role
        return None


def sheet(bench: Bench, party_id: PartyId) -> CustomerSheet:
    """One party with all that its page shows; raises NotThere."""
    read = bench.ledger.read
    party = parties.party(read, party_id)
    contacts, guests = parties.contacts(read, party_id), parties.guests(read, party_id)
    people = (*contacts, *guests)
    addresses = address_rows.of_party(read, party_id)
    purposes = assigning.columns(purpose_rows.every(read))
    assignments = cells_of.of_party(read, party_id)
    orders, messages = lists.tally(read, party_id)
    country = bench.countries.get(party.country)
    firms = serving.firms(bench, party_id)
    dead = serving.dead_elsewhere(firms)
    points = read.rows("select * from points where party_id = ? and confirmed_by is null order by id", (party_id,))
    return CustomerSheet(
        party=party,
        contacts=contacts,
        addresses=addresses,
        postal=parties.postal_addresses(read, party_id),
        purposes=purposes,
        assignments=assignments,
        effects=routing.effect(purposes, party, addresses, people, assignments, today=bench.today()),
        gaps=routing.gaps(purposes, party, addresses, people, assignments, today=bench.today(), dead_elsewhere=dead),
        country=country,
        asks_city=country is not None and not party.zone,
        open_orders=lists.open_orders(read, party_id),
        open_total=lists.open_totals(read, party_id),
        overdue=lists.overdue_totals(read, party_id, bench.today()),
        orders=orders,
        messages=messages,
        points=tuple(message_rows.point_of(row) for row in points),
        today=bench.today(),
        guests=guests,
        firms=firms,
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
