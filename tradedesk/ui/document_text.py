"""Between a document on the window and the text of a draft: read block by block, built with cursors, never as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

from tradedesk.domain.rich_runs import LTR, RTL, Run, Runs, are_figures, respan, text_of
from tradedesk.domain.rich_text import BULLET, NUMBER, Block, Paragraph, Picture, RichText, Table, tidy
from tradedesk.domain.template import marker
from tradedesk.ui import marks
from tradedesk.ui.theme import tokens
from tradedesk.ui.wording import language

#: How a picture is named in a document; nothing else is ever loaded.
PICTURE_SCHEME = "picture:"
#: Pixels of one level of a list.
_INDENT = 18
_LINE, _OBJECT = "\u2028", "\ufffc"
_BOLD_FROM = QFont.Weight.DemiBold
_DIRECTION = QTextFormat.Property.LayoutDirection
_SIDES = {Qt.LayoutDirection.RightToLeft: RTL, Qt.LayoutDirection.LeftToRight: LTR}
_LINE_FORM = Paragraph()
_Forms = dict[int, Paragraph]
_STYLES = {BULLET: QTextListFormat.Style.ListDisc, NUMBER: QTextListFormat.Style.ListDecimal}


class SealedDocument(QTextDocument):
    """A document that loads nothing: not a file, not an address; only pictures that were given to it."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing."""
        return None

    def lay_out(self, font: QFont) -> None:
        """As a message is shown: each line from its own side, wrapped at the window's edge only."""
        self.setIndentWidth(_INDENT)
        self.setDefaultFont(font)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)


# -- reading -----------------------------------------------------------------------------------------------------------


def read(document: QTextDocument) -> RichText:
    """The text as the draft keeps it, marks by the names of their facts."""
    root = document.rootFrame()
    found: list[Block] = []
    forms: _Forms = {}
    if root.childFrames():
        _read_frame(root, found, forms)
    else:
        block = document.begin()
        for _ in range(document.blockCount()):
            _read_block(block, found, forms)
            block = block.next()
    return tidy(found)


def _read_frame(frame: QTextFrame, found: list[Block], forms: _Forms) -> None:
    place = frame.begin()
    while not place.atEnd():
        child = place.currentFrame()
        if isinstance(child, QTextTable):
            found.append(_read_table(child))
        elif child is not None:
            _read_frame(child, found, forms)
        else:
            _read_block(place.currentBlock(), found, forms)
        place += 1


def _read_table(table: QTextTable) -> Table:
    rows = tuple(
        tuple(_read_cell(table, row, column) for column in range(table.columns())) for row in range(table.rows())
    )
    return Table(rows, table.format().headerRowCount() > 0)


def _read_cell(table: QTextTable, row: int, column: int) -> Runs:
    cell = table.cellAt(row, column)
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    runs: list[Run] = []
    while block.isValid():
        runs += [run for run in _runs(block) if _OBJECT not in run.text]
        if block == last:
            break
        runs.append(Run("\n"))
        block = block.next()
    header = row < table.format().headerRowCount()
    return _with_names(tuple(run._replace(bold=False) for run in runs) if header else tuple(runs))


def _read_block(block: QTextBlock, found: list[Block], forms: _Forms) -> None:
    number = block.blockFormatIndex()
    form = forms.get(number)
    if form is None:
        form = forms[number] = _form_of(block)
    runs = _runs(block)
    if any(_OBJECT in run.text for run in runs):
        _read_pictures(block, form, found)
    elif form == _LINE_FORM:
        found.append(Paragraph(_with_names(runs)))
    else:
        found.append(form._replace(runs=_with_names(runs)))


def _form_of(block: QTextBlock) -> Paragraph:
    """What a line is, without its words: lines of one format are all the same, so it is asked once for each format."""
    of = block.textList()
    form = block.blockFormat()
    direction = _SIDES.get(form.layoutDirection(), "") if form.hasProperty(_DIRECTION) else ""
    return Paragraph((), item_of(of), max(0, level_of(of)) if of is not None else 0, direction)


def item_of(of: QTextList | None) -> str:
    """The kind of a list's items (BULLET, NUMBER), "" where there is no list."""
    if of is None:
        return ""
    return NUMBER if of.format().style() == _STYLES[NUMBER] else BULLET


def level_of(of: QTextList) -> int:
    """How deep a list lies, from 0."""
    return of.format().indent() - 1


def _read_pictures(block: QTextBlock, form: Paragraph, found: list[Block]) -> None:
    """A picture stands alone: words before and behind it are paragraphs of their own."""
    words: list[Run] = []
    place = block.begin()
    while not place.atEnd():
        piece = place.fragment()
        look = piece.charFormat()
        name = look.toImageFormat().name() if look.isImageFormat() else ""
        if name.startswith(PICTURE_SCHEME):
            found += [form._replace(runs=_with_names(tuple(words)))] if words else []
            # One picture beside another is one fragment.
            width = round(look.toImageFormat().width())
            found += [Picture(name.removeprefix(PICTURE_SCHEME), width)] * len(piece.text())
            words = []
        elif text := piece.text().replace(_OBJECT, ""):
            words.append(_run(text, look))
        place += 1
    found += [form._replace(runs=_with_names(tuple(words)))] if words else []


def _runs(block: QTextBlock) -> Runs:
    text = block.text()
    if not text:
        return ()
    looks = block.textFormats()
    if len(looks) == 1:
        return (_run(text, looks[0].format),)
    runs = []
    place = block.begin()
    while not place.atEnd():
        piece = place.fragment()
        runs.append(_run(piece.text(), piece.charFormat()))
        place += 1
    return tuple(runs)


def _run(text: str, look: QTextCharFormat) -> Run:
    told = text.replace(_LINE, "\n")
    if look.isEmpty():
        return Run(told)
    link = look.anchorHref() if look.isAnchor() else ""
    return Run(told, look.fontWeight() >= _BOLD_FROM, look.fontItalic(), link)


def _with_names(runs: Runs) -> Runs:
    """Marks of missing facts by the names of their facts."""
    if not any(marks.OPEN in run.text for run in runs):
        return runs
    found = marks.marks_in(text_of(runs), language())
    return respan(runs, [(mark.start, mark.end, marker(mark.name)) for mark in found])


# -- building ----------------------------------------------------------------------------------------------------------


class Builder:
    """Puts a text into a document at a cursor."""

    def __init__(self, cursor: QTextCursor) -> None:
        self._cursor = cursor
        self._lists: list[tuple[str, QTextList] | None] = []
        #: Whether the next block goes into the line where the cursor stands.
        self._free = True

    def insert(self, blocks: Sequence[Block]) -> None:
        """Insert the blocks in the place of what is selected, as one step; a first paragraph goes into its line."""
        self._cursor.beginEditBlock()
        if self._cursor.hasSelection():
            self._cursor.removeSelectedText()
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Picture):
                self._picture(block)
            else:
                self._paragraph(block)
        self._cursor.endEditBlock()

    def _picture(self, block: Picture) -> None:
        self._lists.clear()
        if not self._free or self._cursor.block().text():
            self._cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        self._cursor.insertImage(_image_format(block))
        self._free = False

    def _paragraph(self, block: Paragraph) -> None:
        if not self._free:
            self._cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        within = self._free and bool(self._cursor.block().text())
        self._free = False
        if block.direction and not within:
            form = self._cursor.blockFormat()
            side = Qt.LayoutDirection.RightToLeft if block.direction == RTL else Qt.LayoutDirection.LeftToRight
            form.setLayoutDirection(side)
            self._cursor.setBlockFormat(form)
        if not block.item:
            self._lists.clear()
        elif not within:
            self._item(block)
        self.words(block.runs)

    def _item(self, block: Paragraph) -> None:
        """Make the current line an item: of the list above of its level, or of a new one."""
        del self._lists[block.level + 1 :]
        self._lists += [None] * (block.level + 1 - len(self._lists))
        above = self._lists[block.level]
        if above is not None and above[0] == block.item:
            above[1].add(self._cursor.block())
        else:
            made = self._cursor.createList(list_format(block.item, block.level))
            self._lists[block.level] = (block.item, made)

    def words(self, runs: Runs) -> None:
        """Insert runs where the cursor stands, marks in the user's words."""
        whole = text_of(runs)
        if marks.OPEN in whole:
            runs = respan(runs, [(m.start, m.end, label) for m, label in marks.shown_marks(whole, language())])
        for run in runs:
            self._cursor.insertText(run.text.replace("\n", _LINE), char_format(run))

    def _table(self, table: Table) -> None:
        self._lists.clear()
        if self._cursor.currentTable() is not None:
            # No table in a table: its words, line by line.
            for row in table.rows:
                self.words((*(run for cell in row for run in (*cell, Run("   "))), Run("\n")))
            return
        made = self._cursor.insertTable(len(table.rows), len(table.rows[0]), table_format(header=table.header))
        width = len(table.rows[0])
        figures = [are_figures([text_of(row[n]) for row in table.rows[table.header :]]) for n in range(width)]
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                at = made.cellAt(number, column).firstCursorPosition()
                if figures[column]:
                    at.setBlockFormat(_figures_format())
                bold = table.header and number == 0
                Builder(at).words(tuple(run._replace(bold=True) for run in cell) if bold else cell)
        self._cursor = made.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self._free = not self._cursor.block().text()


def _figures_format() -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setAlignment(Qt.AlignmentFlag.AlignRight)
    return form


def list_format(item: str, level: int) -> QTextListFormat:
    """The look of a list."""
    form = QTextListFormat()
    form.setStyle(_STYLES[item])
    form.setIndent(level + 1)
    return form


def char_format(run: Run) -> QTextCharFormat:
    """The look of characters; the colour of a link is painted by the highlighter."""
    form = QTextCharFormat()
    if run.bold:
        form.setFontWeight(QFont.Weight.Bold)
    if run.italic:
        form.setFontItalic(True)
    if run.link:
        form.setAnchor(True)
        form.setAnchorHref(run.link)
    return form


def table_format(*, header: bool) -> QTextTableFormat:
    """The look of a table: hairlines, room in the cells."""
    form = QTextTableFormat()
    form.setHeaderRowCount(1 if header else 0)
    form.setBorderCollapse(True)
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QColor(tokens().line))
    form.setCellPadding(4)
    form.setCellSpacing(0)
    form.setWidth(QTextLength())
    return form


def _image_format(picture: Picture) -> QTextImageFormat:
    form = QTextImageFormat()
    form.setName(PICTURE_SCHEME + picture.name)
    if picture.width:
        form.setWidth(picture.width)
    return form
