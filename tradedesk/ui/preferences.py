"""The user's settings as the window uses them: read at once, written a moment later, so no key waits for a disk."""

from __future__ import annotations

import logging
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from tradedesk.runtime.settings import Plain, Settings

_log = logging.getLogger(__name__)
#: Milliseconds between a small choice and the write of it.
_WAIT = 800


class KeptSettings(Protocol):
    """What the window needs of ``runtime.settings.SettingsFile``."""

    current: Settings

    def change(self, **changed: str) -> Settings:
        """Change fields by name and write them."""

    def remember(self, name: str, value: Plain) -> Settings:
        """Keep one small choice."""


class _InMemory:
    """Settings that last as long as the program: for a profile that cannot be written."""

    def __init__(self) -> None:
        self.current = Settings()

    def change(self, **changed: str) -> Settings:
        self.current = self.current._replace(**changed)  # type: ignore[arg-type]
        return self.current

    def remember(self, name: str, value: Plain) -> Settings:
        self.current = self.current._replace(more={**self.current.more, name: value})
        return self.current


class Preferences(QObject):
    """Language, theme and the pages' small choices."""

    #: The field that changed: "language", "theme", "mail_program" …
    changed = Signal(str)
    #: The dotted name of a small choice that was made.
    written = Signal(str)

    def __init__(self, kept: KeptSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: KeptSettings = _InMemory() if kept is None else kept
        self._waiting: dict[str, Plain] = {}
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self.flush)

    @property
    def current(self) -> Settings:
        """The settings as they are kept."""
        return self._kept.current

    def change(self, **changed: str) -> None:
        """Change fields by name; raises ValueError for a value that is not offered. A disk that refuses is logged."""
        try:
            self._kept.change(**changed)
        except OSError as problem:
            _log.warning("settings were not written: %s", problem.strerror)
        for name in changed:
            self.changed.emit(name)

    def get(self, name: str, default: Plain = "") -> Plain:
        """A small choice by its dotted name ("orders.list-width")."""
        return self._waiting.get(name, self.current.more.get(name, default))

    def remember(self, name: str, value: Plain) -> None:
        """Keep a small choice; it is written a moment later."""
        if self.get(name, "") != value:
            self._waiting[name] = value
            self._timer.start()
            self.written.emit(name)

    def flush(self) -> None:
        """Write what is waiting."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        try:
            for name, value in waiting.items():
                self._kept.remember(name, value)
        except OSError as problem:
            _log.warning("settings were not written: %s", problem.strerror)
