"""A ledger or a customer's take-over file is opened with the program, as a double click does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.an_order import add_party
from tests.support.desk_bench import bench_at
from tests.support.program import Program, start_and_wait
from tradedesk.services import takeover

NAME = "Gulf Horizon Trading LLC"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "海湾 Gulf's.tradedesk-customer"
    with bench_at(tmp_path / "giver") as giver:
        takeover.hand_over(giver, add_party(giver, NAME), path)
    return path


def test_f4_a_take_over_file_opens_with_what_it_would_bring(dossier: Path, tmp_path: Path) -> None:
    with Program(tmp_path / "mine", str(dossier)) as program:
        program.until_it_says(NAME)
        assert program.close() == 0


def test_f4_a_take_over_file_is_shown_by_the_window_that_is_open_already(dossier: Path, tmp_path: Path) -> None:
    profile = tmp_path / "mine"
    with Program(profile) as program:
        program.until_it_says("Today")
        second = start_and_wait("--profile", str(profile), str(dossier))
        assert (second.returncode, second.stdout) == (0, "")
        program.until_it_says(NAME)
        assert program.close() == 0


def test_a_ledger_opens_where_it_lies(tmp_path: Path) -> None:
    with bench_at(tmp_path / "elsewhere") as bench:
        add_party(bench, NAME)
        ledger = bench.profile.ledger
    with Program(None, str(ledger), env={"XDG_DATA_HOME": str(tmp_path / "usual")}) as program:
        program.until_it_says("1 customer")
        assert program.close() == 0
    assert not (tmp_path / "usual").exists()


@pytest.mark.parametrize(("name", "told"), [("ledger-2026.tradedesk", "copy of a ledger"), ("", "no ledger at")])
def test_a_copy_of_a_ledger_is_not_worked_in_by_accident(tmp_path: Path, name: str, told: str) -> None:
    if name:
        (tmp_path / name).write_bytes(b"SQLite format 3\0")
    with Program(None, str(tmp_path / (name or "gone.tradedesk")), "--language", "en") as program:
        program.until_it_says(told)
        program.click("OK")
        assert program.ended() == 1
    assert not (tmp_path / "outbox").exists()
