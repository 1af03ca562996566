"""What moves with a date, looked at before it is done: each point from one day to another, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from tradedesk.domain.moving import Move
from tradedesk.ui.orders import words
from tradedesk.ui.widgets import PlainLabel
from tradedesk.ui.wording import reasons, tr

#: Lines that are seen at once; the others are scrolled to.
_SEEN = 4
_LINE = 40


class MovesList(QWidget):
    """Lines of "Shipped  26 Nov → 02 Dec" with their reasons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.title = PlainLabel(size="small", tone="muted", wrap=True)
        column.addWidget(self.title)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.viewport().setAutoFillBackground(False)
        column.addWidget(self._area)
        self.lines: list[str] = []

    def show_moves(self, moves: Sequence[Move], names: Mapping[int, str], today: date, *, title: str) -> None:
        """Show these below a title."""
        self.title.setText(title)
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        self.lines = []
        for at, each in enumerate(moves):
            name = names.get(each.key, "")
            before = words.week_day(each.before, today) if each.before is not None else tr("no date yet")
            days = tr("{before} → {after}", before=before, after=words.week_day(each.after, today))
            why = reasons.sentence(each.reason) if each.reason is not None else tr("as you say")
            grid.addWidget(PlainLabel(name), 2 * at, 0)
            grid.addWidget(PlainLabel(days), 2 * at, 1)
            grid.addWidget(PlainLabel(why, tone="muted", size="small", wrap=True), 2 * at + 1, 0, 1, 2)
            self.lines.append(f"{name}: {days}. {why}")
        self._area.setWidget(held)
        # The card shows through; the area would paint a ground of its own.
        held.setAutoFillBackground(False)
        held.setAccessibleName(tr("What moves"))
        held.setAccessibleDescription("\n".join(self.lines))
        self._area.setVisible(bool(moves))
        self._area.setFixedHeight(_LINE * min(len(moves), _SEEN))
