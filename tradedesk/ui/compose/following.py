"""From one draft to the next: many letters are gone through one after the other, in the order of their list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from tradedesk.ui.compose.outcome import Exits
from tradedesk.ui.compose.presenter import Presenter
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place


class Following(QObject):
    """Knows the open drafts, and which come after the one that is shown, also when that is open no more."""

    def __init__(self, desk: Desk, presenter: Presenter, footer: Exits) -> None:
        super().__init__(footer)
        self._desk, self._presenter, self._footer = desk, presenter, footer
        self._open: list[int] = []
        self._after: list[int] = []
        presenter.drafts.connect(lambda drafts: self.learn([number for number, *_ in drafts]))
        footer.next_asked.connect(self.go_on)

    def learn(self, numbers: Sequence[int]) -> None:
        """These are open, in this order."""
        self._open = list(numbers)
        self._footer.has_next = self.next() is not None

    def next(self) -> int | None:
        """The draft after the one shown, at the end of the list the first one; None when there is no other."""
        here = self._presenter.draft_id
        if here in self._open:
            place = self._open.index(here)
            self._after = self._open[place + 1 :] + self._open[:place]
        return next((each for each in (*self._after, *self._open) if each in self._open and each != here), None)

    def go_on(self) -> None:
        """Open it."""
        number = self.next()
        if number is not None:
            self._desk.open(Place("compose", key=number))
