"""What is done on a party's overview besides its own fields: accounts, employers, purposes of postal addresses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.services import bank_accounts, customer_forms, employments, party_files
from tradedesk.ui.customers.presenter import CustomersPresenter, Tell
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors


class CompanyActions(QObject):
    """Each is one verb on the lane; what is wrong is told beside the field by ``presenter.told``."""

    def __init__(self, desk: Desk, presenter: CustomersPresenter) -> None:
        super().__init__(presenter)
        self.desk, self.presenter = desk, presenter

    # -- bank accounts -------------------------------------------------------------------------------------------------

    def add_account(self) -> None:
        """Add a bank account to be filled in."""
        if self.presenter.party_id is not None:
            self._do(bank_accounts.add, self.presenter.party_id)

    def set_account_field(self, number: int, field: str, text: str) -> None:
        """Save a field of a bank account."""
        self.presenter.save_field("account", number, field, bank_accounts.set_field, text)

    def confirm_account(self, number: int, evidence: str, tell: Tell) -> None:
        """Somebody confirmed an account."""
        self._told(tell, bank_accounts.confirm, number, evidence)

    def remove_account(self, number: int) -> None:
        """Remove a bank account."""
        self._do(bank_accounts.remove, number)

    # -- several employers ---------------------------------------------------------------------------------------------

    def add_employer(self, contact_id: int, party_id: int, tell: Tell) -> None:
        """Enter a person at another party as well."""
        self._told(tell, employments.add, contact_id, party_id)

    def set_employment_field(self, number: int, field: str, text: str) -> None:
        """Save what a person is at another firm."""
        self.presenter.save_field("employment", number, field, employments.set_field, text)

    def remove_employment(self, number: int) -> None:
        """Take a person out of another firm."""
        self._do(employments.remove, number)

    def open_party(self, party_id: int, kind: str) -> None:
        """Go to another party."""
        self.desk.open(Place("customers", party_id, {"kind": kind, "tab": "overview"}))

    # -- postal addresses and files ------------------------------------------------------------------------------------

    def set_postal_purpose(self, number: int, purpose: str, wanted: bool) -> None:
        """Tick a purpose of a postal address, or take the tick away."""
        self._do(partial(customer_forms.set_postal_purpose, wanted=wanted), number, purpose)

    def open_file(self, number: int, show: Callable[[Any], object]) -> None:
        """Look after a file before it is opened; ``show`` is given its path."""
        self.desk.run(party_files.ready, number, on_done=show, owner=self)

    def _do(self, verb: Callable[..., Any], *args: Any) -> None:
        self.desk.run(verb, *args, owner=self)

    def _told(self, tell: Tell, verb: Callable[..., Any], *args: Any) -> None:
        def refused(error: TradeError) -> None:
            if isinstance(error, RuleSaysNo):
                tell(errors.sentence(error))
            else:
                self.desk.refused.emit(errors.sentence(error))

        self.desk.run(verb, *args, on_done=lambda _done: tell(""), on_error=refused, owner=self)
