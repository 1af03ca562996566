"""What a recipient means that the rules of today did not choose, said where it stands, with the way to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.reason import Reason
from tradedesk.services.draft_view import DraftView
from tradedesk.services.recipients import is_against_the_rules
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.cards import Icon
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.wording import reasons, tr, trn

#: So many sentences stand at one row; the right column has them all.
_MOST = 2
_OF_COPIES = frozenset({"assigned-cc-missing", "rule-cc-missing", "was-on-last-missing"})


@dataclass(frozen=True)
class Consequence:
    """A sentence and what can be done: ``action`` is add, instead, copy or "" for nothing; ``values`` what it needs."""

    sentence: str
    action: str = ""
    label: str = ""
    values: tuple[str, ...] = ()


def consequences(role: str, view: DraftView) -> tuple[Consequence, ...]:
    """What stands at a row: of its chips that the rules of today did not choose, and of all recipients together at the
    row that mends it."""
    found = [
        _told(reason)
        for each in view.draft.recipients
        if each.role == role and is_against_the_rules(each)
        for reason in each.warnings
    ]
    at_this_row = (each for each in view.whole if role == ("cc" if each.code in _OF_COPIES else "to"))
    return (*found, *map(_told, at_this_row))


def _told(reason: Reason) -> Consequence:
    sentence, address = reasons.sentence(reason), reason.fact("address")
    if reason.code == "address-unknown":
        return Consequence(sentence, "add", tr("Add to {party}", party=reason.fact("party")), (address,))
    if reason.fact("instead"):
        instead = reason.fact("instead")
        return Consequence(sentence, "instead", tr("Use {address}", address=instead), (address, instead))
    if reason.code in _OF_COPIES:
        return Consequence(sentence, "copy", tr("Put on Cc"), (address,))
    return Consequence(sentence)


class ConsequenceLines(QWidget):
    """The sentences below a row; ``acted`` carries the action and what it needs."""

    acted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(2)
        self.shown: tuple[Consequence, ...] = ()
        self._made: list[QWidget] = []
        self.hide()

    def show_consequences(self, told: Sequence[Consequence]) -> None:
        """Show these; the same ones stay as they are."""
        if tuple(told) == self.shown:
            return
        self.shown = tuple(told)
        for old in self._made:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._made = [self._line(each) for each in self.shown[:_MOST]]
        more = len(self.shown) - _MOST
        if more > 0:
            words = trn("{n} more under “Before it goes out”", "{n} more under “Before it goes out”", more)
            self._made.append(PlainLabel(words, tone="muted", size="small"))
        for widget in self._made:
            self._column.addWidget(widget)
        self.setVisible(bool(self.shown))

    def _line(self, told: Consequence) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(Icon("triangle-alert", "warn", 14), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(PlainLabel(told.sentence, tone="warn", size="small", wrap=True), 1)
        if told.action:
            button = Button(told.label, kind="link")
            button.setStyleSheet("QPushButton { min-height: 17px; padding: 0 2px; }")
            button.clicked.connect(lambda _on=False: self.acted.emit(told.action, told.values))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder
