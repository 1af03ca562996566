"""Who receives what as a table: one row an address, one column a purpose, before them what the address is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tradedesk.domain import assigning
from tradedesk.domain.address import Address
from tradedesk.domain.assigning import Proposal
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.services.customers import CustomerSheet
from tradedesk.services.serving import ServingFirm
from tradedesk.ui.customers import words
from tradedesk.ui.widgets import plain_tooltip
from tradedesk.ui.wording import joined, reasons, together, tr

Index = QModelIndex | QPersistentModelIndex
#: The columns before the purposes.
ADDRESS, KIND = 0, 1
LEAD = 2
#: Roles of ``data``: what the painter needs.
FACE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class AddressFace:
    """The first cell: the icon of the channel, the address, and whose it is."""

    icon: str
    value: str
    whose: str


@dataclass(frozen=True)
class KindFace:
    """The second cell: kind and standing, each with its colour."""

    kind: tuple[str, str]
    standing: tuple[str, str]


@dataclass(frozen=True)
class RoleFace:
    """A cell of a purpose: its words and colour; ``open`` says whether it can be pressed.

    ``proposed``: words and colour of what it would say, while a proposal is looked at.
    """

    words: str
    role: str
    open: bool
    proposed: tuple[str, str] | None = None


class MatrixModel(QAbstractTableModel):
    """Small enough to be whole in memory: the addresses of one party."""

    def __init__(self, explain: Callable[[Address, Purpose], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._explain = explain
        self._sheet: CustomerSheet | None = None
        self._people: dict[int, str] = {}
        self._roles: dict[tuple[int, int], Role] = {}
        self._proposed: dict[tuple[int, int], Role | None] = {}

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The rows."""
        return self._sheet.addresses if self._sheet is not None else ()

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """The columns after the first two."""
        return self._sheet.purposes if self._sheet is not None else ()

    def show_sheet(self, sheet: CustomerSheet | None) -> bool:
        """Show a party's addresses; False when rows or columns are others than before (then all was reset)."""
        same = self._shape(sheet) == self._shape(self._sheet)
        if not same:
            self.beginResetModel()
        before, self._sheet, roles = self._sheet, sheet, self._roles
        self._people = {each.id: each.name for each in sheet.people} if sheet is not None else {}
        self._roles = assigning.roles_of(sheet.assignments) if sheet is not None else {}
        if not same:
            self._proposed = {}
            self.endResetModel()
            return False
        if before is not None and sheet is not None and before.purposes != sheet.purposes:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, LEAD, self.columnCount() - 1)
        if before is not None and sheet is not None and _same_but_cells(before, sheet):
            self._repaint_cells({place for place, _role in roles.items() ^ self._roles.items()})
        else:
            self._repaint()
        return True

    def show_proposal(self, proposal: Proposal | None) -> None:
        """Show what cells would say; None shows none."""
        changes = proposal.changes if proposal is not None else ()
        self._proposed = {(each.address_id, each.purpose_id): each.after for each in changes}
        self._repaint()

    def row_of(self, address_id: int) -> int:
        """Where an address stands, -1 when it is not there."""
        return next((row for row, each in enumerate(self.addresses) if each.id == address_id), -1)

    def place(self, index: Index) -> tuple[Address, Purpose] | None:
        """The address and purpose of a cell; None for a cell that is not of a purpose."""
        if not index.isValid() or index.column() < LEAD:
            return None
        return self.addresses[index.row()], self.purposes[index.column() - LEAD]

    def role_at(self, index: Index) -> Role | None:
        """What a cell of a purpose says."""
        place = self.place(index)
        return self._roles.get((place[0].id, place[1].id)) if place is not None else None

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as addresses."""
        return 0 if parent is not None and parent.isValid() else len(self.addresses)

    def columnCount(self, parent: Index | None = None) -> int:
        """Two and the purposes."""
        return 0 if parent is not None and parent.isValid() else LEAD + len(self.purposes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, face, tooltip or what is read aloud of a cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index)
        if role == FACE:
            return self._face(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._explained(index))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' words; the whole name where the head has a shorter one."""
        if orientation is not Qt.Orientation.Horizontal or section >= self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(section, short=True)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and section >= LEAD:
            return plain_tooltip(self._heading(section, short=False))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: ARG002
        """Every cell can be walked to."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def address_face(self, row: int) -> AddressFace:
        """What stands in the first column."""
        address = self.addresses[row]
        owner = self._sheet.owner(address.id) if self._sheet is not None else None
        icon = words.icon_of_party(owner.kind) if owner is not None else words.icon_of(address.channel)
        return AddressFace(icon, words.value_of(address), self._whose(address, owner))

    def kind_face(self, row: int) -> KindFace:
        """What stands in the second column."""
        address = self.addresses[row]
        today = self._sheet.today if self._sheet is not None else None
        owner = self._sheet.owner(address.id) if self._sheet is not None else None
        kind = words.kind_chip(address, owner.kind if owner is not None else None)
        return KindFace(kind, words.standing_chip(address, today))

    def _heading(self, section: int, *, short: bool) -> str:
        if section < LEAD:
            return (tr("Address"), tr("Kind"))[section]
        return words.purpose(self.purposes[section - LEAD], short=short)

    def _face(self, index: Index) -> AddressFace | KindFace | RoleFace:
        if index.column() == ADDRESS:
            return self.address_face(index.row())
        if index.column() == KIND:
            return self.kind_face(index.row())
        return self._role_face(self.addresses[index.row()], self.purposes[index.column() - LEAD])

    def _role_face(self, address: Address, purpose: Purpose) -> RoleFace:
        key = (address.id, purpose.id)
        shown, role = words.cell(self._roles.get(key), address.channel)
        proposed = words.cell(self._proposed[key], address.channel) if key in self._proposed else None
        return RoleFace(shown, role, bool(assigning.choices(address, purpose)), proposed)

    def _words(self, index: Index) -> str:
        face = self._face(index)
        if isinstance(face, AddressFace):
            return face.value
        if isinstance(face, KindFace):
            return f"{face.kind[0]}, {face.standing[0]}"
        return face.words

    def _whose(self, address: Address, owner: ServingFirm | None) -> str:
        """The person, else the other firm whose mailbox it is, else the remark."""
        name = self._people.get(address.contact_id or 0, "") or (owner.name if owner is not None else "")
        way = words.channel(address.channel) if address.channel != "mail" else ""
        return joined((way, name or address.note))

    def _spoken(self, index: Index) -> str:
        address, face = self.addresses[index.row()], self._face(index)
        if not isinstance(face, RoleFace):
            return self._words(index)
        says = face.words if face.role else tr("empty")
        if face.proposed is not None:
            says = tr("{says}, proposed: {words}", says=says, words=face.proposed[0])
        purpose = words.purpose(self.purposes[index.column() - LEAD])
        return tr("{address}, {purpose}: {says}", address=address.value, purpose=purpose, says=says)

    def _explained(self, index: Index) -> str:
        """Why the kind is presumed; what a cell means; the whole of what may be cut off."""
        address, face = self.addresses[index.row()], self._face(index)
        if isinstance(face, AddressFace):
            return "\n".join(part for part in (face.value, face.whose, address.note, address.evidence) if part)
        if isinstance(face, KindFace):
            return "\n".join(part for part in (face.kind[0], face.standing[0], why(address)) if part)
        return self._explain(address, self.purposes[index.column() - LEAD])

    def _repaint(self) -> None:
        if self.addresses:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def _repaint_cells(self, places: set[tuple[int, int]]) -> None:
        rows = {each.id: row for row, each in enumerate(self.addresses)}
        columns = {each.id: LEAD + at for at, each in enumerate(self.purposes)}
        for address_id, purpose_id in places:
            if address_id in rows and purpose_id in columns:
                index = self.index(rows[address_id], columns[purpose_id])
                self.dataChanged.emit(index, index)

    @staticmethod
    def _shape(sheet: CustomerSheet | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if sheet is None:
            return (), ()
        return tuple(each.id for each in sheet.addresses), tuple(each.id for each in sheet.purposes)


def _same_but_cells(before: CustomerSheet, now: CustomerSheet) -> bool:
    return (before.addresses, before.people, before.purposes, before.firms, before.today) == (
        now.addresses, now.people, now.purposes, now.firms, now.today,
    )  # fmt: skip


def why(address: Address) -> str:
    """The sentence for an address's kind and standing: presumed for what reason, or confirmed by whom."""
    told = []
    if address.kind_confirmed:
        told.append(tr("The kind was set by hand."))
    elif address.kind_reason is not None:
        told.append(reasons.sentence(address.kind_reason))
    if address.evidence:
        told.append(tr("Noted: {words}", words=address.evidence))
    return together(told)
