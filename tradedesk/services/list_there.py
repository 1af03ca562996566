"""What the companies of a list have so far: their people and the ways to reach them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import Any

from tradedesk.ledger.imports import NewParty


class There:
    """Keeps numbers instead of texts, one after the other: anything else would be too much for 100,000 companies.

    Companies are counted from 0 in the order in which they were noted.
    """

    def __init__(self) -> None:
        self._had, self._ends = array("q"), array("q", [0])
        # What further rows of a company brought.
        self._later: dict[int, set[int]] = {}

    def first(self, new: NewParty) -> None:
        """Note what the next company has."""
        self._had.extend(_marks(new))
        self._ends.append(len(self._had))

    def add(self, company: int, more: NewParty) -> None:
        """Note what a further row of a company brings."""
        self._later.setdefault(company, set()).update(_marks(more))

    def only_new(self, company: int, more: NewParty) -> bool:
        """Leave out what the company has; whether anything is left. People without a new way are new too."""
        had = {*self._had[self._ends[company] : self._ends[company + 1]], *self._later.get(company, ())}
        more.addresses = [each for each in more.addresses if _way(each) not in had]
        left: list[dict[str, Any]] = []
        places: dict[int | None, int] = {}
        for at, person in enumerate(more.people):
            if _person(person) not in had:
                places[at] = len(left)
                left.append(person)
        for address in more.addresses:
            address["contact_id"] = places.get(address["contact_id"])
        more.people = left
        return bool(more.people or more.addresses)


def _marks(new: NewParty) -> Iterator[int]:
    yield from map(_way, new.addresses)
    yield from map(_person, new.people)


def _way(address: Mapping[str, object]) -> int:
    return hash((address["channel"], str(address["value"]).casefold()))


def _person(person: Mapping[str, object]) -> int:
    return hash(" ".join(str(person["name"]).casefold().split()))
