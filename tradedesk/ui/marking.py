"""Marks in an editor: shown in colour, found a line at a time, taken whole, filled in place.

Works on the document that both editors have. Nothing here looks at more than the lines it must, so that a long message
costs no more at a key than a short one.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from tradedesk.ui import marks
from tradedesk.ui.theme import tokens
from tradedesk.ui.wording import language


class Highlighter(QSyntaxHighlighter):
    """Marks on a red ground with a red line below; their brackets are there but not seen. Links in the accent.

    ``misspelt`` are words with a wavy line below. All of it is seen in the editor alone, never in the mail.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.misspelt: frozenset[str] = frozenset()

    def highlightBlock(self, text: str) -> None:
        """Colour the marks and links of one line."""
        looks = self.currentBlock().textFormats()
        for each in looks if len(looks) > 1 or (looks and looks[0].format.isAnchor()) else ():
            if each.format.isAnchor():
                self.setFormat(each.start, each.length, _link_format(each.format))
        for word in self.misspelt:
            for at in whole_places(text, word):
                self._underline(utf16(text, at), utf16(word, len(word)))
        if marks.OPEN not in text:
            return
        words, bracket = self._formats()
        for mark in marks.marks_in(text, language()):
            start, end = utf16(text, mark.start), utf16(text, mark.end)
            self.setFormat(start, end - start, words)
            self.setFormat(start, 1, bracket)
            self.setFormat(end - 1, 1, bracket)

    def _underline(self, start: int, length: int) -> None:
        look = QTextCharFormat(self.format(start))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(QColor(tokens().bad))
        self.setFormat(start, length, look)

    def _formats(self) -> tuple[QTextCharFormat, QTextCharFormat]:
        colors = tokens()
        words, bracket = QTextCharFormat(), QTextCharFormat()
        for each in (words, bracket):
            each.setBackground(QColor(colors.bad_bg))
            each.setFontUnderline(True)
            each.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            each.setUnderlineColor(QColor(colors.bad))
        words.setForeground(QColor(colors.bad))
        bracket.setForeground(QColor(colors.bad_bg))
        return words, bracket


def _link_format(look: QTextCharFormat) -> QTextCharFormat:
    form = QTextCharFormat(look)
    form.setForeground(QColor(tokens().accent))
    form.setFontUnderline(True)
    return form


def whole_places(text: str, word: str) -> Iterator[int]:
    """Where a word stands by itself in a line; of a long line without it no more is looked at than ``find`` does."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at
        at = text.find(word, end)


def utf16(text: str, place: int) -> int:
    """The place as Qt counts it: characters beyond the basic plane are two."""
    return place if text.isascii() else place + sum(1 for char in text[:place] if ord(char) > 0xFFFF)


def shown_marks(document: QTextDocument, name: str = "") -> Iterator[tuple[int, int, str]]:
    """(start, end, fact) of every mark, or of those of one fact, in the document's own positions."""
    block = document.begin()
    while block.isValid():
        for start, end, fact in marks_of(block):
            if name in ("", fact):
                yield start, end, fact
        block = block.next()


def marks_of(block: QTextBlock) -> list[tuple[int, int, str]]:
    """(start, end, fact) of the marks of one line."""
    text, at = block.text(), block.position()
    if marks.OPEN not in text:
        return []
    found = marks.marks_in(text, language())
    return [(at + utf16(text, mark.start), at + utf16(text, mark.end), mark.name) for mark in found]


def mark_around(document: QTextDocument, place: int) -> tuple[int, int, str] | None:
    """The mark that a position touches."""
    return next((mark for mark in marks_of(document.findBlock(place)) if mark[0] <= place <= mark[1]), None)


def select_whole_mark(cursor: QTextCursor, event: QKeyEvent) -> bool:
    """A mark is one thing: a key that would cut it takes it whole. True when the cursor selects one now."""
    key = event.key()
    cuts = key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
    if cursor.hasSelection() or not event.text() or not (event.text().isprintable() or cuts):
        return False
    place = cursor.position()
    mark = mark_around(cursor.document(), place)
    if mark is None:
        return False
    start, end, _ = mark
    at_end, at_start = key == Qt.Key.Key_Backspace and place == end, key == Qt.Key.Key_Delete and place == start
    if not (start < place < end or at_end or at_start):
        return False
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return True


def widened(cursor: QTextCursor) -> QTextCursor:
    """The selection with the marks that it cuts taken in whole."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    for place in (start, end):
        mark = mark_around(cursor.document(), place)
        if mark is not None and mark[0] < place < mark[1]:
            start, end = min(start, mark[0]), max(end, mark[1])
    wide = QTextCursor(cursor)
    wide.setPosition(start)
    wide.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return wide


def fill_marks(cursor: QTextCursor, name: str, value: str) -> int:
    """Put a value in the place of every mark of a fact, as one step; where the first ends now, -1 without one."""
    end = -1
    cursor.beginEditBlock()
    for start, last, _ in reversed(list(shown_marks(cursor.document(), name))):
        cursor.setPosition(start)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(value)
        end = start + utf16(value, len(value))
    cursor.endEditBlock()
    return end


def touched(edit: QTextEdit | QPlainTextEdit) -> str:
    """The fact whose mark the cursor touches, else empty."""
    mark = mark_around(edit.document(), edit.textCursor().position())
    return mark[2] if mark is not None else ""


def clicked(edit: QTextEdit | QPlainTextEdit, event: QMouseEvent) -> str:
    """The fact that a click asks for: it fell on a mark, selected nothing, and the text may be changed."""
    asks = event.button() is Qt.MouseButton.LeftButton and not edit.textCursor().hasSelection()
    return touched(edit) if asks and not edit.isReadOnly() else ""


def brought_into_sight(edit: QTextEdit | QPlainTextEdit, name: str) -> QRect | None:
    """Where the first mark of a fact is shown, in the editor; scrolled to when it is out of sight."""
    mark = next(shown_marks(edit.document(), name), None)
    if mark is None:
        return None
    cursor = edit.textCursor()
    cursor.setPosition(mark[0])
    edit.setTextCursor(cursor)
    edit.ensureCursorVisible()
    return edit.cursorRect(cursor).translated(edit.viewport().pos())
