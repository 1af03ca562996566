"""Addresses: lists pasted and added in one step, days, backups, evidence, and what is said of a whole domain."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.desk_bench import take_back
from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.purpose import PurposeCode, Role
from tradedesk.services import address_lists, addresses, assignments, customers, mail_domains
from tradedesk.services.address_lists import Chosen
from tradedesk.services.bench import Bench


def _mail(bench: Bench, party: int, text: str) -> int:
    return addresses.add(bench, party, Channel.MAIL, text, None)


def _on_file(bench: Bench, party: int) -> dict[str, Address]:
    return {each.value: each for each in customers.sheet(bench, party).addresses}


PASTED = (
    "Orders@GulfHorizon.ae; Khalid Al Mansoori <khalid@gmial.com>\nWhatsApp: 050 555 0134, 微信: khalid_ae; call me; 12"
)


def test_a_pasted_list_shows_what_each_line_would_add(bench, firm):
    _mail(bench, firm.gulf, "orders@gulfhorizon.ae")
    found = address_lists.offers(bench, firm.gulf, None, PASTED)
    assert [each.refusal.code if each.refusal else each.address.value for each in found] == [
        "address-already-there", "khalid@gmial.com", "+971505550134", "khalid_ae", "address-unclear", "address-unclear",
    ]  # fmt: skip
    assert (found[1].name, found[1].meant) == ("Khalid Al Mansoori", "khalid@gmail.com")
    assert found[2].address.original == "050 555 0134"
    assert len(_on_file(bench, firm.gulf)) == 1, "nothing is added yet"


def test_lines_are_added_in_one_step_with_their_people_and_taken_back_in_one(bench, firm):
    chosen = [
        Chosen(Channel.MAIL, "khalid@gulfhorizon.ae", new_contact="Khalid Al Mansoori"),
        Chosen(Channel.WHATSAPP, "050 555 0134", new_contact="khalid al mansoori"),
        Chosen(Channel.MAIL, "info@gulfhorizon.ae"),
    ]
    numbers = address_lists.add_many(bench, firm.gulf, chosen)
    sheet = customers.sheet(bench, firm.gulf)
    (person,) = (each for each in sheet.contacts if each.name == "Khalid Al Mansoori")
    assert [each.contact_id for each in sheet.addresses if each.id in numbers] == [person.id, None, person.id]
    take_back(bench)
    after = customers.sheet(bench, firm.gulf)
    assert (after.addresses, [each.name for each in after.contacts if each.id == person.id]) == ((), [])


def test_a_name_that_is_on_file_is_offered_as_that_contact(bench, firm):
    address_lists.add_many(bench, firm.gulf, [Chosen(Channel.MAIL, "k@gulfhorizon.ae", new_contact="José Pérez")])
    (offer,) = address_lists.offers(bench, firm.gulf, None, "JOSE PEREZ <jp@gulfhorizon.ae>")
    person = customers.sheet(bench, firm.gulf).addresses[0].contact_id
    assert offer.contact_id == person


def test_one_line_that_is_refused_adds_nothing_at_all(bench, firm):
    chosen = [Chosen(Channel.MAIL, "a@gulfhorizon.ae"), Chosen(Channel.MAIL, "A@gulfhorizon.ae")]
    with pytest.raises(RuleSaysNo) as refused:
        address_lists.add_many(bench, firm.gulf, chosen)
    assert refused.value.code == "address-already-there"
    assert _on_file(bench, firm.gulf) == {}


def test_the_same_address_twice_in_a_list_is_said_once(bench, firm):
    found = address_lists.offers(bench, firm.gulf, None, "+971 50 555 0134; 0505550134")
    assert [each.refusal.code if each.refusal else "" for each in found] == ["", "address-twice"]


def test_an_address_that_another_party_has_is_said(bench, firm):
    _mail(bench, firm.gulf, "agent@trade.ae")
    (found,) = address_lists.offers(bench, firm.bluewater, None, "agent@trade.ae")
    assert found.address is not None
    assert [(each.code, each.fact("who")) for each in found.notes] == [
        ("address-at-other-party", customers.sheet(bench, firm.gulf).party.name)
    ]


def test_days_backup_and_note_are_kept_and_taken_back(bench, firm):
    first, second = _mail(bench, firm.gulf, "a@gulfhorizon.ae"), _mail(bench, firm.gulf, "b@gulfhorizon.ae")
    addresses.set_days(bench, first, date(2026, 12, 1), date(2026, 12, 31))
    addresses.set_backup(bench, second, first)
    addresses.set_note(bench, second, "  Ramadan only ")
    found = _on_file(bench, firm.gulf)
    assert (found["a@gulfhorizon.ae"].valid_from, found["a@gulfhorizon.ae"].valid_to) == (
        date(2026, 12, 1), date(2026, 12, 31),
    )  # fmt: skip
    assert (found["b@gulfhorizon.ae"].backup_for_id, found["b@gulfhorizon.ae"].note) == (first, "Ramadan only")
    take_back(bench)
    assert _on_file(bench, firm.gulf)["b@gulfhorizon.ae"].note == ""


def test_a_last_day_before_the_first_is_refused(bench, firm):
    number = _mail(bench, firm.gulf, "a@gulfhorizon.ae")
    with pytest.raises(RuleSaysNo) as refused:
        addresses.set_days(bench, number, date(2026, 12, 2), date(2026, 12, 1))
    assert (refused.value.code, refused.value.field) == ("validity-reversed", "last")


def test_backups_of_each_other_are_refused_also_through_a_third(bench, firm):
    a, b, c = (_mail(bench, firm.gulf, f"{name}@gulfhorizon.ae") for name in "abc")
    addresses.set_backup(bench, b, a)
    addresses.set_backup(bench, c, b)
    for other in (b, c, a):
        with pytest.raises(RuleSaysNo) as refused:
            addresses.set_backup(bench, a, other)
        assert refused.value.code == "backup-circle"
    addresses.set_backup(bench, b, None)
    addresses.set_backup(bench, a, b)


def test_a_backup_of_another_firms_address_is_none(bench, firm):
    here, there = _mail(bench, firm.gulf, "a@gulfhorizon.ae"), _mail(bench, firm.bluewater, "b@bluewater.com")
    addresses.set_backup(bench, here, there)
    assert _on_file(bench, firm.gulf)["a@gulfhorizon.ae"].backup_for_id is None


def test_an_address_that_another_stands_in_for_can_still_be_removed(bench, firm):
    first, second = _mail(bench, firm.gulf, "a@gulfhorizon.ae"), _mail(bench, firm.gulf, "b@gulfhorizon.ae")
    addresses.set_backup(bench, second, first)
    addresses.remove(bench, first)
    assert _on_file(bench, firm.gulf)["b@gulfhorizon.ae"].backup_for_id is None
    take_back(bench)
    assert _on_file(bench, firm.gulf)["b@gulfhorizon.ae"].backup_for_id == first


def test_the_matrix_uses_the_backup_when_the_address_bounces(bench, firm):
    first, second = _mail(bench, firm.gulf, "a@gulfhorizon.ae"), _mail(bench, firm.gulf, "b@gulfhorizon.ae")
    contract = next(each.id for each in customers.sheet(bench, firm.gulf).purposes if each.code == PurposeCode.CONTRACT)
    for number in (first, second):
        addresses.confirm(bench, number, MailboxKind.COMPANY, None, "")
    assignments.assign(bench, firm.gulf, first, contract, Role.TO)
    addresses.set_backup(bench, second, first)
    addresses.set_standing(bench, first, Standing.BOUNCED)
    sheet = customers.sheet(bench, firm.gulf)
    assert next(each for each in sheet.effects if each.purpose == "contract").said.fact("to") == "b@gulfhorizon.ae"
    assert [each.code for each in sheet.gaps] == ["backup-in-use"]


def test_a_confirmation_names_the_message_that_shows_it(bench, firm):
    number = _mail(bench, firm.gulf, "a@gulfhorizon.ae")
    message = _message(bench, firm.gulf, "Our addresses")
    addresses.confirm(bench, number, MailboxKind.DEPARTMENT, Department.SALES, "Mr. Khalid", message)
    found = _on_file(bench, firm.gulf)["a@gulfhorizon.ae"]
    assert (found.evidence, found.evidence_message_id) == ("Mr. Khalid", message)
    latest = addresses.latest_messages(bench, firm.gulf)[0]
    assert (latest.message_id, latest.subject) == (message, "Our addresses")
    assert addresses.evidence(bench, message) == latest
    addresses.set_evidence(bench, number, "Ms. Noor", None)
    assert _on_file(bench, firm.gulf)["a@gulfhorizon.ae"].evidence_message_id is None


def test_a_standing_has_the_day_on_which_it_happened_but_none_to_come(bench, firm):
    number = _mail(bench, firm.gulf, "a@gulfhorizon.ae")
    addresses.set_standing(bench, number, Standing.BOUNCED)
    addresses.set_standing_day(bench, number, date(2026, 11, 3))
    assert _on_file(bench, firm.gulf)["a@gulfhorizon.ae"].standing_on == date(2026, 11, 3)
    with pytest.raises(RuleSaysNo) as refused:
        addresses.set_standing_day(bench, number, date(2026, 11, 22))
    assert refused.value.code == "standing-in-future"


def test_what_is_said_of_a_domain_changes_every_address_there_that_nobody_set(bench, firm):
    a = _mail(bench, firm.gulf, "khalid@coolmail24.ae")
    by_hand = _mail(bench, firm.gulf, "boss@coolmail24.ae")
    addresses.set_kind(bench, by_hand, MailboxKind.PERSONAL, None)
    _mail(bench, firm.bluewater, "sales@eu.coolmail24.ae")
    view = mail_domains.look(bench, a)
    assert (view.domain, view.said, view.others, view.by_hand, view.parties) == ("coolmail24.ae", None, 2, 1, 1)
    bench.ledger.take_news()
    assert mail_domains.say(bench, "coolmail24.ae", MailboxKind.COMPANY) == 2
    kinds = {value: str(each.kind) for party in (firm.gulf, firm.bluewater)
             for value, each in _on_file(bench, party).items()}  # fmt: skip
    assert kinds == {
        "khalid@coolmail24.ae": "company", "boss@coolmail24.ae": "personal", "sales@eu.coolmail24.ae": "department",
    }  # fmt: skip
    reason = _on_file(bench, firm.gulf)["khalid@coolmail24.ae"].kind_reason
    assert (reason.code, reason.fact("domain")) == ("kind.domain-corrected", "coolmail24.ae")
    take_back(bench)
    assert _on_file(bench, firm.gulf)["khalid@coolmail24.ae"].kind is MailboxKind.UNSURE
    assert mail_domains.look(bench, a).said is None


def test_a_new_address_at_a_corrected_domain_is_what_was_said_of_it(bench, firm):
    first = _mail(bench, firm.gulf, "khalid@gulfhorizon.ae")
    mail_domains.say(bench, "gulfhorizon.ae", MailboxKind.PERSONAL)
    _mail(bench, firm.gulf, "sales@gulfhorizon.ae")
    found = _on_file(bench, firm.gulf)
    assert {each.kind for each in found.values()} == {MailboxKind.PERSONAL}
    mail_domains.forget(bench, "gulfhorizon.ae")
    again = _on_file(bench, firm.gulf)
    assert str(again["khalid@gulfhorizon.ae"].kind) == "company"
    assert str(again["sales@gulfhorizon.ae"].kind) == "department"
    assert mail_domains.look(bench, first).said is None


def test_a_number_has_no_domain(bench, firm):
    assert mail_domains.look(bench, addresses.add(bench, firm.gulf, Channel.PHONE, "04 555 0134", None)) is None


def _message(bench: Bench, party: int, subject: str) -> int:
    with bench.ledger.write("note-added") as writer:
        return writer.insert(
            "messages",
            {"at": bench.stamp(), "medium": "mail", "direction": "in", "party_id": party, "subject": subject},
        )
