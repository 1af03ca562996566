"""Whether there is a newer version, one question at a time: when the user asks, or once a day where that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from tradedesk.services import newest
from tradedesk.services.stopping import new_stop
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr

if TYPE_CHECKING:
    from tradedesk.domain.errors import TradeError
    from tradedesk.services.newest import Found
    from tradedesk.ui.widgets.cards import Banner

#: Where it is shown.
PLACE = Place("settings", extra={"section": "newest"})
#: Kept choices: whether it is asked by itself, the day it was (UTC), and the newest version that was told of.
_BY_ITSELF, _LAST, _TOLD = "newest.by-itself", "newest.last", "newest.told"


def _today() -> date:
    return datetime.now(UTC).date()


class NewestLook(QObject):
    """Shared by all who show it: they follow ``changed`` and read ``busy``, ``found`` and ``error``."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._stop: Any = None
        self._show_banner: Callable[[str, str], Banner] | None = None
        self._now = _today
        self.busy = False
        self.found: Found | None = None
        self.error: TradeError | None = None
        # What breaks is told by the window; here it only ends.
        desk.broke.connect(lambda _error: self._end() if self.busy else None)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @staticmethod
    def of(desk: Desk) -> NewestLook:
        """The one of this desk."""
        found = desk.findChild(NewestLook)
        return found if found is not None else NewestLook(desk)

    @property
    def by_itself(self) -> bool:
        """Whether it is asked once a day."""
        return bool(self._desk.settings.get(_BY_ITSELF, False))

    def choose_by_itself(self, chosen: bool) -> None:
        """Ask once a day from now on, or no more."""
        self._desk.settings.remember(_BY_ITSELF, chosen)

    def watch(self, show_banner: Callable[[str, str], Banner]) -> None:
        """Ask by itself from now on, where that is chosen: at once, and whenever the window is come back to."""
        self._show_banner = show_banner
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)
        self.look_by_itself()

    def look_by_itself(self) -> None:
        """Ask, where that is chosen and was not done today."""
        if self.by_itself and self._desk.settings.get(_LAST, "") != self._now().isoformat():
            self._look(self._tell)

    def look(self) -> None:
        """Ask, because the user wants to know."""
        self._look(lambda _found: None)

    def stop(self) -> None:
        """End a question that is under way."""
        if self._stop is not None:
            self._stop.ask()

    def _look(self, then: Callable[[Found], None]) -> None:
        from tradedesk.ui.wording import language

        if self.busy:
            return
        # Written before it is asked: whatever comes of it, it was today's.
        self._desk.settings.remember(_LAST, self._now().isoformat())
        self.busy, self._stop, self.found, self.error = True, new_stop(), None, None
        self.changed.emit()

        def done(found: Found) -> None:
            self.found = found
            self._end()
            then(found)

        self._desk.pool_run(newest.look, language(), self._stop, on_done=done, on_error=self._failed, owner=self)

    def _failed(self, error: TradeError) -> None:
        self.error = error
        self._end()

    def _end(self) -> None:
        self.busy, self._stop = False, None
        self.changed.emit()

    def _tell(self, found: Found) -> None:
        """A version that nobody asked for is told of once."""
        if found.newer and self._show_banner is not None and self._desk.settings.get(_TOLD, "") != found.version:
            self._desk.settings.remember(_TOLD, found.version)
            sentence = tr("TradeDesk {version} is there.", version=found.version)
            self._show_banner("info", sentence).add_action(tr("Show"), lambda: self._desk.open(PLACE))

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look_by_itself()
