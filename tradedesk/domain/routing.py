"""Who receives what (recipient routing): the rules A1-A9 and B5, each decision with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tradedesk.domain.address import INSTANT_MESSAGING, Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.draft import DraftRecipient
from tradedesk.domain.ids import AddressId
from tradedesk.domain.party import Contact, Party
from tradedesk.domain.purpose import Assignment, Purpose, PurposeCode, Role
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.routing_by_hand import objections, unchecked
from tradedesk.domain.routing_desk import Desk, best_first, desk_of, is_official
from tradedesk.domain.routing_left_out import left_out

__all__ = [
    "Effect", "Routing", "effect", "gaps", "hide", "is_official", "needs_mail_after_chat", "objections", "route",
    "route_apart",
]  # fmt: skip

#: Purposes that may go to the personal or most used mailbox first (A3).
_RELAXED = frozenset({PurposeCode.GREETING})

#: What binds even when it was said by chat (A9).
_BINDING = frozenset({PurposeCode.CONTRACT, PurposeCode.INVOICE, PurposeCode.INQUIRY, PurposeCode.COMPLAINT})

#: The codes of ``gaps``, the gravest first.
_GRAVITY = (
    "no-address",
    "no-official-mailbox",
    "goes-to-dead-address",
    "dead-at-firm",
    "goes-outside-its-days",
    "formal-to-personal",
    "not-confirmed-for-formal",
    "two-receive-invoice",
    "presumed-department-cc",
    "backup-in-use",
)


@dataclass(frozen=True)
class Routing:
    """The recipients proposed, To before Cc before Bcc, and what else has to be said about the choice."""

    recipients: tuple[DraftRecipient, ...]
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Effect:
    """Where a message for a purpose (its code) would go now: in one sentence, and everybody with their reasons (A1)."""

    purpose: str
    said: Reason
    routing: Routing


def route(
    purpose: Purpose,
    party: Party,
    addresses: Sequence[Address],
    contacts: Sequence[Contact],
    assignments: Sequence[Assignment],
    *,
    today: date | None,
    own_address: str = "",
) -> Routing:
    """Choose who receives a message for ``purpose`` (A1): assigned cells first, then departments, then A8's steps.

    Nobody is ever chosen who bounced, is retired, is not valid on ``today``, is marked never, or belongs to another
    party; the backup of such a one takes its place (A7). A formal matter goes To confirmed mailboxes only (A2); when
    there is none, nobody is chosen and the note says what to confirm.
    """
    desk = desk_of(purpose, party, addresses, contacts, assignments, today)
    if purpose.code == PurposeCode.NOTICE:
        return _group(purpose, desk, own_address)
    return _chosen(purpose, desk)


def route_apart(
    purpose: Purpose,
    party: Party,
    addresses: Sequence[Address],
    contacts: Sequence[Contact],
    assignments: Sequence[Assignment],
    *,
    today: date | None,
) -> Routing:
    """One customer's share of a notice to many, who are not to see one another: all of it in Bcc (A6).

    Chosen as ``route`` does for a message to that customer alone: a notice to many customers is not one to everybody
    of each of them.
    """
    found = _chosen(purpose, desk_of(purpose, party, addresses, contacts, assignments, today))
    return Routing(tuple(hide(each) for each in found.recipients), found.notes)


def _chosen(purpose: Purpose, desk: Desk) -> Routing:
    notes: list[Reason] = []
    to = _assigned_to(purpose, desk, notes) or _unassigned_to(purpose, desk, notes)
    chosen = {each.address_id for each in to}
    copies = [_recipient(desk, each, Role.CC, _assigned(purpose, desk, each, Role.CC))
              for each in desk.assigned(Role.CC) if each.id not in chosen]  # fmt: skip
    copies += _main_contact_copy(purpose, desk, to, copies)
    return Routing(_once((*to, *copies)), (*left_out(purpose, desk, to), *notes))


def effect(
    purposes: Sequence[Purpose],
    party: Party,
    addresses: Sequence[Address],
    contacts: Sequence[Contact],
    assignments: Sequence[Assignment],
    *,
    today: date | None,
) -> tuple[Effect, ...]:
    """What the matrix means, one for each purpose: "a contract would now go to …", or to nobody."""
    found = []
    for purpose in purposes:
        routing = route(purpose, party, addresses, contacts, assignments, today=today)
        to = ", ".join(each.value for each in routing.recipients if each.role == "to")
        copies = ", ".join(each.value for each in routing.recipients if each.role == "cc")
        hidden = ", ".join(each.value for each in routing.recipients if each.role == "bcc")
        code = "would-go-to-and-cc" if copies else "would-go-to" if to else "would-go-to-nobody"
        if hidden:
            code, to = "would-go-hidden", hidden
        said = because(code, "A1", purpose=str(purpose.code), to=to, cc=copies)
        found.append(Effect(str(purpose.code), said, routing))
    return tuple(found)


def gaps(
    purposes: Sequence[Purpose],
    party: Party,
    addresses: Sequence[Address],
    contacts: Sequence[Contact],
    assignments: Sequence[Assignment],
    *,
    today: date | None,
    dead_elsewhere: Mapping[AddressId, str] | None = None,
) -> tuple[Reason, ...]:
    """What is missing or in conflict in "who receives what", the gravest first.

    ``dead_elsewhere`` are mailboxes that stand at another firm too, by whose name, and bounced or were put away there.
    """
    own = {each.id: each for each in addresses if each.party_id == party.id and each.channel is Channel.MAIL}
    usable = [each for each in own.values() if each.usable_on(today)]
    dead = dead_elsewhere or {}
    found: list[Reason] = []
    if not usable:
        found.append(because("no-address", "A8"))
    elif not any(is_official(each) for each in usable):
        found.append(because("no-official-mailbox", "A2"))
    found += [because("dead-at-firm", "A7", address=each.value, firm=dead[each.id])
              for each in usable if each.id in dead]  # fmt: skip
    for purpose in purposes:
        cells = sorted((cell.address_id, cell.role) for cell in assignments
                       if cell.purpose_id == purpose.id and cell.address_id in own)  # fmt: skip
        desk = desk_of(purpose, party, addresses, contacts, assignments, today)
        for address_id, role in cells:
            found.extend(_cell_gap(purpose, desk, own[address_id], role))
        twice = [own[number].value for number, role in cells if role is Role.TO and own[number].usable_on(today)]
        if len(twice) > 1 and purpose.code == PurposeCode.INVOICE:
            found.append(because("two-receive-invoice", "A1", addresses=", ".join(twice)))
    return tuple(sorted(found, key=lambda each: _GRAVITY.index(each.code)))


def _cell_gap(purpose: Purpose, desk: Desk, address: Address, role: Role) -> Iterable[Reason]:
    """What is wrong with one filled cell; "never" is never wrong, a copy only when it cannot arrive."""
    facts = {"purpose": str(purpose.code), "address": address.value}
    if role is Role.NEVER:
        return
    if not address.usable_on(desk.today):
        backup = next((each for each in desk.assigned(role) if address in desk.covers.get(each.id, ())), None)
        if backup is not None:
            yield because("backup-in-use", "A7", backup=backup.value, **facts)
        else:
            yield because("goes-to-dead-address" if not address.reachable else "goes-outside-its-days", "A7", **facts)
    elif role is not Role.TO:
        return
    elif purpose.formal and address.kind is MailboxKind.PERSONAL:
        yield because("formal-to-personal", "A2", **facts)
    elif purpose.formal and not is_official(address):
        yield because("not-confirmed-for-formal", "A2", **facts)
    elif address.kind is MailboxKind.DEPARTMENT and address.standing is Standing.PRESUMED:
        yield because("presumed-department-cc", "A5", **facts)


def needs_mail_after_chat(purpose: str, channel: Channel) -> Reason | None:
    """A9: what binds and was said by instant messaging is also put in a mail."""
    if channel in INSTANT_MESSAGING and purpose in _BINDING:
        return because("chat-needs-mail", "A9", purpose=purpose, channel=str(channel))
    return None


def _assigned_to(purpose: Purpose, desk: Desk, notes: list[Reason]) -> list[DraftRecipient]:
    found = []
    for each in desk.assigned(Role.TO):
        reason = _assigned(purpose, desk, each, Role.TO)
        if not purpose.formal or is_official(each):
            found.append(_recipient(desk, each, Role.TO, reason))
        elif _let_through(each) and each.id not in desk.taken_over:
            # The user put it there and has confirmed the mailbox: A2 lets it through, and warns.
            warned = because("formal-to-personal", "A2", address=each.value, purpose=str(purpose.code))
            found.append(_recipient(desk, each, Role.TO, reason, warned))
        else:
            code = "backup-not-confirmed" if each.id in desk.taken_over else "not-confirmed-for-formal"
            notes.append(because(code, "A2", address=each.value, purpose=str(purpose.code)))
    return found


def _assigned(purpose: Purpose, desk: Desk, address: Address, role: Role) -> Reason:
    """The user's own word, or the place of an address that is out, which its backup takes (A7)."""
    out = desk.taken_over.get(address.id)
    if out is not None:
        return because("backup-takes-over", "A7", address=out.value, role=str(role), purpose=str(purpose.code))
    return because("assigned", "A1", role=str(role), purpose=str(purpose.code))


def _let_through(address: Address) -> bool:
    """A personal mailbox that the user has confirmed as the one for such matters (A2)."""
    confirmed = address.standing is Standing.CONFIRMED and address.kind_confirmed
    return address.kind is MailboxKind.PERSONAL and confirmed


def _unassigned_to(purpose: Purpose, desk: Desk, notes: list[Reason]) -> list[DraftRecipient]:
    """The department, else A8's steps, first without those on Cc: one asked for a copy gets To only if alone.

    Alone is also the company's confirmed mailbox beside nothing but a private one: A8 names it first. Where a copy
    was asked for and the step says something else, the reason says so.
    """
    on_copy = [each for each in desk.assigned(Role.CC) if is_official(each) and _speaks_for_company(each, purpose)]
    for each in (desk.without_copies(), desk):
        said: list[Reason] = []
        to = _by_department(purpose, each) or _by_steps(purpose, each, said)
        if each is desk or (to and not (on_copy and _is_private_last_step(desk, to))):
            notes.extend(said)
            return [_with_copies_said(purpose, desk, one, on_copy) for one in to]
    return []


def _is_private_last_step(desk: Desk, to: Sequence[DraftRecipient]) -> bool:
    """Whether A8's last step found a private mailbox."""
    last = {each.address_id for each in to if each.reasons[0].code == "fallback-main-contact"}
    return any(each.id in last and each.kind is MailboxKind.PERSONAL for each in desk.mails)


def _with_copies_said(
    purpose: Purpose, desk: Desk, recipient: DraftRecipient, on_copy: Sequence[Address]
) -> DraftRecipient:
    """The step of A8 as it was taken beside cells that ask for a copy: none of them is denied or passed over."""
    step, *more = recipient.reasons
    if step.code == "fallback-company" and desk.roles.get(recipient.address_id or 0) is Role.CC:
        raised = because("company-from-cc", "A2" if purpose.formal else "A8", purpose=str(purpose.code))
        return replace(recipient, reasons=(raised, *more))
    if step.code == "fallback-main-contact" and on_copy:
        beside = because("company-on-cc", "A8", address=on_copy[0].value, purpose=str(purpose.code))
        return replace(recipient, reasons=(beside, *more))
    return recipient


def _by_department(purpose: Purpose, desk: Desk) -> list[DraftRecipient]:
    """A4, A5: the department whose matter it is."""
    for department in purpose.departments:
        usable = desk.usable()
        own = [each for each in usable if each.kind is MailboxKind.DEPARTMENT and each.department is department]
        for each in (*own, *(one for one in usable if desk.covers_department(one, department))):
            if purpose.formal and not is_official(each):
                continue
            rule = "A4" if purpose.code == PurposeCode.TECHNICAL else "A5"
            reason = because("department", rule, department=str(department), purpose=str(purpose.code))
            return [_recipient(desk, each, Role.TO, reason)]
    return []


def _by_steps(purpose: Purpose, desk: Desk, notes: list[Reason]) -> list[DraftRecipient]:
    """A8, with A3 before it for what may go to the most used mailbox: each step says that it was taken."""
    usable, main = desk.usable(), desk.principal()
    personal = [each for each in main if each.kind is MailboxKind.PERSONAL]
    if purpose.code in _RELAXED and not purpose.formal and personal:
        return [_recipient(desk, personal[0], Role.TO, because("personal-for-daily", "A3"))]
    fitting = [each for each in usable
               if any(_speaks_for_company(one, purpose) for one in (each, *desk.covers.get(each.id, ())))]  # fmt: skip
    official = next((each for each in fitting if is_official(each)), None)
    if official is not None:
        if purpose.formal:
            # A5 would have it sent there, A2 wants it confirmed first.
            notes.extend(unchecked(each) for each in fitting
                         if each.department in purpose.departments and each.standing is Standing.PRESUMED)  # fmt: skip
        return [_recipient(desk, official, Role.TO, because("fallback-company", "A8"))]
    if purpose.formal:
        code = "confirm-first" if fitting else "nobody-for-formal"
        notes.append(because(code, "A2", address=fitting[0].value if fitting else ""))
        return []
    if main:
        return [_recipient(desk, main[0], Role.TO, because("fallback-main-contact", "A8"))]
    notes.append(because("no-main-contact", "A8", address=usable[0].value) if usable else because("no-address", "A8"))
    return []


def _speaks_for_company(address: Address, purpose: Purpose) -> bool:
    """Whether A8 may fall back to this mailbox once it is confirmed: another matter's department is none (A5)."""
    if address.kind is MailboxKind.DEPARTMENT:
        return address.department in (None, Department.GENERAL, *purpose.departments)
    return address.kind in (MailboxKind.COMPANY, MailboxKind.UNSURE)


def _main_contact_copy(
    purpose: Purpose, desk: Desk, to: Sequence[DraftRecipient], copies: Sequence[DraftRecipient]
) -> list[DraftRecipient]:
    """The main contact on Cc: of technical matters (A4), and where a department's mailbox is only presumed (A5)."""
    by_id = {each.id: each for each in desk.mails}
    targets = [by_id[each.address_id] for each in to if each.address_id in by_id]
    unchecked = [each for each in targets if each.kind is MailboxKind.DEPARTMENT and each.standing is Standing.PRESUMED]
    technical = purpose.code == PurposeCode.TECHNICAL and bool(targets)
    if not unchecked and not technical:
        return []
    reached = [each for each in targets if each not in unchecked]
    reached += [by_id[each.address_id] for each in copies if each.address_id in by_id]
    if technical:
        # A4 wants it on record in the official mailbox, not in the private one.
        reached = [each for each in reached if each.kind is not MailboxKind.PERSONAL]
    taken = {each.address_id for each in (*to, *copies)}
    free = [each for each in desk.usable() if each.id not in taken and each not in unchecked]
    if technical:
        free = [each for each in free if each.kind is not MailboxKind.PERSONAL]
    main = [each for each in free if desk.is_main(each)]
    main = main or [each for each in free if is_official(each) and _speaks_for_company(each, purpose)]
    if any(desk.is_main(each) for each in reached) or not main:
        return []
    reason = because("main-contact-record", "A4") if technical else because("main-contact-unconfirmed", "A5")
    return [_recipient(desk, main[0], Role.CC, reason)]


def _group(purpose: Purpose, desk: Desk, own_address: str) -> Routing:
    """A6: all in Bcc, only oneself in To: those assigned (A1), or one mailbox a person where nobody is."""
    assigned = [*desk.assigned(Role.TO), *desk.assigned(Role.CC)]
    seen: set[int] = set()
    hidden: list[DraftRecipient] = []
    for each in best_first(desk, assigned or _for_everybody(desk)):
        person = each.contact_id or -each.id
        if (assigned or person not in seen) and each.value.casefold() != own_address.casefold():
            seen.add(person)
            role = desk.roles.get(each.id, Role.TO)
            why = _assigned(purpose, desk, each, role) if assigned else because("one-mailbox-each", "A6")
            hidden.append(hide(_recipient(desk, each, Role.TO, why)))
    dropped = tuple(left_out(purpose, desk, hidden))
    if not hidden:
        return Routing((), (*dropped, because("no-address", "A8")))
    if not own_address:
        return Routing(_once(hidden), (*dropped, because("own-address-missing", "A6")))
    oneself = DraftRecipient("to", own_address, reasons=(because("group-oneself", "A6"),))
    return Routing(_once((oneself, *hidden)), dropped)


def hide(recipient: DraftRecipient) -> DraftRecipient:
    """The same recipient in Bcc, since it is not to see the others (A6); why it is there at all is said after that."""
    return replace(recipient, role="bcc", reasons=(because("group-hidden", "A6"), *recipient.reasons))


def _for_everybody(desk: Desk) -> list[Address]:
    """Whom a notice is for where no cell says: people and general mailboxes; a desk has its own matters (A5)."""
    usable = desk.usable()
    general = (None, Department.GENERAL)
    return [each for each in usable if each.kind is not MailboxKind.DEPARTMENT or each.department in general] or usable


def _once(recipients: Iterable[DraftRecipient]) -> tuple[DraftRecipient, ...]:
    """Each mailbox once, in the first place it was given, though it may be on file under two people."""
    found: dict[str, DraftRecipient] = {}
    for each in recipients:
        found.setdefault(each.value.casefold(), each)
    return tuple(found.values())


def _recipient(desk: Desk, address: Address, role: Role, *reasons: Reason) -> DraftRecipient:
    why, warnings = reasons[:1], reasons[1:]
    covered = desk.covers.get(address.id)
    if covered and why[0].code != "backup-takes-over":
        why = (*why, because("backup-stands-in", "A7", address=covered[0].value))
    if address.kind is MailboxKind.DEPARTMENT and address.standing is Standing.PRESUMED:
        warnings = (*warnings, unchecked(address))
    return DraftRecipient(str(role), address.value, desk.name(address), address.id, why, warnings)
