"""A call or a chat noted in seconds: who, over which channel, what was said, what must be confirmed in writing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.domain.message import Direction, Medium
from tradedesk.domain.purpose import PurposeCode
from tradedesk.ui.desk import Desk
from tradedesk.ui.log import words
from tradedesk.ui.log.presenter import LogPresenter
from tradedesk.ui.widgets import Button, Card, Field, PageTitle, PlainLabel
from tradedesk.ui.widgets.party_field import PartyField
from tradedesk.ui.widgets.saved import Choice
from tradedesk.ui.widgets.scrolled import Scrolled
from tradedesk.ui.wording import errors, joined, reasons, tr
from tradedesk.ui.wording.told import medium_name, own_purposes, term

_ORDER = (
    Medium.CALL, Medium.WHATSAPP, Medium.WECHAT, Medium.LINKEDIN, Medium.TELEGRAM, Medium.MEETING, Medium.MAIL,
    Medium.OTHER,
)  # fmt: skip
_LAST = "log.medium"


def _narrow() -> Choice:
    """A box whose longest entry does not decide how wide the page is."""
    box = Choice()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    return box


class NoteForm(Scrolled):
    """Ctrl+Enter keeps the note, Esc leaves the field and then the form; what was typed stays until then."""

    def __init__(self, desk: Desk, presenter: LogPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk, self._presenter = desk, presenter
        self._wanted_order: int | None = None
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(14)
        column.addWidget(PageTitle(tr("Note a call or chat")))
        card = Card()
        card.body.setContentsMargins(16, 14, 16, 10)
        card.body.setSpacing(12)
        self._add_way(card)
        self._add_whom(card)
        self._add_words(card)
        self._add_binding(card)
        self._add_buttons(card)
        column.addWidget(card)
        column.addStretch(1)
        self.setWidget(holder)

    # -- building ------------------------------------------------------------------------------------------------------

    def _add_way(self, card: Card) -> None:
        self.medium, self.direction = _narrow(), _narrow()
        for medium in _ORDER:
            self.medium.addItem(medium_name(medium), medium)
        for direction in (Direction.IN, Direction.OUT, Direction.BOTH):
            told = words.direction_words(direction)
            self.direction.addItem(told[:1].upper() + told[1:], direction)
        self.medium.currentIndexChanged.connect(self._follow)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(tr("Channel"), self.medium), 1)
        row.addWidget(Field(tr("Who spoke"), self.direction), 1)
        card.body.addLayout(row)

    def _add_whom(self, card: Card) -> None:
        self.party = PartyField(self._desk)
        self._party_field = Field(tr("Customer"), self.party)
        self.party.chosen.connect(self._party_chosen)
        self.party.refused.connect(self._party_field.set_problem)
        self.order, self.who = _narrow(), QLineEdit()
        self.who.setPlaceholderText(tr("Name or number"))
        card.add(self._party_field)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(tr("Order (optional)"), self.order), 1)
        row.addWidget(Field(tr("With whom (optional)"), self.who), 1)
        card.body.addLayout(row)

    def _add_words(self, card: Card) -> None:
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(150)
        self.text.setPlaceholderText(tr("In a few words, or the chat pasted as it is"))
        self._text_field = Field(tr("What was said"), self.text)
        self.text.textChanged.connect(lambda: self._text_field.set_problem(""))
        card.add(self._text_field)

    def _add_binding(self, card: Card) -> None:
        self.about = _narrow()
        self._offer_purposes()
        self.about.currentIndexChanged.connect(self._follow)
        self.to_confirm = QLineEdit()
        self.to_confirm.setPlaceholderText(tr("For example: 10% deposit for the next order"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(tr("About (optional)"), self.about), 2)
        row.addWidget(Field(tr("Must be confirmed in writing (optional)"), self.to_confirm), 3)
        card.body.addLayout(row)
        self.rule = PlainLabel(tone="warn", size="small", wrap=True)
        card.add(self.rule)

    def _offer_purposes(self) -> None:
        """What it can be about: the shipped purposes, then the user's own."""
        self.about.clear()
        self.about.addItem("—", "")
        for code in (*PurposeCode, *(own for own in own_purposes() if own not in set(PurposeCode))):
            told = term("purpose", code)
            self.about.addItem(told[:1].upper() + told[1:], code)

    def _add_buttons(self, card: Card) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.keep_button = Button(tr("Keep the note"), "check", "primary", self.keep)
        row.addWidget(self.keep_button)
        row.addWidget(Button(tr("Cancel"), on_click=self._presenter.put_form_away))
        row.addStretch(1)
        row.addWidget(PlainLabel("Ctrl+Enter", tone="muted", size="small"))
        card.body.addLayout(row)

    # -- filling -------------------------------------------------------------------------------------------------------

    def begin(self, party_id: int | None, order_id: int | None) -> None:
        """Begin a note, with a customer and an order where they are known already."""
        self._text_field.set_problem("")
        self._party_field.set_problem("")
        for editor in (self.who, self.to_confirm, self.text):
            editor.clear()
        self._offer_purposes()
        self.medium.setCurrentIndex(max(self.medium.findData(self._desk.settings.get(_LAST)), 0))
        self.direction.setCurrentIndex(0)
        self._wanted_order = order_id
        self.party.clear()
        self.party.party_id = None
        self._show_orders([])
        if party_id is not None:
            self.party.show_party(party_id)
        elif order_id is not None:
            self._presenter.party_of(order_id, self.party.show_party)
        known = party_id is not None or order_id is not None
        (self.text if known else self.party).setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow()

    def _party_chosen(self, party_id: int | None) -> None:
        self._party_field.set_problem("")
        self._show_orders([])
        if party_id is not None:
            self._presenter.orders_of(party_id, self._show_orders)
            if self.party.hasFocus():
                self.text.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_orders(self, orders: list[tuple[int, str, str]]) -> None:
        self.order.clear()
        self.order.addItem("—", None)
        for number, called, summary in orders:
            self.order.addItem(joined((called, words.one_line(summary))), number)
        self.order.setEnabled(bool(orders))
        at = self.order.findData(self._wanted_order) if self._wanted_order is not None else 0
        self.order.setCurrentIndex(max(at, 0))

    def _follow(self) -> None:
        """A9, said while it can still be minded."""
        reason = words.chat_needs_mail(self.about.currentData(), self.medium.currentData())
        self.rule.say(reasons.sentence(reason) if reason is not None else "")

    def keep(self) -> None:
        """Keep the note; what is wrong is said beside its field."""
        self._text_field.set_problem("")
        if self.party.party_id is None and self.party.text().strip():
            self._party_field.set_problem(errors.sentence(RuleSaysNo("party-not-chosen", "party")))
            self.party.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        values: dict[str, Any] = {
            "text": self.text.toPlainText(),
            "party_id": self.party.party_id,
            "order_id": self.order.currentData(),
            "who": words.one_line(self.who.text()),
            "purpose": self.about.currentData(),
            "to_confirm": words.one_line(self.to_confirm.text()),
        }
        medium = Medium(self.medium.currentData())
        self._desk.settings.remember(_LAST, str(medium))
        self._presenter.note(medium, Direction(self.direction.currentData()), values, self._refused)

    def _refused(self, error: TradeError) -> None:
        field = self._party_field if getattr(error, "field", "") == "party" else self._text_field
        field.set_problem(errors.sentence(error))
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
