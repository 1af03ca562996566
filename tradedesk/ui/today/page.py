"""Today: who is at work, what needs the user now, and closing the day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tradedesk.ui.desk import Desk
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.sent_mail import SentMailLook
from tradedesk.ui.today import words
from tradedesk.ui.today.closing import ClosingCard
from tradedesk.ui.today.hand_overs import HandOverCard
from tradedesk.ui.today.presenter import TOUCHED, TodayPresenter
from tradedesk.ui.today.promise_list import PromiseList
from tradedesk.ui.today.ribbon import RibbonLegend, RibbonView
from tradedesk.ui.today.waiting import WaitingCard, lines_of
from tradedesk.ui.wall_clock import WallClock
from tradedesk.ui.widgets import Card, EmptyState, PageTitle, PlainLabel
from tradedesk.ui.wording import formats, tr

if TYPE_CHECKING:
    from tradedesk.ui.today.first_steps import FirstSteps


class TodayPage(Page):
    """The page the program starts in."""

    name = "today"
    help_key = "today"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.presenter = TodayPresenter(desk, self)
        self.presenter.agenda_changed.connect(self._show_agenda)
        self.presenter.work_changed.connect(self._show_work)
        self._minute = WallClock.while_seen(self)
        self._minute.struck.connect(self.presenter.look)
        self._steps: FirstSteps | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 18, 22, 18)
        self._column.setSpacing(14)
        self._add_title()
        self._add_ribbon()
        self._column.addWidget(self._lower(), 1)
        self.setFocusProxy(self.promises)

    def header_actions(self) -> list[str]:
        """An inquiry that came in, a mail to write."""
        return ["order.log-inquiry", "message.write"]

    def open(self, place: Place) -> None:  # noqa: ARG002
        """Look again."""
        self.presenter.look()

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Look again when something was changed that is counted here."""
        if any(noun in TOUCHED for noun, _ in changes):
            self.presenter.look()

    # -- building ------------------------------------------------------------------------------------------------------

    def _add_title(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.title = PageTitle()
        self.summary = PlainLabel(tone="muted")
        row.addWidget(self.title)
        row.addWidget(self.summary)
        row.addStretch(1)
        self._column.addLayout(row)

    def _add_ribbon(self) -> None:
        self._ribbon_card = Card(tr("Who is at work now"))
        self._ribbon_card.header.addWidget(RibbonLegend())
        self.ribbon = RibbonView()
        self._ribbon_card.add(self.ribbon)
        self._column.addWidget(self._ribbon_card)

    def _lower(self) -> QWidget:
        self._matters = QWidget()
        row = QHBoxLayout(self._matters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        needs = Card(tr("Needs you now"))
        self.promises = PromiseList()
        self.promises.setAccessibleName(tr("Needs you now"))
        self.promises.acted.connect(self.presenter.act)
        self.promises.opened.connect(self.presenter.show_line)
        self._nothing = EmptyState("circle-check", tr("Nothing is owed now. What falls due shows up here by itself."))
        self._nothing.hide()
        needs.add(self.promises, 1)
        needs.add(self._nothing, 1)
        row.addWidget(needs, 17)
        row.addWidget(self._right(), 10)
        return self._matters

    def _right(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.hand_overs = HandOverCard()
        self.hand_overs.said.connect(self.presenter.say)
        self.hand_overs.opened.connect(self.presenter.show_entry)
        self.hand_overs.all_wanted.connect(lambda: self.presenter.show_log("handed-over"))
        self._look = SentMailLook.of(self.desk)
        self.hand_overs.look_wanted.connect(self._look.look)
        self.hand_overs.place_wanted.connect(self.presenter.name_sent_place)
        self._look.changed.connect(self._show_look)
        self.hand_overs.hide()
        self.closing = ClosingCard()
        self.closing.wanted.connect(self.presenter.show_log)
        self.waiting = WaitingCard()
        self.waiting.opened.connect(self.presenter.show_draft)
        self.waiting.stopped.connect(self.presenter.stop_waiting)
        self.waiting.all_wanted.connect(self.presenter.show_drafts)
        self.waiting.hide()
        for card in (self.hand_overs, self.waiting, self.closing):
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(holder)
        area.setMinimumWidth(300)
        # Reached by its buttons; by itself it would be a stop without a name.
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    # -- showing -------------------------------------------------------------------------------------------------------

    def _show_agenda(self) -> None:
        agenda = self.presenter.agenda
        if agenda is None:
            return
        self.title.setText(formats.long_day(agenda.day))
        self.summary.setText("" if agenda.is_fresh else words.summary_of(agenda))
        self._show_steps(wanted=agenda.is_fresh)
        lines = words.lines_of(agenda)
        self.promises.show_lines(lines)
        self.promises.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self.hand_overs.show_hand_overs(agenda)
        self._show_look()
        self.closing.show_closing(agenda.closing)
        self._show_waiting()

    def _show_waiting(self) -> None:
        """The drafts that wait; how they stand by both calendars comes with the ribbon."""
        agenda, work = self.presenter.agenda, self.presenter.work
        if agenda is not None:
            stands = dict(work.waits) if work is not None else {}
            self.waiting.show_lines(lines_of(agenda.waiting, stands, agenda.moment, ZoneInfo(agenda.zone)))

    def _show_look(self) -> None:
        self.hand_overs.show_look(self._look)

    def _show_work(self) -> None:
        if self.presenter.work is not None:
            self.ribbon.show_work(self.presenter.work)
            self._show_waiting()

    def _show_steps(self, *, wanted: bool) -> None:
        if wanted and self._steps is None:
            from tradedesk.ui.today.first_steps import FirstSteps

            self._steps = FirstSteps(self.desk)
            self._column.addWidget(self._steps, 1)
            self.setFocusProxy(self._steps)
            if self.promises.hasFocus():
                self._steps.setFocus()
        if self._steps is not None and not wanted:
            self._column.removeWidget(self._steps)
            self._steps.deleteLater()
            self._steps = None
            self.setFocusProxy(self.promises)
        self._matters.setVisible(not wanted)
        self._ribbon_card.setVisible(not wanted)
