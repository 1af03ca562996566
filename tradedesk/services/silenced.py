"""Advice that the user does not want: for one customer or for all, and the way back. A must is never silenced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tradedesk.domain.check import Advice, Check
from tradedesk.domain.checks import silenceable
from tradedesk.domain.ids import PartyId
from tradedesk.ledger import silenced_checks
from tradedesk.services.bench import Bench


class Silenced(NamedTuple):
    """One silence: its number, the kind of advice, and the customer; without one it holds for all."""

    id: int
    kind: str
    party_id: PartyId | None
    party: str


class Sorted(NamedTuple):
    """The checks that are shown, and the advice that is not, each with the silence that hides it."""

    shown: tuple[Check, ...]
    hidden: tuple[tuple[Check, Silenced], ...]


def silence(bench: Bench, kind: str, party_id: PartyId | None = None) -> int:
    """Say a kind of advice no more: for a customer, or with none for all. Returns the silence's number.

    Raises ValueError for what is no kind of advice, as a must is none.
    """
    advice = Advice(kind)
    for each in every(bench):
        if (each.kind, each.party_id) == (advice, party_id):
            return each.id
    with bench.ledger.write("advice-silenced") as writer:
        return silenced_checks.add(writer, advice, party_id)


def bring_back(bench: Bench, number: int) -> None:
    """Say it again. Raises NotThere."""
    with bench.ledger.write("advice-back") as writer:
        writer.delete("silenced_checks", number)


def every(bench: Bench) -> tuple[Silenced, ...]:
    """All silences: those for all customers first, then by customer."""
    return tuple(Silenced(*row) for row in silenced_checks.every(bench.ledger.read))


def sort(bench: Bench, checks: Sequence[Check], party_id: PartyId | None) -> Sorted:
    """Which checks of a message to a customer are shown, and which advice is silenced."""
    holds = {each.kind: each for each in reversed(every(bench)) if each.party_id in (None, party_id)}
    hidden = tuple((each, holds[each.kind]) for each in checks if silenceable(each) and each.kind in holds)
    gone = {id(check) for check, _ in hidden}
    return Sorted(tuple(each for each in checks if id(each) not in gone), hidden)
