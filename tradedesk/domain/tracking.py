"""Tracking numbers recognised (单号识别, I2): every carrier it can be, with the reason, and never one silent answer.

A check digit that fits is a good sign and no proof: of ten digits taken by chance one in seven "is" a DHL number. So
candidates say whether their check fits, whether letters say it, or whether only the shape does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from tradedesk.domain import container
from tradedesk.domain.carrier import Carrier, Carriers, Link, NumberKind, link_for, pattern
from tradedesk.domain.reason import Reason, because


class Certainty(IntEnum):
    """How much speaks for a candidate; the greater, the surer."""

    WRONG = 0  # looks like one, but its check digit does not fit
    SHAPE = 1  # digits of the right number, nothing else
    LETTERS = 2  # letters in it say so
    CHECKED = 3  # its check digit fits
    BOTH = 4  # letters and check digit


class Candidate(NamedTuple):
    """One carrier that the number can be of. ``carrier`` is its code, empty where no one carrier can be named."""

    carrier: str
    name: str
    name_zh: str
    kind: NumberKind
    certainty: Certainty
    reason: Reason
    number: str
    link: Link | None = None


def candidates(text: str, carriers: Carriers, named: str = "") -> tuple[Candidate, ...]:
    """Every carrier that a number can be of, the surest first; nothing for a text that looks like none.

    ``named`` is the carrier as it is written on the shipment: it comes first, as long as the number can be its.
    """
    number = container.clean(text)
    if not number:
        return ()
    found = [*_by_shape(number, carriers), *_by_air(number, carriers), *_by_bill(number, carriers)]
    found += _by_container(number, carriers)
    best: dict[tuple[str, NumberKind], Candidate] = {}
    for each in found:
        known = best.get((each.carrier, each.kind))
        if known is None or known.certainty < each.certainty:
            best[each.carrier, each.kind] = each
    wanted = carriers.named(named) if named.strip() else None
    own = wanted.code if wanted is not None else None
    places = {each.code: place for place, each in enumerate(carriers.every)}

    def order(each: Candidate) -> tuple[bool, int, int]:
        mine = each.carrier == own and each.certainty is not Certainty.WRONG
        return (not mine, -each.certainty, places.get(each.carrier, -1))

    return tuple(sorted(best.values(), key=order))


def doubt(text: str, carriers: Carriers, named: str) -> Reason | None:
    """What speaks against the carrier that is named for this number; None when nothing does or it is not known."""
    wanted = carriers.named(named) if named.strip() else None
    if wanted is None or not text.strip() or not (wanted.shapes or wanted.airlines):
        return None
    found = candidates(text, carriers, named)
    mine = [each for each in found if each.carrier == wanted.code]
    if any(each.certainty is not Certainty.WRONG for each in mine):
        return None
    if mine:
        return mine[0].reason
    if found and found[0].certainty >= Certainty.LETTERS:
        return because("tracking-of-another", "I2", carrier=wanted.name, other=found[0].name)
    return because("tracking-not-theirs", "I2", carrier=wanted.name)


def _by_shape(number: str, carriers: Carriers) -> list[Candidate]:
    found = []
    for carrier in carriers.every:
        for shape in carrier.shapes:
            if not pattern(shape.shape).fullmatch(number):
                continue
            lettered = bool(re.search("[A-Z@]", shape.shape)) or shape.shape[:1].isdigit()
            certainty, code = _judged(number, shape.check, lettered)
            if code:
                found.append(_candidate(carriers, carrier, shape.kind, certainty, code, number))
    return found


def _judged(number: str, check: str, lettered: bool) -> tuple[Certainty, str]:
    """How sure it is and why; an empty code where nothing at all speaks for it."""
    if not check:
        return (Certainty.LETTERS, "tracking-letters") if lettered else (Certainty.SHAPE, "tracking-shape")
    if CHECKS[check](number):
        return (Certainty.BOTH if lettered else Certainty.CHECKED), "tracking-checked"
    # Bare digits that do not check are simply not this carrier's.
    return Certainty.WRONG, "tracking-check-wrong" if lettered else ""


def _by_air(number: str, carriers: Carriers) -> list[Candidate]:
    """Air waybills: three digits of the airline, seven and their check digit."""
    if not re.fullmatch("[0-9]{11}", number):
        return []
    fits = air(number)
    shown = f"{number[:3]}-{number[3:]}"
    airlines = [each for each in carriers.every if number[:3] in each.airlines]
    if not airlines:
        reason = because("tracking-air-unknown", "I2", prefix=number[:3], number=shown)
        return [Candidate("", "", "", NumberKind.AIR, Certainty.SHAPE, reason, shown)] if fits else []
    certainty, code = (Certainty.CHECKED, "tracking-air") if fits else (Certainty.WRONG, "tracking-check-wrong")
    return [_candidate(carriers, each, NumberKind.AIR, certainty, code, shown) for each in airlines]


def _by_bill(number: str, carriers: Carriers) -> list[Candidate]:
    """B/L numbers by the letters of the line in front; what is a container's number is none."""
    if container.is_container(number) or not re.fullmatch("[A-Z]{4}[A-Z0-9]{6,14}", number):
        return []
    return [
        _candidate(carriers, each, NumberKind.BILL, Certainty.LETTERS, "tracking-bill", number)
        for each in carriers.every
        if number[:4] in each.bills
    ]


def _by_container(number: str, carriers: Carriers) -> list[Candidate]:
    """Containers by whose they are: the line that owns one usually, but not always, carries it."""
    if not re.fullmatch("[A-Z]{3}[UJZ][0-9]{7}", number):
        return []
    fits = container.is_container(number)
    owners = [each for each in carriers.every if number[:4] in each.owners]
    certainty = Certainty.BOTH if fits else Certainty.WRONG
    if owners:
        code = "tracking-container" if fits else "tracking-check-wrong"
        return [_candidate(carriers, each, NumberKind.CONTAINER, certainty, code, number) for each in owners]
    code = "tracking-container-hired" if number[:4] in carriers.lessors else "tracking-container-unknown"
    if not fits:
        code = "tracking-check-wrong"
    reason = because(code, "I2", owner=number[:4], number=number, carrier=number[:4])
    return [Candidate("", "", "", NumberKind.CONTAINER, certainty if not fits else Certainty.CHECKED, reason, number)]


def _candidate(
    carriers: Carriers, carrier: Carrier, kind: NumberKind, certainty: Certainty, code: str, number: str
) -> Candidate:
    reason = because(code, "I2", carrier=carrier.name, number=number)
    link = link_for(carriers, carrier, kind, number)
    return Candidate(carrier.code, carrier.name, carrier.name_zh, kind, certainty, reason, number, link)


# -- check digits ------------------------------------------------------------------------------------------------------


def air(number: str) -> bool:
    """An air waybill, with or without its hyphen: the eighth digit of the serial is the seven before it modulo 7."""
    digits = container.clean(number)
    return bool(re.fullmatch("[0-9]{11}", digits)) and int(digits[3:10]) % 7 == int(digits[10])


def _mod_7(number: str) -> bool:
    return int(number[:-1]) % 7 == int(number[-1])


def _fedex(number: str) -> bool:
    weighed = sum(int(each) * weight for each, weight in zip(number[:11], (3, 1, 7) * 4, strict=False))
    return weighed % 11 % 10 == int(number[11])


def _three_one(number: str) -> bool:
    weighed = sum(int(each) * (1, 3)[place % 2] for place, each in enumerate(reversed(number)))
    return weighed % 10 == 0


def _ups(number: str) -> bool:
    values = [int(each) if each.isdigit() else (ord(each) - 3) % 10 for each in number[2:-1]]
    weighed = sum(value * (1, 2)[place % 2] for place, value in enumerate(values))
    return number[-1].isdigit() and -weighed % 10 == int(number[-1])


def _s10(number: str) -> bool:
    weighed = sum(int(each) * weight for each, weight in zip(number[2:10], (8, 6, 4, 2, 3, 5, 9, 7), strict=True))
    return {10: 0, 11: 5}.get(11 - weighed % 11, 11 - weighed % 11) == int(number[10])


#: The checks by the names that the list of carriers gives them; each is asked of numbers of its own shape alone.
CHECKS: dict[str, Callable[[str], bool]] = {
    "mod7": _mod_7, "fedex": _fedex, "three-one": _three_one, "ups": _ups, "s10": _s10,
}  # fmt: skip
