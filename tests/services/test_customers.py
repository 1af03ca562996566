"""Customers: addresses with their presumed kind, who receives what, forms that refuse with a reason, facts above."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.support.desk_bench import take_back
from tradedesk.domain.address import Channel, Department, MailboxKind, Standing
from tradedesk.domain.culture import Style
from tradedesk.domain.errors import ChangedElsewhere, NotThere, RuleSaysNo
from tradedesk.domain.party import PartyKind
from tradedesk.domain.purpose import PurposeCode, Role
from tradedesk.domain.window import WindowKind
from tradedesk.services import addresses, assignments, customer_facts, customer_forms, customers
from tradedesk.services.bench import Bench


def _purpose(bench: Bench, party: int, code: PurposeCode) -> int:
    return next(each.id for each in customers.sheet(bench, party).purposes if each.code == code)


def test_an_address_is_presumed_with_its_reason_and_stays_presumed(bench, firm):
    number = addresses.add(bench, firm.gulf, Channel.MAIL, " Accounts@GulfHorizon.AE ", None)
    address = customers.sheet(bench, firm.gulf).addresses[0]
    assert (address.id, address.value) == (number, "Accounts@gulfhorizon.ae")
    assert (address.kind, address.department) == (MailboxKind.DEPARTMENT, Department.ACCOUNTING)
    assert (address.standing, address.kind_confirmed) == (Standing.PRESUMED, False)
    assert address.kind_reason is not None
    assert address.kind_reason.rule == "B2"


def test_a_free_mailbox_is_personal_whatever_it_calls_itself(bench, firm):
    addresses.add(bench, firm.gulf, Channel.MAIL, "purchasing.gulf@gmail.com", None)
    assert customers.sheet(bench, firm.gulf).addresses[0].kind is MailboxKind.PERSONAL


def test_the_preview_says_what_would_be_added_and_adds_nothing(bench, firm):
    preview = addresses.preview(bench, firm.gulf, Channel.MAIL, "khalid@gmial.com")
    assert preview.hint == "khalid@gmail.com"
    assert customers.sheet(bench, firm.gulf).addresses == ()


@pytest.mark.parametrize(
    ("channel", "text", "code"),
    [
        (Channel.MAIL, "orders@gulfhorizon.ae", "address-already-there"),
        (Channel.MAIL, "   ", "address-empty"),
        (Channel.MAIL, "a@b.com\nBcc: all@b.com", "address-line-break"),
        (Channel.WHATSAPP, "call me", "phone-invalid"),
        (Channel.WECHAT, "", "address-empty"),
    ],
)
def test_what_is_no_address_is_refused_beside_the_field(bench, firm, channel, text, code):
    addresses.add(bench, firm.gulf, Channel.MAIL, "orders@gulfhorizon.ae", None)
    with pytest.raises(RuleSaysNo) as refused:
        addresses.add(bench, firm.gulf, channel, text, None)
    assert (refused.value.code, refused.value.field) == (code, "value")
    assert len(customers.sheet(bench, firm.gulf).addresses) == 1


def test_a_confirmed_kind_keeps_the_day_and_the_words(bench, firm):
    number = addresses.add(bench, firm.gulf, Channel.MAIL, "k.tech@gulfhorizon.ae", None)
    addresses.confirm(bench, number, MailboxKind.DEPARTMENT, Department.TECHNICAL, "Mr. Khalid by phone")
    address = customers.sheet(bench, firm.gulf).addresses[0]
    assert (address.standing, address.standing_on) == (Standing.CONFIRMED, date(2026, 11, 21))
    assert (address.kind_confirmed, address.evidence) == (True, "Mr. Khalid by phone")


def test_a_kind_corrected_by_hand_is_not_yet_confirmed_by_the_customer(bench, firm):
    number = addresses.add(bench, firm.gulf, Channel.MAIL, "sales@gulfhorizon.ae", None)
    addresses.set_kind(bench, number, MailboxKind.DEPARTMENT, None)
    address = customers.sheet(bench, firm.gulf).addresses[0]
    assert (address.department, address.kind_confirmed) == (Department.GENERAL, True)
    assert address.standing is Standing.PRESUMED


def test_a_cell_of_the_matrix_is_filled_changed_emptied_and_taken_back(bench, firm):
    number = addresses.add(bench, firm.gulf, Channel.MAIL, "orders@gulfhorizon.ae", None)
    contract = _purpose(bench, firm.gulf, PurposeCode.CONTRACT)
    seen = []
    for role in (Role.TO, Role.CC, None):
        assignments.assign(bench, firm.gulf, number, contract, role)
        seen.append(customers.sheet(bench, firm.gulf).role(number, contract))
    assert seen == [Role.TO, Role.CC, None]
    take_back(bench)
    assert customers.sheet(bench, firm.gulf).role(number, contract) is Role.CC


def test_the_sheet_says_where_a_contract_would_go_and_what_is_missing(bench, firm):
    number = addresses.add(bench, firm.gulf, Channel.MAIL, "orders@gulfhorizon.ae", None)
    before = customers.sheet(bench, firm.gulf)
    addresses.confirm(bench, number, MailboxKind.COMPANY, None, "")
    after = customers.sheet(bench, firm.gulf)
    said = [next(each.said for each in sheet.effects if each.purpose == "contract") for sheet in (before, after)]
    assert [each.code for each in said] == ["would-go-to-nobody", "would-go-to"]
    assert said[1].fact("to") == "orders@gulfhorizon.ae"
    assert [each.code for each in before.gaps] == ["no-official-mailbox"]
    assert after.gaps == ()


def test_a_removed_address_comes_back_with_its_cells(bench, firm):
    number = addresses.add(bench, firm.gulf, Channel.MAIL, "orders@gulfhorizon.ae", None)
    contract = _purpose(bench, firm.gulf, PurposeCode.CONTRACT)
    assignments.assign(bench, firm.gulf, number, contract, Role.TO)
    addresses.remove(bench, number)
    assert customers.sheet(bench, firm.gulf).addresses == ()
    take_back(bench)
    assert customers.sheet(bench, firm.gulf).role(number, contract) is Role.TO


def test_a_sheet_of_nobody_is_refused(bench, firm):
    with pytest.raises(NotThere):
        customers.sheet(bench, 999)


def test_a_sheet_costs_the_same_few_reads_whatever_it_holds(bench, firm):
    counted = []
    for many in (1, 30):
        for number in range(many):
            addresses.add(bench, firm.gulf, Channel.MAIL, f"p{many}-{number}@gulfhorizon.ae", None)
        before = bench.ledger.read.statements
        customers.sheet(bench, firm.gulf)
        counted.append(bench.ledger.read.statements - before)
    assert counted[0] == counted[1] <= 18


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("name", "  Gulf   Horizon FZE ", "Gulf Horizon FZE"),
        ("country", "德国", "DE"),
        ("country", "Germany (West)", "DE"),
        ("cycle_days", "75", 75),
        ("cycle_days", "", None),
        ("languages", "en, AR；zh_CN", ("en", "ar", "zh-cn")),
        ("currency", "usd", "USD"),
        ("tags", "rattan， fair 2026,rattan", ("rattan", "fair 2026")),
        ("website", "https://www.gulfhorizon.ae/shop", "https://www.gulfhorizon.ae/shop"),
    ],
)
def test_a_field_is_read_as_people_write_it(bench, firm, field, text, kept):
    customer_forms.set_field(bench, firm.gulf, field, text)
    assert getattr(customers.sheet(bench, firm.gulf).party, field) == kept


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("name", " ", "name-missing"),
        ("country", "Atlantis", "country-not-known"),
        ("cycle_days", "monthly", "cycle-not-days"),
        ("cycle_days", "0", "cycle-not-days"),
        ("currency", "dollars", "currency-not-a-code"),
        ("languages", "english!", "language-not-a-tag"),
        ("website", "not a site", "website-not-one"),
        ("zone", "Mars/Base", "zone-unknown"),
        ("kind", "own", "field-unknown"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field_and_the_good_one_stays(bench, firm, field, text, code):
    before = customers.sheet(bench, firm.gulf).party
    with pytest.raises(RuleSaysNo) as refused:
        customer_forms.set_field(bench, firm.gulf, field, text)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert customers.sheet(bench, firm.gulf).party == before


def test_a_country_of_many_zones_asks_for_the_city_and_the_city_answers(bench):
    party = customers.add_party(bench, PartyKind.CUSTOMER, "Bluewater Outdoor Inc.")
    assert not customers.sheet(bench, party).asks_city
    customer_forms.set_field(bench, party, "country", "USA")
    assert (customers.sheet(bench, party).asks_city, customers.sheet(bench, party).party.zone) == (True, "")
    customer_forms.set_field(bench, party, "city", "Seattle")
    assert customers.sheet(bench, party).party.zone == "America/Los_Angeles"
    assert not customers.sheet(bench, party).asks_city


def test_a_field_saved_twice_as_it_is_writes_nothing(bench, firm):
    customer_forms.set_field(bench, firm.gulf, "city", "Dubai")
    assert bench.ledger.take_news() == []


def test_a_party_saved_on_an_old_version_overwrites_nothing(bench, firm):
    old = customers.sheet(bench, firm.gulf).party
    customer_forms.set_field(bench, firm.gulf, "tier", "VIP")
    with pytest.raises(ChangedElsewhere):
        customers.save_party(bench, replace(old, tier="C"))
    assert customers.sheet(bench, firm.gulf).party.tier == "VIP"


def test_the_first_contact_is_the_main_one_until_another_is_named(bench, firm):
    first = customer_forms.add_contact(bench, firm.gulf, "Khalid Al Mansoori")
    second = customer_forms.add_contact(bench, firm.gulf, "Accounts dept.", is_desk=True)
    assert [each.is_main for each in customers.sheet(bench, firm.gulf).contacts] == [True, False]
    customer_forms.set_contact_field(bench, second, "is_main", "yes")
    assert [(each.id, each.is_main) for each in customers.sheet(bench, firm.gulf).contacts] == [
        (second, True), (first, False),
    ]  # fmt: skip


def test_a_removed_contact_leaves_its_addresses_with_the_company(bench, firm):
    person = customer_forms.add_contact(bench, firm.gulf, "Khalid Al Mansoori")
    addresses.add(bench, firm.gulf, Channel.WHATSAPP, "+971 50 555 0134", person)
    customer_forms.remove_contact(bench, person)
    assert [each.contact_id for each in customers.sheet(bench, firm.gulf).addresses] == [None]
    take_back(bench)
    assert [each.contact_id for each in customers.sheet(bench, firm.gulf).addresses] == [person]


def test_a_postal_address_begins_with_what_is_known(bench, firm):
    number = customer_forms.add_postal_address(bench, firm.gulf, "ship-to")
    customer_forms.set_postal_field(bench, number, "street", " Al Khabaisi, Warehouse 14 ")
    (postal,) = customers.sheet(bench, firm.gulf).postal
    assert (postal.addressee, postal.city, postal.country) == ("Gulf Horizon Trading LLC", "Dubai", "AE")
    assert postal.street == "Al Khabaisi, Warehouse 14"
    customer_forms.remove_postal_address(bench, number)
    assert customers.sheet(bench, firm.gulf).postal == ()


def test_on_their_weekend_the_next_shared_hours_are_told(bench, firm):
    facts = customer_facts.facts(bench, firm.gulf)
    assert facts.window is not None
    assert facts.window.kind is WindowKind.CLOSED_WEEKEND
    assert facts.window.local_now.strftime("%a %H:%M") == "Sat 10:32"
    assert facts.shared_today == ()
    # Monday 09:00 in Dubai is 13:00 in Ningbo, where the day ends at 18:00.
    assert facts.shared_next == (datetime(2026, 11, 23, 5, tzinfo=UTC), datetime(2026, 11, 23, 10, tzinfo=UTC))


def test_on_a_working_day_the_hours_still_shared_are_told(bench, firm, clock):
    clock.moment = datetime(2026, 11, 23, 6, tzinfo=UTC)
    facts = customer_facts.facts(bench, firm.gulf)
    assert facts.shared_today == ((clock.moment, datetime(2026, 11, 23, 10, tzinfo=UTC)),)


def test_ramadan_is_told_where_it_is_kept_and_nowhere_else(bench, firm, clock):
    assert customer_facts.facts(bench, firm.gulf).ramadan_days == 79
    assert customer_facts.facts(bench, firm.nordlicht).ramadan_days is None
    clock.moment = datetime(2027, 2, 20, 6, tzinfo=UTC)
    during = customer_facts.facts(bench, firm.gulf)
    assert during.ramadan_days == 0
    assert during.ramadan is not None
    assert during.ramadan.code == "ramadan-no-chasing"


def test_without_a_zone_nothing_is_said_of_their_hours(bench):
    party = customers.add_party(bench, PartyKind.CUSTOMER, "Somebody")
    facts = customer_facts.facts(bench, party)
    assert (facts.window, facts.shared_next, facts.culture, facts.last_contact) == (None, None, None, None)


def test_manners_follow_the_country(bench, firm):
    styles = {number: customer_facts.facts(bench, number).culture for number in (firm.gulf, firm.takahashi)}
    assert [style.code for style in styles.values() if style] == [Style.RELATIONSHIP, Style.FORMAL]


def test_the_next_point_of_a_running_order_is_told(bench, firm):
    node = customer_facts.facts(bench, firm.takahashi).next_node
    assert node is not None
    assert (node.code, node.planned_on, node.order_number) == ("ready", date(2026, 11, 24), "TD-2026-0155")
