"""Who receives what as a table: one row an address, one column a purpose, before them what the address is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tradedesk.domain import assigning
from tradedesk.domain.address import Address
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.widgets import plain_tooltip
from tradedesk.ui.wording import reasons, tr

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
    """A cell of a purpose: its words and colour; ``open`` says whether it can be pressed."""

    words: str
    role: str
    open: bool


class MatrixModel(QAbstractTableModel):
    """Small enough to be whole in memory: the addresses of one party."""

    def __init__(self, role: Callable[[int, int], Role | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._sheet: CustomerSheet | None = None
        self._people: dict[int, str] = {}

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
        self._sheet = sheet
        self._people = {each.id: each.name for each in sheet.contacts} if sheet is not None else {}
        if not same:
            self.endResetModel()
        elif self.addresses:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        return same

    def row_of(self, address_id: int) -> int:
        """Where an address stands, -1 when it is not there."""
        return next((row for row, each in enumerate(self.addresses) if each.id == address_id), -1)

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
        """The columns' words."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < LEAD:
            return (tr("Address"), tr("Kind"))[section]
        return words.purpose(self.purposes[section - LEAD], short=True)

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: ARG002
        """Every cell can be walked to."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _face(self, index: Index) -> AddressFace | KindFace | RoleFace:
        address = self.addresses[index.row()]
        if index.column() == ADDRESS:
            return AddressFace(words.icon_of(address.channel), words.value_of(address), self._whose(address))
        if index.column() == KIND:
            today = self._sheet.today if self._sheet is not None else None
            return KindFace(words.kind_chip(address), words.standing_chip(address, today))
        purpose = self.purposes[index.column() - LEAD]
        shown, role = words.cell(self._role(address.id, purpose.id), address.channel)
        return RoleFace(shown, role, bool(assigning.choices(address, purpose)))

    def _words(self, index: Index) -> str:
        face = self._face(index)
        if isinstance(face, AddressFace):
            return face.value
        if isinstance(face, KindFace):
            return f"{face.kind[0]}, {face.standing[0]}"
        return face.words

    def _whose(self, address: Address) -> str:
        name = self._people.get(address.contact_id or 0, "")
        way = words.channel(address.channel) if address.channel != "mail" else ""
        return " · ".join(part for part in (way, name or address.note) if part)

    def _spoken(self, index: Index) -> str:
        address, face = self.addresses[index.row()], self._face(index)
        if not isinstance(face, RoleFace):
            return self._words(index)
        says = face.words if face.role else tr("empty")
        purpose = words.purpose(self.purposes[index.column() - LEAD])
        return tr("{address}, {purpose}: {says}", address=address.value, purpose=purpose, says=says)

    def _explained(self, index: Index) -> str:
        """Why the kind is presumed; why a cell cannot be pressed; the whole of what may be cut off."""
        address, face = self.addresses[index.row()], self._face(index)
        if isinstance(face, AddressFace):
            return "\n".join(part for part in (address.value, face.whose, address.evidence) if part)
        if isinstance(face, KindFace):
            return why(address)
        if not face.open:
            return tr("Chat is for quick news only. What binds goes by mail (rule A9).")
        return ""

    @staticmethod
    def _shape(sheet: CustomerSheet | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if sheet is None:
            return (), ()
        return tuple(each.id for each in sheet.addresses), tuple(each.id for each in sheet.purposes)


def why(address: Address) -> str:
    """The sentence for an address's kind and standing: presumed for what reason, or confirmed by whom."""
    told = []
    if address.kind_confirmed:
        told.append(tr("The kind was set by hand."))
    elif address.kind_reason is not None:
        told.append(reasons.sentence(address.kind_reason))
    if address.evidence:
        told.append(tr("Noted: {words}", words=address.evidence))
    return " ".join(told)
