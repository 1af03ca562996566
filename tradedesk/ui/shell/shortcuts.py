"""Shortcuts: one per key sequence; it runs the command of the page shown before one of the whole window."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk


def key_of(desk: Desk, command: Command) -> str:
    """The command's key sequence: the user's own, else the one it came with."""
    return str(desk.settings.get(f"shortcut.{command.id}", command.shortcut))


def native(key: str) -> str:
    """The key sequence as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class Shortcuts:
    """Keeps a QShortcut for every key that some command wants."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        self._window = window
        self._desk = desk
        self._made: dict[str, QShortcut] = {}
        desk.commands.changed.connect(self.follow)
        desk.settings.written.connect(self._setting_written)
        self.follow()

    def follow(self) -> None:
        """Make the shortcuts that are wanted now and drop the others."""
        wanted = {key for key in (key_of(self._desk, command) for command in self._desk.commands.all()) if key}
        for key in wanted - self._made.keys():
            shortcut = QShortcut(QKeySequence(key), self._window)
            shortcut.activated.connect(lambda k=key: self._press(k))
            self._made[key] = shortcut
        for key in self._made.keys() - wanted:
            self._made.pop(key).deleteLater()

    def _press(self, key: str) -> None:
        place = self._desk.places.current
        page = place.page if place is not None else ""
        commands = [each for each in self._desk.commands.all() if key_of(self._desk, each) == key]
        for command in sorted(commands, key=lambda each: each.page != page):
            if command.page in ("", page) and self._desk.commands.trigger(command.id):
                return

    def _setting_written(self, name: str) -> None:
        if name.startswith("shortcut."):
            self.follow()
