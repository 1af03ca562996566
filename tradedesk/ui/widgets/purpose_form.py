"""A purpose of messages: its names in both languages, whether it is formal, whose department it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from tradedesk.domain.address import Department
from tradedesk.domain.purpose import Purpose
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.cards import Line
from tradedesk.ui.widgets.fields import Field
from tradedesk.ui.widgets.flow import FlowLayout
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.wording import tr
from tradedesk.ui.wording.told import term


class PurposeForm(QWidget):
    """Adds a purpose or changes one; what a shipped one means cannot be changed and is not shown."""

    #: The purpose as it is to be; number 0 for a new one.
    submitted = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purpose = Purpose(0, "", "", "", formal=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(8)
        inner.addLayout(self._names())
        inner.addWidget(self._meaning())
        column.addLayout(inner)
        column.addWidget(Line())

    def _names(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.english, self.chinese = QLineEdit(), QLineEdit()
        self._english = Field(tr("Name in English"), self.english)
        self._chinese = Field(tr("Name in Chinese"), self.chinese)
        self.save = Button(tr("Add purpose"), on_click=self._submit)
        self.cancel = Button(tr("Cancel"), kind="quiet", on_click=self.closed.emit)
        for line in (self.english, self.chinese):
            line.returnPressed.connect(self._submit)
            line.textEdited.connect(lambda _text: self.show_problem(""))
        row.addWidget(self._english, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._chinese, 1, Qt.AlignmentFlag.AlignTop)
        for button in (self.save, self.cancel):
            holder = QVBoxLayout()
            holder.setContentsMargins(0, 21, 0, 0)
            holder.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(holder)
        return row

    def _meaning(self) -> QWidget:
        self.meaning = QWidget()
        column = QVBoxLayout(self.meaning)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.formal = QCheckBox(tr("Formal: binds, so it goes To a confirmed company mailbox only (A2)"))
        column.addWidget(self.formal)
        column.addWidget(PlainLabel(tr("Departments whose mailbox it belongs to, in this order"), tone="muted",
                                    size="small"))  # fmt: skip
        holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        flow = FlowLayout(holder, gap=6, line_gap=6)
        self.departments: dict[Department, Button] = {}
        for each in Department:
            button = Button(term("department", each), kind="filter")
            button.setCheckable(True)
            self.departments[each] = button
            flow.addWidget(button)
        column.addWidget(holder)
        return self.meaning

    def begin(self, purpose: Purpose | None) -> None:
        """Begin with a purpose to be changed, or with an empty form for a new one."""
        self._purpose = purpose or Purpose(0, "", "", "", formal=False)
        self.english.setText(self._purpose.name_en)
        self.chinese.setText(self._purpose.name_zh)
        self.formal.setChecked(self._purpose.formal)
        for each, button in self.departments.items():
            button.setChecked(each in self._purpose.departments)
        self.meaning.setVisible(not self._purpose.shipped)
        self.save.set_words(tr("Save") if purpose is not None else tr("Add purpose"))
        self.setAccessibleName(tr("Purpose"))
        self.show_problem("")
        self.show()
        self.english.setFocus(Qt.FocusReason.OtherFocusReason)
        self.english.selectAll()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the names."""
        self._english.set_problem(sentence)

    def _submit(self) -> None:
        chosen = [each for each, button in self.departments.items() if button.isChecked()]
        kept = [each for each in self._purpose.departments if each in chosen]
        self.submitted.emit(
            replace(
                self._purpose,
                name_en=self.english.text(),
                name_zh=self.chinese.text(),
                formal=self.formal.isChecked(),
                departments=(*kept, *(each for each in chosen if each not in kept)),
            )
        )
