"""What the page does, without widgets: it loads the draft, saves what is typed, and passes on what the user decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from tradedesk.domain.errors import NotThere, TradeError
from tradedesk.domain.message import MessageState
from tradedesk.services import composing, fact_keeping, handing_over, log, queue, recipients, unsaved
from tradedesk.services import templates as template_verbs
from tradedesk.services.draft_view import DraftView
from tradedesk.services.handing_over import HandedOver
from tradedesk.ui import purpose_names
from tradedesk.ui.compose.unsaved import Text, Unsaved, left_unsaved
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job

#: Milliseconds after the last key until what was typed is saved, and after the first where nobody pauses.
SAVE_AFTER, SAVE_WITHIN = 800, 1500


class Presenter(QObject):
    """One draft at a time. ``shown`` carries its view and whether the text shown is to be replaced by it."""

    shown = Signal(object, bool)
    gone = Signal()
    drafts = Signal(object)
    #: The rows of the drafts that wait for their window.
    waiting = Signal(object)
    templates = Signal(object)
    #: The field and the error that belongs beside it.
    refused = Signal(str, object)
    #: What could not be saved of the text shown is saved now.
    saved_at_last = Signal()
    handing = Signal(bool)
    failed = Signal(object)
    #: What was handed over (HandedOver) is to be put in by hand: its text belongs on the clipboard.
    left_to_hand = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.draft_id: int | None = None
        self.view: DraftView | None = None
        #: Whether the page is shown: what is said beside the text is read there.
        self.is_seen = False
        #: Reads subject, plain and formatted text, while something typed is not saved; and what read them last.
        self._text: Callable[[], Text] | None = None
        self._reads: Callable[[], Text] | None = None
        self._saves = 0
        self._saving: Job | None = None
        self._unsaved = Unsaved(self)
        self._unsaved.due.connect(self._save_again)
        self._busy = False
        self._knows_lists = False
        self._run(unsaved.kept, done=self._unsaved.remember)
        self._typing = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._save_typed)

    # -- reading -------------------------------------------------------------------------------------------------------

    def open(self, draft_id: int | None) -> None:
        """Show another draft, or none."""
        self.flush()
        self.draft_id, self.view = draft_id, None
        if not self._knows_lists:
            self.load_lists()
        self.load()

    def load(self) -> None:
        """Read the draft again."""
        if self.draft_id is None:
            return
        number, saves = self.draft_id, self._saves
        self._run(composing.view, number, done=lambda view: self._arrived(number, saves, view))

    def look_at_the_clock(self) -> None:
        """A minute has gone: how their day stands, and what waits."""
        self.load()
        self._run(queue.waiting, done=self.waiting.emit)

    def load_lists(self) -> None:
        """Read the open drafts and the templates; a change of them is told."""
        self._knows_lists = True
        self._run(composing.open_drafts, done=self.drafts.emit)
        self._run(queue.waiting, done=self.waiting.emit)
        self._run(template_verbs.every, done=self.templates.emit)

    def _arrived(self, number: int, saves: int, view: DraftView) -> None:
        if number != self.draft_id:
            return
        first = self.view is None
        purpose_names.learn(view.purposes)
        kept = self._unsaved.texts.get(number) if first else None
        if kept is not None:
            subject, body, rich = kept
            view = replace(view, draft=replace(view.draft, subject=subject, body=body, rich=rich))
            self._text = lambda: kept
            self._save_soon()
        self.view = view
        # What was typed since the question was asked is newer than the answer.
        self.shown.emit(view, first or (self._text is None and saves == self._saves))

    @property
    def _is_shown(self) -> bool:
        """Whether what stands on the page is the draft: until its view arrives another one may stand there."""
        return self.draft_id is not None and self.view is not None

    # -- text ----------------------------------------------------------------------------------------------------------

    def type(self, written: Callable[[], Text]) -> None:
        """The user changed the text: it is read and saved a moment later, not at each key."""
        if not self._is_shown:
            return
        self._text = written
        self._save_soon()

    def _save_soon(self) -> None:
        if not self._timer.isActive():
            self._typing.start()
        self._timer.start(max(0, min(SAVE_AFTER, SAVE_WITHIN - self._typing.elapsed())))

    def _save_typed(self) -> None:
        """Save what was typed, unless that is under way already: another program may hold the ledger for seconds."""
        if self._saving is not None and not self._saving.finished:
            self._save_soon()
        else:
            self.flush()

    def flush(self) -> None:
        """Save what was typed now."""
        self._timer.stop()
        if self._text is None or self.draft_id is None:
            return
        number, reads, self._text = self.draft_id, self._text, None
        self._saves += 1
        self._reads = reads
        self._save(number, reads())

    def _save(self, number: int, text: Text) -> None:
        self._saving = self._run(
            self._unsaved.save, number, text,
            done=lambda _: self._is_saved(number), wrong=lambda error: self._not_saved(number, text, error),
        )  # fmt: skip

    def _is_saved(self, number: int) -> None:
        if self._unsaved.texts.pop(number, None) is not None and number == self.draft_id:
            self.saved_at_last.emit()

    def _not_saved(self, number: int, text: Text, error: TradeError) -> None:
        """It is all there is of it: no view may be put over it, and it is saved as soon as that is possible."""
        here = number == self.draft_id and self._is_shown
        if isinstance(error, NotThere):
            self._unsaved.texts.pop(number, None)
        else:
            if number not in self._unsaved.texts and not (here and self.is_seen):
                self._desk.refused.emit(left_unsaved(text[0], error))
            self._unsaved.keep(number, text)
        if here:
            self._text = self._text or self._reads
            self._wrong("subject", error)

    def _save_again(self) -> None:
        self.flush()
        for number, text in self._unsaved.texts.items():
            if number != self.draft_id:
                self._save(number, text)

    # -- what the user decides -----------------------------------------------------------------------------------------

    def use_template(self, code: str, language: str) -> None:
        """Write the draft anew."""
        self._act(composing.use_template, code, language)

    def fill(self, name: str, value: str, *, keep: bool) -> None:
        """Put a fact into its place."""
        self._act(fact_keeping.fill_and_keep if keep else composing.fill_fact, name, value)

    def set_recipient(self, value: str, role: str, *, field: str = "recipients") -> None:
        """Put an address into a row, or with an empty role out of all."""
        self._act(composing.set_recipient, value, role, field=field)

    def mend_recipient(self, action: str, values: tuple[str, ...]) -> None:
        """Do what a consequence offers: add the address to the customer, use another instead, put it on Cc."""
        if action == "add":
            self._act(recipients.add_to_party, *values, field="to")
        elif action == "instead":
            self._act(recipients.use_instead, *values, field="to")
        elif action == "copy":
            self._act(composing.set_recipient, *values, "cc", field="cc")

    def route_again(self) -> None:
        """Recipients by the rules."""
        self._act(composing.route_again)

    def set_purpose(self, code: str) -> None:
        """What the message is about; its recipients follow."""
        self._act(composing.set_purpose, code)

    def attach(self, paths: list[str]) -> None:
        """Attach files."""
        for path in paths:
            self._act(composing.attach, Path(path), field="attachments")

    def attach_again(self, path: str) -> None:
        """Take an attached file as it is now."""
        self._act(composing.attach_again, path, field="attachments")

    def detach(self, path: str) -> None:
        """Take a file off."""
        self._act(composing.detach, path, field="attachments")

    def discard(self) -> None:
        """Throw the draft away; undo brings it back with all that was typed."""
        self._act(composing.discard)

    def look_again(self) -> None:
        """Look for mail programs once more."""
        number, saves = self.draft_id, self._saves
        if number is not None:
            self._run(composing.look_again, number, done=lambda view: self._arrived(number, saves, view))

    # -- going out -----------------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a hand-over is under way."""
        return self._busy

    def hand_over(self, override: str = "", *, by_hand: bool = False) -> None:
        """Open the draft in the mail program; ``by_hand``: prepare all that the user puts into it."""
        if self._busy or not self._is_shown:
            return
        self.flush()
        self._set_busy(True)

        def verb(bench: Any, number: int) -> HandedOver:
            self._unsaved.check(number)
            return handing_over.hand_over(bench, number, override, by_hand=by_hand)

        self._run(verb, self.draft_id, done=self._handed_over, wrong=self._hand_over_failed)

    def save_as(self, path: str) -> None:
        """Hand the draft over as an .eml file."""
        self.flush()

        def verb(bench: Any, number: int) -> HandedOver:
            self._unsaved.check(number)
            return handing_over.hand_over_as_file(bench, number, Path(path))

        if self._is_shown:
            self._run(verb, self.draft_id, wrong=self.failed.emit)

    def answer(self, state: MessageState) -> None:
        """Say what became of the hand-over."""
        if self.view is not None and self.view.handed is not None:
            self._run(log.say_what_became, self.view.handed.id, state)

    def reopen(self) -> None:
        """Go on with a draft that was not sent."""
        self._act(composing.reopen)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.handing.emit(busy)

    def _handed_over(self, done: HandedOver) -> None:
        self._set_busy(False)
        if done.by_hand:
            self.left_to_hand.emit(done)

    def _hand_over_failed(self, error: TradeError) -> None:
        self._set_busy(False)
        self.failed.emit(error)
        # What stopped it may be new, say a file that was changed just now: it is told beside the text.
        self.load()

    def act(self, verb: Callable[..., Any], *args: Any) -> None:
        """Do ``verb(bench, draft, *args)`` with the draft that is shown, once what was typed is saved."""
        self._act(verb, *args)

    def _act(self, verb: Callable[..., Any], *args: Any, field: str = "") -> None:
        if self._is_shown:
            self.flush()
            self._run(verb, self.draft_id, *args, field=field)

    def _run(
        self,
        verb: Callable[..., Any],
        *args: Any,
        field: str = "",
        done: Callable[[Any], object] | None = None,
        wrong: Callable[[TradeError], object] | None = None,
    ) -> Job:
        return self._desk.run(
            verb, *args, on_done=done, on_error=wrong or (lambda error: self._wrong(field, error)), owner=self
        )

    def _wrong(self, field: str, error: TradeError) -> None:
        if isinstance(error, NotThere) and error.facts.get("kind") in ("draft", "drafts"):
            self.draft_id, self.view, self._text = None, None, None
            self.gone.emit()
        else:
            self.refused.emit(field, error)
