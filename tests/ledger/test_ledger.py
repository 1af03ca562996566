"""The ledger keeps what was committed, takes back what is undone, and refuses what is not its own."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from tests.support.desk_bench import Clock
from tradedesk.domain.errors import ChangedElsewhere, NeighbourFailed, TradeError
from tradedesk.ledger import soundness, upgrade
from tradedesk.ledger.connection import connect
from tradedesk.ledger.upgrade import migrate, open_ledger


@pytest.fixture
def opened(tmp_path):
    result = open_ledger(tmp_path / "ledger.tradedesk", tmp_path / "backups", now=Clock())
    yield result.ledger
    result.ledger.close()


def _customer(ledger, name="Gulf Horizon", **columns):
    with ledger.write("party-added") as writer:
        return writer.insert("parties", {"kind": "customer", "name": name, **columns})


def test_a_new_ledger_is_readable_by_its_owner_alone(opened):
    assert stat.S_IMODE(opened.path.stat().st_mode) == 0o600
    assert opened.read.value("select count(*) from purposes") == 9


def test_the_first_start_interrupted_anywhere_leaves_nothing_to_repair(tmp_path):
    path = tmp_path / "ledger.tradedesk"
    path.with_name(path.name + ".new").write_bytes(b"half a ledger")
    result = open_ledger(path, tmp_path / "backups", now=Clock())
    result.ledger.close()
    assert result.is_new
    assert not path.with_name(path.name + ".new").exists()


def test_a_rehearsed_change_is_seen_and_leaves_nothing_behind(opened):
    number = _customer(opened)
    opened.take_news()
    before = opened.read.row("parties", number)
    steps = opened.read.value("select count(*) from undo_steps")

    def move() -> None:
        with opened.write("party-changed") as writer:
            writer.update("parties", number, {"city": "Dubai"}, 1)

    assert opened.rehearse(move, lambda read: read.row("parties", number)["city"]) == "Dubai"
    assert opened.read.row("parties", number) == before
    assert (opened.take_news(), opened.read.value("select count(*) from undo_steps")) == ([], steps)
    move()
    assert opened.read.row("parties", number)["city"] == "Dubai"


def test_what_a_rehearsed_change_is_refused_for_is_told(opened):
    number = _customer(opened)

    def move() -> None:
        with opened.write("party-changed") as writer:
            writer.update("parties", number, {"city": "Dubai"}, 7)

    with pytest.raises(ChangedElsewhere):
        opened.rehearse(move, lambda read: read.row("parties", number))


def test_a_change_can_be_taken_back_and_done_again(opened):
    number = _customer(opened)
    with opened.write("party-changed") as writer:
        writer.update("parties", number, {"city": "Dubai"}, 1)
    with opened.write("party-changed") as writer:
        writer.update("parties", number, {"city": "Sharjah"}, 2)
    third, second = [news.undo_id for news in opened.take_news()][::-1][:2]
    opened.undo(third)
    assert opened.read.row("parties", number)["city"] == "Dubai"
    redo = opened.take_news()[0].undo_id
    opened.undo(second)
    assert opened.read.row("parties", number)["city"] == ""
    opened.undo(opened.take_news()[0].undo_id)
    opened.undo(redo)
    assert opened.read.row("parties", number)["city"] == "Sharjah"


def test_undo_never_overwrites_what_was_changed_since(opened):
    number = _customer(opened)
    with opened.write("party-changed") as writer:
        writer.update("parties", number, {"city": "Dubai"})
    step = opened.take_news()[-1].undo_id
    with opened.write("party-changed") as writer:
        writer.update("parties", number, {"city": "Sharjah"})
    with pytest.raises(ChangedElsewhere):
        opened.undo(step)
    assert opened.read.row("parties", number)["city"] == "Sharjah"


def test_a_deleted_row_comes_back_with_its_number(opened):
    number = _customer(opened)
    with opened.write("party-removed") as writer:
        writer.delete("parties", number)
    opened.undo(opened.take_news()[-1].undo_id)
    assert opened.read.row("parties", number)["name"] == "Gulf Horizon"


def test_an_import_is_undone_as_one_and_never_half(opened):
    with opened.write("imported") as writer:
        numbers = writer.insert_many("parties", [{"kind": "customer", "name": f"Firm {n}"} for n in range(1200)])
        writer.insert_many("contacts", [{"party_id": n, "name": "Buyer"} for n in numbers])
    step = opened.take_news()[-1].undo_id
    with opened.write("party-changed") as writer:
        changed = writer.update("parties", 7, {"city": "Lyon"})
        assert changed == 2
    with pytest.raises(ChangedElsewhere):
        opened.undo(step)
    assert opened.read.value("select count(*) from contacts") == 1200
    opened.undo(opened.take_news()[-1].undo_id)
    opened.undo(step)
    assert opened.read.value("select count(*) from parties") == 0
    assert opened.read.value("select count(*) from party_fts") == 0


def test_units_of_work_within_one_are_taken_back_with_it_or_never_happen(opened):
    def both(last: dict[str, object]) -> None:
        with opened.write("both"):
            with opened.write("party-added") as writer:
                number = writer.insert("parties", {"kind": "customer", "name": "Gulf Horizon"})
            with opened.write("contact-added", undoable=False) as writer:
                writer.insert("contacts", {"party_id": number, **last})

    both({"name": "Buyer"})
    (news,) = opened.take_news()
    assert news.label == "both"
    opened.undo(news.undo_id)
    with pytest.raises(TradeError, match="still-referred-to"):
        both({"party_id": 999, "name": "Nobody's"})
    assert opened.read.value("select count(*) from parties") == 0
    assert opened.read.value("select count(*) from contacts") == 0
    with opened.write("party-added") as writer:
        writer.insert("parties", {"kind": "customer", "name": "The next one"})
    assert opened.take_news()[-1].undo_id is not None


def test_a_failed_unit_of_work_leaves_the_ledger_as_it_was(opened):
    def fail():
        with opened.write("party-added") as writer:
            writer.insert("parties", {"kind": "customer", "name": "Half"})
            writer.insert("contacts", {"party_id": 999, "name": "Nobody's"})

    with pytest.raises(TradeError, match="still-referred-to"):
        fail()
    assert opened.read.value("select count(*) from parties") == 0
    assert opened.take_news() == []


def test_a_full_disk_is_told_and_nothing_is_half_written(opened):
    pages = opened.read.value("pragma page_count")
    opened.connection.execute(f"pragma max_page_count={pages + 6}")

    def much():
        with opened.write("imported") as writer:
            writer.insert_many("messages", [{"at": "2026-01-01T00:00:00Z", "body": "x" * 3000}] * 200)

    with pytest.raises(NeighbourFailed, match="disk-full") as refused:
        much()
    assert refused.value.kept == "ledger"
    assert opened.read.value("select count(*) from messages") == 0
    opened.connection.execute(f"pragma max_page_count={pages + 6000}")
    much()
    assert opened.read.value("select count(*) from messages") == 200


def test_a_ledger_from_the_future_is_refused_and_not_a_byte_is_changed(tmp_path):
    path = tmp_path / "ledger.tradedesk"
    open_ledger(path, tmp_path / "backups", now=Clock()).ledger.close()
    connection = sqlite.connect(str(path), isolation_level=None)
    connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(TradeError, match="ledger-newer") as refused:
        open_ledger(path, tmp_path / "backups", now=Clock())
    assert refused.value.facts["found"] == "9999"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


@pytest.mark.parametrize("content", [b"", b"Dear Sir, this is a letter", b"SQLite format 3\x00" + b"\x01" * 84])
def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "ledger.tradedesk"
    path.write_bytes(content)
    with pytest.raises(TradeError, match="not-a-ledger"):
        open_ledger(path, tmp_path / "backups", now=Clock())
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "ledger.tradedesk"
    connection = sqlite.connect(str(path))
    connection.execute("create table meta (name text, value text)")
    connection.close()
    with pytest.raises(TradeError, match="not-a-ledger"):
        open_ledger(path, tmp_path / "backups", now=Clock())


def test_a_ledger_with_a_strangers_trigger_is_refused(tmp_path):
    path = tmp_path / "ledger.tradedesk"
    open_ledger(path, tmp_path / "backups", now=Clock()).ledger.close()
    connection = sqlite.connect(str(path), isolation_level=None)
    connection.execute("create trigger t after insert on parties begin delete from meta; end")
    connection.close()
    with pytest.raises(TradeError, match="not-a-ledger"):
        open_ledger(path, tmp_path / "backups", now=Clock())


def test_a_keyed_ledger_opens_through_the_same_code_and_not_without_its_key(tmp_path):
    path, key = tmp_path / "ledger.tradedesk", bytes(range(32))
    ledger = open_ledger(path, tmp_path / "backups", now=Clock(), key=key).ledger
    _customer(ledger, "Secret Trading")
    ledger.close()
    assert b"Secret Trading" not in path.read_bytes()
    with pytest.raises(TradeError, match="not-a-ledger"):
        open_ledger(path, tmp_path / "backups", now=Clock())
    again = open_ledger(path, tmp_path / "backups", now=Clock(), key=key).ledger
    assert again.read.value("select name from parties") == "Secret Trading"
    again.close()


def test_the_migrations_make_exactly_the_tables_that_the_program_writes(tmp_path):
    import sqlalchemy as sa
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy.pool import StaticPool

    from tradedesk.ledger.tables import metadata

    connection = connect(tmp_path / "x")
    migrate(connection)
    engine = sa.create_engine("sqlite://", module=sqlite, creator=lambda: connection, poolclass=StaticPool)
    index = next(each for each in metadata.tables["parties"].indexes if each.name == "ix_parties_kind_name")
    metadata.tables["parties"].indexes.discard(index)
    try:
        with engine.connect() as seen, warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Skipped unsupported reflection", sa.exc.SAWarning)
            by_hand = ("_fts", index.name)  # the search indexes, and the one on a collation
            options = {"include_object": lambda item, name, *_: not any(part in (name or "") for part in by_hand)}
            context = MigrationContext.configure(seen, opts=options)
            assert compare_metadata(context, metadata) == []
    finally:
        metadata.tables["parties"].indexes.add(index)
    assert connection.execute("select 1 from sqlite_master where name = 'ix_parties_kind_name'").fetchone() == (1,)
    connection.close()


def test_the_schema_goes_up_and_down_again(tmp_path):
    connection = connect(tmp_path / "x")
    migrate(connection)
    migrate(connection, "base", down=True)
    left = {row[0] for row in connection.execute("select name from sqlite_master where name not like 'sqlite_%'")}
    assert left == {"alembic_version"}
    connection.close()


_SECOND = """
from alembic import op
revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
def upgrade():
    op.execute("alter table parties add column rating text not null default ''")
    {more}
def downgrade():
    op.execute("alter table parties drop column rating")
"""


def _with_second_revision(monkeypatch, tmp_path, more=""):
    folder = tmp_path / "later"
    folder.mkdir()
    (folder / "r0005.py").write_text(_SECOND.format(more=more))
    original = upgrade._config

    def config(connection):
        made = original(connection)
        versions = Path(upgrade.__file__).parent / "migrations" / "versions"
        made.set_main_option("version_locations", f"{versions}:{folder}")
        made.set_main_option("path_separator", ":")
        return made

    monkeypatch.setattr(upgrade, "_config", config)
    monkeypatch.setattr(upgrade, "SCHEMA_REVISION", "0005")
    monkeypatch.setattr(upgrade.migrate, "__defaults__", ("0005",))


def test_an_older_ledger_is_brought_up_to_date_with_a_copy_aside(tmp_path, monkeypatch):
    path = tmp_path / "ledger.tradedesk"
    ledger = open_ledger(path, tmp_path / "backups", now=Clock()).ledger
    _customer(ledger)
    ledger.close()
    _with_second_revision(monkeypatch, tmp_path)
    result = open_ledger(path, tmp_path / "backups", now=Clock())
    assert result.ledger.read.value("select rating from parties") == ""
    result.ledger.close()
    assert stat.S_IMODE(result.copy.stat().st_mode) == 0o600
    aside = connect(result.copy, read_only=True)
    assert aside.execute("select version_num from alembic_version").fetchone() == ("0004",)
    assert aside.execute("select name from parties").fetchone() == ("Gulf Horizon",)
    aside.close()


def test_an_upgrade_that_fails_midway_leaves_the_old_ledger_whole(tmp_path, monkeypatch):
    path = tmp_path / "ledger.tradedesk"
    ledger = open_ledger(path, tmp_path / "backups", now=Clock()).ledger
    _customer(ledger)
    ledger.close()
    with monkeypatch.context() as later:
        _with_second_revision(later, tmp_path, more="op.execute('insert into no_such_table values (1)')")
        with pytest.raises(TradeError, match="upgrade-failed"):
            open_ledger(path, tmp_path / "backups", now=Clock())
    again = open_ledger(path, tmp_path / "backups", now=Clock()).ledger
    assert again.read.value("select name from parties") == "Gulf Horizon"
    assert "rating" not in again.read.row("parties", 1)
    again.close()


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tradedesk.ledger.upgrade import open_ledger
folder = Path(sys.argv[1])
ledger = open_ledger(folder / "ledger.tradedesk", folder / "b", now=lambda: datetime.now(UTC)).ledger
print("ready", flush=True)
n = ledger.read.value("select count(*) from messages")
while True:
    with ledger.write("noted") as writer:
        entry = {"at": "2026-01-01T00:00:00Z", "subject": f"entry {n}", "body": "报关单 " * 9}
        number = writer.insert("messages", entry)
        writer.insert("message_recipients", {"message_id": number, "role": "to", "value": "a@b.com"})
    n += 1
    print(n, flush=True)
"""


def test_what_was_acknowledged_survives_kill_9(tmp_path):
    acknowledged = 0
    for round_number in range(8):
        child = subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert child.stdout.readline().strip() == "ready"
        for _ in range(5 + 7 * round_number):
            acknowledged = int(child.stdout.readline())
        os.kill(child.pid, signal.SIGKILL)
        rest = child.stdout.read().split()
        acknowledged = max([acknowledged, *(int(number) for number in rest)])
        child.wait()
        child.stdout.close()
    result = open_ledger(tmp_path / "ledger.tradedesk", tmp_path / "b", now=lambda: datetime.now(UTC))
    read = result.ledger.read
    kept = read.value("select count(*) from messages")
    assert kept in (acknowledged, acknowledged + 1)
    assert read.value("select count(*) from message_recipients") == kept
    assert read.value("select count(*) from message_fts") == kept
    assert soundness.check_whole(result.ledger.connection) == []
    result.ledger.close()
