"""Editors that save as one goes: they tell when a value was finished, and take new ones without disturbing the user."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QStyleOptionComboBox, QToolTip, QWidget

from tradedesk.ui.widgets.fields import Field
from tradedesk.ui.widgets.labels import plain_tooltip
from tradedesk.ui.widgets.painting import elided
from tradedesk.ui.wording import apart

#: Milliseconds without a key after which a longer text is saved.
_PAUSE = 1200
#: Pixels beside the words of a list that opens below a box: padding and a scroll bar.
_BESIDE = 44
#: Pixels of a box that its words leave to the frame and the arrow.
_FRAME = 38


class SavedLine(QLineEdit):
    """One line; ``committed`` carries what was finished (Enter, or the focus went on)."""

    committed = Signal(str)
    #: What is saved stands there again, typed by hand.
    restored = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = self._told = ""
        self.setPlaceholderText(placeholder)
        self.editingFinished.connect(self.finish)

    def show_saved(self, text: str, *, keep: bool = False, fresh: bool = False) -> None:
        """Show what the ledger holds, unless something else is being typed.

        ``keep``: an invalid value stands there and stays; ``fresh``: it is another thing's value, whatever stood there.
        """
        untouched = self.text() in (self._saved, self._told) or not self.hasFocus()
        self._saved = text
        if (fresh or (untouched and not keep)) and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def finish(self) -> None:
        """Tell the value if it is not the saved one."""
        if self.text() != self._saved:
            self._told = self.text()
            self.committed.emit(self._told)
        else:
            self.restored.emit()


class SavedText(QPlainTextEdit):
    """Several lines; told after a pause and when the focus goes on."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = ""
        self.setTabChangesFocus(True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.finish)
        self.textChanged.connect(self._pause.start)

    def show_saved(self, text: str, *, keep: bool = False, fresh: bool = False) -> None:
        """As for one line."""
        untouched = self.toPlainText().rstrip() == self._saved or not self.hasFocus()
        self._saved = text
        if (fresh or (untouched and not keep)) and self.toPlainText().rstrip() != text:
            self.setPlainText(text)
        self._pause.stop()

    def finish(self) -> None:
        """Tell the text if it is not the saved one."""
        self._pause.stop()
        if self.toPlainText().rstrip() != self._saved:
            self._saved = self.toPlainText().rstrip()
            self.committed.emit(self._saved)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when the user goes on."""
        super().focusOutEvent(event)
        self.finish()


class Choice(QComboBox):
    """One of several, in a box that may be narrower than the words. The wheel scrolls the page, never the choice."""

    def showPopup(self) -> None:
        """What is offered is seen in full, however narrow the box is that was chosen in."""
        _widen(self)
        super().showPopup()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What does not fit ends in "…"."""
        super().initStyleOption(option)
        option.currentText = self._fitting()

    def event(self, event: QEvent) -> bool:
        """Words that are cut off are told in full where the mouse rests."""
        if isinstance(event, QHelpEvent) and self._fitting() != apart(self.currentText()):
            QToolTip.showText(event.globalPos(), plain_tooltip(self.currentText()))
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _fitting(self) -> str:
        return elided(self.fontMetrics(), self.currentText(), self.width() - _FRAME)


class SavedChoice(Choice):
    """One of several; ``committed`` carries the code."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda _at: self.committed.emit(self.code))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer (code, words) pairs; the chosen code stays chosen."""
        now = [(self.itemData(at), self.itemText(at)) for at in range(self.count())]
        if now == list(choices):
            return
        kept = self.code
        self.clear()
        for code, words in choices:
            self.addItem(words, code)
        self.show_saved(kept)

    @property
    def code(self) -> str:
        """The code of what is chosen."""
        return str(self.currentData() or "")

    def show_saved(self, code: str, *, keep: bool = False, fresh: bool = False) -> None:
        """Show what the ledger holds; a code that is not offered is offered from now on."""
        if keep and not fresh:
            return
        if self.findData(code) < 0 and code:
            self.addItem(code, code)
        self.setCurrentIndex(max(self.findData(code), 0))

    def finish(self) -> None:
        """Nothing is ever half chosen."""


class SavedOffer(QComboBox):
    """One line with what is usual offered below it; the wheel scrolls the page, never the choice."""

    committed = Signal(str)
    restored = Signal()

    def __init__(self, offered: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = self._told = ""
        self.line = QLineEdit()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setLineEdit(self.line)
        self.offer(offered)
        self.setEditText("")
        self.activated.connect(lambda _at: self.finish())
        self.line.editingFinished.connect(self.finish)

    def setAccessibleName(self, name: str) -> None:
        """The line inside is what is heard."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def offer(self, offered: Sequence[str]) -> None:
        """Offer these; what is typed stays."""
        if [self.itemText(at) for at in range(self.count())] == list(offered):
            return
        typed = self.text()
        self.clear()
        self.addItems(list(offered))
        self.setEditText(typed)

    def text(self) -> str:
        """What stands there."""
        return self.currentText()

    def show_saved(self, text: str, *, keep: bool = False, fresh: bool = False) -> None:
        """As for one line."""
        untouched = self.text() in (self._saved, self._told) or not self.hasFocus()
        self._saved = text
        if (fresh or (untouched and not keep)) and self.text() != text:
            self.setEditText(text)
            self.line.setCursorPosition(0)

    def finish(self) -> None:
        """Tell the value if it is not the saved one."""
        if self.text() != self._saved:
            self._told = self.text()
            self.committed.emit(self._told)
        else:
            self.restored.emit()

    def showPopup(self) -> None:
        """What is offered is seen in full, however narrow the line is."""
        _widen(self)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


Editor = SavedLine | SavedText | SavedChoice | SavedOffer


def _widen(box: QComboBox) -> None:
    """Let the list below a box be as wide as its longest words, within the screen."""
    words = [box.itemText(at) for at in range(box.count())]
    metrics = box.view().fontMetrics()
    longest = max((metrics.horizontalAdvance(each) for each in words), default=0)
    box.view().setMinimumWidth(min(longest + _BESIDE, box.screen().availableGeometry().width() // 2))


class SavedFields:
    """The editors of one thing by field name: filled together, told together, each with its own problem."""

    def __init__(self, commit: Callable[[str, str], None]) -> None:
        self._commit = commit
        self.fields: dict[str, Field] = {}
        self.editors: dict[str, Editor] = {}
        self._told: dict[str, str] = {}

    def add(self, key: str, name: str, editor: Editor, hint: str = "") -> Field:
        """Make the field of an editor."""
        editor.committed.connect(lambda text, k=key: self._finished(k, text))
        self.editors[key] = editor
        field = self.fields[key] = Field(name, editor, hint)
        if isinstance(editor, SavedLine | SavedOffer):
            editor.restored.connect(lambda: field.set_problem(""))
        return field

    def show_values(self, values: dict[str, str], *, fresh: bool) -> None:
        """Show what the ledger holds; ``fresh``: of another thing than before, so nothing of the old one stays."""
        for key, text in values.items():
            if fresh:
                self.fields[key].set_problem("")
            self.editors[key].show_saved(text, keep=bool(self.fields[key].problem), fresh=fresh)

    def show_problem(self, key: str, sentence: str) -> None:
        """Say what is wrong with a field; the value stays as it was typed."""
        if key in self.fields:
            self.fields[key].set_problem(sentence)

    def finish(self) -> None:
        """Tell what is still being typed."""
        for editor in self.editors.values():
            editor.finish()

    def _finished(self, key: str, text: str) -> None:
        field = self.fields[key]
        if field.problem and self._told.get(key) == text and not field.editor.hasFocus():
            return  # refused already; leaving the field does not make it right
        self._told[key] = text
        field.set_problem("")
        self._commit(key, text)
