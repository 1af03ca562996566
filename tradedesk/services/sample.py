"""The sample company: invented customers and orders to look around in, with all dates relative to today."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tradedesk.domain import payment
from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.message import Direction, Medium, Message, MessageState, Recipient
from tradedesk.domain.money import Money, line_amount
from tradedesk.domain.order import Node, NodeCode, Order, OrderLine, Shipment, Stage
from tradedesk.domain.party import Contact, Party, PartyKind, PostalAddress
from tradedesk.domain.point import Point
from tradedesk.domain.purpose import Role
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments as cells_of
from tradedesk.ledger import messages, orders, parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.runtime.resources import resource_path
from tradedesk.services import addresses, products
from tradedesk.services import orders as order_verbs
from tradedesk.services.bench import Bench
from tradedesk.services.order_plan import arrange_nodes

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

_Data = dict[str, Any]


def fill(bench: Bench) -> None:
    """Fill a new ledger with the sample company; all in one unit of work, so that it is there whole or not at all."""
    data = json.loads(resource_path("sample/company.json").read_text(encoding="utf-8"))
    zone = ZoneInfo(data["own"]["zone"])
    today = bench.now().astimezone(zone).date()
    with bench.ledger.write("sample-filled", undoable=False) as writer:
        _own(writer, data["own"])
        known = {each["key"]: _party(bench, writer, each, today) for each in data["parties"]}
        numbers = {each["no"]: _order(bench, writer, each, known, today) for each in data["orders"]}
        _log(writer, data["messages"], known, numbers, bench.now().astimezone(zone))


def _own(writer: Writer, own: _Data) -> None:
    columns = ("name", "short_name", "country", "city", "zone", "website", "currency")
    party = Party(0, PartyKind.OWN, languages=tuple(own["languages"]), **{name: own[name] for name in columns})
    number = parties.add_party(writer, party)
    writer.update("parties", number, {"bank": own["bank"]})
    person = parties.add_contact(writer, Contact(0, number, is_main=True, **own["person"]))
    mail = Address(0, number, person, Channel.MAIL, own["mail"], kind=MailboxKind.COMPANY, kind_confirmed=True)
    address_rows.add(writer, replace(mail, standing=Standing.CONFIRMED))


def _party(bench: Bench, writer: Writer, each: _Data, today: date) -> int:
    plain = (
        *("name", "short_name", "country", "city", "zone", "website", "categories", "cycle_days"),
        *("preferred_channel", "source", "tier", "notes", "currency"),
    )
    given = {name: each[name] for name in plain if name in each}
    party = Party(0, PartyKind(each["kind"]), languages=tuple(each.get("languages", ())), **given)
    number = parties.add_party(writer, party)
    people = {person["key"]: parties.add_contact(writer, _contact(number, person)) for person in each["contacts"]}
    places = {entry["value"]: _address(bench, writer, number, entry, people, today) for entry in each["addresses"]}
    purposes = {purpose.code: purpose.id for purpose in purpose_rows.every(writer)}
    for purpose, cells in each["assign"].items():
        for value, role in cells.items():
            cells_of.assign(writer, places[value], purposes[purpose], Role(role))
    for postal in each.get("postal", ()):
        writer.insert("postal_addresses", parties.postal_row(PostalAddress(0, number, **postal)))
    return number


def _contact(party_id: int, person: _Data) -> Contact:
    names = {name: person[name] for name in ("name", "given", "family", "honorific", "title") if name in person}
    return Contact(0, party_id, is_main=person.get("main", False), is_desk=person.get("desk", False), **names)


def _address(bench: Bench, writer: Writer, party_id: int, entry: _Data, people: dict[str, int], today: date) -> int:
    fresh = Address(
        0,
        party_id,
        people.get(entry.get("contact", "")),
        Channel(entry["channel"]),
        entry["value"],
        original=entry["value"],
        note=entry.get("note", ""),
        evidence=entry.get("evidence", ""),
    )
    if fresh.channel is Channel.MAIL:
        # A company's own domain is what its other addresses share; in the sample each mailbox says so itself.
        own = frozenset() if entry.get("kind") == "personal" else frozenset({fresh.value.rsplit("@", 1)[-1]})
        fresh = addresses.presumed(bench, fresh, own)
    if "confirmed" in entry:
        fresh = replace(fresh, standing=Standing.CONFIRMED, standing_on=today + timedelta(days=entry["confirmed"]))
        if "kind" in entry:
            desk = Department(entry["department"]) if "department" in entry else None
            fresh = replace(fresh, kind=MailboxKind(entry["kind"]), department=desk, kind_confirmed=True)
    elif "standing" in entry:
        day = today + timedelta(days=entry.get("standing_day", 0))
        fresh = replace(fresh, standing=Standing(entry["standing"]), standing_on=day)
    return address_rows.add(writer, fresh)


def _order(bench: Bench, writer: Writer, each: _Data, known: dict[str, int], today: date) -> int:
    currency = each["currency"]
    lines = [_line(place, line, currency) for place, line in enumerate(each["lines"], start=1)]
    total = Money(sum(line.amount.minor for line in lines), currency)
    plain = {name: each[name] for name in ("buyer_ref", "mode", "lead_time", "moq", "port_loading") if name in each}
    asked = each.get("inquired_minutes")
    head = Order(
        0,
        f"TD-{today.year}-{each['no']}",
        known[each["party"]],
        None,
        Stage.INQUIRY,
        each["summary"],
        currency,
        total,
        inquired_at=None if asked is None else bench.now() + timedelta(minutes=asked),
        ordered_on=_day(each, "ordered", today),
        delivery_on=_day(each, "delivery", today),
        valid_until=_day(each, "valid_until", today),
        incoterm=each.get("incoterm", ""),
        incoterm_place=each.get("place", ""),
        payment_terms=each.get("terms", ""),
        **plain,
    )
    number = orders.add_order(writer, head)
    for line in lines:
        item = products.remember(writer, replace(head, id=number), line)
        writer.insert("order_lines", orders.line_row(number, replace(line, product_id=item)))
    for place, (code, (planned, actual)) in enumerate(each["nodes"].items(), start=1):
        happened = None if actual is None else today + timedelta(days=actual)
        if code == NodeCode.INQUIRY and head.inquired_at is not None:
            happened = head.inquired_at.astimezone(ZoneInfo(bench.own_zone())).date()
        node = Node(0, number, place, NodeCode(code), today + timedelta(days=planned), happened)
        writer.insert("nodes", orders.node_row(node))
    if NodeCode.CONFIRMED not in each["nodes"]:
        arrange_nodes(writer, orders.order(writer, number))  # what was asked for has all that may follow ahead of it
    _money(writer, number, head, each, today)
    _beside(writer, number, each, today)
    order_verbs.follow(writer, number)
    return number


def _beside(writer: Writer, order_id: int, each: _Data, today: date) -> None:
    """Who does what, and the shipment."""
    for role, name, firm in each.get("roles", ()):
        found = writer.first(
            "select c.party_id, c.id from contacts c join parties p on p.id = c.party_id"
            " where c.name = ? and p.name = ?",
            (name, firm),
        )
        who = {"name": name, "firm": firm} if found is None else {"party_id": found[0], "contact_id": found[1]}
        writer.insert("order_roles", {"order_id": order_id, "role": role, **who})
    if "shipment" in each:
        told = each["shipment"]
        days = {name: _day(told, name, today) for name in ("etd", "eta")}
        writer.insert("shipments", orders.shipment_row(Shipment(0, order_id, **{**told, **days})))


def _line(place: int, line: list[Any], currency: str) -> OrderLine:
    goods, specification, quantity, unit, price = line
    amount = line_amount(Decimal(quantity), Decimal(price), Decimal(0), currency)
    return OrderLine(
        0, place, goods, Decimal(quantity), unit, Decimal(price), Decimal(0), amount, specification=specification
    )


def _money(writer: Writer, order_id: int, head: Order, each: _Data, today: date) -> None:
    shares = payment.read_terms(head.payment_terms).shares if head.payment_terms else ()
    if not shares or not head.total.minor:
        return
    for instalment in payment.instalments_of(head.total, shares):
        paid = each["received"].get(instalment.label)
        agreed = _day(each.get("agreed", {}), instalment.label, today)
        if agreed is not None:
            instalment = replace(instalment, trigger="", due_on=agreed)
        got = instalment.amount if paid is not None else instalment.received
        number = writer.insert("instalments", orders.instalment_row(order_id, replace(instalment, received=got)))
        if paid is not None:
            receipt = {
                "party_id": head.party_id,
                "received_on": (today + timedelta(days=paid)).isoformat(),
                "currency": head.currency,
                "amount_minor": got.minor,
            }
            share = {"instalment_id": number, "amount_minor": got.minor}
            writer.insert("receipt_shares", {"receipt_id": writer.insert("receipts", receipt), **share})


def _log(writer: Writer, entries: list[_Data], known: dict[str, int], numbers: dict[str, int], now: datetime) -> None:
    by_key: dict[str, int] = {}
    points: dict[str, int] = {}
    for moment, each in sorted(((_moment(entry, now), entry) for entry in entries), key=lambda pair: pair[0]):
        order_id = numbers[each["order"]]
        node = _node_of(writer, order_id, each.get("node", ""))
        entry = Message(
            0,
            moment,
            Medium(each["medium"]),
            Direction(each["direction"]),
            known[each["party"]],
            order_id,
            each["subject"].format(year=now.year),
            each["body"].format(year=now.year),
            MessageState(each.get("state", "noted")),
            purpose=each.get("purpose", ""),
            node_id=node,
            program="Thunderbird" if each.get("state") == "sent" else "",
            recipients=_people(writer, each),
        )
        number = messages.add_message(writer, entry)
        if node is not None:
            writer.update("nodes", node, {"notice_message_id": number})
        if "key" in each:
            by_key[each["key"]] = number
        if "point" in each:
            point = Point(0, each["point"], moment, each["medium"], known[each["party"]], order_id, number)
            points[each.get("settled_by", "")] = messages.add_point(writer, point)
    for key, point_id in points.items():
        if key:
            writer.update("points", point_id, {"confirmed_by": by_key[key]})


def _people(writer: Writer, each: _Data) -> tuple[Recipient, ...]:
    pairs = [("to", value) for value in each.get("to", ())] + [("cc", value) for value in each.get("cc", ())]
    if "frm" in each:
        pairs.append(("from", each["frm"]))
    return tuple(
        Recipient(role, value, "", writer.value("select id from addresses where value = ? limit 1", (value,)))
        for role, value in pairs
    )


def _node_of(writer: Writer, order_id: int, code: str) -> int | None:
    number: int | None = writer.value("select id from nodes where order_id = ? and code = ?", (order_id, code))
    return number


def _day(each: _Data, name: str, today: date) -> date | None:
    return today + timedelta(days=each[name]) if each.get(name) is not None else None


def _moment(entry: _Data, now: datetime) -> datetime:
    """A clock time of a day, or so many minutes from now: an inquiry whose promise runs came in at that very minute."""
    if "minutes" in entry:
        return (now + timedelta(minutes=entry["minutes"])).astimezone(UTC)
    day = now.date() + timedelta(days=entry["day"])
    return datetime.combine(day, time.fromisoformat(entry["time"]), now.tzinfo).astimezone(UTC)
