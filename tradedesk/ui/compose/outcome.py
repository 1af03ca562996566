"""Notices below the message: what stops it, and what was handed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.message import Medium, Message, MessageState
from tradedesk.ui.compose import found_sent
from tradedesk.ui.compose.over_page import LeavingEdit
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.cards import Icon
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.wording import formats, joined, listed, programs, together, tr, trn
from tradedesk.ui.wording.told import medium_name

_ICONS = {"info": "info", "good": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}


class Exits(QWidget):
    """What can be said below the message, by a button of a notice or of the line."""

    handed_over = Signal()
    overridden = Signal(str)
    fix_asked = Signal()
    save_asked = Signal()
    by_hand_asked = Signal()
    copy_asked = Signal()
    look_again_asked = Signal()
    answered = Signal(object)
    log_asked = Signal(int)
    reopened = Signal()
    next_asked = Signal()
    written_anew = Signal()
    chat_asked = Signal()
    #: Wait for the best moment; choose another (where to open the menu); wait no longer.
    queued = Signal()
    choice_asked = Signal(QPoint)
    unqueued = Signal()
    #: Facts changed since the text was written: write it anew, or keep it.
    anew_asked = Signal()
    kept = Signal()
    #: A text of one's own that was written anew: put it in again (which one, or where to ask), keep it no longer.
    brought_back = Signal(object)
    own_choice_asked = Signal(QPoint)
    own_texts_let_go = Signal()
    #: What became of the chat that said it already (A9).
    chat_answered = Signal(int, object)
    #: Look for the sent mail; saved mails that were dropped; another notice is shown.
    sent_look_asked = Signal()
    sent_given = Signal(object)
    noticed = Signal()
    #: Whether another draft is open that can be gone on with.
    has_next = False


class Notice(QFrame):
    """A sentence on a coloured ground, more words below, and a line of buttons."""

    def __init__(self, role: str, lead: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", role)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 10, 12, 10)
        outer.setSpacing(8)
        outer.addWidget(Icon(_ICONS[role], role, 17), 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout()
        self.column.setSpacing(6)
        self.lead = PlainLabel(lead, size="strong", wrap=True)
        self.words = PlainLabel(text, wrap=True)
        if not text:  # shown before it has a parent, it would be a window for a moment
            self.words.hide()
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.column.addWidget(self.lead)
        self.column.addWidget(self.words)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self.column.addLayout(self._buttons)
        outer.addLayout(self.column, 1)
        self.setAccessibleName(f"{lead} {text}".strip())

    def add_words(self, text: str) -> None:
        """Say more below; an empty text takes it away."""
        first = self.words.text().partition("\n")[0]
        self.words.setText(f"{first}\n{text}" if text else first)

    def add_button(self, button: Button) -> Button:
        """Put a button at the end of the line."""
        button.setProperty("compact", True)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button


class Stopped(Notice):
    """What must be fixed, and where it may be waived the place to say why."""

    overridden = Signal(str)

    def __init__(self, titles: Sequence[str], *, waivable: bool, parent: QWidget | None = None) -> None:
        lead = trn("One matter must be fixed first", "{n} matters must be fixed first", len(titles))
        super().__init__("warn", lead, joined(titles), parent)
        self.fix_button = self.add_button(Button(tr("Fix it"), "pen-line"))
        self.all_the_same = self.add_button(Button(tr("Hand over all the same…"), kind="quiet", on_click=self._ask))
        self.all_the_same.setVisible(waivable)
        self.why = LeavingEdit()
        self.why.setPlaceholderText(tr("Why may it go out like this? The log keeps the answer."))
        self.why.setAccessibleName(tr("Reason"))
        self.go_button = Button(tr("Hand over all the same"), kind="plain", on_click=self._go)
        self.go_button.setEnabled(False)
        self._reason = QWidget()
        line = QHBoxLayout(self._reason)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.why, 1)
        line.addWidget(self.go_button)
        self._reason.hide()
        self.column.addWidget(self._reason)
        self.why.textChanged.connect(lambda text: self.go_button.setEnabled(bool(text.strip())))
        self.why.returnPressed.connect(self._go)
        self.why.given_up.connect(self._reason.hide)

    def _ask(self) -> None:
        self._reason.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        if self.why.text().strip():
            self.overridden.emit(self.why.text().strip())


def handed_notice(message: Message, footer: Exits) -> Notice:
    """What was handed over, and the question what became of it; never "sent" before the user says so."""
    counted = joined(
        [
            trn("{n} recipient", "{n} recipients", len(message.recipients)),
            trn("{n} attachment", "{n} attachments", len(message.attachments)),
            formats.moment(message.at),
        ]
    )
    to_log = Button(tr("Show in the log"), "messages-square", "quiet", lambda: footer.log_asked.emit(message.id))
    if message.state is MessageState.HANDED_OVER:
        notice = Notice("info", *_opened(message, counted))
        for state, text, icon in (
            (MessageState.SENT, tr("Sent as it is"), "check"),
            (MessageState.CHANGED, tr("Sent, changed"), "pen-line"),
            (MessageState.NOT_SENT, tr("Not sent"), "x"),
        ):
            notice.add_button(Button(text, icon, on_click=_answer(footer, state)))
        if message.medium is Medium.MAIL:
            notice.add_button(found_sent.LookButton(footer.sent_look_asked.emit, footer.sent_given.emit))
    else:
        notice = _answered(message, counted)
        if message.state is MessageState.NOT_SENT:
            notice.add_button(Button(tr("Go on with this draft"), "pen-line", on_click=footer.reopened.emit))
        elif message.medium is not Medium.MAIL:
            notice.add_button(Button(tr("Put it in a mail too"), "mail", on_click=footer.reopened.emit))
        if footer.has_next:
            notice.add_button(Button(tr("Next draft"), "arrow-right", on_click=footer.next_asked.emit))
        notice.add_button(Button(tr("Write another"), "plus", on_click=footer.written_anew.emit))
    notice.add_button(to_log)
    notice.setProperty("about", "handed")
    return notice


def _opened(message: Message, counted: str) -> tuple[str, str]:
    """Where it went, and what is to be done there."""
    if message.medium is not Medium.MAIL:
        who = next((each.name or each.value for each in message.recipients), "")
        where = joined((who, formats.moment(message.at)))
        lead = tr("Copied for {medium}: {where}", medium=medium_name(message.medium), where=where)
        return lead, tr("Send it there. What became of it?")
    if message.program.endswith(".eml"):
        lead = tr("Saved as {file}: {counted}", file=message.program, counted=counted)
        return lead, tr("Open it with your mail program and send it. What became of it?")
    program = programs.program_name(message.program)
    if message.program in programs.LEFT_TO_HAND:
        lead = tr("Prepared for {program}: {counted}", program=program, counted=counted)
        if message.program == programs.BY_HAND:
            lead = tr("Prepared to be put in by hand: {counted}", counted=counted)
        return lead, _what_to_put_in(message)
    lead = tr("Opened in {program}: {counted}", program=program, counted=counted)
    return lead, _what_to_look_for(message, program)


def _what_to_look_for(message: Message, program: str) -> str:
    """What arrived as far as it can be known: that the program was started, not what it made of it."""
    if not message.attachments:
        return tr("Check it there and send it. What became of it?")
    return trn(
        "{program} was started with {n} attachment: look whether you see it there, and send it. What became of it?",
        "{program} was started with {n} attachments: look whether you see them there, and send it. What became of it?",
        len(message.attachments),
        program=program,
    )


def _what_to_put_in(message: Message) -> str:
    steps = [tr("Paste the text: it is on the clipboard.")]
    if message.attachments:
        steps.append(tr("Drag the attachments from the folder that was opened."))
    people = [each.value for each in message.recipients if each.role == "bcc"]
    if people:
        steps.append(tr("See that Bcc names: {people}", people=listed(people)))
    steps.append(tr("Send it. What became of it?"))
    return together(steps)


def _answer(footer: Exits, state: MessageState) -> Callable[[], None]:
    return lambda: footer.answered.emit(state)


def _answered(message: Message, counted: str) -> Notice:
    found = found_sent.told_of(message)
    if found is not None:
        return Notice(*found)
    told = {
        MessageState.SENT: ("good", tr("You said: sent as it is")),
        MessageState.CHANGED: ("good", tr("You said: sent, with changes")),
        MessageState.NOT_SENT: ("warn", tr("You said: not sent")),
    }
    role, lead = told.get(message.state, ("info", tr("The hand-over was interrupted")))
    if message.medium is not Medium.MAIL:
        return Notice(role, lead, f"{medium_name(message.medium)} · {formats.moment(message.at)}")
    program = programs.program_name(message.program)
    return Notice(role, lead, tr("{program}, {counted}", program=program, counted=counted))
