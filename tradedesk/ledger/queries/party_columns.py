"""The columns of the wide list: how each is sorted by, and the rows with all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tradedesk.domain.money import Money
from tradedesk.ledger.queries import reorder
from tradedesk.ledger.queries.party_filters import RUNNING
from tradedesk.ledger.reader import Reader, marks
from tradedesk.ledger.values import json_text, maybe_day, split_words

_BY_NAME = "p.name collate nocase, p.id"
_CONTACT = "(select c.name from contacts c where c.party_id = p.id order by c.is_main desc, c.is_desk, c.id limit 1)"
_MAILBOX = """
(select a.value from addresses a where a.party_id = p.id and a.channel = 'mail'
 and a.standing not in ('bounced', 'retired') and a.kind not in ('never-write', 'disposable')
 order by a.standing = 'confirmed' desc, a.kind = 'company' desc, a.kind = 'department' desc, a.id limit 1)
"""
_OPEN = f"""
left join (select party_id, count(*) as many, sum(total_minor) as worth from orders where stage in {RUNNING}
           group by party_id) o on o.party_id = p.id
"""  # noqa: S608
_LAST = "left join (select party_id, max(at) as at from messages group by party_id) m on m.party_id = p.id"
#: With a limit SQLite makes it once, with an index; without it it would read the text anew for each party.
_PLACES = "left join (select key, value from json_each(?) limit 1000) r on r.key = p.{column}"
#: The same choices as above for every party in one pass: the columns beside max() are those of its row.
_CONTACTS = """
left join (select party_id, name, max((is_main * 2 - is_desk) * 1000000000000 - id) from contacts group by party_id) c
          on c.party_id = p.id
"""
_MAILBOXES = """
left join (select party_id, value, max(((standing = 'confirmed') * 4 + (kind = 'company') * 2 + (kind = 'department'))
                  * 1000000000000 - id)
           from addresses where channel = 'mail' and standing not in ('bounced', 'retired')
           and kind not in ('never-write', 'disposable') group by party_id) a on a.party_id = p.id
"""


class _Sort(NamedTuple):
    """The expression, a join it needs, and what counts as nothing (it stands at the end in either direction)."""

    by: str
    join: str = ""
    text: bool = True


SORTS: dict[str, _Sort] = {
    "name": _Sort("p.name collate nocase"),
    "our-name": _Sort("p.our_name collate nocase"),
    "country": _Sort("coalesce(r.value, p.country)", _PLACES.format(column="country")),
    "city": _Sort("p.city collate nocase"),
    "local-time": _Sort("r.value", _PLACES.format(column="zone"), text=False),
    "tier": _Sort("p.tier collate nocase"),
    "tags": _Sort("p.tags collate nocase"),
    "categories": _Sort("p.categories collate nocase"),
    "open-orders": _Sort("o.many", _OPEN, text=False),
    "open-amount": _Sort("o.worth", _OPEN, text=False),
    "last-contact": _Sort("m.at", _LAST, text=False),
    "next-reorder": _Sort(reorder.NEXT_DAY, reorder.NEXT_JOINS, text=False),
    "contact": _Sort("c.name collate nocase", _CONTACTS, text=False),
    "mailbox": _Sort("a.value", _MAILBOXES, text=False),
}


@dataclass(frozen=True)
class Ranks:
    """Places in an order that the ledger cannot know: countries by their names, zones by the time there."""

    countries: Mapping[str, int] = field(default_factory=dict)
    zones: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Order:
    """The joins an order needs, their parameters, and what stands after "order by"."""

    by: str
    joins: str = ""
    parameters: tuple[object, ...] = ()


def order(sort: str, descending: bool, ranks: Ranks | None = None) -> Order:
    """How a list of ``parties p`` is put in order; what is empty comes last in either direction, then by name."""
    if sort == "newest":
        return Order("p.id" if descending else "p.id desc")
    key = sort if sort in SORTS else "name"
    chosen, down = SORTS[key], " desc" if descending else ""
    if key == "name":
        return Order(f"p.name collate nocase{down}, p.id{down}")
    places = {"country": ranks.countries, "local-time": ranks.zones} if ranks else {"country": {}, "local-time": {}}
    parameters = (json_text(dict(places[key])),) if key in places else ()
    empty = {"country": "p.country = ''"}.get(key, f"{chosen.by.removesuffix(' collate nocase')} = ''")
    nothing = empty if chosen.text else f"({chosen.by}) is null"
    then = "p.city collate nocase, " if key == "country" else ""
    return Order(f"{nothing}, {chosen.by}{down}, {then}{_BY_NAME}", chosen.join, parameters)


class WideRow(NamedTuple):
    """One line of the wide list. ``last_at`` is UTC text or None, ``open_amounts`` by currency, the largest first."""

    id: int
    name: str
    our_name: str
    country: str
    city: str
    zone: str
    tier: str
    tags: tuple[str, ...]
    categories: str
    open_orders: int
    open_amounts: tuple[Money, ...]
    last_at: str | None
    cycle_days: int | None
    reorder_by: str
    ordered: tuple[date, ...]
    contact: str
    mailbox: str


def wide_rows(reader: Reader, numbers: Sequence[int]) -> list[WideRow]:
    """The lines of these parties with every column, in this order; a party that is gone is left out."""
    sql = f"""
        select p.id, p.name, p.our_name, p.country, p.city, p.zone, p.tier, p.tags, p.categories, p.cycle_days,
               p.reorder_by, {_CONTACT}, {_MAILBOX},
               (select m.at from messages m where m.party_id = p.id and m.state <> 'not-sent'
                order by m.at desc limit 1)
        from parties p where p.id in ({marks(numbers)})
    """  # noqa: S608
    amounts = _open_amounts(reader, numbers)
    days = _order_days(reader, numbers)
    found = {}
    for row in reader.all(sql, numbers):
        number, counted = row[0], amounts.get(row[0], ())
        found[number] = WideRow(
            id=number, name=row[1], our_name=row[2], country=row[3], city=row[4], zone=row[5], tier=row[6],
            tags=split_words(row[7]), categories=row[8], open_orders=sum(many for many, _ in counted),
            open_amounts=tuple(each for _, each in counted), last_at=row[13], cycle_days=row[9], reorder_by=row[10],
            ordered=days.get(number, ()), contact=row[11] or "", mailbox=row[12] or "",
        )  # fmt: skip
    return [found[number] for number in numbers if number in found]


def _open_amounts(reader: Reader, numbers: Sequence[int]) -> dict[int, tuple[tuple[int, Money], ...]]:
    sql = f"""
        select party_id, count(*), sum(total_minor), currency from orders
        where party_id in ({marks(numbers)}) and stage in {RUNNING} group by party_id, currency order by 3 desc
    """  # noqa: S608
    found: dict[int, tuple[tuple[int, Money], ...]] = {}
    for party, many, worth, currency in reader.all(sql, numbers):
        found[party] = (*found.get(party, ()), (many, Money(worth, currency)))
    return found


def _order_days(reader: Reader, numbers: Sequence[int]) -> dict[int, tuple[date, ...]]:
    sql = f"""
        select o.party_id, o.ordered_on from orders o where o.party_id in ({marks(numbers)}) and {reorder.MADE}
        order by o.ordered_on
    """  # noqa: S608
    found: dict[int, tuple[date, ...]] = {}
    for party, told in reader.all(sql, numbers):
        day = maybe_day(told)
        found[party] = (*found.get(party, ()), day) if day else found.get(party, ())
    return found
