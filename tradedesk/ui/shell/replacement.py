"""An update of the program while it is open: said whenever the window is come back to, until it is started anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from tradedesk.runtime.replaced import is_replaced
from tradedesk.ui.shell.main_window import MainWindow
from tradedesk.ui.wording import tr


class ReplacementWatch(QObject):
    """Looks for as long as its window lives."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and is_replaced():
            self._window.show_banner("warn", tr("TradeDesk was updated while it is open. Close it and open it again."))
