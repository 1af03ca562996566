"""How orders are numbered: the user's own pattern, with the number it makes next seen while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradedesk.domain.errors import TradeError
from tradedesk.services import order_numbers
from tradedesk.services.order_numbers import Numbering
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.widgets import Card, Field, PlainLabel
from tradedesk.ui.widgets.saved import SavedLine
from tradedesk.ui.wording import errors, tr

_PAUSE = 150


class NumbersCard(Card):
    """One field that saves when it is finished; below it the next order's number."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Order numbers"), tr("One running number, without a gap"), parent)
        self._desk = desk
        self.pattern = SavedLine()
        self.field = Field(tr("Pattern"), self.pattern)
        self.parts = PlainLabel(_parts(), tone="muted", size="small", wrap=True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.parts)
        self.add(holder)
        self._looking: Job | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        self.pattern.textEdited.connect(lambda _text: self._pause.start())
        self.pattern.committed.connect(self._save)
        self.pattern.restored.connect(self._back)

    def load(self) -> None:
        """Read the pattern in use, and the next number."""
        self._desk.run(order_numbers.numbering, on_done=self._read, owner=self)

    def finish(self) -> None:
        """Tell what is still being typed."""
        self.pattern.finish()

    def _read(self, found: Numbering) -> None:
        self.pattern.show_saved(found.pattern, keep=bool(self.field.problem))
        if not self.field.problem:
            self._tell_next(found.next)

    def _look(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._desk.run(
            order_numbers.preview, self.pattern.text(), on_done=self._tell_next, on_error=self._refused, owner=self
        )

    def _save(self, text: str) -> None:
        self._pause.stop()
        self._desk.run(
            order_numbers.set_pattern, text, on_done=lambda _done: self._saved(), on_error=self._refused, owner=self
        )

    def _back(self) -> None:
        """The pattern in use stands there again after one that was refused."""
        if self.field.problem:
            self._saved()

    def _saved(self) -> None:
        self.field.set_problem("")
        self.load()

    def _tell_next(self, number: str) -> None:
        self.field.set_problem("")
        self.field.set_hint(tr("The next order: {number}", number=number))

    def _refused(self, error: TradeError) -> None:
        self.field.set_hint("")
        self.field.set_problem(errors.sentence(error))


def _parts() -> str:
    # The parts are written as they are typed, so they come as values and not as places to be filled.
    return tr(
        "{seq} is the running number with four digits, {year} or {yy} the year, {month} the month, {customer} the "
        "customer's key. It begins anew with each year, month or customer that the pattern names.",
        seq="{seq:4}", year="{year}", yy="{yy}", month="{month}", customer="{customer}",
    )  # fmt: skip
