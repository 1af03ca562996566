"""Where the user is and was: a history of places with back and forward."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

#: Places remembered behind the present one.
_DEPTH = 200


class Place(NamedTuple):
    """A page, the thing it shows (its id in the ledger), and what else the page needs to come back to the same view."""

    page: str
    key: int | None = None
    extra: Mapping[str, Any] = MappingProxyType({})


class Places(QObject):
    """The history; ``changed`` carries the place to show."""

    changed = Signal(object)
    #: The present entry is another one, and the page shows it already.
    corrected = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._been: list[Place] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """The place that is shown, None before the first."""
        return self._been[self._at] if self._been else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier place."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether the user has come back from somewhere."""
        return self._at < len(self._been) - 1

    def go(self, place: Place) -> None:
        """Show a place; what lay forward is forgotten. Going where one is changes nothing in the history."""
        if place != self.current:
            self._been[self._at + 1 :] = [place]
            del self._been[:-_DEPTH]
            self._at = len(self._been) - 1
        self.changed.emit(place)

    def replace(self, place: Place) -> None:
        """Correct the present entry without a new one and without showing it (say, another row was selected)."""
        if self._been and place != self.current:
            self._been[self._at] = place
            self.corrected.emit()

    def back(self) -> bool:
        """Show the earlier place; False when there is none."""
        return self._step(-1)

    def forward(self) -> bool:
        """Show the later place; False when there is none."""
        return self._step(1)

    def _step(self, by: int) -> bool:
        if not 0 <= self._at + by < len(self._been):
            return False
        self._at += by
        self.changed.emit(self._been[self._at])
        return True
