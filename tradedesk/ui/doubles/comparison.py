"""Two entries side by side: which stays, whose value counts in each field, what both have and what the other brings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from tradedesk.services.duplicates import Comparison, FieldOf
from tradedesk.ui.doubles.both_sides import both_sides, grid_of_sides
from tradedesk.ui.doubles.presenter import DoublesPresenter
from tradedesk.ui.widgets import Card, Line, PlainLabel
from tradedesk.ui.wording import capital, listed, tr, trn
from tradedesk.ui.wording.told import term


class ComparisonCard(Card):
    """Renders a comparison; the choices go to the presenter at once."""

    def __init__(self, presenter: DoublesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(tr("Side by side"), parent=parent)
        self._presenter = presenter
        self._holder: QWidget | None = None
        self.groups: dict[str, QButtonGroup] = {}

    def show_comparison(self, seen: Comparison) -> None:
        """Show two entries; the one that stays is the first."""
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
        self.groups = {}
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        grid = grid_of_sides()
        for place, words in enumerate((tr("This one stays"), tr("This one goes into it")), 1):
            grid.addWidget(PlainLabel(words, tone="muted", size="small"), 0, place)
        for row, field in enumerate(seen.fields, 1):
            self._add_field(grid, row, field)
        if not seen.fields:
            told = PlainLabel(
                tr("Nothing to choose: no field of the two says something else."), tone="muted", wrap=True
            )
            grid.addWidget(told, 1, 0, 1, 3)
        column.addLayout(grid)
        column.addWidget(Line())
        column.addLayout(both_sides(seen))
        column.addWidget(Line())
        column.addLayout(_told(seen))
        self.add(self._holder)

    def _add_field(self, grid: QGridLayout, row: int, field: FieldOf) -> None:
        name = capital(term("party-field", field.name))
        grid.addWidget(PlainLabel(name, tone="muted", size="small"), row, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(self._holder)
        for place, value in enumerate((field.first, field.second)):
            holder = QHBoxLayout()
            holder.setSpacing(8)
            choice = QRadioButton()
            choice.setAccessibleName(f"{name}: {value}")
            choice.setChecked((field.name in self._presenter.theirs) == bool(place))
            group.addButton(choice, place)
            words = PlainLabel(value, wrap=True)
            words.setBuddy(choice)
            holder.addWidget(choice, 0, Qt.AlignmentFlag.AlignTop)
            holder.addWidget(words, 1)
            grid.addLayout(holder, row, place + 1)
        group.idToggled.connect(
            lambda place, on, code=field.name: self._presenter.choose(code, theirs=bool(place)) if on else None
        )
        self.groups[field.name] = group


def _told(seen: Comparison) -> QVBoxLayout:
    """What both have, what the one that goes brings, and where the rest stays."""
    column = QVBoxLayout()
    column.setSpacing(4)
    brings = [words for noun in ("contacts", "addresses", "orders", "messages", "documents")
              if (words := _counted(noun, seen.brings.get(noun, 0)))]  # fmt: skip
    lines = [
        tr("Same people: {names}", names=listed(seen.people)) if seen.people else "",
        tr("Same addresses: {values}", values=listed(seen.addresses)) if seen.addresses else "",
        tr("Brings along: {things}", things=listed(brings)) if brings else tr("Brings nothing along."),
        tr("What is not chosen is kept in the notes. One Undo makes them two again."),
    ]
    for line in filter(None, lines):
        column.addWidget(PlainLabel(line, size="small", wrap=True))
    return column


def _counted(noun: str, count: int) -> str:
    if not count:
        return ""
    told = {
        "contacts": lambda: trn("1 person", "{n} people", count, n=count),
        "addresses": lambda: trn("1 address", "{n} addresses", count, n=count),
        "orders": lambda: trn("1 order", "{n} orders", count, n=count),
        "messages": lambda: trn("1 message", "{n} messages", count, n=count),
        "documents": lambda: trn("1 document", "{n} documents", count, n=count),
    }
    return told[noun]()
