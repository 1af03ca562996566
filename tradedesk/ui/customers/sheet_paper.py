"""Laying a sheet out on pages: no row is cut by the end of a page, every text is plain, any script is drawn.

Nothing here touches a widget, so it can run beside the window's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextLayout,
    QTextOption,
)

from tradedesk.domain.errors import NeighbourFailed
from tradedesk.ui.customers.sheet_content import Content, Part
from tradedesk.ui.wording import tr

#: Dots an inch of a PDF; millimetres of margin.
_DOTS, _MARGIN = 300, 15.0
_TITLE, _SECTION, _BODY, _SMALL = 17.0, 11.0, 9.0, 7.5
_INK, _MUTED, _LINE, _BAD = "#1d2433", "#5b6576", "#cfd5de", "#b3261e"
#: A longer text or a higher cell is cut: paper is no place for a whole mail.
_MOST_LETTERS, _MOST_LINES = 3000, 50
#: What shapes of letters a font may exchange; without them digits can be copied out of the file again.
_FEATURES = ("locl", "pwid", "liga", "calt", "ccmp")


@dataclass
class _Text:
    """One text with its place: laid out once, drawn later."""

    layout: QTextLayout
    at: QPointF
    color: str


@dataclass
class _Rule:
    """A line across the page."""

    top: float
    color: str


@dataclass
class _Row:
    """A row set in columns: (text, distance from the left, colour) each."""

    cells: list[tuple[QTextLayout, float, str]]
    height: float


class _Pages:
    """Fills pages from top to bottom."""

    def __init__(self, device: Any, width: float, height: float) -> None:
        self._device = device
        self.width, self.height = width, height
        self.dot = device.logicalDpiY() / 72.0
        self.pages: list[list[_Text | _Rule]] = [[]]
        self.top = 0.0

    def font(self, points: float, *, bold: bool = False) -> QFont:
        font = QFont()
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        for name in _FEATURES:
            font.setFeature(QFont.Tag(name), 0)
        return font

    def text(self, words: str, width: float, font: QFont) -> tuple[QTextLayout, float]:
        """A text set in lines of a width, and its height."""
        cut = words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS]} …"
        layout = QTextLayout(cut.replace("\n", "\u2028"), font, self._device)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        for _number in range(_MOST_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height

    def need(self, height: float) -> bool:
        """Go on to the next page where so much does not fit; whether that was so."""
        if self.top + height <= self.height or self.top == 0.0:
            return False
        self.pages.append([])
        self.top = 0.0
        return True

    def put(self, words: str, font: QFont, color: str = _INK, *, after: float = 0.0) -> None:
        """A text over the whole width; ``after`` points follow."""
        layout, height = self.text(words, self.width, font)
        self.need(height)
        self.pages[-1].append(_Text(layout, QPointF(0, self.top), color))
        self.top += height + after * self.dot

    def row(self, cells: list[tuple[str, QFont, str]], widths: tuple[int, ...]) -> _Row:
        """Set a row in columns, without placing it yet."""
        every, left, height = sum(widths), 0.0, 0.0
        found = []
        for (words, font, color), share in zip(cells, widths, strict=True):
            width = self.width * share / every
            layout, needed = self.text(words, width - 6 * self.dot, font)
            found.append((layout, left, color))
            left += width
            height = max(height, needed)
        return _Row(found, height + 5 * self.dot)

    def place(self, row: _Row, line: str) -> None:
        """Place a row with a line under it."""
        for layout, left, color in row.cells:
            self.pages[-1].append(_Text(layout, QPointF(left, self.top + 2.5 * self.dot), color))
        self.top += row.height
        self.pages[-1].append(_Rule(self.top, line))


def _lay_out(pages: _Pages, content: Content) -> None:
    pages.put(content.title, pages.font(_TITLE, bold=True), after=2)
    if content.about:
        pages.put(content.about, pages.font(_BODY), _MUTED, after=2)
    if content.alarm:
        pages.put(content.alarm, pages.font(_BODY, bold=True), _BAD, after=2)
    for part in content.parts:
        _lay_out_part(pages, part)


def _lay_out_part(pages: _Pages, part: Part) -> None:
    pages.top += 12 * pages.dot if pages.top else 0
    # A title never stands alone at the end of a page.
    pages.need(60 * pages.dot)
    pages.put(part.title, pages.font(_SECTION, bold=True), after=3)
    if not part.rows:
        pages.put(part.empty, pages.font(_BODY), _MUTED)
        return
    _place_heads(pages, part)
    body = pages.font(_BODY)
    for row in part.rows:
        cells = [(cell, body, _INK) for cell in row]
        if not part.heads and len(row) > 1:
            cells[0] = (row[0], body, _MUTED)
        set_row = pages.row(cells, part.widths)
        if pages.need(set_row.height):
            _place_heads(pages, part)
        pages.place(set_row, _LINE)


def _place_heads(pages: _Pages, part: Part) -> None:
    if part.heads:
        font = pages.font(_SMALL, bold=True)
        pages.place(pages.row([(head, font, _MUTED) for head in part.heads], part.widths), _MUTED)


def paint(device: QPagedPaintDevice, content: Content) -> int:
    """Paint a sheet on paper or into a file; returns the number of pages.

    Raises NeighbourFailed "paper-refused" when the printer or its file takes nothing.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise NeighbourFailed("paper-refused", name=content.title)
    try:
        whole = QRectF(painter.viewport())
        foot = 22 * device.logicalDpiY() / 72.0
        pages = _Pages(device, whole.width(), whole.height() - foot)
        _lay_out(pages, content)
        for number, items in enumerate(pages.pages, start=1):
            if number > 1:
                device.newPage()
            _draw(painter, pages, items)
            told = tr("Page {number} of {every}", number=number, every=len(pages.pages))
            _draw_foot(painter, pages, whole, content.foot, told)
        return len(pages.pages)
    finally:
        painter.end()


def _draw(painter: QPainter, pages: _Pages, items: list[_Text | _Rule]) -> None:
    for item in items:
        painter.setPen(QColor(item.color))
        if isinstance(item, _Rule):
            painter.drawLine(QPointF(0, item.top), QPointF(pages.width, item.top))
        else:
            item.layout.draw(painter, item.at)


def _draw_foot(painter: QPainter, pages: _Pages, whole: QRectF, left: str, right: str) -> None:
    painter.setPen(QColor(_MUTED))
    font = pages.font(_SMALL)
    layout, height = pages.text(left, whole.width() * 0.75, font)
    layout.draw(painter, QPointF(0, whole.height() - height))
    number, height = pages.text(right, whole.width() * 0.25, font)
    room = whole.width() - number.lineAt(0).naturalTextWidth()
    number.draw(painter, QPointF(room, whole.height() - height))


def page_layout() -> QPageLayout:
    """A4 upright with even margins."""
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def pdf(content: Content) -> bytes:
    """The sheet as a PDF file; its fonts are part of it."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setPageLayout(page_layout())
    writer.setTitle(content.title)
    writer.setCreator("TradeDesk")
    paint(writer, content)
    del writer
    buffer.close()
    return bytes(data.data())
