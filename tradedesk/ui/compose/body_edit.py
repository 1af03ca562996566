"""The editor of the message's text: simple formatting, marks of missing facts, and clean text from any clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QRect, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QFont, QImage, QKeyEvent, QMouseEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from tradedesk.domain.rich_store import of, stored
from tradedesk.domain.rich_text import Block, Picture, RichText
from tradedesk.ui import marking
from tradedesk.ui.compose import clipboard, formatting
from tradedesk.ui.compose.underlining import Underlining
from tradedesk.ui.document_text import PICTURE_SCHEME, Builder, SealedDocument, read
from tradedesk.ui.wording import tr


class BodyEdit(QTextEdit):
    """The text of the message: 14 px, wrapped at the window's edge only.

    ``typed`` after the user changed something, ``fill_asked`` for a mark by its fact, ``left`` when the focus went.
    ``files_given`` are dropped or pasted files that are no pictures, ``pictures_given`` pictures as paths or images.
    ``left_out`` is a sentence about what a clipboard held and the message cannot.
    """

    typed = Signal()
    fill_asked = Signal(str)
    left = Signal()
    files_given = Signal(object)
    pictures_given = Signal(object)
    left_out = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # It lies within a card, which has the frame.
        self.setStyleSheet("QTextEdit { border: none; padding: 0; min-height: 0; background: transparent; }")
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        font = QFont(self.font())
        font.setPixelSize(14)
        self.setFont(font)
        self._loading = False
        self._text: tuple[int, RichText] | None = None
        self._pictures: dict[str, QImage] = {}
        document = SealedDocument(self)
        document.setDocumentMargin(0)
        document.lay_out(font)
        self.setDocument(document)
        self._highlighter = marking.Highlighter(document)
        self._underlining = Underlining(document, self._highlighter, self._quietly)
        document.contentsChange.connect(self._changed)

    # -- text ----------------------------------------------------------------------------------------------------------

    def load(self, body: str, rich: str, *, anew: bool) -> None:
        """Show a draft's text. ``anew`` forgets the editor's own undo: it is another draft."""
        if not anew and self.stored() == (body, rich):
            return
        self._loading = True
        if anew:
            self._show_anew(of(body, rich))
        else:
            place = self.textCursor().position()
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            self._replace(cursor, of(body, rich))
            cursor.setPosition(min(place, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
        self._loading = False

    def _show_anew(self, blocks: RichText) -> None:
        document = self.document()
        document.setUndoRedoEnabled(False)
        document.clear()
        self._text = None
        for name, image in self._pictures.items():
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(PICTURE_SCHEME + name), image)
        self._replace(QTextCursor(document), blocks)
        document.setUndoRedoEnabled(True)
        document.setModified(False)
        self.setTextCursor(QTextCursor(document))

    @staticmethod
    def _replace(cursor: QTextCursor, blocks: RichText) -> None:
        cursor.beginEditBlock()
        formatting.clear(cursor)
        Builder(cursor).insert(blocks)
        cursor.endEditBlock()

    def blocks(self) -> RichText:
        """The text as the draft keeps it; read once for each state of the document."""
        revision = self.document().revision()
        if self._text is None or self._text[0] != revision:
            self._text = (revision, read(self.document()))
        return self._text[1]

    def stored(self) -> tuple[str, str]:
        """(plain text, formatted text or empty) as the draft keeps them."""
        return stored(self.blocks())

    def insert_blocks(self, blocks: Sequence[Block]) -> None:
        """Put a text in the place of what is selected, as one step of undo."""
        cursor = marking.widened(self.textCursor())
        Builder(cursor).insert(blocks)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def fill(self, name: str, value: str) -> None:
        """Put a value in the place of every mark of a fact; the cursor stays behind the first."""
        self._loading = True
        cursor = self.textCursor()
        end = marking.fill_marks(cursor, name, value)
        if end >= 0:
            cursor.setPosition(end)
            self.setTextCursor(cursor)
        self._loading = False

    def show_misspelt(self, words: frozenset[str]) -> None:
        """Underline these words wherever they stand, and no others."""
        self._underlining.show(words)

    def _quietly(self, act: Callable[[], None]) -> None:
        """Do what changes the look of the text and not the text."""
        self._loading = True
        act()
        self._loading = False

    def _changed(self, _place: int, _removed: int, _added: int) -> None:
        if not self._loading:
            self.typed.emit()

    # -- pictures ------------------------------------------------------------------------------------------------------

    def know_picture(self, name: str, image: QImage) -> None:
        """Give a picture of the draft to the document; it is shown wherever its name stands."""
        self._pictures[name] = image
        document = self.document()
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(PICTURE_SCHEME + name), image)
        document.markContentsDirty(0, document.characterCount())

    def forget_pictures(self) -> None:
        """It is another draft."""
        self._pictures.clear()

    def unknown_of(self, body: str, rich: str) -> tuple[str, ...]:
        """The pictures that a draft's text names and that were not given yet."""
        named = (block.name for block in of(body, rich) if isinstance(block, Picture)) if rich else ()
        return tuple(name for name in dict.fromkeys(named) if name not in self._pictures)

    # -- marks ---------------------------------------------------------------------------------------------------------

    def mark_at_cursor(self) -> str:
        """The fact whose mark the cursor touches, else empty."""
        return marking.touched(self)

    def rect_of(self, name: str) -> QRect | None:
        """Where the first mark of a fact is shown, in this editor; scrolled to when it is out of sight."""
        return marking.brought_into_sight(self, name)

    # -- clipboard -----------------------------------------------------------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words, pictures and files."""
        return source.hasText() or source.hasHtml() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Whatever is pasted or dropped becomes clean text; pictures and files are passed on."""
        given = clipboard.read(source)
        if given.files:
            self.files_given.emit(given.files)
        if given.pictures:
            self.pictures_given.emit(given.pictures)
        if given.blocks:
            known = [each for each in given.blocks if not isinstance(each, Picture) or each.name in self._pictures]
            self.insert_blocks(known or given.blocks[:0])
        if given.left_out:
            self.left_out.emit(given.left_out)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: for other programs as words and as clean HTML, for TradeDesk whole."""
        return clipboard.made(read(clipboard.fragment(marking.widened(self.textCursor()))))

    def paste_plain(self) -> None:
        """Paste the words alone."""
        text = clipboard.words()
        if text:
            cursor = marking.widened(self.textCursor())
            cursor.insertText(text)
            self.setTextCursor(cursor)
        else:
            self.left_out.emit(tr("There are no words on the clipboard."))

    # -- events --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing into a mark replaces it; "- " and "1. " begin a list, Enter in an empty item ends it."""
        cursor = self.textCursor()
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif marking.select_whole_mark(cursor, event):
            self.setTextCursor(cursor)
            super().keyPressEvent(event)
        elif formatting.takes_key(self, event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab moves an item deeper or out where the cursor stands at its beginning; elsewhere it leaves the text."""
        cursor = self.textCursor()
        at_item = cursor.atBlockStart() and not cursor.hasSelection() and not self.isReadOnly()
        if at_item and formatting.change_level(self, 1 if onward else -1):
            return True
        return super().focusNextPrevChild(onward)

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
            self._quietly(self._highlighter.rehighlight)
