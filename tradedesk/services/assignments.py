"""What the user does with "who receives what": fill cells, make a matrix like another, take what the rules suggest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tradedesk.domain import assigning, routing
from tradedesk.domain.assigning import Cell, Proposal, Side
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import AddressId, PartyId, PurposeId
from tradedesk.domain.purpose import Assignment, Role
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments as cells_of
from tradedesk.ledger import parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.services import serving
from tradedesk.services.bench import Bench
from tradedesk.services.customers import CustomerSheet

__all__ = [
    "Cell", "Proposal", "assign", "like_party", "make_like", "of_party", "outcome", "set_cells", "suggestion",
    "take_suggestion",
]  # fmt: skip


def of_party(bench: Bench, party_id: PartyId) -> tuple[Assignment, ...]:
    """The filled cells of a party."""
    return cells_of.of_party(bench.ledger.read, party_id)


def outcome(sheet: CustomerSheet, assignments: Sequence[Assignment]) -> CustomerSheet:
    """The sheet with these filled cells, and what they mean for the next message; reads and writes nothing.

    Only the purposes whose cells changed are reckoned again: what is assigned for one says nothing of another.
    """
    before, now = assigning.roles_of(sheet.assignments), assigning.roles_of(assignments)
    turned = {purpose_id for (_address, purpose_id), _role in before.items() ^ now.items()}
    party, addresses, contacts = sheet.party, sheet.addresses, sheet.people
    fresh = routing.effect(
        [each for each in sheet.purposes if each.id in turned], party, addresses, contacts, assignments,
        today=sheet.today,
    )  # fmt: skip
    by_code = {each.purpose: each for each in (*sheet.effects, *fresh)}
    dead = serving.dead_elsewhere(sheet.firms)
    return replace(
        sheet,
        assignments=tuple(assignments),
        effects=tuple(by_code[each.code] for each in sheet.purposes if each.code in by_code),
        gaps=routing.gaps(
            sheet.purposes, party, addresses, contacts, assignments, today=sheet.today, dead_elsewhere=dead
        ),
    )


def assign(bench: Bench, party_id: PartyId, address_id: AddressId, purpose_id: PurposeId, role: Role | None) -> None:
    """Fill, change or empty one cell of "who receives what"."""
    set_cells(bench, party_id, [Cell(address_id, purpose_id, role)])


def set_cells(bench: Bench, party_id: PartyId, cells: Sequence[Cell]) -> tuple[Assignment, ...]:
    """Set several cells in one step, taken back by one undo; returns all of the party's filled cells afterwards.

    Raises RuleSaysNo when an address is not the party's; then nothing was changed.
    """
    return _set(bench, party_id, cells, lambda n: "assignment-changed" if n == 1 else f"assignments-changed|count={n}")


def make_like(bench: Bench, party_id: PartyId, cells: Sequence[Cell], name: str) -> tuple[Assignment, ...]:
    """As ``set_cells``: the cells that ``like_party`` proposed, told as being made like the party of that name."""
    shown = name.replace("|", "/")
    return _set(bench, party_id, cells, lambda _n: f"assignments-like|name={shown}")


def take_suggestion(bench: Bench, party_id: PartyId, cells: Sequence[Cell]) -> tuple[Assignment, ...]:
    """As ``set_cells``: the cells that ``suggestion`` proposed, told as such."""
    return _set(bench, party_id, cells, lambda n: f"assignments-suggested|count={n}")


def like_party(bench: Bench, party_id: PartyId, other_id: PartyId) -> Proposal:
    """What would change if a party's matrix were made like another's; nothing is changed yet. Raises NotThere."""
    other = parties.party(bench.ledger.read, other_id)
    purposes = assigning.columns(purpose_rows.every(bench.ledger.read))
    return assigning.like(purposes, _side(bench, party_id), _side(bench, other_id), other.label, today=bench.today())


def suggestion(bench: Bench, party_id: PartyId) -> Proposal:
    """The empty cells as the rules would fill them (A1-A5); nothing is changed yet. Raises NotThere."""
    party = parties.party(bench.ledger.read, party_id)
    return assigning.suggest(assigning.columns(purpose_rows.every(bench.ledger.read)), party, _side(bench, party_id))


def _side(bench: Bench, party_id: PartyId) -> Side:
    read = bench.ledger.read
    return Side(
        address_rows.of_party(read, party_id), parties.people(read, party_id), cells_of.of_party(read, party_id)
    )


def _set(bench: Bench, party_id: PartyId, cells: Sequence[Cell], label: Callable[[int], str]) -> tuple[Assignment, ...]:
    read = bench.ledger.read
    if cells_of.strangers(read, party_id, [each.address_id for each in cells]):
        raise RuleSaysNo("address-of-another-party", "address")
    filled = assigning.roles_of(cells_of.of_party(read, party_id))
    fresh = {(each.address_id, each.purpose_id): each.role for each in cells}
    changed = {key: role for key, role in fresh.items() if filled.get(key) is not role}
    if changed:
        with bench.ledger.write(label(len(changed))) as writer:
            for (address_id, purpose_id), role in changed.items():
                cells_of.assign(writer, address_id, purpose_id, role)
    return cells_of.of_party(read, party_id)
