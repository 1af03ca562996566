"""Other firms under the customer they serve: whose mailboxes they are, for what, and what they are called (B1, B4)."""

from __future__ import annotations

import pytest

from tests.support.an_order import add_party, an_order
from tradedesk.domain.address import Channel, Department, MailboxKind, Standing
from tradedesk.domain.party import PartyKind
from tradedesk.services import (
    address_labels,
    addresses,
    assignments,
    customer_forms,
    customers,
    log,
    order_life,
    order_roles,
    orders,
)
from tradedesk.services.search import search


@pytest.fixture
def gulf(bench):
    return add_party(bench, "Gulf Horizon Trading LLC", short_name="Gulf Horizon")


@pytest.fixture
def forwarder(bench):
    return customers.add_party(bench, PartyKind.FORWARDER, "PortLink Forwarding")


def mail(bench, party, value, contact=None):
    return addresses.add(bench, party, Channel.MAIL, value, contact)


def test_a_forwarder_with_a_job_is_seen_under_the_customer_with_its_orders_and_its_persons_mailbox(
    bench, gulf, forwarder
):
    lin = customer_forms.add_contact(bench, forwarder, "Lin Mei")
    mail(bench, forwarder, "docs@portlink-fwd.com")
    number = mail(bench, forwarder, "lin.mei@portlink-fwd.com", lin)
    addresses.confirm(bench, number, MailboxKind.COMPANY, None, "by phone")
    first, second = an_order(bench, gulf), an_order(bench, gulf)
    for order in (first, second):
        order_roles.add(bench, order, "logistics", party_id=forwarder, contact_id=lin)
    (firm,) = customers.sheet(bench, gulf).firms
    numbers = tuple(orders.sheet(bench, each).file.order.number for each in (second, first))
    assert (firm.name, firm.kind, firm.jobs) == ("PortLink Forwarding", "forwarder", (("logistics", numbers),))
    (mailbox,) = firm.mailboxes
    assert (mailbox.address.value, mailbox.label.code) == ("lin.mei@portlink-fwd.com", "address-label.official")
    assert customers.sheet(bench, forwarder).firms == ()


def test_a_firms_mailbox_entered_at_the_customer_is_known_as_the_firms(bench, gulf, forwarder):
    theirs = mail(bench, forwarder, "docs@portlink-fwd.com")
    addresses.confirm(bench, theirs, MailboxKind.DEPARTMENT, Department.LOGISTICS, "")
    here, own = mail(bench, gulf, "docs@portlink-fwd.com"), mail(bench, gulf, "orders@gulfhorizon.ae")
    sheet = customers.sheet(bench, gulf)
    assert [each.entry for each in sheet.firms[0].mailboxes] == [here]
    owner = sheet.owner(here)
    assert owner is not None
    assert owner.party_id == forwarder
    assert sheet.owner(own) is None


def test_a_mailbox_that_bounced_at_the_firm_is_a_gap_at_the_customer_until_it_is_out_of_use_there_too_a7(
    bench, gulf, forwarder
):
    theirs, here = mail(bench, forwarder, "docs@portlink-fwd.com"), mail(bench, gulf, "docs@portlink-fwd.com")
    assert "dead-at-firm" not in gap_codes(bench, gulf)
    addresses.set_standing(bench, theirs, Standing.BOUNCED)
    sheet = customers.sheet(bench, gulf)
    (gap,) = [each for each in sheet.gaps if each.code == "dead-at-firm"]
    assert (gap.fact("address"), gap.fact("firm")) == ("docs@portlink-fwd.com", "PortLink Forwarding")
    # A cell that is filled meanwhile changes nothing of it.
    assert gap in assignments.outcome(sheet, sheet.assignments).gaps
    addresses.set_standing(bench, here, Standing.BOUNCED)
    assert "dead-at-firm" not in gap_codes(bench, gulf)


def gap_codes(bench, party):
    return [each.code for each in customers.sheet(bench, party).gaps]


def test_a_mailbox_that_two_customers_share_stays_each_ones_own_and_says_who_else_has_it(bench, gulf):
    other = add_party(bench, "Desert Homes LLC")
    here = mail(bench, gulf, "khalid.dxb@gmail.com")
    mail(bench, other, "khalid.dxb@gmail.com")
    sheet = customers.sheet(bench, gulf)
    assert [(each.name, each.jobs) for each in sheet.firms] == [("Desert Homes LLC", ())]
    assert sheet.owner(here) is None


def test_a_cancelled_order_and_our_own_people_bring_no_other_firm(bench, gulf, forwarder):
    ours = customers.add_party(bench, PartyKind.COLLEAGUE, "Lantian Warehouse")
    running, gone = an_order(bench, gulf), an_order(bench, gulf)
    order_roles.add(bench, running, "merchandising", party_id=ours)
    order_roles.add(bench, gone, "logistics", party_id=forwarder)
    assert [each.party_id for each in customers.sheet(bench, gulf).firms] == [forwarder]
    order_life.end_order(bench, gone, "no need")
    assert customers.sheet(bench, gulf).firms == ()


def test_an_address_is_called_by_its_customer_and_a_forwarders_by_the_forwarder(bench, gulf, forwarder):
    addresses.confirm(bench, mail(bench, gulf, "orders@gulfhorizon.ae"), MailboxKind.COMPANY, None, "")
    for party in (add_party(bench, "Desert Homes LLC"), gulf):
        mail(bench, party, "shared@gmail.com")
    mail(bench, gulf, "docs@portlink-fwd.com")
    mail(bench, forwarder, "docs@portlink-fwd.com")
    values = ["Orders@GulfHorizon.ae", "shared@gmail.com", "docs@portlink-fwd.com", "nobody@else.com"]
    found = address_labels.labels_of(bench, values, gulf)
    assert {value: (label.code.partition(".")[2], label.fact("party")) for value, label in found.items()} == {
        "Orders@GulfHorizon.ae": ("official", "customer"),
        "shared@gmail.com": ("personal", "customer"),
        "docs@portlink-fwd.com": ("department-presumed", "forwarder"),
    }


def test_the_messages_of_an_order_know_what_their_addresses_are_called(bench, gulf):
    addresses.confirm(bench, mail(bench, gulf, "orders@gulfhorizon.ae"), MailboxKind.COMPANY, None, "")
    order = an_order(bench, gulf)
    log.note(bench, medium="mail", direction="in", text="Fine", party_id=gulf, order_id=order,
             who="orders@gulfhorizon.ae")  # fmt: skip
    labels = orders.sheet(bench, order).labels
    assert {value: each.code for value, each in labels.items()} == {"orders@gulfhorizon.ae": "address-label.official"}


def test_an_address_is_found_by_a_part_of_it_with_its_label_and_leads_to_itself(bench, gulf):
    number = mail(bench, gulf, "orders@gulfhorizon.ae")
    addresses.confirm(bench, number, MailboxKind.COMPANY, None, "")
    chat = addresses.add(bench, gulf, Channel.WHATSAPP, "+971 50 555 0134", None)
    (hit,) = [each for each in search(bench, "orders@gulf") if each.kind == "address"]
    assert (hit.title, hit.detail, hit.label.code) == ("orders@gulfhorizon.ae", "Gulf Horizon Trading LLC",
                                                       "address-label.official")  # fmt: skip
    assert hit.place == ("customers", gulf, {"tab": "addresses", "address": number})
    assert [each.place[2]["address"] for each in search(bench, "050 555 0134") if each.kind == "address"] == [chat]
    assert [each for each in search(bench, "horizon trading") if each.kind == "address"] == []
