"""Adding, naming, moving and putting away the columns of the matrix, from the matrix itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.domain.purpose import Purpose
from tradedesk.services import purposes
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors


class PurposeActions(QObject):
    """Runs the verbs; what is refused is told in the window, and beside the name where a name is wrong."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def save(self, purpose: Purpose, done: Callable[[], object], tell: Callable[[str], object]) -> None:
        """Add a purpose (number 0) or save a changed one."""

        def refused(error: TradeError) -> None:
            if isinstance(error, RuleSaysNo) and error.field == "name":
                tell(errors.sentence(error))
            else:
                self._desk.refused.emit(errors.sentence(error))

        verb = purposes.change if purpose.id else purposes.add_like
        self._desk.run(verb, purpose, on_done=lambda _none: done(), on_error=refused, owner=self)

    def move(self, purpose_id: int, place: int) -> None:
        """Move a column, counted from 0."""
        self._desk.run(purposes.move, purpose_id, place, owner=self)

    def put_away(self, purpose_id: int) -> None:
        """Take a column out of sight."""
        self._desk.run(purposes.put_away, purpose_id, owner=self)

    def remove(self, purpose_id: int) -> None:
        """Remove a purpose of the user's own."""
        self._desk.run(purposes.remove, purpose_id, owner=self)

    def open_settings(self) -> None:
        """All of them, those put away too."""
        self._desk.open(Place("settings", extra={"section": "purposes"}))
