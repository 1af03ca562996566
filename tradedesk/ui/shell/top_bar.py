"""The bar on top: the search field at the left, the page's commands at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QWidget

from tradedesk.ui.commands import Commands
from tradedesk.ui.theme import icons
from tradedesk.ui.widgets.buttons import Button, CommandButton
from tradedesk.ui.widgets.cards import Icon
from tradedesk.ui.widgets.labels import PlainLabel, plain_tooltip
from tradedesk.ui.widgets.reading_order import tab_in_reading_order
from tradedesk.ui.wording import tr


class SearchField(QLineEdit):
    """Finds everything and runs every command; shows its shortcut as long as it is empty.

    The list below it belongs to the palette: the keys that move in it are told by signals.
    """

    stepped = Signal(int)
    accepted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        words = tr("Find customers, orders, messages, commands")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self._icon = Icon("search", "muted", 16, self)
        self._hint = PlainLabel("Ctrl K", parent=self)
        self._hint.setObjectName("keyHint")
        self.textChanged.connect(lambda text: self._hint.setVisible(not text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep icon and hint at the ends."""
        super().resizeEvent(event)
        self._icon.move(10, (self.height() - 16) // 2)
        hint = self._hint.sizeHint()
        self._hint.resize(hint.width(), 18)
        self._hint.move(self.width() - hint.width() - 10, (self.height() - 18) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, down and Enter belong to the list."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list closes when the user goes elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()


class TopBar(QFrame):
    """52 px high."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(52)
        self._commands = commands
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(12)
        self.search = SearchField()
        self.search.setMaximumWidth(420)
        self.search.setMinimumWidth(200)
        row.addWidget(self.search, 10)
        row.addStretch(1)
        row.addWidget(self._more_button())
        self._row = row
        self._shown: list[str] = []
        self._main = ""
        self._more: list[str] = []
        self._buttons: list[CommandButton] = []

    def _more_button(self) -> Button:
        self.more = Button("", "ellipsis", "plain", self.open_more)
        self.more.setAccessibleName(tr("More"))
        self.more.setToolTip(plain_tooltip(tr("More (F10)")))
        self.more.setFixedWidth(36)
        self.more.hide()
        return self.more

    def show_more(self, command_ids: Sequence[str]) -> None:
        """What the menu "More" offers; without anything there is no such button."""
        self._more = list(command_ids)
        self.more.setVisible(bool(self._more))

    def open_more(self) -> None:
        """Open the menu of everything else that can be done here; what cannot be done now is grey."""
        menu = QMenu(self.more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in self._more:
            command = self._commands.get(name)
            if command is not None:
                action = menu.addAction(icons.icon(command.icon, "text", 16), command.title().replace("&", "&&"))
                action.setEnabled(command.enabled())
                action.triggered.connect(lambda _on=False, name=name: self._commands.trigger(name))
            elif not name:
                menu.addSeparator()
        below = self.more.mapToGlobal(self.more.rect().bottomRight())
        menu.popup(below - QPoint(menu.sizeHint().width() - 1, -4))
        self.menu = menu

    def show_actions(self, command_ids: Sequence[str], *, has_main: bool = True) -> None:
        """Show these commands as buttons; with ``has_main`` the last one is the main one."""
        known = [each for each in command_ids if self._commands.get(each) is not None]
        main = known[-1] if known and has_main else ""
        if (known, main) == (self._shown, self._main):
            return
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._shown, self._main = known, main
        self._buttons = [
            CommandButton(self._commands, each, "primary" if each == main else "plain", self) for each in known
        ]
        for button in self._buttons:
            self._row.addWidget(button)
        tab_in_reading_order(self)
