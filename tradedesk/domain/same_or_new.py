"""What the user says of the rows of a list that look like another company (B1): the same one, or a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SameOrNew:
    """``every``: whether all rows that are not named are the same as what they look like; None while that was not
    said: then each comes in as a new one.

    ``named`` is by line: the other that the row is said to be, as a party's number or an earlier line below zero, and
    0 for a new one. It holds for the other that was looked at, and for none that takes its place.

    >>> SameOrNew(named={7: 12}).same(7, 12), SameOrNew(named={7: 12}).same(7, 13)
    (True, False)
    """

    every: bool | None = None
    named: Mapping[int, int] = field(default_factory=dict)

    def same(self, line: int, other: int) -> bool:
        """Whether a row is the other that it looks like."""
        said = self.named.get(line)
        return bool(self.every) if said is None else said == other

    def said_new(self, line: int) -> bool:
        """Whether the user said of a row, of itself or with all of them, that it is a new one."""
        return self.named.get(line, 0 if self.every is False else None) == 0

    def brings_the_same(self, other: SameOrNew) -> bool:
        """Whether a list comes in alike: one that is said to be new comes in as one of which nothing was said."""
        if self.every or other.every:
            return self == other
        return self._joined() == other._joined()

    def _joined(self) -> dict[int, int]:
        return {line: other for line, other in self.named.items() if other}

    def saying(self, others: Mapping[int, int], *, same: bool) -> SameOrNew:
        """With these rows, each with the other that it looks like, said to be the same or new."""
        told = {line: other if same else 0 for line, other in others.items()}
        return SameOrNew(self.every, {**self.named, **told})
