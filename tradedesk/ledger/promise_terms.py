"""What was said of promises otherwise than the rules have it (D7): for all, for a customer, for an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradedesk.domain.ids import OrderId, PartyId
from tradedesk.domain.promise_terms import KINDS, OwnTerm
from tradedesk.ledger.reader import Reader

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

_COLUMNS = "kind, hours, days, off, note"


class Said:
    """Everything that was said, to be asked order by order."""

    def __init__(self, reader: Reader) -> None:
        self.for_all: list[OwnTerm] = []
        self._of_party: dict[int, list[OwnTerm]] = {}
        self._of_order: dict[int, list[OwnTerm]] = {}
        for party_id, order_id, *row in reader.all(f"select party_id, order_id, {_COLUMNS} from promise_terms"):  # noqa: S608
            if order_id is not None:
                self._of_order.setdefault(order_id, []).append(_term("order", row))
            elif party_id is not None:
                self._of_party.setdefault(party_id, []).append(_term("party", row))
            else:
                self.for_all.append(_term("all", row))

    def of(self, party_id: int | None, order_id: int | None) -> tuple[OwnTerm, ...]:
        """What was said of a customer and an order; empty when nothing was, whatever was said for all."""
        mine = [*self._of_party.get(party_id or 0, ()), *self._of_order.get(order_id or 0, ())]
        return (*self.for_all, *mine) if mine else ()

    @property
    def longest_before(self) -> int:
        """The most days before the goods are ready that anybody is to be told."""
        every = [self.for_all, *self._of_party.values(), *self._of_order.values()]
        return max((term.number or 0 for said in every for term in said if term.kind == "ready-notice"), default=0)


def of(reader: Reader, party_id: PartyId | None = None, order_id: OrderId | None = None) -> tuple[OwnTerm, ...]:
    """What was said of one order, one customer, or for all (neither is given), and of nothing else."""
    scope = "order" if order_id is not None else "party" if party_id is not None else "all"
    sql = f"select {_COLUMNS} from promise_terms where {_WHERE[scope]} order by id"  # noqa: S608
    return tuple(_term(scope, row) for row in reader.all(sql, _parameters(party_id, order_id)))


def of_parties(reader: Reader) -> dict[PartyId, tuple[OwnTerm, ...]]:
    """What was said of each customer of whom anything was, and of no order."""
    found: dict[PartyId, tuple[OwnTerm, ...]] = {}
    sql = f"select party_id, {_COLUMNS} from promise_terms where order_id is null and party_id is not null order by id"  # noqa: S608
    for party_id, *row in reader.all(sql):
        found[party_id] = (*found.get(party_id, ()), _term("party", row))
    return found


def say(writer: Writer, term: OwnTerm, party_id: PartyId | None = None, order_id: OrderId | None = None) -> None:
    """Keep a term in place of the one said before; one that says nothing takes it away."""
    where = _WHERE[term.scope]
    sql = f"select id from promise_terms where {where} and kind = ?"  # noqa: S608
    number = writer.value(sql, (*_parameters(party_id, order_id), term.kind))
    in_hours = KINDS[term.kind].counts == "hours"
    values = {
        "hours": term.number if in_hours else None,
        "days": None if in_hours else term.number,
        "off": int(term.off),
        "note": term.note,
    }
    if not term.off and term.number is None:
        if number is not None:
            writer.delete("promise_terms", number)
    elif number is not None:
        writer.update("promise_terms", number, values)
    else:
        belongs = {"order_id": order_id, "party_id": None if order_id is not None else party_id}
        writer.insert("promise_terms", {"kind": term.kind, **belongs, **values})


_WHERE = {
    "order": "order_id = ?",
    "party": "party_id = ? and order_id is null",
    "all": "party_id is null and order_id is null",
}


def _parameters(party_id: int | None, order_id: int | None) -> tuple[int, ...]:
    if order_id is not None:
        return (order_id,)
    return () if party_id is None else (party_id,)


def _term(scope: str, row: list[object] | tuple[object, ...]) -> OwnTerm:
    kind, hours, days, off, note = row
    number = hours if hours is not None else days
    return OwnTerm(str(kind), scope, int(str(number)) if number is not None else None, bool(off), str(note))
