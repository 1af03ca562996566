"""Fields that save as one goes: a value is told when it is finished, an invalid one stays with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from tradedesk.ui.widgets import Field
from tradedesk.ui.widgets.day_field import DayField


@dataclass(frozen=True)
class Entry:
    """One field of a form: ``kind`` is line, day, choice (one of ``offered``) or offer (typed or one of them)."""

    key: str
    title: Callable[[], str]
    kind: str = "line"
    span: int = 1
    offered: Sequence[str] = ()
    example: str = ""


class _Choice(QComboBox):
    """A box whose wheel scrolls the page, never the choice."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class SavingForm(QWidget):
    """A grid of fields; ``finished`` carries key and text of each value that was changed by hand."""

    finished = Signal(str, str)

    def __init__(self, entries: Sequence[Entry], columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._saved: dict[str, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        row = column = 0
        for entry in entries:
            if column + entry.span > columns:
                row, column = row + 1, 0
            field = Field(entry.title(), self._editor(entry))
            self._fields[entry.key] = field
            self._saved[entry.key] = ""
            grid.addWidget(field, row, column, 1, entry.span, Qt.AlignmentFlag.AlignTop)
            column += entry.span
        for each in range(columns):
            grid.setColumnStretch(each, 1)

    def _editor(self, entry: Entry) -> QWidget:
        key = entry.key
        if entry.kind in ("choice", "offer"):
            box = _Choice()
            box.setEditable(entry.kind == "offer")
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            box.addItems(list(entry.offered))
            box.activated.connect(lambda _at: self._finish(key))
            line = box.lineEdit()
            if line is not None:
                line.editingFinished.connect(lambda: self._finish(key))
                line.setAccessibleName(entry.title())
            return box
        editor = DayField(date.min) if entry.kind == "day" else QLineEdit()
        if isinstance(editor, DayField):
            editor.picked.connect(lambda: self._finish(key))
        if entry.example:
            editor.setPlaceholderText(entry.example)
        editor.editingFinished.connect(lambda: self._finish(key))
        return editor

    def field(self, key: str) -> Field:
        """The field of a key."""
        return self._fields[key]

    def text(self, key: str) -> str:
        """What stands in a field."""
        return _text(self._fields[key].editor)

    def show_values(self, values: Mapping[str, str], today: date, *, fresh: bool) -> None:
        """Show what the ledger holds without disturbing what is being typed; ``fresh``: of another thing."""
        for key, field in self._fields.items():
            saved, typed = self._saved[key], _text(field.editor)
            self._saved[key] = values.get(key, "")
            if fresh:
                field.set_problem("")
            busy = not fresh and (bool(field.problem) or (typed != saved and field.editor.hasFocus()))
            if isinstance(field.editor, DayField):
                field.editor.set_today(today)
            if not busy and typed != self._saved[key]:
                _put(field.editor, self._saved[key])

    def show_problem(self, key: str, sentence: str) -> None:
        """Say what is wrong with a field; the value stays as it was typed."""
        if key in self._fields:
            self._fields[key].set_problem(sentence)

    def finish(self) -> None:
        """Tell what is still being typed."""
        for key in self._fields:
            self._finish(key)

    def _finish(self, key: str) -> None:
        field = self._fields[key]
        text = _text(field.editor)
        if text == self._saved[key]:
            field.set_problem("")
        elif not field.problem or field.property("refused") != text:
            field.setProperty("refused", text)
            field.set_problem("")
            self.finished.emit(key, text)


def _text(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentText()
    assert isinstance(editor, QLineEdit)
    return editor.text()


def _put(editor: QWidget, text: str) -> None:
    if isinstance(editor, QComboBox):
        if editor.isEditable():
            editor.setEditText(text)
            line = editor.lineEdit()
            if line is not None:
                line.setCursorPosition(0)
            return
        if editor.findText(text) < 0:
            editor.addItem(text)
        editor.setCurrentText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.setCursorPosition(0)
