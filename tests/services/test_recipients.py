"""Recipients changed by hand: allowed, and what it means is said at once (A1, A2, A7, B4, H3)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tradedesk.domain.address import Address, Channel, MailboxKind, Standing
from tradedesk.domain.message import Direction, Medium, Message, MessageState, Recipient
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.domain.purpose import Role
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments, drafts, messages, parties, purposes
from tradedesk.services import addresses, composing, order_roles, recipients
from tradedesk.services.bench import Bench

pytestmark = pytest.mark.usefixtures("no_program")


def firm(bench: Bench, kind: PartyKind, name: str, *mails: str, person: str = "") -> int:
    with bench.ledger.write("added", undoable=False) as writer:
        party = parties.add_party(writer, Party(0, kind, name))
        contact = parties.add_contact(writer, Contact(0, party, person)) if person else None
        for value in mails:
            address_rows.add(writer, Address(0, party, contact, Channel.MAIL, value, kind=MailboxKind.COMPANY))
    return party


def mailbox(bench: Bench, party: int, value: str, **more) -> int:
    settled = {"kind": MailboxKind.COMPANY, "standing": Standing.CONFIRMED, **more}
    with bench.ledger.write("added", undoable=False) as writer:
        return address_rows.add(
            writer, Address(0, party, settled.pop("contact_id", None), Channel.MAIL, value, **settled)
        )


def warned(bench: Bench, number: int, value: str) -> list[tuple[str, dict[str, str]]]:
    found = next(each for each in composing.view(bench, number).draft.recipients if each.value == value)
    return [(each.code, dict(each.facts)) for each in found.warnings]


def whole(bench: Bench, number: int) -> list[str]:
    return [each.code for each in composing.view(bench, number).whole]


def test_an_address_of_another_company_is_called_by_that_companys_name(bench, company):
    firm(bench, PartyKind.CUSTOMER, "Gulf Horizon", "orders@gulfhorizon.com")
    number = composing.draft_update(bench, order_id=company.order)
    composing.set_recipient(bench, number, "orders@gulfhorizon.com", "cc")
    ((code, facts),) = warned(bench, number, "orders@gulfhorizon.com")
    assert (code, facts["other"], facts["party"]) == ("of-another-company", "Gulf Horizon", "Nordlicht Möbel GmbH")


def test_a_new_address_at_another_companys_domain_is_that_companys(bench, company):
    firm(bench, PartyKind.CUSTOMER, "Gulf Horizon", "orders@gulfhorizon.com")
    number = composing.draft_update(bench, order_id=company.order)
    composing.set_recipient(bench, number, "new.person@gulfhorizon.com", "cc")
    assert [code for code, _ in warned(bench, number, "new.person@gulfhorizon.com")] == ["of-another-company"]


def test_a_domain_that_several_companies_share_tells_nothing(bench, company):
    firm(bench, PartyKind.CUSTOMER, "Gulf Horizon", "orders@shared-mail.com")
    firm(bench, PartyKind.CUSTOMER, "Oasis", "office@shared-mail.com")
    number = composing.draft_update(bench, order_id=company.order)
    composing.set_recipient(bench, number, "new@shared-mail.com", "cc")
    assert [code for code, _ in warned(bench, number, "new@shared-mail.com")] == ["address-unknown"]


def test_one_of_our_own_people_may_read_along(bench, company):
    firm(bench, PartyKind.COLLEAGUE, "Lantian branch", "chen@lantian-branch.com", person="Ms. Chen")
    number = composing.draft_update(bench, order_id=company.order)
    composing.set_recipient(bench, number, "chen@lantian-branch.com", "cc")
    assert warned(bench, number, "chen@lantian-branch.com") == []
    added = composing.view(bench, number).draft.recipients[-1]
    assert (added.value, added.name) == ("chen@lantian-branch.com", "Ms. Chen")


def test_an_unknown_address_is_added_to_the_customer_and_then_judged_as_its_own(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    composing.set_recipient(bench, number, "mia@nordlicht.de", "cc")
    assert [code for code, _ in warned(bench, number, "mia@nordlicht.de")] == ["address-unknown"]
    recipients.add_to_party(bench, number, "mia@nordlicht.de")
    assert warned(bench, number, "mia@nordlicht.de") == []
    undo_id = bench.ledger.take_news()[-1].undo_id
    assert undo_id is not None
    bench.ledger.undo(undo_id)
    assert [code for code, _ in warned(bench, number, "mia@nordlicht.de")] == ["address-unknown"]


def test_a_bounced_mailbox_by_hand_names_the_one_to_use_and_it_takes_its_place(bench, company):
    old = mailbox(bench, company.party, "alt@nordlicht.de", contact_id=company.brandt)
    number = composing.draft_update(bench, order_id=company.order, template="order-confirmation")
    composing.set_recipient(bench, number, "j.brandt@nordlicht.de", "")
    composing.set_recipient(bench, number, "alt@nordlicht.de", "cc")
    assert warned(bench, number, "alt@nordlicht.de") == []
    kept = address_rows.address(bench.ledger.read, old)
    with bench.ledger.write("bounced") as writer:
        address_rows.save(writer, replace(kept, standing=Standing.BOUNCED))
    ((code, facts),) = warned(bench, number, "alt@nordlicht.de")
    assert (code, facts["instead"]) == ("address-bounced-instead", "j.brandt@nordlicht.de")
    recipients.use_instead(bench, number, "alt@nordlicht.de", "j.brandt@nordlicht.de")
    places = [(each.role, each.value) for each in drafts.draft(bench.ledger.read, number).recipients]
    assert places == [("to", "einkauf@nordlicht.de"), ("cc", "j.brandt@nordlicht.de")]


def test_an_address_written_otherwise_is_not_there_twice(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    composing.set_recipient(bench, number, "J.Brandt@Nordlicht.de", "to")
    found = drafts.draft(bench.ledger.read, number).recipients
    assert [(each.role, each.value) for each in found] == [
        ("to", "einkauf@nordlicht.de"), ("to", "j.brandt@nordlicht.de"),
    ]  # fmt: skip


def test_adding_everybody_of_the_customer_is_said_to_be_more_than_the_matter_needs(bench, company):
    mailbox(bench, company.party, "info@nordlicht.de")
    number = composing.draft_update(bench, order_id=company.order)
    composing.set_recipient(bench, number, "joerg.brandt@gmail.com", "cc")
    assert "everybody-added" not in whole(bench, number)
    composing.set_recipient(bench, number, "info@nordlicht.de", "cc")
    assert "everybody-added" in whole(bench, number)
    codes = [each.reason.code for each in composing.view(bench, number).checks]
    assert "everybody-added" in codes


def test_a_person_at_two_mailboxes_gets_it_twice_and_that_is_said(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    composing.set_recipient(bench, number, "joerg.brandt@gmail.com", "cc")
    (said,) = [each for each in composing.view(bench, number).whole if each.code == "person-twice"]
    assert said.fact("addresses") == "j.brandt@nordlicht.de, joerg.brandt@gmail.com"


def test_whoever_is_set_to_cc_and_was_taken_out_is_missed(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    assert whole(bench, number) == []
    composing.set_recipient(bench, number, "j.brandt@nordlicht.de", "")
    assert whole(bench, number) == ["assigned-cc-missing"]


@pytest.mark.parametrize(("purpose", "missed"), [("progress", True), ("technical", False)])
def test_whoever_had_the_last_mail_of_the_matter_is_missed_but_not_of_another_matter(bench, company, purpose, missed):
    mailbox(bench, company.party, "mia@nordlicht.de")
    sent = Message(
        0, bench.now(), Medium.MAIL, Direction.OUT, company.party, company.order, "News", "…", MessageState.SENT,
        purpose=purpose,
        recipients=(Recipient("to", "einkauf@nordlicht.de"), Recipient("cc", "mia@nordlicht.de", "Mia")),
    )  # fmt: skip
    with bench.ledger.write("sent") as writer:
        messages.add_message(writer, sent)
    number = composing.draft_update(bench, order_id=company.order)
    assert whole(bench, number) == (["was-on-last-missing"] if missed else [])
    composing.set_recipient(bench, number, "mia@nordlicht.de", "cc")
    assert whole(bench, number) == []


def test_a_bounced_mailbox_of_the_last_mail_is_not_missed(bench, company):
    mailbox(bench, company.party, "mia@nordlicht.de", standing=Standing.BOUNCED)
    sent = Message(
        0, bench.now(), Medium.MAIL, Direction.OUT, company.party, company.order, "News", "…", MessageState.SENT,
        purpose="progress", recipients=(Recipient("to", "mia@nordlicht.de"),),
    )  # fmt: skip
    with bench.ledger.write("sent") as writer:
        messages.add_message(writer, sent)
    assert "was-on-last-missing" not in whole(bench, composing.draft_update(bench, order_id=company.order))


def test_offered_are_the_customers_own_then_who_has_a_job_then_our_people_and_forwarders(bench, company):
    forwarder = firm(bench, PartyKind.FORWARDER, "PortLink", "ops@portlink.example")
    firm(bench, PartyKind.FORWARDER, "Another Line", "desk@another.example")
    firm(bench, PartyKind.COLLEAGUE, "Lantian branch", "chen@lantian-branch.com", person="Ms. Chen")
    firm(bench, PartyKind.SUPPLIER, "Anji Works", "zhou@anji.example")
    order_roles.add(bench, company.order, "logistics", party_id=forwarder)
    number = composing.draft_update(bench, order_id=company.order)
    offered = composing.view(bench, number).offers
    assert [each.value for each in offered] == [
        "joerg.brandt@gmail.com", "ops@portlink.example", "chen@lantian-branch.com", "desk@another.example",
    ]  # fmt: skip
    assert [each.firm for each in offered] == ["", "PortLink", "Lantian branch", "Another Line"]
    assert offered[0].label.code == "address-label.personal"


def test_what_cannot_receive_is_offered_last(bench, company):
    mailbox(bench, company.party, "aaa@nordlicht.de", standing=Standing.BOUNCED)
    number = composing.draft_update(bench, order_id=company.order)
    assert [each.value for each in composing.view(bench, number).offers] == [
        "joerg.brandt@gmail.com",
        "aaa@nordlicht.de",
    ]


def test_a_message_to_all_concerned_is_not_measured_by_one_firms_cells(bench, company):
    supplier = firm(bench, PartyKind.SUPPLIER, "Anji Works", "zhou@anji.example")
    order_roles.add(bench, company.order, "purchasing", party_id=supplier)
    number = order_roles.write_to_all(bench, company.order)
    assert whole(bench, number) == []


def test_a_corrected_kind_is_seen_at_once_where_the_address_stands(bench, company):
    number = composing.draft_update(bench, order_id=company.order, template="order-confirmation")
    composing.set_recipient(bench, number, "j.brandt@nordlicht.de", "to")
    assert warned(bench, number, "j.brandt@nordlicht.de") == []
    addresses.set_kind(bench, company.main, MailboxKind.PERSONAL, None)
    assert [code for code, _ in warned(bench, number, "j.brandt@nordlicht.de")] == ["formal-to-personal"]


def test_a_recipient_by_the_rules_whose_address_bounced_since_is_warned_of_and_no_longer_called_right(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    addresses.set_standing(bench, company.official, Standing.BOUNCED)

    seen = composing.view(bench, number)
    told = {check.reason.code for check in seen.checks}

    expected = {"address": "einkauf@nordlicht.de", "instead": "j.brandt@nordlicht.de"}
    assert warned(bench, number, "einkauf@nordlicht.de") == [("address-bounced-instead", expected)]
    assert not told & {"recipients-by-purpose", "left-out-bounced"}
    assert not seen.by_rules


def test_a_mailbox_that_bounced_is_not_called_presumed_beside_it_for_a_contract(bench, company):
    number = composing.draft_update(bench, order_id=company.order, template="order-confirmation")
    addresses.set_standing(bench, company.official, Standing.BOUNCED)

    assert [code for code, _ in warned(bench, number, "einkauf@nordlicht.de")] == ["address-bounced-instead"]


def test_a_recipient_by_the_rules_that_was_taken_from_the_customer_since_is_warned_of(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    addresses.remove(bench, company.official)

    assert [code for code, _ in warned(bench, number, "einkauf@nordlicht.de")] == ["address-unknown"]


def test_a_recipient_by_the_rules_that_may_never_get_it_since_is_warned_of(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    with bench.ledger.write("assigned", undoable=False) as writer:
        progress = next(each.id for each in purposes.every(writer) if each.code == "progress")
        assignments.assign(writer, company.main, progress, Role.NEVER)

    assert [code for code, _ in warned(bench, number, "j.brandt@nordlicht.de")] == ["marked-never"]


def test_what_was_handed_over_is_not_judged_by_what_the_ledger_learnt_since(bench, company):
    number = composing.draft_update(bench, order_id=company.order)
    with bench.ledger.write("handed", undoable=False) as writer:
        entry = Message(0, bench.now(), Medium.MAIL, Direction.OUT, company.party, company.order, "About the order",
                        "Words.", MessageState.SENT)  # fmt: skip
        sent = messages.add_message(writer, entry)
        writer.update("drafts", number, {"message_id": sent, "handed_over_at": bench.stamp()})
    addresses.set_standing(bench, company.official, Standing.BOUNCED)

    assert warned(bench, number, "einkauf@nordlicht.de") == []
