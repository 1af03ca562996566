"""Fields in a grid that save as one goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QWidget

from tradedesk.ui.widgets import Field
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.widgets.saved import Editor, SavedChoice, SavedFields, SavedLine, SavedOffer, SavedText


@dataclass(frozen=True)
class Entry:
    """One field of a form: ``kind`` is line, text, day, choice or offer (typed, or one of them)."""

    key: str
    title: Callable[[], str]
    kind: str = "line"
    span: int = 1
    offered: Sequence[str] = ()
    example: str = ""
    #: How many lines of a text are seen at once.
    lines: int = 2


class SavingForm(QWidget):
    """A grid of fields; ``finished`` carries key and text of each value that was changed by hand."""

    finished = Signal(str, str)
    #: What the ledger holds of a key stands there again, typed by hand.
    restored = Signal(str)

    def __init__(self, entries: Sequence[Entry], columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = SavedFields(self.finished.emit)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        row = column = 0
        for entry in entries:
            if column + entry.span > columns:
                row, column = row + 1, 0
            editor = _editor(entry)
            if isinstance(editor, SavedLine | SavedOffer):
                editor.restored.connect(lambda key=entry.key: self.restored.emit(key))
            field = self._fields.add(entry.key, entry.title(), editor)
            grid.addWidget(field, row, column, 1, entry.span, Qt.AlignmentFlag.AlignTop)
            column += entry.span
        for each in range(columns):
            grid.setColumnStretch(each, 1)

    def field(self, key: str) -> Field:
        """The field of a key."""
        return self._fields.fields[key]

    def offer(self, key: str, offered: Sequence[str]) -> None:
        """What the field of a key offers from now on."""
        editor = self._fields.editors[key]
        if isinstance(editor, SavedOffer):
            editor.offer(offered)

    def show_values(self, values: Mapping[str, str], today: date, *, fresh: bool) -> None:
        """Show what the ledger holds without disturbing what is being typed; ``fresh``: of another thing."""
        for editor in self._fields.editors.values():
            if isinstance(editor, DayField):
                editor.set_today(today)
        self._fields.show_values({key: values.get(key, "") for key in self._fields.fields}, fresh=fresh)

    def show_problem(self, key: str, sentence: str) -> None:
        """Say what is wrong with a field; the value stays as it was typed."""
        self._fields.show_problem(key, sentence)

    def finish(self) -> None:
        """Tell what is still being typed."""
        self._fields.finish()


def _editor(entry: Entry) -> Editor:
    if entry.kind == "day":
        day = DayField(date.min)
        day.picked.connect(day.finish)
        return day
    if entry.kind == "line":
        return SavedLine(entry.example)
    if entry.kind == "text":
        text = SavedText()
        text.setPlaceholderText(entry.example)
        text.setFixedHeight(text.fontMetrics().lineSpacing() * entry.lines + 18)
        return text
    box: SavedChoice | SavedOffer
    if entry.kind == "offer":
        box = SavedOffer(entry.offered)
        # Completed in the line, "sea" would become the first offer that begins so.
        finder = box.completer()
        if finder is not None:
            finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            finder.setFilterMode(Qt.MatchFlag.MatchContains)
    else:
        box = SavedChoice()
        box.offer([(each, each) for each in entry.offered])
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    return box
