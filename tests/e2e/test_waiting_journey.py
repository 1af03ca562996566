"""A draft waits over restarts and a sudden end, is told of once, and goes out by the user's hand alone (D6)."""

from __future__ import annotations

import os
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from tests.support.desk_bench import Clock, bench_at
from tests.support.letter_desk import LetterDesk, MailProgram
from tests.support.program import Program
from tradedesk.domain.message import MessageState
from tradedesk.domain.reason import because
from tradedesk.ledger import drafts
from tradedesk.services import composing, log, queue

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX, and a shell script for a mail program")

TOLD = "Its window is open: Order TD-2026-0160: progress"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "desk"


def queued(profile: Path, ago: timedelta) -> int:
    """A draft that was queued an hour ago for a moment that has come since."""
    now = datetime.now(UTC)
    with bench_at(profile, Clock(now - timedelta(hours=1))) as bench:
        letter = composing.draft_update(bench, order_id=LetterDesk(bench).order)
        queue.wait_for(bench, letter, now - ago, because("queue-own-time", "D6", at=(now - ago).isoformat()))
    return letter


def test_queued_restarted_told_killed_and_handed_over(profile: Path, tmp_path: Path) -> None:
    mail = MailProgram(tmp_path / "bin")
    letter = queued(profile, timedelta(seconds=30))
    surroundings = {"PATH": str(tmp_path / "bin")}
    with Program(profile, env=surroundings) as program:
        said = program.until_it_says(TOLD)
        assert "Waiting for their window" in said
        assert not mail.was_started
        program.kill()
    with Program(profile, env=surroundings) as program:
        program.until_it_says("Waiting for their window")
        time.sleep(1)
        assert TOLD not in program.words()
        program.click("Open")
        program.until_it_says("This is the moment it waited for.")
        program.click("Open in Thunderbird")
        program.until_it_says("What became of it?")
        assert "einkauf@nordlicht.de" in mail.compose()
        assert program.close() == 0
    with bench_at(profile) as bench:
        assert queue.waiting(bench).rows == ()
        assert drafts.handed_over_as(bench.ledger.read, letter) is not None
        assert log.message(bench, 1).state is MessageState.HANDED_OVER


def test_what_was_typed_a_second_before_a_sudden_end_is_there_again(profile: Path, tmp_path: Path) -> None:
    MailProgram(tmp_path / "bin")
    letter = queued(profile, timedelta(seconds=30))
    with Program(profile, env={"PATH": str(tmp_path / "bin")}) as program:
        program.until_it_says("Waiting for their window")
        program.click("Open")
        program.until_it_says("This is the moment it waited for.")
        for key in ("Q", "7", "Q"):
            program.ask("press", keys=key)
        time.sleep(1.6)
        program.kill()
    with bench_at(profile) as bench:
        assert "q7q" in drafts.draft(bench.ledger.read, letter).body.casefold()
        assert [row.id for row in queue.waiting(bench).rows] == [letter]


def test_who_types_without_a_pause_loses_no_more_than_the_last_moment(profile: Path, tmp_path: Path) -> None:
    MailProgram(tmp_path / "bin")
    letter = queued(profile, timedelta(seconds=30))
    typed = early = ""
    with Program(profile, env={"PATH": str(tmp_path / "bin")}) as program:
        program.until_it_says("Waiting for their window")
        program.click("Open")
        program.until_it_says("This is the moment it waited for.")
        begun = time.monotonic()
        while time.monotonic() - begun < 6:
            key = "QXZ7"[len(typed) % 4]
            program.ask("press", keys=key)
            typed += key.casefold()
            # Nobody pauses for as long as a save would wait.
            time.sleep(0.2)
            if time.monotonic() - begun < 3:
                early = typed
        program.kill()
    with bench_at(profile) as bench:
        assert early in drafts.draft(bench.ledger.read, letter).body.casefold()


def test_what_another_program_kept_from_being_saved_is_there_after_a_sudden_end(profile: Path, tmp_path: Path) -> None:
    MailProgram(tmp_path / "bin")
    letter = queued(profile, timedelta(seconds=30))
    surroundings = {"PATH": str(tmp_path / "bin")}
    with Program(profile, env=surroundings) as program:
        program.until_it_says("Waiting for their window")
        program.click("Open")
        program.until_it_says("This is the moment it waited for.")
        with closing(sqlite.connect(str(profile / "ledger.tradedesk"), isolation_level=None)) as other:
            other.execute("begin immediate")
            for key in ("Q", "7", "Q"):
                program.ask("press", keys=key)
            program.until_it_says("Another program")
            program.kill()
    with bench_at(profile) as bench:
        assert "q7q" not in drafts.draft(bench.ledger.read, letter).body.casefold()
    with Program(profile, env=surroundings) as program:
        program.until_it_says("Waiting for their window")
        program.click("Open")
        program.until_it_says("This is the moment it waited for.")
        assert "q7q" in program.words().casefold()
        assert program.close() == 0
    with bench_at(profile) as bench:
        assert "q7q" in drafts.draft(bench.ledger.read, letter).body.casefold()
    assert list((profile / "unsaved").iterdir()) == []
