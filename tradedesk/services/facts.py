"""The facts a template may name, taken from the ledger and written in the reader's language.

Every value is text, ready to read; a fact that the ledger does not know is absent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tradedesk.domain import culture, payment, timeline
from tradedesk.domain.culture import Tone
from tradedesk.domain.draft import WHICH_SHIPMENT
from tradedesk.domain.facts import FACTS
from tradedesk.domain.money import Money, grouped
from tradedesk.domain.order import Instalment, Node, NodeCode, OrderFile, OrderLine
from tradedesk.domain.party import Contact, Party
from tradedesk.domain.point import Point
from tradedesk.domain.port import Ports
from tradedesk.domain.shipment import Consignment
from tradedesk.domain.window import default_hours
from tradedesk.services.letter_words import (
    closing_lines,
    column,
    day_words,
    event_words,
    goods_words,
    listed,
    medium_words,
    node_words,
    number_words,
    price_words,
)

__all__ = [
    "About", "Closed", "LastOrder", "Office", "day_words", "facts_of", "merged", "node_words",
]  # fmt: skip

#: Facts that may have several lines; every other one may stand in a subject and in the middle of a sentence.
_SEVERAL_LINES = frozenset(
    {
        *("addresses.list", "addresses.list_en", "my.bank", "my.signature", "order.lines"),
        *("point.text", "change.text", "change.before"),
    }
)


_NO_PORTS = Ports(())
_EVERY = frozenset(FACTS)


class LastOrder(NamedTuple):
    """What the customer ordered last."""

    number: str
    day: date | None
    summary: str


class Closed(NamedTuple):
    """The next days on which the own office is closed: the holiday (in English and Chinese), from, to, and back."""

    names: tuple[str, str]
    first: date
    last: date
    back: date


@dataclass(frozen=True, eq=False)
class Office:
    """What is ours in every letter; everything may be absent but the company, once that is set up."""

    own: Party | None
    signer: Contact | None = None
    bank: str = ""
    phone: str = ""
    address: str = ""
    closed: Closed | None = None


@dataclass(frozen=True)
class About:
    """What a message is about; everything but the office and the party may be absent. ``signature`` is the user's own.

    ``questions`` ask which address is for what, one a line, in the message's language and in English (B3).
    ``answer_hours`` is by when an inquiry is answered (D1), None where that is not promised.
    ``document_number`` is that of the paper the message goes with; ``shipment`` the one of several that it tells of,
    ``shipment_link`` where that is looked up (I2).
    """

    office: Office
    party: Party
    contact: Contact | None
    questions: tuple[str, ...] = ()
    questions_en: tuple[str, ...] = ()
    order: OrderFile | None = None
    node: Node | None = None
    point: Point | None = None
    country_name: str = ""
    documents: tuple[str, ...] = ()
    invoice_number: str = ""
    signature: str = ""
    tone: Tone = Tone.DIRECT
    document_number: str = ""
    last_order: LastOrder | None = None
    answer_hours: int | None = None
    ports: Ports = _NO_PORTS
    shipment: Consignment | None = None
    shipment_link: str = ""


def facts_of(about: About, language: str, now: datetime, asked: frozenset[str] = _EVERY) -> dict[str, str]:
    """The facts ``asked`` for that are known of what the message is about, in ``language`` ("en" or "zh_CN").

    ``now`` is aware.
    """
    facts = {**_theirs(about, language), **_occasion(about, language)}
    if about.order is not None:
        facts |= _order(about, about.order, language) | _timeline(about, language) | _money(about.order, language)
    if about.shipment is not None:
        facts |= _shipment(about.shipment, about.shipment_link, language)
    if about.point is not None:
        facts |= _point(about.point, about.party, language)
    facts["documents.list"] = listed(about.documents, language)
    facts["document.number"] = about.document_number
    facts["invoice.number"] = about.invoice_number
    if "reply.by" in asked:
        facts["reply.by"] = day_words(_reply_by(about.party.zone, now), language)
    facts[f"tone.{about.tone}"] = str(about.tone)
    if about.signature:
        facts["my.signature"] = about.signature
    return {**_ours(about.office, language, now, asked), **_tidy(facts, asked)}


def _tidy(facts: Mapping[str, str], asked: frozenset[str]) -> dict[str, str]:
    """Those asked for, without what is blank, and in one line what has no several."""
    return {
        name: value if name in _SEVERAL_LINES else " ".join(value.split())
        for name, value in facts.items()
        if value and name in asked and not value.isspace()
    }


@lru_cache(maxsize=8)  # the same for every letter of thousands
def _ours(office: Office, language: str, now: datetime, asked: frozenset[str]) -> Mapping[str, str]:
    """What is ours, signed with name and company."""
    facts = {} if office.own is None else _mine(office, office.own, now)
    facts["my.signature"] = closing_lines(facts, language)
    if office.closed is not None:
        facts["holiday.name"] = office.closed.names[column(language)]
        for name in ("first", "last", "back"):
            facts[f"holiday.{name}"] = day_words(getattr(office.closed, name), language)
    return _tidy(facts, asked)


def _mine(office: Office, own: Party, now: datetime) -> dict[str, str]:
    hours = default_hours(own.country or "CN", own.zone)
    spans = ", ".join(f"{shift[0]:%H:%M}–{shift[1]:%H:%M}" for shift in hours.shifts)
    return {
        "my.name": office.signer.name if office.signer else "",
        "my.company": own.name,
        "my.working_hours": spans,
        "my.zone": _offset(own.zone, now),
        "my.phone": office.phone,
        "my.address": office.address,
        "my.bank": office.bank,
    }


def _theirs(about: About, language: str) -> dict[str, str]:
    greeting = culture.salutation(about.contact, about.party.country, language)
    return {
        "party.name": about.party.name,
        "party.city": about.party.city,
        "party.country": about.country_name,
        "contact.name": about.contact.name if about.contact else "",
        "contact.salutation": greeting.text,
        "addresses.list": "\n".join(about.questions),
        "addresses.list_en": "\n".join(about.questions_en),
    }


def _occasion(about: About, language: str) -> dict[str, str]:
    """What belongs to the customer and to no order."""
    facts: dict[str, str] = {}
    if about.last_order is not None:
        facts["last_order.number"] = about.last_order.number
        facts["last_order.date"] = _maybe_day(about.last_order.day, language)
        facts["last_order.summary"] = about.last_order.summary
    if about.answer_hours is not None:
        hours = about.answer_hours
        facts["answer.by"] = f"工作日 {hours} 小时内" if column(language) else f"within {hours} hours on working days"
    return facts


def _order(about: About, file: OrderFile, language: str) -> dict[str, str]:
    order = file.order
    place = f" {about.ports.told(order.incoterm_place, language)}" if order.incoterm_place else ""
    return {
        "order.number": order.number,
        "order.date": _maybe_day(order.ordered_on, language),
        "order.buyer_ref": order.buyer_ref,
        "order.summary": order.summary,
        "order.total": grouped(order.total) if order.total.minor else "",
        "order.currency": order.currency,
        "order.incoterm": f"{order.incoterm}{place} (Incoterms® 2020)" if order.incoterm else "",
        "order.payment_terms": order.payment_terms,
        "order.lead_time": order.lead_time,
        "order.moq": order.moq,
        "order.port_loading": about.ports.told(order.port_loading, language),
        "order.port_discharge": about.ports.told(order.port_discharge, language),
        "order.lines": "\n".join(_line(line, order.currency, language) for line in file.lines),
        "order.valid_until": _maybe_day(order.valid_until, language),
        "order.delivery_on": _maybe_day(order.delivery_on, language),
        "order.product_parameters": ("；" if column(language) else "; ").join(
            f"{line.description}: {line.specification}" for line in file.lines if line.specification
        ),
    }


def _line(line: OrderLine, currency: str, language: str) -> str:
    """ "- Rattan lounge set, 3 seats: 120 sets × USD 345.00 = USD 41,400.00"; the price with every digit it has."""
    goods = ("，" if column(language) else ", ").join(goods_words(line, language))
    less = ""
    if line.discount_percent:
        percent = number_words(line.discount_percent)
        less = f"（减 {percent}%）" if column(language) else f" less {percent}%"
    return (
        f"- {goods}{'：' if column(language) else ': '}{number_words(line.quantity)} {line.unit} × "
        f"{price_words(line.unit_price, currency)}{less} = {grouped(line.amount)}"
    )


def _timeline(about: About, language: str) -> dict[str, str]:
    if about.order is None:
        return {}
    node = about.node or timeline.current_node(about.order.nodes)
    if node is None:
        return {}
    later = [each for each in about.order.nodes if each.position > node.position and each.actual_on is None]
    facts = {
        "node.name": node_words(node, language),
        # A day that lies ahead stands for "will be ready" only; nothing else is told as done before it is.
        "node.date": _maybe_day(node.actual_on or (node.planned_on if node.code is NodeCode.READY else None), language),
    }
    if later:
        facts["next_node.name"] = node_words(later[0], language)
        facts["next_node.date"] = _maybe_day(later[0].planned_on, language)
    return facts


def _money(file: OrderFile, language: str) -> dict[str, str]:
    facts: dict[str, str] = {}
    if file.instalments:
        first, last = file.instalments[0], file.instalments[-1]
        if len(file.instalments) > 1 and first.received.minor:
            facts["deposit.amount"] = grouped(first.received)
        left = Money(sum(each.open.minor for each in file.instalments), file.order.currency)
        if left.minor:
            facts["balance.amount"] = grouped(left)
            facts["balance.due"] = _due_words(last, file.nodes, language)
    return facts


def _due_words(instalment: Instalment, nodes: Sequence[Node], language: str) -> str:
    due = payment.due_of(instalment, payment.event_days(nodes))
    if due is not None:
        return day_words(due, language)
    words = event_words(instalment.trigger, language)
    if not instalment.trigger_days or not words:
        return words
    days = instalment.trigger_days
    return f"{words}后 {days} 天" if language.startswith("zh") else f"{days} days after {words}"


def _shipment(shipment: Consignment, link: str, language: str) -> dict[str, str]:
    return {
        "shipment.carrier": shipment.way,
        "shipment.number": shipment.number,
        "shipment.etd": _maybe_day(shipment.shipped_on or shipment.etd, language),
        "shipment.eta": _maybe_day(shipment.eta, language),
        "shipment.link": link,
    }


def _point(point: Point, party: Party, language: str) -> dict[str, str]:
    said = point.said_at.astimezone(ZoneInfo(party.zone) if party.zone else UTC).date()
    return {
        "point.text": point.text,
        "change.text": point.text,
        "point.medium": medium_words(point.medium, language),
        "point.said_on": day_words(said, language),
    }


@lru_cache(maxsize=64)
def _reply_by(zone: str, now: datetime) -> date:
    """Three days from now in the reader's own zone: enough for a working day wherever the weekend lies."""
    return now.astimezone(ZoneInfo(zone) if zone else UTC).date() + timedelta(days=3)


def _offset(zone: str, now: datetime) -> str:
    """ "UTC+8", "UTC+5:30": what readers anywhere understand, for the very day."""
    if not zone:
        return ""
    offset = now.astimezone(ZoneInfo(zone)).strftime("%z")
    minutes = "" if offset[3:5] == "00" else f":{offset[3:5]}"
    return f"UTC{offset[0]}{int(offset[1:3])}{minutes}"


def _maybe_day(day: date | None, language: str) -> str:
    return day_words(day, language) if day else ""


def merged(known: Mapping[str, str], filled: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The ledger's facts with what the user filled in for this message on top."""
    return {**known, **{name: value for name, value in filled if value and name != WHICH_SHIPMENT}}
