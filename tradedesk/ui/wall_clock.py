"""Waking by the clock on the wall: at each full minute, and at once when the clock was set or the computer slept.

A timer counts time that the computer is awake, so a long one is late after sleep and knows nothing of a clock that is
set. This one looks at the wall every few seconds and compares it with the moment it waits for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

#: Milliseconds between two looks; what is owed is never shown older than a minute and this.
_LOOK = 10_000
_MINUTE = timedelta(minutes=1)
#: A look that comes this much later, or earlier, than it should says that the clock jumped.
_JUMP = timedelta(seconds=30)


def _wall() -> datetime:
    return datetime.now(UTC)


class WallClock(QObject):
    """``struck`` at every full minute, and at the first look after the clock has jumped, forwards or back."""

    struck = Signal()

    def __init__(self, parent: QObject | None = None, now: Callable[[], datetime] = _wall) -> None:
        super().__init__(parent)
        self._now = now
        self._due = self._seen = now()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    @classmethod
    def while_seen(cls, widget: QWidget) -> WallClock:
        """One that runs as long as ``widget`` is shown: when nobody looks, nothing runs."""
        made = cls(widget)
        widget.installEventFilter(made)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start and stop with the widget that shows what the minute changes."""
        if event.type() == QEvent.Type.Show:
            self.start()
        elif event.type() == QEvent.Type.Hide:
            self.stop()
        return super().eventFilter(watched, event)

    @property
    def due(self) -> datetime:
        """The moment it waits for (UTC)."""
        return self._due

    @property
    def is_running(self) -> bool:
        """Whether somebody looks."""
        return self._timer.isActive()

    def start(self) -> None:
        """Wait for the next full minute of the clock on the wall."""
        self._wait(self._now())

    def stop(self) -> None:
        """Nobody looks: nothing runs."""
        self._timer.stop()

    def look(self) -> None:
        """Compare the wall with the moment waited for."""
        now = self._now()
        jumped = not -_JUMP / 30 <= now - self._seen <= timedelta(milliseconds=_LOOK) + _JUMP
        if now >= self._due or jumped:
            self._wait(now)
            self.struck.emit()
        else:
            self._rest(now)

    def _wait(self, now: datetime) -> None:
        self._due = now.replace(second=0, microsecond=0) + _MINUTE
        self._rest(now)

    def _rest(self, now: datetime) -> None:
        self._seen = now
        left = (self._due - now) / timedelta(milliseconds=1)
        self._timer.start(int(min(_LOOK, max(left, 0) + 50)))
