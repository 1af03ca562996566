"""The editors of subject and text: plain text in which placeholders stand out and lines with faults are marked."""

from __future__ import annotations

import re
from collections.abc import Collection

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from tradedesk.ui.theme import tokens
from tradedesk.ui.widgets.one_line import show_as_one_line

_FACT = re.compile(r"\{\{.*?\}\}")
_PART = re.compile(r"\{[%#].*?[%#]\}")
_BOLD = re.compile(r"\*\*(?=\S).+?(?<=\S)\*\*")


class _Placeholders(QSyntaxHighlighter):
    """Facts in the accent's colour on its soft ground; conditions muted, since they do not come out."""

    def highlightBlock(self, text: str) -> None:
        """Colour the placeholders of one line."""
        colors = tokens()
        fact, part = QTextCharFormat(), QTextCharFormat()
        fact.setForeground(QColor(colors.accent))
        fact.setBackground(QColor(colors.accent_soft))
        part.setForeground(QColor(colors.muted))
        # Qt counts UTF-16 units: characters beyond the basic plane are two.
        wide = [place for place, char in enumerate(text) if ord(char) > 0xFFFF]
        for pattern, look in ((_FACT, fact), (_PART, part), (_BOLD, None)):
            for found in pattern.finditer(text):
                start = found.start() + sum(1 for place in wide if place < found.start())
                end = found.end() + sum(1 for place in wide if place < found.end())
                if look is not None:
                    self.setFormat(start, end - start, look)
                    continue
                for place in range(start, end):  # what stands there keeps its colour
                    bold = self.format(place)
                    bold.setFontWeight(QFont.Weight.Bold)
                    self.setFormat(place, 1, bold)


class TemplateEdit(QPlainTextEdit):
    """Plain text with placeholders. ``typed`` after the user changed something, ``entered`` when the focus came."""

    typed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # It lies within a card, which has the frame.
        self.setStyleSheet("QPlainTextEdit { border: none; padding: 0; min-height: 0; background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self._highlighter = _Placeholders(self.document())
        self._loading = False
        self._last = ""
        self._faulty: frozenset[int] = frozenset()
        self.textChanged.connect(self._changed)

    def load(self, text: str, *, anew: bool) -> None:
        """Show a text; ``anew`` forgets what was undone before, otherwise undo leads back to the text until now."""
        if not anew and text == self.toPlainText():
            return
        self._loading = True
        if anew:
            self.setPlainText(text)
        else:
            place = self.textCursor().position()
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)
            cursor.setPosition(min(place, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
        self._last = self.toPlainText()
        self._loading = False

    def insert_here(self, text: str) -> None:
        """Put a text at the cursor, in place of what is selected, and go on there."""
        self.insertPlainText(text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_lines(self, lines: Collection[int]) -> None:
        """Show which lines (counted from 1) have a fault; 0 marks none."""
        self._faulty = frozenset(lines)
        marks = []
        for line in sorted(self._faulty):
            block = self.document().findBlockByNumber(line - 1)
            if line < 1 or not block.isValid():
                continue
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(QColor(tokens().bad_bg))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(block)
            # A long line goes on below; the mark goes with it.
            mark.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            marks.append(mark)
        self.setExtraSelections(marks)

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the end of a line (counted from 1) and show it."""
        block = self.document().findBlockByNumber(max(line - 1, 0))
        cursor = QTextCursor(block if block.isValid() else self.document().firstBlock())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Facts go where the cursor was last."""
        super().focusInEvent(event)
        self.entered.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Colour again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_highlighter"):
            self._highlighter.rehighlight()
            self.mark_lines(self._faulty)

    def _changed(self) -> None:
        # Colouring counts as a change of the document too.
        text = self.toPlainText()
        if text != self._last:
            self._last = text
            if not self._loading:
                self.typed.emit()


class BodyEdit(TemplateEdit):
    """The text: 14 px, wrapped at the window's edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = QFont(self.font())
        font.setPixelSize(14)
        self.setFont(font)


class SubjectEdit(TemplateEdit):
    """One line; Enter goes on to the text."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        show_as_one_line(self)
        # Protected: only the editor itself may set them.
        self.setViewportMargins(0, 3, 0, 0)

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
