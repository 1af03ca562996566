"""What the user does with the lists of points by type of order: look, change, add, put back as shipped."""

from __future__ import annotations

from typing import NamedTuple

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.node_list import SHIPPED, ListedPoint, NodeList, checked
from tradedesk.domain.order import NodeCode
from tradedesk.ledger import node_lists as rows
from tradedesk.services.bench import Bench

__all__ = ["KeptList", "ListedPoint", "NodeList", "add", "every", "remove", "save"]


class KeptList(NamedTuple):
    """A list with how many orders name its type, and whether the user changed or added it."""

    list: NodeList
    orders: int
    is_own: bool

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the program (and can be put back as it was)."""
        return self.list.code in SHIPPED


def every(bench: Bench) -> tuple[KeptList, ...]:
    """All lists, the shipped types first."""
    read = bench.ledger.read
    own = {each.code for each in rows.own(read)}
    return tuple(KeptList(each, rows.in_use(read, each.code), each.code in own) for each in rows.every(read))


def save(bench: Bench, value: NodeList) -> None:
    """Keep a list as it was changed; orders that are there keep their points. Raises RuleSaysNo as ``checked``."""
    found = checked(value)
    shipped = SHIPPED.get(found.code)
    with bench.ledger.write("node-list-changed") as writer:
        if shipped is not None and shipped.points == found.points:
            rows.forget(writer, found.code)
        else:
            rows.save(writer, found)


def add(bench: Bench, name: str, like: str = "sea") -> str:
    """Add a type of the user's own with the points of another one; returns its code. Raises RuleSaysNo ("name")."""
    words = " ".join(name.split())
    known = {each.code: each for each in rows.every(bench.ledger.read)}
    taken = {each.name_en.casefold() for each in known.values()} | {each.name_zh.casefold() for each in known.values()}
    if words and words.casefold() in taken:
        raise RuleSaysNo("node-list-there", "name", name=words)
    number = 1
    while f"own-{number}" in known:
        number += 1
    fresh = checked(NodeList(f"own-{number}", known.get(like, known["sea"]).points, words, words))
    with bench.ledger.write("node-list-added") as writer:
        rows.save(writer, fresh)
    return fresh.code


def remove(bench: Bench, code: str) -> None:
    """Take an own list away, or put a shipped one back as it came. Raises RuleSaysNo("node-list-in-use")."""
    used = rows.in_use(bench.ledger.read, code)
    if used and code not in SHIPPED:
        raise RuleSaysNo("node-list-in-use", "name", orders=str(used))
    with bench.ledger.write("node-list-reset" if code in SHIPPED else "node-list-removed") as writer:
        rows.forget(writer, code)


def own_point(name: str) -> ListedPoint:
    """A point of the user's own for a list. Raises RuleSaysNo("node-unnamed", field "name")."""
    words = " ".join(name.split())
    if not words:
        raise RuleSaysNo("node-unnamed", "name")
    return ListedPoint(NodeCode.OWN, name_en=words, name_zh=words)
