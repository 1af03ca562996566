"""Form fields: a name, an editor, and beside an invalid value the sentence that says what would be accepted."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradedesk.ui.widgets.labels import PlainLabel, Problem, set_style_property


class Field(QWidget):
    """One editor with its name above and its problem below; the invalid value stays visible."""

    def __init__(self, name: str, editor: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = self._name = PlainLabel(name, tone="muted", size="small")
        label.setBuddy(editor)
        editor.setAccessibleName(name)
        self._hint = PlainLabel(hint, tone="muted", size="small", wrap=True)
        if not hint:
            self._hint.hide()
        self._problem = Problem()
        for widget in (label, editor, self._hint, self._problem):
            column.addWidget(widget)

    def set_name(self, name: str) -> None:
        """Call the field differently."""
        self._name.setText(name)
        self.editor.setAccessibleName(name)

    def set_hint(self, sentence: str, tone: str = "muted") -> None:
        """Say what there is to know of a value that is kept as it is; an empty sentence takes it away."""
        self._hint.say(sentence)
        self._hint.set_tone(tone)

    @property
    def hint(self) -> str:
        """The sentence that is said of the value."""
        return self._hint.text()

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong and what would be accepted; an empty sentence takes it away."""
        self._problem.say(sentence)
        self.editor.setAccessibleDescription(sentence)
        set_style_property(self.editor, "problem", bool(sentence))

    @property
    def problem(self) -> str:
        """The sentence shown, empty when all is well."""
        return self._problem.text()
