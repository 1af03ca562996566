"""When the moment has come that a draft waited for (D6): said once in the window, and by the system's own notice.

It looks by the clock on the wall, so that sleep, another start and a clock that was set only change when it looks.
Nothing is sent: the draft is opened, and the user hands it over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject

from tradedesk.domain.window import zone_or_none
from tradedesk.services import reminding
from tradedesk.services.reminding import Due, WaitingRow
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wall_clock import WallClock
from tradedesk.ui.widgets.cards import Banner
from tradedesk.ui.wording import listed, tr, trn, waiting

#: Under this name it is kept which moments were told: "12@2026-11-20T07:00:00+00:00 …".
_KEPT = "queue.reminded"


class Notifier(Protocol):
    """The system's notices; each says something once and calls back when it is clicked."""

    def tell(self, title: str, text: str, on_click: Callable[[], object]) -> None:
        """Show a notice where the system has a place for it."""


class Reminder(QObject):
    """Looks every minute. ``show_banner(role, sentence)`` shows a sentence above the page and returns it.

    ``on_due`` is called when the number of drafts whose moment has come may be another one.
    """

    def __init__(
        self,
        desk: Desk,
        show_banner: Callable[[str, str], Banner],
        notifier: Notifier,
        on_due: Callable[[], object],
        parent: QObject,
        clock: WallClock | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._show_banner, self._notifier, self._on_due = desk, show_banner, notifier, on_due
        self._seen: tuple[tuple[int, datetime], ...] = ()
        self._clock = clock if clock is not None else WallClock(self)
        self._clock.struck.connect(self.look)
        desk.changed.connect(self._changed)
        self._clock.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()

    def look(self) -> None:
        """Ask what is due; the checks of those drafts are run again."""
        self._desk.run(reminding.due, on_done=self._found, owner=self)

    def _changed(self, changes: frozenset[tuple[str, int]]) -> None:
        if any(noun == "drafts" for noun, _ in changes) and self._seen:
            self.look()

    def _found(self, found: tuple[Due, ...]) -> None:
        now = tuple((each.row.id, each.row.queued_for) for each in found)
        if now != self._seen:
            self._seen = now
            self._on_due()
        told = set(str(self._desk.settings.get(_KEPT)).split())
        fresh = [each for each in found if _key(each.row) not in told]
        called = [each for each in fresh if each.may_remind]
        # At night nobody is called: it stays untold until the user's own hours.
        if not called:
            return
        still = {_key(each.row) for each in found}
        self._desk.settings.remember(_KEPT, " ".join(sorted((told & still) | {_key(each.row) for each in called})))
        # Written before it is said: after a sudden end it is better told by Today than told twice.
        self._desk.settings.flush()
        self._say(called)

    def _say(self, called: Sequence[Due]) -> None:
        first = called[0]
        if len(called) == 1:
            place = Place("compose", first.row.id)
            title = _title(first.row)
            text = waiting.sentences(_standing(first), _checked(first))
        else:
            place = Place("today")
            title = trn("{n} mail has reached its window", "{n} mails have reached their window", len(called))
            text = listed(_named(each.row) for each in called)
        banner = self._show_banner("info", tr("{what}. {more}", what=title, more=text))

        def go() -> None:
            self._desk.open(place)

        banner.add_action(tr("Open the draft") if len(called) == 1 else tr("Show"), go)
        self._notifier.tell(title, text, go)


def _key(row: WaitingRow) -> str:
    return f"{row.id}@{row.queued_for.isoformat()}"


def _named(row: WaitingRow) -> str:
    return waiting.titled(row.subject, _whom(row))


def _whom(row: WaitingRow) -> str:
    return trn("{n} customer", "{n} customers", row.customers) if row.customers else row.party


def _title(row: WaitingRow) -> str:
    return tr("Its window is open: {mail}", mail=_named(row))


def _standing(due: Due) -> str:
    return waiting.wait_words(due.wait, due.moment, zone_or_none(due.own_zone))


def _checked(due: Due) -> str:
    """What the checks say now, since the day it was written may be long ago."""
    if due.must:
        return trn("One matter must be fixed first.", "{n} matters must be fixed first.", due.must)
    return trn("One matter deserves a look.", "{n} matters deserve a look.", due.look) if due.look else ""
