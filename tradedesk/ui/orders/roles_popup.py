"""A job on an order: what it is, who has it, and from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QWidget

from tradedesk.domain.order_role import JobHolder
from tradedesk.services.order_roles import Choice
from tradedesk.ui.orders import words
from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.widgets import Button, Field
from tradedesk.ui.widgets.day_field import DayField
from tradedesk.ui.wording import joined, tr


@dataclass(frozen=True)
class RoleTyped:
    """What was typed: a job, a firm or a person of the ledger, or only a name, and two days."""

    job: str
    party_id: int | None
    contact_id: int | None
    name: str
    from_on: str
    to_on: str


class RolePopup(SmallPopup):
    """``saved`` carries a RoleTyped."""

    saved = Signal(object)
    removed = Signal()

    def __init__(
        self,
        today: date,
        jobs: Sequence[str],
        choices: Sequence[Choice],
        holder: JobHolder | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Who does what"), 340, parent)
        self._choices = list(choices)
        self._jobs = {words.job(each): each for each in jobs}
        self.job = _typed_or_chosen(list(self._jobs))
        self.who = _typed_or_chosen([label_of(each) for each in self._choices])
        self.from_on, self.to_on = DayField(today), DayField(today)
        self.fields = {
            "job": Field(tr("Job"), self.job),
            "holder": Field(tr("Person or firm"), self.who),
            "from_on": Field(tr("From day"), self.from_on),
            "to_on": Field(tr("Until day"), self.to_on),
        }
        self.column.addWidget(self.fields["job"])
        self.column.addWidget(self.fields["holder"])
        days = QHBoxLayout()
        days.setSpacing(12)
        days.addWidget(self.fields["from_on"], 1, Qt.AlignmentFlag.AlignTop)
        days.addWidget(self.fields["to_on"], 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(days)
        self.column.addLayout(self._buttons(may_remove=holder is not None))
        self._before = holder
        if holder is not None:
            self._show(holder)
        for line in (self.from_on, self.to_on):
            line.returnPressed.connect(self._save)
        for box in (self.job, self.who):
            edit = box.lineEdit()
            assert edit is not None
            edit.returnPressed.connect(self._save)

    def _buttons(self, *, may_remove: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.save_button = Button(tr("Save"), "check", "primary", self._save)
        row.addWidget(self.save_button)
        row.addStretch(1)
        self.remove_button = Button(tr("Take out"), kind="quiet", on_click=self.removed.emit)
        self.remove_button.setVisible(may_remove)
        row.addWidget(self.remove_button)
        return row

    def _show(self, holder: JobHolder) -> None:
        self.job.setEditText(words.job(holder.job))
        chosen = next((each for each in self._choices
                       if (each.party_id, each.contact_id) == (holder.party_id, holder.contact_id)), None)  # fmt: skip
        self.who.setEditText(label_of(chosen) if chosen is not None else holder.label)
        self.from_on.show_day(holder.from_on)
        self.to_on.show_day(holder.to_on)

    def take_focus(self) -> None:
        """The first thing to be typed."""
        (self.job if not self.job.currentText() else self.who).setFocus(Qt.FocusReason.PopupFocusReason)

    def show_outcome(self, field: str, sentence: str) -> None:
        """Close when all is well, else say beside the field what is wrong."""
        if not sentence:
            self.close()
            return
        self.fields.get(field, self.fields["holder"]).set_problem(sentence)
        self.fit()

    def _save(self) -> None:
        for field in self.fields.values():
            field.set_problem("")
        text = " ".join(self.who.currentText().split())
        chosen = next((each for each in self._choices if label_of(each) == text), None)
        before = self._before
        if chosen is None and before is not None and before.party_id is not None and text == before.label:
            chosen = Choice(before.party_id, before.contact_id, before.firm, before.name, before.kind)
        job = " ".join(self.job.currentText().split())
        self.saved.emit(RoleTyped(
            self._jobs.get(job, job), chosen.party_id if chosen else None, chosen.contact_id if chosen else None,
            "" if chosen else text, self.from_on.text(), self.to_on.text(),
        ))  # fmt: skip


def label_of(choice: Choice) -> str:
    """ "Ms. Chen · Ningbo Lantian", or the firm alone."""
    return joined((choice.person, choice.firm))


def _typed_or_chosen(offered: Sequence[str]) -> QComboBox:
    """A line with a list: typing a part of a name finds it anywhere in the words."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    box.addItems(list(dict.fromkeys(offered)))
    box.setCurrentIndex(-1)
    box.setEditText("")
    finder = box.completer()
    if finder is not None:
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return box
