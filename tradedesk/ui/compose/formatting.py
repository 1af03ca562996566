"""What formatting does to the text under the cursor, and the keys that mean formatting while one types."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat, QTextList
from PySide6.QtWidgets import QTextEdit

from tradedesk.domain.rich_runs import Run
from tradedesk.domain.rich_text import BULLET, DEEPEST, NUMBER
from tradedesk.ui import marking
from tradedesk.ui.document_text import char_format, item_of, level_of, list_format

_OPENS = {"-": BULLET, "*": BULLET, "•": BULLET, "1.": NUMBER, "1)": NUMBER}
_PLAIN_KEY = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Look(NamedTuple):
    """How the text at the cursor looks."""

    bold: bool = False
    italic: bool = False
    item: str = ""
    link: str = ""
    from_right: bool = False


def look_at(edit: QTextEdit) -> Look:
    """The look of what is selected, or of what would be typed."""
    cursor = edit.textCursor()
    form = cursor.charFormat() if cursor.hasSelection() else edit.currentCharFormat()
    return Look(
        form.fontWeight() >= QFont.Weight.DemiBold,
        form.fontItalic(),
        item_of(cursor.currentList()),
        form.anchorHref() if form.isAnchor() else "",
        cursor.block().textDirection() == Qt.LayoutDirection.RightToLeft,
    )


def clear(cursor: QTextCursor) -> None:
    """Take out what is selected and leave an empty line without any look."""
    cursor.removeSelectedText()
    if (of := cursor.currentList()) is not None:
        of.remove(cursor.block())
    cursor.setBlockFormat(QTextBlockFormat())
    cursor.setBlockCharFormat(QTextCharFormat())
    cursor.setCharFormat(QTextCharFormat())


# -- characters --------------------------------------------------------------------------------------------------------


def toggle_bold(edit: QTextEdit) -> None:
    """Bold or not."""
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Normal if look_at(edit).bold else QFont.Weight.Bold)
    _merge(edit, form)


def toggle_italic(edit: QTextEdit) -> None:
    """Italic or not."""
    form = QTextCharFormat()
    form.setFontItalic(not look_at(edit).italic)
    _merge(edit, form)


def _merge(edit: QTextEdit, form: QTextCharFormat) -> None:
    cursor = edit.textCursor()
    if not cursor.hasSelection():
        edit.mergeCurrentCharFormat(form)
        return
    marking.widened(cursor).mergeCharFormat(form)
    # Told again so that what is typed next looks like it.
    edit.setTextCursor(cursor)


def link_around(edit: QTextEdit) -> QTextCursor:
    """The selection, or the whole link in which the cursor stands."""
    cursor = marking.widened(edit.textCursor())
    if cursor.hasSelection() or not cursor.charFormat().isAnchor():
        return cursor
    href, block = cursor.charFormat().anchorHref(), cursor.block()
    around = QTextCursor(cursor)
    place = block.begin()
    start = end = -1
    while not place.atEnd():
        piece = place.fragment()
        same = piece.charFormat().isAnchor() and piece.charFormat().anchorHref() == href
        if same and start < 0:
            start = piece.position()
        if same:
            end = piece.position() + piece.length()
        if start >= 0 and not same and end < cursor.position():
            start = -1
        place += 1
    if start >= 0:
        around.setPosition(start)
        around.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return around


def set_link(edit: QTextEdit, target: str, words: str = "") -> None:
    """Link what is selected (or the link at the cursor) to a target; ``words`` stand there when nothing is selected.
    An empty target takes the link away."""
    cursor = link_around(edit)
    cursor.beginEditBlock()
    if not cursor.hasSelection():
        cursor.insertText(words or target, char_format(Run("", link=target)))
    else:
        form = QTextCharFormat()
        form.setAnchor(bool(target))
        form.setAnchorHref(target)
        cursor.mergeCharFormat(form)
    cursor.endEditBlock()
    cursor.setPosition(cursor.selectionEnd())
    edit.setTextCursor(cursor)
    leave_link(edit)


def leave_link(edit: QTextEdit) -> None:
    """What is typed behind a link does not belong to it."""
    form = edit.currentCharFormat()
    if not form.isAnchor():
        return
    for each in (QTextFormat.Property.IsAnchor, QTextFormat.Property.AnchorHref):
        form.clearProperty(each)
    edit.setCurrentCharFormat(form)


# -- lines -------------------------------------------------------------------------------------------------------------


def toggle_list(edit: QTextEdit, item: str) -> None:
    """Make the selected lines items of a list, or lines again when they are."""
    cursor = edit.textCursor()
    first, last = _lines(cursor)
    cursor.beginEditBlock()
    at = QTextCursor(edit.document().findBlock(first))
    ends = item_of(at.currentList()) == item
    made: QTextList | None = None
    while True:
        block = at.block()
        of = at.currentList()
        if ends:
            if of is not None:
                leave_list(at)
        elif made is None:
            level = level_of(of) if of is not None else 0
            made = _joined(at, item, level) or at.createList(list_format(item, level))
        else:
            made.add(block)
        if block.position() + block.length() > last or not at.movePosition(QTextCursor.MoveOperation.NextBlock):
            break
    cursor.endEditBlock()


def _joined(at: QTextCursor, item: str, level: int) -> QTextList | None:
    """The list right above, when it is of the same kind: the line becomes its next item."""
    above = at.block().previous()
    of = above.textList() if above.isValid() else None
    if of is None or item_of(of) != item or level_of(of) != level:
        return None
    of.add(at.block())
    return of


def _lines(cursor: QTextCursor) -> tuple[int, int]:
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    return start, max(start, end - 1 if cursor.hasSelection() else end)


def leave_list(at: QTextCursor) -> None:
    """The line is no item any more."""
    of = at.currentList()
    if of is None:
        return
    of.remove(at.block())
    form = at.blockFormat()
    form.setIndent(0)
    at.setBlockFormat(form)


def change_level(edit: QTextEdit, by: int) -> bool:
    """Move the item deeper (1) or out (-1); out of the outermost list it is a line again. False outside a list."""
    at = QTextCursor(edit.textCursor().block())
    of = at.currentList()
    if of is None:
        return False
    level = level_of(of) + by
    at.beginEditBlock()
    if level < 0:
        leave_list(at)
    elif level <= DEEPEST:
        item = item_of(of)
        outer = _same_level_above(at, item, level)
        if outer is not None:
            outer.add(at.block())
        else:
            at.createList(list_format(item, level))
    at.endEditBlock()
    return True


def _same_level_above(at: QTextCursor, item: str, level: int) -> QTextList | None:
    """The list of this level that the item goes on with: nothing of a lower level and no paragraph between."""
    block = at.block().previous()
    while block.isValid() and (of := block.textList()) is not None:
        indent = level_of(of)
        if indent == level and item_of(of) == item:
            return of
        if indent <= level:
            return None
        block = block.previous()
    return None


def toggle_direction(edit: QTextEdit) -> None:
    """Set the selected lines from the other side than they are; the same side as their own letters needs no saying."""
    cursor = edit.textCursor()
    first, last = _lines(cursor)
    start = edit.document().findBlock(first)
    is_right = start.textDirection() == Qt.LayoutDirection.RightToLeft
    wanted = Qt.LayoutDirection.LeftToRight if is_right else Qt.LayoutDirection.RightToLeft
    cursor.beginEditBlock()
    block = start
    while block.isValid() and block.position() <= last:
        form = block.blockFormat()
        form.clearProperty(QTextFormat.Property.LayoutDirection)
        at = QTextCursor(block)
        at.setBlockFormat(form)
        if block.textDirection() != wanted:
            form.setLayoutDirection(wanted)
            at.setBlockFormat(form)
        block = block.next()
    cursor.endEditBlock()


# -- keys --------------------------------------------------------------------------------------------------------------


def takes_key(edit: QTextEdit, event: QKeyEvent) -> bool:
    """Whether a key meant formatting, and was carried out."""
    cursor = edit.textCursor()
    key, at_start = event.key(), cursor.atBlockStart() and not cursor.hasSelection()
    if event.modifiers() not in _PLAIN_KEY:
        _not_into_link(edit, event)
        return False
    if key == Qt.Key.Key_Backspace and at_start and cursor.currentList() is not None:
        return change_level(edit, -1)
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        leave_link(edit)
        empty = not cursor.block().text() and cursor.currentList() is not None
        return empty and change_level(edit, -1)
    if key == Qt.Key.Key_Space and not cursor.hasSelection():
        if _begins_list(edit, cursor):
            return True
        # A blank ends the address that is being typed.
        leave_link(edit)
    _not_into_link(edit, event)
    return False


def _not_into_link(edit: QTextEdit, event: QKeyEvent) -> None:
    cursor = edit.textCursor()
    if not event.text() or cursor.hasSelection() or not cursor.charFormat().isAnchor():
        return
    ahead = QTextCursor(cursor)
    goes_on = ahead.movePosition(QTextCursor.MoveOperation.NextCharacter) and ahead.charFormat().isAnchor()
    if cursor.atBlockEnd() or not goes_on:
        leave_link(edit)


def _begins_list(edit: QTextEdit, cursor: QTextCursor) -> bool:
    """ "- " or "1. " typed at the beginning of a line; undo brings the characters back."""
    block = cursor.block()
    before = block.text()[: cursor.positionInBlock()]
    item = _OPENS.get(before, "")
    if not item or block.textList() is not None or cursor.currentTable() is not None:
        return False
    edit.insertPlainText(" ")
    cursor = edit.textCursor()
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    if _joined(cursor, item, 0) is None:
        cursor.createList(list_format(item, 0))
    cursor.endEditBlock()
    edit.setTextCursor(cursor)
    return True
