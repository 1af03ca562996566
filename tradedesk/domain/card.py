"""A business card (vCard): one person or firm with every way to reach them, as other programs keep it."""

from __future__ import annotations

from dataclasses import dataclass

from tradedesk.domain.address import Channel


@dataclass(frozen=True)
class CardWay:
    """One way to reach: the channel, its value as written, and the label that people read ("Customer – official")."""

    channel: Channel
    value: str
    label: str = ""
    preferred: bool = False


@dataclass(frozen=True)
class CardPlace:
    """One postal address of a card; ``label`` says what it is for."""

    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    label: str = ""

    def __bool__(self) -> bool:
        return any((self.street, self.city, self.region, self.postal_code, self.country))


@dataclass(frozen=True)
class Card:
    """One card. ``name`` is the name as it is shown, family and given name stand apart, neither made from the other.

    ``birthday`` is "YYYY-MM-DD", or "--MM-DD" where the year is not known. ``left_out`` names what the card held
    beside this (a photo, a key), ``line`` where it begins in its file (1 is the first).
    """

    name: str = ""
    family: str = ""
    given: str = ""
    honorific: str = ""
    company: str = ""
    department: str = ""
    title: str = ""
    role: str = ""
    ways: tuple[CardWay, ...] = ()
    places: tuple[CardPlace, ...] = ()
    website: str = ""
    birthday: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    notes: str = ""
    is_company: bool = False
    is_group: bool = False
    left_out: tuple[str, ...] = ()
    line: int = 0

    def values(self, channel: Channel) -> tuple[str, ...]:
        """The values of one channel, the preferred ones first."""
        ways = [each for each in self.ways if each.channel is channel]
        return tuple(each.value for each in sorted(ways, key=lambda way: not way.preferred))
