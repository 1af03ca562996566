"""Customers written for other programs read the same there, and come back as they were."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.support.desk_bench import bench_at
from tradedesk.domain.address import Address, Channel
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.domain.import_fields import ListKind, fields_of
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.integrations.files.vcard import read_cards
from tradedesk.ledger import addresses, parties
from tradedesk.services import exchange, sample
from tradedesk.services.bench import Bench
from tradedesk.services.customer_export import Form, Told, write_customers

_LABELS = {each.name: each.label_en for each in fields_of(ListKind.PARTIES)}
TOLD = Told(
    words=lambda area, code: _LABELS.get(code, code) if area == "heading" else code,
    label=lambda address, _kind: f"Customer – {address.kind}",
    purpose=lambda purpose: purpose.name_en,
)


@pytest.fixture
def bench(bench: Bench) -> Bench:
    sample.fill(bench)
    return bench


def _customers(bench: Bench) -> list[int]:
    return list(bench.ledger.read.numbers("select id from parties where kind = 'customer' order by id"))


def _written(bench: Bench, tmp_path: Path, form: Form, numbers: list[int] | None = None) -> Path:
    path = tmp_path / f"customers.{form}"
    done = write_customers(bench, _customers(bench) if numbers is None else numbers, path, form, TOLD)
    assert done.size == path.stat().st_size
    return path


def test_a_workbook_has_every_customer_every_address_and_who_receives_what(bench, tmp_path):
    book = CalamineWorkbook.from_path(str(_written(bench, tmp_path, Form.WORKBOOK)))
    assert book.sheet_names == ["parties", "addresses", "postal"]
    people = book.get_sheet_by_name("parties").to_python()
    assert {row[people[0].index("Company")] for row in people[1:]} >= {
        "Gulf Horizon Trading LLC",
        "Hanbit Interior Co., Ltd.",
    }
    head, *rows = book.get_sheet_by_name("addresses").to_python()
    (official,) = [row for row in rows if row[head.index("address")] == "orders@gulfhorizon.ae"]
    assert official[head.index("Contract & PI")] == "to"
    assert official[head.index("label")] == "Customer – company"
    assert len(rows) == bench.ledger.read.value(
        "select count(*) from addresses a join parties p on p.id = a.party_id where p.kind = 'customer'"
    )


def test_a_csv_comes_back_as_it_was_written(bench, tmp_path):
    path = _written(bench, tmp_path, Form.CSV)
    with bench_at(tmp_path / "other") as other:
        report = exchange.bring_in_file(other, path)
        assert report.new == len(_customers(bench))
        for column in ("name", "country", "city", "website", "categories", "tier", "cycle_days", "tags", "languages"):
            sql = f"select {column} from parties where kind = 'customer' order by name"
            assert other.ledger.read.all(sql) == bench.ledger.read.all(sql), column
        for table, column, those in (("contacts", "name", ""), ("addresses", "value", "and t.standing <> 'bounced'")):
            sql = f"select t.{column} from {table} t join parties p on p.id = t.party_id where p.kind = 'customer'"
            assert sorted(other.ledger.read.all(sql)) == sorted(bench.ledger.read.all(f"{sql} {those}")), table


def whose(bench: Bench) -> set[tuple[str, str, str]]:
    """Of every mailbox that works: company, mailbox and person, empty for the company's own."""
    sql = """select p.name, a.value, coalesce(c.name, '') from addresses a join parties p on p.id = a.party_id
             left join contacts c on c.id = a.contact_id
             where p.kind = 'customer' and a.channel = 'mail' and a.standing not in ('bounced', 'retired')"""
    return {(row[0], row[1], row[2]) for row in bench.ledger.read.all(sql)}


@pytest.mark.parametrize("form", [Form.CSV, Form.WORKBOOK])
def test_a_list_that_comes_back_knows_whose_mailbox_is_whose(bench, tmp_path, form):
    gulf = bench.ledger.read.value("select id from parties where name like 'Gulf Horizon%'")
    with bench.ledger.write("address-added") as writer:
        for value in ("reception@gulfhorizon.ae", "gulf.dubai@gmail.com"):
            addresses.add(writer, Address(0, gulf, None, Channel.MAIL, value))
    path = _written(bench, tmp_path, form)
    with bench_at(tmp_path / "other") as other:
        exchange.bring_in_file(other, path)
        assert whose(other) == whose(bench)


@pytest.mark.parametrize("form", [Form.CSV, Form.CARDS])
def test_no_list_makes_a_dead_address_work_again(bench, tmp_path, form):
    with bench.ledger.write("address-changed") as writer:
        past = writer.value("select id from addresses where value = 'khalid.dxb@gmail.com'")
        writer.update("addresses", past, {"valid_to": "2026-11-01"})
    told = _written(bench, tmp_path, form).read_text(encoding="utf-8-sig")
    assert "orders@gulfhorizon.ae" in told
    for dead in ("docs@portlink-fwd.com", "khalid.dxb@gmail.com"):
        assert dead not in told


@pytest.mark.parametrize("form", [Form.CSV, Form.CARDS])
def test_the_address_of_somebody_of_another_firm_is_not_left_out(bench, tmp_path, form):
    with bench.ledger.write("contact-added") as writer:
        home = parties.add_party(writer, Party(0, PartyKind.SUPPLIER, "PortLink Agency"))
        layla = parties.add_contact(writer, Contact(0, home, "Layla Haddad"))
        gulf = writer.value("select id from parties where name like 'Gulf Horizon%'")
        addresses.add(writer, Address(0, gulf, layla, Channel.MAIL, "layla@portlink.ae"))
    assert "layla@portlink.ae" in _written(bench, tmp_path, form).read_text(encoding="utf-8-sig")


def test_nothing_in_a_cell_can_act_as_a_formula(bench, tmp_path):
    with bench.ledger.write("party-added") as writer:
        evil = parties.add_party(writer, Party(0, PartyKind.CUSTOMER, '=HYPERLINK("http://x","y")', tier="@SUM(A1)"))
        addresses.add(writer, Address(0, evil, None, Channel.PHONE, "+971505550134"))
    with _written(bench, tmp_path, Form.CSV, [evil]).open(encoding="utf-8-sig", newline="") as file:
        head, row = list(csv.reader(file))
    assert row[head.index("Company")] == '\'=HYPERLINK("http://x","y")'
    assert row[head.index(_LABELS["phone"])] == "+971505550134"
    book = CalamineWorkbook.from_path(str(_written(bench, tmp_path, Form.WORKBOOK, [evil])))
    read = book.get_sheet_by_name("parties").to_python()
    assert read[1][read[0].index("Company")] == '=HYPERLINK("http://x","y")'
    import zipfile

    with zipfile.ZipFile(tmp_path / "customers.xlsx") as pack:
        assert b"<f>" not in b"".join(pack.read(name) for name in pack.namelist() if "worksheets" in name)


@pytest.mark.parametrize("form", [Form.CARDS, Form.CARDS_4])
def test_cards_carry_the_labels_and_no_address_that_is_dead(bench, tmp_path, form):
    found = read_cards(_written(bench, tmp_path, form).read_bytes())
    assert len(found) >= len(_customers(bench))
    (khalid,) = [card for card in found if card.name == "Khalid Al Mansoori"]
    assert khalid.company == "Gulf Horizon Trading LLC"
    (official,) = [way for way in khalid.ways if way.value == "orders@gulfhorizon.ae"]
    assert official.label == "Customer – company"
    dead = {value for (value,) in bench.ledger.read.all("select value from addresses where standing = 'bounced'")}
    assert dead
    assert dead.isdisjoint(way.value for card in found for way in card.ways)


def test_a_workbook_comes_back_from_its_list_of_customers_and_not_from_the_longer_one_of_addresses(bench, tmp_path):
    path = _written(bench, tmp_path, Form.WORKBOOK)
    with bench_at(tmp_path / "other") as other:
        seen = exchange.look(other, path)
        assert (seen.sheet, seen.new, seen.left_out) == ("parties", len(_customers(bench)), 0)
        exchange.bring_in_file(other, path)
        values = "select value from addresses where channel = 'mail' and standing not in ('bounced', 'retired')"
        of_customers = f"{values} and party_id in (select id from parties where kind = 'customer') order by value"
        assert other.ledger.read.all(of_customers) == bench.ledger.read.all(of_customers)


@pytest.mark.parametrize("form", [Form.CARDS, Form.CARDS_4])
def test_business_cards_come_back_as_customers_with_their_people_and_mailboxes(bench, tmp_path, form):
    path = _written(bench, tmp_path, form)
    with bench_at(tmp_path / "other") as other:
        report = exchange.bring_in_file(other, path)
        assert report.new == len(_customers(bench))
        gulf = other.ledger.read.value("select id from parties where name = 'Gulf Horizon Trading LLC'")
        ours = {each.value for each in addresses.of_party(other.ledger.read, gulf)}
        assert {"orders@gulfhorizon.ae", "khalid.dxb@gmail.com", "+971505550134"} <= ours
        (khalid,) = [each.id for each in parties.contacts(other.ledger.read, gulf) if each.name == "Khalid Al Mansoori"]
        # Whatever stands on a card is its person's.
        his = {each.value for each in addresses.of_party(other.ledger.read, gulf) if each.contact_id == khalid}
        assert his == {"orders@gulfhorizon.ae", "khalid.dxb@gmail.com", "+971505550134"}
        places = "select name, country, city from parties where kind = 'customer' order by name"
        assert other.ledger.read.all(places) == bench.ledger.read.all(places)


def test_the_json_form_leaves_nothing_out(bench, tmp_path):
    held = json.loads(_written(bench, tmp_path, Form.JSON).read_text(encoding="utf-8"))
    assert (held["format"], held["version"], len(held["parties"])) == ("tradedesk-customers", 1, len(_customers(bench)))
    (gulf,) = [each for each in held["parties"] if each["party"]["name"].startswith("Gulf")]
    assert {each["value"] for each in gulf["addresses"]} >= {"orders@gulfhorizon.ae", "khalid.dxb@gmail.com"}
    assert {"contract", "invoice"} <= {each["purpose"] for each in gulf["assignments"]}
    whole = {"party", "contacts", "addresses", "postal", "assignments", "banks", "employments", "guests"}
    assert all(set(each) == whole for each in held["parties"])


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_stays(bench, tmp_path):
    with pytest.raises(NeighbourFailed, match="file-not-writable"):
        write_customers(bench, _customers(bench), tmp_path / "no" / "such" / "list.csv", Form.CSV, TOLD)
    old = _written(bench, tmp_path, Form.CSV)
    before = old.read_bytes()

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_customers(bench, _customers(bench), old, Form.CSV, TOLD, progress=stop)
    assert old.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
