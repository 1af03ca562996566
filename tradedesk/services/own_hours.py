"""The user's own working hours, and what is owed on one order by them."""

from __future__ import annotations

from datetime import date

from tradedesk.domain.ids import OrderId
from tradedesk.domain.promise import promises_of
from tradedesk.domain.promise_facts import Promise
from tradedesk.domain.promise_terms import PromiseTerms
from tradedesk.domain.window import Hours, default_hours
from tradedesk.ledger.promise_terms import Said
from tradedesk.ledger.queries import today as facts
from tradedesk.services.bench import Bench
from tradedesk.services.owed import MEMORY


def own_hours(bench: Bench) -> Hours:
    """The user's own working hours: the usual ones of the own company's country and zone."""
    country, _, zone = bench.own_place()
    return default_hours(country or "CN", zone)


def owed_on(bench: Bench, order_id: OrderId) -> tuple[Promise, ...]:
    """Everything owed on one order, however far ahead, the most urgent first; for its own page."""
    read, own = bench.ledger.read, own_hours(bench)
    today = bench.today()
    said = Said(read)
    terms = PromiseTerms(not_before=today - MEMORY).with_own(said.for_all)
    week = bench.week(own.country, today.year)
    found: list[Promise] = []
    for row in facts.order_facts(read, today - MEMORY, today, date.max, (order_id,)):
        mine = said.of(row.party_id, row.order_id)
        whole = row._replace(terms=terms.with_own(mine)) if mine else row
        found += promises_of(whole, terms, bench.now(), own, holidays=week.holidays, worked=week.worked)
    return tuple(found)
