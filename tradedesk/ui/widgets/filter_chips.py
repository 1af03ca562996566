"""Filters above a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.flow import FlowLayout


class FilterChips(QWidget):
    """Filters of which one is chosen, in as many lines as they need; arrows move, ``chosen`` carries the key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}

    def show_filters(self, filters: Sequence[tuple[str, str]], current: str) -> None:
        """Show (key, words) pairs; existing chips keep their place and focus when only words changed."""
        if list(self._buttons) != [key for key, _ in filters]:
            self._build([key for key, _ in filters])
        for key, words in filters:
            self._buttons[key].set_words(words)
        self.set_current(current)
        self.updateGeometry()

    def set_current(self, key: str) -> None:
        """Choose a filter without telling."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    @property
    def current(self) -> str:
        """The key of the chosen filter, empty before there is one."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the neighbour."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._buttons:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        at = keys.index(self.current) if self.current in keys else 0
        target = self._buttons[keys[(at + step) % len(keys)]]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()

    def _build(self, keys: Sequence[str]) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for key in keys:
            button = Button("", kind="filter", parent=self)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, k=key: self.chosen.emit(k))
            self._group.addButton(button)
            self._flow.addWidget(button)
            self._buttons[key] = button
