"""A small window of an order's page: a card above it that closes when all is well."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from tradedesk.ui.widgets import SectionTitle


class SmallPopup(QFrame):
    """A card with a title; put widgets into ``column``. Esc closes it."""

    def __init__(self, title: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self._area: QWidget | None = None
        self.setFixedWidth(width)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 14)
        self.column.setSpacing(10)
        head = SectionTitle(title)
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.column.addWidget(head)

    def show_at(self, place: QPoint, area: QWidget) -> None:
        """Show it below a point on the screen, but within the window."""
        self._area = area
        self._grow()
        self._move_to(place)
        self.show()
        self.take_focus()

    def fit(self) -> None:
        """Be as high as what it holds, and stay within the window; once more when new words have found their room."""
        self._grow()
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        self.column.activate()
        # Not adjustSize: that stops at two thirds of the screen, and the window would grow past its edge later.
        wanted = max(self.column.totalHeightForWidth(self.width()), self.column.totalMinimumSize().height())
        self.resize(self.width(), wanted)
        if self.isVisible():
            self._move_to(self.pos())

    def _move_to(self, place: QPoint) -> None:
        if self._area is None:
            return
        window = self._area.window()
        corner = window.mapToGlobal(QPoint(window.width(), window.height()))
        x = min(place.x(), corner.x() - self.width() - 12)
        y = min(place.y(), corner.y() - self.height() - 12)
        least = window.mapToGlobal(QPoint(12, 12))
        self.move(max(x, least.x()), max(y, least.y()))

    def take_focus(self) -> None:
        """Put the focus on the first thing to be typed."""
