"""Who agreed to a change, where and when (F1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from tradedesk.domain.message import Medium
from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.widgets import Button, Field
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.widgets.saved import Choice
from tradedesk.ui.wording import tr
from tradedesk.ui.wording.told import medium_name


class AgreePopup(SmallPopup):
    """``saved`` carries who, the medium, the day as typed, and the number of the log entry (0: none)."""

    saved = Signal(str, str, str, int)

    def __init__(self, today: date, messages: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(tr("Who agreed to it?"), 380, parent)
        self.who = QLineEdit()
        self.message = Choice()
        self.message.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.message.setMinimumContentsLength(10)
        self.message.addItem(tr("no message in the log"), 0)
        for number, text in messages:
            self.message.addItem(text, number)
        self.medium = QComboBox()
        for each in Medium:
            self.medium.addItem(medium_name(each.value), each.value)
        self.medium.setCurrentIndex(self.medium.findData(str(Medium.CALL)))
        self.day = DayField(today, latest=today)
        self.day.show_day(today)
        self.fields = {
            "by": Field(tr("Who"), self.who),
            "message": Field(tr("In which message"), self.message, tr("A mail is the written confirmation itself.")),
            "medium": Field(tr("Where"), self.medium),
            "on": Field(tr("When"), self.day),
        }
        self.column.addWidget(self.fields["by"])
        self.column.addWidget(self.fields["message"])
        row = QHBoxLayout()
        row.setSpacing(12)
        for name in ("medium", "on"):
            row.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.save_button = Button(tr("Save"), "check", "primary", self._save)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.message.currentIndexChanged.connect(self._follow)
        for line in (self.who, self.day):
            line.returnPressed.connect(self._save)

    def take_focus(self) -> None:
        """Who comes first."""
        self.who.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_outcome(self, field: str, sentence: str) -> None:
        """Close when all is well, else say beside the field what is wrong."""
        if not sentence:
            self.close()
            return
        self.fields.get(field, self.fields["by"]).set_problem(sentence)
        self.fit()

    def _follow(self) -> None:
        """A message says by itself where and when."""
        none = not self.message.currentData()
        for name in ("medium", "on"):
            self.fields[name].setVisible(none)
        self.fit()

    def _save(self) -> None:
        for field in self.fields.values():
            field.set_problem("")
        number = int(self.message.currentData() or 0)
        day = "" if number else self.day.text()
        self.saved.emit(self.who.text(), str(self.medium.currentData()), day, number)
