"""Moving an order on the board or in the calendar: first what it brings is shown, then the verb does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from tradedesk.domain import timeline
from tradedesk.domain.errors import TradeError
from tradedesk.domain.order import Stage
from tradedesk.services import order_board, order_calendar
from tradedesk.services.order_ahead import Consequences
from tradedesk.services.order_calendar import Entry
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.orders.ahead_panel import AheadPanel
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors


class Moving(QObject):
    """Asks the verbs and the panel; one change at a time."""

    #: An order is being moved: its number, so that the views keep it in sight.
    moved = Signal(int)
    #: It was left as it is.
    left = Signal()

    def __init__(self, desk: Desk, panel: AheadPanel, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._panel, self._today = desk, panel, today
        self._looking: Job | None = None

    def to_stage(self, order_id: int, stage: str) -> None:
        """An order shall come to a stage."""
        where = Stage(stage)
        self._look(order_board.look_ahead, order_board.move, order_id, where)

    def to_day(self, entry: Entry, day: date) -> None:
        """A planned day shall be another one."""
        if day != entry.day:
            self._look(order_calendar.look_ahead, order_calendar.move, entry, day)

    def _look(self, look: Callable[..., Consequences], move: Callable[..., Any], *what: Any) -> None:
        if self._looking is not None:
            self._looking.cancel()

        def seen(ahead: Consequences) -> None:
            self._looking = None
            self._panel.ask(ahead, self._today(), lambda write: self._move(move, what, ahead, write), self.left.emit)

        self._looking = self._desk.run(look, *what, on_done=seen, on_error=self._refused, owner=self)

    def _move(self, move: Callable[..., Any], what: tuple[Any, ...], ahead: Consequences, write: bool) -> None:
        self.moved.emit(ahead.order_id)

        def done(_result: object) -> None:
            if write and ahead.notice is not None:
                template = timeline.template_for(ahead.notice)
                self._desk.open(Place("compose", None, {"order": ahead.order_id, "template": template}))

        self._desk.run(move, *what, on_done=done, on_error=self._refused, owner=self)

    def _refused(self, error: TradeError) -> None:
        self._looking = None
        self._desk.refused.emit(errors.sentence(error))
        self.left.emit()
