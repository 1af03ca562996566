"""Of which parts of an order that left the customer was told (D4): flat values, looked at for every running order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Departure(NamedTuple):
    """A shipment that left: on which own day, what the customer is told as its number, and all of its numbers."""

    id: int
    shipped_on: date
    number: str = ""
    numbers: tuple[str, ...] = ()
    has_arrived: bool = False


def untold(left: Iterable[Departure], notices: Iterable[tuple[date, str]]) -> tuple[Departure, ...]:
    """What left without the customer being told of it, the first that left first (D4).

    ``notices`` are the day (own zone) and the text of each message that told of something shipped. One that names a
    shipment by its number tells of that one; one that names none tells of all that had left by its day, and of the
    first that left in any case. Nobody is told any more of what has arrived.
    """
    parts = in_order(left)
    told: set[int] = set()
    for day, text in notices:
        plain = _plain(text)
        named = {each.id for each in parts if any(_plain(number) in plain for number in each.numbers)}
        told |= named or {each.id for each in parts if each is parts[0] or each.shipped_on <= day}
    return tuple(each for each in parts if each.id not in told and not each.has_arrived)


def in_order(left: Iterable[Departure]) -> list[Departure]:
    """The first that left first."""
    return sorted(left, key=lambda each: (each.shipped_on, each.id))


def _plain(text: str) -> str:
    """Letters and figures alone: numbers are written with spaces, dots and dashes or without."""
    return "".join(each for each in text.upper() if each.isalnum())
