"""One line of "Before it goes out": what it says, what a click does about it, and how advice is silenced."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from tradedesk.domain.check import Remedy
from tradedesk.ui.compose import check_words
from tradedesk.ui.compose.check_words import CheckWords
from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.cards import Icon
from tradedesk.ui.widgets.labels import PlainLabel, plain_tooltip
from tradedesk.ui.widgets.painting import elided
from tradedesk.ui.wording import tr

#: Pixels that the words of a click have: the column without icon and margins.
_ROOM = 222


class OfferButton(Button):
    """A click in words, in the size of the sentence above it; what does not fit ends in "…"."""

    def __init__(self, told: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", "link", parent=parent, compact=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        # Measured in the size that the style gives it.
        self.ensurePolished()
        shown = elided(self.fontMetrics(), told, _ROOM)
        self.set_words(shown)
        self.setAccessibleName(told)
        # The room of the focus ring stands outside, so that the words stand below the sentence's.
        self.setStyleSheet("QPushButton { margin-left: -4px; }")
        if shown != told:
            self.setToolTip(plain_tooltip(told))


class MenuButton(Button):
    """Three dots, as quiet as the sentence."""

    def __init__(self, on_click: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("", "ellipsis", "quiet", on_click, parent, compact=True)
        # The style's buttons are higher than a line of words.
        self.setStyleSheet("QPushButton { min-height: 0; max-height: 16px; padding: 0; }")
        self.setFixedSize(22, 18)

    def _draw_icon(self) -> None:
        self.setIconSize(QSize(14, 14))
        self.setIcon(icons.icon("ellipsis", "muted", 14))


class CheckRow(QWidget):
    """One check; where something can be done about it, a click or Enter does it."""

    acted = Signal(object)
    remedied = Signal(object)
    silenced = Signal(str, bool)

    def __init__(self, told: CheckWords, party: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = told
        self.party = party
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 9, 0, 10)
        row.setSpacing(10)
        row.addWidget(Icon(told.icon, told.role, 17), 0, Qt.AlignmentFlag.AlignTop)
        self.menu_button: Button | None = None
        row.addLayout(self._words(), 1)
        self.setAccessibleName(told.title)
        self.setAccessibleDescription(told.detail)
        if told.action:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        # The dots stand in the title's line: what is below has the whole width.
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.told.title, wrap=True), 1)
        if self.told.kind:
            head.addWidget(self._silencing(), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if self.told.detail:
            column.addWidget(PlainLabel(self.told.detail, tone="muted", size="small", wrap=True))
        self.offers: list[OfferButton] = []
        for words, remedy in self.told.offers:
            button = OfferButton(words)
            button.clicked.connect(lambda _checked=False, what=remedy: self._remedy(what))
            self.offers.append(button)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if self.told.more:
            column.addWidget(PlainLabel(self.told.more, tone="muted", size="small", wrap=True))
        return column

    def _silencing(self) -> Button:
        button = MenuButton(self.ask_silence)
        named = tr("Silence: {what}", what=check_words.kind_words(self.told.kind))
        button.setAccessibleName(named)
        button.setToolTip(plain_tooltip(named))
        self.menu_button = button
        return button

    def ask_silence(self) -> None:
        """For this customer or for all: advice alone has this menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = menu.addAction(check_words.kind_words(self.told.kind).replace("&", "&&"))
        heading.setEnabled(False)
        if self.party:
            here = menu.addAction(tr("Not for {party}", party=self.party).replace("&", "&&"))
            here.triggered.connect(lambda _checked=False: self.silenced.emit(self.told.kind, True))
        never = menu.addAction(tr("Never"))
        never.triggered.connect(lambda _checked=False: self.silenced.emit(self.told.kind, False))
        button = self.menu_button
        if button is not None:
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _remedy(self, remedy: Remedy) -> None:
        self.remedied.emit(remedy)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click acts."""
        if self.told.action and event.button() is Qt.MouseButton.LeftButton:
            self.acted.emit(self.told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space act."""
        pressed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers()
        if self.told.action and pressed:
            self.acted.emit(self.told)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline below, or the focus ring in its place."""
        super().paintEvent(event)
        colour, width = (tokens().focus, 1.5) if self.hasFocus() else (tokens().line, 1.0)
        painter = QPainter(self)
        painter.setPen(QPen(QColor(colour), width))
        y = self.height() - 0.5
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.end()
