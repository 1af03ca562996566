"""Other firms' mailboxes under the customer they serve, and what addresses are called where they are found (B1, B4)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from tests.gui.customers.window import CustomersWindow
from tests.support.small_company import SmallCompany
from tradedesk.domain.address import Channel, Department, MailboxKind, Standing
from tradedesk.domain.party import PartyKind
from tradedesk.domain.purpose import Role
from tradedesk.services import addresses, assignments, customers, order_roles, orders
from tradedesk.services.bench import Bench
from tradedesk.services.search import search
from tradedesk.ui.orders.message_state import message_lines
from tradedesk.ui.places import Place


@pytest.fixture
def forwarder(bench: Bench, firm: SmallCompany) -> int:
    """Has the logistics of an order of Gulf Horizon, whose shipping documents go to its mailbox."""
    made = customers.add_party(bench, PartyKind.FORWARDER, "PortLink Forwarding")
    docs = addresses.add(bench, made, Channel.MAIL, "docs@portlink-fwd.com", None)
    addresses.confirm(bench, docs, MailboxKind.DEPARTMENT, Department.LOGISTICS, "by phone")
    order_roles.add(bench, firm.owing, "logistics", party_id=made)
    here = addresses.add(bench, firm.gulf, Channel.MAIL, "docs@portlink-fwd.com", None)
    shipping = next(each.id for each in customers.sheet(bench, firm.gulf).purposes if each.code == "shipping")
    assignments.assign(bench, firm.gulf, here, shipping, Role.TO)
    bench.ledger.take_news()
    return made


@pytest.fixture
def seen(seen: CustomersWindow, forwarder: int) -> CustomersWindow:
    seen.open(seen.firm.gulf, tab="addresses")
    seen.until(lambda: bool(seen.addresses.serving.chips))
    return seen


def test_a_forwarders_mailbox_stands_under_the_customer_with_whose_it_is_and_what_for(seen):
    assert seen.addresses.model.kind_face(0).kind[0] == "Forwarder"
    assert seen.addresses.model.address_face(0).whose == "PortLink Forwarding"
    card = seen.addresses.serving
    seen.until(lambda: "PortLink Forwarding · Forwarder · logistics: TD-2026-0131" in seen.words(card))
    (chip,) = card.chips
    assert (chip.words.strong, chip.words.soft) == (
        "docs@portlink-fwd.com", "Forwarder – logistics · To Shipping docs",
    )  # fmt: skip


def test_a_mailbox_that_bounced_at_the_forwarder_is_named_and_leads_to_its_entry_here(seen, bench, forwarder):
    number = customers.sheet(bench, forwarder).addresses[0].id
    seen.desk.run(addresses.set_standing, number, Standing.BOUNCED)
    seen.open(seen.firm.gulf, tab="addresses")
    seen.until(lambda: "docs@portlink-fwd.com bounced or is no longer used at" in seen.words(seen.addresses.gaps))
    (look,) = [each for each in seen.addresses.gaps.findChildren(QAbstractButton) if each.text() == "Look at it"]
    seen.qtbot.mouseClick(look, Qt.MouseButton.LeftButton)
    seen.until(seen.addresses.look.isVisible)


def test_its_chip_leads_to_the_mailbox_at_the_forwarder(seen, forwarder):
    seen.qtbot.keyClick(seen.addresses.serving.chips[0], Qt.Key.Key_Return)
    seen.until(lambda: seen.page.detail.name.text() == "PortLink Forwarding" and seen.addresses.look.isVisible())
    assert seen.addresses.look.label.text() == "Forwarder – logistics"
    seen.until(lambda: "Gulf Horizon · Customer · has the same mailbox" in seen.words(seen.addresses.serving))


def test_an_address_that_was_found_opens_at_its_customer(seen, bench, firm):
    seen.open(firm.nordlicht)
    places = [each.place for each in search(bench, "docs@port") if each.kind == "address"]
    seen.desk.open(Place(*next(each for each in places if each[1] == firm.gulf)))
    seen.until(lambda: seen.page.detail.name.text() == "Gulf Horizon Trading LLC" and seen.addresses.look.isVisible())
    assert seen.addresses.look.accessibleName() == "docs@portlink-fwd.com"


def test_the_messages_of_an_order_say_what_their_addresses_are_called(bench, firm, forwarder):
    with bench.ledger.write("filled", undoable=False) as writer:
        row = {"at": "2026-11-20T08:00:00Z", "medium": "mail", "direction": "out", "subject": "Papers", "state": "sent"}
        number = writer.insert("messages", {**row, "party_id": firm.gulf, "order_id": firm.owing, "body": ""})
        for role, value in (("to", "docs@portlink-fwd.com"), ("cc", "new@gulfhorizon.ae")):
            writer.insert("message_recipients", {"message_id": number, "role": role, "value": value})
    line = next(each for each in message_lines(orders.sheet(bench, firm.owing)) if each.id == number)
    assert line.detail == "To docs@portlink-fwd.com (Forwarder – logistics) · Cc new@gulfhorizon.ae"
    assert "Forwarder – logistics" in line.spoken
