"""The rail on the left: the places with their numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from tradedesk.ui.shell.entries import ENTRIES, Entry
from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.theme.tokens import RADIUS, TINY
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.wording import tr

WIDTH = 196


class RailButton(QAbstractButton):
    """One place: icon, words, number. It paints itself, which keeps the style sheet short."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.number = 0
        self.urgent = False
        self.setText(entry.title())
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.text())

    def sizeHint(self) -> QSize:
        """33 px high."""
        return QSize(176, 33)

    def show_number(self, number: int, *, urgent: bool = False) -> None:
        """Show a number beside the words; 0 shows none, one that is urgent stands out."""
        if (number, urgent) != (self.number, self.urgent):
            self.number, self.urgent = number, urgent
            self.setAccessibleName(f"{self.text()}, {number}" if number else self.text())
            self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover ground."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover ground away."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the entry."""
        colors, area = tokens(), self.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse() or self.hasFocus():
            painter.setPen(QColor(colors.focus) if self.hasFocus() else QColor(colors.line))
            if not chosen and not self.hasFocus():
                painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.raised if chosen else colors.hover))
            painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        role = "accent" if chosen else "neutral"
        painter.drawPixmap(10, (area.height() - 16) // 2 + 1, icons.pixmap(self.entry.icon, role, 16))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colors.color(role)))
        painter.drawText(area.adjusted(36, 0, -40, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.number:
            self._paint_number(painter, area)
        painter.end()

    def _paint_number(self, painter: QPainter, area: QRect) -> None:
        colors = tokens()
        font = QFont(self.font())
        font.setPixelSize(TINY)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        words = str(self.number) if self.number < 1000 else "999+"
        width = max(painter.fontMetrics().horizontalAdvance(words) + 13, 20)
        box = QRect(area.right() - 9 - width, area.center().y() - 8, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        stands_out = self.urgent or self.entry.badge == "bad"
        painter.setBrush(QColor(colors.bad_bg if stands_out else colors.hours))
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(QColor(colors.bad if stands_out else colors.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class Rail(QFrame):
    """All places that exist, Settings at the bottom."""

    chosen = Signal(str)

    def __init__(self, pages: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Places"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 17, 11, 13)
        column.setSpacing(2)
        self._company = PlainLabel(tr("local ledger"), tone="muted", size="tiny", wrap=True)
        self._company.setContentsMargins(10, 0, 4, 0)
        self._company.setFixedHeight(34)
        self._company.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._title())
        column.addWidget(self._company)
        column.addSpacing(11)
        self.buttons: dict[str, RailButton] = {}
        for entry in (each for each in ENTRIES if each.page in pages and not each.bottom):
            column.addWidget(self._button(entry))
        column.addStretch(1)
        for entry in (each for each in ENTRIES if each.page in pages and each.bottom):
            column.addWidget(self._button(entry))

    def show_place(self, page: str) -> None:
        """Mark the page shown; one that has no place on the rail (a list coming in, an export) is at none of them."""
        if page in self.buttons:
            self.buttons[page].setChecked(True)
            return
        for button in self.buttons.values():
            # Among buttons of which one is marked, Qt takes the mark away only so.
            button.setAutoExclusive(False)
            button.setChecked(False)
            button.setAutoExclusive(True)

    def show_company(self, name: str) -> None:
        """Name the company under the program's name."""
        self._company.setText(f"{name} · {tr('local ledger')}" if name else tr("local ledger"))

    def show_numbers(self, numbers: Mapping[str, int], urgent: Collection[str] = ()) -> None:
        """Show how much waits in each place, and where it needs the user now."""
        for page, button in self.buttons.items():
            button.show_number(numbers.get(page, 0), urgent=page in urgent)

    def _title(self) -> PlainLabel:
        title = PlainLabel("TradeDesk")
        font = title.font()
        font.setPixelSize(15)
        font.setWeight(QFont.Weight.Bold)
        title.setFont(font)
        title.setContentsMargins(10, 0, 0, 0)
        return title

    def _button(self, entry: Entry) -> RailButton:
        button = RailButton(entry, self)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(entry.page))
        self.buttons[entry.page] = button
        return button
