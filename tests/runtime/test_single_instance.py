"""One window per profile, also after a crash and over another path."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tradedesk.runtime.errors import AlreadyRunning
from tradedesk.runtime.paths import Profile, open_profile
from tradedesk.runtime.single_instance import SingleInstance, instance_name

_HOLDER = (
    "import sys, time; from pathlib import Path\n"
    "from tradedesk.runtime.paths import open_profile\n"
    "from tradedesk.runtime.single_instance import SingleInstance\n"
    "one = SingleInstance(open_profile(Path(sys.argv[1]))); one.acquire()\n"
    "print('held', flush=True); sys.stdin.read()\n"
)


def _holder(folder: Path) -> subprocess.Popen[str]:
    started = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "held\n"
    return started


@contextmanager
def _held(profile: Profile) -> Iterator[None]:
    one = SingleInstance(profile)
    one.acquire()
    yield
    one.release()


def test_the_second_start_is_told_that_one_is_running(tmp_path: Path) -> None:
    with _holder(tmp_path) as first:
        with pytest.raises(AlreadyRunning) as refused:
            SingleInstance(open_profile(tmp_path)).acquire()
        first.communicate("")
    assert refused.value.code == "profile.already-open"


def test_after_a_killed_program_the_next_start_works_at_once(tmp_path: Path) -> None:
    with _holder(tmp_path) as first:
        first.kill()
        first.wait()
    with _held(open_profile(tmp_path)):
        pass


def test_the_same_profile_over_a_link_counts_as_the_same(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    straight, linked = open_profile(tmp_path / "real"), open_profile(tmp_path / "link")
    with _held(straight), pytest.raises(AlreadyRunning):
        SingleInstance(linked).acquire()
    assert instance_name(straight) == instance_name(linked)


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_one_ledger_under_two_profiles_is_open_in_one_of_them(tmp_path: Path) -> None:
    first = open_profile(tmp_path / "first")
    first.ledger.write_bytes(b"x")
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "ledger.tradedesk").symlink_to(first.ledger)
    second = open_profile(tmp_path / "second")
    with _held(first):
        with pytest.raises(AlreadyRunning):
            SingleInstance(second).acquire()
        assert instance_name(first) == instance_name(second)


def test_of_many_starts_at_the_same_moment_one_wins(tmp_path: Path) -> None:
    script = _HOLDER.replace("one.acquire()", "one.acquire()  # noqa").replace("sys.stdin.read()", "time.sleep(1.5)")
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(6)
    ]
    assert sorted(each.communicate()[0] for each in starts) == ["", "", "", "", "", "held\n"]


def test_two_profiles_do_not_know_each_other(tmp_path: Path) -> None:
    one, two = open_profile(tmp_path / "one"), open_profile(tmp_path / "two")
    with _held(one), _held(two):
        assert instance_name(one) != instance_name(two)
