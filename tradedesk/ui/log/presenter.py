"""What the log shows and does, without widgets: which entries, which one, and every change of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import NotThere, TradeError
from tradedesk.domain.message import Direction, Medium, MessageState
from tradedesk.services import log
from tradedesk.services.log import LogOverview, LogQuery, LogSheet
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.places import Place
from tradedesk.ui.sent_mail import SentMailLook

if TYPE_CHECKING:
    from tradedesk.services.sent_mail import Outcome

#: News of these nouns change what is listed or shown.
TOUCHED = frozenset({"messages", "points", "parties", "orders"})


class LogPresenter(QObject):
    """Holds query, entry and form; the page renders when a signal says that they changed."""

    query_changed = Signal(object)
    overview_changed = Signal()
    sheet_changed = Signal()
    #: The form is wanted or put away: party and order it begins with, or None.
    form_wanted = Signal(object)
    #: An entry is to be the current one of the list.
    wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.query = LogQuery()
        self.overview: LogOverview | None = None
        self.sheet: LogSheet | None = None
        self.message_id: int | None = None
        self._reading: Job | None = None
        self.look = SentMailLook.of(desk)
        self.look.ended.connect(self._looked)

    # -- where the user comes from -------------------------------------------------------------------------------------

    def show(self, place: Place) -> None:
        """Show what a place names: an entry, a filter, a customer's or an order's part, or the form for a note."""
        extra = place.extra
        if extra.get("new"):
            self.form_wanted.emit((extra.get("party"), extra.get("order")))
            if self.overview is None:
                self.look_for()
            return
        self.form_wanted.emit(None)
        self.look_for(
            search="" if place.key is not None else self.query.search,
            chip=str(extra.get("chip", "")),
            party_id=extra.get("party"),
            order_id=extra.get("order"),
        )
        if place.key is not None:
            self.pick(place.key)
            self.wanted.emit(place.key)

    # -- the list ------------------------------------------------------------------------------------------------------

    def look_for(self, **changed: Any) -> None:
        """Change the list: search, chip, customer, order."""
        query = self.query._replace(**changed)
        if query == self.query and self.overview is not None:
            return
        self.query = query
        self.query_changed.emit(query)
        self.count()

    def count(self) -> None:
        """Count what each filter shows."""
        self._desk.run(log.overview, self.query, on_done=self._counted, owner=self)

    def _counted(self, overview: LogOverview) -> None:
        self.overview = overview
        self.overview_changed.emit()

    # -- one entry -----------------------------------------------------------------------------------------------------

    def pick(self, message_id: int | None) -> None:
        """Show an entry; an earlier one still on its way is dropped."""
        if self._reading is not None:
            self._reading.cancel()
        self.message_id = message_id
        if message_id is None:
            self.sheet = None
            self.sheet_changed.emit()
            return
        self._reading = self._desk.run(
            log.sheet, message_id, on_done=self._arrived, on_error=self._not_there, owner=self
        )

    def reload(self) -> None:
        """Read the entry again because something was changed."""
        self.count()
        if self.message_id is not None:
            self.pick(self.message_id)

    def _arrived(self, sheet: LogSheet) -> None:
        self.sheet = sheet
        self.sheet_changed.emit()

    def _not_there(self, error: TradeError) -> None:
        if isinstance(error, NotThere):
            self.pick(None)

    def whole_text(self, show: Callable[[str], object]) -> None:
        """Read the whole text of the entry shown."""
        if self.message_id is not None:
            self._desk.run(log.body, self.message_id, on_done=show, owner=self)

    def say(self, state: MessageState) -> None:
        """Say what became of the hand-over shown (F3)."""
        from tradedesk.services import handing_over

        if self.sheet is not None:
            interrupted = self.sheet.message.state is MessageState.HANDING_OVER
            verb = handing_over.settle_interrupted if interrupted else log.say_what_became
            self._desk.run(verb, self.sheet.message.id, state)

    # -- what was sent -------------------------------------------------------------------------------------------------

    def give(self, paths: Sequence[str], *, everywhere: bool = False) -> None:
        """Compare saved mails with the hand-over shown, or with all that are open (F3)."""
        one = self.sheet.message if self.sheet is not None and not everywhere else None
        is_open = one is not None and one.state in (MessageState.HANDED_OVER, MessageState.HANDING_OVER)
        self.look.give(one.id if one is not None and is_open else None, paths)

    def take_mail(self, key: str) -> None:
        """Say that this mail is the one."""
        from tradedesk.services import sent_mail

        if self.sheet is not None:
            self._desk.run(sent_mail.take, self.sheet.message.id, key, owner=self)

    def refuse_mails(self) -> None:
        """Say that none of the mails asked about is the one."""
        from tradedesk.services import sent_mail

        if self.sheet is not None:
            self._desk.run(sent_mail.refuse, self.sheet.message.id, owner=self)

    def open_sent_settings(self) -> None:
        """Go where places with sent mail are named."""
        self._desk.open(Place("settings", extra={"section": "sent-mail"}))

    def _looked(self, outcome: Outcome) -> None:
        """What was found is shown, unless it is on the screen already."""
        here = self._desk.places.current
        if here is not None and here.page == "log" and outcome.entries and self.message_id not in outcome.entries:
            self.pick(outcome.entries[0])
            self.wanted.emit(outcome.entries[0])

    def add_point(self, text: str, done: Callable[[Any], object], refused: Callable[[TradeError], object]) -> None:
        """Make a point to confirm of the entry shown (F1, F2)."""
        if self.message_id is not None:
            self._desk.run(log.make_point, self.message_id, text, on_done=done, on_error=refused, owner=self)

    # -- elsewhere -----------------------------------------------------------------------------------------------------

    def confirm(self, point_id: int) -> None:
        """Write the confirmation of a point."""
        extra: dict[str, Any] = {"point": point_id, "template": "confirm-point"}
        if self.sheet is not None:
            extra |= self._about()
        self._desk.open(Place("compose", extra=extra))

    def write(self) -> None:
        """Write a mail about what the entry is about (A9): the confirmation of its open point, if it has one."""
        if self.sheet is None:
            return
        still_open = next((each for each in self.sheet.points if each.confirmed_by is None), None)
        if still_open is not None:
            self.confirm(still_open.id)
        else:
            self._desk.open(Place("compose", extra=self._about()))

    def open_party(self) -> None:
        """Go to the customer."""
        if self.sheet is not None:
            self._desk.open(Place("customers", self.sheet.message.party_id))

    def open_order(self) -> None:
        """Go to the order."""
        if self.sheet is not None:
            self._desk.open(Place("orders", self.sheet.message.order_id))

    def _about(self) -> dict[str, Any]:
        assert self.sheet is not None
        about = {"order": self.sheet.message.order_id, "party": self.sheet.message.party_id}
        return {name: number for name, number in about.items() if number is not None}

    # -- a note --------------------------------------------------------------------------------------------------------

    def note(
        self, medium: Medium, direction: Direction, values: dict[str, Any], refused: Callable[[TradeError], object]
    ) -> None:
        """Keep a note; afterwards it is the entry shown."""

        def kept(message_id: int) -> None:
            self.form_wanted.emit(None)
            self.look_for(search="", chip="")
            self.pick(message_id)
            self.wanted.emit(message_id)

        def verb(bench: Any) -> int:
            return log.note(bench, medium=medium, direction=direction, **values)

        self._desk.run(verb, on_done=kept, on_error=refused, owner=self)

    def orders_of(self, party_id: int, show: Callable[[list[tuple[int, str, str]]], object]) -> None:
        """Read the orders a note of this customer may belong to."""
        self._desk.run(log.orders_of, party_id, on_done=show, owner=self)

    def party_of(self, order_id: int, show: Callable[[int], object]) -> None:
        """Read whose order it is."""
        self._desk.run(log.party_of, order_id, on_done=lambda found: show(found) if found else None, owner=self)

    def put_form_away(self) -> None:
        """Back to the entry that was shown."""
        self.form_wanted.emit(None)
