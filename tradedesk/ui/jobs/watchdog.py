"""In development: says where the window's thread was when it did not answer for more than 100 ms."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from time import monotonic

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_log = logging.getLogger(__name__)
#: Milliseconds between two beats, and seconds without one that count as a stall.
_BEAT = 20
_STALL = 0.1


class Watchdog(QObject):
    """A timer beats in the window's thread; a thread of its own listens and logs the stack of a stall, once a stall."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._last = monotonic()
        self._stop = threading.Event()
        self._watched = threading.get_ident()
        self.stalls = 0
        self._timer = QTimer(self, interval=_BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._thread = threading.Thread(target=self._listen, name="tradedesk-watchdog", daemon=True)
        self._thread.start()
        app.aboutToQuit.connect(self.stop)

    def stop(self) -> None:
        """End the thread."""
        self._timer.stop()
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        self._last = monotonic()

    def _listen(self) -> None:
        told = 0.0
        while not self._stop.wait(_BEAT / 1000):
            last = self._last
            if monotonic() - last > _STALL and last != told:
                told = last
                self.stalls += 1
                frame = sys._current_frames().get(self._watched)
                where = "".join(traceback.format_stack(frame)[-12:]) if frame is not None else "?"
                _log.warning("the window did not answer for more than %d ms:\n%s", _STALL * 1000, where)
