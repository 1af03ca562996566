"""Buttons: plain, primary (one a place), quiet, link."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from tradedesk.ui.commands import Command, Commands
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

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
        if command is not None:
            self._explain(command)
        commands.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        command = self._commands.get(self._command_id)
        self.setEnabled(command is not None and command.enabled())
        if command is not None and self.text() != _literal(command.title()):
            self.set_words(command.title())
            self._explain(command)

    def _explain(self, command: Command) -> None:
        if command.shortcut:
            self.setToolTip(plain_tooltip(f"{command.title()} ({command.shortcut})"))


def _run(commands: Commands, command_id: str) -> None:
    commands.trigger(command_id)
