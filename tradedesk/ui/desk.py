"""The desk: what every page is given. It runs verbs beside the window and tells what changed.

A verb is ``verb(bench, *args)`` from ``services``; the bench is opaque here but for ``bench.ledger.take_news()``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from tradedesk.domain.errors import TradeError
from tradedesk.ui.commands import Commands
from tradedesk.ui.jobs import Job, JobCancelled, Lane, Pool
from tradedesk.ui.places import Place, Places
from tradedesk.ui.preferences import KeptSettings, Preferences
from tradedesk.ui.undo import Step, UndoStack

_log = logging.getLogger(__name__)


class News(Protocol):
    """What one commit changed: the kinds and ids, how to take it back, and what it was."""

    @property
    def changes(self) -> frozenset[tuple[str, int]]:
        """The kinds and ids of the rows."""

    @property
    def undo_id(self) -> int | None:
        """What ``undo_verb`` takes; None where it cannot be undone."""

    @property
    def label(self) -> str:
        """The code of what was done."""


class _Outcome:
    """What came out of a verb, and the news of everything it committed (also when it failed afterwards)."""

    def __init__(self, result: Any, error: Exception | None, news: Sequence[News]) -> None:
        self.result = result
        self.error = error
        self.news = news


class Desk(QObject):
    """Runs verbs on the ledger lane, announces what changed, keeps undo and the places."""

    #: frozenset of (kind, id): once after each verb that committed something.
    changed = Signal(object)
    #: label and undo id (None where it cannot be undone) of something done.
    said = Signal(str, object)
    #: label of something that was taken back, and whether it can be done again.
    taken_back = Signal(str, bool)
    #: How many of the rows of a large change are gone, of how many, while it is taken back.
    taking_back = Signal(int, int)
    undo_changed = Signal(bool, bool)
    #: A sentence: something expected went wrong and nobody else shows it.
    refused = Signal(str)
    #: An exception that is our bug.
    broke = Signal(object)

    def __init__(
        self,
        bench: Any,
        lane: Lane,
        *,
        pool: Pool | None = None,
        undo_verb: Callable[[Any, int], Any] | None = None,
        settings: KeptSettings | Preferences | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.bench = bench
        self.settings = settings if isinstance(settings, Preferences) else Preferences(settings, self)
        self.places = Places(self)
        self.commands = Commands(self)
        self.commands.failed.connect(self._failed)
        self._lane = lane
        self._pool = pool
        self._undo_verb = undo_verb
        self._stack = UndoStack()
        self._begun: dict[Callable[..., Any], Callable[[], Any]] = {}

    def open(self, place: Place) -> None:
        """Show a place."""
        self.places.go(place)

    def run(
        self,
        verb: Callable[..., Any],
        *args: Any,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[TradeError], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
        on_cancelled: Callable[[], object] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Call ``verb(bench, *args)`` on the ledger lane; handlers come back in the GUI thread.

        ``on_error`` gets a TradeError; without it its sentence goes to ``refused``. Any other exception goes to
        ``broke``. With ``on_progress`` the verb is also given ``progress=``, to be called with done and total; it ends
        the verb by ``JobCancelled`` when the user cancelled. Handlers of a destroyed ``owner`` are not called.
        """
        return self._submit(verb, args, self._remember, on_done, on_error, on_progress, on_cancelled, owner)

    def take(self, verb: Callable[..., Any], result: Callable[[], Any]) -> None:
        """Give ``result()`` to the first ``run`` of ``verb``: it was begun before there was a desk."""
        self._begun[verb] = result

    def is_busy(self) -> bool:
        """Whether a verb waits, runs, or has brought what is not on the screen yet."""
        return self._lane.busy

    def when_idle(self, then: Callable[[], object]) -> None:
        """Call when the ledger lane has nothing to do, and what it brought is on its way to the screen."""
        if self._lane.busy:
            self._lane.idle.connect(then, Qt.ConnectionType.SingleShotConnection)
        else:
            QTimer.singleShot(0, self, then)

    def pool_run(
        self,
        fn: Callable[..., Any],
        *args: Any,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[TradeError], object] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Call ``fn(*args)`` in the pool: work without the ledger."""
        if self._pool is None:
            self._pool = Pool(self)

        def end(outcome: _Outcome) -> None:
            self._finish(outcome, on_done, on_error, owner)

        return self._pool.submit(lambda _job: _attempt(lambda: fn(*args), None), end)

    def undo(
        self,
        undo_id: int | None = None,
        *,
        on_error: Callable[[TradeError], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
        owner: QObject | None = None,
    ) -> bool:
        """Take back the latest thing done, or the one with this id; False where there is none to take back.

        ``on_error`` and ``on_progress`` are those of ``run``, for who shows the thing that is taken back; without
        ``on_progress`` it is ``taking_back`` that tells how far it is.
        """
        steps = self._stack.done
        wanted = undo_id if undo_id is not None else (steps[-1].undo_id if steps else None)
        return self._take_back(wanted, redo=False, on_error=on_error, on_progress=on_progress, owner=owner)

    def redo(self) -> None:
        """Do again what was taken back last."""
        steps = self._stack.undone
        self._take_back(steps[-1].undo_id if steps else None, redo=True)

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        return bool(self._stack.done)

    @property
    def can_redo(self) -> bool:
        """Whether something taken back can be done again."""
        return bool(self._stack.undone)

    def close(self) -> None:
        """Finish what is queued, write the settings and end the threads."""
        self.settings.flush()
        if self._pool is not None:
            self._pool.close()
        self._lane.close()

    def _submit(
        self,
        verb: Callable[..., Any],
        args: tuple[Any, ...],
        keep: Callable[[News], None],
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[TradeError], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
        on_cancelled: Callable[[], object] | None = None,
        owner: QObject | None = None,
        tell: Callable[[News], None] | None = None,
    ) -> Job:
        bench = self.bench
        begun = self._begun.pop(verb, None) if not args else None

        ended: list[_Outcome] = []

        def work(job: Job) -> _Outcome:
            extra = {"progress": job.report} if on_progress is not None and begun is None else {}
            ended.append(_attempt(begun or (lambda: verb(bench, *args, **extra)), bench))
            return ended[0]

        def end(outcome: _Outcome) -> None:
            self._finish(outcome, on_done, on_error, owner)
            self._announce(outcome.news, keep, tell or self._say)

        def end_cancelled() -> None:
            # Cancelled after it had committed: nobody waits for the result, but what was changed is still told.
            for outcome in ended:
                self._announce(outcome.news, keep, tell or self._say)
            if on_cancelled is not None and (owner is None or isValid(owner)):
                on_cancelled()

        return self._lane.submit(work, end, None, _while_alive(on_progress, owner), end_cancelled)

    def _finish(
        self,
        outcome: _Outcome,
        on_done: Callable[[Any], object] | None,
        on_error: Callable[[TradeError], object] | None,
        owner: QObject | None,
    ) -> None:
        alive = owner is None or isValid(owner)
        try:
            if outcome.error is None:
                if on_done is not None and alive:
                    on_done(outcome.result)
            elif isinstance(outcome.error, TradeError) and on_error is not None:
                if alive:
                    on_error(outcome.error)
            else:
                self._failed(outcome.error)
        except Exception as error:  # noqa: BLE001 - a page's handler must not keep the news from the other pages
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, TradeError):
            from tradedesk.ui.wording import errors

            _log.info("refused: %s", error.code)  # what it is about may name a customer
            self.refused.emit(errors.sentence(error))
        else:
            _log.error("broke", exc_info=error)
            self.broke.emit(error)

    def _announce(self, news: Sequence[News], keep: Callable[[News], None], tell: Callable[[News], None]) -> None:
        if not news:
            return
        for item in news:
            keep(item)
        self.changed.emit(frozenset().union(*(item.changes for item in news)))
        for item in news:
            if item.label:
                tell(item)
        self.undo_changed.emit(self.can_undo, self.can_redo)

    def _say(self, item: News) -> None:
        self.said.emit(item.label, item.undo_id)

    def _remember(self, item: News) -> None:
        if item.undo_id is not None:
            self._stack.push(Step(item.undo_id, item.label))

    def _take_back(self, undo_id: int | None, *, redo: bool, **handlers: Any) -> bool:
        if undo_id is None or self._undo_verb is None:
            return False
        taken = self._stack.take(undo_id)
        if taken is None:
            return False
        self.undo_changed.emit(self.can_undo, self.can_redo)
        into = self._stack.done if redo else self._stack.undone

        def keep(item: News) -> None:
            if item.undo_id is not None:
                into.append(Step(item.undo_id, taken.label))
            else:
                # What was done upon it cannot be done again without it.
                self._stack.undone.clear()

        def tell(item: News) -> None:
            if redo:
                self.said.emit(taken.label, item.undo_id)
            else:
                self.taken_back.emit(taken.label, item.undo_id is not None)

        if handlers.get("on_progress") is None:
            handlers["on_progress"] = self.taking_back.emit
        # A step that fails (somebody else changed the row since) stays off the stack: its turn will not come again.
        self._submit(self._undo_verb, (undo_id,), keep, tell=tell, **handlers)
        return True


def _while_alive(handler: Callable[..., object] | None, owner: QObject | None) -> Callable[..., object] | None:
    """The handler, silent once its owner is destroyed."""
    if handler is None or owner is None:
        return handler

    def guarded(*args: Any) -> None:
        if isValid(owner):
            handler(*args)

    return guarded


def _attempt(call: Callable[[], Any], bench: Any) -> _Outcome:
    """Call in the worker thread and collect the news there, also of what was committed before a failure."""
    result, error = None, None
    try:
        result = call()
    except JobCancelled:
        raise
    except Exception as caught:  # noqa: BLE001 - told apart in the GUI thread
        error = caught
    return _Outcome(result, error, bench.ledger.take_news() if bench is not None else ())
