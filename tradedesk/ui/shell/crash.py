"""Telling of a crash from whatever thread it happened in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication


class CrashTeller(QObject):
    """Receives the lines of a crash and shows them once; while a dialog is open, further crashes are only logged."""

    _crashed = Signal(str)

    def __init__(self) -> None:
        super().__init__(QApplication.instance())
        self._open = False
        self._crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def tell(self, lines: list[str]) -> None:
        """Say it in the window; may be called from any thread."""
        self._crashed.emit("\n".join(lines))

    def _show(self, report: str) -> None:
        if self._open:
            return
        # Set first: where telling itself crashes, that crash must not be told in turn, without end.
        self._open = True
        from tradedesk.ui.shell.dialogs import CrashDialog

        dialog = CrashDialog(report, parent=QApplication.activeWindow())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _answer: int) -> None:
        self._open = False
