"""Texts of drafts that could not be saved, say for a full disk: kept and tried again, after a sudden end as well."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.services import unsaved
from tradedesk.services.unsaved import Text
from tradedesk.ui.wording import errors, together, tr

#: Milliseconds until it is tried again.
_AGAIN_AFTER = 5000

__all__ = ["Text", "Unsaved", "left_unsaved"]


def left_unsaved(subject: str, error: TradeError) -> str:
    """What is said of a draft that was left before its text could be saved."""
    told = tr("What you typed in “{subject}” is not saved yet. TradeDesk keeps it and tries again; leave it open until "
              "then.", subject=subject)  # fmt: skip
    return together((told, errors.sentence(error)))


class Unsaved(QObject):
    """The last text of each draft that the ledger did not take; ``due`` when it is time to try again."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        #: By the draft's number; touched in the window's thread alone.
        self.texts: dict[int, Text] = {}
        # The drafts whose last text could not be saved; touched by what runs in the lane alone.
        self._behind: set[int] = set()
        self._timer = QTimer(self, singleShot=True, interval=_AGAIN_AFTER)
        self._timer.timeout.connect(self.due)

    def keep(self, number: int, text: Text) -> None:
        """It could not be saved: keep it and try again in a while."""
        self.texts[number] = text
        self._timer.start()

    def remember(self, texts: dict[int, Text]) -> None:
        """These were left by an earlier start that ended suddenly."""
        self.texts = {**texts, **self.texts}
        if self.texts:
            self._timer.start()

    # -- in the lane ---------------------------------------------------------------------------------------------------

    def save(self, bench: Any, number: int, text: Text) -> None:
        """Save a draft's text."""
        self._behind.add(number)
        unsaved.save(bench, number, text)
        self._behind.discard(number)

    def check(self, number: int) -> None:
        """Never hand over an older text than the one on the screen. Raises RuleSaysNo "text-not-saved"."""
        if number in self._behind:
            raise RuleSaysNo("text-not-saved", "subject")
