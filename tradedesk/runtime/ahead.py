"""A call begun early, in a thread of its own, whose result is taken later."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class Ahead:
    """Calls ``fn`` at once beside whatever goes on; to call the Ahead is to wait for the result, or what it raised."""

    def __init__(self, fn: Callable[[], Any]) -> None:
        self._result: Any = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._work, args=(fn,), name="tradedesk-ahead", daemon=True)
        self._thread.start()

    def __call__(self) -> Any:
        """Wait for the result and return it; to be called once."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._result

    def _work(self, fn: Callable[[], Any]) -> None:
        try:
            self._result = fn()
        except Exception as error:  # noqa: BLE001 - raised again in the thread that asks for the result
            self._error = error
