"""Questions to a running Thunderbird, put through its own developer tools (``--start-debugger-server PORT``).

Not through Marionette: that answers only once a main window stands, and Thunderbird 140 started with ``-compose`` shows
the compose window alone, where 153 opens both.
"""

from __future__ import annotations

import json
import socket
import time
from typing import Any

PREFERENCES: dict[str, object] = {
    # They answer on a port of this machine alone, and ask nobody first.
    "devtools.debugger.remote-enabled": True,
    "devtools.debugger.prompt-connection": False,
    "devtools.debugger.force-local": True,
    "devtools.chrome.enabled": True,
}
"""What a profile must say for it."""


class DeveloperTools:
    """Thunderbird's console from outside: JSON messages, each after its length, over a local connection."""

    def __init__(self, port: int, patience: float) -> None:
        until = time.monotonic() + patience
        while True:
            try:
                self._socket = socket.create_connection(("127.0.0.1", port), timeout=patience)
                break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        try:
            self._receive()
            process = self._ask("root", "getProcess", id=0)["processDescriptor"]
            self._console = self._ask(process["actor"], "getTarget")["process"]["consoleActor"]
        except BaseException:
            self.close()
            raise

    def run(self, script: str) -> Any:
        """What the script returns, which must be something that JSON can say."""
        text = f"JSON.stringify((() => {{{script}}})())"
        started = self._ask(self._console, "evaluateJSAsync", text=text)["resultID"]
        while (answer := self._receive()).get("resultID") != started:
            pass
        if answer["hasException"]:
            raise RuntimeError(answer["exceptionMessage"])
        return json.loads(self._whole(answer["result"]))

    def _whole(self, value: Any) -> str:
        """A text; one that is long comes as its beginning and somebody to ask for the rest."""
        if isinstance(value, dict):
            value = self._ask(value["actor"], "substring", start=0, end=value["length"])["substring"]
        return str(value)

    def _ask(self, actor: str, request: str, **parameters: object) -> Any:
        message = json.dumps({"to": actor, "type": request, **parameters}).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        while True:
            answer = self._receive()
            if answer.get("from") == actor and "type" not in answer:  # an event has a type, an answer none
                break
        if "error" in answer:
            raise RuntimeError(f"{request}: {answer['error']}: {answer.get('message', '')}")
        return answer

    def close(self) -> None:
        self._socket.close()

    def _receive(self) -> Any:
        length = b""
        while (octet := self._read(1)) != b":":
            length += octet
        return json.loads(self._read(int(length)))

    def _read(self, size: int) -> bytes:
        octets = b""
        while len(octets) < size:
            piece = self._socket.recv(size - len(octets))
            if not piece:
                raise ConnectionError("Thunderbird closed the connection")
            octets += piece
        return octets
