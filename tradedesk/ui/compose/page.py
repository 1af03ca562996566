"""The page on which a message is written and handed over."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tradedesk.domain.checks import must_fix
from tradedesk.domain.errors import TradeError
from tradedesk.domain.template import Template
from tradedesk.services import composing, group_notice
from tradedesk.services.draft_view import DraftView
from tradedesk.ui.compose import words
from tradedesk.ui.compose.chatting import Chatting
from tradedesk.ui.compose.check_words import CheckWords
from tradedesk.ui.compose.checks_hand import ChecksHand
from tradedesk.ui.compose.checks_panel import ChecksPanel
from tradedesk.ui.compose.facts_hand import FactsHand
from tradedesk.ui.compose.following import Following
from tradedesk.ui.compose.footer import Footer
from tradedesk.ui.compose.formatting_hand import FormattingHand
from tradedesk.ui.compose.grouping import Grouping
from tradedesk.ui.compose.library import Library
from tradedesk.ui.compose.making import Making
from tradedesk.ui.compose.manner import Manner
from tradedesk.ui.compose.message_card import MessageCard
from tradedesk.ui.compose.own_texts import OwnTexts
from tradedesk.ui.compose.page_commands import MORE, of_page
from tradedesk.ui.compose.presenter import Presenter
from tradedesk.ui.compose.queueing import Queueing
from tradedesk.ui.compose.start import Start
from tradedesk.ui.compose.upright import Upright
from tradedesk.ui.compose.ways_round import WaysRound
from tradedesk.ui.desk import Desk
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.wall_clock import WallClock
from tradedesk.ui.wording import errors

#: What a place may ask to be written about, and the verb's name for it.
_ABOUT = {
    "order": "order_id", "party": "party_id", "point": "point_id", "shipment": "shipment_id", "parties": "parties",
    "filter": "filter_id",
}  # fmt: skip
_KINDS = frozenset({"drafts", "parties", "orders", "messages", "templates", "points", "addresses", "assignments",
                    "purposes", "silenced_checks"})  # fmt: skip


class ComposePage(Page):
    """``Place("compose", key=draft)``, or ``extra`` with order, party or point and perhaps a template: drafts it."""

    name = "compose"
    help_key = "compose"
    main_action_above = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.presenter = Presenter(desk, self)
        self.library = Library()
        self.card = MessageCard()
        self.footer = Footer()
        self.checks = ChecksPanel()
        self.following = Following(desk, self.presenter, self.footer)
        self.start = Start(desk)
        self.making = Making()
        self._templates: tuple[Template, ...] = ()
        self._drafts: tuple[tuple[int, str, str, str], ...] = ()
        self._wanted_template = ""
        self._making: Place | None = None
        self._build()
        self.facts = FactsHand(self.presenter, self.card, self)
        self.checks_hand = ChecksHand(desk, self.checks, self.card, self.presenter)
        self.formatting = FormattingHand(desk, self.presenter, self.card, self)
        self.queueing = Queueing(desk, self.presenter, self)
        self.chatting = Chatting(desk, self.presenter, self.footer, self.side)
        self.ways = WaysRound(desk, self.presenter, self.card, self.footer, self)
        self.own_texts = OwnTexts(desk, self.presenter, self.card, self)
        self._minute = WallClock.while_seen(self)
        self._listen()
        # After the page itself, which marks template and language first.
        self.manner = Manner(self.presenter, self.library, self.checks, self.footer, self)
        # The line that asked is made anew by the answer.
        self.manner.popup.closed.connect(lambda: self.card.body_edit.setFocus(Qt.FocusReason.PopupFocusReason))
        self.grouping = Grouping(desk, self.presenter, self.card, self.footer)
        desk.commands.add(*of_page(self), owner=self)
        self._show_start()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.library.setFixedWidth(224)
        row.addWidget(self.library)
        row.addWidget(Upright())
        self.stack = QStackedWidget()
        self._desk_of_draft = QWidget()
        across = QHBoxLayout(self._desk_of_draft)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.card, 1)
        column.addWidget(self.footer)
        across.addWidget(middle, 1)
        self._upright = Upright()
        across.addWidget(self._upright)
        self.side = QStackedWidget()
        self.side.setFixedWidth(304)
        self.side.addWidget(self.checks)
        across.addWidget(self.side)
        self.stack.addWidget(self.start)
        self.stack.addWidget(self._desk_of_draft)
        self.stack.addWidget(self.making)
        row.addWidget(self.stack, 1)

    def _listen(self) -> None:
        presenter, card, footer = self.presenter, self.card, self.footer
        presenter.shown.connect(self._show)
        presenter.gone.connect(self._gone)
        presenter.drafts.connect(self._show_drafts)
        presenter.templates.connect(self._show_templates)
        presenter.refused.connect(self._refused)
        presenter.saved_at_last.connect(lambda: card.subject_row.say_problem(""))
        presenter.handing.connect(self._handing)
        presenter.failed.connect(footer.show_failure)
        card.typed.connect(lambda: presenter.type(card.written))
        card.left.connect(presenter.flush)
        card.opened.connect(self._open_about)
        card.recipient_set.connect(self._set_recipient)
        card.purpose_set.connect(presenter.set_purpose)
        card.by_rules_asked.connect(presenter.route_again)
        card.mended.connect(presenter.mend_recipient)
        card.attach_asked.connect(self.ways.attach)
        card.detached.connect(presenter.detach)
        card.discard_asked.connect(presenter.discard)
        self.checks.acted.connect(self._act_on_check)
        self.library.draft_picked.connect(lambda number: self.desk.open(Place("compose", key=number)))
        self.library.template_picked.connect(self._use_template)
        self.library.language_picked.connect(self._use_language)
        self.start.chosen.connect(self._begin)
        footer.handed_over.connect(self.hand_over)
        footer.overridden.connect(presenter.hand_over)
        footer.fix_asked.connect(self.fix_first)
        footer.save_asked.connect(self.ways.save_as)
        footer.copy_asked.connect(self.ways.copy_text)
        footer.look_again_asked.connect(presenter.look_again)
        footer.answered.connect(presenter.answer)
        footer.log_asked.connect(lambda number: self.desk.open(Place("log", key=number)))
        footer.reopened.connect(presenter.reopen)
        footer.written_anew.connect(lambda: self.desk.open(Place("compose", extra={"new": True})))
        self._listen_to_time()

    def _listen_to_time(self) -> None:
        presenter, footer, queueing, chatting = self.presenter, self.footer, self.queueing, self.chatting
        self._minute.struck.connect(presenter.look_at_the_clock)
        presenter.waiting.connect(self.library.show_waiting)
        footer.queued.connect(queueing.best)
        footer.choice_asked.connect(queueing.offer)
        footer.unqueued.connect(queueing.stop)
        footer.anew_asked.connect(lambda: presenter.act(composing.write_anew))
        footer.kept.connect(lambda: presenter.act(composing.keep_as_written))
        footer.chat_asked.connect(chatting.open)
        footer.chat_answered.connect(chatting.answer)
        chatting.fact_asked.connect(self.facts.find)

    # -- the page ------------------------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        """Show a draft, draft what the place asks for, or ask whom to write to."""
        about = {_ABOUT[name]: number for name, number in place.extra.items() if name in _ABOUT}
        if place.key is not None:
            if place.key != self.presenter.draft_id:
                self.footer.drop()
                self.facts.popup.give_up()
                self.presenter.open(place.key)
                self.card.hold()
                self._ask_nobody()
        elif about:
            self._draft(place, about)
        else:
            self._wanted_template = str(place.extra.get("template", ""))
            self._show_start()

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read again what the page shows when it was touched."""
        kinds = {kind for kind, _ in changes}
        if kinds & {"drafts", "templates", "parties"}:
            self.presenter.load_lists()
        if kinds & _KINDS:
            self.presenter.load()

    def header_actions(self) -> list[str]:
        """The language of the letter, and the letter as its reader sees it."""
        return ["draft.choose-language", "draft.preview"] if self.presenter.view is not None else []

    def more_actions(self) -> list[str]:
        """The ways round the mail program, and throwing away."""
        return MORE if self.presenter.view is not None else []

    def showEvent(self, event: QShowEvent) -> None:
        """A text that cannot be saved is told of here while the page is seen."""
        super().showEvent(event)
        self.presenter.is_seen = True

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.presenter.is_seen = False

    def leave(self) -> None:
        """Save what was typed."""
        self.facts.popup.give_up()
        self.start.leave()
        self.presenter.flush()

    def _draft(self, place: Place, about: dict[str, Any]) -> None:
        if self._making == place:
            return
        self._making = place
        self._ask_nobody()
        template = str(place.extra.get("template", "") or self._wanted_template)

        def made(number: int) -> None:
            self._making = None
            # Coming back later shows this draft and makes no second one.
            if self.desk.places.current == place:
                here = Place("compose", key=number)
                self.desk.places.replace(here)
                self.desk.open(here)

        def wrong(error: TradeError) -> None:
            self._making = None
            self._show_start()
            self.desk.refused.emit(errors.sentence(error))

        def draft(bench: Any, progress: group_notice.Progress) -> int:
            return group_notice.begin(bench, template=template, progress=progress, **about)

        def far(done: int, every: int) -> None:
            if done < every:
                self.stack.setCurrentWidget(self.making)
                self.making.show_progress(done, every)

        def cancelled() -> None:
            self._making = None
            self._show_start()

        job = self.desk.run(draft, on_done=made, on_error=wrong, on_progress=far, on_cancelled=cancelled, owner=self)
        self.making.begin(job)

    # -- showing -------------------------------------------------------------------------------------------------------

    def _ask_nobody(self) -> None:
        """It is known whom to write to: until the text is there, a draft that is open stays."""
        if self.stack.currentWidget() is self.start:
            self.stack.setCurrentWidget(self.making)

    def _show_start(self) -> None:
        self.presenter.open(None)
        self.start.enter()
        self.stack.setCurrentWidget(self.start)
        self._say_template()
        self.library.show_drafts(self._drafts, None)
        self.library.show_for(many=False)
        self.library.show_choice(self._wanted_template, self.library.language)
        self.start.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.commands.refresh()

    def _say_template(self) -> None:
        found = (each for each in self._templates if each.code == self._wanted_template)
        self.start.say_template(next((words.template_name(each) for each in found), ""))

    def _show(self, view: DraftView, with_text: bool) -> None:
        anew = self.stack.currentWidget() is not self._desk_of_draft or view.draft.id != self._shown_id()
        self.card.setProperty("draft", view.draft.id)
        self._wanted_template = ""
        self.stack.setCurrentWidget(self._desk_of_draft)
        self.card.show_view(view, with_text=with_text, anew=anew and with_text)
        self.checks.show_view(view)
        for widget in (self.side, self._upright):
            widget.setVisible(view.handed is None)
        if anew:
            self.chatting.close()
        self.footer.show_view(view, busy=self.presenter.busy)
        self.library.show_for(many=view.group is not None)
        self.library.show_choice(view.draft.template, view.draft.language)
        self.library.show_drafts(self._drafts, view.draft.id)
        if anew:
            self.card.clear_problems()
            self.card.body_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.commands.refresh()

    def _shown_id(self) -> int:
        return int(self.card.property("draft") or 0)

    def _show_drafts(self, drafts: tuple[tuple[int, str, str, str], ...]) -> None:
        self._drafts = drafts
        self.library.show_drafts(drafts, self.presenter.draft_id)

    def _show_templates(self, templates: tuple[Template, ...]) -> None:
        self._templates = templates
        self.library.show_templates(templates)
        self._say_template()

    def _gone(self) -> None:
        place = Place("compose")
        self.desk.places.replace(place)
        self.desk.open(place)

    def _handing(self, busy: bool) -> None:
        if busy:
            self.footer.drop()
        self.footer.main_button.setEnabled(not busy)
        self.desk.commands.refresh()

    def _refused(self, field: str, error: TradeError) -> None:
        row = {"subject": self.card.subject_row, "attachments": self.card.attachments, **self.card.rows}.get(field)
        if row is None:
            self.desk.refused.emit(errors.sentence(error))
        else:
            row.say_problem(errors.sentence(error))

    # -- what the user does --------------------------------------------------------------------------------------------

    def hand_over(self) -> None:
        """Hand over, or say what must be fixed first."""
        self.presenter.flush()
        view = self.presenter.view
        if view is None or view.handed is not None or not view.program:
            return
        stops = must_fix(view.checks)
        if stops:
            self.footer.show_stopped(view, stops)
        else:
            self.presenter.hand_over()

    def fix_first(self) -> None:
        """Go to the first thing that must be fixed."""
        row = next((each for each in self.checks.rows() if each.told.role == "bad"), None)
        if row is not None:
            self._act_on_check(row.told)

    def _set_recipient(self, value: str, role: str) -> None:
        for row in self.card.rows.values():
            row.say_problem("")
        self.presenter.set_recipient(value, role, field=role or "to")

    def _open_about(self, page: str) -> None:
        view = self.presenter.view
        if view is not None:
            key = view.draft.party_id if page == "customers" else view.draft.order_id
            self.desk.open(Place(page, key=key))

    def _use_template(self, code: str) -> None:
        view = self.presenter.view
        if view is None:
            self.desk.open(Place("compose", extra={"template": code}))
        elif view.handed is None:
            self.presenter.use_template(code, view.draft.language)
        else:
            about = {"order": view.draft.order_id} if view.draft.order_id else {"party": view.draft.party_id}
            self.desk.open(Place("compose", extra={**about, "template": code}))

    def _use_language(self, language: str) -> None:
        view = self.presenter.view
        if view is not None and view.handed is None:
            self.presenter.use_template(view.draft.template, language)
        self.library.show_choice(view.draft.template if view is not None else self._wanted_template, language)

    def choose_language(self) -> None:
        """Offer the languages of the letter below the top bar."""
        self.library.offer_languages(self.mapToGlobal(QPoint(self.width() - 250, 4)))

    def _begin(self, kind: str, number: int) -> None:
        extra = {kind: number, **({"template": self._wanted_template} if self._wanted_template else {})}
        self.desk.open(Place("compose", extra=extra))

    def _act_on_check(self, told: CheckWords) -> None:
        if told.action == "fact":
            self.facts.find(told.fact)
        elif told.action == "recipient":
            self.card.rows["to"].start_adding()
        elif told.action == "attach":
            self.ways.attach()
        elif told.action == "by-hand":
            self.ways.by_hand()
        elif told.action in ("subject", "body"):
            edit = self.card.subject if told.action == "subject" else self.card.body_edit
            edit.setFocus(Qt.FocusReason.OtherFocusReason)
