"""What the whole domain of an address is taken to be, and who else is there: corrected for all of them at once."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradedesk.domain.address import Address, Channel, MailboxKind
from tradedesk.services.mail_domains import DomainView
from tradedesk.ui.customers import words
from tradedesk.ui.customers.address_actions import AddressActions
from tradedesk.ui.widgets import Button, Icon, PlainLabel
from tradedesk.ui.wording import together, tr, trn


class DomainLine(QWidget):
    """Below the kind of one mailbox; nothing while the domain is not read, or for a number."""

    def __init__(self, actions: AddressActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._address: Address | None = None
        self._view: DomainView | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.told = PlainLabel(tone="muted", size="small", wrap=True)
        self.whole = Button(tr("Say it of the whole domain"), kind="link", on_click=self._say)
        self.back = Button(tr("Let the lists decide again"), kind="link", on_click=self._forget)
        row.addWidget(Icon("globe", "faint", 14))
        row.addWidget(self.told, 1)
        row.addWidget(self.whole)
        row.addWidget(self.back)
        self.setMinimumHeight(self.whole.sizeHint().height())
        self.hide()

    def show_address(self, address: Address) -> None:
        """Read the domain of an address; what is told of another one goes at once, and the line keeps its place."""
        if self._address is None or self._address.id != address.id:
            self._view = None
            self.told.setText(" ")
            self.whole.hide()
            self.back.hide()
        self._address = address
        self.setVisible(address.channel is Channel.MAIL)
        if address.channel is Channel.MAIL:
            self._actions.look_at_domain(address.id, lambda view: self._came(address, view))

    def _came(self, address: Address, view: DomainView | None) -> None:
        if address is not self._address or view is None:
            return
        self._view = view
        self.told.setText(_sentence(view))
        kind = _of_domain(address.kind)
        self.whole.set_words(tr("Say “{kind}” of all {domain}", kind=words.kind_of_mailbox(kind), domain=view.domain))
        self.whole.setVisible(kind is not MailboxKind.UNSURE and view.said is not kind)
        self.back.setVisible(view.said is not None)

    def _say(self) -> None:
        if self._view is not None and self._address is not None:
            self._actions.say_of_domain(self._view.domain, _of_domain(self._address.kind), self._read)

    def _forget(self) -> None:
        if self._view is not None:
            self._actions.forget_domain(self._view.domain, self._read)

    def _read(self) -> None:
        if self._address is not None:
            self.show_address(self._address)


def _of_domain(kind: MailboxKind) -> MailboxKind:
    """What a mailbox says of its domain: a department's is a company's."""
    return MailboxKind.COMPANY if kind is MailboxKind.DEPARTMENT else kind


def _sentence(view: DomainView) -> str:
    told = []
    if view.said is not None:
        kind = words.kind_of_mailbox(view.said)
        told.append(tr("You said of {domain}: {kind}.", domain=view.domain, kind=kind))
    if not view.others:
        told.append(tr("No other address at {domain}.", domain=view.domain))
        return together(told)
    told.append(trn("{n} other address at {domain}.", "{n} other addresses at {domain}.", view.others,
                    domain=view.domain))  # fmt: skip
    if view.parties:
        told.append(trn("{n} other firm is there too.", "{n} other firms are there too.", view.parties))
    if view.by_hand:
        told.append(trn("{n} was set by hand and stays.", "{n} were set by hand and stay.", view.by_hand))
    return together(told)
