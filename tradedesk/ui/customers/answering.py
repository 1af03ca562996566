"""Asked and answered, without widgets: the open question of a party, the answer being looked at, taking it (B3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import TradeError
from tradedesk.domain.message import Medium
from tradedesk.domain.promise_facts import Promise
from tradedesk.services import answers
from tradedesk.services.answers import Choice, Review
from tradedesk.ui.desk import Desk
from tradedesk.ui.wording import errors, tr


class Answering(QObject):
    """One party at a time; another one puts away what was being looked at."""

    #: The open question came, went or changed, or the way by which it was asked.
    question_changed = Signal()
    #: An answer is there to be looked at, or no longer.
    review_changed = Signal()
    #: What is wrong with what was brought in; empty when nothing is.
    told = Signal(str)
    #: The answer was taken.
    applied = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.party_id: int | None = None
        self.question: Promise | None = None
        self.asked_by = Medium.MAIL
        self.review: Review | None = None

    def show_party(self, party_id: int) -> None:
        """Look for the open question of a party; of another one than before nothing is kept."""
        if party_id != self.party_id:
            self.party_id = party_id
            self.question, self.asked_by = None, Medium.MAIL
            self.dismiss()
            self.question_changed.emit()

        def arrived(found: Promise | None) -> None:
            if self.party_id == party_id and found != self.question:
                self.question = found
                self.question_changed.emit()

        def asked_by(found: Medium) -> None:
            if self.party_id == party_id and found != self.asked_by:
                self.asked_by = found
                self.question_changed.emit()

        self._desk.run(answers.open_question, party_id, on_done=arrived, on_error=lambda _gone: None, owner=self)
        self._desk.run(answers.asked_by, party_id, on_done=asked_by, on_error=lambda _gone: None, owner=self)

    def read_text(self, text: str, day: date | None, medium: str) -> None:
        """Read a pasted answer of a day (None: today) that came by a medium."""
        self._read(answers.read_text, text, day, Medium(medium))

    def read_file(self, path: str) -> None:
        """Read an answer that was saved as a file."""
        self._read(answers.read_file, path)

    def dismiss(self) -> None:
        """Look at no answer any more; nothing was changed."""
        if self.review is not None:
            self.review = None
            self.review_changed.emit()

    def apply(self, choices: Sequence[Choice]) -> None:
        """Log the answer and take what was chosen."""
        if self.review is None:
            return

        def done(_entry: int) -> None:
            self.dismiss()
            self.applied.emit()

        self._desk.run(answers.apply, self.review, tuple(choices), on_done=done, on_error=self._refused, owner=self)

    def close(self) -> None:
        """Wait no longer for an answer."""
        if self.party_id is not None:
            words = tr("Which address is for what: no answer is waited for any more")
            self._desk.run(answers.close, self.party_id, words, owner=self)

    def _read(self, verb: Callable[..., Review], *args: object) -> None:
        def arrived(found: Review) -> None:
            if self.party_id == found.party_id:
                self.told.emit("")
                self.review = found
                self.review_changed.emit()

        if self.party_id is not None:
            self._desk.run(verb, self.party_id, *args, on_done=arrived, on_error=self._refused, owner=self)

    def _refused(self, error: TradeError) -> None:
        self.told.emit(errors.sentence(error))
