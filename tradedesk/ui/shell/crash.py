"""Telling of a crash from whatever thread it happened in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication


class CrashTeller(QObject):
    """Receives the lines of a crash and shows them once; while a dialog is open, further crashes are only logged."""

    _crashed = Signal(str)

    def __init__(self, on_crash: Callable[[], None] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent or QApplication.instance())
        self._on_crash = on_crash
        self._open = False
        self._crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def tell(self, lines: list[str]) -> None:
        """Say it in the window; may be called from any thread."""
        self._crashed.emit("\n".join(lines))

    def _show(self, report: str) -> None:
        if self._open:
            return
        from tradedesk.ui.shell.dialogs import CrashDialog

        self._open = True
        if self._on_crash is not None:
            self._on_crash()
        dialog = CrashDialog(report, parent=QApplication.activeWindow())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _answer: int) -> None:
        self._open = False
