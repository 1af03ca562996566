"""Carrying something with the mouse, as a hand does: press, move, let go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def drag(source, start, end):
    """Press, move in steps and let go, all at the widget where the button went down."""
    view = source.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=view.mapFromGlobal(start))
    for part in (0.1, 0.4, 0.7, 1.0):
        here = QPoint(round(start.x() + (end.x() - start.x()) * part), round(start.y() + (end.y() - start.y()) * part))
        event_at(view, here)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=view.mapFromGlobal(end))


def event_at(view, place):
    button = Qt.MouseButton.LeftButton
    local = QPointF(view.mapFromGlobal(place))
    event = QMouseEvent(QEvent.Type.MouseMove, local, QPointF(place), button, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)
