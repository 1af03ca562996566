"""The slim bar below the text: bold, italic, lists, link, table, picture, direction. Seen when the user wants it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradedesk.ui.commands import Commands
from tradedesk.ui.compose.formatting import Look
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import plain_tooltip

#: The commands in their order; a gap where the name is empty.
ORDER = ("draft.bold", "draft.italic", "", "draft.bullets", "draft.numbers", "draft.from-right", "", "draft.link",
         "draft.goods-table", "draft.picture")  # fmt: skip
_SIDE = 26


class FormatBar(QWidget):
    """Buttons of commands; those of a look show whether it is on."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self.buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 8, 0)
        row.setSpacing(2)
        for name in ORDER:
            if name:
                row.addWidget(self._button(name))
            else:
                row.addSpacing(10)
        row.addStretch(1)
        commands.changed.connect(self._follow)

    def _button(self, name: str) -> Button:
        command = self._commands.get(name)
        assert command is not None
        title, key = command.title().rstrip("…"), command.shortcut
        button = Button("", command.icon, "quiet", lambda: self._commands.trigger(name))
        button.setStyleSheet("QPushButton { min-height: 24px; padding: 0; }")
        button.setFixedSize(_SIDE, _SIDE)
        # A click leaves the cursor in the text; the keyboard reaches the button all the same.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCheckable(name in _ON)
        button.setAccessibleName(title)
        button.setToolTip(plain_tooltip(f"{title} ({key})" if key else title))
        self.buttons[name] = button
        return button

    def show_look(self, look: Look) -> None:
        """Mark what holds at the cursor."""
        for name, is_on in _ON.items():
            self.buttons[name].setChecked(is_on(look))

    def _follow(self) -> None:
        for name, button in self.buttons.items():
            button.setEnabled(self._commands.is_enabled(name))


_ON: dict[str, Callable[[Look], bool]] = {
    "draft.bold": lambda look: look.bold,
    "draft.italic": lambda look: look.italic,
    "draft.bullets": lambda look: look.item == "bullet",
    "draft.numbers": lambda look: look.item == "number",
    "draft.link": lambda look: bool(look.link),
    "draft.from-right": lambda look: look.from_right,
}
