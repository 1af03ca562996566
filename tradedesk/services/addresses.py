"""What the user does with the addresses of a party: added, corrected, confirmed, put away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tradedesk.domain import mailbox
from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import AddressId, ContactId, PartyId
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import parties
from tradedesk.services.bench import Bench


@dataclass(frozen=True)
class Preview:
    """An address as it would be added (number 0), its kind presumed with the reason (B2); ``hint`` what was meant."""

    address: Address
    hint: str = ""


def add(bench: Bench, party_id: PartyId, channel: Channel, text: str, contact_id: ContactId | None) -> AddressId:
    """Add an address as typed: normalised, the original kept, its mailbox kind presumed with the reason (B2).

    Raises RuleSaysNo (field "value") when the text is not an address of that channel or is there already.
    """
    fresh = replace(preview(bench, party_id, channel, text).address, contact_id=contact_id)
    with bench.ledger.write("address-added") as writer:
        return address_rows.add(writer, fresh)


def preview(bench: Bench, party_id: PartyId, channel: Channel, text: str) -> Preview:
    """What ``add`` would add, and what was perhaps meant instead. Raises as ``add``."""
    value, hint = _normal(channel, text)
    known = address_rows.of_party(bench.ledger.read, party_id)
    if any(each.channel is channel and each.value == value for each in known):
        raise RuleSaysNo("address-already-there", "value", address=value)
    fresh = Address(0, party_id, None, channel, value, original=text)
    if channel is Channel.MAIL:
        fresh = presumed(bench, fresh, company_domains(bench, party_id))
    return Preview(fresh, hint)


def set_kind(bench: Bench, address_id: AddressId, kind: MailboxKind, department: Department | None) -> None:
    """Correct by hand what the program presumed of a mailbox; whether the customer confirms it is another matter."""
    address = address_rows.address(bench.ledger.read, address_id)
    desk = (department or Department.GENERAL) if kind is MailboxKind.DEPARTMENT else None
    changed = replace(address, kind=kind, department=desk, kind_confirmed=True)
    with bench.ledger.write("kind-changed") as writer:
        address_rows.save(writer, changed)


def set_contact(bench: Bench, address_id: AddressId, contact_id: ContactId | None) -> None:
    """Say whose address it is; None: the party's as a whole."""
    address = address_rows.address(bench.ledger.read, address_id)
    with bench.ledger.write("address-changed") as writer:
        address_rows.save(writer, replace(address, contact_id=contact_id))


def remove(bench: Bench, address_id: AddressId) -> None:
    """Remove an address that was entered by mistake; what no longer works is retired instead (A7, B1).

    Raises TradeError "still-referred-to" when the log or a template of recipients refers to it.
    """
    address = address_rows.address(bench.ledger.read, address_id)
    with bench.ledger.write("address-removed") as writer:
        address_rows.remove(writer, address)


def confirm(
    bench: Bench, address_id: AddressId, kind: MailboxKind, department: Department | None, evidence: str
) -> None:
    """A person says what the mailbox is and that it is right: confirmed today, with the words for who said so (B2)."""
    address = address_rows.address(bench.ledger.read, address_id)
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
        address_rows.save(writer, confirmed)


def set_standing(bench: Bench, address_id: AddressId, standing: Standing, evidence: str = "") -> None:
    """Say that an address bounced, is retired, is confirmed, or is only presumed again."""
    address = address_rows.address(bench.ledger.read, address_id)
    changed = replace(address, standing=standing, standing_on=bench.today(), evidence=evidence)
    if standing is Standing.PRESUMED:
        changed = replace(changed, standing_on=None, kind_confirmed=False)
    with bench.ledger.write("standing-changed") as writer:
        address_rows.save(writer, changed)


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
        for each in address_rows.of_party(read, party_id)
        if each.channel is Channel.MAIL and each.kind in (MailboxKind.COMPANY, MailboxKind.DEPARTMENT)
    }
    if party.website:
        known.add(mailbox.host_of(party.website))
    return frozenset(known - {""})
