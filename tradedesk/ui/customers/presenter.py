"""What the page of parties shows and does, without widgets: which list, which party, and every change of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.errors import NotThere, RuleSaysNo, TradeError
from tradedesk.domain.party import PartyKind
from tradedesk.services import addresses, customer_facts, customer_forms, customer_record, customers
from tradedesk.services.customer_facts import CustomerFacts
from tradedesk.services.customer_record import PartyPage, PartyRecord
from tradedesk.services.customers import CustomerSheet
from tradedesk.services.finding import CustomerQuery
from tradedesk.ui import purpose_names
from tradedesk.ui.customers.assigning import Assigning
from tradedesk.ui.customers.finding import Finding
from tradedesk.ui.customers.purpose_actions import PurposeActions
from tradedesk.ui.desk import Desk
from tradedesk.ui.jobs import Job
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors

TABS = ("overview", "addresses", "orders", "messages", "files", "notes")
#: What the page shows or counts: news of other nouns leaves it alone.
_TOUCHED = frozenset({"parties", "orders", "messages", "points", "purposes", "assignments", "promise_terms"})

#: Called with the sentence that belongs beside a field; an empty one takes it away.
Tell = Callable[[str], object]


class CustomersPresenter(QObject):
    """Holds the state; the page renders it when a signal says that it changed."""

    #: The party, its sheet or its cells changed.
    sheet_changed = Signal()
    facts_changed = Signal()
    #: Something was found wrong with (form, number, field): the sentence; empty when it is well again.
    told = Signal(str, int, str, str)
    #: Another party is about to be shown: what is still being typed belongs to the one before.
    leaving = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        #: Which parties the list shows.
        self.finding = Finding(desk, self)
        self.party_id: int | None = None
        self.tab = "addresses"
        self.adding = False
        self.sheet: CustomerSheet | None = None
        self.record = PartyRecord()
        self.facts: CustomerFacts | None = None
        #: Filling "who receives what", and its columns.
        self.assigning = Assigning(desk, self, self)
        self.purposes = PurposeActions(desk, self)
        #: The party that was added just now and has not been shown yet.
        self.just_added: int | None = None
        self._reading: Job | None = None

    # -- the list ------------------------------------------------------------------------------------------------------

    @property
    def query(self) -> CustomerQuery:
        """Which parties the list shows, in which order."""
        query: CustomerQuery = self.finding.query
        return query

    def look_for(self, **changed: Any) -> None:
        """Change the list: kind, chip, search, sort or filter."""
        self.finding.look_for(**changed)

    def switch_kind(self, kind: str) -> None:
        """Go over to the parties of another kind; the first of them will be shown."""
        if kind == self.query.kind:
            return
        self.leaving.emit()
        self.party_id, self.adding = None, False
        self.look_for(kind=kind)
        self.keep_place()

    # -- the party -----------------------------------------------------------------------------------------------------

    def show_party(self, party_id: int, tab: str = "") -> None:
        """Show a party, on the tab given or the one shown."""
        self.tab = tab if tab in TABS else self.tab
        self.adding = False
        if party_id != self.party_id:
            self.leaving.emit()
            self.party_id = party_id
        self.read()

    def show_tab(self, tab: str) -> None:
        """Show another tab of the same party."""
        self.tab = tab
        self.keep_place()

    def start_new(self, kind: str) -> None:
        """Ask for the name of a new party."""
        self.leaving.emit()
        self.look_for(kind=kind)
        self.adding = True
        self.sheet_changed.emit()

    def add_party(self, name: str, tell: Tell) -> None:
        """Add the party that was named and show it for filling in."""

        def added(party_id: int) -> None:
            self.tab = "overview"
            self.adding = False
            self.finding.clear()
            self.party_id = self.just_added = party_id
            self._desk.places.replace(self.place())
            self.read()

        self._desk.run(customers.add_party, PartyKind(self.query.kind), name, on_done=added,
                       on_error=lambda error: tell(errors.sentence(error)), owner=self)  # fmt: skip

    def place(self) -> Place:
        """Where the user is, so that back and forward lead to the same party and tab."""
        return Place("customers", self.party_id, {"kind": self.query.kind, "tab": self.tab})

    def keep_place(self) -> None:
        """Correct the present entry of the history."""
        here = self._desk.places.current
        if here is not None and here.page == "customers" and not self.adding:
            self._desk.places.replace(self.place())

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read again what the changes touch; where only cells were filled, only them."""
        self.finding.refresh(changes)
        if {noun for noun, _ in changes} == {"assignments"}:
            self.assigning.read()
        elif any(noun in _TOUCHED for noun, _ in changes):
            self.read()

    def read(self) -> None:
        """Read the party's sheet, then its facts."""
        if self.party_id is None:
            return
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._desk.run(customer_record.page, self.party_id, on_done=self._page_arrived,
                                       on_error=self._sheet_missing, owner=self)  # fmt: skip
        self.read_facts()

    def read_facts(self) -> None:
        """Reckon what stands above the party; also as time goes by."""
        if self.party_id is not None:
            self._desk.run(customer_facts.facts, self.party_id, on_done=self._facts_arrived,
                           on_error=lambda _gone: None, owner=self)  # fmt: skip

    def _page_arrived(self, page: PartyPage) -> None:
        self._reading = None
        sheet = page.sheet
        if sheet.party.id != self.party_id or self.assigning.busy:
            return
        self.assigning.sheet_arrived(sheet)
        purpose_names.learn(sheet.purposes)
        self.sheet, self.record = sheet, page.record
        if not self.adding and sheet.party.kind != self.query.kind and sheet.party.kind is not PartyKind.OWN:
            self.look_for(kind=str(sheet.party.kind))
        self.keep_place()
        self.sheet_changed.emit()

    def _sheet_missing(self, error: TradeError) -> None:
        self._reading = None
        if not isinstance(error, NotThere):
            self._desk.refused.emit(errors.sentence(error))
        self.party_id, self.sheet, self.facts = None, None, None
        self.sheet_changed.emit()

    def _facts_arrived(self, facts: CustomerFacts) -> None:
        if facts.party_id == self.party_id:
            self.facts = facts
            self.facts_changed.emit()

    @property
    def desk(self) -> Desk:
        """Where verbs run."""
        return self._desk

    # -- addresses -----------------------------------------------------------------------------------------------------

    def set_kind(self, address_id: int, kind: MailboxKind, department: Department | None) -> None:
        """Correct a presumed kind by hand."""
        self._do(addresses.set_kind, address_id, kind, department)

    def confirm(self, address: Address, kind: MailboxKind, department: Department | None, evidence: str) -> None:
        """The customer said that it is right: confirmed today, by these words (B2)."""
        if address.channel is Channel.MAIL:
            self._do(addresses.confirm, address.id, kind, department, evidence)
        else:
            self._do(addresses.set_standing, address.id, Standing.CONFIRMED, evidence)

    def set_standing(self, address_id: int, standing: Standing, evidence: str = "") -> None:
        """Say that an address bounced, is retired, or is in use again."""
        self._do(addresses.set_standing, address_id, standing, evidence)

    def set_whose(self, address_id: int, contact_id: int | None) -> None:
        """Say whose address it is."""
        self._do(addresses.set_contact, address_id, contact_id)

    def remove_address(self, address_id: int) -> None:
        """Remove an address entered by mistake."""
        self._do(addresses.remove, address_id)

    # -- forms ---------------------------------------------------------------------------------------------------------

    def set_field(self, field: str, text: str) -> None:
        """Save a field of the party shown."""
        if self.sheet is not None:
            self.save_field("party", self.sheet.party.id, field, customer_forms.set_field, text)

    def set_contact_field(self, contact_id: int, field: str, text: str) -> None:
        """Save a field of a contact."""
        self.save_field("contact", contact_id, field, customer_forms.set_contact_field, text)

    def set_postal_field(self, number: int, field: str, text: str) -> None:
        """Save a field of a postal address."""
        self.save_field("postal", number, field, customer_forms.set_postal_field, text)

    def add_contact(self, name: str, tell: Tell) -> None:
        """Add a contact by its name."""
        self._desk.run(customer_forms.add_contact, self.party_id, name, on_done=lambda _id: tell(""),
                       on_error=lambda error: tell(errors.sentence(error)), owner=self)  # fmt: skip

    def remove_contact(self, contact_id: int) -> None:
        """Remove a contact."""
        self._do(customer_forms.remove_contact, contact_id)

    def add_postal(self, purpose: str) -> None:
        """Add a postal address to be filled in."""
        self._do(customer_forms.add_postal_address, self.party_id, purpose)

    def remove_postal(self, number: int) -> None:
        """Remove a postal address."""
        self._do(customer_forms.remove_postal_address, number)

    def _do(self, verb: Callable[..., Any], *args: Any) -> None:
        self._desk.run(verb, *args, owner=self)

    def save_field(self, form: str, number: int, field: str, verb: Callable[..., Any], text: str) -> None:
        """Save a field of a form by its verb; what is wrong with it is told beside the field."""

        def refused(error: TradeError) -> None:
            if isinstance(error, RuleSaysNo) and (form != "party" or number == self.party_id):
                self.told.emit(form, number, field, errors.sentence(error))
            else:
                self._desk.refused.emit(errors.sentence(error))
                self.read()

        self._desk.run(verb, number, field, text, on_done=lambda _none: self.told.emit(form, number, field, ""),
                       on_error=refused, owner=self)  # fmt: skip
