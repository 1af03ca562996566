"""The hand-overs of which nobody said yet what became of them (F3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.services.today import Agenda, LogRow
from tradedesk.ui.today import words
from tradedesk.ui.widgets import Button, Card, ElidedLabel, Icon, Line, PlainLabel
from tradedesk.ui.wording import tr, trn

if TYPE_CHECKING:
    from tradedesk.domain.message import MessageState
    from tradedesk.ui.sent_mail import SentMailLook


class HandOverCard(Card):
    """Asks of a few hand-overs at a time; the log has the others."""

    #: The row and the state that was said of it.
    said = Signal(object, object)
    opened = Signal(object)
    all_wanted = Signal()
    look_wanted = Signal()
    #: No place with sent mail is named yet: where that is done.
    place_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Did it go out?"), parent=parent)
        self._more = self.add_action("", self.all_wanted.emit)
        self._shown: tuple[LogRow, ...] = ()
        self._rows: list[QWidget] = []
        self._questions = QVBoxLayout()
        self._questions.setSpacing(0)
        self.body.addLayout(self._questions)
        self._add_look()

    def _add_look(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(8, 5, 14, 4)
        column.setSpacing(4)
        self.look = Button(tr("Look for sent mail"), "search", "quiet", self.look_wanted.emit, compact=True)
        self.told = PlainLabel(tone="muted", size="small", wrap=True)
        self.told.setContentsMargins(6, 0, 0, 4)
        self.told.hide()
        self.name_place = Button(tr("Name a place"), kind="link", on_click=self.place_wanted.emit)
        self.name_place.hide()
        row = QHBoxLayout()
        row.addWidget(self.look)
        row.addStretch(1)
        row.addWidget(self.name_place)
        column.addLayout(row)
        column.addWidget(self.told)
        self.add(Line())
        self.add(holder)

    def show_look(self, look: SentMailLook) -> None:
        """Say how looking for sent mail goes, and what it brought."""
        self.look.setEnabled(not look.busy)
        self.look.set_words(tr("Looking…") if look.busy else tr("Look for sent mail"))
        nowhere = tr("No place with sent mail is named yet: Thunderbird, a mail folder or a mail server.")
        self.told.say(nowhere if look.nowhere else look.told)
        self.told.set_tone(look.role)
        self.name_place.setVisible(look.nowhere)

    def show_hand_overs(self, agenda: Agenda) -> None:
        """Show the question for each; hidden when there is nothing to ask."""
        self.setVisible(bool(agenda.unanswered))
        more = agenda.unanswered_count - len(agenda.unanswered)
        self._more.set_words(trn("{n} more", "{n} more", more))
        self._more.setVisible(more > 0)
        if agenda.unanswered == self._shown:
            return
        self._shown = agenda.unanswered
        for widget in self._rows:
            self._questions.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows = []
        for number, row in enumerate(agenda.unanswered):
            if number:
                self._put(Line())
            self._put(_Question(row, agenda, self._say, self.opened.emit))

    def _put(self, widget: QWidget) -> None:
        self._questions.addWidget(widget)
        self._rows.append(widget)

    def _say(self, row: LogRow, state: MessageState) -> None:
        self.said.emit(row, state)


class _Question(QWidget):
    """One hand-over with the three answers."""

    def __init__(
        self,
        row: LogRow,
        agenda: Agenda,
        say: Callable[[LogRow, MessageState], object],
        look: Callable[[LogRow], object],
    ) -> None:
        super().__init__()
        from tradedesk.domain.message import MessageState

        interrupted = row.state == MessageState.HANDING_OVER
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 9, 14, 10)
        across.setSpacing(12)
        icon = QVBoxLayout()
        icon.setContentsMargins(0, 2, 0, 0)
        icon.addWidget(Icon("triangle-alert" if interrupted else "mail", "bad" if interrupted else "muted"))
        icon.addStretch(1)
        across.addLayout(icon)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(ElidedLabel(row.subject or row.preview))
        column.addWidget(ElidedLabel(words.hand_over_sub(row, agenda), tone="muted", size="small"))
        if interrupted:
            told = tr("The program ended while this was handed over.")
            column.addWidget(PlainLabel(told, tone="bad", size="small", wrap=True))
        column.addSpacing(5)
        column.addLayout(self._answers(row, say, look))
        across.addLayout(column, 1)

    @staticmethod
    def _answers(
        row: LogRow, say: Callable[[LogRow, MessageState], object], look: Callable[[LogRow], object]
    ) -> QHBoxLayout:
        from tradedesk.domain.message import MessageState

        answers = QHBoxLayout()
        answers.setSpacing(6)
        for text, state in (
            (tr("Sent"), MessageState.SENT),
            (tr("Sent, changed"), MessageState.CHANGED),
            (tr("Not sent"), MessageState.NOT_SENT),
        ):
            button = Button(text, on_click=partial(say, row, state), compact=True)
            button.setAccessibleName(f"{text} · {row.subject}")
            answers.addWidget(button)
        answers.addStretch(1)
        answers.addWidget(Button(tr("Show"), kind="link", on_click=lambda: look(row)))
        return answers
