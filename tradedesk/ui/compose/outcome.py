"""What stands below the message: the way out, what stops it, what failed, and what was handed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.checks import Check, must_fix
from tradedesk.domain.errors import NeighbourFailed, TradeError
from tradedesk.domain.message import Message, MessageState
from tradedesk.services.draft_view import DraftView
from tradedesk.ui.compose import check_words
from tradedesk.ui.compose.fact_popup import LeavingEdit
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.cards import Icon
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.wording import errors, formats, tr, trn

#: Pixels below which the line of buttons would leave no room for the words beside it.
_NARROW = 580
_ICONS = {"info": "info", "good": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}


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
        super().__init__("warn", lead, " · ".join(titles), parent)
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


class Footer(QWidget):
    """The notice of the moment, and the line with the ways out."""

    handed_over = Signal()
    overridden = Signal(str)
    fix_asked = Signal()
    save_asked = Signal()
    copy_asked = Signal()
    look_again_asked = Signal()
    answered = Signal(object)
    log_asked = Signal(int)
    reopened = Signal()
    written_anew = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.notice: Notice | None = None
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        self._hint = PlainLabel(tr("Writes the log when it is handed over"), tone="muted", size="small", wrap=True)
        self.copy_button = Button(tr("Copy text"), "copy", "quiet", self.copy_asked.emit)
        self.save_button = Button(tr("Save as .eml…"), "save", "plain", self.save_asked.emit)
        self.copy_button.setAccessibleName(tr("Copy text"))
        self.copy_button.setToolTip(tr("Copy text"))
        self.main_button = Button("", "send", "primary", self.handed_over.emit)
        self.main_button.setMinimumWidth(150)
        line.addWidget(self._hint, 1)
        for button in (self.copy_button, self.save_button, self.main_button):
            line.addWidget(button)
        column.addWidget(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, copying shows its icon alone."""
        super().resizeEvent(event)
        self.copy_button.set_words("" if self.width() < _NARROW else tr("Copy text"))

    # -- states --------------------------------------------------------------------------------------------------------

    def show_view(self, view: DraftView, *, busy: bool) -> None:
        """The state that follows from the draft; a notice about a moment ago stays until it is settled."""
        if view.handed is not None:
            self._line.hide()
            self._show(handed_notice(view.handed, self))
            return
        self._line.show()
        self.main_button.setVisible(bool(view.program))
        self._hint.setText(tr("Writes the log when it is handed over") if view.program else "")
        if view.program:
            self.main_button.set_words(tr("Open in {program}", program=view.program))
            self.main_button.setToolTip(tr("Opens the message there; you send it yourself (Ctrl+Enter)"))
        self.main_button.setEnabled(not busy)
        if not view.program:
            self._show(self._no_program())
        elif isinstance(self.notice, Stopped):
            if must_fix(view.checks):
                return
            self.drop()
        elif self.notice is not None and self.notice.property("about") in ("no-program", "handed"):
            self.drop()

    def show_stopped(self, view: DraftView, checks: Sequence[Check]) -> None:
        """Say what must be fixed before it can go out."""
        titles = [check_words.check_words(check, view).title for check in checks]
        notice = Stopped(titles, waivable=all(check.waivable for check in checks))
        notice.fix_button.clicked.connect(lambda _checked=False: self.fix_asked.emit())
        notice.overridden.connect(self.overridden)
        self._show(notice)
        notice.fix_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, error: TradeError) -> None:
        """Say what went wrong, what was kept, and the next best ways."""
        lead = tr("It was not handed over") if isinstance(error, NeighbourFailed) else tr("It cannot go out like this")
        notice = Notice("bad", lead, errors.sentence(error))
        notice.setProperty("about", "failure")
        notice.add_button(Button(tr("Save as .eml…"), "save", on_click=self.save_asked.emit))
        notice.add_button(Button(tr("Copy text"), "copy", on_click=self.copy_asked.emit))
        notice.add_button(Button(tr("Close"), kind="quiet", on_click=self.drop))
        self._show(notice)

    def show_done(self, sentence: str, detail: str = "") -> None:
        """Say that something was done."""
        notice = Notice("good", sentence, detail)
        notice.setProperty("about", "done")
        notice.add_button(Button(tr("Close"), kind="quiet", on_click=self.drop))
        self._show(notice)

    def drop(self) -> None:
        """No notice."""
        if self.notice is not None:
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None

    def _no_program(self) -> Notice:
        notice = Notice(
            "warn",
            tr("No mail program was found on this computer"),
            tr(
                "Install Thunderbird or another mail program and look again. "
                "Until then, save the message as an .eml file or copy its text."
            ),
        )
        notice.setProperty("about", "no-program")
        notice.add_button(Button(tr("Look again"), "refresh-cw", on_click=self.look_again_asked.emit))
        return notice

    def _show(self, notice: Notice) -> None:
        self.drop()
        self.notice = notice
        self._place.addWidget(notice)
        notice.show()


def handed_notice(message: Message, footer: Footer) -> Notice:
    """What was handed over, and the question what became of it; never "sent" before the user says so."""
    counted = " · ".join(
        [
            trn("{n} recipient", "{n} recipients", len(message.recipients)),
            trn("{n} attachment", "{n} attachments", len(message.attachments)),
            formats.moment(message.at),
        ]
    )
    to_log = Button(tr("Show in the log"), "messages-square", "quiet", lambda: footer.log_asked.emit(message.id))
    if message.state is MessageState.HANDED_OVER:
        if message.program.endswith(".eml"):
            lead = tr("Saved as {file}: {counted}", file=message.program, counted=counted)
            ask = tr("Open it with your mail program and send it. What became of it?")
        else:
            lead = tr("Opened in {program}: {counted}", program=message.program, counted=counted)
            ask = tr("Check it there and send it. What became of it?")
        notice = Notice("info", lead, ask)
        for state, text, icon in (
            (MessageState.SENT, tr("Sent as it is"), "check"),
            (MessageState.CHANGED, tr("Sent, changed"), "pen-line"),
            (MessageState.NOT_SENT, tr("Not sent"), "x"),
        ):
            notice.add_button(Button(text, icon, on_click=_answer(footer, state)))
    else:
        notice = _answered(message, counted)
        if message.state is MessageState.NOT_SENT:
            notice.add_button(Button(tr("Go on with this draft"), "pen-line", on_click=footer.reopened.emit))
        notice.add_button(Button(tr("Write another"), "plus", on_click=footer.written_anew.emit))
    notice.add_button(to_log)
    notice.setProperty("about", "handed")
    return notice


def _answer(footer: Footer, state: MessageState) -> Callable[[], None]:
    return lambda: footer.answered.emit(state)


def _answered(message: Message, counted: str) -> Notice:
    told = {
        MessageState.SENT: ("good", tr("You said: sent as it is")),
        MessageState.CHANGED: ("good", tr("You said: sent, with changes")),
        MessageState.NOT_SENT: ("warn", tr("You said: not sent")),
    }
    role, lead = told.get(message.state, ("info", tr("The hand-over was interrupted")))
    return Notice(role, lead, tr("{program}, {counted}", program=message.program, counted=counted))
