"""What is asked when goods leave, and when a shipment is split; small windows that close when all is well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from tradedesk.services.shipment_view import NumberSeen
from tradedesk.ui.orders.shipment_state import LineShare, places_to_look
from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.widgets import Button, ElidedLabel, Field, PlainLabel, Problem
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.wording import tr

#: Milliseconds after the last letter before a number is looked at.
_TYPING = 150


class LeftPopup(SmallPopup):
    """Asks for the number when a shipment leaves, says what it can be, and offers the notice at once (D4)."""

    #: Day, number, carrier, and whether the notice is written next.
    said = Signal(str, str, str, bool)
    #: Number and carrier, while they are being typed.
    typing = Signal(str, str)

    def __init__(self, today: date, day: str, carrier: str, number: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("The goods left"), 360, parent)
        self.day = DayField(today, latest=today)
        self.day.show_day(today)
        if day:
            self.day.setText(day)
        self.number, self.carrier = QLineEdit(number), QLineEdit(carrier)
        self.number.setPlaceholderText(tr("Tracking, container or B/L number"))
        self.day_field = Field(tr("Left on"), self.day)
        self.number_field = Field(tr("Number of the shipment"), self.number)
        self.column.addWidget(self.day_field)
        self.column.addWidget(Field(tr("Carrier"), self.carrier))
        self.column.addWidget(self.number_field)
        self.found = PlainLabel(tone="muted", size="small", wrap=True)
        self.column.addWidget(self.found)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.notice_button = Button(
            tr("Save and write the notice"), "pencil", "primary", lambda: self._say(notice=True)
        )
        self.save_button = Button(tr("Save"), on_click=lambda: self._say(notice=False))
        row.addWidget(self.notice_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self._timer = QTimer(self, singleShot=True, interval=_TYPING)
        self._timer.timeout.connect(lambda: self.typing.emit(self.number.text(), self.carrier.text()))
        for line in (self.number, self.carrier):
            line.textChanged.connect(lambda _text: self._timer.start())
            line.returnPressed.connect(lambda: self._say(notice=True))
        self.day.returnPressed.connect(lambda: self._say(notice=True))
        self._say_what_is_missing()

    def take_focus(self) -> None:
        """The number is typed first."""
        self.number.setFocus(Qt.FocusReason.PopupFocusReason)
        if self.number.text():
            self._timer.start()

    def show_found(self, seen: NumberSeen) -> None:
        """Say what the number can be, as long as it is still the one that stands there."""
        if seen.number != self.number.text():
            return
        found = places_to_look(seen)
        if not seen.number.strip():
            self._say_what_is_missing()
            return
        self.found.setText("\n".join(each.words for each in found) or tr("No carrier is known for such a number."))
        self.found.set_tone("warn" if found and found[0].tone == "warn" else "muted")
        self.fit()

    def show_outcome(self, field: str, sentence: str) -> None:
        """Close when all is well, else say beside the field what is wrong."""
        if not sentence:
            self.close()
            return
        (self.day_field if field == "shipped_on" else self.number_field).set_problem(sentence)
        self.fit()

    def _say_what_is_missing(self) -> None:
        self.found.setText(tr("Without a number the customer cannot follow the goods. It stays asked for."))
        self.found.set_tone("muted")

    def _say(self, *, notice: bool) -> None:
        self.day_field.set_problem("")
        self.number_field.set_problem("")
        self.said.emit(self.day.text(), self.number.text(), self.carrier.text(), notice)


class SplitPopup(SmallPopup):
    """Asks how much of each line goes with another shipment; what stays is shown while it is typed."""

    #: Quantities as typed by line.
    split = Signal(object)

    def __init__(self, shares: Sequence[LineShare], parent: QWidget | None = None) -> None:
        super().__init__(tr("Split the shipment"), 400, parent)
        self.column.addWidget(PlainLabel(tr("How much goes with another shipment?"), tone="muted", wrap=True))
        self.lines: dict[int, QLineEdit] = {}
        for share in shares:
            row = QHBoxLayout()
            row.setSpacing(8)
            line = QLineEdit()
            line.setPlaceholderText("0")
            line.setFixedWidth(96)
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            line.setAccessibleName(tr("Quantity of {goods} for another shipment", goods=share.name))
            line.returnPressed.connect(self._send)
            row.addWidget(ElidedLabel(share.name), 1)
            row.addWidget(line)
            row.addWidget(PlainLabel(tr("of {n}", n=share.quantity), tone="muted", size="small"))
            self.column.addLayout(row)
            self.lines[share.line_id] = line
        self.problem = Problem()
        self.column.addWidget(self.problem)
        row = QHBoxLayout()
        self.save_button = Button(tr("Split"), kind="primary", on_click=self._send)
        row.addWidget(self.save_button)
        row.addStretch(1)
        self.column.addLayout(row)

    def take_focus(self) -> None:
        """The first quantity."""
        if self.lines:
            next(iter(self.lines.values())).setFocus(Qt.FocusReason.PopupFocusReason)

    def show_outcome(self, _field: str, sentence: str) -> None:
        """Close when all is well, else say what is wrong."""
        if not sentence:
            self.close()
            return
        self.problem.say(sentence)
        self.fit()

    def _send(self) -> None:
        self.problem.hide()
        self.split.emit({line: edit.text() for line, edit in self.lines.items() if edit.text().strip()})
