"""The ledger of customers: accounts, employers, people, postal addresses and the next order, on a real ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.desk_bench import NOON, take_back
from tests.support.small_company import SmallCompany
from tradedesk.domain.address import Channel
from tradedesk.domain.culture import Style
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.ledger.values import utc_text
from tradedesk.services import (
    addresses,
    bank_accounts,
    customer_forms,
    customer_record,
    customers,
    employments,
    party_files,
)
from tradedesk.services.bench import Bench

IBAN, OTHER = "AE07 0331 2345 6789 0123 456", "AE28 0331 2345 6789 0129 999"


def _record(bench: Bench, party: int) -> customer_record.PartyRecord:
    return customer_record.page(bench, party).record


def _account(bench: Bench, party: int, account: str = IBAN, swift: str = "BOMLAEAD") -> int:
    number = bank_accounts.add(bench, party)
    bank_accounts.set_field(bench, number, "account", account)
    bank_accounts.set_field(bench, number, "swift", swift)
    return number


# -- bank accounts -----------------------------------------------------------------------------------------------------


def test_a_new_account_is_the_party_s_own_and_not_confirmed_yet(bench, firm):
    _account(bench, firm.gulf, "ae070331234567890123456")
    (view,) = _record(bench, firm.gulf).accounts
    assert (view.account.beneficiary, view.account.account) == ("Gulf Horizon Trading LLC", IBAN)
    assert (view.doubt.code, view.is_alarm, view.remarks) == ("bank-unconfirmed", False, ())


def test_a_changed_account_warns_above_the_customer_until_somebody_confirms_it(bench, firm):
    number = _account(bench, firm.gulf)
    bank_accounts.confirm(bench, number, "Mr. Khalid, called at the number on his card")
    assert _record(bench, firm.gulf).accounts[0].doubt is None
    bank_accounts.set_field(bench, number, "account", OTHER)
    record = _record(bench, firm.gulf)
    (alarm,) = record.alarms
    assert (alarm.code, alarm.fact("day"), alarm.fact("before"), alarm.fact("now")) == (
        "bank-changed", "2026-11-21", IBAN, OTHER,
    )  # fmt: skip
    bank_accounts.confirm(bench, number, "Mr. Khalid, by phone")
    record = _record(bench, firm.gulf)
    assert record.alarms == ()
    assert record.accounts[0].changes == (("account", IBAN, OTHER),)
    assert record.accounts[0].account.evidence == "Mr. Khalid, by phone"


def test_a_change_of_an_account_can_be_taken_back_with_its_confirmation(bench, firm):
    number = _account(bench, firm.gulf)
    bank_accounts.confirm(bench, number, "Mr. Khalid")
    bank_accounts.set_field(bench, number, "beneficiary", "Quick Cash FZE")
    take_back(bench)
    (view,) = _record(bench, firm.gulf).accounts
    assert (view.doubt, view.account.beneficiary, view.account.evidence) == (
        None,
        "Gulf Horizon Trading LLC",
        "Mr. Khalid",
    )


def test_a_second_account_beside_a_confirmed_one_is_said_aloud_at_a_supplier_too(bench, firm):
    supplier = customers.add_party(bench, customers.PartyKind.SUPPLIER, "Anji Rattan Works")
    first = _account(bench, supplier, "6222021234567890123", "BKCHCNBJ92A")
    bank_accounts.confirm(bench, first, "Ms. Lin, at the fair")
    second = _account(bench, supplier, "9558800012345678", "ICBKCNBJ")
    assert [each.code for each in _record(bench, supplier).alarms] == ["bank-further"]
    bank_accounts.remove(bench, second)
    assert _record(bench, supplier).alarms == ()


def test_numbers_that_do_not_fit_are_kept_and_said(bench, firm):
    _account(bench, firm.gulf, "DE89 3704 0044 0532 0130 01", "DEUT")
    (view,) = _record(bench, firm.gulf).accounts
    assert view.account.account == "DE89 3704 0044 0532 0130 01"
    assert [(field, reason.code) for field, reason in view.remarks] == [
        ("account", "iban-wrong"),
        ("swift", "bic-wrong"),
    ]


def test_an_account_in_another_country_than_the_company_is_asked_about(bench, firm):
    _account(bench, firm.gulf, "GB82 WEST 1234 5698 7654 32", "")
    (view,) = _record(bench, firm.gulf).accounts
    ((field, reason),) = view.remarks
    assert (field, reason.code, reason.fact("account"), reason.fact("company")) == ("bank", "bank-abroad", "GB", "AE")


def test_confirming_without_words_is_refused_beside_the_field(bench, firm):
    number = _account(bench, firm.gulf)
    with pytest.raises(RuleSaysNo) as no:
        bank_accounts.confirm(bench, number, " ")
    assert (no.value.code, no.value.field) == ("bank-evidence-missing", "evidence")


def test_a_currency_of_an_account_is_three_letters(bench, firm):
    number = _account(bench, firm.gulf)
    bank_accounts.set_field(bench, number, "currency", "aed")
    with pytest.raises(RuleSaysNo, match="currency-not-a-code"):
        bank_accounts.set_field(bench, number, "currency", "dirham")
    assert _record(bench, firm.gulf).accounts[0].account.currency == "AED"


# -- people ------------------------------------------------------------------------------------------------------------


def test_the_order_of_a_name_is_presumed_from_the_country_and_can_be_changed(bench, firm):
    japanese = customer_forms.add_contact(bench, firm.takahashi, "Yamada Tarō")
    arab = customer_forms.add_contact(bench, firm.gulf, "Khalid Al Mansoori")
    people = {each.id: each for found in (firm.takahashi, firm.gulf) for each in customers.sheet(bench, found).contacts}
    assert (people[japanese].family_first, people[arab].family_first) == (True, False)
    customer_forms.set_contact_field(bench, japanese, "family_first", "")
    assert customers.sheet(bench, firm.takahashi).contacts[0].family_first is False


def test_a_name_is_never_made_of_its_parts_silently(bench, firm):
    person = customer_forms.add_contact(bench, firm.gulf, "Khalid")
    customer_forms.set_contact_field(bench, person, "given", "Khalid")
    customer_forms.set_contact_field(bench, person, "family", "Al Mansoori")
    assert customers.sheet(bench, firm.gulf).contacts[0].name == "Khalid"


@pytest.mark.parametrize("typed", ["12 May 2030", "5/12"])
def test_nobody_was_born_tomorrow_or_on_two_days(bench, firm, typed):
    person = customer_forms.add_contact(bench, firm.gulf, "Khalid")
    with pytest.raises(RuleSaysNo, match="birthday-not-a-day"):
        customer_forms.set_contact_field(bench, person, "birthday", typed)


def test_one_person_serves_two_firms_and_is_shown_at_both(bench, firm):
    person = customer_forms.add_contact(bench, firm.gulf, "Samir Haddad")
    number = employments.add(bench, person, firm.noor)
    employments.set_field(bench, number, "title", "Buying agent")
    (there,) = _record(bench, firm.gulf).elsewhere
    assert (there.firm, there.employment.title) == ("Al Noor Hospitality Supply", "Buying agent")
    (guest,) = _record(bench, firm.noor).guests
    assert (guest.name, guest.home, guest.home_id) == ("Samir Haddad", "Gulf Horizon Trading LLC", firm.gulf)
    with pytest.raises(RuleSaysNo, match="employed-there-already"):
        employments.add(bench, person, firm.noor)
    with pytest.raises(RuleSaysNo, match="same-employer"):
        employments.add(bench, person, firm.gulf)


def test_who_is_taken_out_of_a_firm_leaves_its_addresses_to_the_firm(bench, firm):
    person = customer_forms.add_contact(bench, firm.gulf, "Samir Haddad")
    number = employments.add(bench, person, firm.noor)
    address = addresses.add(bench, firm.noor, Channel.MAIL, "samir@alnoor.sa", person)
    employments.remove(bench, number)
    (left,) = customers.sheet(bench, firm.noor).addresses
    assert (left.id, left.contact_id) == (address, None)
    take_back(bench)
    assert customers.sheet(bench, firm.noor).addresses[0].contact_id == person
    assert len(_record(bench, firm.noor).guests) == 1


def test_a_person_who_serves_two_firms_can_be_removed_and_comes_back_at_both(bench, firm):
    person = customer_forms.add_contact(bench, firm.gulf, "Samir Haddad")
    employments.add(bench, person, firm.noor)
    addresses.add(bench, firm.noor, Channel.MAIL, "samir@alnoor.sa", person)
    customer_forms.remove_contact(bench, person)
    assert _record(bench, firm.noor).guests == ()
    take_back(bench)
    assert _record(bench, firm.noor).guests[0].name == "Samir Haddad"
    assert customers.sheet(bench, firm.noor).addresses[0].contact_id == person


# -- company -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("our_name", " 海湾地平线贸易 ", "海湾地平线贸易"),
        ("our_short_name", "海湾", "海湾"),
        ("tax_no", "100123456700003", "100123456700003"),
        ("registration_no", "CN-1234567", "CN-1234567"),
        ("reorder_by", "orders", "orders"),
        ("culture", "formal", "formal"),
    ],
)
def test_every_field_of_the_company_is_kept_as_it_was_written(bench, firm, field, text, kept):
    customer_forms.set_field(bench, firm.gulf, field, text)
    assert getattr(customers.sheet(bench, firm.gulf).party, field) == kept
    take_back(bench)
    assert getattr(customers.sheet(bench, firm.gulf).party, field) == ""


@pytest.mark.parametrize(("field", "text"), [("culture", "loud"), ("reorder_by", "moon")])
def test_a_choice_that_is_none_is_refused(bench, firm, field, text):
    with pytest.raises(RuleSaysNo):
        customer_forms.set_field(bench, firm.gulf, field, text)


def test_a_wrong_tax_number_is_kept_and_said(bench, firm):
    customer_forms.set_field(bench, firm.nordlicht, "tax_no", "DE136695978")
    assert _record(bench, firm.nordlicht).tax.code == "tax-wrong"
    customer_forms.set_field(bench, firm.nordlicht, "tax_no", "DE136695976")
    assert _record(bench, firm.nordlicht).tax.code == "tax-fits"
    assert _record(bench, firm.gulf).tax is None


def test_the_user_s_choice_of_manners_wins_over_the_country_s(bench, firm):
    customer_forms.set_field(bench, firm.gulf, "culture", "direct")
    record = _record(bench, firm.gulf)
    assert (record.default_style.code, record.style.code) == (Style.RELATIONSHIP, Style.DIRECT)
    assert record.style.reason.code == "culture-own"


def test_the_next_order_follows_what_the_user_trusts(bench, firm):
    with bench.ledger.write("filled", undoable=False) as writer:
        for place, day in enumerate(("2026-01-10", "2026-03-11", "2026-05-10")):
            row = {"number": f"TD-R{place}", "party_id": firm.noor, "stage": "paid", "currency": "USD"}
            writer.insert("orders", {**row, "ordered_on": day})
    customer_forms.set_field(bench, firm.noor, "cycle_days", "365")
    assert _record(bench, firm.noor).reorder.on == date(2027, 5, 10)
    customer_forms.set_field(bench, firm.noor, "reorder_by", "orders")
    assert _record(bench, firm.noor).reorder.on == date(2026, 7, 9)
    assert firm.noor in customers.ids(bench, customers.CustomerQuery(chip="reorder"))


# -- postal addresses --------------------------------------------------------------------------------------------------


def test_one_postal_address_serves_several_purposes_and_is_printed_as_a_block(bench, firm):
    number = customer_forms.add_postal_address(bench, firm.nordlicht, "office")
    customer_forms.set_postal_purpose(bench, number, "bill-to", wanted=True)
    for field, text in (("street", "Hafenstraße 12"), ("postal_code", "20457"), ("phone", "+49 40 1234")):
        customer_forms.set_postal_field(bench, number, field, text)
    page = customer_record.page(bench, firm.nordlicht)
    assert page.sheet.postal[0].purpose == "bill-to,office"
    assert page.record.block(number) == (
        "Nordlicht Möbel GmbH", "Hafenstraße 12", "20457 Hamburg", "GERMANY", "Tel. +49 40 1234",
    )  # fmt: skip
    with pytest.raises(RuleSaysNo):
        customer_forms.set_postal_purpose(bench, number, "party", wanted=True)


# -- files -------------------------------------------------------------------------------------------------------------


def _files(bench: Bench, firm: SmallCompany, folder: Path) -> None:
    pi = folder / "PI-0131.pdf"
    pi.write_bytes(b"%PDF-1.7")
    with bench.ledger.write("filled", undoable=False) as writer:
        paper = {"order_id": firm.owing, "kind": "pi", "title": pi.name, "path": str(pi), "sha256": "ab", "size": 8}
        writer.insert("documents", {**paper, "document_version": 2, "created_at": "2026-10-01T08:00:00Z"})
        writer.insert(
            "message_attachments", {"message_id": firm.chat, "name": "run.exe", "path": str(folder / "run.exe")}
        )
        mail = {"at": utc_text(NOON), "medium": "mail", "direction": "out", "subject": "PI", "state": "sent"}
        sent = writer.insert("messages", {**mail, "party_id": firm.gulf})
        writer.insert("message_recipients", {"message_id": sent, "role": "to", "value": "orders@gulfhorizon.ae"})
        for name, print_ in (("PI-0131.pdf", "ab"), ("photo.jpg", "cd")):
            row = {"message_id": sent, "name": name, "path": str(folder / name), "sha256": print_}
            writer.insert("message_attachments", row)


def test_a_document_is_listed_once_with_its_version_and_where_it_was_sent(bench, firm, tmp_path):
    _files(bench, firm, tmp_path)
    found = party_files.rows(bench, party_files.ids(bench, firm.gulf))
    assert [each.name for each in found] == ["photo.jpg", "run.exe", "PI-0131.pdf"]
    assert party_files.count(bench, firm.gulf) == 3
    paper = found[2]
    assert (paper.order_number, paper.version, paper.sent_to) == ("TD-2026-0131", 2, "orders@gulfhorizon.ae")
    assert found[1].came_from == "Khalid"
    assert party_files.ids(bench, firm.noor).tolist() == []


def test_a_file_is_opened_only_where_it_is_there_and_is_no_program(bench, firm, tmp_path):
    _files(bench, firm, tmp_path)
    photo, program, paper = party_files.ids(bench, firm.gulf)
    assert party_files.ready(bench, paper) == tmp_path / "PI-0131.pdf"
    with pytest.raises(NeighbourFailed, match="kept-file-gone"):
        party_files.ready(bench, photo)
    with pytest.raises(NeighbourFailed, match="kept-file-would-run"):
        party_files.ready(bench, program)


def test_a_page_costs_the_same_few_reads_whatever_it_holds(bench, firm):
    counted = []
    for many in (1, 12):
        for number in range(many):
            _account(bench, firm.gulf, f"622202123456{many}{number}")
            person = customer_forms.add_contact(bench, firm.gulf, f"Person {many} {number}")
            employments.add(bench, person, firm.noor)
            customer_forms.add_postal_address(bench, firm.gulf, "office")
        before = bench.ledger.read.statements
        customer_record.page(bench, firm.gulf)
        counted.append(bench.ledger.read.statements - before)
    assert counted[0] == counted[1] <= 23
