"""Promises (时效承诺): what the trader owes by a time (C2, D1-D4, F2, G2), computed whenever asked, never stored.

The facts are flat rows and the promises plain tuples because every running order is looked at again after a change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from tradedesk.domain import letter_of_credit
from tradedesk.domain.calendar import NO_DAYS, NO_HOLIDAYS
from tradedesk.domain.departure import in_order as as_they_left
from tradedesk.domain.departure import untold
from tradedesk.domain.promise_facts import (
    AskedFacts,
    CreditFacts,
    Due,
    InquiryFacts,
    OrderFacts,
    PointFacts,
    Promise,
    PromiseTerms,
    Urgency,
    payment_day,
    payment_title,
)
from tradedesk.domain.promise_reckoning import Reckoning
from tradedesk.domain.reason import because
from tradedesk.domain.window import Hours

__all__ = [
    "AskedFacts",
    "CreditFacts",
    "Due",
    "InquiryFacts",
    "OrderFacts",
    "PointFacts",
    "Promise",
    "PromiseTerms",
    "Urgency",
    "as_of_now",
    "in_order",
    "of_order",
    "promises_for_asked",
    "promises_for_credits",
    "promises_for_log",
    "promises_for_orders",
    "promises_of",
]

#: Money that is late can be asked for in any hour of the day; a word that is owed cannot wait for it.
_RANK = {Urgency.LATE: 0, Urgency.SOON: 1, Urgency.TODAY: 3, Urgency.LATER: 4}
_LATE_PAYMENT_RANK = 2


#: Orders that owe nothing any more, and those where nothing is being made yet.
_DONE = frozenset({"closed", "cancelled"})
_NOT_CONFIRMED = frozenset({"inquiry", "quoted"})
#: Points told when they are reached (C2); ready and shipped have rules of their own.
_TOLD_WHEN_REACHED = frozenset({"confirmed", "production", "customs"})

_RULES_OF_THEIR_OWN = frozenset({"deposit", "ready", "shipped", "balance", "closed"})
#: What nobody is late with while the order is on hold; questions and money go on.
_STANDS_WHILE_HELD = frozenset({"confirm-order", "ready-notice", "tracking", "update"})

_FAR = 36_500


def promises_for_orders(
    rows: Iterable[OrderFacts],
    terms: PromiseTerms,
    now: datetime,
    own: Hours,
    *,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    worked: Collection[date] = NO_DAYS,
    horizon_days: int = 7,
) -> list[Promise]:
    """All promises of many orders, most urgent first; ``holidays`` and ``worked`` are the own ones.

    ``now`` is UTC. Notices that fall due more than ``horizon_days`` own days ahead are left out. Raises RuleSaysNo
    ("zone-missing", "zone-unknown") for own hours without a zone.
    """
    desk = Reckoning(terms, now, own, holidays, worked, horizon_days)
    found: list[Promise] = []
    for row in rows:
        found += of_order(row, desk)
    return in_order(found)


def promises_of(
    facts: OrderFacts | InquiryFacts | PointFacts,
    terms: PromiseTerms,
    now: datetime,
    own: Hours,
    *,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    worked: Collection[date] = NO_DAYS,
) -> tuple[Promise, ...]:
    """What is owed on one order, inquiry or point, however far ahead. As ``promises_for_orders``."""
    desk = Reckoning(terms, now, own, holidays, worked, _FAR)
    found: list[Promise] = []
    if isinstance(facts, OrderFacts):
        found = of_order(facts, desk)
    elif isinstance(facts, InquiryFacts):
        _loose_inquiry(facts, desk, found)
    else:
        _point(facts, desk, found)
    return tuple(in_order(found))


def promises_for_log(
    inquiries: Iterable[InquiryFacts], points: Iterable[PointFacts], terms: PromiseTerms, now: datetime, own: Hours
) -> list[Promise]:
    """What is owed for inquiries without an order (D1) and points to confirm (F2), most urgent first."""
    desk = Reckoning(terms, now, own, NO_HOLIDAYS, NO_DAYS, _FAR)
    found: list[Promise] = []
    for inquiry in inquiries:
        _loose_inquiry(inquiry, desk, found)
    for point in points:
        _point(point, desk, found)
    return in_order(found)


def promises_for_asked(
    asked: Iterable[AskedFacts],
    terms: PromiseTerms,
    now: datetime,
    own: Hours,
    *,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    worked: Collection[date] = NO_DAYS,
) -> list[Promise]:
    """What was asked and not answered (B3), most urgent first: looked for after some own working days.

    Until then the one action is to bring in the answer, afterwards to remind.
    """
    desk = Reckoning(terms, now, own, holidays, worked, _FAR)
    found: list[Promise] = []
    for each in asked:
        day = each.asked_at.astimezone(desk.zone).date()
        if not each.answered and not _is_history(terms, day):
            last = desk.working_days_after(day, terms.asked_working_days)
            due = desk.close_of(last)
            title = because("promise-asked", "B3", party=each.party, asked=day.isoformat(), due=last.isoformat())
            urgency = desk.urgency(due, terms)
            action = "remind-asked" if urgency is Urgency.LATE else "bring-answer"
            found.append(Promise("asked", "B3", due, each.asked_at, title, action, urgency, each.party_id,
                                 message_id=each.message_id))  # fmt: skip
    return in_order(found)


def promises_for_credits(
    watched: Iterable[CreditFacts], terms: PromiseTerms, now: datetime, own: Hours
) -> list[Promise]:
    """What a letter of credit asks for soon, by the plan too late, or missed (G2), most urgent first."""
    desk = Reckoning(terms, now, own, NO_HOLIDAYS, NO_DAYS, _FAR)
    found: list[Promise] = []
    for each in watched:
        agreed = each.terms or terms
        if "credit" in agreed.off:
            continue
        for by, reason in letter_of_credit.warnings(each.credit, desk.today, agreed.credit_days):
            if reason.code == "lc-shipped-too-late" or _is_history(terms, by):
                continue  # nothing can be done by a day any more
            due = desk.close_of(by)
            title = because(f"promise-{reason.code}", "G2", party=each.party, number=each.number, **dict(reason.facts))
            since = desk.start_of(by - timedelta(days=agreed.credit_days))
            found.append(Promise("credit", "G2", due, since, title, "look-at-order", desk.urgency(due, agreed),
                                 each.party_id, each.order_id, why=agreed.why("credit"), zone=each.zone,
                                 aspect=reason.code))  # fmt: skip
    return in_order(found)


def of_order(row: OrderFacts, desk: Reckoning) -> list[Promise]:
    """What is owed on one order at one look at many."""
    found: list[Promise] = []
    if row.stage not in _DONE:
        _of_order(row, desk, found)
    return found


def as_of_now(promise: Promise, desk: Reckoning) -> Promise:
    """The same promise later on the same own day: only how near it is can have changed."""
    if promise.held is not None or promise.kind == "payment":
        return promise
    urgency = desk.urgency(promise.due_at, desk.terms)
    return promise if urgency is promise.urgency else promise._replace(urgency=urgency)


def in_order(promises: Iterable[Promise]) -> list[Promise]:
    """Most urgent first: late, soon, late payments, today, later; the earlier due first among equals."""
    return sorted(promises, key=lambda one: (_rank(one), one.due_at, one.key))


def _rank(promise: Promise) -> int:
    if promise.kind == "payment" and promise.urgency is Urgency.LATE:
        return _LATE_PAYMENT_RANK
    return _RANK[promise.urgency]


def _of_order(row: OrderFacts, desk: Reckoning, found: list[Promise]) -> None:
    terms, first = row.terms or desk.terms, len(found)
    if row.inquired_at is not None and row.answered_at is None and row.stage == "inquiry":
        _inquiry(row, row.inquired_at, terms, desk, found)
    _of_making(row, terms, desk, found)
    for due in row.dues:
        _payment(row, due, terms, desk, found)
    for at in range(len(found) - 1, first - 1, -1):
        if found[at].kind in terms.off:
            del found[at]
        else:
            found[at] = _as_said(found[at], row, terms)


def _as_said(promise: Promise, row: OrderFacts, terms: PromiseTerms) -> Promise:
    """With the customer's zone, what was said of its time (D7), and the clock that stands while the order is held."""
    promise = promise._replace(zone=row.zone, why=terms.why(promise.kind) if terms.own else None)
    if row.held_since is None or promise.kind not in _STANDS_WHILE_HELD:
        return promise
    held = because("order-on-hold", "C2", since=row.held_since.isoformat(), why=row.held_why)
    return promise._replace(held=held, urgency=Urgency.LATER)


def _of_making(row: OrderFacts, terms: PromiseTerms, desk: Reckoning, found: list[Promise]) -> None:
    """What is told of an order that is being made and shipped."""
    shipped = row.shipped_on is not None
    if row.paid_on is not None and row.confirm_notice_on is None and not shipped:
        _confirmation(row, row.paid_on, terms, desk, found)
    if row.ready_notice_on is None and row.ready_planned_on is not None and not shipped:
        _ready(row, row.ready_planned_on, terms, desk, found)
    if row.delivered_on is None:
        _shipped(row, terms, desk, found)
    told = row.node_code in _TOLD_WHEN_REACHED or (row.node_template and row.node_code not in _RULES_OF_THEIR_OWN)
    if row.node_on is not None and row.node_notice_on is None and told:
        _update(row, row.node_on, terms, desk, found)


def _is_history(terms: PromiseTerms, day: date) -> bool:
    return terms.not_before is not None and day < terms.not_before


def _inquiry(row: OrderFacts, asked: datetime, terms: PromiseTerms, desk: Reckoning, found: list[Promise]) -> None:
    """D1: an inquiry is answered within 24 hours."""
    if _is_history(terms, asked.astimezone(desk.zone).date()):
        return
    due = asked + timedelta(hours=terms.inquiry_hours)
    title = because(
        "promise-inquiry",
        "D1",
        party=row.party,
        number=row.number,
        subject=row.summary,
        received=asked.isoformat(timespec="minutes"),
        hours=str(terms.inquiry_hours),
    )
    urgency = desk.urgency(due, terms)
    found.append(Promise("inquiry", "D1", due, asked, title, "reply", urgency, row.party_id, row.order_id))


def _loose_inquiry(facts: InquiryFacts, desk: Reckoning, found: list[Promise]) -> None:
    """D1 for an inquiry that belongs to no order yet."""
    terms = facts.terms or desk.terms
    if facts.answered_at is None:
        row = OrderFacts(0, facts.party_id or 0, "", facts.party, "inquiry", summary=facts.subject)
        loose: list[Promise] = []
        _inquiry(row, facts.received_at, terms, desk, loose)
        found += [one._replace(order_id=None, party_id=facts.party_id, message_id=facts.message_id) for one in loose]


def _confirmation(row: OrderFacts, paid: date, terms: PromiseTerms, desk: Reckoning, found: list[Promise]) -> None:
    """D2: the order is confirmed to the customer within one own working day of the payment."""
    if _is_history(terms, paid):
        return
    due = desk.close_of(desk.working_days_after(paid, terms.confirm_working_days))
    days = str(terms.confirm_working_days)
    title = because("promise-confirm-order", "D2", party=row.party, number=row.number, paid=paid.isoformat(), days=days)
    found.append(Promise("confirm-order", "D2", due, desk.start_of(paid), title, "write-update",
                         desk.urgency(due, terms), row.party_id, row.order_id, row.confirm_node_id))  # fmt: skip


def _ready(row: OrderFacts, planned: date, terms: PromiseTerms, desk: Reckoning, found: list[Promise]) -> None:
    """D3: the customer is told three days before the goods are ready; when they are, at once."""
    if row.stage in _NOT_CONFIRMED or row.node_code == "customs" or _is_history(terms, row.ready_on or planned):
        return
    notice = planned - timedelta(days=terms.ready_days)
    if row.ready_on is not None:
        notice = min(notice, row.ready_on)
    if notice > desk.horizon:
        return
    due = desk.close_of(notice)
    code = "promise-ready-notice" if row.ready_on is None else "promise-ready-reached"
    ready = (row.ready_on or planned).isoformat()
    title = because(code, "D3", party=row.party, number=row.number, ready=ready, days=str(terms.ready_days))
    found.append(Promise("ready-notice", "D3", due, desk.start_of(notice), title, "notify", desk.urgency(due, terms),
                         row.party_id, row.order_id, row.ready_node_id))  # fmt: skip


def _shipped(row: OrderFacts, terms: PromiseTerms, desk: Reckoning, found: list[Promise]) -> None:
    """D4: the point is told once; of an order in parts each shipment that left is owed a word of its own."""
    if not row.departures:
        if row.shipped_on is not None and row.shipped_notice_on is None:
            _tracking(row, row.shipped_on, terms, desk, found)
        return
    notices = [each.told_on(desk.zone) for each in row.shipped_notices]
    first = as_they_left(row.departures)[0]
    for each in untold(row.departures, notices):
        at = len(found)
        _tracking(row._replace(tracking=each.number, shipped_at=None), each.shipped_on, terms, desk, found)
        # What was told of the promise while there was one shipment holds for the one that left first.
        aspect = "" if each is first else str(each.id)
        found[at:] = [one._replace(shipment_id=each.id, aspect=aspect) for one in found[at:]]


def _tracking(row: OrderFacts, shipped: date, terms: PromiseTerms, desk: Reckoning, found: list[Promise]) -> None:
    """D4: the tracking number goes out as soon as the goods are shipped; the same day when no hour is known."""
    if _is_history(terms, shipped):
        return
    due = (row.shipped_at or desk.close_of(shipped)) + timedelta(hours=terms.tracking_hours)
    title = because(
        "promise-tracking",
        "D4",
        party=row.party,
        number=row.number,
        tracking=row.tracking,
        shipped=shipped.isoformat(),
    )
    found.append(Promise("tracking", "D4", due, row.shipped_at or desk.start_of(shipped), title, "send-tracking",
                         desk.urgency(due, terms), row.party_id, row.order_id, row.shipped_node_id))  # fmt: skip


def _update(row: OrderFacts, reached: date, terms: PromiseTerms, desk: Reckoning, found: list[Promise]) -> None:
    """C2: a point reached is told by its own template; the confirmation of a paid order is D2's."""
    if _is_history(terms, reached) or (row.node_code == "confirmed" and row.paid_on is not None):
        return
    due = desk.close_of(desk.working_days_after(reached, terms.update_working_days))
    node = row.node_name or row.node_code
    title = because("promise-update", "C2", party=row.party, number=row.number, node=node, reached=reached.isoformat())
    found.append(Promise("update", "C2", due, desk.start_of(reached), title, "write-update", desk.urgency(due, terms),
                         row.party_id, row.order_id, row.node_id, template=row.node_template))  # fmt: skip


def _payment(row: OrderFacts, due: Due, terms: PromiseTerms, desk: Reckoning, found: list[Promise]) -> None:
    """G2: an instalment that is due is asked for; in Ramadan nobody in the Middle East is chased (E2)."""
    day = payment_day(row, due)
    if day is None or day + timedelta(days=terms.payment_grace_days) > desk.today or _is_history(terms, day):
        return
    late = (desk.today - day).days
    # Only somebody who owes is worth the look at the calendar of another faith.
    from tradedesk.domain.culture import ramadan_advice

    advice = ramadan_advice(row.country, desk.today)
    held = advice if advice is not None and advice.code == "ramadan-no-chasing" else None
    found.append(Promise("payment", "G2", desk.start_of(day + timedelta(days=1)), desk.start_of(day),
                         payment_title(row, due, day, late), "remind-balance",
                         Urgency.LATER if held else Urgency.TODAY if not late else Urgency.LATE, row.party_id,
                         row.order_id, instalment_id=due.instalment_id, held=held))  # fmt: skip


def _point(facts: PointFacts, desk: Reckoning, found: list[Promise]) -> None:
    """F2: what was said by chat or phone is open until its confirmation has gone out and is logged."""
    terms = facts.terms or desk.terms
    if facts.confirmed or "point" in terms.off:
        return
    due = facts.said_at + timedelta(hours=terms.point_hours)
    title = because(
        "promise-point",
        "F2",
        party=facts.party,
        number=facts.number,
        text=facts.text,
        medium=facts.medium,
        said=facts.said_at.isoformat(timespec="minutes"),
    )
    found.append(Promise("point", "F2", due, facts.said_at, title, "confirm-point", desk.urgency(due, terms),
                         facts.party_id, facts.order_id, point_id=facts.point_id, message_id=facts.message_id,
                         why=terms.why("point"), zone=facts.zone))  # fmt: skip
