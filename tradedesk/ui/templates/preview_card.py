"""How the text would read: subject and text with the facts of a real order, marks where one is missing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tradedesk.domain.template import markers
from tradedesk.services.template_preview import Preview
from tradedesk.ui.templates import words
from tradedesk.ui.theme import tokens
from tradedesk.ui.widgets import Button, PlainLabel, SectionTitle
from tradedesk.ui.wording import tr


class _Marks(QSyntaxHighlighter):
    """Marks of missing facts on a red ground."""

    def highlightBlock(self, text: str) -> None:
        """Colour the marks of one line."""
        look = QTextCharFormat()
        look.setForeground(QColor(tokens().bad))
        look.setBackground(QColor(tokens().bad_bg))
        start = text.find("⟦")
        while start >= 0:
            end = text.find("⟧", start)
            if end < 0:
                return
            before = sum(1 for char in text[:start] if ord(char) > 0xFFFF)
            self.setFormat(start + before, end - start + 1, look)
            start = text.find("⟦", end)


class PreviewCard(QWidget):
    """A title, which order it is and another in its place, and the whole message, to be read and copied only."""

    choose_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 10, 0)
        column.setSpacing(4)
        self.about = PlainLabel(tone="muted", size="small", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        # It is wrapped; a line one point too wide is no reason for a bar.
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setAccessibleName(tr("Preview"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setStyleSheet("QPlainTextEdit { border: none; padding: 0; background: transparent; }")
        self.text.document().setDocumentMargin(0)
        font = QFont(self.text.font())
        font.setPixelSize(12)
        self.text.setFont(font)
        self._marks = _Marks(self.text.document())
        self.subject = PlainLabel(size="strong", wrap=True)
        self.choose = Button(tr("Choose"), "chevron-down", "link", self.choose_asked.emit)
        self.choose.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.choose.setAccessibleName(tr("Choose the order or customer to show it on"))
        self.choose.setToolTip(tr("Choose the order or customer to show it on"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(SectionTitle(tr("Preview")), 1)
        head.addWidget(self.choose)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addSpacing(4)
        column.addWidget(self.subject)
        column.addSpacing(2)
        column.addWidget(self.text, 1)

    def show_preview(self, preview: Preview | None, *, stale: bool) -> None:
        """Show it; ``stale`` says that it is how the text read before a fault came in."""
        told = words.preview_about(preview) if preview is not None else ""
        self.about.setText(tr("As it read before the fault") if stale and preview is not None else told)
        subject = _readable(preview.rendered.subject) if preview is not None else ""
        self.subject.say(subject)
        text = _readable(preview.rendered.body) if preview is not None else ""
        if text != self.text.toPlainText():
            at = self.text.verticalScrollBar().value()
            self.text.setPlainText(text)
            self.text.verticalScrollBar().setValue(at)

    def changeEvent(self, event: QEvent) -> None:
        """Colour again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_marks"):
            self._marks.rehighlight()


def _readable(text: str) -> str:
    """The text with every mark in the user's words."""
    for found in reversed(markers(text)):
        text = f"{text[: found.start]}⟦{words.label_of(found.name)}⟧{text[found.end :]}"
    return text
