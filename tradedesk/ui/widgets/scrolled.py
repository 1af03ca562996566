"""A part of the window that scrolls up and down as a whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Scrolled(QScrollArea):
    """Without a frame, never sideways; ``ground`` ("window", "raised") is the colour that its contents stand on.

    The keyboard reaches what stands in it; by itself it would be a stop without a name.
    """

    _filling: QWidget

    def __init__(self, ground: str = "window", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = ground
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def begin_column(self) -> QVBoxLayout:
        """An empty column to be filled; ``show_column`` shows it in the place of what stood there."""
        self._filling = QWidget()
        self._filling.setProperty("ground", self._colour)
        self._filling.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return QVBoxLayout(self._filling)

    def show_column(self) -> None:
        """Show the column that was begun."""
        self.setWidget(self._filling)
