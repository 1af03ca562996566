"""What the rules say of recipients that the user chose by hand: allowed, and the consequence said at once (A1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tradedesk.domain.address import Address, MailboxKind, Standing
from tradedesk.domain.draft import DraftRecipient
from tradedesk.domain.party import PartyKind
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.routing_desk import is_official

#: From so many mailboxes on, writing to all of them is "select all".
_EVERYBODY = 3
_OURS = frozenset({PartyKind.OWN, PartyKind.COLLEAGUE})


@dataclass(frozen=True)
class Owner:
    """Whose address it is where it is not the customer's: the company's name and what it is to us."""

    name: str
    kind: PartyKind

    @property
    def is_ours(self) -> bool:
        """Whether it is somebody of our own: they may read along."""
        return self.kind in _OURS


def objections(
    purpose: Purpose,
    role: str,
    address: Address | None,
    value: str,
    *,
    today: date | None,
    assigned: Role | None = None,
    owner: Owner | None = None,
    customer: str = "",
    instead: str = "",
) -> tuple[Reason, ...]:
    """What the rules say against a recipient that the user chose by hand; nothing when all is well.

    ``role``: to, cc or bcc. ``assigned``: what "who receives what" says of this address and purpose, if anything.
    ``owner``: whose it is when it is none of the customer's own; ``customer``: the name of the one that is written to.
    ``instead``: the address to use in place of one that bounced, is retired or not valid (A7).
    """
    if address is None:
        return _strange(value, owner, customer)
    found: list[Reason] = [*_out(address, value, today, instead)]
    if address.kind in (MailboxKind.NEVER_WRITE, MailboxKind.DISPOSABLE):
        found.append(because("address-not-for-mail", "A7", address=value, kind=str(address.kind)))
    if assigned is Role.NEVER:
        found.append(because("marked-never", "A1", address=value, purpose=str(purpose.code)))
    if role == "to" and purpose.formal:
        if address.kind is MailboxKind.PERSONAL:
            found.append(because("formal-to-personal", "A2", address=value, purpose=str(purpose.code)))
        elif not found and not is_official(address):
            found.append(because("formal-to-presumed", "A2", address=value, purpose=str(purpose.code)))
    elif address.kind is MailboxKind.DEPARTMENT and address.standing is Standing.PRESUMED:
        found.append(unchecked(address))
    return tuple(found)


def _strange(value: str, owner: Owner | None, customer: str) -> tuple[Reason, ...]:
    """An address of nobody, of somebody else's, or of our own people."""
    if owner is None:
        code = "address-unknown" if customer else "not-of-this-customer"
        return (because(code, "A1", address=value, **({"party": customer} if customer else {})),)
    if owner.is_ours:
        return ()
    return (because("of-another-company", "A1", address=value, other=owner.name, kind=str(owner.kind), party=customer),)


def _out(address: Address, value: str, today: date | None, instead: str) -> Iterable[Reason]:
    """A7: why it does not receive, and who should be used instead."""
    facts = {"address": value}
    if address.standing is Standing.BOUNCED:
        code = "address-bounced"
    elif address.standing is Standing.RETIRED:
        code = "address-retired"
    elif not address.valid_on(today):
        early = address.valid_from is not None and today is not None and today < address.valid_from
        code = "address-early" if early else "address-past"
        facts["day"] = f"{address.valid_from if early else address.valid_to}"
    else:
        return
    if instead and instead != value:
        yield because(f"{code}-instead", "A7", instead=instead, **facts)
    else:
        yield because(code, "A7", **facts)


def unchecked(address: Address) -> Reason:
    """B5: a department's mailbox is checked with the main contact before its first use."""
    return because("department-unchecked", "B5", address=address.value, department=str(address.department or ""))


def of_the_whole(
    recipients: Sequence[DraftRecipient],
    needed: Sequence[DraftRecipient],
    usable: Sequence[Address],
    before: Sequence[tuple[str, str]] = (),
) -> tuple[Reason, ...]:
    """What the recipients say together, beside what each says alone.

    ``needed`` are those that the rules choose for the purpose, ``usable`` the customer's mailboxes that can receive,
    ``before`` the (address, name) pairs of those who had the last message of the same matter and can still receive.
    """
    here = {each.value.casefold() for each in recipients}
    by_hand = any(reason.code == "chosen-by-hand" for each in recipients for reason in each.reasons)
    found: list[Reason] = []
    every = {each.value.casefold() for each in usable}
    enough = {each.value.casefold() for each in needed}
    if by_hand and len(every) >= _EVERYBODY and every <= here and len(every - enough) > 1:
        found.append(because("everybody-added", "A1", count=str(len(every)), needed=str(len(enough & every))))
    found += _twice(recipients)
    if recipients:
        found += _missing(here, needed, before)
    return tuple(found)


def _missing(here: set[str], needed: Sequence[DraftRecipient], before: Sequence[tuple[str, str]]) -> Iterable[Reason]:
    """Who should have been on Cc: by the user's own cell, or because the last message of the matter went there."""
    said: set[str] = set()
    for each in needed:
        if each.role == "cc" and each.value.casefold() not in here:
            said.add(each.value.casefold())
            code = "assigned-cc-missing" if each.reasons[0].code == "assigned" else "rule-cc-missing"
            yield because(code, each.reasons[0].rule, address=each.value, name=each.name or each.value)
    for value, name in before:
        if value.casefold() not in here | said:
            said.add(value.casefold())
            yield because("was-on-last-missing", "F3", address=value, name=name or value)


def _twice(recipients: Sequence[DraftRecipient]) -> Iterable[Reason]:
    """One person at two mailboxes gets the same message twice."""
    places: dict[str, list[str]] = {}
    for each in recipients:
        if each.name.strip():
            places.setdefault(each.name.strip().casefold(), []).append(each.value)
    names = {each.name.strip().casefold(): each.name.strip() for each in recipients}
    for key, values in places.items():
        if len(values) > 1:
            yield because("person-twice", "A1", name=names[key], addresses=", ".join(values))
