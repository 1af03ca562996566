"""Lists of customers in full: every field, several people a company, as last time, and those that are there already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.lists import written
from tests.support.workbooks import DATA
from tests.support.xlsb import xlsb
from tradedesk.domain.errors import ChangedElsewhere
from tradedesk.domain.party import Party, PartyKind
from tradedesk.ledger import addresses, parties
from tradedesk.services import desk, exchange
from tradedesk.services.bench import Bench
from tradedesk.services.exchange import Chosen, ListKind, Options, Preview, Severity


def customer(bench: Bench, name: str) -> Party:
    number = bench.ledger.read.value("select id from parties where name = ?", (name,))
    return parties.party(bench.ledger.read, number)


def people(bench: Bench, party: Party) -> list[tuple[str, str, bool]]:
    return [(each.name, each.title, each.is_main) for each in parties.contacts(bench.ledger.read, party.id)]


def ways(bench: Bench, party: Party) -> list[tuple[str, str, str]]:
    names = {each.id: each.name for each in parties.contacts(bench.ledger.read, party.id)}
    found = addresses.of_party(bench.ledger.read, party.id)
    return [(str(each.channel), each.value, names.get(each.contact_id or 0, "")) for each in found]


def told(preview: Preview) -> list[tuple[int, str, Severity]]:
    return [(each.line, each.reason.code, each.severity) for each in preview.problems]


# -- every field -------------------------------------------------------------------------------------------------------


def test_a_customer_arrives_with_every_field_of_a_chinese_list(bench: Bench, tmp_path: Path) -> None:
    text = (
        "客户编号,公司英文名,中文名称,客户简称,国家,城市,联系人,称谓,部门,生日,手机,座机,邮箱,备用邮箱,领英,税号,"
        "统一社会信用代码,采购周期,客户等级,客户来源,标签,语言,首选联系方式,币种\n"
        "C1,Nordlicht GmbH,北光,Nordlicht,德国,Hamburg,Eva Lind,Frau,采购部,1980-05-12,+49 171 2345678,"
        "040 123456 / 040 123457,eva.lind@nordlicht-light.de,einkauf@nordlicht-light.de,linkedin.com/in/eva-lind,"
        "DE811907980,HRB 1234,3个月,A,广交会,灯具；老客户,德语,邮件,EUR\n"
    )
    preview = exchange.look(bench, written(tmp_path, "客户.csv", text))
    assert (preview.word, preview.new, preview.problems) == ("customers", 1, ())
    assert set(preview.mapping) == set(range(24))
    exchange.bring_in(bench, written(tmp_path, "客户.csv", text))
    found = customer(bench, "Nordlicht GmbH")
    assert (found.our_name, found.short_name, found.country, found.city) == ("北光", "Nordlicht", "DE", "Hamburg")
    assert (found.tax_no, found.registration_no, found.cycle_days) == ("DE811907980", "HRB 1234", 90)
    assert (found.tier, found.source, found.tags, found.languages) == ("A", "广交会", ("灯具", "老客户"), ("de",))
    assert (found.preferred_channel, found.currency) == ("mail", "EUR")
    (person,) = parties.contacts(bench.ledger.read, found.id)
    assert (person.name, person.honorific, person.role, person.birthday) == ("Eva Lind", "Frau", "采购部", "1980-05-12")
    reached = ways(bench, found)
    assert ("mail", "eva.lind@nordlicht-light.de", "Eva Lind") in reached
    assert ("mail", "einkauf@nordlicht-light.de", "") in reached
    assert ("phone", "+491712345678", "Eva Lind") in reached
    assert [each for each in reached if each[0] == "phone" and not each[2]] == [
        *(("phone", "+4940123456", ""), ("phone", "+4940123457", "")),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Record ID,First Name,Last Name,Company name,Email,Phone Number,Mobile Phone Number,Job Title,City,Country",
        "Contact Id,First Name,Last Name,Account Name,Email,Phone,Mobile,Title,Mailing City,Mailing Country",
        "External ID,First Name,Last Name,Related Company,Email,Phone,Mobile,Job Position,City,Country",
    ],
    ids=["HubSpot", "Zoho", "Odoo"],
)
def test_contacts_of_other_programs_become_people_of_their_companies(bench: Bench, tmp_path: Path, header: str) -> None:
    rows = (
        "1,Eva,Lind,Nordlicht GmbH,eva.lind@nordlicht-light.de,+49 40 123456,,Buyer,Hamburg,Germany\n"
        "2,Aiko,Sato,Sakura KK,aiko@sakura-boeki.co.jp,,+81 90 1234 5678,,Osaka,Japan\n"
        "3,Uwe,Falk,Nordlicht GmbH,uwe.falk@nordlicht-light.de,+49 40 123456,,Manager,Hamburg,Germany\n"
    )
    path = written(tmp_path, "contacts.csv", f"{header}\n{rows}")
    seen = exchange.look(bench, path)
    mapping = {at: name for at, name in seen.mapping.items() if name != "code"}
    report = exchange.bring_in(bench, path, Chosen(kind=ListKind.PARTIES, mapping=mapping))
    assert (report.counts["customers"], report.counts["contacts"], report.left_out) == (2, 3, 0)
    found = customer(bench, "Nordlicht GmbH")
    assert people(bench, found) == [("Eva Lind", "Buyer", True), ("Uwe Falk", "Manager", False)]
    # The company's telephone stands in both rows and is noted once.
    assert ways(bench, found) == [
        ("mail", "eva.lind@nordlicht-light.de", "Eva Lind"),
        ("mail", "uwe.falk@nordlicht-light.de", "Uwe Falk"),
        ("phone", "+4940123456", ""),
    ]
    # In Japan the family name stands first.
    assert people(bench, customer(bench, "Sakura KK"))[0][0] == "Sato Aiko"


def test_an_excel_list_with_merged_companies_brings_their_people(bench: Bench) -> None:
    report = exchange.bring_in(bench, DATA / "customers.xls")
    assert (report.new, report.counts["contacts"], report.left_out) == (3, 4, 0)
    assert [each[0] for each in people(bench, customer(bench, "Nordlicht GmbH"))] == ["Uwe Falk", "Eva Lind"]
    # A telephone kept as a number has all its digits, and none of them after a point.
    found = [value for channel, value, _ in ways(bench, customer(bench, "Nordlicht GmbH")) if channel == "phone"]
    assert [value[-10:] for value in found] == ["4940123456", "3812345678"]
    assert customer(bench, "Ningbo 海天").country == "CN"


def test_a_binary_excel_list_is_shown_as_it_comes_in(bench: Bench, tmp_path: Path) -> None:
    rows = [
        ["Company", "City", "Country", "Contact", "Email", "Phone"],
        ["Nordlicht Möbel GmbH", "Hamburg", "Germany", "Uwe Falk", "einkauf@nordlicht-moebel.de", 4940123456],
        ["宁波海天", "宁波", "China", "", "", ""],
    ]
    path = xlsb(tmp_path / "customers.xlsb", {"Old": [["Company"]] * 9, "Customers": rows}, hidden=["Old"])
    seen = exchange.look(bench, path)
    assert (seen.format, seen.sheet, seen.word, seen.new) == ("xlsb", "Customers", "customers", 2)
    shown = ("Nordlicht Möbel GmbH", "Hamburg", "Germany", "Uwe Falk", "einkauf@nordlicht-moebel.de", "4940123456")
    assert seen.rows[0] == shown
    assert exchange.bring_in(bench, path).new == 2
    found = {value for _, value, _ in ways(bench, customer(bench, "Nordlicht Möbel GmbH"))}
    assert found == {"einkauf@nordlicht-moebel.de", "+4940123456"}
    assert customer(bench, "宁波海天").country == "CN"


def test_second_and_third_contacts_of_a_row_have_their_own_ways(bench: Bench, tmp_path: Path) -> None:
    text = (
        "company,contact,email,contact 2,contact 2 email,contact 2 phone,contact 3\n"
        "Acme,Ann Lee,ann.lee@acme-tools.co.uk; sales@acme-tools.co.uk,Bob Ray,bob.ray@acme-tools.co.uk,"
        "+44 20 7946 0018,Cy\n"
    )
    exchange.bring_in(bench, written(tmp_path, "c.csv", text))
    acme = customer(bench, "Acme")
    assert people(bench, acme) == [("Ann Lee", "", True), ("Bob Ray", "", False), ("Cy", "", False)]
    assert ("mail", "bob.ray@acme-tools.co.uk", "Bob Ray") in ways(bench, acme)
    assert ("phone", "+442079460018", "Bob Ray") in ways(bench, acme)
    assert ("mail", "sales@acme-tools.co.uk", "") in ways(bench, acme)


def test_the_same_key_with_another_name_or_nothing_new_is_left_out(bench: Bench, tmp_path: Path) -> None:
    text = "key,company,contact\n1,Acme,Ann\n1,Bolt,Ben\n1,Acme,Ann\n1,ACME,Cy\n"
    preview = exchange.look(bench, written(tmp_path, "customers.csv", text))
    assert told(preview) == [(3, "key-twice", Severity.ROW), (4, "key-twice", Severity.ROW)]
    assert (preview.new, preview.counts["contacts"], preview.left_out) == (1, 2, 2)


def test_more_people_far_below_reach_a_company_written_long_before(bench: Bench, tmp_path: Path) -> None:
    rows = [f"{n},Firm {n},Person {n},p{n}@firm{n}.de" for n in range(700)]
    rows += ["5,Firm 5,Late Comer,late@firm5.de"]
    path = written(tmp_path, "customers.csv", "key,company,contact,email\n" + "\n".join(rows) + "\n")
    report = exchange.bring_in(bench, path)
    assert (report.new, report.counts["contacts"]) == (700, 701)
    assert people(bench, customer(bench, "Firm 5")) == [("Person 5", "", True), ("Late Comer", "", False)]
    assert report.undo_id is not None
    gone: list[int] = []
    desk.undo(bench, report.undo_id, progress=lambda done, _all: gone.append(done))
    assert len(gone) > 3
    for table in ("parties", "contacts", "addresses", "external_keys", "party_fts"):
        assert bench.ledger.read.value(f"select count(*) from {table}") == 0


# -- as last time ------------------------------------------------------------------------------------------------------


def test_columns_and_settings_are_remembered_for_lists_with_the_same_headings(bench: Bench, tmp_path: Path) -> None:
    first = written(tmp_path, "a.csv", "who,where,colour\nAcme,Berlin,red\n")
    assert exchange.look(bench, first).kind is None
    chosen = Chosen(kind=ListKind.PARTIES, party_kind=PartyKind.SUPPLIER, mapping={0: "name", 1: "city", 2: "tags"})
    report = exchange.bring_in(bench, first, chosen)
    assert report.undo_id is not None
    bench.ledger.undo(report.undo_id)
    second = written(tmp_path, "b.csv", "Who,WHERE,Colour\nBolt,Köln,blue\n")
    seen = exchange.look(bench, second)
    assert (seen.as_last_time, seen.word, dict(seen.mapping)) == (True, "suppliers", {0: "name", 1: "city", 2: "tags"})
    assert seen.new == 1
    afresh = exchange.look(bench, second, Chosen(afresh=True))
    assert (afresh.as_last_time, afresh.kind) == (False, None)
    other = exchange.look(bench, written(tmp_path, "c.csv", "who,colour,where\nBolt,blue,Köln\n"))
    assert not other.as_last_time


# -- those that are there already --------------------------------------------------------------------------------------


@pytest.fixture
def known(bench: Bench, tmp_path: Path) -> Path:
    text = "key,company,city,website,tags,contact,email\n1,Acme,Berlin,,old,Ann,ann.lee@acme-tools.de\n"
    exchange.bring_in(bench, written(tmp_path, "first.csv", text))
    return written(
        tmp_path,
        "again.csv",
        "key,company,city,website,tags,contact,email,street\n"
        "1,Acme,Hamburg,www.acme-tools.de,new,Ben,ben.ray@acme-tools.de,Kai 3\n2,Bolt,Köln,,,,,\n",
    )


def existing(bench: Bench, path: Path, what: str) -> Chosen:
    seen = exchange.look(bench, path)
    return Chosen(kind=seen.kind, mapping=seen.mapping, options=replace(seen.options, existing=what))


def test_those_that_are_there_are_left_as_they_are_unless_the_user_says_otherwise(bench: Bench, known: Path) -> None:
    report = exchange.bring_in(bench, known)
    assert (report.new, report.already_there, report.changed) == (1, 1, 0)
    assert customer(bench, "Acme").city == "Berlin"
    assert Options().existing == exchange.LEAVE


def test_empty_fields_are_filled_and_nothing_is_overwritten(bench: Bench, known: Path) -> None:
    chosen = existing(bench, known, exchange.FILL)
    seen = exchange.look(bench, known, chosen)
    assert (seen.new, seen.changed, seen.counts["fields-changed"]) == (1, 1, 5)
    assert told(seen) == [(2, "fields-changed", Severity.NOTE)]
    assert seen.problems[0].reason.fact("columns") == "website, tags, contact, email, street"
    report = exchange.bring_in(bench, known, chosen)
    acme = customer(bench, "Acme")
    assert (acme.city, acme.website, acme.tags) == ("Berlin", "www.acme-tools.de", ("old", "new"))
    assert people(bench, acme) == [("Ann", "", True), ("Ben", "", False)]
    assert ("mail", "ben.ray@acme-tools.de", "Ben") in ways(bench, acme)
    assert [each.street for each in parties.postal_addresses(bench.ledger.read, acme.id)] == ["Kai 3"]
    assert report.undo_id is not None
    bench.ledger.undo(report.undo_id)
    assert (customer(bench, "Acme").website, customer(bench, "Acme").tags) == ("", ("old",))
    assert people(bench, customer(bench, "Acme")) == [("Ann", "", True)]
    assert bench.ledger.read.value("select count(*) from parties") == 1


def test_brought_up_to_date_changes_what_differs_and_empties_nothing(bench: Bench, known: Path) -> None:
    chosen = existing(bench, known, exchange.UPDATE)
    report = exchange.bring_in(bench, known, chosen)
    assert (report.new, report.changed, report.already_there) == (1, 1, 1)
    acme = customer(bench, "Acme")
    assert (acme.city, acme.website) == ("Hamburg", "www.acme-tools.de")
    again = exchange.look(bench, known, chosen)
    assert (again.new, again.changed, again.already_there) == (0, 0, 2)


def test_what_was_changed_since_by_hand_is_not_taken_back(bench: Bench, known: Path) -> None:
    report = exchange.bring_in(bench, known, existing(bench, known, exchange.UPDATE))
    with bench.ledger.write("party-changed") as writer:
        parties.save_party(writer, replace(customer(bench, "Acme"), city="Bremen"))
    assert report.undo_id is not None
    with pytest.raises(ChangedElsewhere):
        bench.ledger.undo(report.undo_id)
    assert customer(bench, "Acme").city == "Bremen"


def test_of_several_people_and_mailboxes_in_one_row_the_names_tell_whose_is_whose(bench: Bench, tmp_path: Path) -> None:
    text = (
        "company,contact,contact 2,email\n"
        "Acme Ltd,Omar Aziz,Lina Saad,l.saad@acme.ae; omar.aziz@gmail.com; orders@acme.ae; desk77@gmail.com\n"
    )
    exchange.bring_in(bench, written(tmp_path, "people.csv", text))
    found = {value: person for _channel, value, person in ways(bench, customer(bench, "Acme Ltd"))}
    assert found == {
        "l.saad@acme.ae": "Lina Saad", "omar.aziz@gmail.com": "Omar Aziz", "orders@acme.ae": "", "desk77@gmail.com": "",
    }  # fmt: skip
