"""The editor of the subject: one line in which the marks of missing facts stand out and can be filled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from tradedesk.ui import marking, marks
from tradedesk.ui.compose.body_edit import BodyEdit
from tradedesk.ui.widgets.one_line import show_as_one_line
from tradedesk.ui.wording import language

__all__ = ["BodyEdit", "MarkedEdit", "SubjectEdit"]


class SubjectEdit(QPlainTextEdit):
    """One line; Enter goes on to the text.

    ``typed`` after the user changed something, ``fill_asked`` for a mark by its fact, ``left`` when the focus went.
    """

    typed = Signal()
    fill_asked = Signal(str)
    left = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # It lies within a card, which has the frame.
        self.setStyleSheet("QPlainTextEdit { border: none; padding: 0; min-height: 0; background: transparent; }")
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        show_as_one_line(self)
        # Protected: only the editor itself may set them.
        self.setViewportMargins(0, 3, 0, 0)
        self._highlighter = marking.Highlighter(self.document())
        self._loading = False
        self.document().contentsChange.connect(self._changed)

    # -- text ----------------------------------------------------------------------------------------------------------

    def load(self, text: str, *, anew: bool) -> None:
        """Show a draft's subject. ``anew`` forgets the editor's own undo: it is another draft."""
        wanted = marks.shown(text, language())
        if not anew and wanted == self.toPlainText():
            return
        self._loading = True
        if anew:
            self.setPlainText(wanted)
        else:
            place = self.textCursor().position()
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(wanted)
            cursor.setPosition(min(place, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
        self._loading = False

    def stored(self) -> str:
        """The subject as the draft keeps it."""
        return marks.stored(self.toPlainText(), language())

    def fill(self, name: str, value: str) -> None:
        """Put a value in the place of every mark of a fact; the cursor stays behind the first."""
        self._loading = True
        cursor = self.textCursor()
        end = marking.fill_marks(cursor, name, " ".join(value.split()))
        if end >= 0:
            cursor.setPosition(end)
            self.setTextCursor(cursor)
        self._loading = False

    def _changed(self, _place: int, _removed: int, _added: int) -> None:
        if not self._loading:
            self.typed.emit()

    # -- marks ---------------------------------------------------------------------------------------------------------

    def mark_at_cursor(self) -> str:
        """The fact whose mark the cursor touches, else empty."""
        return marking.touched(self)

    def rect_of(self, name: str) -> QRect | None:
        """Where the first mark of a fact is shown, in this editor; scrolled to when it is out of sight."""
        return marking.brought_into_sight(self, name)

    # -- events --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No second line; typing into a mark replaces it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.modifiers():
                self.done.emit()
            return
        cursor = self.textCursor()
        if not self.isReadOnly() and marking.select_whole_mark(cursor, event):
            self.setTextCursor(cursor)
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted becomes one line."""
        self.insertPlainText(" ".join(source.text().split()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a mark asks for its fact."""
        super().mouseReleaseEvent(event)
        name = marking.clicked(self, event)
        if name:
            self.fill_asked.emit(name)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving saves."""
        super().focusOutEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Colour again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_highlighter"):
            self._loading = True
            self._highlighter.rehighlight()
            self._loading = False


#: The two editors of a message.
MarkedEdit = SubjectEdit | BodyEdit
