"""A moment of the user's own choice to wait for: a day and a time on one of the two clocks, shown on both (D6)."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from tradedesk.domain.errors import TradeError
from tradedesk.domain.queueing import Slot
from tradedesk.domain.window import zone_or_none
from tradedesk.services import group_view, queue
from tradedesk.services.bench import Bench
from tradedesk.services.draft_view import DraftView
from tradedesk.ui.compose import standing
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.widgets.fields import Field
from tradedesk.ui.widgets.labels import PageTitle, PlainLabel, Problem
from tradedesk.ui.wording import errors, reasons, tr, waiting

#: "9", "930", "0930", "9:30", "15.00", "15h30".
_TIME = re.compile(r"(\d{1,2})(?:[:.hH：]?(\d{2}))?")


class TimeField(QLineEdit):
    """A time of day as it is usually typed ("9", "930", "9:30", "15.00"); Up and Down move by half an hour."""

    def clock(self) -> time | None:
        """The time that stands there, None when it cannot be read."""
        found = _TIME.fullmatch(self.text().strip())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found is not None else (24, 0)
        return time(hour, minute) if hour < 24 and minute < 60 else None

    def show_clock(self, clock: time) -> None:
        """Put a time there."""
        self.setText(f"{clock:%H:%M}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move."""
        step = {Qt.Key.Key_Up: 30, Qt.Key.Key_Down: -30}.get(Qt.Key(event.key()))
        now = self.clock()
        if step is None or now is None:
            super().keyPressEvent(event)
            return
        minutes = (now.hour * 60 + now.minute + step) % (24 * 60)
        self.show_clock(time(minutes // 60, minutes % 60))


class OwnTime(QDialog):
    """``chosen`` carries the slot; what the reader does then stands below the fields while they change."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, view: DraftView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._view = desk, view
        self._slot: Slot | None = None
        self._asked = 0
        self.setWindowTitle(tr("Choose another time"))
        self.setMinimumWidth(420)
        first = view.slots[0].at if view.slots else view.moment + timedelta(hours=1)
        here = first.astimezone(standing.own_zone(view))
        self.day = DayField(view.moment.astimezone(standing.own_zone(view)).date())
        self.day.show_day(here.date())
        self.time = TimeField()
        self.time.show_clock(here.time())
        self.ours = QRadioButton(tr("On my clock"))
        self.theirs = QRadioButton(tr("On their clock"))
        self._told = PlainLabel(wrap=True)
        self._why = PlainLabel(tone="muted", size="small", wrap=True)
        self._problem = Problem()
        self.take_button = Button(tr("Wait for it"), "clock", "primary", self._take)
        self._build()
        self.day.textChanged.connect(lambda _text: self._ask())
        self.day.picked.connect(self._ask)
        self.time.textChanged.connect(lambda _text: self._ask())
        self.ours.toggled.connect(lambda _on: self._ask())
        self._ask()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(PageTitle(tr("Choose another time")))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(tr("Day"), self.day), 3)
        row.addWidget(Field(tr("Time"), self.time), 2)
        column.addLayout(row)
        clocks = QHBoxLayout()
        clocks.setSpacing(18)
        group = QButtonGroup(self)
        place = self._place()
        if place:
            self.theirs.setText(tr("On the clock in {place}", place=place).replace("&", "&&"))
        for each in (self.ours, self.theirs):
            group.addButton(each)
            clocks.addWidget(each)
        clocks.addStretch(1)
        self.ours.setChecked(True)
        self.theirs.setVisible(self._knows_zone())
        column.addLayout(clocks)
        for label in (self._told, self._why, self._problem):
            column.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(Button(tr("Cancel"), on_click=self.reject))
        buttons.addWidget(self.take_button)
        column.addLayout(buttons)
        self.take_button.setDefault(True)

    def _place(self) -> str:
        party = self._view.party
        return (party.city or party.label) if party is not None else ""

    def _knows_zone(self) -> bool:
        return self._view.party is not None and zone_or_none(self._view.party.zone) is not None

    def moment(self) -> tuple[date | None, time | None]:
        """The day and the time that stand there."""
        return self.day.day(), self.time.clock()

    def _ask(self) -> None:
        """Ask what the reader does then; an answer to an earlier question is not shown any more."""
        self._asked += 1
        mine, (day, clock) = self._asked, self.moment()
        self._slot = None
        self.take_button.setEnabled(False)
        if day is None:
            self._say(problem=tr("Write a day, for example 24 Nov 2026."))
            return
        if clock is None:
            self._say(problem=tr("Write a time, for example 9:30."))
            return

        def verb(bench: Bench) -> Slot:
            number = self._view.draft.id
            if self._view.group is not None:
                return group_view.own_moment(bench, number, day, clock)
            return queue.own_moment(bench, number, day, clock, at_theirs=self.theirs.isChecked())

        self._desk.run(verb, on_done=lambda slot: self._answered(mine, slot),
                       on_error=lambda error: self._refused(mine, error), owner=self)  # fmt: skip

    def _answered(self, mine: int, slot: Slot) -> None:
        if mine == self._asked:
            self._slot = slot
            self.take_button.setEnabled(True)
            zone = self._view.party.zone if self._view.party is not None else ""
            clocks = waiting.both_clocks(slot.at, self._view.moment, standing.own_zone(self._view), zone, self._place())
            self._say(clocks, reasons.sentence(slot.reason))

    def _refused(self, mine: int, error: TradeError) -> None:
        if mine == self._asked:
            self._say(problem=errors.sentence(error))

    def _say(self, told: str = "", why: str = "", problem: str = "") -> None:
        for label, text in ((self._told, told), (self._why, why), (self._problem, problem)):
            label.say(text)

    def _take(self) -> None:
        if self._slot is not None:
            self.chosen.emit(self._slot)
            self.accept()
