"""The changes of an order: a banner as long as one is not confirmed in writing, and all versions below (F1)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.services import order_versions
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders.agree_popup import AgreePopup
from tradedesk.ui.orders.changes_state import ChangesState, VersionLine
from tradedesk.ui.orders.sheet_state import SheetState
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import Banner, Button, Card, Chip, Line, PlainLabel
from tradedesk.ui.wording import errors, tr


class ChangeBanner(QWidget):
    """What was changed and not yet confirmed in writing, with the one action."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 22, 0)
        self.banner: Banner | None = None
        self.confirm: Button | None = None
        self._shown: tuple[str, int | None] = ("", None)
        self.hide()

    def show_state(self, state: SheetState) -> None:
        """Show the oldest change that waits."""
        changes = state.changes
        shown = (changes.unconfirmed, changes.point_id)
        if shown == self._shown:
            return
        self._shown = shown
        if self.banner is not None:
            self._column.removeWidget(self.banner)
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = self.confirm = None
        if changes.point_id is not None:
            self._build(state.order_id, changes.point_id, changes.unconfirmed)
        self.setVisible(changes.point_id is not None)

    def _build(self, order_id: int, point_id: int, words: str) -> None:
        self.banner = Banner("warn", words, tr("Changed, not yet in writing"))
        self.confirm = self.banner.add_action(
            tr("Confirm by mail"),
            lambda: self._desk.open(Place("compose", None, {"order": order_id, "point": point_id})),
        )
        self._column.addWidget(self.banner)


class ChangesCard(Card):
    """Every version: what changed, who agreed, where; hidden as long as nothing was changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Changes"), parent=parent)
        self._desk = desk
        self._shown: ChangesState | None = None
        self._state: SheetState | None = None
        self._holder: QWidget | None = None
        self.popup: AgreePopup | None = None
        self.agree_buttons: list[Button] = []
        self.slip_buttons: list[Button] = []
        self.hide()

    def show_state(self, state: SheetState) -> None:
        """Show the versions."""
        self._state = state
        self.setVisible(bool(state.changes.versions))
        if state.changes == self._shown:
            return
        self._shown = state.changes
        if self._holder is not None:
            self.body.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget()
        self.agree_buttons, self.slip_buttons = [], []
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for at, version in enumerate(state.changes.versions):
            if at:
                column.addWidget(Line())
            column.addWidget(self._row(version))
        self.add(self._holder)

    def _row(self, version: VersionLine) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(13, 8, 13, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(PlainLabel(version.name, size="strong"))
        head.addWidget(PlainLabel(version.agreed, tone="muted", size="small"))
        head.addStretch(1)
        if version.message_id is not None:
            head.addWidget(Button(tr("Show the message"), kind="link", on_click=self._opens(version.message_id)))
        if version.standing:
            head.addWidget(Chip(version.standing, version.role))
        column.addLayout(head)
        for words in version.changes:
            column.addWidget(PlainLabel(words, wrap=True))
        if version.open:
            column.addLayout(self._actions(version))
        return holder

    def _actions(self, version: VersionLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        agree = Button(tr("Who agreed"), kind="link")
        agree.clicked.connect(lambda _checked=False: self._ask(version, agree))
        slip = Button(tr("Only a correction"), kind="link", on_click=lambda: self._forget(version.id))
        self.agree_buttons.append(agree)
        self.slip_buttons.append(slip)
        row.addWidget(agree)
        row.addWidget(slip)
        row.addStretch(1)
        return row

    def _opens(self, message_id: int) -> Callable[[], None]:
        return lambda: self._desk.open(Place("log", message_id))

    def _forget(self, version_id: int) -> None:
        self._desk.run(order_versions.forget, version_id, owner=self)

    def _ask(self, version: VersionLine, button: Button) -> None:
        state = self._state
        if state is None:
            return
        popup = AgreePopup(state.today, state.changes.messages, self)
        popup.saved.connect(lambda who, medium, day, entry: self._agree(popup, version.id, who, medium, day, entry))
        self.popup = popup
        popup.show_at(button.mapToGlobal(QPoint(0, button.height() + 4)), self)

    def _agree(self, popup: AgreePopup, version_id: int, who: str, medium: str, day: str, entry: int) -> None:
        def told(sentence: str, field: str = "by") -> None:
            if isValid(popup):
                popup.show_outcome(field, sentence)

        def refused(error: TradeError) -> None:
            told(errors.sentence(error), error.field if isinstance(error, RuleSaysNo) else "by")

        self._desk.run(
            order_versions.agree_as_typed, version_id, who, medium, day, entry or None,
            on_done=lambda _done: told(""), on_error=refused, owner=self,
        )  # fmt: skip
