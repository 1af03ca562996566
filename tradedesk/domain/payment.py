"""Payment (回款): what the terms say, how the price is split, when an instalment is due, and where it stands (G2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from tradedesk.domain.letter_of_credit import USUAL_PRESENTATION, by_letter_of_credit
from tradedesk.domain.money import Money
from tradedesk.domain.order import Instalment, Node, NodeCode
from tradedesk.domain.reason import Reason, because


class Event(StrEnum):
    """What an instalment waits for. Each follows the timeline, so that the reminder does (see ``event_days``)."""

    ORDER_CONFIRMED = "order-confirmed"
    PI_ISSUED = "pi-issued"
    GOODS_READY = "goods-ready"
    SHIPPED = "shipped"
    BL_COPY = "bl-copy"
    INVOICE = "invoice"
    ARRIVAL = "arrival"
    ACCEPTANCE = "acceptance"


class PaymentState(StrEnum):
    """Where an instalment or an order's payment stands: DUE is today's, PARTLY has something and is not due yet."""

    OPEN = "open"
    DUE = "due"
    LATE = "late"
    PARTLY = "partly"
    PAID = "paid"
    OVERPAID = "overpaid"


class Share(NamedTuple):
    """One part of the price: label code (deposit, part, balance, full), percent, the event it waits for, days after."""

    label: str
    percent: Decimal
    event: Event
    days: int = 0


class Terms(NamedTuple):
    """Payment terms as offered: a stable code, the text for documents, and the shares, which add up to 100."""

    code: str
    text: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class TermsReading:
    """What a free text of payment terms was read as.

    ``shares`` is empty when the text was not understood. ``choice`` are the codes of the terms between which the user
    must choose (30/70 alone does not say what the balance waits for).
    """

    shares: tuple[Share, ...]
    reason: Reason
    choice: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaymentSummary:
    """An order's payment: what was asked for, received and is open, and the worst state of its instalments."""

    total: Money
    received: Money
    open: Money
    late: Money
    state: PaymentState


_HUNDRED = Decimal(100)


def _split(deposit: int, balance: Event, days: int = 0) -> tuple[Share, ...]:
    return (
        Share("deposit", Decimal(deposit), Event.PI_ISSUED),
        Share("balance", _HUNDRED - deposit, balance, days),
    )


def _whole(event: Event, days: int = 0) -> tuple[Share, ...]:
    return (Share("full", _HUNDRED, event, days),)


#: What the order form offers; everything else is typed and read by ``read_terms``.
PRESETS: tuple[Terms, ...] = (
    Terms("tt-advance", "T/T 100% in advance", _whole(Event.PI_ISSUED)),
    Terms("30-70-before-shipment", "T/T 30% deposit, 70% before shipment", _split(30, Event.GOODS_READY)),
    Terms("30-70-bl-copy", "T/T 30% deposit, 70% against B/L copy", _split(30, Event.BL_COPY)),
    Terms("50-50-before-shipment", "T/T 50% deposit, 50% before shipment", _split(50, Event.GOODS_READY)),
    Terms("30-70-bl-30", "T/T 30% deposit, 70% within 30 days after B/L date", _split(30, Event.SHIPPED, 30)),
    Terms("tt-bl-30", "T/T 30 days after B/L date", _whole(Event.SHIPPED, 30)),
    Terms("tt-delivery-30", "T/T 30 days after delivery", _whole(Event.ARRIVAL, 30)),
    Terms("lc-sight", "L/C at sight", _whole(Event.BL_COPY, USUAL_PRESENTATION)),
    Terms("lc-90", "L/C 90 days after B/L date", _whole(Event.SHIPPED, 90)),
    Terms("dp-sight", "D/P at sight", _whole(Event.ARRIVAL)),
    Terms("da-60", "D/A 60 days after B/L date", _whole(Event.SHIPPED, 60)),
    Terms("oa-60-invoice", "O/A 60 days after invoice date", _whole(Event.INVOICE, 60)),
    Terms("cod", "Cash on delivery", _whole(Event.ARRIVAL)),
    Terms("paypal-advance", "PayPal, in advance", _whole(Event.PI_ISSUED)),
    Terms("western-union-advance", "Western Union, in advance", _whole(Event.PI_ISSUED)),
    Terms("assurance-30-70", "Trade Assurance 30% deposit, 70% before shipment", _split(30, Event.GOODS_READY)),
)

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]")
_SLASH = re.compile(r"(?<![\d/])(\d{1,2})\s*/\s*(\d{1,2})(?![\d/])")
_CLAUSE = re.compile(r"\s*(?:[,，;；、+&]|\band\b)\s*")
_REST = re.compile(r"\bbalance\b|\brest\b|\bremain|余款|尾款")
_DAYS = re.compile(r"(\d{1,3})\s*(?:days?\b|天|日)", re.IGNORECASE)

#: Words that say what a part waits for, the more telling ones first.
_EVENT_WORDS: tuple[tuple[Event, tuple[str, ...]], ...] = (
    (Event.GOODS_READY, ("before shipment", "before delivery", "prior to shipment", "goods ready", "装运前", "发货前")),
    (Event.GOODS_READY, ("出货前", "before shipping", "备货完成", "before loading")),
    (Event.BL_COPY, ("copy of b/l", "b/l copy", "copy of bl", "bl copy", "提单副本", "提单复印件", "见提单")),
    (Event.BL_COPY, ("copy of bill of lading", "copy of the b/l", "copy of documents", "at sight", "即期")),
    (Event.SHIPPED, ("b/l", "bill of lading", "提单", "shipment", "装船", "开船", "etd")),
    (Event.INVOICE, ("invoice", "发票")),
    (Event.ACCEPTANCE, ("acceptance", "验收")),
    (Event.ARRIVAL, ("delivery", "arrival", "arrived", "到货", "货到", "到港", "收货", "eta", "d/p")),
    (Event.ORDER_CONFIRMED, ("order confirmation", "with order", "订单确认", "下单")),
    (Event.PI_ISSUED, ("advance", "deposit", "prepay", "down payment", "预付", "定金", "订金", "before production")),
)

#: Words that make a text without percentages speak of the whole price.
_WHOLE = (
    *("l/c", "d/a", "d/p", "o/a", "t/t", "net ", "full", "advance", "信用证", "月结", "赊销", "全款", "电汇"),
    *("cash", "货到付款", "paypal", "western union", "西联", "trade assurance", "信保", "escrow", "alipay", "支付宝"),
)


def read_terms(text: str) -> TermsReading:
    """Read free text of payment terms into shares (G2), never guessing: what it does not say must be chosen.

    "T/T 30% deposit, 70% against B/L copy" gives two shares; "30/70" gives a choice; anything else none.
    """
    plain = " ".join(text.casefold().split())
    for preset in PRESETS:
        if plain == preset.text.casefold() or plain == preset.code:
            return TermsReading(preset.shares, because("terms-preset", "G2", terms=preset.text))
    parts = _parts(plain)
    if not parts:
        return TermsReading((), because("terms-not-understood", "G2", text=text))
    if sum(_percents(parts)) != _HUNDRED:
        return TermsReading((), because("terms-not-100", "G2", sum=f"{sum(_percents(parts)):f}"))
    shares = [_share(percent, words, position, len(parts)) for position, (percent, words) in enumerate(parts)]
    known = tuple(share for share in shares if share is not None)
    if len(known) < len(shares):
        choice = tuple(preset.code for preset in PRESETS if tuple(s.percent for s in preset.shares) == _percents(parts))
        return TermsReading((), because("terms-when-unsaid", "G2", text=text), choice)
    return TermsReading(known, because("terms-read", "G2", text=text))


def _parts(plain: str) -> list[tuple[Decimal, str]]:
    """Each percentage with the words that belong to it: those of its clause."""
    slash = _SLASH.search(plain)
    percents = [Decimal(told) for told in _PERCENT.findall(plain)]
    if not percents:
        if slash and int(slash[1]) + int(slash[2]) == _HUNDRED:
            return [(Decimal(slash[1]), "deposit"), (Decimal(slash[2]), plain[slash.end() :])]
        return [(_HUNDRED, plain)] if any(word in plain for word in _WHOLE) else []
    clauses: list[str] = []
    for clause in _CLAUSE.split(plain):
        if _PERCENT.search(clause) or _REST.search(clause) or not clauses:
            clauses.append(clause)
        else:
            clauses[-1] += ", " + clause
    if len(percents) == 1 and percents[0] < _HUNDRED and len(clauses) > 1 and _REST.search(clauses[-1]):
        percents.append(_HUNDRED - percents[0])
    if len(clauses) != len(percents):
        clauses = _PERCENT.sub("%", plain).split("%")[1:]
    return list(zip(percents, clauses, strict=False))


def _percents(parts: Sequence[tuple[Decimal, str]]) -> tuple[Decimal, ...]:
    return tuple(percent for percent, _ in parts)


def _share(percent: Decimal, words: str, position: int, count: int) -> Share | None:
    event = next((event for event, told in _EVENT_WORDS if any(word in words for word in told)), None)
    if event is None and position == 0 and count > 1:
        event = Event.PI_ISSUED
    if event is None:
        return None
    label = "full" if count == 1 else "deposit" if position == 0 else "balance" if position == count - 1 else "part"
    days = _DAYS.search(words)
    # The bank pays at sight of the papers, for which the credit gives time: before that nobody is late.
    usual = USUAL_PRESENTATION if event is Event.BL_COPY and by_letter_of_credit(words) else 0
    return Share(label, percent, event, int(days[1]) if days else usual)


def split_amount(total: Money, percents: Sequence[Decimal]) -> tuple[Money, ...]:
    """Split a total by percentages into amounts that sum to it exactly, in every currency (G2).

    Each bound between two parts is rounded half up, so no part is a unit off for long, none turns negative, and the
    last takes what is left. The percentages must add up to 100; raises ValueError when they do not.
    """
    if sum(percents) != _HUNDRED:
        raise ValueError(f"shares add up to {sum(percents)}, not 100")
    parts: list[Money] = []
    paid, share = 0, Decimal(0)
    for percent in percents:
        share += percent
        bound = int((total.minor * share / _HUNDRED).to_integral_value(ROUND_HALF_UP))
        parts.append(Money(bound - paid, total.currency))
        paid = bound
    return tuple(parts)


def instalments_of(total: Money, shares: Sequence[Share]) -> tuple[Instalment, ...]:
    """The instalments of a price, not yet stored (id 0), nothing received. Raises ValueError as ``split_amount``."""
    if not shares:
        return ()
    amounts = split_amount(total, [share.percent for share in shares])
    nothing = Money(0, total.currency)
    return tuple(
        Instalment(0, position, share.label, share.percent, amount, nothing, share.event.value, share.days)
        for position, (share, amount) in enumerate(zip(shares, amounts, strict=True), start=1)
    )


#: The node whose day stands for an event where no document or message says it more exactly.
EVENT_NODE: Mapping[str, NodeCode] = {
    Event.ORDER_CONFIRMED: NodeCode.CONFIRMED,
    Event.PI_ISSUED: NodeCode.CONFIRMED,
    Event.GOODS_READY: NodeCode.READY,
    Event.SHIPPED: NodeCode.SHIPPED,
    Event.BL_COPY: NodeCode.SHIPPED,
    Event.INVOICE: NodeCode.SHIPPED,
    Event.ARRIVAL: NodeCode.DELIVERED,
    Event.ACCEPTANCE: NodeCode.DELIVERED,
}


def event_days(
    nodes: Iterable[Node], known: Mapping[str, date] | None = None, *, planned: bool = False
) -> dict[str, date]:
    """The day of each event that has happened; with ``planned`` also the days planned for those to come.

    The B/L copy counts from the day the shipped notice went out, else from the shipping day. ``known`` are days
    that documents tell (a PI's or an invoice's date); they win.
    """
    days: dict[str, date] = {}
    by_code = {node.code: node for node in nodes}
    for event, code in EVENT_NODE.items():
        node = by_code.get(code)
        if node is None:
            continue
        day = node.actual_on or (node.planned_on if planned else None)
        if event == Event.BL_COPY and node.actual_on and node.notice_on:
            day = max(node.actual_on, node.notice_on)
        if day is not None:
            days[str(event)] = day
    return {**days, **(known or {})}


def due_of(instalment: Instalment, events: Mapping[str, date]) -> date | None:
    """When the instalment falls due: its own day, else its event's day plus days; None while the event is to come."""
    if instalment.due_on is not None:
        return instalment.due_on
    day = events.get(instalment.trigger)
    return None if day is None else day + timedelta(days=instalment.trigger_days)


def state_of(instalment: Instalment, today: date, events: Mapping[str, date]) -> PaymentState:
    """Where an instalment stands on ``today`` (own zone). On its due day it is not late yet (G2)."""
    left = instalment.amount.minor - instalment.received.minor
    if left < 0:
        return PaymentState.OVERPAID
    if left == 0:
        return PaymentState.PAID
    due = due_of(instalment, events)
    if due is not None and due <= today:
        return PaymentState.LATE if due < today else PaymentState.DUE
    return PaymentState.PARTLY if instalment.received.minor > 0 else PaymentState.OPEN


def due_reason(instalment: Instalment, today: date, events: Mapping[str, date]) -> Reason:
    """Why the instalment stands as it does: paid, due on a day, late by days, or waiting for its event."""
    facts = {"label": instalment.label, "amount": str(instalment.open.amount), "currency": instalment.amount.currency}
    standing = state_of(instalment, today, events)
    if standing in {PaymentState.PAID, PaymentState.OVERPAID}:
        over = Money(max(0, (instalment.received - instalment.amount).minor), instalment.amount.currency)
        return because(f"instalment-{standing}", "G2", **{**facts, "over": str(over.amount)})
    due = due_of(instalment, events)
    if due is None:
        return because("instalment-waits", "G2", event=instalment.trigger, days=str(instalment.trigger_days), **facts)
    late = (today - due).days
    code = "instalment-late" if late > 0 else "instalment-due"
    return because(code, "G2", due=due.isoformat(), days=str(abs(late)), **facts)


def summary_of(
    total: Money, instalments: Iterable[Instalment], today: date, events: Mapping[str, date]
) -> PaymentSummary:
    """An order's payment at a glance (G2). All amounts are in the order's currency; ``open`` is never below zero."""
    received = late = 0
    for one in instalments:
        received += one.received.minor
        if state_of(one, today, events) is PaymentState.LATE:
            late += one.open.minor
    left = total.minor - received
    standing = PaymentState.OPEN
    if left < 0:
        standing = PaymentState.OVERPAID
    elif left == 0:
        standing = PaymentState.PAID
    elif late > 0:
        standing = PaymentState.LATE

    def of(minor: int) -> Money:
        return Money(minor, total.currency)

    return PaymentSummary(total, of(received), of(max(left, 0)), of(late), standing)
