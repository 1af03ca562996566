"""What the user does with purposes: the columns of "who receives what", and what a message can be about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tradedesk.domain import assigning
from tradedesk.domain.address import Department
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import PurposeId
from tradedesk.domain.purpose import SHIPPED, Purpose, next_own_code
from tradedesk.ledger import purposes as rows
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

__all__ = ["Uses", "add", "add_like", "change", "every", "move", "put_away", "remove", "show_again", "where_used"]


@dataclass(frozen=True)
class Uses:
    """Where a purpose is used: filled cells with the first few of their parties, drafts, templates, log entries."""

    cells: int
    parties: tuple[str, ...]
    drafts: int
    templates: int
    messages: int

    @property
    def nowhere(self) -> bool:
        """Whether nothing refers to it."""
        return not (self.cells or self.drafts or self.templates or self.messages)


def every(bench: Bench) -> tuple[Purpose, ...]:
    """Every purpose in the order of the columns, those put away (position 0) last."""
    found = rows.every(bench.ledger.read)
    return tuple(sorted(found, key=lambda each: (each.position == 0, each.position, each.id)))


def where_used(bench: Bench, purpose_id: PurposeId) -> Uses:
    """Where a purpose is used; raises NotThere."""
    read = bench.ledger.read
    count, names = rows.cells(read, purpose_id)
    return Uses(count, names, *rows.mentions(read, rows.purpose(read, purpose_id).code))


def add(
    bench: Bench, name_en: str, name_zh: str, *, formal: bool = False, departments: Sequence[Department] = ()
) -> PurposeId:
    """Add a purpose of the user's own behind the last column. Raises RuleSaysNo (field "name")."""
    known = rows.every(bench.ledger.read)
    fresh = Purpose(0, next_own_code(each.code for each in known), name_en, name_zh, formal, tuple(departments))
    fresh = _named(fresh, known)
    with bench.ledger.write(f"purpose-added|name={_shown(fresh)}") as writer:
        number = rows.add(writer, fresh)
        order = [*_columns(known), rows.purpose(writer, number)]
        _number(writer, order)
        return number


def add_like(bench: Bench, purpose: Purpose) -> PurposeId:
    """Add a purpose with the names and the meaning of this value. Raises as ``add``."""
    return add(bench, purpose.name_en, purpose.name_zh, formal=purpose.formal, departments=purpose.departments)


def change(bench: Bench, purpose: Purpose) -> None:
    """Save names, formality and departments of a purpose on the version it was read with.

    A shipped one keeps what it means and can only be renamed; emptied names are the shipped ones again. Raises
    RuleSaysNo (field "name"), ChangedElsewhere, NotThere.
    """
    known = rows.every(bench.ledger.read)
    before = rows.purpose(bench.ledger.read, purpose.id)
    fresh = replace(purpose, code=before.code, position=before.position)
    if before.shipped:
        fresh = replace(fresh, formal=before.formal, departments=before.departments)
        if not (fresh.name_en.strip() or fresh.name_zh.strip()):
            model = next(each for each in SHIPPED if each.code == fresh.code)
            fresh = replace(fresh, name_en=model.name_en, name_zh=model.name_zh)
    fresh = _named(fresh, known)
    with bench.ledger.write(f"purpose-changed|name={_shown(fresh)}") as writer:
        rows.save(writer, fresh)


def move(bench: Bench, purpose_id: PurposeId, place: int) -> None:
    """Put a column at a place, counted from 0 among the columns shown. Raises NotThere."""
    moved = rows.purpose(bench.ledger.read, purpose_id)
    order = [each for each in _columns(rows.every(bench.ledger.read)) if each.id != purpose_id]
    order.insert(max(place, 0), moved)
    with bench.ledger.write(f"purpose-moved|name={_shown(moved)}") as writer:
        _number(writer, order)


def put_away(bench: Bench, purpose_id: PurposeId) -> None:
    """Take a column that has no filled cell out of sight. Raises RuleSaysNo "purpose-in-cells"."""
    found = rows.purpose(bench.ledger.read, purpose_id)
    uses = where_used(bench, purpose_id)
    if uses.cells:
        raise _used(uses)
    with bench.ledger.write(f"purpose-put-away|name={_shown(found)}") as writer:
        rows.save(writer, replace(found, position=0))


def show_again(bench: Bench, purpose_id: PurposeId) -> None:
    """Show a column that was put away, behind the last one."""
    known = rows.every(bench.ledger.read)
    found = rows.purpose(bench.ledger.read, purpose_id)
    with bench.ledger.write(f"purpose-shown|name={_shown(found)}") as writer:
        _number(writer, [*_columns(known), found])


def remove(bench: Bench, purpose_id: PurposeId) -> None:
    """Remove a purpose of the user's own that nothing refers to.

    Raises RuleSaysNo: "purpose-shipped", or "purpose-in-cells" or "purpose-in-writing" with where it is used.
    """
    found = rows.purpose(bench.ledger.read, purpose_id)
    if found.shipped:
        raise RuleSaysNo("purpose-shipped", "code", name=_shown(found))
    uses = where_used(bench, purpose_id)
    if not uses.nowhere:
        raise _used(uses)
    with bench.ledger.write(f"purpose-removed|name={_shown(found)}") as writer:
        rows.remove(writer, found)


def _columns(known: Sequence[Purpose]) -> list[Purpose]:
    return list(assigning.columns(known))


def _number(writer: Writer, order: Sequence[Purpose]) -> None:
    for place, each in enumerate(order, start=1):
        if each.position != place:
            rows.save(writer, replace(each, position=place))


def _named(purpose: Purpose, known: Sequence[Purpose]) -> Purpose:
    """With both names, one standing in for the other; a name that another purpose has is refused."""
    english, chinese = (" ".join(name.split()) for name in (purpose.name_en, purpose.name_zh))
    if not english and not chinese:
        raise RuleSaysNo("purpose-name-missing", "name")
    named = replace(purpose, name_en=english or chinese, name_zh=chinese or english)
    for each in known:
        same = {each.name_en.casefold(), each.name_zh.casefold()} & {named.name_en.casefold(), named.name_zh.casefold()}
        if each.id != purpose.id and same:
            raise RuleSaysNo("purpose-name-taken", "name", name=sorted(same)[0])
    return named


def _used(uses: Uses) -> RuleSaysNo:
    if uses.cells:
        return RuleSaysNo("purpose-in-cells", "code", cells=uses.cells, parties=", ".join(uses.parties))
    return RuleSaysNo(
        "purpose-in-writing", "code", drafts=uses.drafts, templates=uses.templates, messages=uses.messages
    )


def _shown(purpose: Purpose) -> str:
    return purpose.name_en.replace("|", "/")
