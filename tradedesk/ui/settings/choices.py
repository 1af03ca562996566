"""One of several, each with a sentence below it: language, colours, mail program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from tradedesk.ui.widgets import PlainLabel
from tradedesk.ui.widgets.emptying import empty


@dataclass(frozen=True)
class Choice:
    """What is chosen, its words, and a sentence."""

    code: str
    words: str
    sentence: str = ""


class Choices(QWidget):
    """Radio buttons below each other; ``chosen`` carries the code of what the user took."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 8, 14, 10)
        self._column.setSpacing(2)
        self._choices: tuple[Choice, ...] = ()
        self._group: QButtonGroup | None = None
        self.buttons: dict[str, QRadioButton] = {}

    def show_choices(self, choices: Sequence[Choice], current: str) -> None:
        """Show these; a code that is not among them leaves all open."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self._build()
        button = self.buttons.get(current)
        if button is not None:
            button.setChecked(True)

    def _build(self) -> None:
        empty(self._column)
        self.buttons, self._group = {}, QButtonGroup(self)
        for choice in self._choices:
            # An ampersand of a program's name is no shortcut.
            button = QRadioButton(choice.words.replace("&", "&&"))
            button.setAccessibleDescription(choice.sentence)
            button.clicked.connect(lambda _checked=False, code=choice.code: self.chosen.emit(code))
            self._group.addButton(button)
            self.buttons[choice.code] = button
            self._column.addWidget(button)
            if choice.sentence:
                sentence = PlainLabel(choice.sentence, tone="muted", size="small", wrap=True)
                sentence.setContentsMargins(24, 0, 0, 6)
                self._column.addWidget(sentence)
