"""The pages: made when they are first shown, their commands known before; changes wait for those not shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from tradedesk.ui.desk import Desk
from tradedesk.ui.page import Page


class PageTable:
    """Names of pages, where their classes and commands are, and the pages made so far."""

    def __init__(self, desk: Desk, pages: Mapping[str, str], sources: Mapping[str, str]) -> None:
        self._desk = desk
        self._classes = dict(pages)
        self._sources = dict(sources)
        self._made: dict[str, Page] = {}
        self._waiting: dict[str, frozenset[tuple[str, int]]] = {}

    @property
    def names(self) -> frozenset[str]:
        """The pages that exist."""
        return frozenset(self._classes)

    def page(self, name: str) -> Page | None:
        """The page, made at its first use; None for a name that is not in the table."""
        if name not in self._made and name in self._classes:
            self._load_commands(name)
            self._made[name] = named(self._classes[name])(self._desk)
        return self._made.get(name)

    def forget(self) -> None:
        """Let all pages go (the window deletes them) with the commands they own."""
        for page in self._made.values():
            self._desk.commands.remove_owned(page)
        self._made.clear()
        self._waiting.clear()

    def remember(self, changes: frozenset[tuple[str, int]], shown: Page | None) -> None:
        """Keep changes for the pages that are not shown."""
        for name, page in self._made.items():
            if page is not shown:
                self._waiting[name] = self._waiting.get(name, frozenset()) | changes

    def take_waiting(self, name: str) -> frozenset[tuple[str, int]]:
        """What changed while the page was not shown."""
        return self._waiting.pop(name, frozenset())

    def load_commands(self, owner: QObject, then: Callable[[], object]) -> None:
        """Import the commands of the pages not opened yet, one a turn, so that the palette knows them; then go on.

        It ends with ``owner``, the window.
        """
        if self._sources:
            self._load_commands(next(iter(self._sources)))
            QTimer.singleShot(0, owner, lambda: self.load_commands(owner, then))
        else:
            then()

    def _load_commands(self, name: str) -> None:
        source = self._sources.pop(name, "")
        if source:
            self._desk.commands.add(*named(source)(self._desk))


def named(told: str) -> Any:
    """ "package.module:Name" → the thing itself."""
    from importlib import import_module

    module, _, name = told.partition(":")
    return getattr(import_module(module), name)
