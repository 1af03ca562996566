"""What the user does with the addresses of a party: added, corrected, confirmed, given days, put away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tradedesk.domain import mailbox
from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import AddressId, ContactId, MessageId, PartyId
from tradedesk.domain.reason import Reason
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import domain_kinds, parties
from tradedesk.services.bench import Bench

#: So many of a party's last messages are offered as the one that confirms an address.
_LATEST = 40


@dataclass(frozen=True)
class Preview:
    """An address as it would be added (number 0), its kind presumed with the reason (B2).

    ``hint`` is what was perhaps meant, ``doubt`` why a number should be looked at though it is kept.
    """

    address: Address
    hint: str = ""
    doubt: Reason | None = None


@dataclass(frozen=True)
class Evidence:
    """A message of the log that can confirm an address; ``at`` is its moment in UTC as the ledger writes it."""

    message_id: MessageId
    at: str
    direction: str
    medium: str
    subject: str


def add(bench: Bench, party_id: PartyId, channel: Channel, text: str, contact_id: ContactId | None) -> AddressId:
    """Add an address as typed: normalised, the original kept, its mailbox kind presumed with the reason (B2).

    Raises RuleSaysNo (field "value") when the text is not an address of that channel or is there already.
    """
    fresh = replace(preview(bench, party_id, channel, text).address, contact_id=contact_id)
    with bench.ledger.write("address-added") as writer:
        return address_rows.add(writer, fresh)


def preview(bench: Bench, party_id: PartyId, channel: Channel, text: str) -> Preview:
    """What ``add`` would add, and what was perhaps meant instead. Raises as ``add``."""
    from tradedesk.integrations.mailboxes import read_address

    party = parties.party(bench.ledger.read, party_id)
    entry = read_address(channel, text, party.country)
    for each in address_rows.of_party(bench.ledger.read, party_id):
        if is_same(each, channel, entry.value):
            raise RuleSaysNo("address-already-there", "value", address=entry.value)
    fresh = Address(0, party_id, None, channel, entry.value, original=text)
    if channel is Channel.MAIL:
        fresh = presumed(bench, fresh, company_domains(bench, party_id))
    return Preview(fresh, entry.meant, entry.doubt)


def is_same(known: Address, channel: Channel, value: str) -> bool:
    """Whether an address is on file already: mailboxes and names are alike in capitals and small letters."""
    return known.channel is channel and known.value.casefold() == value.casefold()


def set_kind(bench: Bench, address_id: AddressId, kind: MailboxKind, department: Department | None) -> None:
    """Correct by hand what the program presumed of a mailbox; whether the customer confirms it is another matter."""
    address = address_rows.address(bench.ledger.read, address_id)
    desk = (department or Department.GENERAL) if kind is MailboxKind.DEPARTMENT else None
    changed = replace(address, kind=kind, department=desk, kind_confirmed=True)
    with bench.ledger.write("kind-changed") as writer:
        address_rows.save(writer, changed)


def set_contact(bench: Bench, address_id: AddressId, contact_id: ContactId | None) -> None:
    """Say whose address it is; None: the party's as a whole."""
    _change(bench, address_id, contact_id=contact_id)


def set_note(bench: Bench, address_id: AddressId, note: str) -> None:
    """Keep a note on an address."""
    _change(bench, address_id, note=note.strip())


def set_days(bench: Bench, address_id: AddressId, first: date | None, last: date | None) -> None:
    """Say on which days an address may be used; None for no limit. Raises RuleSaysNo validity-reversed ("last")."""
    if first is not None and last is not None and last < first:
        raise RuleSaysNo("validity-reversed", "last", first=first.isoformat())
    _change(bench, address_id, valid_from=first, valid_to=last)


def set_backup(bench: Bench, address_id: AddressId, other_id: AddressId | None) -> None:
    """Say for which other address of the party this one stands in; None: for none (A7).

    Raises RuleSaysNo backup-circle (field "backup") when the other stands in for this one already.
    """
    read = bench.ledger.read
    address = address_rows.address(read, address_id)
    of_party = {each.id: each for each in address_rows.of_party(read, address.party_id)}
    before = other_id
    for _ in of_party:
        if before == address_id:
            value = of_party[other_id].value if other_id in of_party else ""
            raise RuleSaysNo("backup-circle", "backup", address=value)
        before = of_party[before].backup_for_id if before in of_party else None
    _change(bench, address_id, backup_for_id=other_id if other_id in of_party else None)


def set_evidence(bench: Bench, address_id: AddressId, words: str, message_id: MessageId | None) -> None:
    """Say who said that an address is right, and which message of the log shows it; the standing stays."""
    _change(bench, address_id, evidence=words.strip(), evidence_message_id=message_id)


def set_standing_day(bench: Bench, address_id: AddressId, day: date) -> None:
    """Say when an address was confirmed, bounced or put away, where that was not the day it was entered."""
    if day > bench.today():
        raise RuleSaysNo("standing-in-future", "standing_on")
    _change(bench, address_id, standing_on=day)


def latest_messages(bench: Bench, party_id: PartyId) -> tuple[Evidence, ...]:
    """The party's last messages, the newest first: one of them may be what confirms an address."""
    rows = bench.ledger.read.all(
        "select id, at, direction, medium, subject from messages where party_id = ? order by at desc, id desc limit ?",
        (party_id, _LATEST),
    )
    return tuple(Evidence(*row) for row in rows)


def evidence(bench: Bench, message_id: MessageId) -> Evidence | None:
    """The message that confirms an address, however old; None when it is no longer there."""
    row = bench.ledger.read.first("select id, at, direction, medium, subject from messages where id = ?", (message_id,))
    return Evidence(*row) if row is not None else None


def remove(bench: Bench, address_id: AddressId) -> None:
    """Remove an address that was entered by mistake; what no longer works is retired instead (A7, B1).

    Raises TradeError "still-referred-to" when the log or a template of recipients refers to it.
    """
    address = address_rows.address(bench.ledger.read, address_id)
    with bench.ledger.write("address-removed") as writer:
        address_rows.remove(writer, address)


def confirm(
    bench: Bench,
    address_id: AddressId,
    kind: MailboxKind,
    department: Department | None,
    evidence: str,
    message_id: MessageId | None = None,
) -> None:
    """A person says what the mailbox is and that it is right: confirmed today, with the words for who said so (B2).

    ``message_id``: the message of the log that shows it; None keeps the one named before.
    """
    address = address_rows.address(bench.ledger.read, address_id)
    confirmed = replace(
        address,
        kind=kind,
        department=(department or Department.GENERAL) if kind is MailboxKind.DEPARTMENT else None,
        kind_confirmed=True,
        standing=Standing.CONFIRMED,
        standing_on=bench.today(),
        evidence=evidence,
        evidence_message_id=message_id if message_id is not None else address.evidence_message_id,
    )
    with bench.ledger.write("address-confirmed") as writer:
        address_rows.save(writer, confirmed)


def set_standing(bench: Bench, address_id: AddressId, standing: Standing, evidence: str = "") -> None:
    """Say that an address bounced, is retired, is confirmed, or is only presumed again."""
    address = address_rows.address(bench.ledger.read, address_id)
    # The message that confirmed it says nothing of what became of it since.
    message = address.evidence_message_id if standing is address.standing else None
    changed = replace(
        address, standing=standing, standing_on=bench.today(), evidence=evidence, evidence_message_id=message
    )
    if standing is Standing.PRESUMED:
        changed = replace(changed, standing_on=None, kind_confirmed=False)
    with bench.ledger.write("standing-changed") as writer:
        address_rows.save(writer, changed)


def presumed(bench: Bench, address: Address, domains: frozenset[str]) -> Address:
    """The mail address with its kind presumed from domain and local part, and the reason for it (B2).

    What the user said of whole domains counts before every list.
    """
    corrected = domain_kinds.corrected(bench.ledger.read)
    found = mailbox.presume_kind(address.value, domains, bench.lexicon, corrected)
    return replace(address, kind=found.kind, department=found.department, kind_reason=found.reason)


def company_domains(bench: Bench, party_id: PartyId, *, without: str = "") -> frozenset[str]:
    """The domains that speak for a party: its web site's and those of its company mailboxes (but ``without``)."""
    read = bench.ledger.read
    party = parties.party(read, party_id)
    known = {
        each.value.rsplit("@", 1)[-1]
        for each in address_rows.of_party(read, party_id)
        if each.channel is Channel.MAIL and each.kind in (MailboxKind.COMPANY, MailboxKind.DEPARTMENT)
    }
    known.discard(without)
    if party.website:
        known.add(mailbox.host_of(party.website))
    return frozenset(known - {""})


def _change(bench: Bench, address_id: AddressId, **changed: object) -> None:
    address = address_rows.address(bench.ledger.read, address_id)
    with bench.ledger.write("address-changed") as writer:
        address_rows.save(writer, replace(address, **changed))  # type: ignore[arg-type]
