"""What the user says of promises otherwise than the rules have it (D7): for all, for a customer, for an order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.promise_terms import KINDS, OwnTerm, PromiseTerms, checked
from tradedesk.domain.reason import Reason
from tradedesk.ledger import promise_terms as rows
from tradedesk.services.bench import Bench

__all__ = ["KINDS", "TermLine", "of_all", "of_order", "of_parties", "of_party", "say", "usual"]


class TermLine(NamedTuple):
    """One promise as it holds in a place: its number and what that counts, whether it is given, why it is
    not as the rule has it, and whether that was said in this very place.
    """

    kind: str
    number: int
    counts: str
    is_off: bool
    why: Reason | None
    said_here: bool
    note: str


def of_all(bench: Bench) -> tuple[TermLine, ...]:
    """The promises as they hold where nothing else is said."""
    return _lines(rows.of(bench.ledger.read), "all")


def of_party(bench: Bench, party_id: PartyId) -> tuple[TermLine, ...]:
    """The promises given to a customer."""
    read = bench.ledger.read
    return _lines((*rows.of(read), *rows.of(read, party_id)), "party")


def of_parties(bench: Bench, numbers: Iterable[PartyId]) -> dict[PartyId, tuple[TermLine, ...]]:
    """The promises given to each of some customers; a number of nobody stands for any other customer."""
    read = bench.ledger.read
    for_all, own = rows.of(read), rows.of_parties(read)
    usual_lines = _lines(for_all, "party")
    return {each: _lines((*for_all, *own[each]), "party") if each in own else usual_lines for each in numbers}


def of_order(bench: Bench, order_id: OrderId) -> tuple[TermLine, ...]:
    """The promises given on an order."""
    read = bench.ledger.read
    party_id = read.value("select party_id from orders where id = ?", (order_id,))
    said = (*rows.of(read), *rows.of(read, party_id), *rows.of(read, order_id=order_id))
    return _lines(said, "order")


def say(
    bench: Bench,
    kind: str,
    text: str,
    *,
    off: bool = False,
    note: str = "",
    party_id: PartyId | None = None,
    order_id: OrderId | None = None,
) -> None:
    """Say of a promise how long it takes (a whole number as typed) or that it is not given; nothing takes it back.

    Raises RuleSaysNo (the kind is the field): "not-a-whole-number" and as ``promise_terms.checked``.
    """
    scope = "order" if order_id is not None else "party" if party_id is not None else "all"
    found = text.strip()
    if found and not (found.isascii() and found.lstrip("-").isdigit()):
        raise RuleSaysNo("not-a-whole-number", kind, value=found)
    number = int(found) if found else None
    term = checked(OwnTerm(kind, scope, number, off, " ".join(note.split())))
    with bench.ledger.write("promise-term-said") as writer:
        rows.say(writer, term, party_id, order_id)


def usual(kind: str) -> int:
    """The number of a promise as the rule has it."""
    return PromiseTerms().number(kind)


def _lines(said: tuple[OwnTerm, ...], scope: str) -> tuple[TermLine, ...]:
    terms = PromiseTerms().with_own(said)
    return tuple(_line(kind, terms, scope) for kind in KINDS)


def _line(kind: str, terms: PromiseTerms, scope: str) -> TermLine:
    own = terms.own.get(kind)
    return TermLine(
        kind,
        terms.number(kind),
        KINDS[kind].counts,
        kind in terms.off,
        terms.why(kind),
        own is not None and own.scope == scope,
        own.note if own is not None else "",
    )
