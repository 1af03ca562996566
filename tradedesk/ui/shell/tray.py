"""The system's own notices, by an icon in the tray where there is one; made at the first notice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMainWindow, QSystemTrayIcon

from tradedesk.ui.shell.doorbell import bring_to_front
from tradedesk.ui.theme import icons
from tradedesk.ui.wording import tr

#: Milliseconds that a notice stays, where the system lets the program say so.
_STAYS = 20_000


class Tray(QObject):
    """Tells by the system; without a tray the window alone tells. A click on the icon brings the window forward."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None
        self._on_click: Callable[[], object] | None = None

    def tell(self, title: str, text: str, on_click: Callable[[], object]) -> None:
        """Show a notice; a click on it brings the window forward and does ``on_click``."""
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            # The window asks for a look where the desktop has a way for it.
            QApplication.alert(self._window)
            return
        icon = self._made()
        self._on_click = on_click
        icon.show()
        icon.showMessage(title, text, _picture(), _STAYS)

    def _made(self) -> QSystemTrayIcon:
        if self._icon is None:
            self._icon = QSystemTrayIcon(_picture(), self)
            self._icon.setToolTip(tr("TradeDesk: something waits for you"))
            self._icon.activated.connect(lambda _why: self._come())
            self._icon.messageClicked.connect(self._clicked)
        return self._icon

    def _come(self) -> None:
        bring_to_front(self._window)
        if self._icon is not None:
            self._icon.hide()

    def _clicked(self) -> None:
        self._come()
        if self._on_click is not None:
            self._on_click()


def _picture() -> QIcon:
    return QIcon(icons.pixmap("bell", "accent", 32))
