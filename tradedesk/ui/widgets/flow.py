"""A row of chips that goes on in the next line where the room ends."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays its widgets out from left to right, line by line; ``gap`` and ``line_gap`` are pixels."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, line_gap: int = 6) -> None:
        super().__init__(parent)
        self._gap, self._line_gap = gap, line_gap
        self._tail: QWidget | None = None
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        """Put a widget at a place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def keep_beside(self, widget: QWidget) -> None:
        """Leave this widget alone in no line: what stands before it comes along, or is narrowed by a third at most."""
        self._tail = widget

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """One line of everything."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """The highest item; chips can be narrowed."""
        return QSize(80, max((item.sizeHint().height() for item in self._items if not item.isEmpty()), default=0))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        left, top, line = rect.left(), rect.top(), 0
        for place, item in enumerate(self._items):
            if item.isEmpty():
                continue
            size, beside = item.sizeHint(), self._beside(place)
            if rect.width() - beside < size.width() * 2 // 3:  # too little would be left of it
                beside = 0
            width = min(size.width(), max(rect.width() - beside, 1))
            if line and left + width + beside > rect.left() + rect.width():
                left, top, line = rect.left(), top + line + self._line_gap, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), QSize(width, size.height())))
            left += width + self._gap
            line = max(line, size.height())
        return top + line - rect.top()

    def _beside(self, place: int) -> int:
        """The room that the widget which must not stand alone takes behind this place; 0 where another comes next."""
        after = next((item for item in self._items[place + 1 :] if not item.isEmpty()), None)
        if after is None or self._tail is None or after.widget() is not self._tail:
            return 0
        return after.sizeHint().width() + self._gap
