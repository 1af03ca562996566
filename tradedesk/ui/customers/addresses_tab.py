"""The tab "Addresses & purposes": the matrix, one address looked at, and what it means for the next message."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.address import Channel
from tradedesk.domain.party import PartyKind
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers.address_card import AddressCard
from tradedesk.ui.customers.address_form import AddressForm
from tradedesk.ui.customers.asking_part import AskingPart
from tradedesk.ui.customers.effects import EffectCard
from tradedesk.ui.customers.matrix_card import MatrixPart
from tradedesk.ui.customers.matrix_outcome import GapCard
from tradedesk.ui.customers.presenter import CustomersPresenter
from tradedesk.ui.customers.remedies import Remedies
from tradedesk.ui.customers.serving_card import ServingCard
from tradedesk.ui.widgets import Button, Card, EmptyState, Line, PlainLabel, SectionTitle
from tradedesk.ui.widgets.reading_order import bring_into_sight
from tradedesk.ui.wording import tr


class AddressesTab(QWidget):
    """Shows the addresses of the presenter's sheet."""

    #: Write the polite mail that asks which address is for what (B3).
    ask_requested = Signal()

    def __init__(self, presenter: CustomersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._looked_at: int | None = None
        self._party_id: int | None = None
        self._wanted: tuple[int, int] | None = None
        self._came: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        self.asking = AskingPart(presenter.desk)
        self.asking.remind_requested.connect(self.ask_requested)
        column.addWidget(self.asking)
        self.matrix = MatrixPart(presenter)
        self.model, self.view = self.matrix.model, self.matrix.view
        column.addWidget(self._card())
        remedies = Remedies(presenter, self.view, self._look_and_confirm, self.begin_adding, self)
        self.gaps = GapCard(remedies.of)
        self.effects = EffectCard()
        self.gaps.hide()
        self.effects.hide()
        column.addWidget(self.gaps)
        column.addWidget(self.effects)
        self.serving = ServingCard(presenter.desk)
        self.serving.hide()
        column.addWidget(self.serving)
        column.addStretch(1)
        self._listen()

    def _card(self) -> Card:
        card = Card()
        card.setAccessibleName(tr("Who receives what"))
        card.body.addWidget(self._head())
        card.add(Line())
        self.form = AddressForm(self._presenter)
        self.form.hide()
        card.add(self.form)
        card.add(self.matrix)
        self.look = AddressCard(self._presenter)
        self.look.hide()
        card.add(self.look)
        self.empty = EmptyState(
            "at-sign", tr("No addresses yet. The first mail address makes it possible to write."),
            tr("Add address"), self.begin_adding,
        )  # fmt: skip
        self.empty.setMinimumHeight(200)
        card.add(self.empty)
        return card

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(10)
        head.setFixedHeight(55)
        hint = PlainLabel(
            tr("Click a cell: To → Cc → never → off. Kinds are presumed until they are confirmed."),
            tone="muted", size="small", wrap=True,
        )  # fmt: skip
        self.ask = Button(tr("Ask the customer"), "mail-check", "quiet", self.ask_requested.emit)
        self.add = Button(tr("Address"), "plus", on_click=self.begin_adding)
        self.add.setAccessibleName(tr("Add address"))
        row.addWidget(SectionTitle(tr("Who receives what")))
        row.addWidget(hint, 1)
        row.addWidget(self.ask)
        row.addWidget(self.add)
        return head

    def _listen(self) -> None:
        presenter = self._presenter
        presenter.assigning.changed.connect(self._show_outcome)
        self.view.chosen.connect(self.look_at)
        self.view.walked.connect(lambda found: self.look_at(found) if self.look.isVisible() else None)
        self.form.added.connect(self._added)
        self.form.closed.connect(self._end_adding)
        self.effects.chosen.connect(self.look_at)
        self.look.closed.connect(lambda: self.look_at(None))
        self.look.kind_set.connect(presenter.set_kind)
        self.look.confirmed.connect(presenter.confirm)
        self.look.standing_set.connect(presenter.set_standing)
        self.look.whose_set.connect(presenter.set_whose)
        self.look.removed.connect(presenter.remove_address)
        presenter.leaving.connect(self.look.finish)

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show a party's addresses, gaps and effects."""
        if sheet.party.id != self._party_id:
            self._party_id = sheet.party.id
            self._looked_at = None
            self.form.hide()
        if self._wanted is not None and self._wanted[0] == sheet.party.id:
            self._looked_at, self._wanted = self._wanted[1], None
        self.asking.show_sheet(sheet)
        self.matrix.show_sheet(sheet)
        self.empty.setVisible(not sheet.addresses and self.form.isHidden())
        mails = [each for each in sheet.addresses if each.channel is Channel.MAIL and each.reachable]
        self.ask.setVisible(bool(mails))
        is_customer = sheet.party.kind is PartyKind.CUSTOMER
        self.ask.set_words(tr("Ask the customer") if is_customer else tr("Ask them"))
        self._show_looked_at(sheet)
        self._show_outcome()
        if self._came is not None and self.model.row_of(self._came) >= 0:
            # The keyboard goes on where the new ones stand.
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.go_to(self._came)
            self._came = None

    def want(self, party_id: int, address_id: int) -> None:
        """Look at an address as soon as its party is shown."""
        self._wanted = (party_id, address_id)

    def look_at(self, address_id: int | None) -> None:
        """Look at one address below the matrix; None closes."""
        self._looked_at = address_id
        if self._presenter.sheet is not None:
            self._show_looked_at(self._presenter.sheet)
        if address_id is None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_adding(self) -> None:
        """Open the form for a new address."""
        sheet = self._presenter.sheet
        if sheet is not None:
            self.empty.hide()
            self.form.begin(sheet.people)

    def _end_adding(self) -> None:
        self.form.hide()
        sheet = self._presenter.sheet
        if sheet is not None:
            self.empty.setVisible(not sheet.addresses)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _added(self, numbers: tuple[int, ...]) -> None:
        """A new address is looked at at once, so that what was presumed can be corrected; of several none."""
        self.form.hide()
        self._looked_at = numbers[0] if len(numbers) == 1 else None
        self._came = numbers[0] if numbers else None

    def _look_and_confirm(self, address_id: int) -> None:
        """Look at an address to confirm it: the words for who said so come first."""
        self.look_at(address_id)
        self.look.evidence.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_looked_at(self, sheet: CustomerSheet) -> None:
        address = next((each for each in sheet.addresses if each.id == self._looked_at), None)
        came = self.look.isHidden() and address is not None
        if address is not None:
            self.look.show_address(address, sheet)
        self.look.setVisible(address is not None)
        self.view.mark(address.id if address is not None else None)
        if came and address is not None:
            if self.view.current_address() != address.id:
                self.view.go_to(address.id)
            QTimer.singleShot(0, self, lambda: bring_into_sight(self.look))

    def _show_outcome(self) -> None:
        """What is missing, then where each kind of message would go now."""
        sheet = self._presenter.sheet
        if sheet is not None:
            self.gaps.show_gaps(sheet.gaps)
            self.effects.setVisible(bool(sheet.effects and sheet.addresses))
            self.serving.show_sheet(sheet)
            self.effects.show_effects(sheet, self._presenter.assigning.turned)
