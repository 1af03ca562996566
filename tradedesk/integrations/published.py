"""Asking the one published place for the newest version: a few bytes over HTTPS that carry nothing of the user."""

from __future__ import annotations

import socket
import ssl
import time
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib import request
from urllib.error import URLError
from urllib.parse import urlsplit

from tradedesk.domain import newest
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.domain.newest import Newest
from tradedesk.integrations import encrypted
from tradedesk.integrations.stopping import Stop

#: Seconds for the server to be reached, and for the whole of it; bytes that the list may have.
_CONNECTS, PATIENCE = 4.0, 8.0
LARGEST = 64 * 1024


def newest_at(address: str, stop: Stop) -> Newest:
    """Read the list at an address. Raises NeighbourFailed published-unreachable, published-unreadable, look-stopped."""
    server = urlsplit(address).hostname or ""
    try:
        with _opener(stop).open(address, timeout=_CONNECTS) as answer:
            return newest.read(_all_of(answer).decode("utf-8"), server)
    except (OSError, HTTPException) as error:
        stop.check()
        raise NeighbourFailed("published-unreachable", kept="everything", server=server, why=_words(error)) from error
    except (ValueError, RecursionError) as error:
        stop.check()
        raise NeighbourFailed("published-unreadable", kept="everything", server=server) from error


def _opener(stop: Stop) -> request.OpenerDirector:
    """The system's proxy, HTTPS and nothing else: no other scheme, no redirect to elsewhere, no cookie."""
    opener = request.OpenerDirector()
    opener.add_handler(request.ProxyHandler())
    opener.add_handler(request.HTTPSHandler(context=_context(stop)))
    opener.addheaders = [("User-Agent", "TradeDesk")]
    return opener


def _context(stop: Stop) -> ssl.SSLContext:
    """A context whose connections end when the patience for the whole of it does, or when they are stopped."""
    until = time.monotonic() + PATIENCE

    class InTime(ssl.SSLSocket):
        def do_handshake(self, block: bool = False) -> None:
            stop.ended_by(self._end_wait)
            super().do_handshake(block)

        def recv_into(self, *args: Any, **named: Any) -> int:
            # However slowly an answer drips.
            self.settimeout(max(until - time.monotonic(), 0.001))
            return super().recv_into(*args, **named)

        def _end_wait(self) -> None:
            with suppress(OSError):
                socket.socket.shutdown(self, socket.SHUT_RDWR)

    context = encrypted.context()
    context.sslsocket_class = InTime
    return context


def _all_of(answer: HTTPResponse) -> bytes:
    if answer.status != HTTPStatus.OK:
        raise ValueError(answer.status)
    told = answer.read(LARGEST + 1)
    if answer.length:
        raise ValueError("broken off, or too large")
    return told


def _words(error: Exception) -> str:
    """Why, short and on one line."""
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        reason = reason.verify_message
    elif isinstance(reason, OSError):
        reason = reason.strerror or reason
    return " ".join(str(reason).split())[:200]
