"""A notice to many customers on the page: what differs from a message to one (A6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from tradedesk.domain.errors import TradeError
from tradedesk.services import group_notice, log
from tradedesk.services.draft_view import DraftView
from tradedesk.ui.compose.group_bar import GroupBar, open_words
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors, formats, tr

if TYPE_CHECKING:
    from tradedesk.ui.compose.footer import Footer
    from tradedesk.ui.compose.message_card import MessageCard
    from tradedesk.ui.compose.presenter import Presenter


class Grouping(QObject):
    """Made after the page listens to its presenter: it adds to what the page has shown."""

    def __init__(self, desk: Desk, presenter: Presenter, card: MessageCard, footer: Footer) -> None:
        super().__init__(footer)
        self._desk, self._presenter, self._card, self._footer = desk, presenter, card, footer
        self.bar = GroupBar()
        self._job: Job | None = None
        around = footer.parentWidget()
        column = around.layout() if around is not None else None
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(footer), self.bar)
        presenter.shown.connect(lambda view, _with_text: self._show(view))
        self.bar.answered.connect(lambda number, state: desk.run(log.say_what_became, number, state, owner=self))
        card.many.each_asked.connect(self._one_each)
        card.many.stop_asked.connect(self._stop)
        card.people.removed.connect(self._remove)
        card.people.opened.connect(lambda number: desk.open(Place("customers", key=number)))

    def _show(self, view: DraftView) -> None:
        state = view.group
        self._card.show_many(view)
        if state is None:
            self.bar.hide()
            self._footer.show()
            return
        self.bar.show_state(state)
        # What became of it is asked for each mail; the question of a single hand-over would be one too many.
        self._footer.setVisible(view.handed is None)
        if view.handed is None and view.program:
            self._footer.main_button.set_words(open_words(state.mails, view.program))

    def _remove(self, party_id: int) -> None:
        self._presenter.flush()
        self._desk.run(group_notice.remove_customer, self._presenter.draft_id, party_id, owner=self)

    def _one_each(self) -> None:
        number = self._presenter.draft_id
        if number is None or self._job is not None:
            return
        self._presenter.flush()

        def made(numbers: tuple[int, ...]) -> None:
            self._ended()
            self._desk.open(Place("compose", key=numbers[0]))

        def wrong(error: TradeError) -> None:
            self._ended()
            self._desk.refused.emit(errors.sentence(error))

        self._job = self._desk.run(group_notice.one_draft_each, number, on_done=made, on_error=wrong,
                                   on_progress=self._told, on_cancelled=self._ended, owner=self)  # fmt: skip

    def _told(self, done: int, every: int) -> None:
        told = tr("{done} of {every}", done=formats.count(done), every=formats.count(every))
        self._card.many.show_progress(told)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _ended(self, *_: Any) -> None:
        self._job = None
        self._card.many.show_progress("")
