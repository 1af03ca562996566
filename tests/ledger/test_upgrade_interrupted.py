"""An upgrade that is cut off, by a kill or a full disk: the old ledger or the new one, and no copy that is half one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.desk_bench import Clock
from tests.support.small_disk import fill, only_small_disk
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.ledger.connection import connect
from tradedesk.ledger.released import earlier_schemas, is_whole_with_its_customer, make_ledger_of
from tradedesk.ledger.soundness import check_whole
from tradedesk.ledger.upgrade import open_ledger

#: Opens a ledger again and again, each time killed one step later; the parent looks at what each one left.
_KILLED = """
import os, signal, shutil, sys
from pathlib import Path
import sqlalchemy, alembic.command
from tests.support.desk_bench import Clock
from tradedesk.ledger import upgrade
old, folder, every = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
connect = upgrade.connect
for number in range(1, 10_000, every):
    place = folder / str(number)
    place.mkdir()
    shutil.copy(old, place / "ledger.tradedesk")
    child = os.fork()
    if child == 0:
        steps = iter(range(number, -1, -1))
        def step(_sql):
            if next(steps) == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        def traced(*given, **more):
            made = connect(*given, **more)
            made.set_trace_callback(step)
            return made
        upgrade.connect = traced
        upgrade.open_ledger(place / "ledger.tradedesk", place / "backups", now=Clock())
        os._exit(0)
    if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="fork and signals of POSIX")
@pytest.mark.parametrize("revision", earlier_schemas())
def test_killed_at_any_step_it_is_the_old_ledger_or_the_new_one_and_the_next_start_goes_on(tmp_path, revision):
    old = tmp_path / "old"
    make_ledger_of(revision, old)
    folder = tmp_path / "killed"
    folder.mkdir()
    subprocess.run([sys.executable, "-c", _KILLED, str(old), str(folder), "11"], check=True, timeout=120)
    places = list(folder.iterdir())
    assert len(places) > 5
    left = set()
    for place in places:
        path = place / "ledger.tradedesk"
        connection = connect(path)
        left.add(connection.execute("select version_num from alembic_version").fetchone()[0])
        assert check_whole(connection) == []
        connection.close()
        for copy in (place / "backups").glob("*.tradedesk"):
            assert _customers(copy) == 1
        open_ledger(path, place / "backups", now=Clock()).ledger.close()
        assert is_whole_with_its_customer(path)
    assert left == {revision, "0004"}


def _customers(copy: Path) -> int:
    connection = connect(copy, read_only=True)
    try:
        return int(connection.execute("select count(*) from parties").fetchone()[0])
    finally:
        connection.close()


def test_without_room_for_the_copy_nothing_is_upgraded_and_the_folder_is_named(tmp_path):
    with only_small_disk(tmp_path) as place:
        path = place / "ledger.tradedesk"
        make_ledger_of(earlier_schemas()[0], path)
        (place / "backups").mkdir()
        before = path.read_bytes()
        film = fill(place)
        with pytest.raises(NeighbourFailed, match="disk-full") as refused:
            open_ledger(path, place / "backups", now=Clock())
        assert refused.value.facts["folder"] == str(place / "backups")
        assert path.read_bytes() == before
        assert list((place / "backups").iterdir()) == []
        film.unlink()
        open_ledger(path, place / "backups", now=Clock()).ledger.close()
        assert is_whole_with_its_customer(path)
