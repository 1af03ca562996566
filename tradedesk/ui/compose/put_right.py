"""Putting words right in the editor that shows them: the formatting stays, and the editor's own undo takes it back."""

from __future__ import annotations

import re
from typing import Protocol

from PySide6.QtGui import QTextCursor, QTextDocument

from tradedesk.domain.plain_words import places, put_for
from tradedesk.ui.marking import utf16

_MARK = re.compile(r"⟦[^⟦⟧]*⟧")


class Editor(Protocol):
    """What both editors have: plain text and formatted."""

    def document(self) -> QTextDocument:
        """The text."""

    def textCursor(self) -> QTextCursor:
        """Where the user is."""

    def setTextCursor(self, cursor: QTextCursor) -> None:
        """Go there."""

    def ensureCursorVisible(self) -> None:
        """Scroll there."""


def replace(editor: Editor, what: str, by: str) -> int:
    """Put ``by`` wherever ``what`` stands as a whole, but not in a mark; returns how many places were put right."""
    text = editor.document().toPlainText()
    marked = [hit.span() for hit in _MARK.finditer(text)]
    found = [
        (start, end) for start, end in places(text, what) if not any(first <= start < last for first, last in marked)
    ]
    cursor = QTextCursor(editor.document())
    cursor.beginEditBlock()
    for start, end in reversed(found):
        _select(cursor, text, start, end)
        # Who wrote it small at the head of a line wants it small.
        cursor.insertText(put_for(text, start, by) if what[:1].isupper() else by)
    cursor.endEditBlock()
    return len(found)


def show(editor: Editor, what: str) -> bool:
    """Select the first place where ``what`` stands, and scroll to it; False when it is gone."""
    text = editor.document().toPlainText()
    start = text.find(what)
    if start < 0:
        return False
    cursor = editor.textCursor()
    _select(cursor, text, start, start + len(what))
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
    return True


def put_below(editor: Editor, line: str, by: str) -> None:
    """Put a line of its own below the one that reads ``line``, with an empty one between; at the head without it."""
    text = editor.document().toPlainText()
    start = text.find(line)
    at = start + len(line) if start >= 0 else 0
    cursor = QTextCursor(editor.document())
    cursor.setPosition(utf16(text, at))
    cursor.insertText(f"\n\n{by}" if start >= 0 else f"{by}\n\n")


def put_at_end(editor: Editor, by: str) -> None:
    """Put something behind the last character."""
    cursor = QTextCursor(editor.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(by)


def _select(cursor: QTextCursor, text: str, start: int, end: int) -> None:
    first = utf16(text, start)
    cursor.setPosition(first)
    cursor.setPosition(first + utf16(text[start:end], end - start), QTextCursor.MoveMode.KeepAnchor)
