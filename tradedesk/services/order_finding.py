"""Finding orders: what list, board and calendar show, what there is to choose from, filters kept by name."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from tradedesk.domain.country import Country
from tradedesk.ledger.queries import order_filters
from tradedesk.ledger.queries import orders as lists
from tradedesk.ledger.queries.order_filters import OrderChoices, OrderFilter, OrderQuery
from tradedesk.ledger.queries.orders import OrderRow, OrderTotal
from tradedesk.ledger.values import json_text
from tradedesk.services import kept_filters
from tradedesk.services.bench import Bench

__all__ = [
    "Choices", "Heads", "OrderChoices", "OrderFilter", "OrderQuery", "OrderRow", "OrderTotal", "SavedOrderFilter",
    "any_side", "choices", "heads", "ids", "keep_filter", "remove_filter", "rename_filter", "rows", "saved_filters",
    "totals",
]  # fmt: skip

#: Whose lists a saved filter belongs to, as the ledger keeps it.
_NOUN = "orders"
_FILTER_FIELDS = {each.name: each for each in fields(OrderFilter)}


@dataclass(frozen=True)
class Heads:
    """What stands above the list: how many orders each chip shows, the user's own day, and who "mine" is ("": nobody).

    The day is that of the own zone.
    """

    counts: dict[str, int]
    today: date
    me: str


@dataclass(frozen=True)
class Choices:
    """What there is to choose from, with the names of customers and countries that choices and filters mention."""

    offered: OrderChoices
    customers: dict[int, str]
    countries: dict[str, Country]


@dataclass(frozen=True)
class SavedOrderFilter:
    """A filter kept by name: chip, search and conditions."""

    id: int
    name: str
    query: OrderQuery


def ids(bench: Bench, query: OrderQuery) -> array[int]:
    """The numbers of every order of a list, in its order."""
    return lists.ids(bench.ledger.read, query, bench.today())


def rows(bench: Bench, numbers: Sequence[int]) -> list[OrderRow]:
    """The list's lines for these orders."""
    return lists.rows(bench.ledger.read, numbers)


def totals(bench: Bench, query: OrderQuery) -> tuple[OrderTotal, ...]:
    """What the orders of a list come to, by currency (G2)."""
    return lists.totals(bench.ledger.read, query, bench.today())


def any_side(bench: Bench, query: OrderQuery) -> bool:
    """Whether any order of a list does not run as usual."""
    return lists.any_side(bench.ledger.read, query, bench.today())


def heads(bench: Bench) -> Heads:
    """What stands above the list, and the day by which its rows are late."""
    today = bench.today()
    return Heads(lists.chip_counts(bench.ledger.read, today), today, order_filters.me(bench.ledger.read))


def choices(bench: Bench, mentioned: Sequence[int] = ()) -> Choices:
    """What the orders have in each field; ``mentioned`` are customers that a filter names besides."""
    read = bench.ledger.read
    offered = order_filters.choices(read)
    unknown = tuple(number for number in mentioned if number not in offered.names)
    named = offered.names | (order_filters.names(read, unknown) if unknown else {})
    found = {code: bench.countries.get(code) for code, _many in offered.countries}
    return Choices(offered, named, {code: country for code, country in found.items() if country is not None})


def saved_filters(bench: Bench) -> tuple[SavedOrderFilter, ...]:
    """The filters kept for orders, in the order of their chips."""
    return tuple(
        SavedOrderFilter(each.id, each.name, _query_of(each.query)) for each in kept_filters.kept(bench, _NOUN)
    )


def keep_filter(bench: Bench, name: str, query: OrderQuery) -> int:
    """Keep what the views show by a name; returns the filter's number. Raises like ``kept_filters.keep``."""
    filtered = query.chip or query.search.strip() or query.filter
    return kept_filters.keep(bench, _NOUN, name, _text_of(query) if filtered else "")


def rename_filter(bench: Bench, number: int, name: str) -> None:
    """Call a kept filter otherwise. Raises like ``keep_filter``, and NotThere."""
    kept_filters.rename(bench, _NOUN, number, name)


def remove_filter(bench: Bench, number: int) -> None:
    """Forget a kept filter; undo brings it back. Raises NotThere."""
    kept_filters.remove(bench, number)


def without_sorting(query: OrderQuery) -> OrderQuery:
    """The query as a kept filter would have it: two that differ in their order alone are the same."""
    return replace(query, sort="ordered", descending=True, search=query.search.strip())


def _text_of(query: OrderQuery) -> str:
    asked = {name: value for name, value in asdict(query.filter).items() if value}
    return json_text({"chip": query.chip, "search": query.search.strip(), "filter": asked})


def _query_of(text: str) -> OrderQuery:
    """The query of a stored text; what this version does not know in it is left out."""
    import json

    told = json.loads(text)
    kept: dict[str, Any] = {}
    for name, values in told.get("filter", {}).items():
        if name in _FILTER_FIELDS and isinstance(values, list):
            kept[name] = tuple(values)
    chip = told.get("chip", "") if told.get("chip") in order_filters.CHIPS else ""
    return OrderQuery(chip, str(told.get("search", "")), filter=OrderFilter(**kept))
