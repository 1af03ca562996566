"""Finding parties: lists with their filters and columns, what there is to choose from, and filters kept by name."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from tradedesk.domain.country import Country
from tradedesk.domain.errors import NotThere
from tradedesk.domain.money import Money
from tradedesk.domain.party import ReorderBy
from tradedesk.domain.reorder import next_reorder
from tradedesk.ledger.pinyin import spelled
from tradedesk.ledger.queries import party_columns, party_filters, party_lists
from tradedesk.ledger.queries.party_columns import Ranks
from tradedesk.ledger.queries.party_filters import CustomerFilter, FilterChoices
from tradedesk.ledger.queries.party_lists import CustomerQuery, CustomerRow
from tradedesk.ledger.segments import folded
from tradedesk.ledger.values import json_text, utc
from tradedesk.services import kept_filters
from tradedesk.services.bench import Bench

__all__ = [
    "CustomerFilter", "CustomerQuery", "CustomerRow", "FilterChoices", "SavedFilter", "WideRow", "chip_counts",
    "countries", "filter_choices", "ids", "keep_filter", "remove_filter", "rename_filter", "rows", "saved_filters",
    "wide_rows",
]  # fmt: skip

_Comparable = TypeVar("_Comparable", str, datetime)

#: Whose lists a saved filter belongs to, as the ledger keeps it.
_NOUN = "parties"
_FILTER_FIELDS = frozenset(each.name for each in fields(CustomerFilter))


@dataclass(frozen=True)
class WideRow:
    """One line of the wide list as of ``now`` (UTC).

    ``local`` is the present moment there, ``last_contact`` (UTC) the newest message, ``today`` the user's own day.
    """

    id: int
    name: str
    our_name: str
    country: str
    place: Country | None
    city: str
    local: datetime | None
    tier: str
    tags: tuple[str, ...]
    categories: str
    open_orders: int
    open_amounts: tuple[Money, ...]
    last_contact: datetime | None
    next_reorder: date | None
    contact: str
    mailbox: str
    now: datetime
    today: date


@dataclass(frozen=True)
class SavedFilter:
    """A filter kept by name: chip, search and conditions, for the parties of one kind."""

    id: int
    name: str
    query: CustomerQuery


def ids(bench: Bench, query: CustomerQuery) -> array[int]:
    """The numbers of every party of a list, in its order."""
    return party_lists.ids(bench.ledger.read, query, bench.today(), _ranks(bench, query))


def rows(bench: Bench, numbers: Sequence[int], search: str = "") -> list[CustomerRow]:
    """The list's lines for these parties, with what ``search`` matched where it was not the name."""
    return party_lists.rows(bench.ledger.read, numbers, search)


def wide_rows(bench: Bench, numbers: Sequence[int]) -> list[WideRow]:
    """The lines of the wide list for these parties."""
    now, today = bench.now(), bench.today()
    made = []
    for row in party_columns.wide_rows(bench.ledger.read, numbers):
        reorder = next_reorder(ReorderBy(row.reorder_by), row.cycle_days, row.ordered)
        made.append(
            WideRow(
                row.id, row.name, row.our_name, row.country, bench.countries.get(row.country), row.city,
                _local(now, row.zone), row.tier, row.tags, row.categories, row.open_orders, row.open_amounts,
                utc(row.last_at) if row.last_at else None, reorder.on, row.contact, row.mailbox, now, today,
            )
        )  # fmt: skip
    return made


def chip_counts(bench: Bench, kind: str) -> dict[str, int]:
    """How many parties each chip shows."""
    return party_lists.chip_counts(bench.ledger.read, kind, bench.today())


def filter_choices(bench: Bench, kind: str) -> FilterChoices:
    """What the parties of a kind have in each field, with how many, the most usual first."""
    return party_filters.choices(bench.ledger.read, kind)


def countries(bench: Bench, codes: Sequence[str]) -> dict[str, Country]:
    """The countries of these codes, for their names."""
    found = {code: bench.countries.get(code) for code in codes}
    return {code: country for code, country in found.items() if country is not None}


def saved_filters(bench: Bench, kind: str) -> tuple[SavedFilter, ...]:
    """The filters kept for the parties of a kind, in the order of their chips."""
    every = [SavedFilter(each.id, each.name, _query_of(each.query)) for each in kept_filters.kept(bench, _NOUN)]
    return tuple(each for each in every if each.query.kind == kind)


def keep_filter(bench: Bench, name: str, query: CustomerQuery) -> int:
    """Keep what a list shows by a name; returns the filter's number.

    Raises RuleSaysNo (field "name") without a name, with one that is taken, or when the list is not filtered at all.
    """
    filtered = query.chip or query.search.strip() or query.filter
    return kept_filters.keep(bench, _NOUN, name, _text_of(query) if filtered else "")


def rename_filter(bench: Bench, number: int, name: str) -> None:
    """Call a kept filter otherwise. Raises like ``keep_filter``, and NotThere."""
    kept_filters.rename(bench, _NOUN, number, name)


def remove_filter(bench: Bench, number: int) -> None:
    """Forget a kept filter; undo brings it back. Raises NotThere."""
    kept_filters.remove(bench, number)


def saved_filter(bench: Bench, number: int) -> SavedFilter:
    """One kept filter; raises NotThere."""
    row = bench.ledger.read.first("select id, name, query from saved_filters where id = ?", (number,))
    if row is None:
        raise NotThere("saved-filter", number)
    return SavedFilter(row[0], row[1], _query_of(row[2]))


def _text_of(query: CustomerQuery) -> str:
    asked = {name: value for name, value in asdict(query.filter).items() if value}
    return json_text({"kind": query.kind, "chip": query.chip, "search": query.search, "filter": asked})


def _query_of(text: str) -> CustomerQuery:
    """The query of a stored text; what this version does not know in it is left out."""
    import json

    told = json.loads(text)
    kept: dict[str, Any] = {}
    for name, value in told.get("filter", {}).items():
        if name in _FILTER_FIELDS:
            kept[name] = tuple(value) if isinstance(value, list) else value
    chip = told.get("chip", "") if told.get("chip") in party_filters.CHIPS else ""
    return CustomerQuery(told.get("kind", "customer"), chip, told.get("search", ""), filter=CustomerFilter(**kept))


def without_sorting(query: CustomerQuery) -> CustomerQuery:
    """The query as a kept filter would have it: two that differ in their order alone are the same."""
    return replace(query, sort="name", descending=False)


def _local(now: datetime, zone: str) -> datetime | None:
    return now.astimezone(ZoneInfo(zone)) if zone else None


def _ranks(bench: Bench, query: CustomerQuery) -> Ranks | None:
    """Where countries stand by their names in the user's language, and zones by the time there now."""
    if query.sort == "country":
        language = str(bench.setting("language") or "en")
        names = {each.code: each.name(language) for each in bench.countries}
        return Ranks(countries=_ranked({code: spelled(name) or folded(name) for code, name in names.items()}))
    if query.sort == "local-time":
        now = bench.now()
        zones = bench.ledger.read.all("select distinct zone from parties where kind = ? and zone <> ''", (query.kind,))
        return Ranks(zones=_ranked({zone: now.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for (zone,) in zones}))
    return None


def _ranked(values: Mapping[str, _Comparable]) -> dict[str, int]:
    """The places of keys by their values; equal values have one place."""
    places = {value: place for place, value in enumerate(sorted(set(values.values())))}
    return {key: places[value] for key, value in values.items()}
