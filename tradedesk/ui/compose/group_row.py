"""The Bcc row of a notice to many, folded: how many it reaches, how many it does not, and the other way to do it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tradedesk.services.group_view import GroupState
from tradedesk.ui.compose.rows import ChipRow
from tradedesk.ui.recipient_words import role_words
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.widgets.reason_chip import ChipWords, ReasonChip
from tradedesk.ui.wording import tr, trn


class GroupRow(ChipRow):
    """``list_asked`` opens the list of all; ``each_asked`` wants one draft for each instead."""

    list_asked = Signal()
    each_asked = Signal()
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(role_words("bcc"), parent)
        self.each_button = Button(tr("One draft each"), "copy", "link", self.each_asked.emit)
        self.each_button.setToolTip(tr("Write to each customer by name: one draft for each, taken back in one step"))
        self.stop_button = Button(tr("Cancel"), "", "link", self.stop_asked.emit)
        self.progress = PlainLabel(tone="muted", size="small")
        for widget in (self.progress, self.stop_button, self.each_button):
            self.line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.progress.setMinimumHeight(25)
        self.show_progress("")

    def show_state(self, state: GroupState, *, begun: bool, open_draft: bool) -> None:
        """Show how many are reached; ``begun``: a part is out, so that it stays one notice."""
        customers = trn("{n} customer", "{n} customers", len(state.members))
        addresses = trn("{n} address", "{n} addresses", state.addresses)
        hidden = tr("None of them sees another. Look through them.")
        told = [ChipWords("all", customers, addresses, reason=hidden)]
        if state.left_out:
            missed = trn("{n} not reached", "{n} not reached", len(state.left_out))
            why = tr("Look through them: each says why, and what would help.")
            told.append(ChipWords("left-out", missed, "", "warn", why))
        if told != [each.words for each in self.chips]:
            chips = [ReasonChip(each, removable=False) for each in told]
            for chip in chips:
                chip.run.connect(lambda _key: self.list_asked.emit())
            self.show_chips(chips)
        self.each_button.setVisible(open_draft and not begun and self.progress.isHidden())

    def show_progress(self, told: str) -> None:
        """How far the single drafts are; empty when none are being made."""
        self.progress.say(told)
        self.stop_button.setVisible(bool(told))
        self.each_button.setVisible(not told)
