"""Editors that save as one goes: told when a value is finished, and never changed under the user's hands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget


class OwnLine(QLineEdit):
    """One line; ``committed`` carries what was finished by Enter or by going on. May offer what could be meant."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = ""
        self._offers: QStringListModel | None = None
        self.editingFinished.connect(self.finish)

    def offer(self, choices: Sequence[str]) -> None:
        """Offer what holds the typed letters anywhere."""
        if self._offers is None:
            self._offers = QStringListModel(self)
            completer = QCompleter(self._offers, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.activated.connect(lambda _text: self.finish())
            self.setCompleter(completer)
        if self._offers.stringList() != list(choices):
            self._offers.setStringList(list(choices))

    def show_saved(self, text: str, *, keep: bool) -> None:
        """Show what is saved, unless something else is being typed or (``keep``) an invalid value stands there."""
        untouched = self.text() == self._saved or not self.hasFocus()
        self._saved = text
        if untouched and not keep and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def finish(self) -> None:
        """Tell the value if it is not the saved one."""
        if self.text() != self._saved:
            self.committed.emit(self.text())


class OwnText(QPlainTextEdit):
    """A few lines, told when the focus goes on."""

    committed = Signal(str)

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = ""
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 24)

    def show_saved(self, text: str, *, keep: bool) -> None:
        """As for one line."""
        untouched = self.toPlainText().strip() == self._saved or not self.hasFocus()
        self._saved = text
        if untouched and not keep and self.toPlainText().strip() != text:
            self.setPlainText(text)

    def finish(self) -> None:
        """Tell the text if it is not the saved one."""
        if self.toPlainText().strip() != self._saved:
            self.committed.emit(self.toPlainText().strip())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when the user goes on."""
        super().focusOutEvent(event)
        self.finish()
