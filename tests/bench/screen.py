"""Watching a window from inside: when did it last change on the screen, and did its event loop ever stand still."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

#: Seconds without any paint, with nothing under way, after which a change counts as over.
_QUIET = 0.12
_PATIENCE = 20.0


class Screen(QObject):
    """Notes the moment after each burst of paints; ``change`` acts and says how long until the last of them."""

    def __init__(self, app: QApplication, busy: Callable[[], bool]) -> None:
        super().__init__(app)
        self._busy = busy
        self.painted = time.perf_counter()
        #: Milliseconds between two beats of the window's heart, during the changes.
        self.gaps: list[float] = []
        self._heart = _Heartbeat(self)
        app.setCursorFlashTime(0)
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest or event.type() == QEvent.Type.Paint:
            self.painted = time.perf_counter()
            QTimer.singleShot(0, self, self._after)
        return False

    def _after(self) -> None:
        self.painted = time.perf_counter()

    def settle(self) -> None:
        """Turn the event loop until nothing is under way and nothing was painted for a moment."""
        until = time.perf_counter() + _PATIENCE
        loop = QEventLoop()
        while time.perf_counter() < until:
            ticker = QTimer()
            ticker.singleShot(10, loop.quit)
            loop.exec()
            if not self._busy() and time.perf_counter() - self.painted > _QUIET:
                return
        raise TimeoutError("the window never came to rest")

    def change(self, act: Callable[[], object], pause: float = 0.0) -> float:
        """Milliseconds from ``act`` to the last change of the screen, less a pause of ``pause`` milliseconds."""
        self.settle()
        began = time.perf_counter()
        act()
        self.painted = max(self.painted, began)
        self._busy_for(pause / 1000 + 0.02)
        self.settle()
        self.gaps += [gap for at, gap in self._heart.beats if began <= at <= self.painted + 0.02]
        self._heart.beats.clear()
        return max(1000 * (self.painted - began) - pause, 0.0)

    def _busy_for(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(int(1000 * seconds), loop.quit)
        loop.exec()


class _Heartbeat(QObject):
    """A timer of 10 ms: when it beat, and the gap before each beat in milliseconds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.beats: list[tuple[float, float]] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=10, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.beats.append((now, 1000 * (now - self._last)))
        self._last = now
