"""Carriers (承运人) and where their shipments can be looked up (I2); the list itself is data that the user can change.

Shapes of numbers are written so that nobody needs regular expressions: ``#`` a digit, ``@`` a letter, ``*`` either,
each with a count behind it (``#10``, ``#10-12``), and everything else as it stands: ``1Z*16``, ``@2#9GB``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from urllib.parse import quote, urlsplit

from tradedesk.domain.reason import Reason, because


class NumberKind(StrEnum):
    """What a number is the number of."""

    PARCEL = "parcel"
    POST = "post"
    AIR = "air"
    CONTAINER = "container"
    BILL = "bill"


@dataclass(frozen=True)
class Shape:
    """What a carrier's number looks like, and the check that its digits pass ("" for none)."""

    shape: str
    kind: NumberKind = NumberKind.PARCEL
    check: str = ""


@dataclass(frozen=True)
class Carrier:
    """One carrier. ``owners``: its containers' first four letters; ``bills``: what its B/L numbers begin with;
    ``airlines``: the three digits before its air waybills.

    ``links`` are by kind of number, with ``{n}`` for the number; ``page`` is where to type it when there is none.
    ``drop``: the B/L is asked for without its letters.
    """

    code: str
    name: str
    name_zh: str = ""
    mode: str = ""
    also: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()
    owners: tuple[str, ...] = ()
    bills: tuple[str, ...] = ()
    airlines: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    drop: bool = False


@dataclass(frozen=True)
class Service:
    """Where a number of any carrier can be looked up; ``several`` at once at the most, 1 where only one can be."""

    code: str
    name: str
    links: Mapping[str, str]
    several: int = 1


@dataclass(frozen=True)
class Link:
    """Where to look a number up. ``by_hand``: the page cannot take the number, it is put on the clipboard."""

    url: str
    by_hand: bool = False


@dataclass(frozen=True)
class Carriers:
    """All carriers in the order in which they are offered, the services for any, and the hosts that may be opened.

    ``lessors`` are first letters of containers that are hired: they tell nothing of the ship.
    """

    every: tuple[Carrier, ...] = ()
    services: tuple[Service, ...] = ()
    hosts: frozenset[str] = frozenset()
    lessors: frozenset[str] = frozenset()

    def get(self, code: str) -> Carrier | None:
        """The carrier of a code."""
        return self._by_code.get(code)

    def named(self, text: str) -> Carrier | None:
        """The carrier that somebody means by a name as it is written on an order; None when it is not known."""
        return self._by_name.get(_folded(text))

    @cached_property
    def _by_code(self) -> dict[str, Carrier]:
        return {each.code: each for each in self.every}

    @cached_property
    def _by_name(self) -> dict[str, Carrier]:
        found: dict[str, Carrier] = {}
        for each in self.every:
            for name in (each.name, each.name_zh, each.code, *each.also):
                found.setdefault(_folded(name), each)
        found.pop("", None)
        return found


def _folded(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


@lru_cache(maxsize=1024)
def pattern(shape: str) -> re.Pattern[str]:
    """A shape as the expression that a whole number matches. Raises ValueError for a shape that cannot be read."""
    parts = re.findall(r"([#@*])(\d{0,2})(?:-(\d{1,2}))?|([A-Z0-9]+?)(?=[#@*A-Z0-9]|$)", shape)
    written = ""
    length = 0
    for sign, least, most, letters in parts:
        if letters:
            written, length = written + letters, length + len(letters)
            continue
        count = least or "1"
        if most and int(most) < int(count):
            raise ValueError(shape)
        written += {"#": "[0-9]", "@": "[A-Z]", "*": "[A-Z0-9]"}[sign] + f"{{{count},{most or count}}}"
        length += len(f"{sign}{least}") + (len(most) + 1 if most else 0)
    if not written or length != len(shape):
        raise ValueError(shape)
    return re.compile(written)


def link_for(carriers: Carriers, carrier: Carrier, kind: NumberKind, number: str) -> Link | None:
    """Where this carrier shows that number, the number encoded; its page when it takes no number; else None."""
    template = carrier.links.get(kind) or carrier.links.get("")
    asked = number
    if kind is NumberKind.BILL and carrier.drop:
        asked = next((number[len(each) :] for each in carrier.bills if number.startswith(each)), number)
    if template and asked:
        return _allowed(carriers, Link(template.replace("{n}", quote(asked, safe=""))))
    return _allowed(carriers, Link(carrier.page, by_hand=True)) if carrier.page else None


def anywhere(service: Service, carriers: Carriers, numbers: Iterable[str], language: str = "en") -> Link | None:
    """The page of a service for these numbers, each once, the first ones where they are too many."""
    once = list(dict.fromkeys(each for each in numbers if each))[: service.several]
    template = service.links.get(language) or service.links.get("en", "")
    if not once or not template:
        return None
    return _allowed(carriers, Link(template.replace("{n}", ",".join(quote(each, safe="") for each in once))))


def _allowed(carriers: Carriers, link: Link) -> Link | None:
    return link if may_open(link.url, carriers.hosts) else None


def may_open(url: str, hosts: Iterable[str]) -> bool:
    """Whether it is https, to one of the hosts, and without a user, a password or a port."""
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and parts.netloc in set(hosts) and bool(parts.netloc)
    except ValueError:
        return False


def problems(carriers: Carriers) -> tuple[Reason, ...]:
    """What is wrong with a list of carriers: shapes that cannot be read, links that would not be opened."""
    found: list[Reason] = []
    for each in carriers.every:
        for shape in each.shapes:
            try:
                pattern(shape.shape)
            except ValueError:
                found.append(because("carrier-shape", carrier=each.name, shape=shape.shape))
        links = [(url, "{n}" in url) for url in each.links.values()] + ([(each.page, True)] if each.page else [])
        found += [because("carrier-link", "I2", carrier=each.name, link=url)
                  for url, takes in links if not takes or not may_open(url, carriers.hosts)]  # fmt: skip
    for service in carriers.services:
        found += [because("carrier-link", "I2", carrier=service.name, link=url)
                  for url in service.links.values()
                  if "{n}" not in url or not may_open(url, carriers.hosts)]  # fmt: skip
    return tuple(found)
