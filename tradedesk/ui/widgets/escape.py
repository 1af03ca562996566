"""Esc for as long as the keyboard is in a part of the window: it is that part's own, not the window's way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def on_escape(widget: QWidget, leave: Callable[[], object]) -> None:
    """Call ``leave`` when Esc is pressed in the widget or in anything within it that does not want it itself."""
    widget.installEventFilter(_Escape(widget, leave))


class _Escape(QObject):
    def __init__(self, widget: QWidget, leave: Callable[[], object]) -> None:
        super().__init__(widget)
        self._leave = leave

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks first whether the key is wanted before a shortcut takes it, then sends it."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._leave()
            return True
        return super().eventFilter(watched, event)
