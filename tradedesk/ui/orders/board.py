"""The board: the orders of a query by stage; a card is moved by the mouse or by keys, its consequences shown first."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QWidget

from tradedesk.services import order_board
from tradedesk.services.order_board import Board
from tradedesk.services.order_finding import OrderQuery
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.orders import words
from tradedesk.ui.orders.board_column import StageColumn
from tradedesk.ui.orders.finding import OrderFinding
from tradedesk.ui.places import Place
from tradedesk.ui.wall_clock import WallClock
from tradedesk.ui.widgets import PlainLabel
from tradedesk.ui.wording import tr

#: Pixels between columns, and how narrow one may become before the board scrolls.
_GAP, _LEAST = 8, 122


class BoardView(QScrollArea):
    """Columns by stage. ``move_requested`` carries an order and the stage it is to come to."""

    opened = Signal(int)
    move_requested = Signal(int, str)
    #: The columns were read: how many orders they hold.
    reloaded = Signal(int)

    def __init__(self, desk: Desk, finding: OrderFinding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._finding = desk, finding
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(tr("Board"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = self._inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self.setWidget(inside)
        #: All columns are there after as many turns: made at once they would hold the window up.
        self.columns: list[StageColumn] = []
        self._building = QTimer(self, interval=0)
        self._building.timeout.connect(self._add_column)
        self._building.start()
        #: How long there is left to answer grows shorter by the minute (D1).
        self._minute = WallClock.while_seen(self)
        self._minute.struck.connect(lambda: [each.cards.viewport().update() for each in self.columns])
        self._early: Board | None = None
        self.board: Board | None = None
        self._every_done = False
        self._reading: Job | None = None
        self._carried: int | None = None
        self._wanted: int | None = None
        #: Where the keyboard was.
        self._last: StageColumn | None = None
        self._ghost = PlainLabel(parent=self)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()
        self._grip = QPoint()

    def _add_column(self) -> None:
        column = self._column(self._desk)
        self._row.addWidget(column, 1)
        for each in (column, *column.findChildren(QWidget)):
            each.ensurePolished()
        self.columns.append(column)
        if len(self.columns) == len(order_board.STAGES):
            self._building.stop()
            if self._early is not None:
                self._arrived(self._early)

    def _column(self, desk: Desk) -> StageColumn:
        column = StageColumn(desk, self._today)
        column.setMinimumWidth(_LEAST)
        cards = column.cards
        cards.opened.connect(self.opened.emit)
        cards.picked.connect(lambda found: self._picked(column) if found is not None else None)
        cards.stepped.connect(lambda by: self._step(column, by))
        cards.pushed.connect(lambda number, by: self._push(number, column, by))
        cards.menu_requested.connect(lambda number, place: self._menu(number, column, place))
        cards.taken.connect(self._take)
        cards.dragged.connect(self._carry)
        cards.dropped.connect(self._drop)
        column.model.reloaded.connect(lambda _found: self._filled(column))
        column.more_requested.connect(self._show_every_done)
        return column

    def _today(self) -> date:
        return self.board.today if self.board is not None else date.min

    # -- reading -------------------------------------------------------------------------------------------------------

    def show_query(self, query: OrderQuery) -> None:
        """Show what a query finds."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._desk.run(order_board.board, query, self._every_done, on_done=self._arrived, owner=self)

    def _arrived(self, board: Board) -> None:
        self._reading = None
        if self._building.isActive():
            self._early = board
            return
        self._early, self.board = None, board
        for column, found in zip(self.columns, board.columns, strict=True):
            column.show_column(found)
        lines = max(column.worth_lines for column in self.columns)
        for column in self.columns:
            column.set_worth_lines(lines)
        self.reloaded.emit(sum(each.count for each in board.columns))

    def _show_every_done(self) -> None:
        self._every_done = True
        self.show_query(self._finding.query)

    # -- the current card ----------------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """The keyboard starts at the first card."""
        if self._building.isActive():
            return
        column = self._last if self._last is not None and self._last.model.rowCount() else None
        column = column or next((each for each in self.columns if each.model.rowCount()), self.columns[0])
        self._enter(column, max(column.cards.currentIndex().row(), 0))

    def keep_in_sight(self, order_id: int) -> None:
        """An order is about to move: when the columns have been read again the keyboard is at its card."""
        self._wanted = order_id

    def _filled(self, column: StageColumn) -> None:
        if self._wanted is not None and column.cards.select_id(self._wanted):
            self._wanted = None
            self._enter(column, column.cards.currentIndex().row())

    def _picked(self, column: StageColumn) -> None:
        """One card on the whole board is the current one."""
        if column.cards.hasFocus():
            self._leave_others(column)

    def _leave_others(self, column: StageColumn) -> None:
        self._last = column
        for other in self.columns:
            if other is not column:
                other.cards.clearSelection()

    def _enter(self, column: StageColumn, row: int) -> None:
        self._leave_others(column)
        column.cards.setFocus(Qt.FocusReason.OtherFocusReason)
        if column.model.rowCount():
            column.cards.selectRow(min(row, column.model.rowCount() - 1))
        self.ensureWidgetVisible(column, 0, 0)

    def _step(self, column: StageColumn, by: int) -> None:
        at = self.columns.index(column) + by
        while 0 <= at < len(self.columns):
            if self.columns[at].model.rowCount():
                self._enter(self.columns[at], max(column.cards.currentIndex().row(), 0))
                return
            at += by

    # -- moving --------------------------------------------------------------------------------------------------------

    def _push(self, number: int, column: StageColumn, by: int) -> None:
        at = self.columns.index(column) + by
        if 0 <= at < len(self.columns):
            self.move_requested.emit(number, self.columns[at].stage)

    def _menu(self, number: int, column: StageColumn, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open")).triggered.connect(lambda _on=False: self.opened.emit(number))
        write = menu.addAction(tr("Write update"))
        write.triggered.connect(lambda _on=False: self._desk.open(Place("compose", None, {"order": number})))
        to = menu.addMenu(tr("Move to"))
        for other in self.columns:
            if other is not column:
                action = to.addAction(words.stage(other.stage))
                action.triggered.connect(lambda _on=False, s=other.stage: self.move_requested.emit(number, s))
        self.menu = menu
        menu.popup(place)

    def _take(self, number: int, picture: QPixmap, grip: QPoint) -> None:
        self._carried, self._grip = number, grip
        self._ghost.setPixmap(picture)
        self._ghost.resize(picture.deviceIndependentSize().toSize())
        self._ghost.show()
        self._ghost.raise_()

    def _carry(self, place: QPoint) -> None:
        if self._carried is None:
            return
        self._ghost.move(self.mapFromGlobal(place) - self._grip)
        under = self._under(place)
        for column in self.columns:
            column.set_target(column is under)

    def _drop(self, place: QPoint) -> None:
        number, under = self._carried, self._under(place)
        self._let_go()
        if number is None or under is None or self.board is None:
            return
        home = next((each for each in self.board.columns if number in each.ids), None)
        if home is not None and home.stage != under.stage:
            self.move_requested.emit(number, under.stage)

    def _let_go(self) -> None:
        self._carried = None
        self._ghost.hide()
        for column in self.columns:
            column.set_target(False)
            column.cards.let_go()

    def _under(self, place: QPoint) -> StageColumn | None:
        here = self._inside.mapFromGlobal(place)
        if not self._inside.rect().contains(here):
            return None
        spans = ((each, each.geometry()) for each in self.columns)
        return next((each for each, at in spans if at.left() - _GAP < here.x() <= at.right()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts a carried card back."""
        if event.key() == Qt.Key.Key_Escape and self._carried is not None:
            self._let_go()
            return
        super().keyPressEvent(event)
