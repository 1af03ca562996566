"""Wavy lines below words that no dictionary knows, drawn a few lines at a time so that no key waits for them."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextDocument

from tradedesk.ui.marking import Highlighter

#: Seconds of one go.
_AT_ONCE = 0.004


class Underlining(QObject):
    """Colours the lines again in which such words come or go. ``quietly`` runs what is no change of the text."""

    def __init__(
        self, document: QTextDocument, highlighter: Highlighter, quietly: Callable[[Callable[[], None]], None]
    ) -> None:
        super().__init__(document)
        self._document, self._highlighter, self._quietly = document, highlighter, quietly
        self._changed: frozenset[str] = frozenset()
        self._line = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(lambda: quietly(self._some))

    def show(self, words: frozenset[str]) -> None:
        """Underline these words from now on, wherever they stand, and no others."""
        changed = words ^ self._highlighter.misspelt
        if changed:
            # What was left of the last change is looked at again.
            self._changed = changed | (self._changed if self._timer.isActive() else frozenset())
            self._highlighter.misspelt = words
            self._line = 0
            self._timer.start()

    def _some(self) -> None:
        until = perf_counter() + _AT_ONCE
        block = self._document.findBlockByNumber(self._line)
        while block.isValid():
            text = block.text()
            if any(word in text for word in self._changed):
                self._highlighter.rehighlightBlock(block)
            block, self._line = block.next(), self._line + 1
            if perf_counter() > until:
                self._timer.start()
                return
