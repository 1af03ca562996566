"""A bench in memory: names by id, with undo, as the verbs of the trade would keep them in a ledger."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

from tradedesk.domain.errors import ChangedElsewhere, NotThere, RuleSaysNo


@dataclass(frozen=True)
class MemoryNews:
    changes: frozenset[tuple[str, int]]
    undo_id: int | None
    label: str


@dataclass
class MemoryLedger:
    names: dict[int, str] = field(default_factory=dict)
    undo: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    news: list[MemoryNews] = field(default_factory=list)

    def take_news(self) -> list[MemoryNews]:
        taken, self.news = self.news, []
        return taken


@dataclass
class MemoryBench:
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    reads: list[object] = field(default_factory=list)


def rename(bench: MemoryBench, number: int, name: str, label: str = "customer-renamed") -> str:
    if not name:
        raise RuleSaysNo("name-empty", field="name")
    before = bench.ledger.names.get(number, "")
    bench.ledger.names[number] = name
    undo_id = len(bench.ledger.undo) + 1
    bench.ledger.undo[undo_id] = (number, before, name)
    bench.ledger.news.append(MemoryNews(frozenset({("party", number)}), undo_id, label))
    return name


def rename_then_fail(bench: MemoryBench, number: int, name: str) -> None:
    rename(bench, number, name)
    raise NotThere("party", number)


def undo(bench: MemoryBench, undo_id: int, *, progress: Callable[[int, int], object]) -> None:
    number, before, after = bench.ledger.undo[undo_id]
    if bench.ledger.names[number] != after:
        raise ChangedElsewhere("party", number)
    progress(1, 1)
    rename(bench, number, before or "?", "undone")


def name_of(bench: MemoryBench, number: int) -> str:
    return bench.ledger.names[number]


def ids_of(bench: MemoryBench, query: str) -> array[int]:
    return array("q", (number for number, name in bench.ledger.names.items() if query in name))


def rows_of(bench: MemoryBench, ids: list[int]) -> list[tuple[int, str]]:
    bench.reads.append(list(ids))
    return [(number, bench.ledger.names[number]) for number in ids if number in bench.ledger.names]


def search(bench: MemoryBench, text: str) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            kind="customer", key=number, title=name, detail="", at=None, label=None, place=("customers", number)
        )
        for number, name in bench.ledger.names.items()
        if text.casefold() in name.casefold()
    ]
