"""Below the matrix: what is missing or in conflict, each with its one action."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.reason import Reason
from tradedesk.ui.widgets import Button, Icon, PlainLabel
from tradedesk.ui.widgets.emptying import empty
from tradedesk.ui.wording import reasons, tr

#: The words of an action, and what it does; None where there is nothing to press.
Remedy = tuple[str, Callable[[], None]] | None


def sentence(reason: Reason) -> str:
    """The reason as a line of its own; an address at its beginning keeps its letters."""
    told = reasons.sentence(reason)
    return told if "@" in told.partition(" ")[0] else told[:1].upper() + told[1:]


class GapCard(QFrame):
    """What is missing or in conflict, a line each, the gravest first."""

    def __init__(self, remedy: Callable[[Reason], Remedy], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "warn")
        self.setAccessibleName(tr("What is missing or in conflict"))
        self._remedy = remedy
        self._shown: tuple[Reason, ...] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        icon = Icon("triangle-alert", "warn")
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        icon.setContentsMargins(0, 6, 0, 0)
        icon.setFixedHeight(22)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        row.addLayout(self._lines, 1)

    def show_gaps(self, gaps: Sequence[Reason]) -> None:
        """Show these; nothing at all where all is well."""
        self.setVisible(bool(gaps))
        if tuple(gaps) == self._shown:
            return
        self._shown = tuple(gaps)
        empty(self._lines)
        for gap in gaps:
            self._lines.addWidget(self._line(gap))

    def _line(self, gap: Reason) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        line.setMinimumHeight(28)
        told = sentence(gap)
        row.addWidget(PlainLabel(told, wrap=True), 1)
        remedy = self._remedy(gap)
        if remedy is not None:
            button = Button(remedy[0], kind="plain", on_click=remedy[1], compact=True)
            button.setAccessibleName(tr("{action}: {sentence}", action=remedy[0], sentence=told))
            row.addWidget(button)
        return line
