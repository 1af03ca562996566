"""A customer's mailboxes on file, each written in a line, with the cells of "who receives what"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.domain.purpose import SHIPPED, Assignment, Purpose, Role

PARTY = Party(1, PartyKind.CUSTOMER, "Nordwind Pumpen GmbH", website="https://nordwind-pumpen.de")
OWN = "me@trader.cn"
TODAY = date(2026, 11, 21)
ANNA, KARL, DESK = 11, 12, 13
PEOPLE = (
    Contact(ANNA, 1, "Anna Berg", is_main=True),
    Contact(KARL, 1, "Karl Roth"),
    Contact(DESK, 1, "Accounts desk", is_desk=True),
)
NOBODY_MAIN = tuple(replace(each, is_main=False) for each in PEOPLE)
KINDS = {
    "company": (MailboxKind.COMPANY, None),
    "personal": (MailboxKind.PERSONAL, None),
    "unsure": (MailboxKind.UNSURE, None),
    "never-write": (MailboxKind.NEVER_WRITE, None),
    "disposable": (MailboxKind.DISPOSABLE, None),
    **{str(each): (MailboxKind.DEPARTMENT, each) for each in Department},
}
PURPOSES = {str(each.code): each for each in SHIPPED}


def box(spec: str, number: int) -> Address:
    """An address written in a line: "anna@x.de company confirmed of Anna"; words in any order but the first.

    "until:2026-11-20" and "from:2026-12-01" are its days, "backup:1" says that it stands in for the first address.
    """
    value, *words = spec.split()
    kind, department = KINDS[next((word for word in words if word in KINDS), "company")]
    standing = next((each for each in Standing if str(each) in words), Standing.PRESUMED)
    told = dict(word.split(":", 1) for word in words if ":" in word)
    owner = {"Anna": ANNA, "Karl": KARL, "Desk": DESK}.get(words[-1])
    return Address(
        number,
        2 if "foreign" in words else 1,
        owner,
        next((each for each in Channel if str(each) in words), Channel.MAIL),
        value,
        kind=kind,
        department=department,
        kind_confirmed=standing is Standing.CONFIRMED and "kind-presumed" not in words,
        standing=standing,
        valid_from=date.fromisoformat(told["from"]) if "from" in told else None,
        valid_to=date.fromisoformat(told["until"]) if "until" in told else None,
        backup_for_id=int(told["backup"]) if "backup" in told else None,
    )


def boxes(*specs: str) -> tuple[Address, ...]:
    return tuple(box(spec, number) for number, spec in enumerate(specs, 1))


def cells(purpose: Purpose, addresses: tuple[Address, ...], assigned: dict[str, str]) -> tuple[Assignment, ...]:
    by_value = {each.value: each.id for each in addresses}
    return tuple(
        Assignment(number, by_value[value], purpose.id, Role(role))
        for number, (value, role) in enumerate(assigned.items(), 1)
    )


ANNA_CO = "anna@n.de company confirmed Anna"
ANNA_NEW = "anna@n.de company presumed Anna"
ANNA_PRIVATE = "anna@gmail.com personal confirmed Anna"
KARL_CO = "karl@n.de company confirmed Karl"
ACCOUNTS = "buchhaltung@n.de accounting confirmed Desk"
ACCOUNTS_NEW = "buchhaltung@n.de accounting presumed Desk"
BUYERS = "einkauf@n.de purchasing confirmed Desk"
BUYERS_NEW = "einkauf@n.de purchasing presumed Desk"
TECH = "technik@n.de technical confirmed Desk"
TECH_NEW = "technik@n.de technical presumed Desk"
STORE = "lager@n.de logistics confirmed Desk"
