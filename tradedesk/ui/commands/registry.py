"""The registry of commands and the one place that dispatches them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_SHAPE = re.compile(r"[a-z]+\.[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _always() -> bool:
    return True


class Command(NamedTuple):
    """One thing the user can do: ``noun.verb-words``.

    ``title`` returns the words (so that they follow the language); ``shortcut`` is a portable key sequence ("Ctrl+N");
    ``page`` limits the shortcut to one page; ``listed`` says whether the palette offers it.
    """

    id: str
    title: Callable[[], str]
    run: Callable[[], object]
    icon: str = ""
    shortcut: str = ""
    enabled: Callable[[], bool] = _always
    page: str = ""
    listed: bool = True
    words: Callable[[], str] = str


class Commands(QObject):
    """All commands by id."""

    #: The set of commands changed, or ``refresh`` says that what is enabled may have changed.
    changed = Signal()
    #: A command raised this exception.
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_id: dict[str, Command] = {}
        self._owners: dict[str, QObject] = {}

    def add(self, *commands: Command, owner: QObject | None = None) -> None:
        """Register commands; those of an owner leave with it. An id that is taken raises ValueError."""
        for command in commands:
            if not _SHAPE.fullmatch(command.id):
                raise ValueError(f"{command.id}: a command is called noun.verb-words")
            if command.id in self._by_id:
                raise ValueError(f"{command.id} is registered twice")
            self._by_id[command.id] = command
            if owner is not None:
                self._owners[command.id] = owner
        if owner is not None:
            number = id(owner)
            owner.destroyed.connect(lambda: self._remove(number))
        self.changed.emit()

    def remove_owned(self, owner: QObject) -> None:
        """Take an owner's commands away (before the owner is built again)."""
        self._remove(id(owner))

    def _remove(self, owner_number: int) -> None:
        gone = [name for name, owner in self._owners.items() if id(owner) == owner_number]
        for name in gone:
            del self._by_id[name]
            del self._owners[name]
        if gone and isValid(self):
            self.changed.emit()

    def get(self, command_id: str) -> Command | None:
        """The command with this id."""
        return self._by_id.get(command_id)

    def all(self) -> Iterable[Command]:
        """Every command, in the order of registration."""
        return tuple(self._by_id.values())

    def is_enabled(self, command_id: str) -> bool:
        """Whether the command exists and can be run now."""
        command = self._by_id.get(command_id)
        return command is not None and command.enabled()

    def is_offered(self, command_id: str) -> bool:
        """Whether it can be run now and what it acts on is in sight: a page's own commands are offered there alone."""
        owner = self._owners.get(command_id)
        return self.is_enabled(command_id) and (not isinstance(owner, QWidget) or owner.isVisible())

    def refresh(self) -> None:
        """Say that what is enabled may have changed."""
        self.changed.emit()

    def trigger(self, command_id: str) -> bool:
        """Run the command if it is enabled; what it raises goes to ``failed``. False when it did not run."""
        command = self._by_id.get(command_id)
        if command is None or not command.enabled():
            return False
        try:
            command.run()
        except Exception as error:  # noqa: BLE001 - the dispatcher is one of the three places that catch everything
            self.failed.emit(error)
        return True
