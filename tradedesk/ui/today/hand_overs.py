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


class HandOverCard(Card):
    """Asks of a few hand-overs at a time; the log has the others."""

    #: The row and the state that was said of it.
    said = Signal(object, object)
    opened = Signal(object)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Did it go out?"), parent=parent)
        self._more = self.add_action("", self.all_wanted.emit)
        self._shown: tuple[LogRow, ...] = ()
        self._rows: list[QWidget] = []

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
            self.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows = []
        for number, row in enumerate(agenda.unanswered):
            if number:
                self._put(Line())
            self._put(_Question(row, agenda, self._say, self.opened.emit))

    def _put(self, widget: QWidget) -> None:
        self.add(widget)
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
