"""Looking for sent mail, one look at a time: asked for by the user, or by itself while the window is in use."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from tradedesk.ui.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradedesk.domain.errors import TradeError
    from tradedesk.services.sent_mail import Looked, Outcome, Question
    from tradedesk.ui.desk import Desk

#: Seconds between two looks that nobody asked for.
_PAUSE = 60.0


class SentMailLook(Look):
    """Shared by every page: besides ``busy`` there is what the last look brought, ``told`` in the tone ``role``."""

    #: What a look brought that the user asked for.
    ended = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._by_itself = False
        self._last = float("-inf")
        self._now: Callable[[], float] = time.monotonic
        #: What the last look brought that the user asked for, in words.
        self.told = ""
        self.role = "muted"
        #: Whether no place is named to look in.
        self.nowhere = False

    def look(self) -> None:
        """Look everywhere, because the user asked."""
        from tradedesk.services import sent_mail

        if not self.busy:
            self._begin_look(by_itself=False)
            self._desk.run(sent_mail.question, on_done=self._asked, on_error=self._failed, owner=self)

    def look_by_itself(self) -> None:
        """Look in the places that are watched, unless that was done a moment ago."""
        from tradedesk.services.sent_mail_watch import is_worth_a_look

        if self.busy or self._now() - self._last < _PAUSE:
            return
        self._last = self._now()
        self._desk.run(is_worth_a_look, on_done=self._worth_a_look, owner=self)

    def _worth_a_look(self, worth: bool) -> None:
        if not worth or self.busy:
            return
        from tradedesk.services import sent_mail

        self._begin_look(by_itself=True)

        def verb(bench: Any) -> Question:
            return sent_mail.question(bench, by_itself=True)

        self._desk.run(verb, on_done=self._asked, on_error=self._failed, owner=self)

    def give(self, message_id: int | None, paths: Sequence[str]) -> None:
        """Compare saved mails: with one hand-over, or with None with all that are open."""
        from tradedesk.services import sent_mail

        if self.busy:
            return
        self._begin_look(by_itself=False)
        files = [Path(each) for each in paths]

        def asked(question: Question) -> None:
            self._desk.pool_run(sent_mail.search_given, question, files, self._stop, on_done=self._looked,
                                on_error=self._failed, owner=self)  # fmt: skip

        self._desk.run(sent_mail.question_of, message_id, on_done=asked, on_error=self._failed, owner=self)

    # -- the parts of a look -------------------------------------------------------------------------------------------

    def _begin_look(self, *, by_itself: bool) -> None:
        self._by_itself = by_itself
        self._last = self._now()
        if not by_itself:
            self.told, self.nowhere = "", False
        self._begin()

    def _asked(self, question: Question) -> None:
        from tradedesk.services import sent_mail

        if self._by_itself and not (question.handed and question.stores):
            self._end()
            return
        self._desk.pool_run(sent_mail.search, question, self._stop, on_done=self._looked, on_error=self._failed,
                            owner=self)  # fmt: skip

    def _looked(self, looked: Looked) -> None:
        from tradedesk.services import sent_mail

        self._desk.run(sent_mail.settle, looked, on_done=self._settled, on_error=self._failed, owner=self)

    def _settled(self, outcome: Outcome) -> None:
        from tradedesk.ui.wording import sent_mail as words

        if not self._by_itself:
            self.nowhere = not outcome.stores and not outcome.looked_at
            self.told = "" if self.nowhere else words.outcome_words(outcome)
            self.role = "warn" if outcome.troubles else "muted"
        by_itself = self._by_itself
        self._end()
        if not by_itself:
            self.ended.emit(outcome)

    def _failed(self, error: TradeError) -> None:
        from tradedesk.ui.wording import errors

        if not self._by_itself:
            self.told, self.role = errors.sentence(error), "bad"
        self._end()
