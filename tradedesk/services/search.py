"""Finding anything: customers, their addresses, orders and messages, a handful of each."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from tradedesk.domain.address_label import label_of
from tradedesk.domain.party import PartyKind
from tradedesk.domain.reason import Reason
from tradedesk.ledger import addresses
from tradedesk.ledger.queries import find
from tradedesk.ledger.reader import marks
from tradedesk.ledger.segments import folded, words_of
from tradedesk.ledger.values import utc
from tradedesk.services.bench import Bench

#: So many addresses are found at most; a number is known by so many digits.
_ADDRESSES, _DIGITS = 6, 5


class Hit(NamedTuple):
    """One result of finding: what it is, two lines of words, the page and number that show it, and when it was said.

    ``label`` is what an address is called beside its value (B4).
    """

    kind: str
    title: str
    detail: str
    place: tuple[str, int] | tuple[str, int, dict[str, object]]
    at: datetime | None = None
    label: Reason | None = None


def search(bench: Bench, query: str) -> list[Hit]:
    """Customers, orders and messages that hold every word of the query, a handful of each."""
    read = bench.ledger.read
    if not words_of(query):  # blanks, or accents alone
        return []
    parties = _party_hits(bench, query)
    hits = [*parties, *_address_hits(bench, query, parties), *_order_hits(bench, query)]
    numbers = find.messages(read, query, 8)
    rows = read.all(
        f"""
        select m.at, m.id, m.subject, substr(m.body, 1, 80), coalesce(nullif(p.short_name, ''), p.name, '')
        from messages m left join parties p on p.id = m.party_id where m.id in ({marks(numbers)})
        """,  # noqa: S608
        numbers,
    )
    for at, number, subject, body, party in sorted(rows, reverse=True):
        hits.append(Hit("message", subject or body, party, ("log", number), utc(at)))
    return hits


def _party_hits(bench: Bench, query: str) -> list[Hit]:
    condition, parameters = find.party_condition(query)
    by_name, names = find.party_condition(query, names_only=True)
    sql = f"""
        select id, name, kind, country, city from parties where {condition} and kind <> 'own'
        order by {by_name} desc, name collate nocase limit 6
    """  # noqa: S608
    return [
        Hit(row[2], row[1], " · ".join(part for part in (row[3], row[4]) if part), ("customers", row[0]))
        for row in bench.ledger.read.all(sql, [*parameters, *names])
    ]


def _address_hits(bench: Bench, query: str, parties: list[Hit]) -> list[Hit]:
    """The addresses of the parties found whose own value holds every word, each with what it is called (B4)."""
    wanted, digits, today = words_of(query), find.bare_digits(query), bench.today()
    found = []
    for kind, name, _detail, place, *_more in parties:
        for each in addresses.of_party(bench.ledger.read, place[1]):
            as_number = len(digits) >= _DIGITS and digits in find.bare_digits(each.value)
            if as_number or all(word in folded(f"{each.value} {each.original}") for word in wanted):
                there = ("customers", each.party_id, {"tab": "addresses", "address": each.id})
                title = each.value if each.channel == "mail" else each.original or each.value
                found.append(Hit("address", title, name, there, label=label_of(each, PartyKind(kind), today)))
    return found[:_ADDRESSES]


def _order_hits(bench: Bench, query: str) -> list[Hit]:
    condition, parameters = find.order_condition(query, column="o.id")
    sql = f"""
        select o.id, o.number, o.summary, p.name from orders o join parties p on p.id = o.party_id
        where {condition} order by o.id desc limit 6
    """  # noqa: S608
    return [
        Hit("order", row[1], " · ".join(part for part in (row[3], row[2]) if part), ("orders", row[0]))
        for row in bench.ledger.read.all(sql, parameters)
    ]
