"""What can be done with the addresses of the party shown, each verb through the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QObject

from tradedesk.domain.address import Channel, MailboxKind
from tradedesk.domain.errors import TradeError
from tradedesk.services import address_lists, addresses, mail_domains
from tradedesk.services.address_lists import Chosen, Offer
from tradedesk.services.addresses import Evidence
from tradedesk.services.customers import CustomerSheet
from tradedesk.services.mail_domains import DomainView
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import errors

#: Called with the sentence that belongs beside a field; an empty one takes it away.
Tell = Callable[[str], object]


class Shown(Protocol):
    """What the addresses need of the page: its desk and the party that it shows."""

    party_id: int | None
    sheet: CustomerSheet | None

    @property
    def desk(self) -> Desk:
        """Where verbs run."""


class AddressActions(QObject):
    """The verbs of one form or card; it knows no widget."""

    def __init__(self, shown: Shown, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = shown

    @property
    def sheet(self) -> CustomerSheet | None:
        """The party shown."""
        return self._shown.sheet

    def offers(self, channel: Channel | None, text: str, show: Callable[[tuple[Offer, ...]], object]) -> None:
        """Look at what a text would add."""
        if self._shown.party_id is not None:
            self._run(address_lists.offers, self._shown.party_id, channel, text, on_done=show)

    def add(self, chosen: Sequence[Chosen], added: Callable[[tuple[int, ...]], object], tell: Tell) -> None:
        """Add what was left ticked, in one step."""
        if self._shown.party_id is not None:
            self._run(address_lists.add_many, self._shown.party_id, tuple(chosen), on_done=added, tell=tell)

    def set_note(self, address_id: int, note: str) -> None:
        """Keep a note."""
        self._run(addresses.set_note, address_id, note)

    def set_days(self, address_id: int, first: date | None, last: date | None, tell: Tell) -> None:
        """Say from when to when it may be used."""
        self._run(addresses.set_days, address_id, first, last, tell=tell)

    def set_backup(self, address_id: int, other_id: int | None, tell: Tell) -> None:
        """Say for which other address it stands in."""
        self._run(addresses.set_backup, address_id, other_id, tell=tell)

    def set_evidence(self, address_id: int, words: str, message_id: int | None) -> None:
        """Say who said so, and in which message."""
        self._run(addresses.set_evidence, address_id, words, message_id)

    def set_standing_day(self, address_id: int, day: date, tell: Tell) -> None:
        """Say when it was confirmed, bounced or put away."""
        self._run(addresses.set_standing_day, address_id, day, tell=tell)

    def messages(self, party_id: int, show: Callable[[tuple[Evidence, ...]], object]) -> None:
        """The party's last messages: one of them may confirm an address."""
        self._run(addresses.latest_messages, party_id, on_done=show)

    def message(self, message_id: int, show: Callable[[Evidence | None], object]) -> None:
        """One message, however old."""
        self._run(addresses.evidence, message_id, on_done=show)

    def open_message(self, message_id: int) -> None:
        """Show a message in the log."""
        self._shown.desk.open(Place("log", message_id))

    def look_at_domain(self, address_id: int, show: Callable[[DomainView | None], object]) -> None:
        """The domain of an address, and who else is there."""
        self._shown.desk.run(mail_domains.look, address_id, on_done=show, on_error=lambda _gone: show(None), owner=self)

    def say_of_domain(self, domain: str, kind: MailboxKind, then: Callable[[], object]) -> None:
        """Say what every mailbox there is."""
        self._run(mail_domains.say, domain, kind, on_done=lambda _changed: then())

    def forget_domain(self, domain: str, then: Callable[[], object]) -> None:
        """Let the lists decide again."""
        self._run(mail_domains.forget, domain, on_done=lambda _changed: then())

    def _run(
        self,
        verb: Callable[..., Any],
        *args: Any,
        on_done: Callable[[Any], object] | None = None,
        tell: Tell | None = None,
    ) -> None:
        def refused(error: TradeError) -> None:
            assert tell is not None
            tell(errors.sentence(error))

        def done(result: Any) -> None:
            if tell is not None:
                tell("")
            if on_done is not None:
                on_done(result)

        self._shown.desk.run(verb, *args, on_done=done, on_error=refused if tell is not None else None, owner=self)
