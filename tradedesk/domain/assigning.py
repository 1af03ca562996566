"""Filling "who receives what": what a cell may say, cells made like others, and what the rules themselves suggest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tradedesk.domain.address import INSTANT_MESSAGING, Address, Channel, MailboxKind, Standing
from tradedesk.domain.ids import AddressId, PurposeId
from tradedesk.domain.party import Contact, Party
from tradedesk.domain.purpose import Assignment, Purpose, PurposeCode, Role
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.routing import Routing, needs_mail_after_chat, route

#: The filled cells of a party: address and purpose, and what they say.
Roles = Mapping[tuple[AddressId, PurposeId], Role]

_MAIL: tuple[Role | None, ...] = (None, Role.TO, Role.CC, Role.NEVER)
_CHAT: tuple[Role | None, ...] = (None, Role.TO, Role.NEVER)
#: Where one mailbox stands for several, the strongest word counts; "never" was said of one of them only.
_STRENGTH: tuple[Role | None, ...] = (Role.TO, Role.CC, None, Role.NEVER)


@dataclass(frozen=True)
class Cell:
    """What a cell is to say; no role empties it."""

    address_id: AddressId
    purpose_id: PurposeId
    role: Role | None


@dataclass(frozen=True)
class Change:
    """One cell of a proposal: what it says, what it would say, and why."""

    address_id: AddressId
    purpose_id: PurposeId
    before: Role | None
    after: Role | None
    reasons: tuple[Reason, ...] = ()

    @property
    def cell(self) -> Cell:
        """The cell as it would be."""
        return Cell(self.address_id, self.purpose_id, self.after)


@dataclass(frozen=True)
class Proposal:
    """Changes to look at before they are made.

    ``alone``: own addresses that have no counterpart and stay as they are; ``nobody``: the other party's addresses that
    nobody here stands for. ``name``: like whom, empty when the rules suggest.
    """

    changes: tuple[Change, ...]
    name: str = ""
    alone: tuple[Address, ...] = ()
    nobody: tuple[Address, ...] = ()


@dataclass(frozen=True)
class Side:
    """A party's addresses, people and filled cells."""

    addresses: tuple[Address, ...]
    contacts: tuple[Contact, ...]
    assignments: tuple[Assignment, ...]


def roles_of(assignments: Iterable[Assignment]) -> dict[tuple[AddressId, PurposeId], Role]:
    """The filled cells by address and purpose."""
    return {(each.address_id, each.purpose_id): each.role for each in assignments}


def columns(purposes: Iterable[Purpose]) -> tuple[Purpose, ...]:
    """The purposes that are columns of the matrix: a notice goes to groups (A6), and some are put away."""
    return tuple(each for each in purposes if each.position > 0 and each.code != PurposeCode.NOTICE)


def choices(address: Address, purpose: Purpose) -> tuple[Role | None, ...]:
    """What the cell can say, in the order of the cycle; empty where nothing can be chosen.

    Mail: To, Cc, never, empty. Chats are for quick synchronisation only (A9): they are never offered what binds, and
    are told at the same time (kept as To), never, or not at all. A telephone or a fax receives nothing written here.
    """
    if address.channel is Channel.MAIL:
        return _MAIL
    if address.channel in INSTANT_MESSAGING:
        binds = purpose.formal or needs_mail_after_chat(purpose.code, address.channel) is not None
        return () if binds else _CHAT
    return ()


def after(role: Role | None, offered: tuple[Role | None, ...]) -> Role | None:
    """What the cell says after one more press; a role that is not offered any more gives way to an empty cell."""
    return offered[(offered.index(role) + 1) % len(offered)] if role in offered else None


def set_to(address: Address, purpose: Purpose, role: Role | None) -> Cell | None:
    """The cell with this role, None where it cannot have it; a chat that is to get a copy is told at the same time."""
    offered = choices(address, purpose)
    if role is Role.CC and Role.CC not in offered:
        role = Role.TO
    return Cell(address.id, purpose.id, role) if role in offered else None


def row_like(source: Address, target: Address, purposes: Iterable[Purpose], roles: Roles) -> list[Cell]:
    """The target's cells as the source has them, where they can be."""
    wanted = (set_to(target, each, roles.get((source.id, each.id))) for each in purposes)
    return [cell for cell in wanted if cell is not None]


def column_like(source: Purpose, target: Purpose, addresses: Iterable[Address], roles: Roles) -> list[Cell]:
    """The target's cells as the source has them, where they can be."""
    wanted = (set_to(each, target, roles.get((each.id, source.id))) for each in addresses)
    return [cell for cell in wanted if cell is not None]


def counterparts(own: Side, other: Side, today: date | None = None) -> dict[AddressId, Address]:
    """Which address of the other party each own one stands for, at most once each.

    The same way of reaching, kind of mailbox and department; the main contact's before others, confirmed before not.
    """
    mine, theirs = _main_of(own.contacts), _main_of(other.contacts)
    pairs = []
    for at, each in enumerate(own.addresses):
        for place, one in enumerate(other.addresses):
            if each.usable_on(today) and _nature(each) == _nature(one):
                unlike_person = (each.contact_id in mine) != (one.contact_id in theirs)
                pairs.append((unlike_person, each.standing is not one.standing, at, place))
    found: dict[AddressId, Address] = {}
    taken: set[AddressId] = set()
    for _person, _standing, at, place in sorted(pairs):
        number, one = own.addresses[at].id, other.addresses[place]
        if number not in found and one.id not in taken:
            found[number] = one
            taken.add(one.id)
    return found


def like(purposes: Sequence[Purpose], own: Side, other: Side, name: str, *, today: date | None = None) -> Proposal:
    """The own matrix as the other party's: mapped by kind of mailbox, department and main contact.

    What goes there to a department that has no counterpart here comes to the company mailbox. A cell that says never
    keeps it, and nothing formal is proposed To a personal mailbox (A2).
    """
    matched = counterparts(own, other, today)
    models = _models(matched, own, other)
    have, want = roles_of(own.assignments), roles_of(other.assignments)
    changes = []
    for each in own.addresses:
        for purpose in purposes if each.id in matched else ():
            before = have.get((each.id, purpose.id))
            model = min(models[each.id], key=lambda one: _STRENGTH.index(want.get((one.id, purpose.id))))
            role = want.get((model.id, purpose.id))
            cell = set_to(each, purpose, role)
            if cell is None or cell.role is before or before is Role.NEVER or _against_a2(each, purpose, role):
                continue
            why = because("like-address", "A1", address=model.value, name=name)
            changes.append(Change(each.id, purpose.id, before, cell.role, (why,)))
    used = {one.id for found in models.values() for one in found}
    filled = {number for number, _purpose in want}
    return Proposal(
        tuple(changes),
        name,
        alone=tuple(
            each for each in own.addresses if each.id not in matched and each.usable_on(today) and _writes(each)
        ),
        nobody=tuple(each for each in other.addresses if each.id in filled and each.id not in used),
    )


def _models(matched: Mapping[AddressId, Address], own: Side, other: Side) -> dict[AddressId, list[Address]]:
    """Whose cells each own address takes over: its counterpart's, and the company mailbox those of missing desks."""
    models = {number: [found] for number, found in matched.items()}
    company = next((each.id for each in own.addresses if each.id in matched and each.kind is MailboxKind.COMPANY), None)
    taken = {each.id for each in matched.values()}
    if company is not None:
        models[company] += [each for each in other.addresses
                            if each.id not in taken and each.channel is Channel.MAIL
                            and each.kind in (MailboxKind.COMPANY, MailboxKind.DEPARTMENT)]  # fmt: skip
    return models


def suggest(purposes: Sequence[Purpose], party: Party, own: Side, *, today: date | None = None) -> Proposal:
    """The empty cells as the rules would fill them (A1-A5): whom they choose by themselves, who is kept out (A2)."""
    roles = roles_of(own.assignments)
    changes = []
    for purpose in purposes:
        routing = route(purpose, party, own.addresses, own.contacts, own.assignments, today=today)
        for each in routing.recipients:
            if each.address_id is not None and (each.address_id, purpose.id) not in roles and each.role in ("to", "cc"):
                why = (*each.reasons, *each.warnings)
                changes.append(Change(each.address_id, purpose.id, None, Role(each.role), why))
        chosen = {each.address_id for each in changes if each.purpose_id == purpose.id}
        for one in own.addresses:
            if (one.id, purpose.id) not in roles and one.id not in chosen and _against_a2(one, purpose, Role.TO):
                why = (because("never-formal-to-personal", "A2"),)
                changes.append(Change(one.id, purpose.id, None, Role.NEVER, why))
    return Proposal(tuple(changes))


def explained(purpose: Purpose, address: Address, role: Role | None, routing: Routing) -> tuple[Reason, ...]:
    """Why a cell means what it means for the next message: the reasons, the weightiest first."""
    if address.channel is not Channel.MAIL:
        return (_chat_reason(purpose, address, role),)
    found = next((each for each in routing.recipients if each.address_id == address.id), None)
    if found is not None:
        return (*found.reasons, *found.warnings)
    if role is Role.NEVER:
        return (because("marked-never", "A1", address=address.value, purpose=str(purpose.code)),)
    said = tuple(each for each in routing.notes if each.fact("address") == address.value)
    if said:
        return said
    if not address.reachable:
        return (_dead_reason(address),)
    to = ", ".join(each.value for each in routing.recipients if each.role == "to")
    return (because("cell-goes-elsewhere", "A1", to=to) if to else because("cell-goes-nowhere", "A1"),)


def _chat_reason(purpose: Purpose, address: Address, role: Role | None) -> Reason:
    if address.channel not in INSTANT_MESSAGING:
        return because("channel-takes-nothing", "A1", address=address.value)
    if not choices(address, purpose):
        return because("chat-binds-nothing", "A9", purpose=str(purpose.code))
    if role is Role.NEVER:
        return because("marked-never", "A1", address=address.value, purpose=str(purpose.code))
    return because("chat-told-too", "A9") if role is not None else because("chat-not-told", "A9")


def _dead_reason(address: Address) -> Reason:
    if address.standing is Standing.BOUNCED:
        return because("address-bounced", "A7", address=address.value)
    if address.standing is Standing.RETIRED:
        return because("address-retired", "A7", address=address.value)
    return because("address-not-for-mail", "A7", address=address.value, kind=str(address.kind))


def _against_a2(address: Address, purpose: Purpose, role: Role | None) -> bool:
    """Formal To a personal mailbox that nobody has confirmed as the official one."""
    official = address.standing is Standing.CONFIRMED and address.kind_confirmed
    return role is Role.TO and purpose.formal and address.kind is MailboxKind.PERSONAL and not official


def _nature(address: Address) -> tuple[str, str, str]:
    if address.channel in INSTANT_MESSAGING:
        return "chat", "", ""
    if address.channel is not Channel.MAIL:
        return str(address.channel), "", ""
    return "mail", str(address.kind), str(address.department or "")


def _writes(address: Address) -> bool:
    return address.channel is Channel.MAIL or address.channel in INSTANT_MESSAGING


def _main_of(contacts: Iterable[Contact]) -> frozenset[int | None]:
    return frozenset(each.id for each in contacts if each.is_main)
