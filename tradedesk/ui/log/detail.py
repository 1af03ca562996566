"""One entry of the log, whole: what, to whom, on which order, what became of it (F3)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.message import Medium, MessageState
from tradedesk.services import sent_mail
from tradedesk.services.log import LogSheet
from tradedesk.ui.log import words
from tradedesk.ui.log.message_text import MessageText
from tradedesk.ui.log.points_card import PointsCard
from tradedesk.ui.log.presenter import LogPresenter
from tradedesk.ui.log.sent_card import LookRow, PerhapsList, SentCard
from tradedesk.ui.widgets import Banner, Button, Card, Chip, KeyValue, PlainLabel
from tradedesk.ui.widgets.scrolled import Scrolled
from tradedesk.ui.wording import formats, reasons, tr

_OPEN = (MessageState.HANDED_OVER, MessageState.HANDING_OVER)


class EntryView(Scrolled):
    """The right half of the page."""

    def __init__(self, presenter: LogPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._presenter = presenter
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(22, 18, 22, 18)
        self._column.setSpacing(14)
        self._add_head()
        self._banner: Banner | None = None
        self._banners = QVBoxLayout()
        self._column.addLayout(self._banners)
        self._add_question()
        self._add_facts()
        self.points = PointsCard(presenter)
        self._column.addWidget(self.points)
        self._add_text()
        self.setWidget(holder)

    # -- building ------------------------------------------------------------------------------------------------------

    def _add_head(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(6)
        self.title = PlainLabel(size="title", wrap=True)
        head.addWidget(self.title)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._how = PlainLabel(tone="muted", size="small")
        self._chips = [Chip(), Chip()]
        row.addWidget(self._how)
        for chip in self._chips:
            row.addWidget(chip)
        row.addStretch(1)
        head.addLayout(row)
        links = QHBoxLayout()
        links.setSpacing(4)
        self.party = Button(kind="link", icon="building-2", on_click=self._presenter.open_party)
        self.order = Button(kind="link", icon="package", on_click=self._presenter.open_order)
        links.addWidget(self.party)
        links.addWidget(self.order)
        links.addStretch(1)
        head.addLayout(links)
        self._column.addLayout(head)

    def _add_question(self) -> None:
        self._question = Card(tr("Did it go out?"))
        self._question.body.setContentsMargins(14, 10, 14, 8)
        self._asked = PlainLabel(tone="muted", size="small", wrap=True)
        self._question.add(self._asked)
        self._question.body.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.answers = []
        for text, state in (
            (tr("Sent"), MessageState.SENT),
            (tr("Sent, changed"), MessageState.CHANGED),
            (tr("Not sent"), MessageState.NOT_SENT),
        ):
            button = Button(text, on_click=partial(self._presenter.say, state), compact=True)
            self.answers.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self._question.body.addLayout(row)
        self._question.body.addSpacing(6)
        self.looking, self.perhaps = LookRow(self._presenter), PerhapsList(self._presenter)
        self._question.add(self.looking)
        self._question.add(self.perhaps)
        self._column.addWidget(self._question)
        self.sent = SentCard()
        self._column.addWidget(self.sent)

    def _add_facts(self) -> None:
        card = Card()
        card.body.setContentsMargins(14, 10, 14, 8)
        self.facts = KeyValue()
        card.add(self.facts)
        self._column.addWidget(card)

    def _add_text(self) -> None:
        self._text_card = Card(tr("Text"))
        self._all = self._text_card.add_action("", self._show_all)
        self.text = MessageText()
        self.text.setMinimumHeight(140)
        self._text_card.add(self.text, 1)
        self._column.addWidget(self._text_card, 1)

    # -- showing -------------------------------------------------------------------------------------------------------

    def show_sheet(self, sheet: LogSheet) -> None:
        """Show this entry."""
        entry = sheet.message
        self.title.setText(words.one_line(entry.subject) or tr("(no subject)"))
        self._how.setText(words.how_words(entry))
        self._show_chips(sheet)
        self._link(self.party, sheet.party)
        self._link(self.order, sheet.order_number)
        self._show_banner(sheet)
        self._question.setVisible(entry.state in _OPEN)
        self._asked.setText(
            tr("The program ended while this was handed over.")
            if entry.state is MessageState.HANDING_OVER
            else tr("It was opened in your mail program; only you know whether it was sent.")
        )
        self.looking.setVisible(entry.medium is Medium.MAIL)
        self.perhaps.show_mails(sent_mail.compared_of(entry).perhaps if entry.state in _OPEN else ())
        self.sent.show_entry(entry)
        overview = self._presenter.overview
        self.facts.show_pairs(words.facts_of(sheet, overview.moment if overview is not None else entry.at))
        self.points.show_points(sheet)
        self._show_text(sheet)

    def _show_chips(self, sheet: LogSheet) -> None:
        entry = sheet.message
        still_open = sum(1 for each in sheet.points if each.confirmed_by is None)
        chips = words.chips_of(entry.state, entry.medium, entry.direction, still_open, len(sheet.points))
        for number, chip in enumerate(self._chips):
            chip.show_state(*(chips[number] if number < len(chips) else ("", "neutral")))

    @staticmethod
    def _link(button: Button, text: str) -> None:
        button.set_words(text)
        button.setVisible(bool(text))

    def _show_banner(self, sheet: LogSheet) -> None:
        """A9: what binds and was said by chat also goes into a mail."""
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        reason = words.needs_mail(sheet.message)
        if reason is None or any(each.confirmed_by is not None for each in sheet.points):
            return
        self._banner = Banner("warn", reasons.sentence(reason))
        self._banner.add_action(tr("Write mail"), self._presenter.write)
        self._banners.addWidget(self._banner)

    def _show_text(self, sheet: LogSheet) -> None:
        body = sheet.message.body
        self._text_card.setVisible(bool(body))
        # A very long text is shown without its formatting: laying it out would hold up the window.
        self.text.show_text(body, sheet.message.rich if sheet.length <= len(body) else "")
        self._all.set_words(tr("Show all {n} characters", n=formats.count(sheet.length)))
        self._all.setVisible(sheet.length > len(body))

    def _show_all(self) -> None:
        def arrived(whole: str) -> None:
            self.text.show_text(whole)
            self._all.hide()

        self._presenter.whole_text(arrived)
