"""What Today shows and does, without widgets: looks, asks who is at work, carries out the one action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tradedesk.domain.promise_facts import Promise
from tradedesk.services import today
from tradedesk.services.today import Agenda, AtWork, LogRow
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.places import Place
from tradedesk.ui.today import words

if TYPE_CHECKING:
    from tradedesk.domain.message import MessageState

#: News of these nouns change what is owed.
TOUCHED = frozenset({"parties", "orders", "messages", "points", "drafts"})
#: Milliseconds in which a filled page is painted.
_UNTIL_PAINTED = 60


class TodayPresenter(QObject):
    """Holds the agenda and the ribbon; the page renders when a signal says that they changed."""

    agenda_changed = Signal()
    work_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.agenda: Agenda | None = None
        self.work: AtWork | None = None
        self._job: Job | None = None
        self._again = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._ask_who_works)

    def look(self) -> None:
        """Reckon again: first what is owed, without waiting for the calendars, then who is at work.

        While a look is under way another one waits, however often it is asked for.
        """
        if self._pause.isActive() or (self._job is not None and not self._job.finished):
            self._again = True
            return
        self._job = self._desk.run(today.agenda, on_done=self._reckoned, owner=self)

    def act(self, promise: Promise) -> None:
        """Begin the one action of a promise, unless it is better left for later (E2)."""
        if promise.held is None:
            self._desk.open(words.place_of_action(promise))

    def show_line(self, promise: Promise) -> None:
        """Open what a promise is about."""
        self._desk.open(words.place_of_line(promise))

    def show_entry(self, row: LogRow) -> None:
        """Open a hand-over in the log."""
        self._desk.open(Place("log", row.id))

    def show_draft(self, number: int) -> None:
        """Open a draft that waits."""
        self._desk.open(Place("compose", number))

    def show_drafts(self) -> None:
        """Open Compose, where all drafts are."""
        self._desk.open(Place("compose"))

    def stop_waiting(self, number: int) -> None:
        """Let a draft wait no longer (undo puts it back)."""
        from tradedesk.services import queue

        self._desk.run(queue.go_on, number)

    def show_log(self, chip: str) -> None:
        """Open the log with a filter."""
        self._desk.open(Place("log", extra={"chip": chip}))

    def name_sent_place(self) -> None:
        """Go where places with sent mail are named."""
        self._desk.open(Place("settings", extra={"section": "sent-mail"}))

    def say(self, row: LogRow, state: MessageState) -> None:
        """Say what became of a hand-over (F3)."""
        from tradedesk.domain.message import MessageState
        from tradedesk.services import handing_over, log

        interrupted = row.state == MessageState.HANDING_OVER
        verb = handing_over.settle_interrupted if interrupted else log.say_what_became
        self._desk.run(verb, row.id, state)

    def _reckoned(self, agenda: Agenda) -> None:
        self.agenda = agenda
        self.agenda_changed.emit()
        # The calendars take a while to load: what is owed is painted before.
        self._pause.start(0 if agenda.with_holidays else _UNTIL_PAINTED)

    def _ask_who_works(self) -> None:
        self._job = self._desk.run(today.at_work, on_done=self._worked, owner=self)

    def _worked(self, work: AtWork) -> None:
        self.work = work
        self.work_changed.emit()
        # The calendars are there now: what is owed by working days is reckoned once more.
        again = self._again or (self.agenda is not None and not self.agenda.with_holidays)
        self._again = False
        if again:
            self.look()
