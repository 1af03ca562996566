"""Addresses typed or pasted, one or many, of mixed channels: shown before, then added in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tradedesk.domain.address import Address, Channel
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import AddressId, ContactId, PartyId
from tradedesk.domain.mailbox import fold
from tradedesk.domain.party import Contact
from tradedesk.domain.pasted import Piece, pieces
from tradedesk.domain.reason import Reason, because
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import parties
from tradedesk.services import addresses
from tradedesk.services.bench import Bench


@dataclass(frozen=True)
class Offer:
    """One address of what was typed or pasted, as it would be added.

    ``address`` (number 0) is None when it is refused: ``refusal`` says why. ``name`` stood before it, ``contact_id`` is
    the party's contact of that name, None when there is none yet. ``meant`` is a likely other address, offered and
    never applied; ``notes`` are what should be looked at though it is kept.
    """

    text: str
    channel: Channel | None
    address: Address | None = None
    name: str = ""
    contact_id: ContactId | None = None
    meant: str = ""
    notes: tuple[Reason, ...] = ()
    refusal: RuleSaysNo | None = None


@dataclass(frozen=True)
class Chosen:
    """One line that the user left ticked; ``new_contact``: the person of that name is chosen, or made."""

    channel: Channel
    text: str
    contact_id: ContactId | None = None
    new_contact: str = ""


def offers(bench: Bench, party_id: PartyId, channel: Channel | None, text: str) -> tuple[Offer, ...]:
    """What a typed or pasted text would add, one line each; ``channel`` None recognises it. Never raises for a line."""
    read = bench.ledger.read
    people = {fold(each.name): each.id for each in parties.people(read, party_id)}
    found: list[Offer] = []
    for piece in pieces(text, channel):
        offer = replace(_offer(bench, party_id, piece), contact_id=people.get(fold(piece.name)) if piece.name else None)
        value = offer.address
        if value and any(one.address and addresses.is_same(one.address, value.channel, value.value) for one in found):
            twice = RuleSaysNo("address-twice", "value", address=value.value)
            offer = replace(offer, address=None, refusal=twice)
        found.append(offer)
    return tuple(found)


def add_many(bench: Bench, party_id: PartyId, chosen: Sequence[Chosen]) -> tuple[AddressId, ...]:
    """Add the lines that were chosen, with the people named, in one step; returns the numbers of the addresses.

    Raises RuleSaysNo (field "value") for the first line that is no address or is there already: then none is added.
    """
    people = {fold(each.name): each.id for each in parties.people(bench.ledger.read, party_id)}
    label = "addresses-added" if len(chosen) > 1 else "address-added"
    with bench.ledger.write(label) as writer:
        numbers = []
        for each in chosen:
            fresh = addresses.preview(bench, party_id, each.channel, each.text).address
            whose, name = each.contact_id, each.new_contact.strip()
            if whose is None and name:
                whose = people.get(fold(name))
                if whose is None:
                    whose = people[fold(name)] = parties.add_contact(writer, Contact(0, party_id, name))
            numbers.append(address_rows.add(writer, replace(fresh, contact_id=whose)))
    return tuple(numbers)


def _offer(bench: Bench, party_id: PartyId, piece: Piece) -> Offer:
    if piece.channel is None:
        refusal = RuleSaysNo("address-unclear", "value", value=piece.text)
        return Offer(piece.text, None, refusal=refusal)
    try:
        found = addresses.preview(bench, party_id, piece.channel, piece.text)
    except RuleSaysNo as refused:
        return Offer(piece.text, piece.channel, name=piece.name, refusal=refused.with_traceback(None))
    notes = tuple(each for each in (found.doubt, _elsewhere(bench, found.address)) if each is not None)
    return Offer(piece.text, piece.channel, found.address, piece.name, None, found.hint, notes)


def _elsewhere(bench: Bench, address: Address) -> Reason | None:
    """Another party that has the very address: a buying agent, or the same firm entered twice."""
    name = bench.ledger.read.value(
        "select p.name from addresses a join parties p on p.id = a.party_id"
        " where a.value = ? and a.channel = ? and a.party_id <> ? order by p.id limit 1",
        (address.value, str(address.channel), address.party_id),
    )
    return because("address-at-other-party", "B1", who=str(name)) if name else None
