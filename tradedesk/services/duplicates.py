"""Entries that are, or may be, the same company: found, looked at side by side, told apart or made one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from tradedesk.domain import duplicates
from tradedesk.domain.address import Address
from tradedesk.domain.duplicates import Entry, Pair
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import PartyId
from tradedesk.domain.mailbox import host_of
from tradedesk.domain.party import Party, PartyKind
from tradedesk.domain.purpose import Role
from tradedesk.ledger import addresses, assignments, merging, parties, purposes
from tradedesk.ledger.queries import near_parties
from tradedesk.services.bench import Bench

__all__ = ["CellOf", "Comparison", "FieldOf", "Held", "Named", "Pair", "Side", "compare", "find", "likeliest", "listed",
           "merge", "of_party", "tell_apart"]  # fmt: skip

Progress = Callable[[int, int], object] | None
#: What of a party is no field of the form: its number, its version, and what it is to us.
_NOT_COMPARED = frozenset({"id", "version", "kind"})
#: Fields that hold both entries' words together rather than one of them.
_TOGETHER = frozenset({"tags", "languages"})


@dataclass(frozen=True)
class Named:
    """A pair with the names of both entries."""

    pair: Pair
    first: str
    second: str


@dataclass(frozen=True)
class FieldOf:
    """A field that both entries have and not alike; ``name`` is the field's in ``Party``."""

    name: str
    first: str
    second: str


@dataclass(frozen=True)
class Held:
    """An address of an entry with its filled cells: purpose codes with their roles, in the order of the purposes."""

    address: Address
    cells: tuple[tuple[str, Role], ...]


@dataclass(frozen=True)
class Side:
    """What one entry holds: the names of its people, and its addresses, those that both hold first and in one order."""

    people: tuple[str, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True)
class CellOf:
    """A cell that both entries have and not alike; ``stays`` is what it says when the two are one."""

    address: str
    purpose: str
    first: Role
    second: Role
    stays: Role


@dataclass(frozen=True)
class Comparison:
    """Two entries side by side. ``fields`` are those to choose in; what only one has is taken from it by itself.

    ``people`` and ``addresses`` are what both have and becomes one. ``brings`` counts what the second brings.
    ``sides`` is what each holds, ``cells`` where both say something else of one address and one purpose.
    """

    first: Party
    second: Party
    fields: tuple[FieldOf, ...]
    people: tuple[str, ...]
    addresses: tuple[str, ...]
    brings: Mapping[str, int]
    sides: tuple[Side, Side]
    cells: tuple[CellOf, ...]


def find(bench: Bench, kind: PartyKind, *, progress: Progress = None) -> list[Pair]:
    """Every pair of parties of a kind that is or may be one company, certain ones first; those told apart are not."""
    found = list(entries(bench, kind))
    return duplicates.pairs(found, alike_names(), different=merging.told_apart(bench.ledger.read), told=progress)


def listed(bench: Bench, kind: PartyKind, *, progress: Progress = None) -> list[Named]:
    """``find`` with the names of both entries."""
    names = dict(bench.ledger.read.all("select id, name from parties where kind = ?", (str(kind),)))
    return [Named(pair, names[pair.first], names[pair.second]) for pair in find(bench, kind, progress=progress)]


def of_party(bench: Bench, party_id: PartyId) -> list[Pair]:
    """The entries that this one is or may be, certain ones first, found by the indexes; raises NotThere."""
    party = parties.party(bench.ledger.read, party_id)
    own = next(entries(bench, party.kind, (party_id,)))
    near = near_parties.near(bench.ledger.read, str(party.kind), duplicates.clues(own), duplicates.TOO_COMMON)
    near.discard(party_id)
    apart, alike = merging.told_apart(bench.ledger.read), alike_names()
    judged = (duplicates.judge(own, each, alike) for each in entries(bench, party.kind, sorted(near)))
    return sorted(
        (pair for pair in judged if pair is not None and (pair.first, pair.second) not in apart),
        key=lambda each: (not each.certain, -len(each.why), each.first, each.second),
    )


def likeliest(bench: Bench, party_id: PartyId) -> Named | None:
    """The entry that this one most likely is as well, with both names; None when there is none. Raises NotThere."""
    found = of_party(bench, party_id)
    if not found:
        return None
    first, second = (parties.party(bench.ledger.read, each).name for each in (found[0].first, found[0].second))
    return Named(found[0], first, second)


def compare(bench: Bench, first: PartyId, second: PartyId) -> Comparison:
    """Two entries side by side; raises NotThere."""
    read = bench.ledger.read
    one, two = parties.party(read, first), parties.party(read, second)
    names = [{each.name.casefold(): each.name for each in parties.contacts(read, number)} for number in (first, second)]
    sql = "select a.value from addresses a join addresses b on b.channel = a.channel and b.value = a.value \
where a.party_id = ? and b.party_id = ? order by a.id"
    nouns = ("contacts", "addresses", "orders", "messages", "documents")
    shared = list(dict.fromkeys(value for (value,) in read.all(sql, (first, second))))
    sides = _side(bench, first, shared), _side(bench, second, shared)
    return Comparison(
        first=one,
        second=two,
        fields=tuple(_unlike(one, two)),
        people=tuple(names[0][key] for key in names[0] if key in names[1]),
        addresses=tuple(shared),
        brings={noun: int(read.value(f"select count(*) from {noun} where party_id = ?", (second,))) for noun in nouns},  # noqa: S608
        sides=sides,
        cells=tuple(_cells_apart(*sides)),
    )


def _side(bench: Bench, party_id: PartyId, shared: Sequence[str]) -> Side:
    read = bench.ledger.read
    codes = {each.id: each.code for each in purposes.every(read)}
    cells: dict[int, dict[str, Role]] = {}
    for cell in assignments.of_party(read, party_id):
        if cell.purpose_id in codes:
            cells.setdefault(cell.address_id, {})[codes[cell.purpose_id]] = cell.role
    places = {value: place for place, value in enumerate(shared)}
    found = sorted(addresses.of_party(read, party_id), key=lambda each: places.get(each.value, len(places)))
    held = (Held(each, tuple((code, cells[each.id][code]) for code in codes.values() if code in cells.get(each.id, ())))
            for each in found)  # fmt: skip
    return Side(tuple(each.name for each in parties.contacts(read, party_id)), tuple(held))


def _cells_apart(first: Side, second: Side) -> Iterator[CellOf]:
    theirs = {(each.address.channel, each.address.value): dict(each.cells) for each in second.held}
    for each in first.held:
        others = theirs.get((each.address.channel, each.address.value), {})
        for code, role in each.cells:
            other = others.get(code, role)
            if other is not role:
                yield CellOf(each.address.value, code, role, other, Role(merging.stays(role, other)))


def tell_apart(bench: Bench, first: PartyId, second: PartyId) -> None:
    """Keep that these are two companies; they are not shown as a pair again."""
    with bench.ledger.write("parties-told-apart") as writer:
        merging.tell_apart(writer, [(first, second)])


def merge(bench: Bench, kept: PartyId, joined: PartyId, theirs: frozenset[str], say: Callable[[str, str], str]) -> None:
    """Make two entries one, with one undo. ``theirs`` are the fields taken from the one that goes.

    What is not chosen is written into the notes (``say`` puts a field and its value into the user's words), also of
    people and addresses that both have, so nothing is lost. Raises RuleSaysNo merge-kinds-differ, merge-same-entry.
    """
    if kept == joined:
        raise RuleSaysNo("merge-same-entry", "second")
    read = bench.ledger.read
    one, two = parties.party(read, kept), parties.party(read, joined)
    if one.kind is not two.kind:
        raise RuleSaysNo("merge-kinds-differ", "second", first=one.name, second=two.name)
    row, other = parties.party_row(one), parties.party_row(two)
    changed, lost = _chosen(row, other, theirs)
    notes = [row["notes"], other["notes"] if other["notes"] != row["notes"] else "", *(say(*each) for each in lost)]
    changed["notes"] = "\n".join(each for each in notes if each)
    with bench.ledger.write(f"parties-merged|name={one.name}") as writer:
        merging.merge(writer, kept, joined, changed, say)


def _chosen(
    row: Mapping[str, Any], other: Mapping[str, Any], theirs: frozenset[str]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The columns as they are to be, and (field, value) of what stands in none of them."""
    changed: dict[str, Any] = {}
    lost: list[tuple[str, str]] = []
    for name, mine in row.items():
        value = other[name]
        if name in ("kind", "notes") or not value or value == mine:
            continue
        if name in _TOGETHER:
            changed[name] = ",".join(dict.fromkeys([*filter(None, mine.split(",")), *value.split(",")]))
        elif not mine or name in theirs:
            changed[name] = value
            lost += [(name, str(mine))] if mine else []
        else:
            lost.append((name, str(value)))
    return changed, lost


def _unlike(one: Party, two: Party) -> Iterator[FieldOf]:
    for each in fields(Party):
        mine, value = getattr(one, each.name), getattr(two, each.name)
        if each.name not in _NOT_COMPARED | _TOGETHER | {"notes"} and mine and value and mine != value:
            yield FieldOf(each.name, str(mine), str(value))


def entries(bench: Bench, kind: PartyKind, some: Collection[int] | None = None) -> Iterator[Entry]:
    """What of each party of a kind tells whether it is another; ``some``: only of these."""
    found = merging.entries(bench.ledger.read, str(kind), some)
    for number, name, short, ours, country, city, tax_no, site, ways in found:
        mailboxes, domains, phones = _ways(ways or "")
        if site:
            domains.add(host_of(site))
        names = tuple(dict.fromkeys(each for each in (name, short, ours) if each))
        tax = "".join(letter for letter in tax_no.upper() if letter.isalnum())
        yield Entry(number, names, country, city, tax, frozenset(mailboxes), frozenset(domains - {""}),
                    frozenset(phones))  # fmt: skip


def _ways(text: str) -> tuple[set[str], set[str], set[str]]:
    """Company mailboxes, the firm's own domains, and telephone numbers, from lines "channel kind value"."""
    mailboxes: set[str] = set()
    domains: set[str] = set()
    phones: set[str] = set()
    for line in text.splitlines():
        channel, kind, value = line.split(" ", 2)
        if channel != "mail":
            phones.add(value.partition("x")[0])
        elif kind in ("company", "department"):
            mailboxes.add(value.casefold())
            domains.add(value.rpartition("@")[2].casefold())
    return mailboxes, domains, phones


def alike_names() -> duplicates.Alike:
    """How alike two names are: whole words in any order, and letters that are missing or swapped."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio
