"""Filters kept by name, of whatever list: the name is checked here, what the list asks for is its own text."""

from __future__ import annotations

from typing import NamedTuple

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.services.bench import Bench

#: A name that still fits a chip.
LONGEST_NAME = 40


class KeptText(NamedTuple):
    """A kept filter as the ledger has it: number, name, and the list's own JSON text."""

    id: int
    name: str
    query: str


def kept(bench: Bench, noun: str) -> list[KeptText]:
    """The filters kept for the lists of a noun, in the order of their chips."""
    sql = "select id, name, query from saved_filters where noun = ? order by position, id"
    return [KeptText(*row) for row in bench.ledger.read.all(sql, (noun,))]


def keep(bench: Bench, noun: str, name: str, query: str) -> int:
    """Keep a filter by a name; an empty ``query`` filters nothing. Returns its number.

    Raises RuleSaysNo (field "name") without a name, with one that is taken or too long, or when nothing is filtered.
    """
    tidy = _good_name(bench, noun, name, 0)
    if not query:
        raise RuleSaysNo("filter-empty", "name")
    last = bench.ledger.read.value("select coalesce(max(position), 0) from saved_filters where noun = ?", (noun,))
    with bench.ledger.write("filter-kept") as writer:
        row = {"noun": noun, "name": tidy, "query": query, "position": int(last) + 1}
        return writer.insert("saved_filters", row)


def rename(bench: Bench, noun: str, number: int, name: str) -> None:
    """Call a kept filter otherwise. Raises like ``keep``, and NotThere."""
    tidy = _good_name(bench, noun, name, number)
    with bench.ledger.write("filter-renamed") as writer:
        writer.update("saved_filters", number, {"name": tidy})


def remove(bench: Bench, number: int) -> None:
    """Forget a kept filter; undo brings it back. Raises NotThere."""
    with bench.ledger.write("filter-removed") as writer:
        writer.delete("saved_filters", number)


def _good_name(bench: Bench, noun: str, name: str, number: int) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise RuleSaysNo("filter-name-missing", "name")
    if len(tidy) > LONGEST_NAME:
        raise RuleSaysNo("filter-name-long", "name", most=LONGEST_NAME)
    taken = bench.ledger.read.value(
        "select id from saved_filters where noun = ? and name = ? and id <> ?", (noun, tidy, number)
    )
    if taken is not None:
        raise RuleSaysNo("filter-name-taken", "name", name=tidy)
    return tidy
