"""The values of promises (时效承诺): the terms they are given on, the flat facts they follow from, and what is owed."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from tradedesk.domain.departure import Departure, Told
from tradedesk.domain.letter_of_credit import Credit
from tradedesk.domain.promise_terms import PromiseTerms
from tradedesk.domain.reason import Reason, because

__all__ = [
    "AskedFacts", "CreditFacts", "Due", "InquiryFacts", "Notice", "OrderFacts", "PointFacts", "Promise", "PromiseTerms",
    "Urgency", "payment_day", "payment_title",
]  # fmt: skip


class Urgency(StrEnum):
    """How near a promise is: past its time, within hours, still today (own zone), or later."""

    LATE = "late"
    SOON = "soon"
    TODAY = "today"
    LATER = "later"


class Due(NamedTuple):
    """An open instalment: its own due day, or the event it waits for and days after it. ``amount`` is as shown."""

    instalment_id: int
    label: str
    amount: str
    due_on: date | None = None
    trigger: str = ""
    trigger_days: int = 0


class Notice(NamedTuple):
    """A message that told the customer of something shipped; ``at`` is UTC.

    ``shipment_id`` is the shipment it was written for, None for one written for none in particular or elsewhere.
    """

    message_id: int
    at: datetime
    text: str
    shipment_id: int | None = None

    def told_on(self, zone: tzinfo) -> Told:
        """As told on a day of the own zone."""
        return Told(self.at.astimezone(zone).date(), self.text, self.shipment_id)


class OrderFacts(NamedTuple):
    """What promises need of one order. Days are in the own zone, moments are UTC; ``party`` and ``number`` are shown.

    ``answered_at``: the first answer after ``inquired_at``. ``confirm_notice_on``: the notice of the confirmation or
    of the deposit, whichever went out. ``node_*``: the point reached last; ``node_name`` is the user's own, and
    ``node_template`` its own text. ``dues``: open instalments only. ``zone`` is the customer's. ``held_since``: the
    order is on hold since that day. ``answered_by`` is the message that answered the inquiry. Of an order in parts,
    ``departures`` are those that left, and ``shipped_notices`` what told of them.
    """

    order_id: int
    party_id: int
    number: str
    party: str
    stage: str
    country: str = ""
    summary: str = ""
    inquired_at: datetime | None = None
    answered_at: datetime | None = None
    confirmed_on: date | None = None
    paid_on: date | None = None
    confirm_notice_on: date | None = None
    confirm_node_id: int | None = None
    ready_planned_on: date | None = None
    ready_on: date | None = None
    ready_notice_on: date | None = None
    ready_node_id: int | None = None
    shipped_on: date | None = None
    shipped_at: datetime | None = None
    shipped_notice_on: date | None = None
    shipped_node_id: int | None = None
    tracking: str = ""
    delivered_on: date | None = None
    node_code: str = ""
    node_on: date | None = None
    node_notice_on: date | None = None
    node_id: int | None = None
    dues: tuple[Due, ...] = ()
    terms: PromiseTerms | None = None
    zone: str = ""
    held_since: date | None = None
    held_why: str = ""
    node_name: str = ""
    node_template: str = ""
    answered_by: int | None = None
    departures: tuple[Departure, ...] = ()
    shipped_notices: tuple[Notice, ...] = ()


class InquiryFacts(NamedTuple):
    """An inquiry in the log that belongs to no order yet. Moments are UTC."""

    message_id: int
    party_id: int | None
    party: str
    subject: str
    received_at: datetime
    answered_at: datetime | None = None
    terms: PromiseTerms | None = None


class PointFacts(NamedTuple):
    """A point to confirm (F2). ``said_at`` is UTC; ``confirmed`` when its confirmation has gone out and is logged."""

    point_id: int
    party_id: int | None
    party: str
    order_id: int | None
    number: str
    text: str
    medium: str
    said_at: datetime
    confirmed: bool = False
    message_id: int | None = None
    terms: PromiseTerms | None = None
    zone: str = ""


class AskedFacts(NamedTuple):
    """A customer was asked which address is for what (B3). ``asked_at`` is UTC; ``answered`` or closed by the user."""

    message_id: int
    party_id: int
    party: str
    asked_at: datetime
    answered: bool = False


class CreditFacts(NamedTuple):
    """A running order paid by a letter of credit of which something is watched."""

    order_id: int
    party_id: int
    number: str
    party: str
    credit: Credit
    terms: PromiseTerms | None = None
    zone: str = ""


class Promise(NamedTuple):
    """One thing owed: kind, rule, by when (UTC), since when (UTC), of whom and what, and the one action that does it.

    ``held`` says why it should wait although it is due (E2, on hold). ``why`` says why its time is not the rule's
    (D7). ``zone`` is the customer's, for showing the moment there. ``template`` is the text of the point where it has
    one of its own, ``aspect`` which of several of a kind it is, ``shipment_id`` the shipment that it is about where the
    order has several that left. ``action``: reply, write-update, notify, send-tracking,
    confirm-point, remind-balance, bring-answer, remind-asked, look-at-order.
    """

    kind: str
    rule: str
    due_at: datetime
    since: datetime
    title: Reason
    action: str
    urgency: Urgency
    party_id: int | None = None
    order_id: int | None = None
    node_id: int | None = None
    point_id: int | None = None
    message_id: int | None = None
    instalment_id: int | None = None
    held: Reason | None = None
    why: Reason | None = None
    zone: str = ""
    template: str = ""
    aspect: str = ""
    shipment_id: int | None = None

    @property
    def key(self) -> str:
        """The same for the same promise at every reckoning, so that nobody is told of it twice."""
        ids = (self.order_id, self.node_id, self.point_id, self.message_id, self.instalment_id)
        named = [self.kind, *("" if one is None else str(one) for one in ids)]
        return ":".join([*named, self.aspect] if self.aspect else named)


def payment_day(row: OrderFacts, due: Due) -> date | None:
    """The day an instalment falls due: its own, else its event's plus days; None while the event is to come."""
    if due.due_on is not None:
        return due.due_on
    event = _event_day(row, due.trigger)
    return None if event is None else event + timedelta(days=due.trigger_days)


def payment_title(row: OrderFacts, due: Due, day: date, late: int) -> Reason:
    """What is owed by the customer, since when, and how many days late."""
    return because(
        "promise-payment-late" if late else "promise-payment-due",
        "G2",
        party=row.party,
        number=row.number,
        amount=due.amount,
        label=due.label,
        event="" if due.due_on is not None else due.trigger,
        due=day.isoformat(),
        days=str(late),
    )


def _event_day(row: OrderFacts, event: str) -> date | None:
    """The day an instalment's event happened, by the order's points; the B/L copy goes out with the shipped notice."""
    if event in {"order-confirmed", "pi-issued"}:
        return row.confirmed_on
    if event == "goods-ready":
        return row.ready_on
    if event in {"shipped", "invoice"}:
        return row.shipped_on
    if event == "bl-copy":
        sent = row.shipped_notice_on
        return max(sent, row.shipped_on) if sent is not None and row.shipped_on is not None else row.shipped_on
    return row.delivered_on if event in {"arrival", "acceptance"} else None
