"""Lists that leave something open: what the user chooses, what the rows refer to, what is no list at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.lists import NORTHWIND, tally, written
from tests.support.workbooks import xlsx
from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.domain.importing import ListKind, Severity
from tradedesk.domain.party import PartyKind
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import orders
from tradedesk.services import exchange
from tradedesk.services.bench import Bench
from tradedesk.services.exchange import Chosen

SAMPLE = Path(__file__).parent.parent.parent / "resources" / "sample" / "lists"


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


def test_a_list_without_headings_loses_no_row(bench: Bench, tmp_path: Path) -> None:
    path = written(tmp_path, "x.csv", "Acme,Berlin,a@acme.de\nBolt,Lyon,b@bolt.fr\nBad,Rom,c@\n")
    seen = exchange.look(bench, path)
    assert (seen.headed, seen.header, seen.row_count, seen.samples[0]) == (False, ("A", "B", "C"), 3, "Acme")
    chosen = Chosen(kind=ListKind.PARTIES, mapping={0: "name", 1: "city", 2: "emails"})
    report = exchange.bring_in(bench, path, chosen)
    assert [(each.line, each.column) for each in report.problems if each.severity is Severity.VALUE] == [(3, "C")]
    assert bench.ledger.read.all("select name, city from parties order by id") == [
        ("Acme", "Berlin"), ("Bolt", "Lyon"), ("Bad", "Rom"),
    ]  # fmt: skip


def test_whether_the_first_row_holds_headings_is_for_the_user_to_say(bench: Bench, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "x.xlsx", {"List": [["Acme", "Berlin"], ["Bolt", "Lyon"]]})
    assert exchange.look(bench, path).row_count == 1
    chosen = Chosen(kind=ListKind.PARTIES, mapping={0: "name", 1: "city"}, headed=False)
    assert exchange.bring_in(bench, path, chosen).new == 2
    named = written(tmp_path, "y.csv", "info@acme.de,wo\nAcme,Berlin\n")
    assert not exchange.look(bench, named).headed
    assert exchange.look(bench, named, Chosen(headed=True)).header == ("info@acme.de", "wo")


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
    found = address_rows.of_party(bench.ledger.read, 1)
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
        (b"PK\x03\x04rest", "workbook-damaged"),
            (b"%PDF-1.7", "list-other-format"),
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


def test_the_sample_lists_come_in_with_their_mailboxes_presumed(bench: Bench) -> None:
    for name in ("customers", "orders", "order-lines"):
        report = exchange.bring_in_file(bench, SAMPLE / f"{name}.csv")
        assert (report.left_out, report.problem_counts.get(Severity.ROW, 0)) == (0, 0)
    read = bench.ledger.read
    assert read.all("select value, kind, contact_id is not null from addresses where channel = 'mail'") == [
        ("acquisti@rivagiardino.it", "department", 0),
        ("orders@koalapatio.com.au", "company", 1),
        ("budi.sundarotan@gmail.com", "personal", 1),
    ]
    assert read.all("select number, stage, total_minor from orders order by number") == [
        ("K-077", "on-the-way", 1152000 + 61550),
        ("R-501", "confirmed", 756000 + 213750 + 42000),
    ]


def test_what_was_taken_back_is_known(bench: Bench) -> None:
    steps = [exchange.bring_in_file(bench, NORTHWIND / f"{name}.csv").undo_id for name in ("customers", "suppliers")]
    assert steps[0] is not None
    assert steps[1] is not None
    bench.ledger.undo(steps[1])
    assert exchange.taken_back(bench, [steps[0], steps[1]]) == {steps[1]}
    assert exchange.taken_back(bench, []) == frozenset()
