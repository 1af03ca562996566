"""Everybody whom a notice goes to, to be looked through: whom it reaches and why, whom it does not and why not (A6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from tradedesk.services.group_view import GroupState
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.cards import Line
from tradedesk.ui.widgets.delegates import TwoLineDelegate, TwoLines
from tradedesk.ui.widgets.labels import PlainLabel, plain_tooltip
from tradedesk.ui.widgets.window_model import ROW
from tradedesk.ui.wording import formats, joined, reasons, together, tr, trn

Index = QModelIndex | QPersistentModelIndex
#: Why it is hidden is the same for all: why it is this mailbox is said in the row.
_SAME_FOR_ALL = "group-hidden"


@dataclass(frozen=True)
class Somebody:
    """One customer of a notice: its addresses or why there are none."""

    party_id: int
    name: str
    told: str
    reached: bool

    @property
    def searched(self) -> str:
        """What a search looks at."""
        return f"{self.name} {self.told}".casefold()


def everybody(state: GroupState) -> list[Somebody]:
    """Those who are not reached first, then all others by name."""
    missed = [
        Somebody(each.party_id, each.name, together(reasons.sentence(reason) for reason in each.reasons), False)
        for each in state.left_out
    ]
    sentences: dict[Any, str] = {}
    reached = []
    for member in state.members:
        parts = []
        for each in member.recipients:
            why = [reason for reason in each.reasons if reason.code != _SAME_FOR_ALL]
            for reason in why:
                sentences.setdefault(reason, reasons.sentence(reason))
            parts.append(" ".join((f"{each.value} —", *(sentences[reason] for reason in why))))
        reached.append(Somebody(member.party_id, member.name, joined(parts), True))
    return [*missed, *reached]


class _Model(QAbstractListModel):
    """Rows that are all there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Somebody] = ()

    def show(self, rows: Sequence[Somebody]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """One customer, for the painter, the tooltip and those who listen."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return plain_tooltip(f"{row.name}\n{row.told}")
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return f"{row.name}. {row.told}"
        return None


def lines(row: Somebody) -> TwoLines:
    """One customer in two lines."""
    return TwoLines(row.name, row.told, "" if row.reached else tr("not reached"))


class _List(QListView):
    """Delete takes the current customer out, Enter opens it."""

    removed = Signal()
    entered_row = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current row."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)


class GroupList(QWidget):
    """A search and the list; ``removed`` and ``opened`` carry the customer's number, ``closed``: back to the text."""

    removed = Signal(int)
    opened = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Line())
        self._model = _Model(self)
        self.view = _List()
        self.view.setModel(self._model)
        self.view.setItemDelegate(TwoLineDelegate(lines, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(tr("Customers of this notice"))
        self.view.removed.connect(self._remove)
        self.view.entered_row.connect(self._open)
        self.view.doubleClicked.connect(lambda _index: self._open())
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self._follow())
        column.addWidget(self.view, 1)
        self._every: list[Somebody] = []
        self._state: GroupState | None = None
        self._read_as: tuple[Any, Any] | None = None
        self._open_draft = True
        self.hide()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 10, 8)
        head.setSpacing(8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Customer or address"))
        self.search.setAccessibleName(tr("Customer or address"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.count = PlainLabel(tone="muted", size="small")
        self.search.setMinimumWidth(140)
        self.open_button = Button("", "building-2", "quiet", self._open, compact=True)
        self.remove_button = Button("", "trash-2", "quiet", self._remove, compact=True)
        for button, told in ((self.open_button, tr("Open the customer")), (self.remove_button, tr("Take out"))):
            button.setAccessibleName(told)
            button.setToolTip(plain_tooltip(told))
        self.close_button = Button(tr("Back to the text"), "pen-line", "plain", self.closed.emit, compact=True)
        head.addWidget(self.search, 1)
        head.addWidget(self.count)
        for button in (self.open_button, self.remove_button, self.close_button):
            head.addWidget(button)
        return head

    def show_state(self, state: GroupState, *, open_draft: bool) -> None:
        """Show a notice's customers; the current one stays where it is."""
        self._open_draft = open_draft
        self._state = state
        # Of thousands nothing is put into words that nobody looks at.
        if self.isVisible():
            self._read(state)

    def forget(self) -> None:
        """Another draft is shown: nothing of this one is kept."""
        self._state, self._read_as, self._every = None, None, []
        self.search.clear()
        self._model.show(())

    def begin(self, words: str = "") -> None:
        """Show the list, with these words looked for."""
        self.search.setText(words)
        if self._state is not None:
            self._read(self._state)
        self.show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, state: GroupState) -> None:
        known = (state.members, state.left_out)
        if known != self._read_as:
            self._read_as = known
            self._every = everybody(state)
            self._filter()
        self._follow()

    def current(self) -> Somebody | None:
        """The customer of the current row."""
        index = self.view.currentIndex()
        return self._model.rows[index.row()] if index.isValid() else None

    def shown(self) -> Sequence[Somebody]:
        """The rows shown."""
        return self._model.rows

    def _filter(self) -> None:
        place = self.view.currentIndex().row()
        wanted = self.search.text().casefold().split()
        rows = (
            [each for each in self._every if all(word in each.searched for word in wanted)] if wanted else self._every
        )
        self._model.show(rows)
        shown = trn("{n} customer", "{n} customers", len(rows))
        self.count.setText(tr("{shown} of {every}", shown=shown, every=formats.count(len(self._every))) if wanted
                           else shown)  # fmt: skip
        if rows:
            self.view.setCurrentIndex(self._model.index(max(0, min(place, len(rows) - 1)), 0))
        self._follow()

    def _follow(self) -> None:
        there = self.current() is not None
        self.open_button.setEnabled(there)
        self.remove_button.setEnabled(there and self._open_draft)

    def _remove(self) -> None:
        row = self.current()
        if row is not None and self._open_draft:
            self.removed.emit(row.party_id)

    def _open(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row.party_id)
