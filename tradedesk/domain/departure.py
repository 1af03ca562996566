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


class Told(NamedTuple):
    """A message that told of something shipped: its day (own zone), its text, the shipment that it was written for."""

    day: date
    text: str
    shipment_id: int | None = None


def untold(left: Iterable[Departure], notices: Iterable[Told]) -> tuple[Departure, ...]:
    """What left without the customer being told of it, the first that left first (D4).

    A message that names shipments by a number tells of those; one that names none tells of the one it was written for,
    whatever became of its number; one that was written for none in particular tells of all that had left by its day,
    and of the first that left in any case. Nobody is told any more of what has arrived.
    """
    parts = in_order(left)
    told: set[int] = set()
    for notice in notices:
        told |= _told_by(notice, parts)
    return tuple(each for each in parts if each.id not in told and not each.has_arrived)


def _told_by(notice: Told, parts: list[Departure]) -> set[int]:
    plain = _plain(notice.text)
    named: set[int] = set()
    # What two shipments have in common (a container) is that of the one it was written for.
    for each in sorted(parts, key=lambda part: part.id != notice.shipment_id):
        numbers = [number for number in map(_plain, each.numbers) if number in plain]
        if numbers:
            named.add(each.id)
        if each.id == notice.shipment_id:
            for number in numbers:
                plain = plain.replace(number, " ")
    if named:
        return named
    if notice.shipment_id is not None:
        return {notice.shipment_id}
    return {each.id for each in parts if each is parts[0] or each.shipped_on <= notice.day}


def in_order(left: Iterable[Departure]) -> list[Departure]:
    """The first that left first."""
    return sorted(left, key=lambda each: (each.shipped_on, each.id))


def _plain(text: str) -> str:
    """Letters and figures alone: numbers are written with spaces, dots and dashes or without."""
    return "".join(each for each in text.upper() if each.isalnum())
