"""A party's mailboxes as the routing rules look at them: who may receive a purpose, and who comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tradedesk.domain.address import Address, Channel, MailboxKind, Standing
from tradedesk.domain.party import Contact, Party
from tradedesk.domain.purpose import Assignment, Purpose, Role

#: The strongest word last: "never" outweighs everything said of the same cell.
_WEAKEST = (Role.CC, Role.TO, Role.NEVER)


def is_official(address: Address) -> bool:
    """A confirmed mailbox of the company's own domain: where formal matters go (A2)."""
    return (
        address.channel is Channel.MAIL
        and address.reachable
        and address.standing is Standing.CONFIRMED
        and address.kind in (MailboxKind.COMPANY, MailboxKind.DEPARTMENT)
    )


@dataclass(frozen=True)
class Desk:
    """A party's mailboxes with what the rules ask of them."""

    mails: tuple[Address, ...]
    people: Mapping[int, Contact]
    roles: Mapping[int, Role]

    def usable(self) -> list[Address]:
        """Mailboxes that may receive this purpose (A7; "never" counts), best first.

        A mailbox on file twice is dead or marked never under both entries.
        """
        out = {each.value.casefold() for each in self.mails if self._is_out(each)}
        return best_first(self, (each for each in self.mails if each.value.casefold() not in out))

    def _is_out(self, address: Address) -> bool:
        return not address.reachable or self.roles.get(address.id) is Role.NEVER

    def assigned(self, role: Role) -> list[Address]:
        """The usable mailboxes that the user put into this role, best first."""
        return [each for each in self.usable() if self.roles.get(each.id) is role]

    def without_copies(self) -> Desk:
        """The desk without mailboxes that the user put on Cc: they become To only when nobody else is there."""
        return replace(
            self,
            mails=tuple(each for each in self.mails if self.roles.get(each.id) is not Role.CC or self._is_out(each)),
        )

    def principal(self) -> list[Address]:
        """The main contact's mailboxes, best first (A8); the only person, or the only mailbox, counts as such."""
        usable = self.usable()
        if any(each.is_main for each in self.people.values()):
            return [each for each in usable if self.is_main(each)]
        persons = {each.contact_id for each in usable if self.is_person(each)}
        if len(persons) == 1:
            return [each for each in usable if each.contact_id in persons]
        return usable if len(usable) == 1 else []

    def is_person(self, address: Address) -> bool:
        """Whether it belongs to somebody, not to a department's desk."""
        contact = self.people.get(address.contact_id or 0)
        return contact is not None and not contact.is_desk

    def is_main(self, address: Address) -> bool:
        """Whether it belongs to the main contact."""
        contact = self.people.get(address.contact_id or 0)
        return contact is not None and contact.is_main

    def name(self, address: Address) -> str:
        """The person's name; empty for a desk."""
        contact = self.people.get(address.contact_id or 0)
        return contact.name if contact is not None and not contact.is_desk else ""


def best_first(desk: Desk, candidates: Iterable[Address]) -> list[Address]:
    """Official before presumed before personal, the main contact's before others', then as they were entered."""
    kinds = {MailboxKind.COMPANY: 0, MailboxKind.DEPARTMENT: 1, MailboxKind.UNSURE: 2, MailboxKind.PERSONAL: 3}

    def order(each: Address) -> tuple[int, int, int, int]:
        return (not is_official(each), not desk.is_main(each), kinds.get(each.kind, 4), each.id)

    return sorted(candidates, key=order)


def desk_of(
    purpose: Purpose,
    party: Party,
    addresses: Iterable[Address],
    contacts: Iterable[Contact],
    assignments: Iterable[Assignment],
) -> Desk:
    """The party's own mailboxes and people, and what its cells say of this purpose."""
    mails = tuple(each for each in addresses if each.party_id == party.id and each.channel is Channel.MAIL)
    cells = sorted(
        (cell for cell in assignments if cell.purpose_id == purpose.id), key=lambda cell: _WEAKEST.index(cell.role)
    )
    roles = {cell.address_id: cell.role for cell in cells}
    return Desk(mails, {each.id: each for each in contacts if each.party_id == party.id}, roles)
