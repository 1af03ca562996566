"""What has changed in the ledger since a draft was written, as far as its text still says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

#: Facts that follow the clock and not the order: they change by themselves from one day to the next.
_OF_THE_DAY = frozenset({"reply.by", "my.zone"})


class Moved(NamedTuple):
    """A fact whose value was another one when the text was written; ``now`` is empty when it is not known any more."""

    name: str
    then: str
    now: str


def written_with(
    known: Mapping[str, str], filled: Sequence[tuple[str, str]], *texts: str
) -> tuple[tuple[str, str], ...]:
    """The ledger's facts that stand in the texts, without those that the user filled in."""
    own = dict(filled)
    whole = "\n".join(texts)
    return tuple((name, value) for name, value in known.items() if value in whole and name not in own and value.strip())


def moved(
    written: Sequence[tuple[str, str]], filled: Sequence[tuple[str, str]], known: Mapping[str, str], *texts: str
) -> tuple[Moved, ...]:
    """The facts that are different now while the texts still say the old value.

    What the user filled in by hand since, and a text that says something else by now, are the user's own word.
    """
    own = dict(filled)
    whole = "\n".join(texts)
    return tuple(
        Moved(name, then, known.get(name, ""))
        for name, then in written
        if name not in own and name not in _OF_THE_DAY and known.get(name, "") != then and then in whole
    )


def kept(written: Sequence[tuple[str, str]], known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The same facts with their present values: what was changed is known and meant to stay as it is written."""
    return tuple((name, known.get(name, "")) for name, _ in written)
