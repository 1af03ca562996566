"""A second start rings at the first one, which shows its window, and the file that it was started with; imported after
the first paint.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

#: Milliseconds that the second start waits for the first.
_PATIENCE = 1000
#: Seconds between two tries.
_AGAIN = 0.1
#: Bytes of a path at most: no system has longer ones.
_LONGEST = 32_768


class Doorbell(QObject):
    """Listens under the instance's name (see ``runtime.single_instance.instance_name``)."""

    def __init__(self, name: str, on_ring: Callable[[str], None], parent: QObject | None = None) -> None:
        """``on_ring`` gets the path that the second start was given, or nothing."""
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
            caller.setReadBufferSize(_LONGEST)
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(lambda caller=caller: self._hear(caller))
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if caller.canReadLine():
            path = bytes(caller.readLine().data()).decode("utf-8", "replace").rstrip("\n")
            self._on_ring(path)
            caller.disconnectFromServer()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()


def ring(name: str, path: str = "", patience: float = 0) -> bool:
    """Ask the running TradeDesk to show its window, and the file at ``path``; False when nobody answers.

    One that is only just starting is asked again for so many seconds.
    """
    until = time.monotonic() + patience
    socket = QLocalSocket()
    socket.connectToServer(name)
    while not socket.waitForConnected(_PATIENCE):
        if time.monotonic() > until:
            return False
        time.sleep(_AGAIN)
        socket.connectToServer(name)
    socket.write(path.replace("\n", "").encode("utf-8", "replace") + b"\n")
    # The first one ends the call when it has shown itself.
    if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
        socket.waitForDisconnected(_PATIENCE)
    return True


def bring_to_front(window: QWidget) -> None:
    """Show the window, also when it was minimised."""
    window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
