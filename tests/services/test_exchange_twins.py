"""Rows of a list that are a company on file, written otherwise: joined where certain, told where likely, never lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.desk_bench import bench_at
from tests.support.lists import written
from tradedesk.services import exchange
from tradedesk.services.bench import Bench
from tradedesk.services.exchange import Chosen, Report

HEAD = "company,city,country,contact,email,phone,website,tax no,street\n"
GULF = 'Gulf Horizon Trading LLC,Dubai,UAE,Omar Aziz,orders@gulfhorizon.ae,+971 4 123 4567,,AE-100 123,\n'
PARTS = ("Gulf Horizon", "Gulf Horizn", "Nordlicht", "Acme")


@pytest.fixture
def gulf(bench: Bench, tmp_path: Path) -> Bench:
    exchange.bring_in(bench, written(tmp_path, "first.csv", HEAD + GULF))
    return bench


def again(bench: Bench, folder: Path, rows: str, what: str = exchange.LEAVE) -> Report:
    path = written(folder, "again.csv", HEAD + rows)
    seen = exchange.look(bench, path)
    chosen = Chosen(kind=seen.kind, mapping=seen.mapping, options=replace(seen.options, existing=what))
    seen = exchange.look(bench, path, chosen)
    report = exchange.bring_in(bench, path, chosen)
    # What was shown before is what came of it.
    assert (seen.counts, seen.problems, seen.already_there) == (report.counts, report.problems, report.already_there)
    return report


def told(report: Report) -> list[tuple[int, str]]:
    return [(each.line, each.reason.code) for each in report.problems]


def names(bench: Bench) -> list[str]:
    return [name for (name,) in bench.ledger.read.all("select name from parties order by id")]


def mailboxes(bench: Bench) -> set[str]:
    return {value for (value,) in bench.ledger.read.all("select value from addresses where channel = 'mail'")}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("GULF HORIZON TRADING L.L.C.,Dubai,,,orders@gulfhorizon.ae,,,,\n", "same-mailbox"),
        ("Gulf Horizon Trading LLC,,,,orders@gulfhorizon.ae,,,,\n", "same-mailbox"),
        ("Gulf Horizon Trading,Dubai,UAE,,,,,,\n", "same-name-and-place"),
        ("GHT,,,,,,,AE 100123,\n", "same-tax-no"),
    ],
)
def test_a_company_on_file_written_differently_is_known_again(gulf: Bench, tmp_path: Path, row: str, why: str) -> None:
    report = again(gulf, tmp_path, row)
    assert (report.new, report.already_there) == (0, 1)
    assert names(gulf) == ["Gulf Horizon Trading LLC"]
    (note,) = [each for each in report.problems if each.reason.code == "is-there-as"]
    assert note.reason.fact("name") == "Gulf Horizon Trading LLC"
    assert note.why[0].code == why


def test_what_a_company_on_file_is_left_without_is_named(gulf: Bench, tmp_path: Path) -> None:
    row = "Gulf Horizon Trading LLC,Dubai,UAE,Lina Saad,lina.saad@gulfhorizon.ae,,www.gulfhorizon.ae,,Quay 3\n"
    report = again(gulf, tmp_path, row)
    (note,) = report.problems
    assert note.reason.code == "left-as-it-is"
    assert note.reason.fact("what") == "Lina Saad; lina.saad@gulfhorizon.ae; www.gulfhorizon.ae; Quay 3"
    assert "lina.saad@gulfhorizon.ae" not in mailboxes(gulf)
    assert again(gulf, tmp_path, GULF).problems == ()


def test_filling_adds_mailboxes_and_people_and_overwrites_nothing(gulf: Bench, tmp_path: Path) -> None:
    row = "GULF HORIZON TRADING L.L.C.,Sharjah,UAE,Lina Saad,orders@gulfhorizon.ae; lina.saad@gulfhorizon.ae,,,,\n"
    report = again(gulf, tmp_path, row, exchange.FILL)
    assert (report.new, report.changed) == (0, 1)
    assert gulf.ledger.read.all("select name, city from parties") == [("Gulf Horizon Trading LLC", "Dubai")]
    assert mailboxes(gulf) == {"orders@gulfhorizon.ae", "lina.saad@gulfhorizon.ae"}
    assert gulf.ledger.read.all("select name, is_main from contacts") == [("Omar Aziz", 1), ("Lina Saad", 0)]
    assert report.undo_id is not None
    gulf.ledger.undo(report.undo_id)
    assert mailboxes(gulf) == {"orders@gulfhorizon.ae"}


def test_a_new_mailbox_of_a_person_on_file_is_that_persons(gulf: Bench, tmp_path: Path) -> None:
    row = "Gulf Horizon Trading LLC,Dubai,UAE,Omar Aziz,o.aziz@gulfhorizon.ae,,,,\n"
    assert again(gulf, tmp_path, row, exchange.FILL).changed == 1
    sql = "select c.name from addresses a join contacts c on c.id = a.contact_id where a.value like 'o.aziz@%'"
    assert gulf.ledger.read.value(sql) == "Omar Aziz"
    assert gulf.ledger.read.value("select count(*) from contacts") == 1


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Gulf Horizn Trading LLC,Dubai,UAE,,,,,,\n", "names-alike"),
        ("Gulf Horizon Trading LLC,Abu Dhabi,UAE,,,,,,\n", "names-alike"),
        ("Horizon Gulf Tradng,,,,,,,,\n", "names-alike"),
        ("Other Name,Dubai,UAE,,,+971 4 1234567,,,\n", "same-phone"),
        ("Other Name,Dubai,UAE,,sales@gulfhorizon.ae,,,,\n", "same-domain-of-firm"),
    ],
)
def test_a_company_that_only_looks_like_one_on_file_comes_in_and_is_told(
    gulf: Bench, tmp_path: Path, row: str, why: str
) -> None:
    report = again(gulf, tmp_path, row)
    assert (report.new, report.counts["alike"]) == (1, 1)
    assert told(report) == [(2, "looks-like")]
    assert why in [each.code for each in report.problems[0].why]


def test_a_free_mailbox_in_common_says_nothing(bench: Bench, tmp_path: Path) -> None:
    rows = "Acme,Berlin,Germany,,office@gmail.com,,,,\nBolt,Lyon,France,,office@gmail.com,,,,\n"
    report = again(bench, tmp_path, rows)
    assert (report.new, report.problems) == (2, ())


def test_a_company_twice_in_one_list_comes_in_once_with_everything_of_both(bench: Bench, tmp_path: Path) -> None:
    row = "GULF HORIZON TRADING L.L.C.,,,Lina Saad,lina.saad@gulfhorizon.ae; orders@gulfhorizon.ae,,,,Quay 3\n"
    third = "Golf Horizon,,,,lina.saad@gulfhorizon.ae,,,,\n"
    fourth = "Golf Horizon,,,,other@gulfhorizon.ae,,,,\n"
    report = again(bench, tmp_path, GULF + row + third + fourth)
    assert report.new == 1
    joined, lost = "is-in-line", "value-not-taken"
    assert told(report) == [(3, joined), (3, lost), (3, lost), (4, joined), (4, lost), (5, joined), (5, lost)]
    assert [each.value for each in report.problems if each.reason.code == "value-not-taken"] == [
        *("GULF HORIZON TRADING L.L.C.", "Quay 3", "Golf Horizon", "Golf Horizon"),
    ]
    assert names(bench) == ["Gulf Horizon Trading LLC"]
    assert mailboxes(bench) == {f"{who}@gulfhorizon.ae" for who in ("orders", "lina.saad", "other")}


def test_two_keys_of_the_users_own_are_never_joined(bench: Bench, tmp_path: Path) -> None:
    text = "key,company,city,country\nA1,Acme GmbH,Berlin,Germany\nA2,Acme,Berlin,Germany\n"
    report = exchange.bring_in(bench, written(tmp_path, "customers.csv", text))
    assert (report.new, told(report)) == (2, [(3, "looks-like-line")])
    without = exchange.bring_in(bench, written(tmp_path, "bolt.csv", "company,city,country\nBolt,Berlin,Germany\n"))
    assert without.new == 1
    path = written(tmp_path, "keys.csv", "key,company,city,country\nB7,Bolt GmbH,Berlin,Germany\n")
    seen = exchange.look(bench, path)
    chosen = Chosen(kind=seen.kind, mapping=seen.mapping, options=replace(seen.options, existing=exchange.FILL))
    assert exchange.bring_in(bench, path, chosen).new == 0
    assert bench.ledger.read.all("select code from parties where name = 'Bolt'") == [("B7",)]


def test_a_short_list_finds_its_companies_among_many(bench: Bench, tmp_path: Path) -> None:
    many = "".join(f"Firm {n} Handel,Ort {n},Germany,,kontakt@firma{n}.de,,,,\n" for n in range(120))
    again(bench, tmp_path, many + GULF)
    rows = "GULF HORIZON,,,,orders@gulfhorizon.ae,,,,\nGulf Horizn Trading,,,,,,,,\n"
    report = again(bench, tmp_path, rows)
    assert told(report) == [(2, "is-there-as"), (3, "looks-like")]


@st.composite
def rows(draw: st.DrawFn) -> str:
    made = []
    for _ in range(draw(st.integers(1, 6))):
        name = draw(st.sampled_from(PARTS)) + draw(st.sampled_from((" LLC", "", " Trading", " GmbH")))
        city, country = draw(st.sampled_from((("Dubai", "UAE"), ("Berlin", "Germany"), ("", ""))))
        local, host = draw(st.sampled_from(("orders", "o.aziz", "sales"))), draw(st.sampled_from(("gh.ae", "nord.de")))
        tax = draw(st.sampled_from(("", "AE100", "DE 7")))
        made.append(f"{name},{city},{country},{draw(st.sampled_from(('', 'Omar', 'Lina')))},{local}@{host},,,{tax},\n")
    return "".join(made)


@settings(max_examples=25)
@given(first=rows(), second=rows(), what=st.sampled_from((exchange.LEAVE, exchange.FILL)))
def test_no_row_is_both_joined_and_new_and_no_mailbox_is_lost_without_a_word(
    tmp_path_factory: pytest.TempPathFactory, first: str, second: str, what: str
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    with bench_at(folder / "profile") as bench:
        for text in (first, second):
            before = len(names(bench))
            report = again(bench, folder, text, what)
            lines = text.splitlines()
            assert len(names(bench)) == before + report.new
            inside = {each.line for each in report.problems if each.reason.code == "is-in-line"}
            there = {each.line for each in report.problems if each.reason.code == "is-there-as"}
            likely = {each.line for each in report.problems if each.reason.code.startswith("looks-like")}
            assert not inside & there
            assert not likely & (inside | there)
            assert report.new + report.already_there + len(inside) <= len(lines)
            on_file, notes = mailboxes(bench), " ".join(str(each) for each in report.problems)
            left_out = {each.line for each in report.problems if each.severity is exchange.Severity.ROW}
            for at, line in enumerate(lines, start=2):
                assert line.split(",")[4] in on_file or line.split(",")[4] in notes or at in left_out
