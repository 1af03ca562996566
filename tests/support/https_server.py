"""A real HTTPS server for one test: what it answers is said by the test, what it was asked is kept."""

from __future__ import annotations

import contextlib
import json
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.support.certificate import certificate_in


@dataclass
class HttpsServer:
    """``asked`` has line and headers of each request. The answer waits for ``pause`` seconds before each byte."""

    certificate: Path
    port: int = 0
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    pause: float = 0.0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Of the list."""
        return f"https://localhost:{self.port}/newest.json"

    def says(self, version: str, **more: Any) -> None:
        """Publish a version from now on."""
        self.body = json.dumps({"version": version, "date": "2026-12-01", **more}).encode()


@contextlib.contextmanager
def https_server(folder: Path, name: str = "localhost") -> Iterator[HttpsServer]:
    """Start it and end it. ``name``: what its certificate says it is."""
    told = HttpsServer(certificate_in(folder, name))

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.requestline, dict(self.headers)))
            self.send_response(told.status)
            for each, value in {"Content-Length": str(len(told.body)), **told.headers}.items():
                self.send_header(each, value)
            with contextlib.suppress(OSError):  # whoever asked may have gone
                self.end_headers()
                for byte in told.body if told.pause else ():
                    time.sleep(told.pause)
                    self.wfile.write(bytes([byte]))
                if not told.pause:
                    self.wfile.write(told.body)

        def log_message(self, *_told: object) -> None:
            pass

    server = _Quiet(("localhost", 0), Answer)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(told.certificate, folder / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    told.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = False

    def handle_error(self, *_told: object) -> None:
        """Whoever asked does not trust the certificate, or has gone."""
