"""Copy for chat: which chat, the shortened text to look over, what does not go along, and one button (A9)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from tradedesk.domain.announced import announces
from tradedesk.domain.chat_text import INVITATION
from tradedesk.domain.errors import TradeError
from tradedesk.domain.facts import fact_label
from tradedesk.domain.message import Medium
from tradedesk.domain.template import unfilled
from tradedesk.services.chat import ChatOffer, ChatWay
from tradedesk.ui import marks
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.fields import Field
from tradedesk.ui.widgets.labels import PlainLabel, SectionTitle, plain_tooltip
from tradedesk.ui.widgets.saved import Choice
from tradedesk.ui.wording import errors, formats, joined, language, listed, reasons, tr, trn
from tradedesk.ui.wording.told import medium_name


class ChatText(QPlainTextEdit):
    """The text; Tab leaves it, Ctrl+Enter copies, Esc closes the panel."""

    done = Signal()
    given_up = Signal()

    def event(self, event: QEvent) -> bool:
        """Take Esc and Ctrl+Enter before the window's shortcuts do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ends(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up, Ctrl+Enter is done."""
        if _ends(event):
            (self.given_up if event.key() == Qt.Key.Key_Escape else self.done).emit()
            return
        super().keyPressEvent(event)


def _ends(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.key() == Qt.Key.Key_Escape or (enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier)


class ChatPanel(QScrollArea):
    """Stands where the checks stand. ``copied`` carries the chat and the text."""

    copied = Signal(object, str)
    closed = Signal()
    fact_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Copy for chat"))
        self._offer: ChatOffer | None = None
        self._missing = ""
        self.way = Choice()
        self.way.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.way.setMinimumContentsLength(10)
        self.text = ChatText()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(150)
        self._count = PlainLabel(tone="muted", size="small", wrap=True)
        self._files = PlainLabel(tone="warn", size="small", wrap=True)
        self._rule = PlainLabel(tone="warn", size="small", wrap=True)
        self.fill_button = Button("", "pen-line", on_click=self._fill, compact=True)
        self.copy_button = Button("", "copy", "primary", self._copy)
        self._build()
        self.way.currentIndexChanged.connect(lambda _row: self._follow())
        self.text.textChanged.connect(self._follow)
        self.text.done.connect(self._copy)
        self.text.given_up.connect(self.closed)

    def _build(self) -> None:
        inner = QWidget()
        inner.setProperty("ground", "raised")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(SectionTitle(tr("Copy for chat")))
        hint = tr("The same facts, shorter. Look it over and change what you like; the letter stays as it is.")
        column.addWidget(PlainLabel(hint, tone="muted", size="small", wrap=True))
        self._way_field = Field(tr("Chat"), self.way)
        self._text_field = Field(tr("Text"), self.text)
        column.addWidget(self._way_field)
        column.addWidget(self._text_field, 1)
        for label in (self._count, self._files, self._rule):
            column.addWidget(label)
        column.addWidget(self.fill_button)
        column.addWidget(self.copy_button)
        column.addWidget(Button(tr("Cancel"), kind="quiet", on_click=self.closed.emit))
        self.setWidget(inner)

    # -- showing -------------------------------------------------------------------------------------------------------

    def show_offer(self, offer: ChatOffer) -> None:
        """Show what could be said, and to whom."""
        self._offer = offer
        self.way.clear()
        for each in offer.ways:
            self.way.addItem(_way_words(each), each)
        self.text.setPlainText(marks.shown(offer.text, language()))
        self._rule.say(reasons.sentence(offer.needs_mail) if offer.needs_mail is not None else "")
        self._follow()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: TradeError) -> None:
        """Say why it cannot go out like this, where it belongs."""
        field = self._way_field if getattr(error, "field", "") == "value" else self._text_field
        field.set_problem(errors.sentence(error))

    def chosen(self) -> ChatWay | None:
        """The chat that is chosen."""
        way = self.way.currentData()
        return way if isinstance(way, ChatWay) else None

    def _follow(self) -> None:
        way = self.chosen()
        if way is None:
            return
        self._way_field.set_problem("")
        self._text_field.set_problem("")
        written = self.written()
        names = unfilled(written)
        self._missing = names[0] if names else ""
        self._say_missing()
        self._files.say(self._left_behind(written))
        self.copy_button.set_words(_button_words(way))
        self.way.setToolTip(plain_tooltip(_way_words(way)))
        count = len(written)
        told = tr("{n} of {limit} characters", n=formats.count(count), limit=formats.count(way.limit))
        if way.medium is Medium.LINKEDIN:
            told += " · " + tr("an invitation takes {limit}", limit=INVITATION)
        self._count.setText(told)
        self._count.set_tone("bad" if count > way.limit else "muted")

    def written(self) -> str:
        """The text, its marks as the draft keeps them."""
        return marks.stored(self.text.toPlainText(), language())

    def _left_behind(self, written: str) -> str:
        """The files that stay behind; without any, that the text speaks of one."""
        assert self._offer is not None
        files = self._offer.files
        if files:
            return trn("This file stays behind: {names}", "These files stay behind: {names}", len(files),
                       names=listed(files))  # fmt: skip
        told = announces(written.splitlines(), self._offer.languages)
        return tr("The text speaks of an attachment, but a chat brings no file along.") if told else ""

    def _say_missing(self) -> None:
        self.fill_button.setVisible(bool(self._missing))
        if self._missing:
            self.fill_button.set_words(tr("Fill in: {fact}", fact=fact_label(self._missing, language())))

    def _copy(self) -> None:
        way = self.chosen()
        if way is not None:
            self.copied.emit(way, self.written())

    def _fill(self) -> None:
        if self._missing:
            self.fact_asked.emit(self._missing)


def _way_words(way: ChatWay) -> str:
    """ "WhatsApp · Jörg Brandt · +49 170 1234567"; a chat still to pick says so."""
    if not way.value:
        return tr("{medium} · choose the chat there", medium=medium_name(way.medium))
    value = way.value.removeprefix("https://www.linkedin.com")
    return joined((medium_name(way.medium), way.name, value))


def _button_words(way: ChatWay) -> str:
    if way.medium is Medium.WHATSAPP:
        return tr("Copy and open WhatsApp")
    if way.medium is Medium.LINKEDIN and way.value:
        return tr("Copy and open the profile")
    return tr("Copy for {medium}", medium=medium_name(way.medium))
