"""Starts on a ledger that is gone, locked, or open elsewhere: said in words, and never an empty one in its place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.desk_bench import Clock, bench_at
from tests.support.letter_desk import LetterDesk
from tests.support.program import Program, start_and_wait
from tests.support.small_disk import fill, only_small_disk
from tradedesk.domain.address import Channel
from tradedesk.services import addresses

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, mounts and modes of POSIX")

LANGUAGES = pytest.mark.parametrize("chinese", [False, True], ids=["en", "zh_CN"])


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    with bench_at(folder, Clock(datetime.now(UTC))) as bench:
        LetterDesk(bench)
    return folder


def _language(chinese: bool) -> tuple[str, str]:
    return "--language", "zh_CN" if chinese else "en"


@contextmanager
def _mounted(*arguments: str, at: Path) -> Iterator[None]:
    """Something mounted for a while, where this user may do so."""
    if not sys.platform.startswith("linux") or os.getuid():
        pytest.skip("only root may mount")
    if subprocess.run(["mount", *arguments, str(at)], check=False, stderr=subprocess.DEVNULL).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


@LANGUAGES
def test_where_a_used_profile_has_lost_its_ledger_only_the_user_begins_an_empty_one(
    profile: Path, chinese: bool
) -> None:
    counted = "1 个订单" if chinese else "3 addresses · 1 order"  # last of all
    with Program(profile, *_language(chinese)) as program:
        program.until_it_says(counted)
        assert program.close() == 0
    ledger, aside = profile / "ledger.tradedesk", profile.parent / "aside"
    ledger.rename(aside)
    with Program(profile, *_language(chinese)) as program:
        program.until_it_says("账本" if chinese else "is not there any more")
        program.until_it_says(str(ledger))
        program.click("关闭 TradeDesk" if chinese else "Close TradeDesk")
        assert program.ended() == 1
    assert not ledger.exists()
    aside.rename(ledger)
    with Program(profile, *_language(chinese)) as program:
        program.until_it_says(counted)
        assert program.close() == 0
    ledger.rename(aside)
    with Program(profile, *_language(chinese)) as program:
        program.until_it_says(str(ledger))
        program.click("从空白账本开始" if chinese else "Begin with an empty ledger")
        program.until_it_says("今天就开始吧" if chinese else "A good day to begin")
        assert program.close() == 0
    assert ledger.exists()


@LANGUAGES
def test_a_ledger_that_cannot_be_written_is_shown_and_said_to_be_so(profile: Path, chinese: bool) -> None:
    ledger = profile / "ledger.tradedesk"
    before = ledger.read_bytes()
    with _mounted("--bind", str(ledger), at=ledger):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(ledger)], check=True)
        with Program(profile, *_language(chinese)) as program:
            program.until_it_says("不能改动" if chinese else "nothing can be changed")
            program.until_it_says("Nordlicht")
            assert program.close() == 0
    assert ledger.read_bytes() == before


@LANGUAGES
@pytest.mark.parametrize("is_used", [False, True], ids=["first start", "used before"])
def test_a_start_without_any_room_says_where_and_works_when_there_is_some(
    profile: Path, tmp_path: Path, chinese: bool, is_used: bool
) -> None:
    with only_small_disk(tmp_path) as place:
        if is_used:
            shutil.copytree(profile, place / "desk")
        film = fill(place)
        with Program(place / "desk", *_language(chinese)) as program:
            program.until_it_says("所在磁盘已满" if chinese else "The disk is full")
            assert program.close() == 1
            assert "Traceback" not in program.errors()
        film.unlink()
        with Program(place / "desk", *_language(chinese)) as program:
            program.until_it_says("Nordlicht" if is_used else "今天就开始吧" if chinese else "A good day to begin")
            assert program.close() == 0


@LANGUAGES
def test_a_clock_that_was_set_back_is_told(tmp_path: Path, chinese: bool) -> None:
    with bench_at(tmp_path / "desk", Clock(datetime.now(UTC) + timedelta(days=400))) as bench:
        addresses.add(bench, LetterDesk(bench).party, Channel.MAIL, "office@nordlicht.de", None)
    with Program(tmp_path / "desk", *_language(chinese)) as program:
        program.until_it_says("请先校正时钟" if chinese else "set it right before you go on")
        assert program.close() == 0


@LANGUAGES
def test_a_folder_that_others_can_look_into_is_told(tmp_path: Path, chinese: bool) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    tmp_path.chmod(0o755)
    with Program(tmp_path, *_language(chinese)) as program:
        program.until_it_says("其他用户可以查看" if chinese else "Other users of this computer can look into")
        assert program.close() == 0


@LANGUAGES
def test_a_folder_that_is_synchronised_is_told_once(tmp_path: Path, chinese: bool) -> None:
    words = "由其他程序同步" if chinese else "is synchronised by another program"
    folder = tmp_path / "Dropbox" / "desk"
    with Program(folder, *_language(chinese)) as program:
        program.until_it_says(words)
        assert program.close() == 0
    with Program(folder, *_language(chinese)) as program:
        program.until_it_says("0 个客户" if chinese else "0 customers")
        assert words not in program.words()
        assert program.close() == 0


def test_one_ledger_over_two_mounts_is_one_window(profile: Path, tmp_path: Path) -> None:
    other = tmp_path / "mounted again"
    other.mkdir()
    with _mounted("--bind", str(profile), at=other), Program(profile, "--language", "en") as first:
        first.until_it_says("Nordlicht")
        first.ask("minimise")
        second = start_and_wait("--profile", str(other))
        assert (second.returncode, second.stderr) == (0, "")
        assert not first.ask("minimised")
        assert first.close() == 0
