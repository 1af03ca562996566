"""A look into places outside, one at a time: the user asks, or by itself when the window is come back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from tradedesk.ui.desk import Desk


class Look(QObject):
    """Shared by all who show it: they follow ``changed`` and read ``busy``."""

    #: It began, it ended, or its words changed.
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._stop: Any = None
        self.busy = False
        # What breaks is told by the window; here it only ends.
        desk.broke.connect(lambda _error: self._end() if self.busy else None)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @classmethod
    def of(cls, desk: Desk) -> Self:
        """The one of this desk."""
        found = desk.findChild(cls)
        return found if found is not None else cls(desk)

    def watch(self) -> None:
        """Look by itself from now on: at once, and whenever the window is come back to."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)
        self.look_by_itself()

    def look_by_itself(self) -> None:
        """Look without being asked, when it is due."""
        raise NotImplementedError

    def stop(self) -> None:
        """End a look that is under way; nothing is changed by it."""
        if self._stop is not None:
            self._stop.ask()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look_by_itself()

    def _begin(self) -> None:
        from tradedesk.services.stopping import new_stop

        self.busy, self._stop = True, new_stop()
        self.changed.emit()

    def _end(self) -> None:
        self.busy, self._stop = False, None
        self.changed.emit()
