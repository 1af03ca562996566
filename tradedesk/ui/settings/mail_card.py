"""The way into the mail program: what each keeps, the one that is chosen, and a test draft to oneself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.errors import TradeError
from tradedesk.services import trial_draft
from tradedesk.services.installed import MailWay
from tradedesk.services.trial_draft import TrialDraft
from tradedesk.ui.desk import Desk
from tradedesk.ui.settings import mail_words as words
from tradedesk.ui.settings.choices import Choice, Choices
from tradedesk.ui.widgets import Button, Card, Line, PlainLabel, Problem
from tradedesk.ui.wording import errors, reasons, tr


class MailCard(Card):
    """Ways that were found, then those that can be chosen all the same; ``grew`` when its height changed."""

    chosen = Signal(str)
    grew = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Mail program"), tr("Messages open there; you send them there"), parent)
        self._desk = desk
        self.trial: TrialDraft | None = None
        self.told = PlainLabel(tone="muted", size="small", wrap=True)
        self.told.setContentsMargins(14, 10, 14, 6)
        self.add(self.told)
        self.choices = Choices(tr("Mail program"))
        self.choices.chosen.connect(self._choose)
        self.add(self.choices)
        self.add(Line())
        self.add(self._trial_part())

    # -- building ------------------------------------------------------------------------------------------------------

    def _trial_part(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.trial_button = Button(tr("Test draft to myself"), "mail-check", on_click=self.try_it)
        row.addWidget(self.trial_button)
        told = PlainLabel(
            tr("Opens a draft with Chinese, Arabic, quotes and an attachment to your own address. Nothing is sent."),
            tone="muted", size="small", wrap=True,
        )  # fmt: skip
        row.addWidget(told, 1)
        column.addLayout(row)
        self.problem = Problem()
        column.addWidget(self.problem)
        column.addWidget(self._question_part())
        return holder

    def _question_part(self) -> QWidget:
        self._question = QWidget()
        column = QVBoxLayout(self._question)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.asked = PlainLabel(wrap=True)
        self.losses = PlainLabel(tone="muted", size="small", wrap=True)
        column.addWidget(self.asked)
        column.addWidget(self.losses)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.yes_button = Button(tr("All of it arrived"), "check", on_click=lambda: self._note(arrived=True))
        self.no_button = Button(tr("Something is missing"), "x", on_click=lambda: self._note(arrived=False))
        row.addWidget(self.yes_button)
        row.addWidget(self.no_button)
        row.addStretch(1)
        column.addLayout(row)
        self._question.hide()
        return self._question

    # -- showing -------------------------------------------------------------------------------------------------------

    def show_ways(self, ways: Sequence[MailWay] | None, current: str) -> None:
        """Show the ways (None: they are being looked for) and which one is chosen."""
        found = [way for way in ways or () if way.automatic]
        if ways is None:
            self.told.setText(tr("Looking for mail programs…"))
        elif not found:
            self.told.setText(
                tr("No mail program was found. Install Thunderbird and look again; drafts can be saved as files.")
            )
        else:
            self.told.setText(
                tr("Where a message could not go whole this way, the way that keeps most is taken; Compose says so.")
            )
        choices = [self._choice(way) for way in ways or ()]
        if found:
            first = tr("Now that is {program}.", program=words.way_name(found[0]))
            choices.insert(0, Choice("", tr("As the system has it"), first))
        self.choices.setVisible(bool(choices))
        self.choices.show_choices(choices, current)
        self.trial_button.setEnabled(bool(found) or bool(current))
        self.grew.emit()

    def _choice(self, way: MailWay) -> Choice:
        noted = str(self._desk.settings.get(_noted_under(way.code)))
        return Choice(way.code, words.way_name(way), words.way_sentence(way, noted))

    # -- what the user does --------------------------------------------------------------------------------------------

    def _choose(self, code: str) -> None:
        self._settle()
        self.chosen.emit(code)

    def try_it(self) -> None:
        """Open the test draft in the chosen way."""
        self._settle()
        self.trial_button.setEnabled(False)
        code = self._desk.settings.current.mail_program
        self._desk.run(trial_draft.open_trial, code, on_done=self._opened, on_error=self._refused, owner=self)

    def _opened(self, trial: TrialDraft) -> None:
        self.trial = trial
        self.trial_button.setEnabled(True)
        if trial.by_hand:
            QGuiApplication.clipboard().setText(trial.text)
        self.asked.setText(words.question(trial))
        self.losses.say("\n".join(reasons.sentence(reason) for reason in words.worth_saying(trial)))
        self._question.show()
        self.yes_button.setFocus()
        self.grew.emit()

    def _refused(self, error: TradeError) -> None:
        self.trial_button.setEnabled(True)
        self.problem.say(errors.sentence(error))
        self.grew.emit()

    def _note(self, *, arrived: bool) -> None:
        if self.trial is None:
            return
        told = words.noted(arrived=arrived)
        self._desk.settings.remember(_noted_under(self.trial.code), told)
        self._settle()
        self.problem.say("" if arrived else tr("Choose another way above, or put messages in by hand."))
        self.chosen.emit(self._desk.settings.current.mail_program)

    def _settle(self) -> None:
        self.trial = None
        self._question.hide()
        self.problem.hide()
        self.grew.emit()


def _noted_under(code: str) -> str:
    return f"mail.tested.{code}"
