"""A small form that lies over the page, near what it is about; Esc and a focus elsewhere close it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from tradedesk.ui.widgets.escape import on_escape
from tradedesk.ui.widgets.labels import Problem, set_style_property


class LeavingEdit(QLineEdit):
    """One line that keeps Esc for itself: it gives up the input instead of leaving the page."""

    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        on_escape(self, self.given_up.emit)


class OverPage(QFrame):
    """Has a first line to be typed (``first``), a sentence about what is wrong with it, and a ``column`` for all."""

    closed = Signal()

    def __init__(self, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setProperty("card", True)
        self.setFixedWidth(width)
        self.hide()
        self.first = LeavingEdit()
        self.first.given_up.connect(self.give_up)
        self._problem = Problem()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 12)
        self.column.setSpacing(8)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def show_at(self, at: QPoint) -> None:
        """Show it below a point of the page, or above where there is no room; the first line has the focus."""
        self.adjustSize()
        page = self._page
        left = max(8, min(at.x(), page.width() - self.width() - 8))
        top = at.y() if at.y() + self.height() < page.height() - 8 else max(8, at.y() - self.height() - 28)
        self.move(left, top)
        self.show()
        self.raise_()
        self.first.setFocus(Qt.FocusReason.PopupFocusReason)

    def give_up(self) -> None:
        """Close without a change."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _say_problem(self, sentence: str) -> None:
        # Nothing takes the sentence away.
        self._problem.say(sentence)
        self.first.setAccessibleDescription(sentence)
        set_style_property(self.first, "problem", bool(sentence))
        self.adjustSize()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.hide()
