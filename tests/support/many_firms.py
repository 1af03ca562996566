"""Five customers beside the desk's own one: three with a mailbox, one whose mailbox bounced, one with none."""

from __future__ import annotations

from dataclasses import replace

from tradedesk.domain.address import Address, Channel, MailboxKind, Standing
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import parties
from tradedesk.services.bench import Bench


class ManyFirms:
    """Numbers by name; ours has a mail address of its own."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        own = bench.own()
        with bench.ledger.write("filled", undoable=False) as writer:
            self.own_mail = address_rows.add(writer, mailbox(own.id, "me@lantian.com"))
            self.alpha = self._customer(writer, "Alpha", "info@alpha.de")
            self.beta = self._customer(writer, "Beta", "office@beta.fr", "second@beta.fr")
            self.gamma = self._customer(writer, "Gamma", "hello@gamma.it")
            self.gone = self._customer(writer, "Delta", "old@delta.es", standing=Standing.BOUNCED)
            self.silent = self._customer(writer, "Epsilon")
        bench.ledger.take_news()
        self.all = (self.alpha, self.beta, self.gamma, self.gone, self.silent)

    def forget_own_mail(self) -> None:
        """Nobody has said which address is one's own."""
        with self.bench.ledger.write("removed", undoable=False) as writer:
            address_rows.remove(writer, address_rows.address(self.bench.ledger.read, self.own_mail))
        self.bench.ledger.take_news()

    @staticmethod
    def _customer(writer, name, *mails, standing=Standing.CONFIRMED):
        party = parties.add_party(writer, Party(0, PartyKind.CUSTOMER, name, country="DE", languages=("en",)))
        person = parties.add_contact(writer, Contact(0, party, f"{name} person", is_main=True))
        for value in mails:
            address_rows.add(writer, replace(mailbox(party, value, person), standing=standing))
        return party


def mailbox(party: int, value: str, contact: int | None = None) -> Address:
    """A confirmed mailbox of the company."""
    sure = {"kind": MailboxKind.COMPANY, "kind_confirmed": True, "standing": Standing.CONFIRMED}
    return Address(0, party, contact, Channel.MAIL, value, **sure)
