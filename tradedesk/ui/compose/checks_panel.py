""" "Before it goes out": what must be fixed, what deserves a look, what is fine, and the reader's day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tradedesk.domain.checks import Weight
from tradedesk.services.draft_view import DraftView
from tradedesk.ui.compose import words
from tradedesk.ui.compose.day_bar import DayBar
from tradedesk.ui.compose.words import CheckWords
from tradedesk.ui.theme import tokens
from tradedesk.ui.widgets.cards import Icon, Line
from tradedesk.ui.widgets.labels import PlainLabel, SectionTitle
from tradedesk.ui.wording import tr, trn


class CheckRow(QWidget):
    """One check; where something can be done about it, a click or Enter does it."""

    acted = Signal(object)

    def __init__(self, told: CheckWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = told
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 9, 0, 9)
        row.setSpacing(10)
        row.addWidget(Icon(told.icon, told.role, 17), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(PlainLabel(told.title, wrap=True))
        if told.detail:
            column.addWidget(PlainLabel(told.detail, tone="muted", size="small", wrap=True))
        row.addLayout(column, 1)
        self.setAccessibleName(told.title)
        self.setAccessibleDescription(told.detail)
        if told.action:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

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
        """Draw the focus ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(tokens().focus), 1.5))
            painter.drawLine(QPointF(0, self.height() - 1), QPointF(self.width(), self.height() - 1))
            painter.end()


class ChecksPanel(QScrollArea):
    """The right column."""

    acted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("ground", "raised")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(2)
        column.addWidget(SectionTitle(tr("Before it goes out")))
        self._count = PlainLabel(tone="muted", size="small")
        column.addWidget(self._count)
        column.addSpacing(6)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        column.addSpacing(14)
        self._day_title = SectionTitle(tr("Their day"))
        self._bar = DayBar()
        self._overlap = PlainLabel(tone="muted", size="small", wrap=True)
        for widget in (self._day_title, self._bar, self._overlap):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inner)
        self._shown: tuple[CheckWords, ...] = ()
        self._made: list[CheckRow] = []
        self._lines: list[Line] = []

    def show_view(self, view: DraftView) -> None:
        """Show a draft's checks and its reader's day."""
        told = tuple(words.check_words(check, view) for check in view.checks)
        must = sum(1 for check in view.checks if check.weight is Weight.MUST)
        look = sum(1 for check in view.checks if check.weight is Weight.LOOK)
        self._count.setText(_counted(must, look))
        self._count.set_tone("muted")
        if told != self._shown:
            self._shown = told
            self._fill(told)
        self._show_day(view)

    def rows(self) -> Sequence[CheckRow]:
        """The rows shown, from top to bottom."""
        return list(self._made)

    def _fill(self, told: Sequence[CheckWords]) -> None:
        for old in (*self._made, *self._lines):
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._made = [CheckRow(each) for each in told]
        self._lines = [Line() for _ in told]
        for row, line in zip(self._made, self._lines, strict=True):
            row.acted.connect(self.acted)
            self._rows.addWidget(row)
            self._rows.addWidget(line)

    def _show_day(self, view: DraftView) -> None:
        day = view.day
        self._bar.setVisible(day is not None)
        if day is None:
            self._overlap.setText(tr("Their time zone is not known yet: enter the country or the city."))
            return
        text = words.overlap_words(day)
        self._overlap.setText(text)
        self._bar.show_day(day, f"{words.window_title(day)}. {text}")


def _counted(must: int, look: int) -> str:
    if not must and not look:
        return tr("Nothing to fix.")
    parts = []
    if must:
        parts.append(trn("{n} must be fixed", "{n} must be fixed", must))
    if look:
        parts.append(trn("{n} to look at", "{n} to look at", look))
    return " · ".join(parts)
