"""Rows of a list that look like another company: the user says for each whether it is the same one or a new one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.desk_bench import bench_at
from tests.support.lists import tally, written
from tradedesk.domain.party import PartyKind
from tradedesk.services import duplicates, exchange
from tradedesk.services.bench import Bench
from tradedesk.services.exchange import Chosen, Report, SameOrNew, Severity

HEAD = "key,company,city,country,contact,email\n"
ON_FILE = "G1,Gulf Horizon Trading LLC,Dubai,UAE,Omar Aziz,orders@gulfhorizon.ae\n"
#: Looks like the one on file: nearly its name.
ALIKE = "G7,Gulf Horizn Trading,Dubai,UAE,Lina Saad,lina.saad@gulf-horizon.com\n"
BOTH = "K1,Nordlicht Möbel GmbH,Hamburg,Germany,,\nK2,Nordlicht Moebel,Hamburg,Germany,Jana Voss,voss@nordlicht.de\n"


@pytest.fixture
def gulf(bench: Bench, tmp_path: Path) -> Bench:
    exchange.bring_in(bench, written(tmp_path, "first.csv", HEAD + ON_FILE))
    return bench


def brought(bench: Bench, path: Path, said: SameOrNew, what: str = exchange.FILL) -> Report:
    seen = exchange.look(bench, path)
    chosen = Chosen(
        kind=seen.kind, mapping=seen.mapping, options=replace(seen.options, existing=what), same_or_new=said
    )
    seen = exchange.look(bench, path, chosen)
    report = exchange.bring_in(bench, path, chosen)
    # What was shown before is what came of it.
    assert (seen.counts, seen.problems, seen.already_there) == (report.counts, report.problems, report.already_there)
    return report


def questions(bench: Bench, path: Path) -> dict[int, int]:
    return {each.line: each.other for each in exchange.look(bench, path).problems if each.severity is Severity.QUESTION}


def parties(bench: Bench) -> list[tuple[str, str]]:
    return [(code, name) for code, name in bench.ledger.read.all("select code, name from parties order by id")]


def test_a_row_that_nothing_was_said_of_is_a_new_one(gulf: Bench, tmp_path: Path) -> None:
    report = brought(gulf, written(tmp_path, "fair.csv", HEAD + ALIKE), SameOrNew())
    assert [(each.line, each.reason.code, each.other) for each in report.problems] == [(2, "looks-like", 1)]
    assert (report.new, report.already_there, report.counts["alike"]) == (1, 0, 1)


def test_a_row_said_to_be_the_same_fills_the_company_on_file_and_one_undo_takes_it_back(
    gulf: Bench, tmp_path: Path
) -> None:
    before, path = tally(gulf), written(tmp_path, "fair.csv", HEAD + ALIKE)
    report = brought(gulf, path, SameOrNew(named=questions(gulf, path)))
    assert (report.new, report.already_there, report.changed) == (0, 1, 1)
    assert "alike" not in report.counts
    first = report.problems[0]
    assert (first.severity, first.reason.code, first.why[0].code) == (Severity.QUESTION, "said-same", "names-alike")
    assert parties(gulf) == [("G1", "Gulf Horizon Trading LLC")]
    assert [name for (name,) in gulf.ledger.read.all("select name from contacts")] == ["Omar Aziz", "Lina Saad"]
    assert report.undo_id is not None
    gulf.ledger.undo(report.undo_id)
    assert tally(gulf) == before


def test_a_row_said_to_be_new_is_not_asked_about_again_among_the_doubles_until_the_list_is_taken_back(
    gulf: Bench, tmp_path: Path
) -> None:
    before, path = tally(gulf), written(tmp_path, "fair.csv", HEAD + ALIKE + BOTH)
    asked = questions(gulf, path)
    assert asked == {2: 1, 4: -3}
    report = brought(gulf, path, SameOrNew().saying(asked, same=False))
    assert duplicates.find(gulf, PartyKind.CUSTOMER) == []
    assert gulf.ledger.read.all("select party_id, other_id from different_parties order by id") == [(1, 2), (3, 4)]
    assert report.undo_id is not None
    gulf.ledger.undo(report.undo_id)
    assert tally(gulf) == before


def test_all_rows_said_to_be_new_ones_are_not_asked_about_again_either(gulf: Bench, tmp_path: Path) -> None:
    brought(gulf, written(tmp_path, "fair.csv", HEAD + ALIKE + BOTH), SameOrNew(every=False))
    assert duplicates.find(gulf, PartyKind.CUSTOMER) == []


def test_a_new_one_that_was_said_and_one_of_which_nothing_was_said_come_in_alike() -> None:
    nothing = SameOrNew()
    assert nothing.brings_the_same(nothing.saying({3: 7, 4: 8}, same=False))
    assert nothing.brings_the_same(SameOrNew(every=False))
    assert not nothing.brings_the_same(nothing.saying({3: 7}, same=True))
    assert not nothing.brings_the_same(SameOrNew(every=True))
    assert not SameOrNew(every=True).brings_the_same(SameOrNew(every=True, named={3: 0}))


def test_a_row_that_nothing_was_said_of_is_asked_about_among_the_doubles(gulf: Bench, tmp_path: Path) -> None:
    brought(gulf, written(tmp_path, "fair.csv", HEAD + ALIKE), SameOrNew())
    assert [(each.first, each.second) for each in duplicates.find(gulf, PartyKind.CUSTOMER)] == [(1, 2)]


def test_the_company_is_known_by_both_keys_from_then_on(gulf: Bench, tmp_path: Path) -> None:
    path = written(tmp_path, "fair.csv", HEAD + ALIKE)
    brought(gulf, path, SameOrNew(every=True))
    again = exchange.look(gulf, path)
    assert (again.new, again.already_there, again.problems) == (0, 1, ())
    orders = written(tmp_path, "orders.csv", "order no,customer,order date\nA1,G7,2026-10-01\nA2,G1,2026-10-02\n")
    assert exchange.bring_in(gulf, orders).new == 2
    assert gulf.ledger.read.all("select distinct party_id from orders") == [(1,)]


def test_the_same_company_left_as_it_is_is_told_what_it_is_left_without(gulf: Bench, tmp_path: Path) -> None:
    before, path = tally(gulf), written(tmp_path, "fair.csv", HEAD + ALIKE)
    report = brought(gulf, path, SameOrNew(every=True), exchange.LEAVE)
    assert (report.new, report.already_there, report.changed, report.undo_id) == (0, 1, 0, None)
    assert report.problems[1].reason.fact("what") == "Lina Saad; lina.saad@gulf-horizon.com; G7"
    assert tally(gulf) == before


def test_rows_with_keys_of_their_own_are_joined_only_when_it_was_said(bench: Bench, tmp_path: Path) -> None:
    path = written(tmp_path, "customers.csv", HEAD + BOTH)
    assert questions(bench, path) == {3: -2}
    apart = brought(bench, path, SameOrNew())
    assert apart.new == 2
    assert apart.undo_id is not None
    bench.ledger.undo(apart.undo_id)
    report = brought(bench, path, SameOrNew(named={3: -2}))
    assert report.new == 1
    assert [each.reason.code for each in report.problems] == ["said-same-line", "value-not-taken"]
    assert parties(bench) == [("K1", "Nordlicht Möbel GmbH")]
    assert bench.ledger.read.value("select name from contacts") == "Jana Voss"
    assert bench.ledger.read.all("select key from external_keys order by key") == [("K1",), ("K2",)]


def test_a_further_row_written_so_is_the_same_one_too(gulf: Bench, tmp_path: Path) -> None:
    more = "G7,Gulf Horizn Trading,Dubai,UAE,Noor Haddad,noor@gulf-horizon.com\n"
    report = brought(gulf, written(tmp_path, "fair.csv", HEAD + ALIKE + more), SameOrNew(named={2: 1}))
    assert (report.new, report.already_there) == (0, 2)
    assert gulf.ledger.read.value("select count(*) from contacts where party_id = 1") == 3


def test_what_was_said_holds_for_the_company_that_was_looked_at_alone(gulf: Bench, tmp_path: Path) -> None:
    path = written(tmp_path, "fair.csv", HEAD + ALIKE)
    report = brought(gulf, path, SameOrNew(named={2: 99}))
    assert (report.new, report.problems[0].reason.code) == (1, "looks-like")


def test_all_but_one_are_the_same(gulf: Bench, tmp_path: Path) -> None:
    rows = "".join(f"G{n},Gulf Horizn Trading {n},Dubai,UAE,,\n" for n in range(10, 14))
    path = written(tmp_path, "fair.csv", HEAD + rows)
    said = SameOrNew(every=True).saying({4: questions(gulf, path)[4]}, same=False)
    report = brought(gulf, path, said)
    assert [each.line for each in report.problems if each.reason.code == "looks-like"] == [4]
    assert (report.new, report.already_there) == (1, 3)
    assert parties(gulf)[1:] == [("G12", "Gulf Horizn Trading 12")]


def test_of_a_long_list_all_that_look_alike_are_counted_and_said_together(gulf: Bench, tmp_path: Path) -> None:
    rows = "".join(f"G{n},Gulf Horizn Trading {n},Dubai,UAE,,\n" for n in range(10, 530))
    path = written(tmp_path, "fair.csv", HEAD + rows)
    report = brought(gulf, path, SameOrNew(every=True), exchange.LEAVE)
    assert report.problem_counts[Severity.QUESTION] == 520
    assert (report.new, report.already_there) == (0, 520)


@settings(max_examples=20)
@given(data=st.data(), what=st.sampled_from((exchange.LEAVE, exchange.FILL, exchange.UPDATE)))
def test_whatever_is_said_every_row_is_new_or_joined_and_one_undo_takes_all_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, what: str
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    names = st.sampled_from(("Gulf Horizon", "Gulf Horizn", "Nordlicht", "Nordlich"))
    rows = data.draw(st.lists(st.tuples(names, st.sampled_from(("", "K")), st.sampled_from("ab")), max_size=7))
    text = "".join(
        f"{key and key + str(n)},{name},Dubai,UAE,,{local}{n}@firm{n % 3}.ae\n"
        for n, (name, key, local) in enumerate(rows)
    )
    with bench_at(folder / "profile") as bench:
        exchange.bring_in(bench, written(folder, "first.csv", HEAD + ON_FILE))
        before, path = tally(bench), written(folder, "again.csv", HEAD + text)
        if not rows:
            return
        asked = questions(bench, path)
        said = data.draw(st.dictionaries(st.sampled_from(sorted(asked)), st.booleans()) if asked else st.just({}))
        answers = SameOrNew(data.draw(st.booleans())).saying(asked, same=False)
        answers = answers.saying({line: asked[line] for line, same in said.items() if same}, same=True)
        report = brought(bench, path, answers, what)
        joined = {each.line for each in report.problems if each.reason.code in ("said-same-line", "is-in-line")}
        again = {each.line for each in report.problems if each.reason.code == "key-twice"}
        told_new = {each.line for each in report.problems if each.reason.code.startswith("looks-like")}
        assert not told_new & joined
        assert len(parties(bench)) == 1 + report.new
        assert report.new + report.already_there + len(joined) + len(again) <= len(rows)
        if report.undo_id is not None:
            bench.ledger.undo(report.undo_id)
        assert tally(bench) == before


def test_of_many_rows_with_one_domain_each_is_asked_about(bench: Bench, tmp_path: Path) -> None:
    names = ("Acorn", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper")
    rows = [f"{name} {number},{name.lower()}{number}@timber.de" for number in (1, 2, 3, 4) for name in names]
    path = written(tmp_path, "timber.csv", "company,email\n" + "\n".join(rows) + "\n")
    asked = questions(bench, path)
    assert list(asked) == list(range(3, 42))
    assert brought(bench, path, SameOrNew(every=True)).new == 1


def test_of_many_rows_whose_names_end_alike_none_beyond_the_first_is_asked_about(bench: Bench, tmp_path: Path) -> None:
    rows = [f"{number} Handel Nordlicht" for number in range(1000, 1060)]
    path = written(tmp_path, "many.csv", "company\n" + "\n".join(rows) + "\n")
    assert len(questions(bench, path)) == 20
