"""A second start rings at the first one, which shows its window; imported after the first paint."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

#: Milliseconds that the second start waits for the first.
_PATIENCE = 1000


class Doorbell(QObject):
    """Listens under the instance's name (see ``runtime.single_instance.instance_name``)."""

    def __init__(self, name: str, on_ring: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_ring = on_ring
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # The lock of the profile is held, so a socket of this name is one that a crash left behind.
        QLocalServer.removeServer(name)
        self._server.newConnection.connect(self._answer)
        self.listening = self._server.listen(name)

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self._on_ring()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()


def ring(name: str) -> bool:
    """Ask the running TradeDesk to show its window; False when nobody answers."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    heard = socket.waitForConnected(_PATIENCE)
    if heard and socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
        socket.waitForDisconnected(_PATIENCE)
    return heard


def bring_to_front(window: QWidget) -> None:
    """Show the window, also when it was minimised."""
    window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
