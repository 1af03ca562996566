"""Below the matrix: what is missing or in conflict with its one action, and where the next message would go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.reason import Reason
from tradedesk.ui.widgets import Button, Card, Icon, PlainLabel
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


class EffectCard(Card):
    """Where each kind of message would go now; what the latest change turned is marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Where the next message would go"), parent=parent)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(6, 6, 6, 4)
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self._rows: list[_EffectRow] = []

    def show_effects(self, effects: Sequence[Reason], turned: frozenset[str]) -> None:
        """Show a line for each purpose; ``turned`` are the codes of those that the latest change turned."""
        while len(self._rows) < len(effects):
            row = _EffectRow()
            self._rows.append(row)
            self._column.addWidget(row)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(effects))
            if at < len(effects):
                row.show_effect(effects[at], marked=effects[at].fact("purpose") in turned)


class _EffectRow(QFrame):
    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(8)
        self._icon = Icon("arrow-right", "faint", 14)
        self._words = PlainLabel(size="small", wrap=True)
        self._mark = PlainLabel(tr("changed"), tone="accent", size="tiny")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)

    def show_effect(self, effect: Reason, *, marked: bool) -> None:
        told = sentence(effect)
        if self._words.text() != told:
            self._words.setText(told)
        self._mark.setVisible(marked)
        nobody = effect.code == "would-go-to-nobody"
        self._icon.show_icon("circle-alert" if nobody else "arrow-right", "accent" if marked else
                             "warn" if nobody else "faint")  # fmt: skip
        self._words.set_tone("accent" if marked else "warn" if nobody else "")
        font = QFont(self._words.font())
        font.setWeight(QFont.Weight.Medium if marked else QFont.Weight.Normal)
        self._words.setFont(font)
