"""By when things are promised (D7): the defaults of the rules, and what was said otherwise for all, a customer or an
order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.letter_of_credit import SOON
from tradedesk.domain.reason import Reason, because


class PromiseKind(NamedTuple):
    """A promise that can be changed: its rule, the term that holds its number, and what that counts."""

    rule: str
    field: str
    counts: str


#: Every promise by its code. Hours are true hours; days are own working days but where they are said below.
KINDS: Mapping[str, PromiseKind] = {
    "inquiry": PromiseKind("D1", "inquiry_hours", "hours"),
    "confirm-order": PromiseKind("D2", "confirm_working_days", "working-days"),
    "ready-notice": PromiseKind("D3", "ready_days", "days-before"),
    "tracking": PromiseKind("D4", "tracking_hours", "hours"),
    "update": PromiseKind("C2", "update_working_days", "working-days"),
    "point": PromiseKind("F2", "point_hours", "hours"),
    "payment": PromiseKind("G2", "payment_grace_days", "days-after"),
    "asked": PromiseKind("B3", "asked_working_days", "working-days"),
    "credit": PromiseKind("G2", "credit_days", "days-before"),
}

#: For whom a term is said, the nearer one last: it wins.
SCOPES = ("all", "party", "order")

_LONGEST = 10_000


class OwnTerm(NamedTuple):
    """What was said of one promise: its number, or that it is not given at all; ``note`` says why."""

    kind: str
    scope: str
    number: int | None = None
    off: bool = False
    note: str = ""


class PromiseTerms(NamedTuple):
    """By when things are promised (D7): the defaults of the rules, changed for all, per customer and per order.

    Hours are true hours, working days are the own ones, ``ready_days`` are days of the calendar. Nothing that
    happened before ``not_before`` makes a promise, so that a list of old orders brought in owes nobody anything.
    ``off`` are the promises that are not given; ``own`` is what was said otherwise, by kind.
    """

    inquiry_hours: int = 24
    confirm_working_days: int = 1
    ready_days: int = 3
    tracking_hours: int = 0
    point_hours: int = 48
    update_working_days: int = 1
    payment_grace_days: int = 0
    asked_working_days: int = 5
    credit_days: int = SOON
    soon_hours: int = 4
    not_before: date | None = None
    off: frozenset[str] = frozenset()
    own: Mapping[str, OwnTerm] = {}

    def changed(self, own: Mapping[str, int]) -> PromiseTerms:
        """These terms with other numbers by field (D7).

        Raises RuleSaysNo: "promise-term-unknown" for a name that is none, "promise-term-negative" for one below zero.
        """
        known = {kind.field for kind in KINDS.values()} | {"soon_hours"}
        for name, number in own.items():
            if name not in known:
                raise RuleSaysNo("promise-term-unknown", name, name=name)
            if number < 0:
                raise RuleSaysNo("promise-term-negative", name, name=name, number=number)
        numbers: dict[str, Any] = dict(own)
        return self._replace(**numbers)

    def with_own(self, said: Iterable[OwnTerm]) -> PromiseTerms:
        """These terms with what was said otherwise: for all first, then the customer's, then the order's, which wins.

        Raises RuleSaysNo as ``checked``.
        """
        found = self
        for each in sorted(said, key=lambda term: SCOPES.index(term.scope)):
            kind = KINDS[checked(each).kind].field
            numbers: dict[str, Any] = {} if each.number is None else {kind: each.number}
            off = found.off | {each.kind} if each.off else found.off - {each.kind}
            found = found._replace(off=off, own={**found.own, each.kind: each}, **numbers)
        return found

    def number(self, kind: str) -> int:
        """The number of a promise, in what it counts."""
        return int(getattr(self, KINDS[kind].field))

    def why(self, kind: str) -> Reason | None:
        """Why a promise is not given as the rule has it (D7): None when it is."""
        said = self.own.get(kind)
        if said is None:
            return None
        facts = {"number": str(self.number(kind)), "counted": KINDS[kind].counts, "note": said.note}
        if said.off:
            return because("promise-term-off", "D7", whose=said.scope, note=said.note)
        return because("promise-term-own", "D7", whose=said.scope, **facts)


def checked(term: OwnTerm) -> OwnTerm:
    """A term as it may be kept.

    Raises RuleSaysNo: "promise-term-unknown", "promise-term-negative", "promise-term-too-long".
    """
    if term.kind not in KINDS or term.scope not in SCOPES:
        raise RuleSaysNo("promise-term-unknown", "kind", name=term.kind)
    if term.number is not None and term.number < 0:
        raise RuleSaysNo("promise-term-negative", term.kind, name=term.kind, number=term.number)
    if term.number is not None and term.number > _LONGEST:
        raise RuleSaysNo("promise-term-too-long", term.kind, number=term.number)
    return term
