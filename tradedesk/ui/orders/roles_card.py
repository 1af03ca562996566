"""Who does what on an order (I1): one line a job, changed in place; all concerned written to in one step (H3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget
from shiboken6 import isValid

from tradedesk.domain.errors import NotThere, RuleSaysNo, TradeError
from tradedesk.services import order_roles
from tradedesk.services.order_roles import Choice, HolderSeen
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.orders import words
from tradedesk.ui.orders.presenter import Tell
from tradedesk.ui.orders.roles_popup import RolePopup, RoleTyped
from tradedesk.ui.orders.sheet_state import SheetState
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import Button, Card, PlainLabel
from tradedesk.ui.wording import errors, formats, joined, tr


class RolesCard(Card):
    """Reads for itself: ``show_state`` says of which order."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who does what"), parent=parent)
        self._desk = desk
        self._order_id = 0
        self._today = None
        self._reading: Job | None = None
        self._known: tuple[tuple[str, ...], list[Choice]] = ((), [])
        self.shown: tuple[HolderSeen, ...] = ()
        self.rows: list[tuple[PlainLabel, PlainLabel, PlainLabel, Button]] = []
        self.popup: RolePopup | None = None
        self.add_button = self.add_action(tr("Name somebody"), lambda: self._ask(None, self.add_button))
        self.nobody = PlainLabel(
            tr("Nobody is named yet. Say who buys, makes, checks and moves the goods."), tone="muted", wrap=True
        )
        self.nobody.setContentsMargins(13, 8, 13, 6)
        self.add(self.nobody)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(13, 7, 8, 2)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self.add(holder)
        self.foot = QWidget()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(13, 4, 13, 6)
        row.setSpacing(10)
        self.write_button = Button(tr("Write to all concerned"), "users", compact=True, on_click=self.write_to_all)
        self.with_customer = QCheckBox(tr("also the customer (Bcc)"))
        row.addWidget(self.write_button)
        row.addWidget(self.with_customer)
        row.addStretch(1)
        self.add(self.foot)

    def show_state(self, state: SheetState) -> None:
        """Show who does what on this order."""
        if state.order_id != self._order_id:
            self._order_id = state.order_id
            self.with_customer.setChecked(False)
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._desk.run(
            _read, state.order_id, on_done=partial(self._show, state), on_error=self._missing, owner=self
        )

    def write_to_all(self) -> None:
        """Draft one message to everybody with a job here, and open it."""
        write_to_all(self._desk, self._order_id, customer=self.with_customer.isChecked())

    # -- showing -------------------------------------------------------------------------------------------------------

    def _show(self, state: SheetState, read: tuple[tuple[HolderSeen, ...], tuple[str, ...], list[Choice]]) -> None:
        self._reading = None
        if state.order_id != self._order_id:
            return
        self.shown, self._known = read[0], (read[1], read[2])
        self._sheet = state
        while len(self.rows) < len(self.shown):
            self._make_row()
        for at, row in enumerate(self.rows):
            seen = self.shown[at] if at < len(self.shown) else None
            for widget in row:
                widget.setVisible(seen is not None)
            if seen is not None:
                self._fill(row, seen)
        self.nobody.setVisible(not self.shown)
        self.foot.setVisible(bool(self.shown))

    def _make_row(self) -> None:
        at = len(self.rows)
        job, name = PlainLabel(tone="muted", size="small"), PlainLabel(size="small", wrap=True)
        note = PlainLabel(tone="muted", size="small", wrap=True)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        change = Button("", "pencil", "quiet", compact=True)
        change.clicked.connect(lambda _checked=False, at=at: self._ask(self.shown[at], self.rows[at][3]))
        self._grid.addWidget(job, 2 * at, 0)
        self._grid.addWidget(name, 2 * at, 1)
        self._grid.addWidget(change, 2 * at, 2)
        self._grid.addWidget(note, 2 * at + 1, 1, 1, 2)
        self.rows.append((job, name, note, change))

    def _fill(self, row: tuple[PlainLabel, PlainLabel, PlainLabel, Button], seen: HolderSeen) -> None:
        job, name, note, change = row
        job.setText(words.job(seen.holder.job))
        name.setText(seen.holder.label)
        name.set_tone("" if seen.now else "faint")
        said = [self._days(seen), _remark(seen)]
        text = joined(said)
        note.say(text)
        note.set_tone("warn" if seen.remark is not None and seen.now else "muted")
        change.setAccessibleName(tr("Change {job}: {name}", job=words.job(seen.holder.job), name=seen.holder.label))

    def _days(self, seen: HolderSeen) -> str:
        first, last = seen.holder.from_on, seen.holder.to_on
        day = partial(formats.day, today=self._sheet.today)
        if first is not None and last is not None:
            return tr("{first} – {last}", first=day(first), last=day(last))
        if first is not None:
            return tr("from {day}", day=day(first))
        return tr("until {day}", day=day(last)) if last is not None else ""

    # -- what the user does --------------------------------------------------------------------------------------------

    def _ask(self, seen: HolderSeen | None, beside: QWidget) -> None:
        jobs, choices = self._known
        holder = seen.holder if seen is not None else None
        popup = RolePopup(self._sheet.today, jobs, choices, holder, self)

        def tell(field: str, sentence: str) -> None:
            if isValid(popup):
                popup.show_outcome(field, sentence)

        popup.saved.connect(lambda typed: self._save(holder.id if holder is not None else 0, typed, tell))
        if holder is not None:
            popup.removed.connect(lambda: self._run(order_roles.remove, holder.id, tell=tell))
        self.popup = popup
        popup.show_at(beside.mapToGlobal(QPoint(0, beside.height() + 4)), self)

    def _save(self, role_id: int, typed: RoleTyped, tell: Tell) -> None:
        self._run(_saved, self._order_id, role_id, typed, tell=tell)

    def _run(self, verb: Callable[..., Any], *args: Any, tell: Tell) -> None:
        def refused(error: TradeError) -> None:
            tell(error.field if isinstance(error, RuleSaysNo) and error.field else "holder", errors.sentence(error))

        self._desk.run(verb, *args, on_done=lambda _done: tell("", ""), on_error=refused, owner=self)

    def _missing(self, error: TradeError) -> None:
        self._reading = None
        if not isinstance(error, NotThere):
            self._desk.refused.emit(errors.sentence(error))


def _remark(seen: HolderSeen) -> str:
    if seen.remark is None or not seen.now:
        return ""
    if seen.holder.party_id is None:
        return tr("Not on file: mail cannot reach them.")
    return tr("No mailbox there that can be used.")


def write_to_all(desk: Desk, order_id: int, *, customer: bool = False) -> None:
    """Draft one message to everybody with a job on an order, and open it; says where nobody can be reached."""
    desk.run(
        _draft, order_id, customer,
        on_done=lambda draft: desk.open(Place("compose", key=draft)),
        on_error=lambda error: desk.refused.emit(errors.sentence(error)), owner=desk,
    )  # fmt: skip


def _read(bench: Any, order_id: int) -> tuple[tuple[HolderSeen, ...], tuple[str, ...], Sequence[Choice]]:
    found = order_roles.of_order(bench, order_id)
    return found, order_roles.job_names(bench), order_roles.choices(bench)


def _draft(bench: Any, order_id: int, customer: bool) -> int:
    return order_roles.write_to_all(bench, order_id, customer=customer)


def _saved(bench: Any, order_id: int, role_id: int, typed: RoleTyped) -> None:
    who = {"party_id": typed.party_id, "contact_id": typed.contact_id, "name": typed.name}
    if not role_id:
        order_roles.add(bench, order_id, typed.job, from_on=typed.from_on, to_on=typed.to_on, **who)  # type: ignore[arg-type]
    else:
        order_roles.save(bench, role_id, typed.job, from_on=typed.from_on, to_on=typed.to_on, **who)  # type: ignore[arg-type]
