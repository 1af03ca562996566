"""Whether the ledger's file is whole: looked through beside the work, after an unclean end at once, else once a day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from tradedesk.services import desk as verbs
from tradedesk.ui.daily_look import DailyLook
from tradedesk.ui.desk import Desk

#: Milliseconds after the start, when the user has the first pages before the eyes.
_LATER = 5000


class SoundnessLook(DailyLook):
    """Looks through the file; what is damaged is told to ``tell``, a whole file to nobody."""

    kept_as = "ledger.looked-through"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._file = Path()
        self._tell: Callable[[list[str]], object] = lambda _found: None
        self._is_damaged = False

    def begin(self, file: Path, tell: Callable[[list[str]], object], *, at_once: bool) -> None:
        """Look once a day from a little later on; now, where the program did not end well the last time."""
        self._file, self._tell = file, tell
        if at_once:
            self._look()
        QTimer.singleShot(_LATER, self, self.watch)

    def look_by_itself(self) -> None:
        """Look, where that was not done today; what was told is not told again before the next start."""
        if self._is_due and not self._is_damaged:
            self._look()

    def _look(self) -> None:
        if self.busy:
            return
        self._begin()
        # A file that cannot be reached is told of by whoever needs it.
        self._desk.pool_run(
            verbs.look_through, self._file, self._stop,
            on_done=self._looked, on_error=lambda _error: self._end(), owner=self,
        )  # fmt: skip

    def _looked(self, found: list[str] | None) -> None:
        self._end()
        self._is_damaged = bool(found)
        if found:
            self._tell(found)
        elif found is not None:  # else it was ended before it was through
            self._keep_the_day()
