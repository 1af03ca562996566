"""What stands above a customer: the time there, the last contact, what is owed, and manners (D6, E1-E4, F2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tradedesk.domain import culture
from tradedesk.domain.calendar import next_ramadan, ramadan_on
from tradedesk.domain.culture import Culture
from tradedesk.domain.ids import PartyId
from tradedesk.domain.party import Party
from tradedesk.domain.reason import Reason
from tradedesk.domain.window import (
    Hours,
    Interval,
    Side,
    WindowState,
    day_bounds,
    next_shared,
    overlap,
    state,
    work_intervals,
)
from tradedesk.ledger import parties
from tradedesk.ledger.queries import customers as lists
from tradedesk.ledger.values import maybe_day, utc
from tradedesk.services.about import hours_of
from tradedesk.services.bench import Bench
from tradedesk.services.today import own_hours

#: Ramadan is spoken of from this long before it: orders placed now are delivered in it.
_RAMADAN_AHEAD = timedelta(days=120)


@dataclass(frozen=True)
class LastContact:
    """The newest message: when (UTC), by which medium, in which direction, about what."""

    at: datetime
    medium: str
    direction: str
    words: str


@dataclass(frozen=True)
class NextNode:
    """What is planned next on a running order."""

    code: str
    planned_on: date
    order_number: str


@dataclass(frozen=True)
class CustomerFacts:
    """The facts above a customer as of ``now`` (UTC).

    ``window`` is None while the zone is not known. ``shared_today`` are the hours (UTC) that both sides still share on
    the user's day, ``shared_next`` the next ones after it. ``ramadan`` says what Ramadan asks now; ``ramadan_days`` how
    many days remain until it begins where it is kept: 0 during it, None when it is far or not kept.
    """

    party_id: PartyId
    now: datetime
    today: date
    own_zone: str
    window: WindowState | None
    shared_today: tuple[Interval, ...]
    shared_next: Interval | None
    culture: Culture | None
    ramadan: Reason | None
    ramadan_days: int | None
    last_contact: LastContact | None
    next_node: NextNode | None


def facts(bench: Bench, party_id: PartyId) -> CustomerFacts:
    """Reckon what stands above a party; raises NotThere. The first call loads the public holidays."""
    read = bench.ledger.read
    party = parties.party(read, party_id)
    own = own_hours(bench)
    now, today = bench.now(), bench.today(own.zone)
    last, node = lists.last_contact(read, party_id), lists.next_node(read, party_id)
    window, shared_today, shared_next = _windows(bench, party, own, today)
    style = _style(bench, party)
    planned = maybe_day(node.planned_on) if node else None
    return CustomerFacts(
        party_id=party_id,
        now=now,
        today=today,
        own_zone=own.zone,
        window=window,
        shared_today=shared_today,
        shared_next=shared_next,
        culture=style,
        ramadan=culture.ramadan_advice(party.country, today) if party.country else None,
        ramadan_days=_days_to_ramadan(party.country, today),
        last_contact=LastContact(utc(last.at), last.medium, last.direction, last.words) if last else None,
        next_node=NextNode(node.code, planned, node.order_number) if node and planned else None,
    )


def _style(bench: Bench, party: Party) -> Culture | None:
    """How to write there: the user's choice, else the country's, with the user's notes on the main contact (E4)."""
    if not party.country and not party.culture:
        return None
    people = parties.contacts(bench.ledger.read, party.id)
    notes = next((each.notes for each in people if each.is_main), "")
    return culture.culture_of(party.country, party.culture, notes)


def _windows(
    bench: Bench, party: Party, own: Hours, today: date
) -> tuple[WindowState | None, tuple[Interval, ...], Interval | None]:
    """What the party is doing now, the hours still shared today, and the next ones after today."""
    if not party.zone:
        return None, (), None
    now = bench.now()
    theirs = Side("theirs", hours_of(party), bench.holidays(party.country, today.year))
    mine = Side("own", own, bench.holidays(own.country, today.year))
    end = day_bounds(own.zone, today)[1]
    both = overlap(
        work_intervals(mine.hours, now, end, mine.holidays),
        work_intervals(theirs.hours, now, end, theirs.holidays),
    )
    return state(theirs.hours, now, theirs.holidays), both, next_shared(mine, theirs, end)


def _days_to_ramadan(country: str, today: date) -> int | None:
    present, ahead = ramadan_on(today), next_ramadan(today)
    begins = today if present is not None else ahead.first if ahead is not None else date.max
    if not country or begins - today > _RAMADAN_AHEAD or culture.ramadan_advice(country, begins) is None:
        return None
    return (begins - today).days
