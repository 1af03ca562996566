"""Who receives what (recipient routing): the rules A1-A9 and B5, each decision with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tradedesk.domain.address import INSTANT_MESSAGING, Address, Channel, MailboxKind, Standing
from tradedesk.domain.draft import DraftRecipient
from tradedesk.domain.party import Contact, Party
from tradedesk.domain.purpose import Assignment, Purpose, PurposeCode, Role
from tradedesk.domain.reason import Reason, because

#: Purposes that may go to the personal or most used mailbox first (A3).
_RELAXED = frozenset({PurposeCode.GREETING})

#: What binds even when it was said by chat (A9).
_BINDING = frozenset({PurposeCode.CONTRACT, PurposeCode.INVOICE, PurposeCode.INQUIRY, PurposeCode.COMPLAINT})


@dataclass(frozen=True)
class Routing:
    """The recipients proposed, To before Cc before Bcc, and what else has to be said about the choice."""

    recipients: tuple[DraftRecipient, ...]
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class _Desk:
    """A party's mailboxes with what the rules ask of them."""

    mails: tuple[Address, ...]
    people: Mapping[int, Contact]
    roles: Mapping[int, Role]

    def usable(self) -> list[Address]:
        """Reachable mailboxes that may receive this purpose (A7; "never" counts)."""
        return [each for each in self.mails if each.reachable and self.roles.get(each.id) is not Role.NEVER]

    def assigned(self, role: Role) -> list[Address]:
        return [each for each in self.usable() if self.roles.get(each.id) is role]

    def is_main(self, address: Address) -> bool:
        contact = self.people.get(address.contact_id or 0)
        return contact is not None and contact.is_main

    def name(self, address: Address) -> str:
        contact = self.people.get(address.contact_id or 0)
        return contact.name if contact is not None and not contact.is_desk else ""


def is_official(address: Address) -> bool:
    """A confirmed mailbox of the company's own domain: where formal matters go (A2)."""
    return (
        address.channel is Channel.MAIL
        and address.reachable
        and address.standing is Standing.CONFIRMED
        and address.kind in (MailboxKind.COMPANY, MailboxKind.DEPARTMENT)
    )


def route(
    purpose: Purpose,
    party: Party,
    addresses: Sequence[Address],
    contacts: Sequence[Contact],
    assignments: Sequence[Assignment],
    *,
    own_address: str = "",
) -> Routing:
    """Choose who receives a message for ``purpose`` (A1): assigned cells first, then departments, then A8's steps.

    Nobody is ever chosen who bounced, is retired, is marked never, or belongs to another party. A formal matter goes
    To confirmed mailboxes only (A2); when there is none, nobody is chosen and the note says what to confirm.
    """
    desk = _desk(purpose, party, addresses, contacts, assignments)
    if purpose.code == PurposeCode.NOTICE:
        return _group(desk, own_address)
    notes = list(_bounced_notes(desk))
    to = _assigned_to(purpose, desk, notes) or _by_department(purpose, desk) or _by_steps(purpose, desk, notes)
    chosen = {each.address_id for each in to}
    copies = [_recipient(desk, each, Role.CC, because("assigned", "A1", role="cc", purpose=str(purpose.code)))
              for each in desk.assigned(Role.CC) if each.id not in chosen]  # fmt: skip
    copies += _main_contact_copy(purpose, desk, to, copies)
    return Routing((*to, *copies), tuple(notes))


def objections(purpose: Purpose, role: str, address: Address | None, value: str) -> tuple[Reason, ...]:
    """What the rules say against a recipient that the user chose by hand; nothing when all is well."""
    if address is None:
        return (because("not-of-this-customer", "A1", address=value),)
    found: list[Reason] = []
    if address.standing is Standing.BOUNCED:
        found.append(because("address-bounced", "A7", address=value))
    elif address.standing is Standing.RETIRED:
        found.append(because("address-retired", "A7", address=value))
    if address.kind in (MailboxKind.NEVER_WRITE, MailboxKind.DISPOSABLE):
        found.append(because("address-not-for-mail", "A7", address=value, kind=str(address.kind)))
    if role != "cc" and purpose.formal:
        if address.kind is MailboxKind.PERSONAL:
            found.append(because("formal-to-personal", "A2", address=value, purpose=str(purpose.code)))
        elif not is_official(address):
            found.append(because("formal-to-presumed", "A2", address=value, purpose=str(purpose.code)))
    elif address.kind is MailboxKind.DEPARTMENT and address.standing is Standing.PRESUMED:
        found.append(_unchecked(address))
    return tuple(found)


def effect(
    purposes: Sequence[Purpose],
    party: Party,
    addresses: Sequence[Address],
    contacts: Sequence[Contact],
    assignments: Sequence[Assignment],
) -> tuple[Reason, ...]:
    """What the matrix means, a reason a purpose: "a contract would now go to …", or to nobody."""
    found = []
    for purpose in purposes:
        routing = route(purpose, party, addresses, contacts, assignments)
        to = ", ".join(each.value for each in routing.recipients if each.role == "to")
        copies = ", ".join(each.value for each in routing.recipients if each.role == "cc")
        code = "would-go-to-and-cc" if copies else "would-go-to" if to else "would-go-to-nobody"
        found.append(because(code, "A1", purpose=str(purpose.code), to=to, cc=copies))
    return tuple(found)


def gaps(
    purposes: Sequence[Purpose],
    party: Party,
    addresses: Sequence[Address],
    contacts: Sequence[Contact],
    assignments: Sequence[Assignment],
) -> tuple[Reason, ...]:
    """What is missing or in conflict in "who receives what", the gravest first."""
    del contacts
    own = {each.id: each for each in addresses if each.party_id == party.id and each.channel is Channel.MAIL}
    found: list[Reason] = []
    if own and not any(is_official(each) for each in own.values()):
        found.append(because("no-official-mailbox", "A2"))
    for purpose in purposes:
        cells = [cell for cell in assignments if cell.purpose_id == purpose.id and cell.address_id in own]
        to = [own[cell.address_id] for cell in cells if cell.role is Role.TO]
        code = str(purpose.code)
        for each in to:
            if not each.reachable:
                found.append(because("goes-to-dead-address", "A7", purpose=code, address=each.value))
            elif each.kind is MailboxKind.DEPARTMENT and each.standing is Standing.PRESUMED:
                found.append(because("presumed-department-cc", "A5", purpose=code, address=each.value))
            if purpose.formal and each.kind is MailboxKind.PERSONAL:
                found.append(because("formal-to-personal", "A2", purpose=code, address=each.value))
        if len(to) > 1 and purpose.code == PurposeCode.INVOICE:
            found.append(because("two-receive-invoice", "A1", addresses=", ".join(each.value for each in to)))
    return tuple(found)


def needs_mail_after_chat(purpose: str, channel: Channel) -> Reason | None:
    """A9: what binds and was said by instant messaging is also put in a mail."""
    if channel in INSTANT_MESSAGING and purpose in _BINDING:
        return because("chat-needs-mail", "A9", purpose=purpose, channel=str(channel))
    return None


def _desk(
    purpose: Purpose,
    party: Party,
    addresses: Iterable[Address],
    contacts: Iterable[Contact],
    assignments: Iterable[Assignment],
) -> _Desk:
    mails = tuple(each for each in addresses if each.party_id == party.id and each.channel is Channel.MAIL)
    roles = {cell.address_id: cell.role for cell in assignments if cell.purpose_id == purpose.id}
    return _Desk(mails, {each.id: each for each in contacts if each.party_id == party.id}, roles)


def _assigned_to(purpose: Purpose, desk: _Desk, notes: list[Reason]) -> list[DraftRecipient]:
    found = []
    for each in desk.assigned(Role.TO):
        reason = because("assigned", "A1", role="to", purpose=str(purpose.code))
        if not purpose.formal or is_official(each):
            found.append(_recipient(desk, each, Role.TO, reason))
        elif each.kind is MailboxKind.PERSONAL and each.standing is Standing.CONFIRMED and each.kind_confirmed:
            # The user put it there and has confirmed the mailbox: A2 lets it through, and warns.
            warned = because("formal-to-personal", "A2", address=each.value, purpose=str(purpose.code))
            found.append(_recipient(desk, each, Role.TO, reason, warned))
        else:
            notes.append(because("not-confirmed-for-formal", "A2", address=each.value, purpose=str(purpose.code)))
    return found


def _by_department(purpose: Purpose, desk: _Desk) -> list[DraftRecipient]:
    """A4, A5: the department whose matter it is."""
    for department in purpose.departments:
        for each in _best_first(desk, desk.usable()):
            if each.kind is not MailboxKind.DEPARTMENT or each.department is not department:
                continue
            if purpose.formal and not is_official(each):
                continue
            rule = "A4" if purpose.code == PurposeCode.TECHNICAL else "A5"
            reason = because("department", rule, department=str(department), purpose=str(purpose.code))
            return [_recipient(desk, each, Role.TO, reason)]
    return []


def _by_steps(purpose: Purpose, desk: _Desk, notes: list[Reason]) -> list[DraftRecipient]:
    """A8, with A3 before it for what may go to the most used mailbox: each step says that it was taken."""
    usable = _best_first(desk, desk.usable())
    if purpose.code in _RELAXED:
        personal = [each for each in usable if each.kind is MailboxKind.PERSONAL]
        if personal:
            return [_recipient(desk, personal[0], Role.TO, because("personal-for-daily", "A3"))]
    official = [each for each in usable if is_official(each)]
    if official:
        return [_recipient(desk, official[0], Role.TO, because("fallback-company", "A8"))]
    if purpose.formal:
        presumed = next((each.value for each in usable if each.kind is not MailboxKind.PERSONAL), "")
        notes.append(because("nobody-for-formal" if not presumed else "confirm-first", "A2", address=presumed))
        return []
    if usable:
        return [_recipient(desk, usable[0], Role.TO, because("fallback-main-contact", "A8"))]
    notes.append(because("no-address", "A8"))
    return []


def _main_contact_copy(
    purpose: Purpose, desk: _Desk, to: Sequence[DraftRecipient], copies: Sequence[DraftRecipient]
) -> list[DraftRecipient]:
    """The main contact on Cc: of technical matters (A4), and where a department's mailbox is only presumed (A5)."""
    by_id = {each.id: each for each in desk.mails}
    targets = [by_id[each.address_id] for each in to if each.address_id in by_id]
    unchecked = [each for each in targets if each.kind is MailboxKind.DEPARTMENT and each.standing is Standing.PRESUMED]
    technical = purpose.code == PurposeCode.TECHNICAL and bool(targets)
    if not unchecked and not technical:
        return []
    taken = {each.address_id for each in (*to, *copies)}
    ready = [each for each in _best_first(desk, desk.usable()) if each.kind is not MailboxKind.PERSONAL]
    free = [each for each in ready if each.id not in taken and each not in unchecked]
    main = [each for each in free if desk.is_main(each)] or [each for each in free if is_official(each)]
    reached = [each for each in targets if each not in unchecked]
    reached += [by_id[each.address_id] for each in copies if each.address_id in by_id]
    if any(desk.is_main(each) for each in reached) or not main:
        return []
    reason = because("main-contact-record", "A4") if technical else because("main-contact-unconfirmed", "A5")
    return [_recipient(desk, main[0], Role.CC, reason)]


def _group(desk: _Desk, own_address: str) -> Routing:
    """A6: everybody in Bcc, only oneself in To; one mailbox a person."""
    seen: set[int] = set()
    hidden: list[DraftRecipient] = []
    for each in _best_first(desk, desk.usable()):
        person = each.contact_id or -each.id
        if person not in seen:
            seen.add(person)
            hidden.append(replace(_recipient(desk, each, Role.TO, because("group-hidden", "A6")), role="bcc"))
    if not hidden:
        return Routing((), (because("no-address", "A8"),))
    if not own_address:
        return Routing(tuple(hidden), (because("own-address-missing", "A6"),))
    oneself = DraftRecipient("to", own_address, reasons=(because("group-oneself", "A6"),))
    return Routing((oneself, *(each for each in hidden if each.value != own_address)))


def _bounced_notes(desk: _Desk) -> Iterable[Reason]:
    """A7: who is assigned and cannot receive, and who should be used instead."""
    instead = next((each.value for each in _best_first(desk, desk.usable())), "")
    for each in desk.mails:
        if each.reachable or desk.roles.get(each.id) not in (Role.TO, Role.CC):
            continue
        code = "left-out-retired" if each.standing is Standing.RETIRED else "left-out-bounced"
        yield because(code if instead else f"{code}-alone", "A7", address=each.value, instead=instead)


def _best_first(desk: _Desk, candidates: Iterable[Address]) -> list[Address]:
    """Official before presumed before personal, the main contact's before others', then as they were entered."""
    kinds = {MailboxKind.COMPANY: 0, MailboxKind.DEPARTMENT: 1, MailboxKind.UNSURE: 2, MailboxKind.PERSONAL: 3}

    def order(each: Address) -> tuple[int, int, int, int]:
        return (not is_official(each), not desk.is_main(each), kinds.get(each.kind, 4), each.id)

    return sorted(candidates, key=order)


def _unchecked(address: Address) -> Reason:
    return because("department-unchecked", "B5", address=address.value, department=str(address.department or ""))


def _recipient(desk: _Desk, address: Address, role: Role, *reasons: Reason) -> DraftRecipient:
    why, warnings = reasons[:1], reasons[1:]
    if address.kind is MailboxKind.DEPARTMENT and address.standing is Standing.PRESUMED:
        warnings = (*warnings, _unchecked(address))
    return DraftRecipient(str(role), address.value, desk.name(address), address.id, why, warnings)
