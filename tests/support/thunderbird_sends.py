"""A real Thunderbird that really sends: to a mail server of this machine that takes everything and keeps it."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.support.thunderbird import ThunderbirdSession

_SEND = """
Services.io.offline = false;
const server = MailServices.outgoingServer.defaultServer;
server.QueryInterface(Ci.nsISmtpServer);
server.hostname = "127.0.0.1";
server.port = %d;
server.socketType = 0;
server.authMethod = 1;
const windows = [...Services.wm.getEnumerator("msgcompose")].filter(each => each.gMsgCompose?.editor);
const it = windows[windows.length - 1];
it.gAutoSaving = false;
it.goDoCommand("cmd_sendNow");
return true;
"""


class SendingThunderbird(ThunderbirdSession):
    """Sends what it was given; ``profile`` is where its mail lies."""

    @property
    def profile(self) -> Path:
        """The folder of the profile."""
        return self._profile

    def send(self, port: int, patience: float = 60.0) -> None:
        """Press "Send" in the compose window and wait until the copy lies in Sent."""
        from tests.support.developer_tools import DeveloperTools

        remote = self._remote = self._remote or DeveloperTools(self._port, patience)
        self._wait_for_window(remote, patience)
        assert remote.run(_SEND % port) is True
        sent = self._profile / "Mail" / "Local Folders" / "Sent"
        until = time.monotonic() + patience
        while not sent.exists() or b"Message-ID:" not in sent.read_bytes():
            assert time.monotonic() < until, "Thunderbird did not send"
            time.sleep(0.1)


@contextlib.contextmanager
def outgoing_server() -> Iterator[tuple[int, list[bytes]]]:
    """A mail server (SMTP) that takes one mail after another; its port, and what it got."""
    got: list[bytes] = []
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.2)

    def serve() -> None:
        while not over.is_set():
            with contextlib.suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    connection.settimeout(20)
                    _speak(connection, got)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], got
    finally:
        over.set()
        thread.join()
        listener.close()


def _speak(connection: socket.socket, got: list[bytes]) -> None:
    connection.sendall(b"220 ready\r\n")
    with connection.makefile("rb") as lines:
        while line := lines.readline():
            word = line[:4].upper()
            if word == b"DATA":
                connection.sendall(b"354 go on\r\n")
                mail = b""
                while (part := lines.readline()) not in (b".\r\n", b""):
                    mail += part
                got.append(mail)
            connection.sendall(b"221 bye\r\n" if word == b"QUIT" else b"250 well\r\n")
            if word == b"QUIT":
                return
