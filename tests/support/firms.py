"""Us, a factory, a forwarder and a customer: who has a job on an order, and who must not learn of whom."""

from __future__ import annotations

from tradedesk.domain.address import Address, Channel, MailboxKind, Standing
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.ledger import addresses, parties


class Firms:
    """Us, a factory, a forwarder and a customer, each with a person and a mailbox."""

    def __init__(self, bench):
        self.own, self.lin = self._firm(bench, PartyKind.OWN, "Ningbo Lantian", "Lin Wei", "lin@lantian.example")
        self.factory, self.zhou = self._firm(
            bench, PartyKind.SUPPLIER, "Anji Rattan Works", "Mr. Zhou", "zhou@anji.example", ("zh",)
        )
        self.forwarder, self.tan = self._firm(
            bench, PartyKind.FORWARDER, "PortLink Forwarding", "Ms. Tan", "tan@portlink.example"
        )
        self.customer, self.khalid = self._firm(
            bench, PartyKind.CUSTOMER, "Gulf Horizon Trading LLC", "Khalid", "orders@gulfhorizon.example"
        )
        with bench.ledger.write("added") as writer:
            self.chen = parties.add_contact(writer, Contact(0, self.own, "Ms. Chen"))
            addresses.add(writer, _mail(self.own, self.chen, "chen@lantian.example"))

    @staticmethod
    def _firm(bench, kind, name, person, mail, languages=("en",)):
        with bench.ledger.write("added") as writer:
            party = parties.add_party(writer, Party(0, kind, name, languages=languages, zone="Asia/Shanghai"))
            contact = parties.add_contact(writer, Contact(0, party, person, is_main=True))
            addresses.add(writer, _mail(party, contact, mail))
        return party, contact


def _mail(party, contact, value):
    return Address(0, party, contact, Channel.MAIL, value, kind=MailboxKind.COMPANY, standing=Standing.CONFIRMED)
