"""A look that is not begun by itself twice on one day."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tradedesk.ui.desk import Desk
from tradedesk.ui.look import Look


class DailyLook(Look):
    """Keeps the day (UTC) of the last look among the small choices, as ``kept_as``."""

    kept_as: str

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._now = _today

    @property
    def _is_due(self) -> bool:
        return bool(self._desk.settings.get(self.kept_as, "") != self._now().isoformat())

    def _keep_the_day(self) -> None:
        self._desk.settings.remember(self.kept_as, self._now().isoformat())


def _today() -> date:
    return datetime.now(UTC).date()
