"""The editors of subject and text: plain text in which the marks of missing facts stand out and can be filled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from tradedesk.ui.compose import marks
from tradedesk.ui.theme import tokens
from tradedesk.ui.wording import language


class _Highlighter(QSyntaxHighlighter):
    """Marks on a red ground with a red line below; their brackets are there but not seen."""

    def highlightBlock(self, text: str) -> None:
        """Colour the marks of one line."""
        colors = tokens()
        words, bracket = QTextCharFormat(), QTextCharFormat()
        for each in (words, bracket):
            each.setBackground(QColor(colors.bad_bg))
            each.setFontUnderline(True)
            each.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            each.setUnderlineColor(QColor(colors.bad))
        words.setForeground(QColor(colors.bad))
        bracket.setForeground(QColor(colors.bad_bg))
        for mark in marks.marks_in(text, language()):
            self.setFormat(_utf16(text, mark.start), _utf16(text, mark.end) - _utf16(text, mark.start), words)
            self.setFormat(_utf16(text, mark.start), 1, bracket)
            self.setFormat(_utf16(text, mark.end) - 1, 1, bracket)


def _utf16(text: str, place: int) -> int:
    """The place as Qt counts it: characters beyond the basic plane are two."""
    return place + sum(1 for char in text[:place] if ord(char) > 0xFFFF)


class MarkedEdit(QPlainTextEdit):
    """Plain text with marks. ``typed`` after the user changed something, ``fill_asked`` for a mark by its fact."""

    typed = Signal()
    fill_asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # It lies within a card, which has the frame.
        self.setStyleSheet("QPlainTextEdit { border: none; padding: 0; min-height: 0; background: transparent; }")
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        self._highlighter = _Highlighter(self.document())
        self._loading = False
        self._last = ""
        self.textChanged.connect(self._changed)

    # -- text ----------------------------------------------------------------------------------------------------------

    def load(self, text: str, *, anew: bool) -> None:
        """Show a draft's text. ``anew`` forgets the editor's own undo: it is another draft."""
        wanted = marks.shown(text, language())
        if not anew and wanted == self.toPlainText():
            return
        self._loading = True
        if anew:
            self.setPlainText(wanted)
        else:
            self._replace_all(wanted)
        self._last = self.toPlainText()
        self._loading = False

    def stored(self) -> str:
        """The text as the draft keeps it."""
        return marks.stored(self.toPlainText(), language())

    def fill(self, name: str, value: str) -> None:
        """Put a value in the place of every mark of a fact; the cursor stays behind the first."""
        self._loading = True
        cursor = self.textCursor()
        cursor.beginEditBlock()
        end = -1
        text = self.toPlainText()
        for mark in reversed([each for each in marks.marks_in(text, language()) if each.name == name]):
            cursor.setPosition(_utf16(text, mark.start))
            cursor.setPosition(_utf16(text, mark.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(value)
            end = _utf16(text, mark.start) + _utf16(value, len(value))
        cursor.endEditBlock()
        if end >= 0:
            cursor.setPosition(end)
            self.setTextCursor(cursor)
        self._last = self.toPlainText()
        self._loading = False

    def _replace_all(self, text: str) -> None:
        place = self.textCursor().position()
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(min(place, _utf16(text, len(text))))
        self.setTextCursor(cursor)

    def _changed(self) -> None:
        # Colouring counts as a change of the document too.
        text = self.toPlainText()
        if not self._loading and text != self._last:
            self._last = text
            self.typed.emit()

    # -- marks ---------------------------------------------------------------------------------------------------------

    def mark_at_cursor(self) -> str:
        """The fact whose mark the cursor touches, else empty."""
        mark = self._mark_around(self.textCursor().position())
        return mark.name if mark is not None else ""

    def rect_of(self, name: str) -> QRect | None:
        """Where the first mark of a fact is shown, in this editor; scrolled to when it is out of sight."""
        text = self.toPlainText()
        mark = next((each for each in marks.marks_in(text, language()) if each.name == name), None)
        if mark is None:
            return None
        cursor = self.textCursor()
        cursor.setPosition(_utf16(text, mark.start))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return self.cursorRect(cursor).translated(self.viewport().pos())

    def _mark_around(self, place: int) -> marks.Mark | None:
        text = self.toPlainText()
        for mark in marks.marks_in(text, language()):
            if _utf16(text, mark.start) <= place <= _utf16(text, mark.end):
                return mark
        return None

    def _take_whole_mark(self, *, before: bool, after: bool) -> None:
        """A mark is one thing: what would cut it takes it whole."""
        cursor = self.textCursor()
        mark = self._mark_around(cursor.position())
        if mark is None or cursor.hasSelection():
            return
        text = self.toPlainText()
        start, end = _utf16(text, mark.start), _utf16(text, mark.end)
        inside = start < cursor.position() < end
        if inside or (before and cursor.position() == end) or (after and cursor.position() == start):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    # -- events --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing into a mark replaces it."""
        key = event.key()
        if event.text() and (event.text().isprintable() or key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)):
            self._take_whole_mark(before=key == Qt.Key.Key_Backspace, after=key == Qt.Key.Key_Delete)
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a mark asks for its fact."""
        super().mouseReleaseEvent(event)
        cursor = self.textCursor()
        if event.button() is Qt.MouseButton.LeftButton and not cursor.hasSelection() and not self.isReadOnly():
            name = self.mark_at_cursor()
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


class BodyEdit(MarkedEdit):
    """The text of the message: 14 px, wrapped at the window's edge only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document().setDocumentMargin(0)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        font = QFont(self.font())
        font.setPixelSize(14)
        self.setFont(font)


class SubjectEdit(MarkedEdit):
    """One line; Enter goes on to the text."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document().setDocumentMargin(0)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
        self.setViewportMargins(0, 3, 0, 0)
        self.setFixedHeight(25)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No second line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.modifiers():
                self.done.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted becomes one line."""
        self.insertPlainText(" ".join(source.text().split()))
