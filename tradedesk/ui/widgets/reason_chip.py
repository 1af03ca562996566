"""A chip that says why it is there: a recipient, an attachment, what a message is about; it can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets.labels import plain_tooltip
from tradedesk.ui.widgets.painting import elided

_HEIGHT = 25
_SIDE = 9
_GAP = 6
_CROSS = 14
#: Widths are rounded to whole pixels; without it the last letter may be cut for a fraction.
_SLACK = 2
#: A chip that is drawn to another row.
DRAGGED = "application/x-tradedesk-recipient"


@dataclass(frozen=True)
class ChipWords:
    """What a chip shows: ``strong`` and ``soft`` words, its colour role, the whole reason, and its spoken name."""

    key: str
    strong: str
    soft: str = ""
    role: str = "neutral"
    reason: str = ""
    spoken: str = ""


class ReasonChip(QWidget):
    """One chip. Enter or a click runs it, Delete or the cross removes it, the menu key offers more."""

    run = Signal(str)
    removed = Signal(str)
    #: The chip's key and the key of what was chosen from its menu.
    chosen = Signal(str, str)
    #: Alt with Up (-1) or Down (1).
    stepped = Signal(str, int)

    def __init__(
        self,
        words: ChipWords,
        *,
        removable: bool = True,
        menu: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.removable = removable
        self.draggable = False
        self._pressed: QPoint | None = None
        self._menu = tuple(menu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_words(words)
        if removable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_words(self, words: ChipWords) -> None:
        """Say something else, in the same place."""
        self.words = words
        self.setToolTip(plain_tooltip(words.reason or words.strong))
        self.setAccessibleName(words.spoken or " ".join(part for part in (words.strong, words.soft) if part))
        self.setAccessibleDescription(words.reason)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        strong, soft = self._fonts()
        width = QFontMetrics(strong).horizontalAdvance(self.words.strong) + 2 * _SIDE + _SLACK
        if self.words.soft:
            width += QFontMetrics(soft).horizontalAdvance(self.words.soft) + _GAP
        return QSize(width + (_CROSS + 4 if self.removable else 0), _HEIGHT)

    def cross(self) -> QRect:
        """Where the cross stands."""
        return QRect(self.width() - _SIDE - _CROSS + 4, (self.height() - _CROSS) // 2, _CROSS, _CROSS)

    def _fonts(self) -> tuple[QFont, QFont]:
        strong, soft = QFont(self.font()), QFont(self.font())
        strong.setPixelSize(SMALL)
        soft.setPixelSize(SMALL)
        strong.setWeight(QFont.Weight.DemiBold)
        return strong, soft

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground, words and cross."""
        colors, words = tokens(), self.words
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.color(f"{words.role}_bg")))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        strong, soft = self._fonts()
        room = self.width() - 2 * _SIDE - (_CROSS + 4 if self.removable else 0)
        metrics = QFontMetrics(strong)
        ink = QColor(colors.color(words.role if words.role != "neutral" else "text"))
        painter.setFont(strong)
        painter.setPen(ink)
        shown = elided(metrics, words.strong, room)
        area = QRect(_SIDE, 0, room, self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        used = metrics.horizontalAdvance(shown) + _GAP
        if words.soft and room - used > 20:
            painter.setFont(soft)
            painter.setPen(QColor(colors.color(words.role)))
            rest = elided(QFontMetrics(soft), words.soft, room - used)
            area.setLeft(_SIDE + used)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), rest)
        if self.removable:
            painter.drawPixmap(self.cross().topLeft(), icons.pixmap("x", words.role, _CROSS))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag may begin here."""
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drawn away with the button held, it can be dropped on another row."""
        if self._pressed is None or not self.draggable or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        way = (event.position().toPoint() - self._pressed).manhattanLength()
        if way >= QApplication.startDragDistance():
            self._pressed = None
            self._drag()

    def _drag(self) -> None:
        data = QMimeData()
        data.setData(DRAGGED, QByteArray(self.words.key.encode()))
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The cross removes, the rest runs."""
        if event.button() is not Qt.MouseButton.LeftButton or not self.rect().contains(event.position().toPoint()):
            return
        if self.removable and self.cross().adjusted(-3, -6, 6, 6).contains(event.position().toPoint()):
            self.removed.emit(self.words.key)
        else:
            self._run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space runs, Delete removes, Left and Right go to the neighbour, Alt+Up or Down change the row."""
        key = event.key()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self._run()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.removable:
            self.removed.emit(self.words.key)
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(self.words.key, step)
        elif key == Qt.Key.Key_Right:
            self.focusNextPrevChild(True)
        elif key == Qt.Key.Key_Left:
            self.focusNextPrevChild(False)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: ARG002
        """Offer the menu."""
        self._offer()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by keyboard reads the whole reason at once."""
        super().focusInEvent(event)
        self.update()
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason) and self.words.reason:
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), plain_tooltip(self.words.reason))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        QToolTip.hideText()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another theme."""
        super().changeEvent(event)
        self.update()

    def _run(self) -> None:
        if self._menu:
            self._offer()
        else:
            self.run.emit(self.words.key)

    def _offer(self) -> None:
        if not self._menu:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, text in self._menu:
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False, k=key: self.chosen.emit(self.words.key, k))
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
