"""Lists brought in through the verbs: Northwind as it lies there, and everything that can be wrong with a list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desk_bench import bench_at
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo, TradeError
from tradedesk.domain.importing import ListKind, Options, Severity
from tradedesk.domain.party import Party, PartyKind
from tradedesk.ledger import orders, parties
from tradedesk.services import exchange
from tradedesk.services.bench import Bench
from tradedesk.services.exchange import Chosen, Report

NORTHWIND = Path(__file__).parent.parent / "data" / "northwind"
TABLES = (
    *("parties", "contacts", "addresses", "postal_addresses", "products", "orders", "order_lines", "nodes"),
    *("instalments", "shipments", "external_keys", "party_fts", "order_fts"),
)
IN_ORDER = ("customers", "suppliers", "shippers", "products", "orders", "order-details")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with bench_at(tmp_path / "profile") as made:
        yield made


def bring(bench: Bench, name: str, chosen: Chosen | None = None) -> Report:
    return exchange.bring_in(bench, NORTHWIND / f"{name}.csv", chosen)


def written(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def tally(bench: Bench) -> dict[str, int]:
    return {table: bench.ledger.read.value(f"select count(*) from {table}") for table in TABLES}


def number_of(bench: Bench, order: str) -> int:
    return int(bench.ledger.read.value("select id from orders where number = ?", (order,)))


def of_customer(bench: Bench, code: str) -> Party:
    found = parties.by_code(bench.ledger.read, PartyKind.CUSTOMER, code)
    assert found is not None
    return found


# -- Northwind ---------------------------------------------------------------------------------------------------------


def test_northwind_comes_in_whole(bench: Bench) -> None:
    reports = {name: bring(bench, name) for name in IN_ORDER}
    assert {name: (each.word, each.new, each.left_out) for name, each in reports.items()} == {
        "customers": ("customers", 91, 0),
        "suppliers": ("suppliers", 29, 0),
        "shippers": ("forwarders", 3, 0),
        "products": ("products", 77, 0),
        "orders": ("orders", 830, 0),
        "order-details": ("lines", 2155, 0),
    }
    found = tally(bench)
    assert (found["parties"], found["products"], found["orders"], found["order_lines"]) == (123, 77, 830, 2155)
    assert found["contacts"] == 91 + 29
    # The office of everybody with an address, and six places to which customers had goods sent besides.
    assert found["postal_addresses"] == 91 + 29 + 6
    # 91 telephones and 69 faxes, 29 and 13, and three telephones.
    assert found["addresses"] == 91 + 69 + 29 + 13 + 3
    assert found["party_fts"] == 123
    assert found["order_fts"] == 830


def test_no_cell_that_says_null_arrives_as_a_word(bench: Bench) -> None:
    for name in IN_ORDER:
        bring(bench, name)
    for table in TABLES[:-2]:
        rows = bench.ledger.read.rows(f"select * from {table}")
        assert [row for row in rows if any("NULL" in str(cell) for cell in row.values())] == []


def test_a_customer_arrives_with_contact_office_telephone_and_zone(bench: Bench) -> None:
    bring(bench, "customers")
    alfreds = of_customer(bench, "ALFKI")
    assert (alfreds.name, alfreds.country, alfreds.city, alfreds.zone) == (
        *("Alfreds Futterkiste", "DE", "Berlin", "Europe/Berlin"),
    )
    (person,) = parties.contacts(bench.ledger.read, alfreds.id)
    assert (person.name, person.title, person.is_main) == ("Maria Anders", "Sales Representative", True)
    (office,) = parties.postal_addresses(bench.ledger.read, alfreds.id)
    assert (office.purpose, office.street, office.postal_code, office.city, office.region, office.country) == (
        *("office", "Obere Str. 57", "12209", "Berlin", "", "DE"),
    )
    assert [(str(each.channel), each.original) for each in parties.addresses(bench.ledger.read, alfreds.id)] == [
        ("phone", "030-0074321"),
        ("fax", "030-0076545"),
    ]


def test_an_order_arrives_with_its_points_its_forwarder_and_exact_lines(bench: Bench) -> None:
    for name in IN_ORDER:
        bring(bench, name)
    file = orders.order_file(bench.ledger.read, number_of(bench, "10248"))
    assert file.party_name == "Vins et alcools Chevalier"
    days = {str(node.code): (str(node.planned_on), str(node.actual_on)) for node in file.nodes}
    assert days["confirmed"] == ("None", "1996-07-04")
    assert days["shipped"] == ("None", "1996-07-16")
    assert days["delivered"] == ("1996-08-01", "None")
    assert days["closed"] == ("None", "2026-11-21")
    assert (str(file.order.ordered_on), str(file.order.delivery_on)) == ("1996-07-04", "1996-08-01")
    lines = [(each.description, str(each.quantity), str(each.unit_price), each.amount.minor) for each in file.lines]
    assert lines == [
        ("Queso Cabrales", "12", "14.00", 16800),
        ("Singaporean Hokkien Fried Mee", "10", "9.80", 9800),
        ("Mozzarella di Giovanni", "5", "34.80", 17400),
    ]
    assert file.order.freight is not None
    assert (file.order.freight.minor, file.order.total.minor, file.order.currency) == (3238, 47238, "USD")
    assert file.shipments[0].carrier == "Federal Shipping"
    read = bench.ledger.read
    assert read.value("select ship_to from shipments where order_id = ?", (file.order.id,)).splitlines() == [
        *("Vins et alcools Chevalier", "59 rue de l'Abbaye", "51100 Reims", "France"),
    ]
    supplier = """
        select s.name from order_lines l join products p on p.id = l.product_id join parties s on s.id = p.supplier_id
        where l.order_id = ? and l.position = 1
    """
    assert read.value(supplier, (file.order.id,)) == "Cooperativa de Quesos 'Las Cabras'"
    # 15 % off 35 at 42.40 is 1,261.40.
    discounted = orders.order_file(read, number_of(bench, "10250")).lines
    assert [(str(each.discount_percent), each.amount.minor) for each in discounted] == [
        ("0", 7700),
        ("15", 126140),
        ("15", 21420),
    ]


def test_old_orders_are_finished_unless_the_user_says_otherwise(bench: Bench) -> None:
    bring(bench, "customers")
    path = NORTHWIND / "orders.csv"
    seen = exchange.look(bench, path)
    assert seen.counts["finished"] == 809
    running = exchange.look(bench, path, Chosen(options=Options(close_after_days=0)))
    assert "finished" not in running.counts
    bring(bench, "orders", Chosen(options=Options(close_after_days=0)))
    stages = dict(bench.ledger.read.all("select stage, count(*) from orders group by stage"))
    assert stages == {"on-the-way": 809, "confirmed": 21}


def test_the_list_of_orders_before_its_customers_is_left_out_and_every_row_named(bench: Bench) -> None:
    report = bring(bench, "orders")
    assert (report.new, report.left_out, report.undo_id) == (0, 830, None)
    assert tally(bench)["orders"] == 0
    first = next(each for each in report.problems if each.severity is Severity.ROW)
    assert (first.line, first.reason.code, first.value, first.column) == (2, "reference-unknown", "VINET", "customerID")
    assert report.problem_counts[Severity.ROW] == 830


def test_bringing_the_same_lists_in_again_changes_nothing(bench: Bench) -> None:
    for name in IN_ORDER:
        bring(bench, name)
    before = tally(bench)
    for _ in range(2):
        again = {name: bring(bench, name) for name in IN_ORDER}
        assert [(each.new, each.undo_id) for each in again.values()] == [(0, None)] * 6
        assert [each.already_there for each in again.values()] == [91, 29, 3, 77, 830, 2155]
    assert tally(bench) == before
    assert exchange.look(bench, NORTHWIND / "customers.csv").before == "2026-11-21T06:32:00Z"


def test_each_list_is_taken_back_by_one_undo(bench: Bench) -> None:
    counts = [tally(bench)]
    steps = []
    for name in IN_ORDER:
        steps.append(bring(bench, name).undo_id)
        counts.append(tally(bench))
    for undo_id, before in zip(reversed(steps), reversed(counts[:-1]), strict=True):
        assert undo_id is not None
        bench.ledger.undo(undo_id)
        assert tally(bench) == before
    assert exchange.look(bench, NORTHWIND / "customers.csv").before == ""


def test_customers_with_orders_are_not_taken_back_from_under_them(bench: Bench) -> None:
    customers = bring(bench, "customers").undo_id
    bring(bench, "orders")
    before = tally(bench)
    assert customers is not None
    with pytest.raises(TradeError):
        bench.ledger.undo(customers)
    assert tally(bench) == before


def test_what_was_done_is_told_with_its_number_and_one_step_back(bench: Bench) -> None:
    bench.ledger.take_news()
    report = bring(bench, "customers")
    (news,) = bench.ledger.take_news()
    assert (news.label, news.undo_id) == ("customers-brought-in|count=91", report.undo_id)


def test_several_lists_are_sorted_so_that_what_others_refer_to_comes_first(bench: Bench) -> None:
    given = [str(NORTHWIND / f"{name}.csv") for name in ("order-details", "orders", "products", "customers")]
    assert exchange.in_order(bench, [*given, "/not/there.csv"]) == [*reversed(given), "/not/there.csv"]


# -- nothing half done -------------------------------------------------------------------------------------------------


def test_a_full_disk_leaves_nothing_behind(bench: Bench) -> None:
    bring(bench, "customers")
    before = tally(bench)
    connection = bench.ledger.connection
    pages = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {pages + 20}")
    with pytest.raises(NeighbourFailed) as caught:
        bring(bench, "orders")
    assert caught.value.code == "disk-full"
    assert tally(bench) == before
    connection.execute("pragma max_page_count = 1000000")
    assert bring(bench, "orders").new == 830


class _Enough(Exception):
    """The user has pressed Cancel."""


@pytest.mark.parametrize("moment", [0, 1, 5, 8, -1])
def test_cancelling_at_any_moment_leaves_nothing_behind(bench: Bench, moment: int) -> None:
    told: list[int] = []
    for name in IN_ORDER[:-2]:
        bring(bench, name)
    before = tally(bench)
    path = NORTHWIND / "orders.csv"
    exchange.look(bench, path, progress=lambda done, _total: told.append(done))
    asked: list[int] = []
    with pytest.raises(_Enough):
        exchange.bring_in(bench, path, progress=lambda done, total: _end(asked, done, total, moment))
    assert tally(bench) == before
    assert bring(bench, "orders").new == 830


def _end(asked: list[int], done: int, total: int, moment: int) -> None:
    asked.append(done)
    assert 0 <= done <= total
    if len(asked) - 1 == moment or (moment == -1 and done >= 990):
        raise _Enough


def test_progress_only_grows_and_ends_before_the_commit(bench: Bench) -> None:
    told: list[int] = []
    exchange.bring_in(bench, NORTHWIND / "customers.csv", progress=lambda done, _total: told.append(done))
    assert told == sorted(told)
    assert told[-1] < 1000


# -- what the user chooses ---------------------------------------------------------------------------------------------


def test_a_list_is_looked_at_without_changing_anything(bench: Bench) -> None:
    before = tally(bench)
    seen = exchange.look(bench, NORTHWIND / "customers.csv")
    assert (seen.kind, seen.word, seen.new, seen.row_count) == (ListKind.PARTIES, "customers", 91, 91)
    assert (seen.encoding, seen.encoding_certain, seen.delimiter, seen.refused) == ("utf-8", True, ",", False)
    assert seen.mapping[0] == "code"
    assert seen.samples[:3] == ("ALFKI", "Alfreds Futterkiste", "Maria Anders")
    assert len(seen.first) == 50
    assert seen.counts == {"customers": 91, "contacts": 91, "postal": 91, "addresses": 160}
    assert tally(bench) == before


def test_an_uncertain_encoding_is_asked_for_and_never_guessed(bench: Bench, tmp_path: Path) -> None:
    path = written(tmp_path, "kunden.csv", "Firma;Ort\nCafé Müller;Köln\n", "cp1252")
    seen = exchange.look(bench, path)
    assert not seen.encoding_certain
    assert len(seen.candidates) > 1
    with pytest.raises(RuleSaysNo) as caught:
        exchange.bring_in(bench, path)
    assert (caught.value.code, caught.value.field) == ("encoding-uncertain", "encoding")
    assert exchange.bring_in(bench, path, Chosen(encoding="cp1252")).new == 1
    assert bench.ledger.read.value("select name || city from parties") == "Café MüllerKöln"


def test_a_list_that_nothing_explains_asks_what_it_is(bench: Bench, tmp_path: Path) -> None:
    path = written(tmp_path, "x.csv", "a;b\nAcme;Berlin\n")
    seen = exchange.look(bench, path)
    assert (seen.kind, seen.refused, seen.rows) == (None, True, (("Acme", "Berlin"),))
    with pytest.raises(RuleSaysNo) as caught:
        exchange.bring_in(bench, path)
    assert caught.value.code == "list-kind-unknown"
    chosen = Chosen(kind=ListKind.PARTIES, party_kind=PartyKind.SUPPLIER, mapping={0: "name", 1: "city"})
    assert exchange.bring_in(bench, path, chosen).word == "suppliers"


def test_a_missing_column_refuses_the_list_until_it_is_chosen(bench: Bench, tmp_path: Path) -> None:
    path = written(tmp_path, "orders.csv", "order no,whose,order date\nA1,ACME,2026-10-01\n")
    chosen = Chosen(kind=ListKind.ORDERS)
    seen = exchange.look(bench, path, chosen)
    assert seen.refused
    assert [each.reason.code for each in seen.problems if each.severity is Severity.LIST] == ["column-missing"]
    with pytest.raises(RuleSaysNo) as caught:
        exchange.bring_in(bench, path, chosen)
    assert caught.value.code == "list-not-complete"


def test_parties_without_keys_are_known_again_by_name_and_place(bench: Bench, tmp_path: Path) -> None:
    text = "company,city,country\nAcme,Berlin,Germany\nAcme,Hamburg,Germany\nACME ,Berlin,Germany\n"
    path = written(tmp_path, "customers.csv", text)
    report = exchange.bring_in(bench, path)
    assert (report.new, report.left_out) == (2, 1)
    assert [each.line for each in report.problems if each.severity is Severity.ROW] == [4]
    assert exchange.bring_in(bench, path).new == 0


def test_a_country_with_several_zones_asks_for_the_city(bench: Bench, tmp_path: Path) -> None:
    path = written(tmp_path, "customers.csv", "company,city,country\nAcme,,USA\nBolt,Seattle,USA\n")
    report = exchange.bring_in(bench, path)
    assert report.counts["zone-questions"] == 1
    assert bench.ledger.read.all("select name, zone from parties order by id") == [
        ("Acme", ""),
        ("Bolt", "America/Los_Angeles"),
    ]


def test_mail_addresses_arrive_with_their_kind_presumed_and_the_contact_who_owns_them(
    bench: Bench, tmp_path: Path
) -> None:
    row = "Acme GmbH,Anna Roth,anna.roth@acme.de; buchhaltung@acme.de,www.acme.de,+49 30 1234567\n"
    path = written(tmp_path, "customers.csv", "company,contact,email,website,phone\n" + row)
    exchange.bring_in(bench, path)
    found = parties.addresses(bench.ledger.read, 1)
    assert [(each.value, str(each.kind), each.contact_id) for each in found] == [
        ("anna.roth@acme.de", "company", 1),
        ("buchhaltung@acme.de", "department", None),
        ("+49301234567", "unsure", None),
    ]
    assert found[0].kind_reason is not None


def test_orders_that_name_their_customer_find_it(bench: Bench, tmp_path: Path) -> None:
    exchange.bring_in(bench, written(tmp_path, "customers.csv", "company\nAcme\nBolt\nBolt & Co\n"))
    path = written(tmp_path, "orders.csv", "order no,customer,order date\nA1,acme,2026-10-01\nA2,Cord,2026-10-02\n")
    report = exchange.bring_in(bench, path)
    assert (report.new, report.left_out) == (1, 1)
    assert [each.value for each in report.problems if each.severity is Severity.ROW] == ["Cord"]


def test_a_day_that_lies_ahead_is_planned_and_not_taken_as_done(bench: Bench, tmp_path: Path) -> None:
    exchange.bring_in(bench, written(tmp_path, "customers.csv", "company\nAcme\n"))
    text = "order no,customer,order date,shipped date\nA1,Acme,2026-11-01,2026-12-01\n"
    report = exchange.bring_in(bench, written(tmp_path, "orders.csv", text))
    assert [each.reason.code for each in report.problems] == ["day-lies-ahead"]
    file = orders.order_file(bench.ledger.read, 1)
    days = {str(node.code): (str(node.planned_on), str(node.actual_on)) for node in file.nodes}
    assert days["shipped"] == ("2026-12-01", "None")
    assert str(file.order.stage) == "confirmed"


def test_lines_without_a_currency_are_in_their_orders(bench: Bench, tmp_path: Path) -> None:
    exchange.bring_in(bench, written(tmp_path, "customers.csv", "company\nAcme\n"))
    terms = "30% deposit 70% against copy of B/L"
    text = f"order no,customer,order date,currency,payment terms\nA1,Acme,2026-10-01,EUR,{terms}\n"
    exchange.bring_in(bench, written(tmp_path, "orders.csv", text))
    lines = written(tmp_path, "lines.csv", "order no,description,qty,unit price\nA1,Chair,3,33.34\nA1,Table,1,100\n")
    report = exchange.bring_in(bench, lines)
    assert (report.new, report.left_out) == (2, 0)
    file = orders.order_file(bench.ledger.read, 1)
    assert (file.order.total.minor, file.order.currency) == (20002, "EUR")
    assert file.order.summary == "Chair, Table"
    # The instalments are parts of the total.
    assert sum(each.amount.minor for each in file.instalments) == 20002
    foreign = written(tmp_path, "more.csv", "order no,description,qty,unit price,currency\nA1,Lamp,1,5.00,USD\n")
    refused = exchange.bring_in(bench, foreign)
    assert [each.reason.code for each in refused.problems if each.severity is Severity.ROW] == ["currency-differs"]


def test_lines_of_an_order_that_stand_in_two_files_come_together_once(bench: Bench, tmp_path: Path) -> None:
    exchange.bring_in(bench, written(tmp_path, "customers.csv", "company\nAcme\n"))
    exchange.bring_in(bench, written(tmp_path, "orders.csv", "order no,customer\nA1,Acme\n"))
    head = "order no,description,qty,unit price\n"
    exchange.bring_in(bench, written(tmp_path, "one.csv", head + "A1,Chair,1,10.00\nA1,Chair,1,10.00\n"))
    both = written(tmp_path, "two.csv", head + "A1,Chair,1,10.00\nA1,Chair,1,10.00\nA1,Table,1,5.50\n")
    report = exchange.bring_in(bench, both)
    assert (report.new, report.already_there) == (1, 2)
    file = orders.order_file(bench.ledger.read, 1)
    assert [(each.position, each.description) for each in file.lines] == [(1, "Chair"), (2, "Chair"), (3, "Table")]
    assert file.order.total.minor == 2550
    assert exchange.bring_in(bench, both).new == 0


def test_a_number_that_is_none_is_told_by_row_and_the_rest_comes_in(bench: Bench, tmp_path: Path) -> None:
    exchange.bring_in(bench, written(tmp_path, "customers.csv", "company\nAcme\n"))
    exchange.bring_in(bench, written(tmp_path, "orders.csv", "order no,customer\nA1,Acme\n"))
    text = "order no,description,qty,unit price\nA1,Chair,three,10.00\nA1,Table,1,5.50\nA9,Lamp,1,5.50\n"
    report = exchange.bring_in(bench, written(tmp_path, "lines.csv", text))
    assert (report.new, report.left_out) == (1, 2)
    told = [(each.line, each.column, each.value, each.reason.code) for each in report.problems]
    assert told == [(2, "qty", "three", "not-a-number"), (4, "order no", "A9", "reference-unknown")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "list-empty"),
        (b"PK\x03\x04rest", "list-other-format"),
        (None, "file-not-there"),
    ],
)
def test_what_is_no_list_is_refused_in_words_and_changes_nothing(
    bench: Bench, tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "list.csv"
    if content is not None:
        path.write_bytes(content)
    before = tally(bench)
    for verb in (exchange.look, exchange.bring_in):
        with pytest.raises(TradeError) as caught:
            verb(bench, path)
        assert caught.value.code == code
    assert tally(bench) == before
