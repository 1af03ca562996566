"""Everybody who has a job on an order, written to in one step (H3), and nobody sees whom they should not (A6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tradedesk.domain import routing
from tradedesk.domain.address import Address
from tradedesk.domain.draft import DraftRecipient
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.domain.purpose import Assignment, Purpose
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.routing import Routing
from tradedesk.domain.routing_desk import desk_of

#: The text that goes to all concerned.
TO_ALL = "to-all-concerned"
#: The jobs that are offered on every order; users name others.
JOBS = ("sales", "purchasing", "merchandising", "quality", "logistics", "documents")
#: Jobs whose matter is the way of the goods: their people get what the shipping mailbox gets.
SHIPPING_JOBS = frozenset({"logistics", "shipping", "documents"})
_OURS = frozenset({PartyKind.OWN, PartyKind.COLLEAGUE})


@dataclass(frozen=True)
class Holder:
    """Who has a job: a firm, perhaps with the person, and all that routing asks of the firm."""

    job: str
    purpose: Purpose
    party: Party
    person: Contact | None
    addresses: Sequence[Address] = ()
    contacts: Sequence[Contact] = ()
    assignments: Sequence[Assignment] = ()

    @property
    def ours(self) -> bool:
        """Whether it is one of our own people."""
        return self.party.kind in _OURS


def reach(holder: Holder, today: date | None = None) -> Routing:
    """The mailboxes of one holder: the person's best usable one, else those of the firm for the job's purpose.

    Note: "job-unreachable" where there is none.
    """
    if holder.person is not None:
        desk = desk_of(holder.purpose, holder.party, holder.addresses, holder.contacts, holder.assignments, today)
        own = [each for each in desk.usable() if each.contact_id == holder.person.id]
        if own:
            reason = because("job-holder", "H3", job=holder.job)
            return Routing((_recipient(holder, own[0], holder.person.name, reason, today),))
    found = routing.route(
        holder.purpose, holder.party, holder.addresses, holder.contacts, holder.assignments, today=today
    )
    reason = because("job-of-firm", "H3", job=holder.job, firm=holder.party.label)
    reached = tuple(
        replace(each, role="to", reasons=(reason, *each.reasons)) for each in found.recipients if each.role != "bcc"
    )
    if reached:
        return Routing(reached)
    name = holder.person.name if holder.person is not None else holder.party.label
    return Routing((), (because("job-unreachable", "H3", job=holder.job, name=name),))


def write_to(holders: Iterable[Holder], own_address: str = "", today: date | None = None) -> Routing:
    """Recipients for all holders at once.

    Only our own people: all To. One firm besides: it To, ours Cc. Several firms (two suppliers, a supplier and the
    customer): all of them Bcc, since none is to learn of the others, ours or oneself To (A6).
    """
    inside: list[DraftRecipient] = []
    outside: dict[int, list[DraftRecipient]] = {}
    notes: list[Reason] = []
    for holder in holders:
        found = reach(holder, today)
        notes += found.notes
        (inside if holder.ours else outside.setdefault(holder.party.id, [])).extend(found.recipients)
    firms = [each for each in outside.values() if each]
    strangers = [each for firm in firms for each in firm]
    if len(firms) > 1:
        hidden = because("firms-apart", "A6", firms=str(len(firms)))
        told = [replace(each, role="bcc", reasons=(*each.reasons, hidden)) for each in strangers]
        if not inside and own_address:
            inside = [DraftRecipient("to", own_address, reasons=(because("group-oneself", "A6"),))]
        elif not inside:
            notes.append(because("own-address-missing", "A6"))
        return Routing(_once([*inside, *told]), tuple(notes))
    others = [each for each in inside if each.value.casefold() != own_address.casefold()]
    if not strangers:
        return Routing(_once(others or inside), tuple(notes))
    return Routing(_once([*strangers, *(replace(each, role="cc") for each in others)]), tuple(notes))


def _recipient(holder: Holder, address: Address, name: str, reason: Reason, today: date | None) -> DraftRecipient:
    cell = next(
        (each.role for each in holder.assignments
         if (each.address_id, each.purpose_id) == (address.id, holder.purpose.id)), None,
    )  # fmt: skip
    warnings = routing.objections(holder.purpose, "to", address, address.value, assigned=cell, today=today)
    return DraftRecipient("to", address.value, name, address.id, (reason,), warnings)


def _once(recipients: Sequence[DraftRecipient]) -> tuple[DraftRecipient, ...]:
    """One mailbox once, in the first place it was given, with the reasons of all its jobs."""
    found: dict[str, DraftRecipient] = {}
    for each in recipients:
        known = found.get(each.value.casefold())
        if known is None:
            found[each.value.casefold()] = each
            continue
        more = tuple(reason for reason in each.reasons if reason not in known.reasons)
        found[each.value.casefold()] = replace(known, reasons=(*known.reasons, *more))
    return tuple(found.values())
