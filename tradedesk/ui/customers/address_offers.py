"""What a pasted list would add, one line each: ticked when it can be added, told why when it cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from tradedesk.domain.address import Channel
from tradedesk.services.address_lists import Chosen, Offer
from tradedesk.ui.customers import words
from tradedesk.ui.customers.matrix_model import why
from tradedesk.ui.widgets import Button, Chip, ElidedLabel, Icon, PlainLabel, plain_tooltip
from tradedesk.ui.widgets.scrolled import Scrolled
from tradedesk.ui.wording import errors, reasons, together, tr

#: Pixels: a line, and so many of them before the list scrolls.
_LINE, _LINES = 28, 8


class OfferLine(QObject):
    """One address: its tick, what it is, whose name stood before it, and what should be looked at."""

    changed = Signal()

    def __init__(self, offer: Offer, take: Callable[[Offer], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.offer = offer
        address = offer.address
        self._shown = words.value_of(address) if address is not None else offer.text
        self.tick = QCheckBox()
        self.tick.setAccessibleName(tr("Add {address}", address=self._shown))
        self.tick.setChecked(address is not None)
        self.tick.setEnabled(address is not None)
        self.tick.toggled.connect(lambda _on: self.changed.emit())
        self.person = self._person(offer)
        self.meant = Button("", kind="link", on_click=lambda: take(offer))
        if offer.meant:
            # The line beside it says what was typed, so that the other address alone is question enough.
            self.meant.set_words(tr("{address}?", address=offer.meant))
            self.meant.setAccessibleName(tr("Did you mean {address}?", address=offer.meant))
            self.meant.setToolTip(plain_tooltip(self.meant.accessibleName()))

    def place(self, grid: QGridLayout, row: int) -> None:
        """Put it into a row of the list, so that all lines stand below one another."""
        offer, address = self.offer, self.offer.address
        well = address is not None
        icon = Icon(words.icon_of(offer.channel) if offer.channel is not None else "circle-help", "faint", 14)
        value = ElidedLabel(self._shown, tone="" if well else "muted")
        value.setMinimumWidth(160)
        grid.addWidget(self.tick, row, 0)
        grid.addWidget(icon, row, 1)
        grid.addWidget(value, row, 2)
        self.tick.setVisible(well)
        if address is not None:
            is_mail = address.channel is Channel.MAIL
            chip = Chip(*(words.kind_chip(address) if is_mail else (words.channel(address.channel), "neutral")))
            chip.setToolTip(plain_tooltip(why(address)))
            grid.addWidget(chip, row, 3)
            grid.addWidget(self.person, row, 4)
            self.person.setVisible(bool(offer.name))
        told, tone = self._told(offer), "muted" if well or _is_known(offer) else "bad"
        end = QHBoxLayout()
        end.setSpacing(8)
        if told:
            end.addWidget(PlainLabel(told, tone=tone, size="small", wrap=True), 1)
        else:
            end.addStretch(1)
        end.addWidget(self.meant)
        grid.addLayout(end, row, 5 if well else 3, 1, 1 if well else 3)
        self.meant.setVisible(bool(offer.meant))
        grid.setRowMinimumHeight(row, _LINE)

    @staticmethod
    def _person(offer: Offer) -> QCheckBox:
        """The name that stood before it, ticked: that contact is chosen, or made."""
        person = QCheckBox()
        name = offer.name.replace("&", "&&")
        person.setText(tr("of {name}", name=name) if offer.contact_id else tr("new contact {name}", name=name))
        person.setChecked(bool(offer.name))
        return person

    @staticmethod
    def _told(offer: Offer) -> str:
        if offer.refusal is not None:
            return tr("Known already.") if _is_known(offer) else errors.sentence(offer.refusal)
        return together(reasons.sentence(each) for each in offer.notes)

    @property
    def ticked(self) -> bool:
        """Whether it is to be added."""
        return self.offer.address is not None and self.tick.isChecked()

    def chosen(self, whose: int | None) -> Chosen:
        """The line as it is to be added; ``whose`` where no name of its own stands before it."""
        offer = self.offer
        assert offer.channel is not None
        named = bool(offer.name) and self.person.isChecked()
        contact = offer.contact_id if named else whose
        return Chosen(offer.channel, offer.text, contact, offer.name if named and contact is None else "")


class OfferList(Scrolled):
    """The lines; as high as they are, up to a few, then it scrolls."""

    #: How many are ticked.
    counted = Signal(int)

    def __init__(self, take: Callable[[Offer], object], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._take = take
        self.lines: list[OfferLine] = []
        self.setAccessibleName(tr("What would be added"))
        self.viewport().setAutoFillBackground(False)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show the lines of a list; a tick taken away stays away while the text is being gone on with."""
        off = {each.offer.text for each in self.lines if each.offer.address is not None and not each.tick.isChecked()}
        nameless = {each.offer.text for each in self.lines if each.offer.name and not each.person.isChecked()}
        ground = QWidget()
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 2)
        grid.setColumnStretch(5, 3)
        self.lines = []
        for row, offer in enumerate(offers):
            line = OfferLine(offer, self._take, ground)
            line.place(grid, row)
            line.tick.setChecked(line.tick.isChecked() and offer.text not in off)
            line.person.setChecked(line.person.isChecked() and offer.text not in nameless)
            line.changed.connect(self._count)
            self.lines.append(line)
        grid.setRowStretch(len(offers), 1)
        self.setWidget(ground)
        ground.setAutoFillBackground(False)
        self.setFixedHeight(min(ground.sizeHint().height(), _LINE * _LINES))
        self.setVisible(bool(offers))
        self._count()

    def _count(self) -> None:
        self.counted.emit(sum(each.ticked for each in self.lines))


def _is_known(offer: Offer) -> bool:
    return offer.refusal is not None and offer.refusal.code == "address-already-there"
