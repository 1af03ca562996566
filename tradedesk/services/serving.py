"""Other firms that serve a party: on whose orders they have a job, and mailboxes that stand at both (B1, H3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tradedesk.domain.address import Address, Channel
from tradedesk.domain.address_label import label_of
from tradedesk.domain.ids import AddressId, ContactId, PartyId
from tradedesk.domain.party import PartyKind
from tradedesk.domain.reason import Reason
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger.queries import serving as found_in_ledger
from tradedesk.services.bench import Bench


@dataclass(frozen=True)
class FirmMailbox:
    """A mailbox of the firm as it stands there, with what it is called (B4).

    ``entry``: the same mailbox as the party's own entry, None where it stands with the firm alone.
    """

    address: Address
    label: Reason
    entry: AddressId | None = None


@dataclass(frozen=True)
class ServingFirm:
    """A firm with its jobs, each with the numbers of the orders (the newest first), and its mailboxes."""

    party_id: PartyId
    name: str
    kind: PartyKind
    jobs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    mailboxes: tuple[FirmMailbox, ...] = ()


def firms(bench: Bench, party_id: PartyId) -> tuple[ServingFirm, ...]:
    """Who serves a party's orders or shares a mailbox with it, those with a job first."""
    read = bench.ledger.read
    shared = found_in_ledger.shared(read, party_id)
    heads: dict[PartyId, tuple[str, str]] = {}
    jobs: dict[PartyId, dict[str, list[str]]] = {}
    people: dict[PartyId, set[ContactId | None]] = {}
    for each in found_in_ledger.jobs(read, party_id):
        heads.setdefault(each.party_id, (each.firm, each.kind))
        orders = jobs.setdefault(each.party_id, {}).setdefault(each.job, [])
        if each.order_number not in orders:
            orders.append(each.order_number)
        people.setdefault(each.party_id, set()).add(each.contact_id)
    for one in shared:
        heads.setdefault(one.party_id, (one.firm, one.kind))
    entries = {one.their_address_id: one.address_id for one in shared}
    return tuple(
        ServingFirm(
            firm_id,
            name,
            PartyKind(kind),
            tuple((job, tuple(numbers)) for job, numbers in jobs.get(firm_id, {}).items()),
            _mailboxes(bench, firm_id, PartyKind(kind), people.get(firm_id, set()), entries),
        )
        for firm_id, (name, kind) in heads.items()
    )


def dead_elsewhere(firms: Iterable[ServingFirm]) -> dict[AddressId, str]:
    """The party's own entries whose mailbox bounced or was put away at another firm, with the firm's name (A7)."""
    return {
        each.entry: firm.name
        for firm in firms
        for each in firm.mailboxes
        if each.entry is not None and not each.address.reachable
    }


def _mailboxes(
    bench: Bench,
    firm_id: PartyId,
    kind: PartyKind,
    people: set[ContactId | None],
    entries: dict[AddressId, AddressId],
) -> tuple[FirmMailbox, ...]:
    """The mailboxes of the people who have the jobs, else the firm's usable ones; those shared in any case."""
    today = bench.today()
    mails = [each for each in address_rows.of_party(bench.ledger.read, firm_id) if each.channel is Channel.MAIL]
    usable = [each for each in mails if each.usable_on(today)] if people else []
    theirs = [each for each in usable if each.contact_id is not None and each.contact_id in people] or usable
    return tuple(
        FirmMailbox(each, label_of(each, kind, today), entries.get(each.id))
        for each in mails
        if each in theirs or each.id in entries
    )
