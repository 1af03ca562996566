"""The instalments of an order, written by hand: name, share or amount, and when each falls due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradedesk.domain.errors import TradeError
from tradedesk.services import instalments
from tradedesk.services.instalments import Event, PartEntry
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets import Button, PlainLabel, Problem
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.widgets.saved import Choice
from tradedesk.ui.wording import capital, errors, tr
from tradedesk.ui.wording.told import term

_LABELS = ("deposit", "part", "balance", "full")


@dataclass
class _Row:
    id: int
    label: QLineEdit
    share: QLineEdit
    due: QComboBox
    days: QLineEdit
    day: DayField
    remove: Button


class PartsForm(QWidget):
    """The form; ``done`` is called when the instalments are saved or given up."""

    def __init__(
        self, desk: Desk, order_id: int, there: Sequence[PartEntry], today: date, done: Callable[[], None]
    ) -> None:
        super().__init__()
        self._desk, self._order_id, self._today, self._done = desk, order_id, today, done
        self.rows: list[_Row] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 8, 13, 10)
        column.setSpacing(8)
        told = tr("A share (30%), an amount, or nothing for the rest; due some days after an event, or on a day.")
        column.addWidget(PlainLabel(told, tone="muted", size="small", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        for place, share in enumerate((4, 4, 6, 4, 0)):
            self._grid.setColumnStretch(place, share)
        column.addLayout(self._grid)
        self.problem = Problem()
        column.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.add = Button(tr("Add an instalment"), "plus", "link", lambda: self._add(PartEntry("", ""), fresh=True))
        self.cancel = Button(tr("Cancel"), on_click=done, compact=True)
        self.save = Button(tr("Save"), kind="primary", on_click=self._save, compact=True)
        buttons.addWidget(self.add)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        for each in there or (PartEntry("deposit", "30%", str(Event.PI_ISSUED)), PartEntry("balance", "")):
            self._add(each)

    def take_focus(self) -> None:
        """The first share is typed first."""
        self.rows[0].share.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rows[0].share.selectAll()

    def _add(self, entry: PartEntry, *, fresh: bool = False) -> None:
        label, share = (
            QLineEdit(capital(term("label", entry.label)) if entry.label else ""),
            QLineEdit(entry.share),
        )
        share.setAlignment(Qt.AlignmentFlag.AlignRight)
        share.setPlaceholderText(tr("the rest"))
        due = Choice()
        due.addItem(tr("on a day"), "")
        for event in Event:
            due.addItem(tr("after {event}", event=term("event", event)), str(event))
        due.setCurrentIndex(0 if entry.day else max(due.findData(entry.trigger or str(Event.PI_ISSUED)), 0))
        due.setMinimumContentsLength(10)
        due.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        days, day = QLineEdit(entry.days), DayField(self._today)
        days.setPlaceholderText(tr("days"))
        day.show_day(date.fromisoformat(entry.day) if entry.day else None)
        row = _Row(entry.id, label, share, due, days, day, Button("", "x", "quiet", compact=True))
        row.remove.clicked.connect(lambda _checked=False: self._remove(row))
        due.currentIndexChanged.connect(lambda _index: self._show_due(row))
        self.rows.append(row)
        self._place(row, len(self.rows))
        self._show_due(row)
        if fresh:
            label.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, row: _Row, number: int) -> None:
        row.label.setPlaceholderText(tr("Name"))
        named = (
            (row.label, tr("Instalment {n}: name", n=number)),
            (row.share, tr("Instalment {n}: share or amount", n=number)),
            (row.due, tr("Instalment {n}: due", n=number)), (row.days, tr("Instalment {n}: days after", n=number)),
            (row.day, tr("Instalment {n}: day", n=number)), (row.remove, tr("Instalment {n}: remove", n=number)),
        )  # fmt: skip
        for place, (widget, name) in zip((0, 1, 2, 3, 3, 4), named, strict=True):
            widget.setAccessibleName(name)
            self._grid.addWidget(widget, number, place)
        for line in (row.label, row.share, row.days, row.day):
            line.returnPressed.connect(self._save)

    def _show_due(self, row: _Row) -> None:
        on_a_day = not row.due.currentData()
        row.day.setVisible(on_a_day)
        row.days.setVisible(not on_a_day)

    def _remove(self, row: _Row) -> None:
        if len(self.rows) == 1:
            return
        self.rows.remove(row)
        for widget in (row.label, row.share, row.due, row.days, row.day, row.remove):
            self._grid.removeWidget(widget)
            widget.deleteLater()

    def _save(self) -> None:
        typed = [
            PartEntry(_label(row.label.text()), row.share.text(), row.due.currentData() or "", row.days.text(),
                      "" if row.due.currentData() else row.day.text(), row.id)
            for row in self.rows
        ]  # fmt: skip
        self._desk.run(instalments.set_parts, self._order_id, typed, on_done=lambda _done: self._done(),
                       on_error=self._refused, owner=self)  # fmt: skip

    def _refused(self, error: TradeError) -> None:
        if isValid(self):
            self.problem.say(errors.sentence(error))


def _label(text: str) -> str:
    """The code of a shipped name, else the user's own words."""
    plain = " ".join(text.split())
    return next((code for code in _LABELS if term("label", code).casefold() == plain.casefold()), plain)
