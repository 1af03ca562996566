"""The mails of a notice below its text: which were opened and what became of each, and how many are to come (A6)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.message import MessageState
from tradedesk.services.group_mails import GroupMail
from tradedesk.services.group_view import GroupState
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.cards import Icon
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.wording import formats, joined, programs, tr, trn

#: So many unanswered mails are asked about at once; the log asks about all.
_ASKED = 2
_OPEN = (MessageState.HANDED_OVER, MessageState.HANDING_OVER)


class GroupBar(QFrame):
    """``answered`` carries the first entry of a mail and what became of it."""

    answered = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "info")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 8)
        outer.setSpacing(8)
        outer.addWidget(Icon("mail", "info", 17), 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.lead = PlainLabel(size="strong", wrap=True)
        self._column.addWidget(self.lead)
        outer.addLayout(self._column, 1)
        self._rows: list[QWidget] = []
        self._shown: tuple[GroupMail, ...] = ()
        self.hide()

    def show_state(self, state: GroupState) -> None:
        """Show the mails of a notice; nothing while there is one alone that was not opened."""
        if state.mails == self._shown:
            return
        self._shown = state.mails
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        waiting = [each for each in state.mails if each.state in _OPEN]
        self._rows = [self._question(each, len(state.mails)) for each in reversed(waiting[-_ASKED:])]
        for row in self._rows:
            self._column.addWidget(row)
        self.lead.setText(lead(state))
        self.setAccessibleName(self.lead.text())
        opened = any(each.state is not None for each in state.mails)
        self.setVisible(opened or len(state.mails) > 1)

    def _question(self, mail: GroupMail, every: int) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        asked = _asked(mail, every)
        column.addWidget(PlainLabel(asked, wrap=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        column.addLayout(line)
        for state, text, icon in (
            (MessageState.SENT, tr("Sent as it is"), "check"),
            (MessageState.CHANGED, tr("Sent, changed"), "pen-line"),
            (MessageState.NOT_SENT, tr("Not sent"), "x"),
        ):
            button = Button(text, icon, compact=True)
            button.setAccessibleName(f"{asked} {text}")
            button.clicked.connect(lambda _on=False, s=state: self.answered.emit(mail.message_id or 0, s))
            line.addWidget(button)
        line.addStretch(1)
        return holder


def lead(state: GroupState) -> str:
    """ "Batch 2 of 3 is next · 1 opened, to be answered · 1 sent"."""
    parts = [_next_words(state)]
    waiting = sum(1 for each in state.mails if each.state in _OPEN)
    gone = sum(1 for each in state.mails if each.state in (MessageState.SENT, MessageState.CHANGED))
    if waiting:
        parts.append(trn("{n} opened, to be answered", "{n} opened, to be answered", waiting))
    if gone:
        parts.append(trn("{n} sent", "{n} sent", gone))
    return joined(parts)


def _next_words(state: GroupState) -> str:
    mail = state.to_come
    if mail is None:
        return trn("The batch was opened", "All {n} batches were opened", len(state.mails))
    counted = trn("{n} address", "{n} addresses", mail.addresses)
    return tr("Next: batch {n} of {every}, {counted}", n=formats.count(mail.number),
              every=formats.count(len(state.mails)), counted=counted)  # fmt: skip


def _asked(mail: GroupMail, every: int) -> str:
    when = formats.moment(mail.at) if mail.at is not None else ""
    counted = trn("{n} address", "{n} addresses", mail.addresses)
    return tr("Batch {n} of {every}, {counted}, {when}: what became of it?", n=formats.count(mail.number),
              every=formats.count(every), counted=counted, when=when)  # fmt: skip


def open_words(mails: Sequence[GroupMail], program: str) -> str:
    """What stands on the main button."""
    mail = next((each for each in mails if each.state is None), None)
    if mail is None or len(mails) == 1:
        return programs.way_out(program)
    if program == programs.BY_HAND:
        return tr("Put in batch {n} of {every} by hand", n=formats.count(mail.number), every=formats.count(len(mails)))
    return tr("Open batch {n} of {every} in {program}", n=formats.count(mail.number),
              every=formats.count(len(mails)), program=program)  # fmt: skip
