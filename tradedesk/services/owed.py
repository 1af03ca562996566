"""What is owed, kept from one look to the next: after a change only the orders it touches are read again.

Nothing of it is stored: the promises follow from the ledger's rows, the rules and the clock (D1-D4, C2, F2, G2, B3).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tradedesk.domain.calendar import NO_DAYS, NO_HOLIDAYS
from tradedesk.domain.promise import (
    as_of_now,
    of_order,
    promises_for_asked,
    promises_for_credits,
    promises_for_log,
)
from tradedesk.domain.promise_facts import AskedFacts, CreditFacts, OrderFacts, PointFacts, Promise
from tradedesk.domain.promise_reckoning import Reckoning
from tradedesk.domain.promise_terms import PromiseTerms
from tradedesk.domain.window import Hours
from tradedesk.ledger.ledger import Ledger
from tradedesk.ledger.promise_terms import Said
from tradedesk.ledger.queries import today as facts

if TYPE_CHECKING:
    from collections.abc import Collection

#: What happened longer ago than this owes nobody anything any more.
MEMORY = timedelta(days=365)

#: Notices that fall due within so many days are shown.
AHEAD = timedelta(days=7)

#: Nouns whose rows say what is owed on an order.
_OF_ORDERS = frozenset({"orders", "messages", "parties"})
_EVERYTHING = frozenset({"promise_terms"})
_POINTS = frozenset({"points", "parties", "orders"})
_ASKED = frozenset({"messages", "parties"})


class Owed:
    """The promises of a ledger; one for as long as it is open. Used on the ledger lane only."""

    def __init__(self, ledger: Ledger) -> None:
        self._read = ledger.read
        self._watch = ledger.watch()
        self._frame: tuple[object, ...] = ()
        self._said: Said | None = None
        self._terms = PromiseTerms()
        self._facts: dict[int, OrderFacts] = {}
        self._of_order: dict[int, list[Promise]] = {}
        self.points: list[PointFacts] = []
        self._asked: list[AskedFacts] = []
        self._credits: dict[int, CreditFacts] = {}

    def look(
        self, moment: datetime, own: Hours, holidays: Mapping[date, str] | None, worked: Collection[date] | None = None
    ) -> list[Promise]:
        """Everything owed at a moment (UTC), in no order. ``holidays`` None: not known yet, reckoned without."""
        days, exchanged = holidays or NO_HOLIDAYS, worked or NO_DAYS
        desk = self._looked(moment, own, holidays, worked)
        promises = [as_of_now(each, desk) for found in self._of_order.values() for each in found]
        promises += promises_for_log((), self.points, self._terms, moment, own)
        promises += promises_for_credits(self._credits.values(), self._terms, moment, own)
        return promises + promises_for_asked(self._asked, self._terms, moment, own, holidays=days, worked=exchanged)

    def on_orders(
        self,
        numbers: Collection[int],
        moment: datetime,
        own: Hours,
        holidays: Mapping[date, str] | None,
        worked: Collection[date] | None = None,
    ) -> dict[int, list[Promise]]:
        """What is owed on these orders alone (no points, no credits), by order. As ``look``."""
        desk = self._looked(moment, own, holidays, worked)
        return {each: [as_of_now(one, desk) for one in self._of_order[each]] for each in numbers
                if each in self._of_order}  # fmt: skip

    def _looked(
        self, moment: datetime, own: Hours, holidays: Mapping[date, str] | None, worked: Collection[date] | None
    ) -> Reckoning:
        """The look at a moment, with everything that has changed since the last one taken in."""
        days, exchanged = holidays or NO_HOLIDAYS, worked or NO_DAYS
        desk = self._desk(moment, own, days, exchanged)
        changes = self._watch.taken()
        frame = (desk.today, own, holidays is not None)
        if frame != self._frame or changes is None or any(noun in _EVERYTHING for noun, _ in changes):
            desk = self._look_at_all(moment, own, days, exchanged)
            self._frame = frame
        elif changes:
            self._look_again(desk, changes)
        return desk

    def _desk(self, moment: datetime, own: Hours, holidays: Mapping[date, str], worked: Collection[date]) -> Reckoning:
        return Reckoning(self._terms, moment, own, holidays, worked, AHEAD.days)

    def _look_at_all(
        self, moment: datetime, own: Hours, holidays: Mapping[date, str], worked: Collection[date]
    ) -> Reckoning:
        self._said = Said(self._read)
        today = self._desk(moment, own, holidays, worked).today
        self._terms = PromiseTerms(not_before=today - MEMORY).with_own(self._said.for_all)
        desk = self._desk(moment, own, holidays, worked)
        self._facts, self._of_order = {}, {}
        self._keep(self._rows(today, None), desk)
        self.points = self._points()
        self._asked = facts.asked_facts(self._read, today - MEMORY)
        self._credits = {}
        self._keep_credits(None)
        return desk

    def _look_again(self, desk: Reckoning, changes: frozenset[tuple[str, int]]) -> None:
        nouns = {noun for noun, _ in changes}
        parties = {number for noun, number in changes if noun == "parties"}
        messages = {number for noun, number in changes if noun == "messages"}
        told, told_parties, there = facts.orders_told_of(self._read, messages) if messages else (set(), set(), 0)
        if nouns & _OF_ORDERS:
            touched = {number for noun, number in changes if noun == "orders"} | told
            for number, row in self._facts.items():
                told_by = row.answered_by in messages or any(one.message_id in messages for one in row.shipped_notices)
                if row.party_id in parties or told_by:
                    touched.add(number)
            touched |= {number for number, row in self._credits.items() if row.party_id in parties}
            for number in touched:
                self._facts.pop(number, None)
                self._of_order.pop(number, None)
                self._credits.pop(number, None)
            if touched:
                self._keep(self._rows(desk.today, touched), desk)
                self._keep_credits(touched)
        if nouns & _POINTS or any(each.message_id in messages for each in self.points):
            self.points = self._points()
        if nouns & _ASKED:
            self._ask_again(desk.today, parties | told_parties, whole=there < len(messages))

    def _ask_again(self, today: date, parties: set[int], *, whole: bool) -> None:
        if whole:
            # An entry is gone: whose it was is not known any more.
            self._asked = facts.asked_facts(self._read, today - MEMORY)
            return
        kept = [each for each in self._asked if each.party_id not in parties]
        for party_id in sorted(parties):
            kept += facts.asked_facts(self._read, today - MEMORY, party_id)
        self._asked = kept

    def _rows(self, today: date, only: set[int] | None) -> list[OrderFacts]:
        assert self._said is not None
        before = timedelta(days=max(self._terms.ready_days, self._said.longest_before))
        return facts.order_facts(self._read, today - MEMORY, today, today + AHEAD + before, only)

    def _keep(self, rows: list[OrderFacts], desk: Reckoning) -> None:
        assert self._said is not None
        for row in rows:
            said = self._said.of(row.party_id, row.order_id)
            mine = row._replace(terms=desk.terms.with_own(said)) if said else row
            self._facts[row.order_id] = mine
            found = of_order(mine, desk)
            if found:
                self._of_order[row.order_id] = found

    def _keep_credits(self, only: set[int] | None) -> None:
        assert self._said is not None
        for row in facts.credit_facts(self._read, only):
            said = self._said.of(row.party_id, row.order_id)
            self._credits[row.order_id] = row._replace(terms=self._terms.with_own(said)) if said else row

    def _points(self) -> list[PointFacts]:
        assert self._said is not None
        found = []
        for point in facts.point_facts(self._read):
            said = self._said.of(point.party_id, point.order_id)
            found.append(point._replace(terms=self._terms.with_own(said)) if said else point)
        return found
