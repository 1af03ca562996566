"""What the user says of a whole mail domain: kept, and carried out on every address there that nobody set by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tradedesk.domain import mailbox
from tradedesk.domain.address import Address, Channel, MailboxKind
from tradedesk.domain.ids import AddressId, PartyId
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import domain_kinds
from tradedesk.services.addresses import company_domains
from tradedesk.services.bench import Bench


@dataclass(frozen=True)
class DomainView:
    """A mail domain as the card of one address shows it.

    ``said`` is what the user said of it, None when the lists decide; ``others`` counts the other addresses there and
    below, ``by_hand`` those of them whose kind was set one by one and stays, ``parties`` how many firms they belong to.
    """

    domain: str
    said: MailboxKind | None
    others: int
    by_hand: int
    parties: int


def look(bench: Bench, address_id: AddressId) -> DomainView | None:
    """The domain of an address, and who else is there; None when it is no mail address."""
    read = bench.ledger.read
    address = address_rows.address(read, address_id)
    if address.channel is not Channel.MAIL:
        return None
    domain = mailbox.domain_of(address.value)
    others = [each for each in domain_kinds.addresses_at(read, domain) if each.id != address_id]
    return DomainView(
        domain,
        domain_kinds.corrected(read).get(domain),
        len(others),
        sum(each.kind_confirmed for each in others),
        len({each.party_id for each in others} - {address.party_id}),
    )


def say(bench: Bench, domain: str, kind: MailboxKind) -> int:
    """Say what every mailbox at a domain is; returns how many addresses changed. One step to take back.

    A company's domain still has departments (their words tell); addresses set by hand stay as they are (B1).
    """
    kept = MailboxKind.COMPANY if kind is MailboxKind.DEPARTMENT else kind
    with bench.ledger.write("domain-kind-changed") as writer:
        domain_kinds.keep(writer, domain, kept, bench.today())
        return _carry_out(bench, domain, lambda address: address_rows.save(writer, address))


def forget(bench: Bench, domain: str) -> int:
    """Let the lists decide again; returns how many addresses changed. One step to take back."""
    with bench.ledger.write("domain-kind-changed") as writer:
        domain_kinds.forget(writer, domain)
        return _carry_out(bench, domain, lambda address: address_rows.save(writer, address))


def _carry_out(bench: Bench, domain: str, save: Callable[[Address], int]) -> int:
    """Presume anew what nobody set by hand; the ledger reads what was just written, since it has one connection."""
    read = bench.ledger.read
    corrected = domain_kinds.corrected(read)
    speaking: dict[PartyId, frozenset[str]] = {}
    changed = 0
    for each in domain_kinds.addresses_at(read, domain):
        if each.kind_confirmed:
            continue
        if domain not in corrected and each.party_id not in speaking:
            # What the domain was said to be a moment ago speaks for nobody any more.
            speaking[each.party_id] = company_domains(bench, each.party_id, without=mailbox.domain_of(each.value))
        found = mailbox.presume_kind(each.value, speaking.get(each.party_id, frozenset()), bench.lexicon, corrected)
        fresh = replace(each, kind=found.kind, department=found.department, kind_reason=found.reason)
        if fresh != each:
            save(fresh)
            changed += 1
    return changed
