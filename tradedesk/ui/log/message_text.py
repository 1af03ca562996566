"""The text of an entry as it was handed over: bold, lists, tables; read only, and nothing is loaded for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from tradedesk.domain.rich_runs import Run
from tradedesk.domain.rich_store import of
from tradedesk.domain.rich_text import Block, Paragraph, Picture
from tradedesk.ui.document_text import Builder, SealedDocument
from tradedesk.ui.marking import Highlighter
from tradedesk.ui.wording import tr


class MessageText(QTextEdit):
    """Plain text, or the formatted text of a message. A link is seen and never followed, a picture is named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTextEdit { border: none; background: transparent; padding: 6px 8px; }")
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(tr("Text"))
        document = SealedDocument(self)
        document.setUndoRedoEnabled(False)
        document.lay_out(self.font())
        self.setDocument(document)
        self._highlighter = Highlighter(document)
        self._shown = ("", "")

    def show_text(self, body: str, rich: str = "") -> None:
        """Show a text; ``rich`` is its formatting as it is kept, empty for a plain one. The same one is left alone."""
        if (body, rich) == self._shown:
            return
        self._shown = (body, rich)
        self.clear()
        self.setCurrentCharFormat(QTextCharFormat())
        if not rich:
            self.setPlainText(body)
            return
        cursor = QTextCursor(self.document())
        Builder(cursor).insert([_without_picture(each) for each in of(body, rich)])
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _without_picture(block: Block) -> Block:
    return Paragraph((Run(tr("[Picture: {name}]", name=block.name)),)) if isinstance(block, Picture) else block
