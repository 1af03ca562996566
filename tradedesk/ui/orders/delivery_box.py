"""A new delivery day was typed: what would move with it, seen before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.cells import parse_day
from tradedesk.domain.moving import Move
from tradedesk.ui.orders import words
from tradedesk.ui.orders.moves_list import MovesList
from tradedesk.ui.widgets import Button
from tradedesk.ui.wording import tr, trn

#: Names and days stand close enough to be read as one line.
_WIDTH = 440


class DeliveryBox(QWidget):
    """Stands below the terms until it is decided; ``decided`` carries the day as typed and whether the dates move."""

    decided = Signal(str, bool)
    #: The order keeps its delivery day.
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 0, 13, 12)
        column.setSpacing(8)
        self.moves = MovesList()
        self.moves.setMaximumWidth(_WIDTH)
        column.addWidget(self.moves)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.move_button = Button("", "check", "primary", lambda: self._decide(move=True))
        self.alone_button = Button(tr("Save the day alone"), on_click=lambda: self._decide(move=False))
        self.leave_button = Button(tr("Leave it"), kind="quiet", on_click=self._leave)
        for button in (self.move_button, self.alone_button, self.leave_button):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def ask(self, day: str, moves: Sequence[Move], names: Mapping[int, str], today: date) -> None:
        """Ask what becomes of these dates when the goods are to be delivered on ``day``."""
        self._day = day
        found = parse_day(day)
        told = words.full_day(found) if isinstance(found, date) else day
        self.moves.show_moves(moves, names, today, title=tr("Planned back from {day}, these dates move", day=told))
        self.move_button.set_words(trn("Save and move {n} date", "Save and move {n} dates", len(moves)))
        self.show()

    def finish(self) -> None:
        """What was typed is saved when one goes on without an answer; no date moves unasked."""
        self._decide(move=False)

    def close_quietly(self) -> None:
        """Ask nothing any more."""
        self._day = None
        self.hide()

    def _decide(self, *, move: bool) -> None:
        day = self._day
        self.close_quietly()
        if day is not None:
            self.decided.emit(day, move)

    def _leave(self) -> None:
        self.close_quietly()
        self.left.emit()
