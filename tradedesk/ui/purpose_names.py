"""The names that the user gave to purposes, known to the words of the whole window."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tradedesk.ui.desk import Desk
from tradedesk.ui.wording import told

if TYPE_CHECKING:
    from tradedesk.domain.purpose import Purpose


def learn(purposes: Iterable[Purpose]) -> bool:
    """Call these purposes by the names the user gave them; False when they were known already."""
    return told.learn_purposes({each.code: (each.name_en, each.name_zh) for each in purposes if each.renamed})


class PurposeNames(QObject):
    """Reads the names once there is time, and again when a purpose changed."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.changed.connect(self._changed)

    def read(self) -> None:
        """Read all names."""
        from tradedesk.services import purposes

        self._desk.run(purposes.every, on_done=learn, owner=self)

    def _changed(self, changes: frozenset[tuple[str, int]]) -> None:
        if any(noun == "purposes" for noun, _ in changes):
            self.read()
