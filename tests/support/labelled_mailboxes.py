"""The labelled mailboxes of real firms and providers, and how many of them the program presumes right (B2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tradedesk.domain.mailbox import presume_kind
from tradedesk.integrations.mailboxes import load_lexicon

_FILE = Path(__file__).parents[1] / "data" / "mailboxes_of_real_firms.txt"


@dataclass(frozen=True)
class Labelled:
    """One line: ``half`` is "tuned", "held" or "fresh", ``country`` two letters or "--".

    ``kind`` and ``department`` are the truth.
    """

    half: str
    country: str
    group: str
    address: str
    kind: str
    department: str


def labelled() -> list[Labelled]:
    """Every line of the file, in its order."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [_read(line) for line in lines if line and not line.startswith("#")]


def _read(line: str) -> Labelled:
    half, country, group, address, kind, *rest = (part.strip() for part in line.split("|"))
    return Labelled(half, country, group, address, kind, rest[0] if rest else "")


def presumed(address: str) -> tuple[str, str]:
    """The kind and the department that the program presumes."""
    found = presume_kind(address, frozenset(), load_lexicon())
    return str(found.kind), str(found.department or "")


def is_right(one: Labelled) -> bool:
    """Right is the kind, and for a department's mailbox whose desk it is."""
    return presumed(one.address) == (one.kind, one.department)


def shares(lines: Iterable[Labelled], by: Callable[[Labelled], str]) -> dict[str, tuple[int, int]]:
    """How many are right, of how many, by ``by``; in the order of its words."""
    every, right = Counter[str](), Counter[str]()
    for one in lines:
        every[by(one)] += 1
        right[by(one)] += is_right(one)
    return {word: (right[word], every[word]) for word in sorted(every)}


def taken_for_official(lines: Iterable[Labelled]) -> list[str]:
    """Private and throw-away mailboxes that were presumed a company's or a department's: there must be none."""
    private = [one.address for one in lines if one.kind in ("personal", "disposable")]
    return [each for each in private if presumed(each)[0] in ("company", "department")]
