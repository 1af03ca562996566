"""A party's mailboxes as the routing rules look at them: who may receive a purpose, and who comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.party import Contact, Party
from tradedesk.domain.purpose import Assignment, Purpose, Role

#: The strongest word last: "never" outweighs everything said of the same cell.
_WEAKEST = (Role.CC, Role.TO, Role.NEVER)
#: The better kind first; all others come after these.
_KINDS = {MailboxKind.COMPANY: 0, MailboxKind.DEPARTMENT: 1, MailboxKind.UNSURE: 2, MailboxKind.PERSONAL: 3}
#: Whose mailboxes may be official.
_OFFICIAL_KINDS = (MailboxKind.COMPANY, MailboxKind.DEPARTMENT)


def is_official(address: Address) -> bool:
    """A confirmed mailbox of the company's own domain: where formal matters go (A2)."""
    return (
        address.standing is Standing.CONFIRMED and address.kind in _OFFICIAL_KINDS and address.channel is Channel.MAIL
    )


@dataclass(frozen=True)
class Desk:
    """A party's mailboxes with what the rules ask of them on a day (None: validity is not looked at).

    ``covers`` names, by the number of a backup, the addresses that it stands in for because they are out, the nearest
    first; ``taken_over`` the one whose place in "who receives what" it takes: ``roles`` has its role there too (A7).
    ``standby`` are backups of addresses that still work: chosen by rule only when nobody else is there.
    """

    mails: tuple[Address, ...]
    people: Mapping[int, Contact]
    roles: Mapping[int, Role]
    today: date | None = None
    covers: Mapping[int, tuple[Address, ...]] = field(default_factory=dict)
    taken_over: Mapping[int, Address] = field(default_factory=dict)
    standby: frozenset[int] = frozenset()

    def usable(self) -> list[Address]:
        """Mailboxes that may receive this purpose (A7; "never" counts), best first.

        A mailbox on file twice is dead or marked never under both entries.
        """
        return list(self._usable)

    @cached_property
    def _usable(self) -> tuple[Address, ...]:
        # Asked for many times by each rule: a notice to thousands would sort the same mailboxes again and again.
        out = {each.value.casefold() for each in self.out}
        left = [each for each in self.mails if each.value.casefold() not in out] if out else self.mails
        return tuple(best_first(self, left))

    @cached_property
    def out(self) -> tuple[Address, ...]:
        """Mailboxes that may not receive this purpose: they are out of use, or the user said never (A7)."""
        return tuple([each for each in self.mails if self._is_out(each)])

    def _is_out(self, address: Address) -> bool:
        return not address.usable_on(self.today) or self.roles.get(address.id) is Role.NEVER

    def assigned(self, role: Role) -> list[Address]:
        """The usable mailboxes that the user put into this role, best first."""
        return [each for each in self._usable if self.roles.get(each.id) is role] if self.roles else []

    def without_copies(self) -> Desk:
        """The desk without mailboxes that the user put on Cc: they become To only when nobody else is there."""
        if Role.CC not in self.roles.values():
            return self
        return replace(
            self,
            mails=tuple(each for each in self.mails if self.roles.get(each.id) is not Role.CC or self._is_out(each)),
        )

    def principal(self) -> list[Address]:
        """The main contact's mailboxes, best first (A8); the only person, or the only mailbox, counts as such."""
        usable = self.usable()
        if self._main_people:
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
        """Whether it belongs to the main contact, or stands in for a mailbox that does."""
        main = self._main_people
        if address.contact_id in main or not self.covers:
            return address.contact_id in main
        return any(each.contact_id in main for each in self.covers.get(address.id, ()))

    @cached_property
    def _main_people(self) -> frozenset[int | None]:
        return frozenset(number for number, each in self.people.items() if each.is_main)

    def covers_department(self, address: Address, department: Department) -> bool:
        """Whether it stands in for a mailbox of that department."""
        return any(
            each.kind is MailboxKind.DEPARTMENT and each.department is department
            for each in self.covers.get(address.id, ())
        )

    def name(self, address: Address) -> str:
        """The person's name; empty for a desk."""
        contact = self.people.get(address.contact_id or 0)
        return contact.name if contact is not None and not contact.is_desk else ""


def best_first(desk: Desk, candidates: Iterable[Address]) -> list[Address]:
    """Backups of what still works last; official before presumed before personal, the main contact's before others'."""

    def order(each: Address) -> tuple[int, int, int, int, int]:
        standby = each.id in desk.standby
        return (standby, not is_official(each), not desk.is_main(each), _KINDS.get(each.kind, 4), each.id)

    return sorted(candidates, key=order)


def desk_of(
    purpose: Purpose,
    party: Party,
    addresses: Iterable[Address],
    contacts: Iterable[Contact],
    assignments: Iterable[Assignment],
    today: date | None = None,
) -> Desk:
    """The party's own mailboxes and people, what its cells say of this purpose, and which backups stand in today."""
    mail = Channel.MAIL
    mails = tuple([each for each in addresses if each.party_id == party.id and each.channel is mail])
    cells = [cell for cell in assignments if cell.purpose_id == purpose.id]
    roles = {cell.address_id: cell.role for cell in sorted(cells, key=lambda cell: _WEAKEST.index(cell.role))}
    desk = Desk(mails, {each.id: each for each in contacts if each.party_id == party.id}, roles, today)
    if not any(each.backup_for_id for each in mails):
        return desk
    desk = _with_backups(desk)
    return _with_roles_taken_over(desk)


def _with_backups(desk: Desk) -> Desk:
    """Which backups stand in, and which stand by."""
    by_id = {each.id: each for each in desk.mails}
    dead = {each.value.casefold() for each in desk.mails if not each.usable_on(desk.today)}
    covers: dict[int, tuple[Address, ...]] = {}
    standby: set[int] = set()
    for each in desk.mails:
        chain: dict[int, Address] = {}
        before = by_id.get(each.backup_for_id or 0)
        # A circle of backups ends where it began.
        while before is not None and before.id != each.id and before.id not in chain:
            if before.value.casefold() not in dead:
                break
            chain[before.id] = before
            before = by_id.get(before.backup_for_id or 0)
        if chain:
            covers[each.id] = tuple(chain.values())
        elif before is not None and before.id != each.id:
            standby.add(each.id)
    return replace(desk, covers=covers, standby=frozenset(standby))


def _with_roles_taken_over(desk: Desk) -> Desk:
    """The place of each address that is out goes to its best backup, unless one of them has that place already."""
    roles, taken = dict(desk.roles), dict(desk.taken_over)
    usable = desk.usable()
    for role in (Role.CC, Role.TO):
        for out in sorted(desk.mails, key=lambda each: each.id):
            stand_ins = [each for each in usable if out in desk.covers.get(each.id, ())]
            if desk.roles.get(out.id) is not role or not stand_ins:
                continue
            best = stand_ins[0]
            settled = any(desk.roles.get(each.id) is role for each in stand_ins)
            if not settled and (role is Role.TO or best.id not in desk.roles):
                roles[best.id], taken[best.id] = role, out
    return replace(desk, roles=roles, taken_over=taken)
