"""What stands below the message: the way out, the notice of the moment, and what is said of a draft that waits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.check import Check
from tradedesk.domain.checks import must_fix
from tradedesk.domain.errors import NeighbourFailed, TradeError
from tradedesk.services.draft_view import DraftView
from tradedesk.ui.compose import check_words, standing
from tradedesk.ui.compose.outcome import Exits, Notice, Stopped, handed_notice
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PlainLabel, plain_tooltip
from tradedesk.ui.wording import errors, programs, reasons, tr

#: Lines that the words beside the buttons may take; with less room for them they are left out.
_HINT_LINES = 2


class Footer(Exits):
    """The notice of the moment, what changed or waits, and the line with the ways out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.notice: Notice | None = None
        self.strips: dict[str, Notice] = {}
        self._told: dict[str, object] = {}
        self._place = QVBoxLayout()
        self._place.setSpacing(8)
        column.addLayout(self._place)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        self._hint = PlainLabel(tr("Writes the log when it is handed over"), tone="muted", size="small", wrap=True)
        self._hint.setObjectName("hint")
        self.chat_button = Button(tr("Copy for chat"), "copy", "quiet", self.chat_asked.emit)
        self.chat_button.setAccessibleName(tr("Copy for chat"))
        self.save_button = Button(tr("Save as .eml…"), "save", "plain", self.save_asked.emit)
        self.queue_button = Button("", "clock", "plain", self.queued.emit)
        self.choice_button = Button("", "chevron-down", "plain", self._offer)
        self.choice_button.setAccessibleName(tr("Choose another time"))
        self.choice_button.setToolTip(tr("Choose another time"))
        self.choice_button.setFixedWidth(30)
        self.main_button = Button("", "send", "primary", self.handed_over.emit)
        self.main_button.setMinimumWidth(150)
        line.addWidget(self._hint, 100)
        line.addStretch(1)
        line.addWidget(self.chat_button)
        line.addWidget(self.save_button)
        line.addLayout(self._queue_buttons())
        line.addWidget(self.main_button)
        column.addWidget(self._line)

    def _queue_buttons(self) -> QHBoxLayout:
        pair = QHBoxLayout()
        pair.setSpacing(2)
        pair.addWidget(self.queue_button)
        pair.addWidget(self.choice_button)
        return pair

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, words give way."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Words give way to the buttons: first those beside them, then those of copying."""
        buttons = (self.queue_button, self.save_button, self.main_button)
        taken = sum(each.sizeHint().width() + 10 for each in buttons if not each.isHidden())
        taken += 0 if self.choice_button.isHidden() else self.choice_button.width() + 2
        self.chat_button.set_words(tr("Copy for chat"))
        narrow = taken + self.chat_button.sizeHint().width() > self.width()
        if narrow:
            self.chat_button.set_words("")
        self.chat_button.setToolTip(tr("Copy for chat") if narrow else "")
        self._hint.setVisible(self._has_room(self.width() - taken - self.chat_button.sizeHint().width() - 10))

    def _has_room(self, room: int) -> bool:
        """Whether the words beside the buttons stand well in so many pixels."""
        self._hint.ensurePolished()
        needed = self._hint.heightForWidth(room) if room > 0 else 0
        return 0 < needed <= _HINT_LINES * self._hint.fontMetrics().lineSpacing() + 2

    # -- states --------------------------------------------------------------------------------------------------------

    def show_view(self, view: DraftView, *, busy: bool) -> None:
        """The state that follows from the draft; a notice about a moment ago stays until it is settled."""
        at = self._pressed()
        self._show_state(view, busy=busy)
        if at is not None and not at.isVisible():
            self._put_hand(at.text())

    def _pressed(self) -> Button | None:
        """The button here that has the keyboard."""
        at = self.window().focusWidget()
        return at if isinstance(at, Button) and self.isAncestorOf(at) else None

    def _put_hand(self, text: str) -> None:
        """The button that was pressed went: the keyboard stays at one that says the same, else at what came of it."""
        shown = [each for each in self.findChildren(Button) if each.isVisible()]
        same = [each for each in shown if each.text() == text]
        told = [each for each in shown if isinstance(each.parent(), Notice)]
        here = (*same, *told, *(each for each in (self.queue_button, self.main_button) if each in shown))
        if here:
            here[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self, view: DraftView, *, busy: bool) -> None:
        self._show_strips(view)
        if view.handed is not None:
            self._line.hide()
            self._show(handed_notice(view.handed, self))
            return
        self._line.show()
        self.main_button.setVisible(bool(view.program))
        self.save_button.setVisible(not view.program)
        # A chat is written to one person.
        self.chat_button.setVisible(view.group is None)
        self._show_way(view)
        self.main_button.setEnabled(not busy)
        self._show_queue(view)
        if not view.program:
            self._show(self._no_program())
        elif isinstance(self.notice, Stopped):
            if must_fix(view.checks):
                return
            self.drop()
        elif self.notice is not None and self.notice.property("about") in ("no-program", "handed"):
            self.drop()

    def _show_way(self, view: DraftView) -> None:
        """The program on the button, and why it is not the user's own."""
        self._hint.setText("")
        if view.program:
            other, why = check_words.elsewhere(view)
            self._hint.setText(other or tr("Writes the log when it is handed over"))
            self.main_button.set_words(programs.way_out(view.program))
            told = tr("Opens the message there; you send it yourself (Ctrl+Enter)")
            self.main_button.setToolTip(plain_tooltip("\n".join(each for each in (told, other, why) if each)))

    def _show_queue(self, view: DraftView) -> None:
        """ "Queue for 15:00"; a draft that waits for a moment ahead only offers another one."""
        waits = standing.still_waits(view)
        best = view.slots[0] if view.slots and not waits else None
        self.queue_button.setVisible(best is not None)
        self.choice_button.setVisible(best is not None)
        if best is not None:
            self.queue_button.set_words(tr("Queue for {time}", time=standing.slot_time(best, view)))
            self.queue_button.setToolTip(plain_tooltip(reasons.sentence(best.reason)))
        self._fit()

    def _show_strips(self, view: DraftView) -> None:
        """One strip a matter; a strip that says the same stays, so that the focus does."""
        for about, made in (
            ("own-text", standing.own_text_notice),
            ("moved", standing.moved_notice),
            ("chatted", standing.chatted_notice),
            ("wait", standing.wait_notice),
        ):
            fresh = made(view, self) if view.handed is None else None
            same = fresh is not None and about in self.strips and self._told.get(about) == fresh.accessibleName()
            if same and fresh is not None:
                fresh.deleteLater()
                continue
            old = self.strips.pop(about, None)
            if old is not None:
                old.hide()
                old.deleteLater()
            if fresh is not None:
                self.strips[about], self._told[about] = fresh, fresh.accessibleName()
                self._place.insertWidget(0, fresh)
                fresh.show()

    def show_stopped(self, view: DraftView, checks: Sequence[Check]) -> None:
        """Say what must be fixed before it can go out."""
        titles = [check_words.check_words(check, view).title for check in checks]
        notice = Stopped(titles, waivable=all(check.waivable for check in checks))
        notice.fix_button.clicked.connect(lambda _checked=False: self.fix_asked.emit())
        notice.overridden.connect(self.overridden)
        if any(check_words.is_about_the_way(each) for each in checks):
            notice.add_button(Button(tr("Put it in by hand"), "clipboard-list", on_click=self.by_hand_asked.emit))
        self._show(notice)
        notice.fix_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, error: TradeError) -> None:
        """Say what went wrong, what was kept, and the next best ways."""
        lead = tr("It was not handed over") if isinstance(error, NeighbourFailed) else tr("It cannot go out like this")
        notice = Notice("bad", lead, errors.sentence(error))
        notice.setProperty("about", "failure")
        if isinstance(error, NeighbourFailed):
            notice.add_button(Button(tr("Put it in by hand"), "clipboard-list", on_click=self.by_hand_asked.emit))
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

    def _offer(self) -> None:
        self.choice_asked.emit(self.choice_button.mapToGlobal(self.choice_button.rect().topRight()))

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
        notice.add_button(Button(tr("Copy text"), "copy", on_click=self.copy_asked.emit))
        return notice

    def _show(self, notice: Notice) -> None:
        self.drop()
        self.notice = notice
        self._place.addWidget(notice)
        notice.show()
        self.noticed.emit()
