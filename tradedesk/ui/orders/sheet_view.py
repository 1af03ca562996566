"""One order: header, timeline, messages, money, papers, shipment, people, lines and terms."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradedesk.domain.moving import Move
from tradedesk.ui.desk import Desk
from tradedesk.ui.orders import words
from tradedesk.ui.orders.changes_card import ChangeBanner, ChangesCard
from tradedesk.ui.orders.end_popup import EndPopup
from tradedesk.ui.orders.lines_card import LinesCard
from tradedesk.ui.orders.message_view import MessageView
from tradedesk.ui.orders.money_card import MoneyCard
from tradedesk.ui.orders.presenter import OrdersPresenter
from tradedesk.ui.orders.roles_card import RolesCard
from tradedesk.ui.orders.sheet_state import SheetState
from tradedesk.ui.orders.shipment_card import ShipmentsCard
from tradedesk.ui.orders.side_cards import DocumentsCard
from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.orders.terms_card import TermsCard
from tradedesk.ui.orders.timeline_card import TimelineCard
from tradedesk.ui.orders.timeline_view import NodeButton, TimelineView
from tradedesk.ui.widgets import Button, Card, Chip, CommandButton, EmptyState, PageTitle, PlainLabel, plain_tooltip
from tradedesk.ui.widgets.scrolled import Scrolled
from tradedesk.ui.wording import tr

#: The right column is never narrower: an instalment with its button has to stand in one line.
_SIDE = 440

#: Takes all the room that it can use before its neighbour gets any.
_FILLS = 1000


class SheetView(QWidget):
    """Shows a SheetState and hands what the user does to the presenter."""

    def __init__(self, desk: Desk, presenter: OrdersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._presenter = desk, presenter
        self.state: SheetState | None = None
        self.ending: EndPopup | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._header())
        self.banner = ChangeBanner(desk)
        column.addWidget(self.banner)
        self.area = Scrolled()
        self.area.setWidget(self._body())
        column.addWidget(self.area, 1)

    # -- building ------------------------------------------------------------------------------------------------------

    def _header(self) -> QHBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(6)
        first = QHBoxLayout()
        first.setSpacing(10)
        self.title, self.stage, self.side, self.money = PageTitle(), Chip(), Chip(), Chip()
        self.customer = Button(tr("Go to the customer"), kind="link", on_click=self._presenter.open_customer)
        for widget in (self.title, self.stage, self.side, self.money):
            first.addWidget(widget)
        first.addStretch(1)
        left.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(12)
        self.subline = PlainLabel(tone="muted", wrap=True)
        self.subline.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # No wider than its words, so that the link stands beside them, not where a wide window ends.
        second.addWidget(self.subline, 1)
        second.addWidget(self.customer, 0, Qt.AlignmentFlag.AlignTop)
        second.addStretch(0)
        left.addLayout(second)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 22, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        self.cancel = Button(tr("Mark as lost"), "ban", on_click=self._cancel)
        self.copy = Button(tr("Copy"), "copy", on_click=self._presenter.copy_order)
        self.write = CommandButton(self._desk.commands, "order.write-update", "primary")
        for button in (self.copy, self.cancel, self.write):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 11, 18)
        column.setSpacing(15)
        column.addWidget(self._timeline())
        columns = QHBoxLayout()
        columns.setSpacing(15)
        left, side = QVBoxLayout(), QWidget()
        side.setMinimumWidth(_SIDE)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(15)
        right.setSpacing(15)
        for widget in (self._messages(), self._changes()):
            left.addWidget(widget)
        for widget in (self._payments(), self._documents(), self._shipment(), self._roles()):
            right.addWidget(widget)
        left.addStretch(0)
        self._left = left
        right.addStretch(1)
        columns.addLayout(left, 3)
        columns.addWidget(side, 2)
        column.addLayout(columns)
        column.addWidget(self._lines())
        column.addWidget(self._terms())
        column.addStretch(1)
        return body

    def _timeline(self) -> Card:
        self.course = TimelineCard(self._desk)
        self.course.left.connect(self._ask_left)
        return self.course

    def _messages(self) -> Card:
        card = Card(tr("Messages on this order"), tr("every channel, in one line"))
        self.messages = MessageView()
        self.messages.opened.connect(self._presenter.open_log)
        self.messages.point_chosen.connect(self._presenter.confirm_point)
        self.no_messages = EmptyState(
            "messages-square",
            tr("Nothing was said on this order yet. Write the first mail."),
            tr("Write update"),
            lambda: _go(self._desk),
        )
        card.add(self.messages, _FILLS)
        card.add(self.no_messages)
        card.body.addStretch(1)
        return card

    def _payments(self) -> Card:
        self.payments = MoneyCard(self._desk)
        self.payments.terms_chosen.connect(lambda text: self._set_field("payment_terms", text))
        return self.payments

    def _documents(self) -> Card:
        self.documents = DocumentsCard()
        return self.documents

    def _shipment(self) -> Card:
        self.shipment = ShipmentsCard(self._desk)
        return self.shipment

    def _roles(self) -> Card:
        self.roles = RolesCard(self._desk)
        return self.roles

    def _lines(self) -> Card:
        self.lines = LinesCard(self._desk)
        return self.lines

    def _changes(self) -> Card:
        self.changes = ChangesCard(self._desk)
        return self.changes

    def _terms(self) -> Card:
        self.terms = TermsCard()
        self.terms.finished.connect(self._set_field)
        self.terms.delivery.decided.connect(self._set_delivery)
        self.terms.delivery.left.connect(self._presenter.read)
        return self.terms

    # -- showing -------------------------------------------------------------------------------------------------------

    def show_state(self, state: SheetState) -> None:
        """Show an order."""
        fresh = self.state is None or self.state.order_id != state.order_id
        self.state = state
        self.title.setText(state.number)
        self.stage.show_state(state.stage.text, state.stage.role)
        self.side.show_state(state.timeline.side, state.timeline.side_role)
        self.side.setToolTip(plain_tooltip(state.timeline.side_told))
        self.money.show_state(state.money.text, state.money.role)
        self.subline.setText(state.subline)
        self.subline.setMaximumWidth(self.subline.fontMetrics().horizontalAdvance(state.subline) + 2)
        ending = tr("Cancel the order") if state.terms.won else tr("Mark as lost")
        self.cancel.set_words(tr("Goes on after all") if state.cancelled else ending)
        self.course.show_state(state)
        self.messages.show_lines(state.messages)
        self.messages.setVisible(bool(state.messages))
        self.no_messages.setVisible(not state.messages)
        cards = (self.payments, self.documents, self.shipment, self.roles, self.lines, self.terms, self.changes)
        for card in (*cards, self.banner):
            card.show_state(state)
        # The messages fill their column, unless something stands below them.
        alone = self.changes.isHidden()
        self._left.setStretch(0, int(alone))
        self._left.setStretch(self._left.count() - 1, int(not alone))
        if fresh:
            self.area.verticalScrollBar().setValue(0)
            self.timeline.take_focus()

    def finish(self) -> None:
        """Save what is still being typed."""
        self.terms.finish()
        self.lines.finish()
        self.shipment.finish()

    # -- what the user does --------------------------------------------------------------------------------------------

    def _ask_left(self, day: str, button: NodeButton) -> None:
        self.shipment.ask_left(day, button)

    @property
    def timeline(self) -> TimelineView:
        """The points of the order, side by side."""
        return self.course.timeline

    @property
    def popup(self) -> SmallPopup | None:
        """The small window that was opened last above the timeline."""
        return self.course.popup

    def _cancel(self) -> None:
        if self.state is None:
            return
        if self.state.cancelled:
            self._presenter.take_up_again()
            return
        popup = EndPopup(self.state.terms.won, self)

        def tell(_field: str, sentence: str) -> None:
            if isValid(popup):
                popup.show_outcome(sentence)

        popup.ended.connect(lambda reason: self._presenter.end_order(reason, tell))
        self.ending = popup
        popup.show_at(self.cancel.mapToGlobal(QPoint(0, self.cancel.height() + 4)), self)

    def _set_field(self, field: str, text: str) -> None:
        if field == "delivery_on" and self.isVisible():
            self._presenter.look_at_delivery(text, lambda moves: self._ask_moves(text, moves), self.terms.show_problem)
        else:
            kept = words.transport_kept(text) if field == "mode" else text
            self._presenter.set_field(field, kept, self.terms.show_problem)

    def _ask_moves(self, day: str, moves: Sequence[Move]) -> None:
        if self.state is not None:
            self.terms.show_problem("delivery_on", "")
            names = {node.id: node.title for node in self.state.nodes}
            self.terms.delivery.ask(day, moves, names, self.state.today)

    def _set_delivery(self, day: str, move: bool) -> None:
        if move:
            self._presenter.set_delivery(day, self.terms.show_problem)
        else:
            self._presenter.set_field("delivery_on", day, self.terms.show_problem)


def _go(desk: Desk) -> None:
    desk.commands.trigger("order.write-update")
