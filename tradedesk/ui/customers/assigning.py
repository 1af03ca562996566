"""Filling the matrix, without widgets: cells set in one step, the effect at once, proposals looked at before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from tradedesk.domain import assigning, routing
from tradedesk.domain.address import Address
from tradedesk.domain.assigning import Cell, Proposal
from tradedesk.domain.errors import NotThere, TradeError
from tradedesk.domain.ids import PartyId
from tradedesk.domain.purpose import Assignment, Purpose, Role
from tradedesk.domain.reason import Reason
from tradedesk.services import assignments
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.desk import Desk
from tradedesk.ui.wording import errors, reasons, together, tr, trn

#: One cell: its address and its purpose.
Place = tuple[Address, Purpose]


class Shown(Protocol):
    """The party shown: its sheet, and how it is read anew."""

    sheet: CustomerSheet | None

    def read(self) -> None:
        """Read the party again."""


class Assigning(QObject):
    """Changes the sheet in memory at once, so that the effect is seen, and the ledger beside the window."""

    #: The filled cells, what they mean or what is missing changed.
    changed = Signal()
    #: A proposal came, or went.
    proposed = Signal()
    #: A sentence about what was just tried; empty when there is nothing to say.
    told = Signal(str)

    def __init__(self, desk: Desk, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shown = desk, shown
        self._writing = 0
        self._seen: CustomerSheet | None = None
        self.proposal: Proposal | None = None
        #: The codes of the purposes whose effect the latest change turned.
        self.turned: frozenset[str] = frozenset()

    # -- what is there -------------------------------------------------------------------------------------------------

    @property
    def sheet(self) -> CustomerSheet | None:
        """The party shown, with what was just set."""
        return self._shown.sheet

    @property
    def busy(self) -> bool:
        """Whether something set here is not in the ledger yet."""
        return self._writing > 0

    def roles(self) -> dict[tuple[int, int], Role]:
        """The filled cells."""
        return assigning.roles_of(self.sheet.assignments) if self.sheet is not None else {}

    def explained(self, address: Address, purpose: Purpose) -> tuple[Reason, ...]:
        """Why a cell means what it means for the next message."""
        sheet = self.sheet
        if sheet is None:
            return ()
        sent = routing.route(purpose, sheet.party, sheet.addresses, sheet.people, sheet.assignments, today=sheet.today)
        return assigning.explained(purpose, address, sheet.role(address.id, purpose.id), sent)

    def explain(self, address: Address, purpose: Purpose) -> str:
        """The same as sentences."""
        return together(reasons.sentence(each) for each in self.explained(address, purpose))

    def sheet_arrived(self, sheet: CustomerSheet) -> None:
        """Another sheet is shown: what the effect was before, and a proposal, belong to the same party only."""
        same = self._seen is not None and self._seen.party.id == sheet.party.id
        self.turned = _turned(self._seen, sheet) or self.turned if same else frozenset()
        if not same or (self._seen is not None and _shape(self._seen) != _shape(sheet)):
            self.dismiss()
        self._seen = sheet

    # -- setting cells -------------------------------------------------------------------------------------------------

    def press(self, places: Sequence[Place], at: Place) -> None:
        """One more press: To, Cc, never, empty. The cell at hand goes on, the others selected follow it."""
        offered = assigning.choices(*at)
        if not offered:
            open_ones = [each for each in places if assigning.choices(*each)]
            if not open_ones:
                self._tell_closed(*at)
                return
            at = open_ones[0]
            offered = assigning.choices(*at)
        role = self.sheet.role(at[0].id, at[1].id) if self.sheet is not None else None
        self.set_role(places, assigning.after(role, offered))

    def set_role(self, places: Sequence[Place], role: Role | None) -> None:
        """Set every selected cell that can say it, in one step."""
        self.set_cells([(each, role) for each in places])

    def set_cells(self, wanted: Iterable[tuple[Place, Role | None]]) -> None:
        """Set cells to roles of their own in one step; those that cannot say theirs are left and told of."""
        wanted = list(wanted)
        found = [assigning.set_to(*place, role) for place, role in wanted]
        fit = [cell for cell in found if cell is not None]
        if wanted and not fit:
            self._tell_closed(*wanted[0][0])
            return
        left = len(found) - len(fit)
        self._apply(fit)
        self.told.emit(trn("{n} cell was left: it takes nothing by this way.",
                           "{n} cells were left: they take nothing by this way.", left) if left else "")  # fmt: skip

    def row_like(self, source: Address, targets: Sequence[Address]) -> None:
        """Make the rows of these addresses like that of another one of the party."""
        if self.sheet is not None:
            roles, purposes = self.roles(), self.sheet.purposes
            self._apply([cell for each in targets for cell in assigning.row_like(source, each, purposes, roles)])

    def column_like(self, source: Purpose, target: Purpose) -> None:
        """Make a purpose's column like another one."""
        if self.sheet is not None:
            self._apply(assigning.column_like(source, target, self.sheet.addresses, self.roles()))

    # -- proposals -----------------------------------------------------------------------------------------------------

    def suggest(self) -> None:
        """Let the rules propose what the empty cells would say."""
        if self.sheet is not None:
            self._desk.run(assignments.suggestion, self.sheet.party.id, on_done=self._for(self._suggested), owner=self)

    def like_party(self, other_id: PartyId) -> None:
        """Propose the matrix of another party for this one."""
        if self.sheet is not None:
            self._desk.run(assignments.like_party, self.sheet.party.id, other_id,
                           on_done=self._for(self._show), owner=self)  # fmt: skip

    def apply(self) -> None:
        """Take the proposal, in one step."""
        if self.proposal is not None:
            found, name = self.proposal, self.proposal.name
            self.dismiss()
            cells = [each.cell for each in found.changes]
            if name:
                self._apply(cells, assignments.make_like, name)
            else:
                self._apply(cells, assignments.take_suggestion)

    def dismiss(self) -> None:
        """Put the proposal away."""
        if self.proposal is not None:
            self.proposal = None
            self.proposed.emit()

    def _suggested(self, found: Proposal) -> None:
        if found.changes:
            self._show(found)
        else:
            self.dismiss()
            self.told.emit(tr("Nothing to suggest: the rules would fill no other cell."))

    def _show(self, found: Proposal) -> None:
        self.proposal = found
        self.told.emit("")
        self.proposed.emit()

    def _for(self, then: Callable[[Proposal], None]) -> Callable[[Proposal], None]:
        """Only while the same party is shown."""
        asked = self.sheet.party.id if self.sheet is not None else None

        def arrived(found: Proposal) -> None:
            if self.sheet is not None and self.sheet.party.id == asked:
                then(found)

        return arrived

    # -- writing and reading -------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the filled cells again, and nothing else."""
        sheet = self.sheet
        if sheet is None or self.busy:
            return
        number = sheet.party.id
        self._desk.run(assignments.of_party, number, on_done=lambda found: self._arrived(number, found),
                       on_error=lambda _gone: None, owner=self)  # fmt: skip

    def _apply(
        self, cells: Sequence[Cell], verb: Callable[..., tuple[Assignment, ...]] = assignments.set_cells, *more: str
    ) -> None:
        sheet, roles = self.sheet, dict(self.roles())
        changed = [each for each in cells if roles.get((each.address_id, each.purpose_id)) is not each.role]
        if sheet is None or not changed:
            return
        for each in changed:
            if each.role is None:
                roles.pop((each.address_id, each.purpose_id), None)
            else:
                roles[each.address_id, each.purpose_id] = each.role
        self.dismiss()
        self._take(tuple(Assignment(0, *place, role) for place, role in roles.items()))
        self._writing += 1
        number = sheet.party.id

        def written(found: tuple[Assignment, ...]) -> None:
            self._writing -= 1
            self._arrived(number, found)

        self._desk.run(verb, number, changed, *more, on_done=written, on_error=self._not_written, owner=self)

    def _take(self, filled: tuple[Assignment, ...]) -> None:
        """Show the sheet with these cells, and mark whose effect turned."""
        before = self.sheet
        assert before is not None
        now = assignments.outcome(before, filled)
        self.turned = _turned(before, now)
        self._shown.sheet = self._seen = now
        self.changed.emit()

    def _arrived(self, party_id: PartyId, filled: tuple[Assignment, ...]) -> None:
        sheet = self.sheet
        if sheet is None or sheet.party.id != party_id or self.busy:
            return
        if assigning.roles_of(filled) != assigning.roles_of(sheet.assignments):
            self._take(filled)

    def _not_written(self, error: TradeError) -> None:
        self._writing -= 1
        self._desk.refused.emit(errors.sentence(error))
        if isinstance(error, NotThere):
            self._shown.read()
        else:
            self.read()

    def _tell_closed(self, address: Address, purpose: Purpose) -> None:
        self.told.emit(self.explain(address, purpose))


def _turned(before: CustomerSheet | None, now: CustomerSheet) -> frozenset[str]:
    was = {each.purpose: each.said for each in before.effects} if before is not None else {}
    return frozenset(each.purpose for each in now.effects if was.get(each.purpose, each.said) != each.said)


def _shape(sheet: CustomerSheet) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(each.id for each in sheet.addresses), tuple(each.id for each in sheet.purposes)
