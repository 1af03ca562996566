"""What the page of take-overs shows and does, without widgets."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import TradeError
from tradedesk.services import takeover
from tradedesk.services.takeover import Preview
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors


class TakeoverPresenter(QObject):
    """Holds the file, what it would bring, and what the user chose."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.path = ""
        self.seen: Preview | None = None
        self.problem = ""
        self.busy = False
        self.take_theirs = False

    def look(self, path: str, *, into: int | None = None, alone: bool = False) -> None:
        """Read a file and say what it would bring; ``into`` or ``alone`` is the user's choice."""
        if path != self.path:
            self.seen, self.take_theirs = None, False
        self.path, self.problem, self.busy = path, "", True
        self.changed.emit()

        def verb(bench: object) -> Preview:
            return takeover.look(bench, path, into=into, alone=alone)  # type: ignore[arg-type]

        self._desk.run(verb, on_done=self._looked, on_error=self._failed, owner=self)

    def join(self, into: int | None) -> None:
        """Say which of our customers it is; None for a new one."""
        self.look(self.path, into=into, alone=into is None)

    def prefer(self, *, theirs: bool) -> None:
        """Say whose word counts where both have one."""
        self.take_theirs = theirs

    def take_over(self) -> None:
        """Put it into the ledger and show the customer."""
        seen = self.seen
        if seen is None or self.busy:
            return
        self.busy = True
        self.changed.emit()
        theirs = self.take_theirs

        def verb(bench: object) -> int:
            return takeover.take_over(bench, seen.path, seen.into, take_theirs=theirs)  # type: ignore[arg-type]

        self._desk.run(verb, on_done=self._taken, on_error=self._failed, owner=self)

    def _looked(self, seen: Preview) -> None:
        self.seen, self.busy = seen, False
        self.changed.emit()

    def _failed(self, error: TradeError) -> None:
        self.problem, self.busy = errors.sentence(error), False
        self.changed.emit()

    def _taken(self, number: int) -> None:
        self.busy, self.path, self.seen = False, "", None
        self.changed.emit()
        self._desk.open(Place("customers", number, {"kind": "customer"}))
