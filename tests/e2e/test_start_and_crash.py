"""The program as a process of its own: first and second start, sudden ends, and what it says when it cannot start."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from email import message_from_bytes, policy
from hashlib import sha256
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from PySide6.QtGui import QImage

from tests.support.desk_bench import bench_at
from tests.support.letter_desk import LetterDesk, MailProgram
from tests.support.program import ROOT, Program, environment, start_and_wait
from tradedesk.domain.message import MessageState
from tradedesk.services import composing, log
from tradedesk.services.log import LogQuery

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and modes of POSIX")

FRESH = "A good day to begin"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "my desk, 外贸"


def modes(folder: Path) -> dict[str, int]:
    return {str(each.relative_to(folder)): each.stat().st_mode & 0o777 for each in folder.rglob("*")}


def fingerprints(folder: Path) -> dict[str, str]:
    return {each.name: sha256(each.read_bytes()).hexdigest() for each in folder.glob("ledger*")}


def whole(ledger: Path) -> bool:
    with closing(sqlite.connect(str(ledger))) as connection:
        assert connection.execute("pragma quick_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        return connection.execute("select count(*) from purposes").fetchone()[0] > 5


# -- starting ----------------------------------------------------------------------------------------------------------


def test_the_first_start_makes_a_profile_that_only_its_owner_can_read(profile: Path) -> None:
    with Program(profile) as program:
        program.until_it_says(FRESH)
        found = modes(profile)
        assert program.close() == 0
        assert "Traceback" not in program.errors()
    assert profile.stat().st_mode & 0o777 == 0o700
    assert {"ledger.tradedesk", "lock", "outbox", "backups", "logs"} <= found.keys()
    for name, mode in {**found, **modes(profile)}.items():
        assert mode == (0o700 if (profile / name).is_dir() else 0o600), name
    assert not (profile / "crash.txt").exists() or not (profile / "crash.txt").read_text()


def test_a_second_start_ends_well_and_brings_the_first_window_to_the_front(profile: Path) -> None:
    with Program(profile) as first:
        first.until_it_says(FRESH)
        first.ask("minimise")
        assert first.ask("minimised")
        second = start_and_wait("--profile", str(profile))
        assert (second.returncode, second.stdout) == (0, "")
        assert not first.ask("minimised")
        assert first.close() == 0


def test_without_a_display_nothing_is_made_and_two_sentences_say_what_to_do(profile: Path) -> None:
    for language, words in (
        ("C.UTF-8", ("needs a display", "Add --tour DIR")),
        ("zh_CN.UTF-8", ("需要显示器", "--tour 文件夹")),
    ):
        ended = start_and_wait("--profile", str(profile), QT_QPA_PLATFORM="", LANG=language)
        assert ended.returncode == 2
        assert all(each in ended.stderr for each in words)
        assert len(ended.stderr.strip().splitlines()) == 1
    assert not profile.exists()


@pytest.mark.parametrize(
    "garbage", [b"\x00\xff{", b"[1, 2", b'{"theme": 7, "language": "xx", "more": [], "window_geometry": "AA"}']
)
def test_settings_that_are_garbage_cost_the_settings_and_nothing_else(profile: Path, garbage: bytes) -> None:
    profile.mkdir(mode=0o700)
    (profile / "settings.json").write_bytes(garbage)
    with Program(profile) as program:
        program.until_it_says(FRESH)
        assert program.close() == 0
    kept = json.loads((profile / "settings.json").read_text(encoding="utf-8"))
    assert (kept["language"], kept["theme"]) == ("", "")


def test_one_good_setting_beside_a_bad_one_is_kept(profile: Path) -> None:
    profile.mkdir(mode=0o700)
    (profile / "settings.json").write_text('{"theme": 7, "language": "zh_CN"}')
    with Program(profile) as program:
        program.until_it_says("导入")
        assert program.close() == 0


# -- refusing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "words"), [("en", "newer"), ("zh_CN", "更新")])
def test_a_ledger_from_the_future_is_refused_in_words_and_not_a_byte_is_changed(
    profile: Path, language: str, words: str
) -> None:
    with bench_at(profile) as bench:
        LetterDesk(bench)
    with closing(sqlite.connect(str(profile / "ledger.tradedesk"), isolation_level=None)) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    before = fingerprints(profile)
    with Program(profile, "--language", language) as program:
        said = program.until_it_says("9999")
        assert words in said
        assert program.close() == 1
        assert "9999" in program.errors()
    assert fingerprints(profile) == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a ledger at all" * 100])
def test_another_file_in_the_ledgers_place_is_refused_and_left_alone(profile: Path, content: bytes) -> None:
    profile.mkdir(mode=0o700)
    (profile / "ledger.tradedesk").write_bytes(content)
    with Program(profile) as program:
        program.until_it_says("ledger.tradedesk")
        assert program.close() == 1
    assert (profile / "ledger.tradedesk").read_bytes() == content


@pytest.mark.parametrize(("language", "words"), [("en", "part of it cannot be read"), ("zh_CN", "有一部分无法读取")])
def test_damage_that_no_page_shows_is_found_by_looking_and_told(profile: Path, language: str, words: str) -> None:
    with bench_at(profile) as bench:
        LetterDesk(bench)
    ledger = profile / "ledger.tradedesk"
    with closing(sqlite.connect(str(ledger))) as connection:
        page = connection.execute("select rootpage from sqlite_master where name = 'order_fts_data'").fetchone()[0]
        size = connection.execute("pragma page_size").fetchone()[0]
    content = bytearray(ledger.read_bytes())
    content[page * size - 200 : page * size] = b"\xa5" * 200
    ledger.write_bytes(content)
    for _start in ("first", "next"):
        with Program(profile, "--language", language) as program:
            program.until_it_says(words)
            assert program.close() == 0


# -- ending suddenly ---------------------------------------------------------------------------------------------------

MOMENTS = ("", "lock", "ledger.tradedesk.new", "ledger.tradedesk", "logs/tradedesk.log")
"""What is there when the program is killed during its very first start; "" is the profile's folder itself."""


@pytest.mark.parametrize("there", MOMENTS)
def test_killed_during_its_very_first_start_the_next_one_works(profile: Path, there: str) -> None:
    command = [sys.executable, "-m", "tradedesk", "--profile", str(profile)]
    with subprocess.Popen(
        command, env=environment(), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as killed:
        until = time.monotonic() + 30
        while not (profile / there).exists():
            assert time.monotonic() < until
        killed.kill()
    assert killed.returncode == -signal.SIGKILL
    with Program(profile) as program:
        said = program.until_it_says(FRESH)
        assert "stopped unexpectedly" not in said
        assert program.close() == 0
    assert whole(profile / "ledger.tradedesk")


@pytest.fixture
def written(profile: Path, tmp_path: Path) -> Iterator[Path]:
    """A profile with an order to write about, and where the stand-in mail programs are put."""
    with bench_at(profile) as bench:
        LetterDesk(bench)
    folder = tmp_path / "bin"
    yield folder
    for each in folder.glob("pid"):
        os.kill(int(each.read_text()), signal.SIGKILL)


def write_the_update(program: Program) -> None:
    program.until_it_says("3 addresses · 1 order")  # counted last: now the keyboard is there
    program.ask("press", keys="Ctrl+3")
    program.until_it_says("120 rattan lounge sets")
    program.ask("press", keys="Return")
    program.until_it_says("Write update")
    program.ask("press", keys="Ctrl+U")
    program.until_it_says("Open in Thunderbird")
    program.until_it_says("einkauf@nordlicht.de")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda each: each.name)
def test_what_is_being_typed_when_the_session_ends_is_kept(profile: Path, written: Path, told: signal.Signals) -> None:
    with Program(profile, "--language", "en", env=with_program(written)) as program:
        write_the_update(program)
        for key in "ZQZ":
            program.ask("press", keys=key)
        program.send(told)
        assert program.ended() == 0
        assert "Traceback" not in program.errors()
    with bench_at(profile) as bench:
        ((body,),) = bench.ledger.read.all("select body from drafts")
    assert body.lower().startswith("zqzdear mr. brandt")


def with_program(folder: Path) -> dict[str, str]:
    return {"PATH": f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin"}


def test_killed_while_handing_over_the_next_start_asks_whether_the_mail_went_out(profile: Path, written: Path) -> None:
    MailProgram(written, then="kill -9 $PPID")
    with Program(profile, "--language", "en", env=with_program(written)) as program:
        write_the_update(program)
        with suppress(AssertionError, OSError):  # it may not live long enough to say that it was clicked
            program.click("Open in Thunderbird")
        assert program.ended() == -signal.SIGKILL
    with Program(profile, "--language", "en", env=with_program(written)) as program:
        said = program.until_it_says("The program ended while this was handed over.")
        assert "Did it go out?" in said
        assert "Order TD-2026-0160: progress" in said
        program.click("Sent")
        until = time.monotonic() + 10
        while "Did it go out?" in program.words():
            assert time.monotonic() < until
        assert program.close() == 0
    with bench_at(profile) as bench:
        (number,) = log.ids(bench, LogQuery())
        assert log.message(bench, number).state is MessageState.SENT
        assert composing.open_drafts(bench) == ()


def test_a_mail_program_that_never_returns_neither_holds_up_nor_dies_with_the_program(
    profile: Path, written: Path
) -> None:
    standing_in = MailProgram(written, then=f'echo $$ > "{written}/pid"\nexec sleep 600')
    with Program(profile, "--language", "en", env=with_program(written)) as program:
        write_the_update(program)
        program.click("Open in Thunderbird")
        program.until_it_says("Opened in Thunderbird")
        program.kill()
    assert "einkauf@nordlicht.de" in standing_in.compose()
    os.kill(int((written / "pid").read_text()), 0)
    with Program(profile, "--language", "zh_CN", env=with_program(written)) as program:
        program.until_it_says("发出去了吗")
        assert program.close() == 0
    with bench_at(profile) as bench:
        (number,) = log.ids(bench, LogQuery())
        entry = log.message(bench, number)
        assert (entry.state, entry.program) == (MessageState.HANDED_OVER, "Thunderbird")


# -- the tour ----------------------------------------------------------------------------------------------------------


def test_the_tour_does_the_whole_job_without_a_display_and_leaves_what_it_promises(tmp_path: Path) -> None:
    folder = tmp_path / "the tour"
    ended = start_and_wait("--tour", str(folder), QT_QPA_PLATFORM="", patience=120)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert (ended.returncode, report["ok"], report["failed"]) == (0, True, "")
    steps = {each["step"]: each for each in report["steps"]}
    pictures = steps["pictures"]["files"]
    assert sorted(pictures) == sorted(each.name for each in folder.glob("*.png"))
    pages = ("today", "customer", "orders", "order", "compose", "log", "templates", "import", "settings")
    assert {name.split("-")[0] for name in pictures} == set(pages)
    for name in pictures:
        picture = QImage(str(folder / name))
        assert (picture.width(), picture.height()) == (1280, 720)
        colours = {picture.pixel(x, y) for x in range(0, 1280, 5) for y in range(0, 720, 5)}
        assert len(colours) > 20, f"{name} is empty"
    draft = message_from_bytes((folder / "draft.eml").read_bytes(), policy=policy.default)
    written, handed = steps["update written"], steps["handed over"]
    assert draft["Subject"] == written["subject"]
    assert [each.addr_spec for each in draft["To"].addresses] == handed["to"] != []
    assert draft["X-Unsent"] == "1"
    assert not draft.defects
    assert draft.get_body(("plain",)).get_content().strip()
    assert all(each["problems"] == 0 for each in report["steps"] if each["step"] == "list brought in")
    assert handed["fingerprint"]
    again = start_and_wait("--tour", str(folder), QT_QPA_PLATFORM="", patience=120)
    assert again.returncode == 1
    assert "choose an empty folder" in again.stderr
