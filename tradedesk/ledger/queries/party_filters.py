"""Which parties a list shows: the chips, the filters that can be combined, and what there is to choose from."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date, timedelta

from tradedesk.ledger.queries import reorder
from tradedesk.ledger.reader import Reader, marks

RUNNING = "('inquiry','quoted','confirmed','production','ready','on-the-way','delivered')"

_UNCONFIRMED = "p.id in (select a.party_id from addresses a where a.channel = 'mail' and a.standing = 'presumed')"

_LATE = f"p.id in (select o.party_id from orders o join instalments i on i.order_id = o.id \
where o.stage in {RUNNING} and i.due_on < :today and i.received_minor < i.amount_minor)"  # noqa: S608

#: Conditions on ``parties p`` by chip.
CHIPS = {"unconfirmed": _UNCONFIRMED, "late": _LATE, "reorder": reorder.DUE}

_OPEN = f"p.id in (select o.party_id from orders o where o.stage in {RUNNING})"  # noqa: S608
_HEARD = "exists (select 1 from messages m where m.party_id = p.id and m.at >= ? and m.state <> 'not-sent')"
_BOUNCED = "p.id in (select a.party_id from addresses a where a.standing = 'bounced')"
_IN_USE = "a.standing not in ('bounced', 'retired')"

#: How categories are parted by those who write them.
_PARTS = "[,;，；、/\n]"
#: So many different values of a field are offered at most, the most usual ones.
_OFFERED = 200


@dataclass(frozen=True)
class CustomerFilter:
    """Conditions that must all hold; of the values of one field any is enough, and an empty field asks for nothing.

    ``channels`` are ways by which the party can be reached (not bounced, not retired); ``domain`` also means the
    domains below it; ``bounced`` asks for a bounced address; ``quiet_days`` for no message in so many days up to
    today; ``open_orders`` is "", "yes" or "no".
    """

    countries: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    domain: str = ""
    bounced: bool = False
    quiet_days: int = 0
    open_orders: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True)
class FilterChoices:
    """What there is to choose from: (value, how many parties), the most usual first; channels are not counted."""

    countries: tuple[tuple[str, int], ...]
    tiers: tuple[tuple[str, int], ...]
    tags: tuple[tuple[str, int], ...]
    categories: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    channels: tuple[tuple[str, int], ...]


class Conditions:
    """SQL conditions on ``parties p`` with their parameters, in order."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parameters: list[object] = []

    def add(self, text: str, *parameters: object) -> None:
        """One more condition; nothing for an empty text."""
        if text:
            self.texts.append(text)
            self.parameters += parameters

    def add_day(self, text: str, today: date) -> None:
        """One more condition in which ``:today`` stands for the day."""
        self.add(text.replace(":today", "?"), *[today.isoformat()] * text.count(":today"))

    @property
    def sql(self) -> str:
        """All of them, joined by "and"."""
        return " and ".join(self.texts)


def add_filter(conditions: Conditions, chosen: CustomerFilter, today: date) -> None:
    """Add what a filter asks for."""
    for column, values in (("country", chosen.countries), ("tier", chosen.tiers), ("source", chosen.sources)):
        if values:
            conditions.add(f"p.{column} in ({marks(values)})", *values)
    for column, values in (("tags", chosen.tags), ("languages", chosen.languages)):
        one = f"instr(',' || p.{column} || ',', ?) > 0"
        conditions.add(_any(one, values), *[f",{value}," for value in values])
    conditions.add(_any("instr(p.categories, ?) > 0", chosen.categories), *chosen.categories)
    if chosen.channels:
        sql = (
            f"p.id in (select a.party_id from addresses a where a.channel in ({marks(chosen.channels)}) and {_IN_USE})"  # noqa: S608
        )
        conditions.add(sql, *chosen.channels)
    _add_state(conditions, chosen, today)


def _add_state(conditions: Conditions, chosen: CustomerFilter, today: date) -> None:
    if domain := plain_domain(chosen.domain):
        conditions.add(
            "p.id in (select a.party_id from addresses a where a.channel = 'mail'"
            " and (substr(a.value, -length(?)) = ? or substr(a.value, -length(?)) = ?))",
            *(f"@{domain}", f"@{domain}", f".{domain}", f".{domain}"),
        )
    if chosen.bounced:
        conditions.add(_BOUNCED)
    if chosen.quiet_days:
        since = (today - timedelta(days=min(chosen.quiet_days, today.toordinal() - 1))).isoformat()
        conditions.add(f"not {_HEARD}", since)
    if chosen.open_orders:
        conditions.add(_OPEN if chosen.open_orders == "yes" else f"not {_OPEN}")


def plain_domain(typed: str) -> str:
    """The bare domain of what was typed: "@Gulf.ae" and "mailto:x@gulf.ae" become "gulf.ae"."""
    return typed.strip().rpartition("@")[2].strip(". ").lower()


def _any(condition: str, values: tuple[str, ...]) -> str:
    return f"({' or '.join([condition] * len(values))})" if values else ""


def choices(reader: Reader, kind: str) -> FilterChoices:
    """What the parties of a kind have in each field."""
    plain = {}
    for column in ("country", "tier", "source"):
        sql = f"select {column}, count(*) from parties where kind = ? and {column} <> '' group by 1"  # noqa: S608
        plain[column] = _usual(dict(reader.all(sql, (kind,))))
    parted = {}
    for column in ("tags", "categories", "languages"):
        sql = f"select {column}, count(*) from parties where kind = ? and {column} <> '' group by 1"  # noqa: S608
        found: dict[str, int] = {}
        for told, number in reader.all(sql, (kind,)):
            for part in dict.fromkeys(filter(None, map(str.strip, re.split(_PARTS, told)))):
                found[part] = found.get(part, 0) + number
        parted[column] = _usual(found)
    # Counting parties by channel would take a second with many; that there is one is enough.
    channels = tuple((row[0], 0) for row in reader.all("select distinct channel from addresses order by 1"))
    return FilterChoices(plain["country"], plain["tier"], parted["tags"], parted["categories"], plain["source"],
                         parted["languages"], channels)  # fmt: skip


def _usual(found: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(found.items(), key=lambda each: (-each[1], each[0]))[:_OFFERED])
