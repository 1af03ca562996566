"""Numbers of orders: by the user's own pattern, without a gap, whoever writes at the same time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tradedesk.domain import order_number
from tradedesk.domain.ids import PartyId
from tradedesk.ledger import order_numbers, parties
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.ledger.reader import Reader
    from tradedesk.ledger.writer import Writer


class Numbering(NamedTuple):
    """The pattern in use, and the number that the next order gets by it."""

    pattern: str
    next: str


def next_number(writer: Writer, today: date, party_id: PartyId | None = None) -> str:
    """The next order number, gap-free: called inside the unit of work that uses it."""
    pattern = order_numbers.pattern(writer) or order_number.USUAL
    return _next(writer, pattern, today, party_id)


def numbering(bench: Bench) -> Numbering:
    """How orders are numbered now."""
    read = bench.ledger.read
    pattern = order_numbers.pattern(read) or order_number.USUAL
    return Numbering(pattern, _next(read, pattern, bench.today(), None))


def preview(bench: Bench, pattern: str) -> str:
    """The number that a pattern would make next. Raises RuleSaysNo (field pattern)."""
    return _next(bench.ledger.read, pattern.strip() or order_number.USUAL, bench.today(), None)


def set_pattern(bench: Bench, pattern: str) -> None:
    """Number orders by this pattern from now on; empty is the usual one. Raises RuleSaysNo (field pattern)."""
    order_number.frame(pattern.strip() or order_number.USUAL, bench.today())
    kept = "" if pattern.strip() == order_number.USUAL else pattern.strip()
    with bench.ledger.write("number-pattern-set", undoable=False) as writer:
        order_numbers.set_pattern(writer, kept)


def _next(reader: Reader, pattern: str, today: date, party_id: PartyId | None) -> str:
    customer = _customer(reader, party_id) if "{customer}" in pattern else ""
    around = order_number.frame(pattern, today, customer)
    return order_number.next_in(around, order_numbers.beginning(reader, around.before))


def _customer(reader: Reader, party_id: PartyId | None) -> str:
    """The customer's own key, else its name as it can be written in a number."""
    if party_id is None:
        return "ABC"
    party = parties.party(reader, party_id)
    for name in (party.code, party.short_name, party.name):
        if any(letter.isascii() and letter.isalpha() for letter in name):
            return name
    from tradedesk.ledger.pinyin import spelled

    # The initials of a Chinese name: 宁波蓝天 is NBLT.
    return spelled(party.label).split(" ")[-1]
