"""Words on the window: always plain text, so that nothing from data is ever taken for markup."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from tradedesk.ui.widgets.painting import elided


class PlainLabel(QLabel):
    """A label that shows exactly the text it is given.

    ``tone``: muted, faint, accent, good, warn, bad. ``size``: title, section, strong, small, tiny.
    """

    def __init__(
        self, text: str = "", *, tone: str = "", size: str = "", wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        super().setTextFormat(Qt.TextFormat.PlainText)
        if tone:
            self.setProperty("tone", tone)
        if size:
            self.setProperty("rank", size)
        self.setWordWrap(wrap)
        if not wrap:  # one line begins where its neighbours do, whichever way it is written
            self.setAlignment(
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
            )
        self.setText(text)

    def setTextFormat(self, text_format: Qt.TextFormat) -> None:
        """Plain text it stays; anything else raises ValueError."""
        if text_format is not Qt.TextFormat.PlainText:
            raise ValueError("labels show plain text only")

    def say(self, text: str) -> None:
        """Show this; out of sight while there is nothing to say."""
        self.setText(text)
        self.setVisible(bool(text))

    def set_tone(self, tone: str) -> None:
        """Change the tone."""
        set_style_property(self, "tone", tone)


class Problem(PlainLabel):
    """What is wrong, in a sentence; out of sight until something is."""

    def __init__(self) -> None:
        super().__init__(tone="bad", size="small", wrap=True)
        self.hide()


class ElidedLabel(PlainLabel):
    """One line that ends in "…" where the room ends; the whole text is its tooltip then."""

    def minimumSizeHint(self) -> QSize:
        """A little of the text is enough."""
        return QSize(min(40, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text where it does not fit."""
        super().resizeEvent(event)
        self.setToolTip(plain_tooltip(self.text()) if self._needed() > self.width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        if self._needed() <= self.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        room = self.contentsRect()
        shown = elided(self.fontMetrics(), self.text(), room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()

    def _needed(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text())


class PageTitle(PlainLabel):
    """The title of a page: 19 px, semi-bold."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, size="title", parent=parent)


class SectionTitle(PlainLabel):
    """The title of a part of a page."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, size="section", parent=parent)


class Chip(PlainLabel):
    """A short word on a coloured ground: good, warn, bad, info, personal, neutral."""

    def __init__(self, text: str = "", role: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.setProperty("chip", role)
        self.setIndent(0)
        self.setText(text)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Maximum)
        policy.setVerticalPolicy(policy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_state(self, text: str, role: str) -> None:
        """Change words and role; an empty text hides the chip."""
        self.say(text)
        set_style_property(self, "chip", role)


def set_style_property(widget: QWidget, name: str, value: Any) -> None:
    """Set a property that the style sheet selects by, and restyle this one widget if it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            return  # the style sheet is applied when it is first shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def plain_tooltip(text: str) -> str:
    """Text for a tooltip that shows exactly this (tooltips guess at markup, so what looks like it is escaped)."""
    if "<" not in text and "&" not in text:
        return text
    from html import escape  # with every entity there is: not for a start that shows none

    return f"<span>{escape(text)}</span>"
