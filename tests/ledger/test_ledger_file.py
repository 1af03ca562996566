"""The ledger's file: moved away while it is open, damaged, given what no file can hold."""

from __future__ import annotations

import os
import threading

import pytest
import sqlcipher3.dbapi2 as sqlite

from tests.support.desk_bench import Clock
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo, TradeError
from tradedesk.ledger import soundness
from tradedesk.ledger.connection import APPLICATION_ID
from tradedesk.ledger.released import earlier_schemas, make_ledger_of
from tradedesk.ledger.upgrade import open_ledger


@pytest.fixture
def opened(tmp_path):
    result = open_ledger(tmp_path / "ledger.tradedesk", tmp_path / "backups", now=Clock())
    yield result.ledger
    result.ledger.close()


def _customer(ledger, name="Gulf Horizon"):
    with ledger.write("party-added") as writer:
        return writer.insert("parties", {"kind": "customer", "name": name})


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be moved")
@pytest.mark.parametrize("how", ["folder renamed", "removed", "another one in its place"])
def test_nothing_is_acknowledged_that_goes_into_a_file_that_is_not_in_its_place(tmp_path, how):
    folder, aside = tmp_path / "profile", tmp_path / "aside"
    folder.mkdir()
    ledger = open_ledger(folder / "ledger.tradedesk", tmp_path / "backups", now=Clock()).ledger
    _customer(ledger, "Before")
    ledger.take_news()
    folder.rename(aside)
    if how == "another one in its place":
        folder.mkdir()
        (folder / "ledger.tradedesk").write_bytes(b"")
    with pytest.raises(NeighbourFailed, match="ledger-gone"):
        _customer(ledger, "Lost")
    assert ledger.take_news() == []
    if how != "removed":
        if folder.exists():
            (folder / "ledger.tradedesk").unlink()
            folder.rmdir()
        aside.rename(folder)
        _customer(ledger, "After")
    ledger.close()
    if how != "removed":
        again = open_ledger(folder / "ledger.tradedesk", tmp_path / "backups", now=Clock()).ledger
        assert [row[0] for row in again.read.all("select name from parties order by id")] == ["Before", "After"]
        again.close()


def _damage(path, name):
    """Write nonsense over the first page of a table."""
    connection = sqlite.connect(str(path))
    page = connection.execute("select rootpage from sqlite_master where name = ?", (name,)).fetchone()[0]
    size = connection.execute("pragma page_size").fetchone()[0]
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size + 8 : page * size] = b"\xa5" * (size - 8)
    path.write_bytes(content)


def test_reading_a_damaged_table_is_told_as_damage_and_a_wrong_question_stays_a_fault(tmp_path):
    path = tmp_path / "ledger.tradedesk"
    ledger = open_ledger(path, tmp_path / "backups", now=Clock()).ledger
    _customer(ledger)
    ledger.close()
    _damage(path, "parties")
    ledger = open_ledger(path, tmp_path / "backups", now=Clock()).ledger
    for ask in (ledger.read.all, ledger.read.first, ledger.read.rows, lambda sql: list(ledger.read.stream(sql))):
        with pytest.raises(NeighbourFailed, match="ledger-damaged") as refused:
            ask("select * from parties")
        assert refused.value.facts == {"file": str(path), "folder": str(tmp_path)}
        with pytest.raises(sqlite.OperationalError):
            ask("select nothing from parties")
    ledger.close()


def test_a_look_beside_the_work_finds_what_no_list_would_show(tmp_path):
    path = tmp_path / "ledger.tradedesk"
    ledger = open_ledger(path, tmp_path / "backups", now=Clock()).ledger
    assert soundness.look_through(path, lambda _end: None) == []
    _customer(ledger)
    assert soundness.look_through(path, lambda _end: None) == []
    ledger.close()
    _damage(path, "purposes")
    ledger = open_ledger(path, tmp_path / "backups", now=Clock()).ledger
    assert ledger.read.value("select name from parties") == "Gulf Horizon"
    assert soundness.look_through(path, lambda _end: None)
    ledger.close()


def test_a_look_for_a_file_that_is_gone_makes_none_in_its_place(tmp_path):
    with pytest.raises(NeighbourFailed, match="ledger-unreachable"):
        soundness.look_through(tmp_path / "ledger.tradedesk", lambda _end: None)
    assert list(tmp_path.iterdir()) == []


def test_a_look_that_is_ended_says_nothing_of_the_file(opened):
    with opened.write("imported") as writer:
        writer.insert_many("messages", [{"at": "2026-01-01T00:00:00Z", "body": "x" * 3000}] * 3000)
    enders, results = [], []
    while None not in results and len(results) < 200:
        timer = threading.Timer(0.0005, lambda: [end() for end in enders])
        timer.start()
        results.append(soundness.look_through(opened.path, enders.append))
        timer.join()
        enders.clear()
    assert None in results


STRANGE = {
    "pragma foreign_keys=off; drop table nodes": "nodes.",
    "alter table orders rename column number to numbr": "orders.numb",
    "drop index ix_parties_kind_name": "index ix_parties_kind_name",
    "create table mine (a)": "mine.a",
    "alter table parties add column loud generated always as (upper(name))": "parties.loud",
}


@pytest.mark.parametrize("change", STRANGE)
def test_a_ledger_whose_tables_another_program_changed_is_refused_and_not_a_byte_is_changed(tmp_path, change):
    path = tmp_path / "ledger.tradedesk"
    open_ledger(path, tmp_path / "backups", now=Clock()).ledger.close()
    connection = sqlite.connect(str(path))
    connection.executescript(change)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(TradeError, match="ledger-strange") as refused:
        open_ledger(path, tmp_path / "backups", now=Clock())
    assert refused.value.facts["detail"].startswith(STRANGE[change])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_only_carries_our_names_is_no_ledger(tmp_path):
    path = tmp_path / "ledger.tradedesk"
    connection = sqlite.connect(str(path))
    connection.executescript(
        f"pragma application_id={APPLICATION_ID}; create table meta (a); create table alembic_version (b)"
    )
    connection.close()
    with pytest.raises(TradeError, match="not-a-ledger"):
        open_ledger(path, tmp_path / "backups", now=Clock())


@pytest.mark.parametrize("revision", earlier_schemas())
def test_a_ledger_of_any_released_schema_has_the_present_shape_afterwards(tmp_path, revision):
    path = tmp_path / "ledger.tradedesk"
    make_ledger_of(revision, path)
    for _start in ("first", "next"):
        open_ledger(path, tmp_path / "backups", now=Clock()).ledger.close()


def test_a_search_index_that_is_missing_is_made_anew(tmp_path):
    path = tmp_path / "ledger.tradedesk"
    ledger = open_ledger(path, tmp_path / "backups", now=Clock()).ledger
    _customer(ledger)
    ledger.connection.execute("drop table party_fts")
    ledger.close()
    ledger = open_ledger(path, tmp_path / "backups", now=Clock()).ledger
    assert ledger.read.value("select count(*) from party_fts") == 1
    ledger.close()


def test_half_a_character_is_refused_and_nothing_is_written(opened):
    with pytest.raises(RuleSaysNo, match="half-a-character"):
        _customer(opened, "Half \ud83d")
    with pytest.raises(RuleSaysNo, match="half-a-character"):
        opened.read.all("select id from parties where name = ?", ("\ud83d",))
    assert opened.read.value("select count(*) from parties") == 0
