"""Parties (往来单位) and their contacts (联系人): one model for customers, suppliers, forwarders and colleagues."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Party:
    """A company the trader deals with.

    ``code`` is the key by which imported lists refer to it. ``country`` is ISO 3166 alpha-2, ``zone`` an IANA zone
    name or empty when it must still be asked for. ``languages`` are lower-case tags, the first is the preferred one.
    ``cycle_days`` is the usual number of days between two orders, or None.
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
    version: int = 1

    @property
    def label(self) -> str:
        """The name for narrow places."""
        return self.short_name or self.name


@dataclass(frozen=True)
class Contact:
    """A person or a department desk at a party. Given, family, display name and salutation stand apart."""

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
    is_main: bool = False
    is_desk: bool = False
    notes: str = ""
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
    version: int = 1
