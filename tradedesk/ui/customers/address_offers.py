"""What a pasted list would add, one line each: ticked when it can be added, told why when it cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tradedesk.services.address_lists import Chosen, Offer
from tradedesk.ui.customers import words
from tradedesk.ui.customers.matrix_model import why
from tradedesk.ui.widgets import Button, Chip, ElidedLabel, Icon, PlainLabel, plain_tooltip
from tradedesk.ui.wording import errors, reasons, tr

#: Pixels: a line, and so many of them before the list scrolls.
_LINE, _LINES = 30, 7


class OfferLine(QWidget):
    """One address: its tick, what it is, whose name stood before it, and what should be looked at."""

    changed = Signal()

    def __init__(self, offer: Offer, take: Callable[[Offer], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = offer
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        column.addLayout(row)
        address = offer.address
        shown = words.value_of(address) if address is not None else offer.text
        self.tick = QCheckBox()
        self.tick.setAccessibleName(tr("Add {address}", address=shown))
        self.tick.setChecked(address is not None)
        self.tick.setEnabled(address is not None)
        self.tick.toggled.connect(lambda _on: self.changed.emit())
        icon = Icon(words.icon_of(offer.channel) if offer.channel is not None else "circle-help", "faint", 14)
        value = ElidedLabel(shown, tone="" if address is not None else "muted")
        value.setMinimumWidth(150)
        row.addWidget(self.tick)
        row.addWidget(icon)
        row.addWidget(value, 2)
        if address is not None:
            chip = Chip(*words.kind_chip(address))
            chip.setToolTip(plain_tooltip(why(address)))
            row.addWidget(chip)
        self.person = self._person(offer)
        row.addWidget(self.person)
        told = self._told(offer)
        if told:
            tone = "muted" if address is not None or offer.refusal is None or _is_known(offer) else "bad"
            row.addWidget(PlainLabel(told, tone=tone, size="small", wrap=True), 3)
        else:
            row.addStretch(3)
        self.meant = Button("", kind="link", on_click=lambda: take(offer))
        self.meant.setVisible(bool(offer.meant))
        if offer.meant:
            self.meant.set_words(tr("Did you mean {address}?", address=offer.meant))
        row.addWidget(self.meant)

    @staticmethod
    def _person(offer: Offer) -> QCheckBox:
        """The name that stood before it, ticked: that contact is chosen, or made."""
        person = QCheckBox()
        person.setVisible(bool(offer.name) and offer.address is not None)
        name = offer.name.replace("&", "&&")
        person.setText(tr("of {name}", name=name) if offer.contact_id else tr("new contact {name}", name=name))
        person.setChecked(bool(offer.name))
        return person

    @staticmethod
    def _told(offer: Offer) -> str:
        if offer.refusal is not None:
            return tr("Known already.") if _is_known(offer) else errors.sentence(offer.refusal)
        return " ".join(reasons.sentence(each) for each in offer.notes)

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


class OfferList(QScrollArea):
    """The lines; as high as they are, up to a few, then it scrolls."""

    #: How many are ticked.
    counted = Signal(int)

    def __init__(self, take: Callable[[Offer], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self.lines: list[OfferLine] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What would be added"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show the lines of a list; a tick taken away stays away while the text is being gone on with."""
        off = {each.offer.text for each in self.lines if each.offer.address is not None and not each.tick.isChecked()}
        nameless = {each.offer.text for each in self.lines if each.offer.name and not each.person.isChecked()}
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        self.lines = []
        for offer in offers:
            line = OfferLine(offer, self._take)
            line.tick.setChecked(line.tick.isChecked() and offer.text not in off)
            line.person.setChecked(line.person.isChecked() and offer.text not in nameless)
            line.changed.connect(self._count)
            self.lines.append(line)
            column.addWidget(line)
        column.addStretch(1)
        self.setWidget(ground)
        self.setFixedHeight(min(ground.sizeHint().height(), _LINE * _LINES))
        self.setVisible(bool(offers))
        self._count()

    def _count(self) -> None:
        self.counted.emit(sum(each.ticked for each in self.lines))


def _is_known(offer: Offer) -> bool:
    return offer.refusal is not None and offer.refusal.code == "address-already-there"
