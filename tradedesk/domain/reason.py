"""Why something was decided: a value, so that the words for it can be made in the reader's language."""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """One reason: a stable code, the rule it carries out (e.g. "A2"), and the facts that the sentence names.

    ``facts`` is a tuple of pairs so that reasons can be compared, hashed and stored.
    """

    code: str
    rule: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """The fact's value, or an empty string when the reason does not carry it."""
        return dict(self.facts).get(name, "")


def because(code: str, rule: str = "", **facts: str) -> Reason:
    """Build a reason; facts are sorted by name so that equal reasons are equal values."""
    return Reason(code, rule, tuple(sorted(facts.items())))
