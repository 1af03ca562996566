"""An end that the system asks for, at the end of a session or in a terminal: the same as closing the window."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication


class Ending(QObject):
    """Closes all windows when the process is told to end, so that what is being typed is kept."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform == "win32":  # there the session asks the windows themselves
            return
        # Python looks at signals between two of its own steps, and Qt's loop may be waiting: a byte wakes it.
        self._near, self._far = os.pipe()
        for end in (self._near, self._far):
            os.set_blocking(end, False)
        self._ear = QSocketNotifier(self._near, QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._close_all)
        signal.set_wakeup_fd(self._far, warn_on_full_buffer=False)
        for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(each, _woken)

    def stop(self) -> None:
        """Back to what the system does by itself."""
        if sys.platform == "win32":
            return
        signal.set_wakeup_fd(-1)
        for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(each, signal.SIG_DFL)
        self._ear.setEnabled(False)
        os.close(self._far)
        os.close(self._near)

    def _close_all(self) -> None:
        os.read(self._near, 16)
        # A question that is open would hold the window up.
        while (modal := QApplication.activeModalWidget()) is not None and modal.close():
            continue
        QApplication.closeAllWindows()


def _woken(_number: int, _frame: FrameType | None) -> None:
    """Nothing: the byte in the pipe says it all."""
