"""Buttons: plain, primary (one a place), quiet, link, and the row of filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from tradedesk.ui.commands import Commands
from tradedesk.ui.theme import icons, signals
from tradedesk.ui.widgets.labels import plain_tooltip

_ICON, _ICON_GAP = 16, 5


class Button(QPushButton):
    """A push button with an icon by name, 32 px high (28 when ``compact``).

    ``kind``: plain, primary (one a place), quiet, link, filter.
    """

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        kind: str = "plain",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
        *,
        compact: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        if compact:
            self.setProperty("compact", True)
        self._kind = kind
        self._icon_name = icon
        self.setAutoDefault(False)
        self.setText(_literal(text))
        self._draw_icon()
        signals.changed.connect(self._draw_icon)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def set_words(self, text: str) -> None:
        """Change the text; an ampersand is shown as one."""
        had_words = bool(self.text())
        self.setText(_literal(text))
        if had_words != bool(text):
            self._draw_icon()

    def set_icon(self, name: str) -> None:
        """Change the icon."""
        self._icon_name = name
        self._draw_icon()

    def _draw_icon(self) -> None:
        name = self._icon_name
        if name:
            role = {"primary": "on_accent", "link": "accent"}.get(self._kind, "text")
            # The style leaves no room between icon and words, so the drawing brings its own.
            gap = _ICON_GAP if self.text() else 0
            self.setIconSize(QSize(_ICON + gap, _ICON))
            self.setIcon(icons.icon(name, role, _ICON, gap))


def _literal(text: str) -> str:
    return text.replace("&", "&&")


class CommandButton(Button):
    """A button that shows a command and triggers it; it follows what is enabled."""

    def __init__(self, commands: Commands, command_id: str, kind: str = "plain", parent: QWidget | None = None) -> None:
        command = commands.get(command_id)
        title, icon = (command.title(), command.icon) if command is not None else (command_id, "")
        super().__init__(title, icon, kind, lambda: _run(commands, command_id), parent)
        self._commands = commands
        self._command_id = command_id
        if command is not None and command.shortcut:
            self.setToolTip(plain_tooltip(f"{title} ({command.shortcut})"))
        commands.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        command = self._commands.get(self._command_id)
        self.setEnabled(command is not None and command.enabled())
        if command is not None and self.text() != _literal(command.title()):
            self.set_words(command.title())


def _run(commands: Commands, command_id: str) -> None:
    commands.trigger(command_id)


class FilterChips(QWidget):
    """A row of filters of which one is chosen; arrows move, ``chosen`` carries the key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}

    def show_filters(self, filters: Sequence[tuple[str, str]], current: str) -> None:
        """Show (key, words) pairs; existing chips keep their place and focus when only words changed."""
        if list(self._buttons) != [key for key, _ in filters]:
            self._build([key for key, _ in filters])
        for key, words in filters:
            self._buttons[key].set_words(words)
        self.set_current(current)

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
            button.deleteLater()
        self._buttons = {}
        for number, key in enumerate(keys):
            button = Button("", kind="filter", parent=self)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, k=key: self.chosen.emit(k))
            self._group.addButton(button)
            self._row.insertWidget(number, button)
            self._buttons[key] = button
