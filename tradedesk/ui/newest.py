"""Whether there is a newer version, one question at a time: when the user asks, or once a day where that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tradedesk.services import newest
from tradedesk.ui.daily_look import DailyLook
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr

if TYPE_CHECKING:
    from tradedesk.domain.errors import TradeError
    from tradedesk.services.newest import Found
    from tradedesk.ui.widgets.cards import Banner

#: Where it is shown.
PLACE = Place("settings", extra={"section": "newest"})
#: Kept choices: whether it is asked by itself, and the newest version that was told of.
_BY_ITSELF, _TOLD = "newest.by-itself", "newest.told"


class NewestLook(DailyLook):
    """Besides ``busy``, what the last question brought: ``found`` or ``error``."""

    kept_as = "newest.last"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._show_banner: Callable[[str, str], Banner] | None = None
        self.found: Found | None = None
        self.error: TradeError | None = None

    @property
    def by_itself(self) -> bool:
        """Whether it is asked once a day."""
        return bool(self._desk.settings.get(_BY_ITSELF, False))

    def choose_by_itself(self, chosen: bool) -> None:
        """Ask once a day from now on, or no more."""
        self._desk.settings.remember(_BY_ITSELF, chosen)

    def tell_with(self, show_banner: Callable[[str, str], Banner]) -> None:
        """Where a version is told of that nobody asked for."""
        self._show_banner = show_banner

    def look_by_itself(self) -> None:
        """Ask, where that is chosen and was not done today."""
        if self.by_itself and self._is_due:
            self._look(self._tell)

    def look(self) -> None:
        """Ask, because the user wants to know."""
        self._look(lambda _found: None)

    def _look(self, then: Callable[[Found], None]) -> None:
        from tradedesk.ui.wording import language

        if self.busy:
            return
        # Written before it is asked: whatever comes of it, it was today's.
        self._keep_the_day()
        self.found, self.error = None, None
        self._begin()

        def done(found: Found) -> None:
            self.found = found
            self._end()
            then(found)

        self._desk.pool_run(newest.look, language(), self._stop, on_done=done, on_error=self._failed, owner=self)

    def _failed(self, error: TradeError) -> None:
        self.error = error
        self._end()

    def _tell(self, found: Found) -> None:
        """A version that nobody asked for is told of once."""
        if found.newer and self._show_banner is not None and self._desk.settings.get(_TOLD, "") != found.version:
            self._desk.settings.remember(_TOLD, found.version)
            sentence = tr("TradeDesk {version} is there.", version=found.version)
            self._show_banner("info", sentence).add_action(tr("Show"), lambda: self._desk.open(PLACE))
