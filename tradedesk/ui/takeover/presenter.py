"""What the page of take-overs shows and does, without widgets."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import TradeError
from tradedesk.services import takeover
from tradedesk.services.takeover import Preview
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.jobs.stop import Stop
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors


class TakeoverPresenter(QObject):
    """Holds the file, what it would bring, and what the user chose."""

    changed = Signal()
    #: Thousandths of the work done.
    progressed = Signal(int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.path = ""
        self.seen: Preview | None = None
        self.problem = ""
        #: "looking", "taking" or "" when nothing is under way.
        self.doing = ""
        self.take_theirs = False
        self._job: Job | None = None
        self._stop = Stop()

    def look(self, path: str, *, into: int | None = None, alone: bool = False) -> None:
        """Read a file and say what it would bring; ``into`` or ``alone`` is the user's choice."""
        if self.doing == "taking":
            return
        if path != self.path:
            self.seen, self.take_theirs = None, False
        self.path, self.problem, self.doing = path, "", "looking"
        self.changed.emit()

        if self._job is not None:
            self._job.cancel()
        self._job = self._desk.run(
            partial(takeover.look, path=path, into=into, alone=alone), on_done=self._looked, on_error=self._failed,
            on_progress=self._told, owner=self,
        )  # fmt: skip

    def join(self, into: int | None) -> None:
        """Say which of our customers it is; None for a new one."""
        self.look(self.path, into=into, alone=into is None)

    def prefer(self, *, theirs: bool) -> None:
        """Say whose word counts where both have one."""
        self.take_theirs = theirs

    def take_over(self) -> None:
        """Put it into the ledger and show the customer."""
        seen = self.seen
        if seen is None or self.doing or seen.nothing_new:
            return
        self.doing, self._stop = "taking", Stop()
        self.changed.emit()
        verb = partial(takeover.take_over, path=seen.path, into=seen.into, take_theirs=self.take_theirs)
        self._job = self._desk.run(
            self._stop.ending(verb), on_done=self._taken, on_error=self._failed, on_progress=self._told,
            on_cancelled=self._ended, owner=self,
        )  # fmt: skip

    def cancel(self) -> None:
        """End what is under way; nothing was changed by it. What is committed by then is told as taken over."""
        if self.doing == "taking":
            self._stop.asked = True
        elif self._job is not None:
            self._job.cancel()
            self._ended()

    def _told(self, done: int, total: int) -> None:
        self.progressed.emit(done * 1000 // max(total, 1))

    def _ended(self) -> None:
        self.doing, self._job = "", None
        self.changed.emit()

    def _looked(self, seen: Preview) -> None:
        self.seen = seen
        self._ended()

    def _failed(self, error: TradeError) -> None:
        self.problem = errors.sentence(error)
        self._ended()

    def _taken(self, number: int) -> None:
        self.path, self.seen = "", None
        self._ended()
        self._desk.open(Place("customers", number, {"kind": "customer"}))
