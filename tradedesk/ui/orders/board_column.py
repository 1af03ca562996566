"""One column of the board: a stage with its count and worth, and the cards below, painted only where they are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from tradedesk.domain.money import Money
from tradedesk.services import order_board
from tradedesk.services.order_board import BoardColumn, Card
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders import view_words, words
from tradedesk.ui.orders.card_paint import GAP, CardDelegate
from tradedesk.ui.theme import signals, tokens
from tradedesk.ui.widgets import Button, Column, ElidedLabel, ListView, PlainLabel, TwoLines, WindowModel, plain_tooltip
from tradedesk.ui.wording import formats, tr

#: So many currencies are told at the head of a column.
_CURRENCIES = 3
_AHEAD = (Qt.Key.Key_Right, Qt.Key.Key_Left)


def _given(_bench: Any, ids: Sequence[int]) -> Sequence[int]:
    """The board has read the numbers of all columns at once."""
    return ids


def _spoken(card: Card) -> str:
    row, owed = card.order, view_words.owed(card.owed)
    told = owed[0] if owed is not None else ""
    return tr(", ").join(filter(None, (row.party, row.number, row.summary, words.side(row.side_state), told)))


def _whole(card: Card, today: date) -> str:
    row = card.order
    worth = formats.money(Money(row.total_minor, row.currency)) if row.total_minor else ""
    if row.open_minor:
        left = formats.money(Money(row.open_minor, row.currency))
        worth = tr("{total}, open {open}", total=worth, open=left)
    late = tr("Unpaid") if view_words.is_unpaid(row, today) else ""
    owed = view_words.owed_whole(card.owed)
    lines = (row.party, row.number, row.summary, view_words.standing(row), worth, late, owed, row.people)
    return "\n".join(filter(None, lines))


class CardList(ListView):
    """The cards of a column: arrows stay in it, left and right lead to its neighbours, with Ctrl they move the card."""

    #: -1 or 1: to the column beside.
    stepped = Signal(int)
    #: An order is to be moved by so many columns.
    pushed = Signal(int, int)
    #: A card was taken by the mouse: order, its picture, where it was taken; then where it is, and where it was let go.
    taken = Signal(int, QPixmap, QPoint)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    #: The menu of an order is asked for at a place of the screen.
    menu_requested = Signal(int, QPoint)

    def __init__(self, model: WindowModel, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(model, lambda row: TwoLines(_spoken(row)), parent)
        self.setItemDelegate(CardDelegate(today, self))
        self.viewport().setAutoFillBackground(False)
        self.setProperty("ground", "none")
        self._today = today
        self._pressed: QPoint | None = None
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right, alone and with Ctrl; the rest is the list's."""
        if event.key() in _AHEAD:
            by = 1 if event.key() == Qt.Key.Key_Right else -1
            found = self.current_id()
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.stepped.emit(by)
            elif found is not None:
                self.pushed.emit(found, by)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The card that was current is chosen again."""
        super().focusInEvent(event)
        index = self.currentIndex()
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.selectRow(index.row())
        self._told = None
        self._tell()

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole of a card that is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._window.row_at(self.indexAt(event.pos()).row()) if self.indexAt(event.pos()).isValid() else None
            if row is not None:
                QToolTip.showText(event.globalPos(), plain_tooltip(_whole(row, self._today())))
                return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the card below the mouse, or of the current one."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        model = self.model()
        found = model.id_at(index.row()) if isinstance(model, WindowModel) and index.isValid() else None
        if found is not None:
            place = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_requested.emit(found, place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A card may be taken here."""
        super().mousePressEvent(event)
        taken = event.button() is Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid()
        self._pressed = event.position().toPoint() if taken else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the card once it was moved far enough."""
        here = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if not self._dragging and (here - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self._take(self.indexAt(self._pressed))
        if self._dragging:
            self.dragged.emit(self.viewport().mapToGlobal(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the card go."""
        self._pressed = None
        if self._dragging:
            self._dragging = False
            self.dropped.emit(self.viewport().mapToGlobal(event.position().toPoint()))
        super().mouseReleaseEvent(event)

    def let_go(self) -> None:
        """Carry nothing any more."""
        self._pressed, self._dragging = None, False

    def _take(self, index: QModelIndex) -> None:
        found = self._window.id_at(index.row())
        if found is None or self._pressed is None:
            return
        rect = self.visualRect(index).adjusted(0, 0, 0, -GAP)
        picture = self.viewport().grab(rect.intersected(self.viewport().rect()))
        self.taken.emit(found, picture, self._pressed - rect.topLeft())


class StageColumn(QWidget):
    """Renders one ``BoardColumn``."""

    more_requested = Signal()

    def __init__(self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage: str = ""
        self.name = ""
        self._target = False
        self._told: tuple[Any, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 4)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(10, 0, 8, 8)
        head.setSpacing(1)
        top = QHBoxLayout()
        top.setSpacing(4)
        self.title = ElidedLabel(size="section")
        self.count = PlainLabel(tone="muted", size="small")
        top.addWidget(self.title, 1)
        top.addWidget(self.count)
        head.addLayout(top)
        self.worth = PlainLabel(tone="muted", size="tiny")
        self.worth.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.worth_lines = 0
        head.addWidget(self.worth)
        column.addLayout(head)
        titles = [Column("card", lambda: tr("Orders"), _spoken)]
        self.model = WindowModel(
            desk, _given, order_board.cards, titles, row_id=lambda card: card.order.id, parent=self
        )
        self.cards = CardList(self.model, today)
        column.addWidget(self.cards, 1)
        self.more = Button("", kind="link", on_click=self.more_requested.emit)
        self.more.hide()
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        signals.changed.connect(self.update)

    def show_column(self, column: BoardColumn) -> None:
        """Show what stands in the stage."""
        self.stage, self.name = column.stage, words.stage(column.stage)
        self.title.setText(self.name)
        self.count.setText(formats.count(column.count))
        shown = [view_words.rounded_money(each) for each in column.totals]
        if len(shown) > _CURRENCIES:
            shown = [*shown[: _CURRENCIES - 1], tr("and {n} more", n=len(shown) - _CURRENCIES + 1)]
        self.worth.setText("\n".join(shown))
        self.worth_lines = len(shown)
        every = "\n".join(formats.money(each) for each in column.totals)
        self.worth.setToolTip(plain_tooltip(every))
        self.cards.setAccessibleName(tr("{stage}: {count}", stage=words.stage(column.stage), count=column.count))
        self.setAccessibleName(self.name)
        self.more.setVisible(column.hidden > 0)
        self.more.set_words(tr("Show {count} more", count=formats.count(column.hidden)))
        self.model.show_ids(column.ids)

    def set_worth_lines(self, lines: int) -> None:
        """Leave room for so many currencies, so that the cards of all columns begin at one height."""
        self.worth.setFixedHeight(lines * self.worth.fontMetrics().lineSpacing())

    def set_target(self, on: bool) -> None:
        """Mark the column as the one into which a card would fall."""
        if on != self._target:
            self._target = on
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The ground of the column; where it is as dark as the window's, its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = tokens()
        unseen = QColor(colors.line) if colors.rail == colors.window else Qt.PenStyle.NoPen
        painter.setPen(QColor(colors.accent) if self._target else unseen)
        painter.setBrush(
            QColor(colors.accent_soft if self._target else colors.rail if colors.dark else colors.neutral_bg)
        )
        painter.drawRoundedRect(QRect(self.rect()).adjusted(0, 0, -1, -1), 10, 10)
        painter.end()
