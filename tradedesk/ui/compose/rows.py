"""The rows of a message: their name, chips or an editor, a problem below, and for recipients what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.services.recipients import Offer
from tradedesk.ui.compose.consequences import ConsequenceLines
from tradedesk.ui.compose.offers import OfferCompleter
from tradedesk.ui.compose.over_page import LeavingEdit
from tradedesk.ui.recipient_words import role_words
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.flow import FlowLayout
from tradedesk.ui.widgets.labels import PlainLabel, Problem
from tradedesk.ui.widgets.reason_chip import DRAGGED, ChipWords, ReasonChip
from tradedesk.ui.wording import tr

_LABEL = 62


def make_small(button: Button) -> None:
    """As high as a chip: the style sheet's own height would break the line."""
    button.setStyleSheet("QPushButton { min-height: 23px; padding: 0; }")
    button.setFixedSize(28, 25)


class Row(QWidget):
    """A line of the card: its name on the left, chips or an editor on the right, a problem below."""

    def __init__(self, name: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 6, 10, 6)
        outer.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(0)
        if name:  # without one the chips begin at the edge
            label = PlainLabel(name, tone="muted")
            label.setFixedWidth(_LABEL)
            label.setMinimumHeight(25)
            line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(content, 1)
        self.line = line
        outer.addLayout(line)
        self._problem = Problem()
        self._problem.setContentsMargins(_LABEL, 0, 0, 2)
        outer.addWidget(self._problem)

    def say_problem(self, sentence: str) -> None:
        """What is wrong here; nothing takes it away."""
        self._problem.say(sentence)


class ChipRow(Row):
    """A line of chips."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.holder = QWidget()
        self.flow = FlowLayout(self.holder, gap=8, line_gap=4)
        policy = self.holder.sizePolicy()
        policy.setHeightForWidth(True)
        self.holder.setSizePolicy(policy)
        super().__init__(name, self.holder, parent)
        self.chips: list[ReasonChip] = []

    def show_chips(self, chips: Sequence[ReasonChip]) -> None:
        """Show these chips before whatever else stands in the line; the focus stays at its place."""
        focused = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        for chip in self.chips:
            self.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = list(chips)
        for place, chip in enumerate(self.chips):
            chip.setParent(self.holder)
            self.flow.insert_widget(place, chip)
            chip.show()
        if focused >= 0 and self.chips:
            self.chips[min(focused, len(self.chips) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.holder.updateGeometry()


class RecipientRow(ChipRow):
    """To, Cc or Bcc: a chip each, a plus that takes an offered or a typed address, and what was chosen means."""

    added = Signal(str, str)
    #: A chip of another row was dropped here: its address and this row's role.
    dropped = Signal(str, str)

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(role_words(role), parent)
        self.role = role
        self._offered: tuple[Offer, ...] = ()
        #: The offers that the list of proposals was made of: with the first look at it.
        self._proposed: tuple[Offer, ...] | None = None
        self.add_button = Button("", "plus", "quiet", self.start_adding)
        make_small(self.add_button)
        self.add_button.setAccessibleName(tr("Add to {row}", row=role_words(role)))
        self.add_button.setToolTip(tr("Add an address"))
        self.edit = LeavingEdit()
        self.edit.setFixedSize(260, 25)
        self.edit.setStyleSheet("QLineEdit { min-height: 21px; }")
        self.edit.setPlaceholderText(tr("Address"))
        self.edit.setAccessibleName(tr("Add to {row}", row=role_words(role)))
        self.edit.hide()
        self.edit.returnPressed.connect(self._take)
        self.edit.given_up.connect(self.stop_adding)
        self.edit.textEdited.connect(lambda _text: self.say_problem(""))
        self.flow.addWidget(self.edit)
        self.flow.addWidget(self.add_button)
        self.flow.keep_beside(self.add_button)
        self.told = ConsequenceLines()
        self.told.setContentsMargins(_LABEL, 0, 0, 0)
        self.outer.addWidget(self.told)
        self.setAcceptDrops(True)

    def differs(self, told: Sequence[ChipWords], removable: bool) -> bool:
        """Whether other chips are to be shown than stand here."""
        return [(chip.words, chip.removable) for chip in self.chips] != [(each, removable) for each in told]

    def offer(self, offers: Sequence[Offer]) -> None:
        """What the plus proposes; an open list of proposals stays while it would be the same."""
        self._offered = tuple(offers)
        if not self.edit.isHidden():
            self._propose()

    def _propose(self) -> None:
        if self._offered == self._proposed:
            return
        self._proposed = self._offered
        completer = OfferCompleter(self._offered, self.edit)
        completer.activated.connect(lambda value: self.added.emit(value, self.role))
        self.edit.setCompleter(completer)

    def start_adding(self) -> None:
        """Open the small field with the proposals below."""
        self._propose()
        self.add_button.hide()
        self.edit.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        completer = self.edit.completer()
        if completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()

    def stop_adding(self) -> None:
        """Close it."""
        had_focus = self.edit.hasFocus()
        self.edit.clear()
        self.edit.hide()
        self.add_button.show()
        self.say_problem("")
        if had_focus:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A chip of another row may come in."""
        if event.mimeData().hasFormat(DRAGGED) and self.add_button.isVisible():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        value = bytes(event.mimeData().data(DRAGGED).data()).decode()
        event.acceptProposedAction()
        if all(chip.words.key != value for chip in self.chips):
            self.dropped.emit(value, self.role)

    def _take(self) -> None:
        value = self.edit.text().strip()
        if value:
            self.added.emit(value, self.role)
