"""Garbage is collected in the window's thread only: a collection that starts in a worker could free widgets there.

And not while verbs are under way: what they work with is no garbage yet, and to look through it stops the window.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

#: Milliseconds between two looks.
_EVERY = 1000
#: So many looks in a row are left out while verbs are under way.
_PATIENCE = 60


class Tidy(QObject):
    """Switches the automatic collection off and does it by a timer; ``stop`` puts it back.

    ``busy`` says whether a verb is under way.
    """

    def __init__(self, busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy, self._left_out = busy, 0
        self._limits = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def settle(self) -> None:
        """What has been loaded so far stays for good: later collections need not look at it."""
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        """Back to the interpreter's own way."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _look(self) -> None:
        if self._busy() and self._left_out < _PATIENCE:
            self._left_out += 1
            return
        self._left_out = 0
        young, middle, old = gc.get_count()
        limits = self._limits
        if old > limits[2]:
            gc.collect(2)
        elif middle > limits[1]:
            gc.collect(1)
        elif young > limits[0]:
            gc.collect(0)
