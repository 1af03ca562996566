"""Parties (往来单位) and their contacts (联系人): one model for customers, suppliers, forwarders and colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tradedesk.domain.ids import ContactId, PartyId

#: Where the user is taken to be until the own company says otherwise.
DEFAULT_ZONE = "Asia/Shanghai"


class PartyKind(StrEnum):
    """What the party is to us; OWN is the user's own company (one row)."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    FORWARDER = "forwarder"
    COLLEAGUE = "colleague"
    OWN = "own"


#: Those who make and move the goods of our customers' orders.
SERVING = frozenset({PartyKind.SUPPLIER, PartyKind.FORWARDER})


class ReorderBy(StrEnum):
    """Which sign of the next order the user trusts: the rhythm agreed, the orders made, or whichever is there."""

    EITHER = ""
    CYCLE = "cycle"
    ORDERS = "orders"


@dataclass(frozen=True)
class Party:
    """A company the trader deals with.

    ``code`` is the key by which imported lists refer to it. ``country`` is ISO 3166 alpha-2, ``zone`` an IANA zone
    name or empty when it must still be asked for. ``languages`` are lower-case tags, the first is the preferred one.
    ``cycle_days`` is the usual number of days between two orders, or None. ``name`` is the legal name as the company
    writes it; ``our_name`` and ``our_short_name`` are in the user's own language. ``culture`` is the code of the style
    that the user chose for this party, empty while the country's counts (E4).
    """

    id: PartyId
    kind: PartyKind
    name: str
    short_name: str = ""
    code: str = ""
    country: str = ""
    city: str = ""
    zone: str = ""
    languages: tuple[str, ...] = ()
    website: str = ""
    categories: str = ""
    cycle_days: int | None = None
    preferred_channel: str = ""
    source: str = ""
    tier: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""
    currency: str = ""
    our_name: str = ""
    our_short_name: str = ""
    reorder_by: ReorderBy = ReorderBy.EITHER
    culture: str = ""
    tax_no: str = ""
    registration_no: str = ""
    version: int = 1

    @property
    def label(self) -> str:
        """The name for narrow places."""
        return self.short_name or self.name


@dataclass(frozen=True)
class Contact:
    """A person or a department desk at a party. Given, family, display name and salutation stand apart.

    ``birthday`` is "YYYY-MM-DD", or "--MM-DD" where the year is not known. ``family_first``: the family name stands
    before the given one, as in China, Japan, Korea, Vietnam and Hungary.
    """

    id: ContactId
    party_id: PartyId
    name: str
    given: str = ""
    family: str = ""
    honorific: str = ""
    salutation: str = ""
    title: str = ""
    role: str = ""
    language: str = ""
    birthday: str = ""
    family_first: bool = False
    is_main: bool = False
    is_desk: bool = False
    notes: str = ""
    version: int = 1


@dataclass(frozen=True)
class Employment:
    """A contact who serves another party as well: a buying agent, a group's purchaser.

    The person's own party is ``Contact.party_id``; this is one more.
    """

    id: int
    contact_id: ContactId
    party_id: PartyId
    title: str = ""
    role: str = ""
    note: str = ""
    version: int = 1


@dataclass(frozen=True)
class BankAccount:
    """Where a party wants to be paid, or pays from.

    ``changed_from`` is what stood here before the last change, by field; while ``confirmed_on`` is None or before
    ``changed_on``, the change is not confirmed and must be said wherever the account is shown: a "new bank account"
    by mail is the commonest fraud of the trade.
    """

    id: int
    party_id: PartyId
    beneficiary: str = ""
    bank: str = ""
    bank_address: str = ""
    account: str = ""
    swift: str = ""
    currency: str = ""
    note: str = ""
    changed_from: Mapping[str, str] = field(default_factory=dict)
    changed_on: date | None = None
    confirmed_on: date | None = None
    evidence: str = ""
    version: int = 1


@dataclass(frozen=True)
class PostalAddress:
    """Where goods, papers and samples go. ``purpose``: bill-to, ship-to, notify, samples or office."""

    id: int
    party_id: PartyId
    purpose: str
    addressee: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    phone: str = ""
    note: str = ""
    version: int = 1
