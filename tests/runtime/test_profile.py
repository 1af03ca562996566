"""The profile folder: private, whole, or refused with the reason."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from tradedesk.runtime.errors import ProfileUnusable
from tradedesk.runtime.paths import default_root, open_profile, sweep

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="modes, pipes and links of POSIX")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix_only
def test_first_start_makes_a_folder_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        profile = open_profile(tmp_path / "a" / "desk")
    finally:
        os.umask(before)
    assert _mode(profile.root) == 0o700
    assert {_mode(each) for each in (profile.outbox, profile.backups, profile.logs)} == {0o700}
    assert not profile.open_to_others


@posix_only
def test_a_too_open_folder_of_ours_is_closed(tmp_path: Path) -> None:
    (tmp_path / "ledger.tradedesk").write_bytes(b"x")
    tmp_path.chmod(0o755)
    profile = open_profile(tmp_path)
    assert _mode(tmp_path) == 0o700
    assert not profile.open_to_others


@posix_only
def test_a_folder_with_other_peoples_files_is_left_as_it_is_and_reported(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    tmp_path.chmod(0o755)
    profile = open_profile(tmp_path)
    assert _mode(tmp_path) == 0o755
    assert profile.open_to_others


@posix_only
def test_a_linked_folder_is_resolved_once(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert open_profile(tmp_path / "link").root == (tmp_path / "real").resolve()


@posix_only
def test_a_ledger_that_is_a_link_to_nowhere_is_refused_and_none_is_made(tmp_path: Path) -> None:
    gone = tmp_path / "stick" / "ledger.tradedesk"
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "ledger.tradedesk").symlink_to(gone)
    with pytest.raises(ProfileUnusable, match="link-to-nowhere") as refused:
        open_profile(tmp_path / "desk")
    assert refused.value.facts["target"] == str(gone)
    assert not gone.exists()


@posix_only
def test_a_ledger_with_a_second_name_on_the_disk_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger.tradedesk").write_bytes(b"x")
    (tmp_path / "again").hardlink_to(tmp_path / "ledger.tradedesk")
    with pytest.raises(ProfileUnusable, match="second-name"):
        open_profile(tmp_path)
    (tmp_path / "again").unlink()
    open_profile(tmp_path)


def test_what_a_killed_program_left_half_written_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    profile = open_profile(tmp_path)
    kept = [tmp_path / "notes.tmp", tmp_path / "settings.json", profile.outbox / ".a.tmp"]
    left = [tmp_path / ".settings.json.4711.tmp", tmp_path / ".probe-4711"]
    for each in (*kept, *left):
        each.write_bytes(b"{}")
    sweep(profile)
    assert [each.exists() for each in (*kept, *left)] == [True] * 3 + [False] * 2


def test_a_file_in_place_of_the_folder_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("a file")
    with pytest.raises(ProfileUnusable) as refused:
        open_profile(tmp_path / "desk" / "deeper")
    assert refused.value.code == "profile.file-in-the-way"
    assert refused.value.facts["path"] == str(tmp_path / "desk")
    assert (tmp_path / "desk").read_text() == "a file"


@posix_only
def test_a_pipe_in_place_of_the_folder_is_refused_without_waiting_on_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "desk")
    with pytest.raises(ProfileUnusable) as refused:
        open_profile(tmp_path / "desk")
    assert refused.value.code == "profile.not-a-folder"


@posix_only
@pytest.mark.parametrize("name", ["ledger.tradedesk", "settings.json", "crash.txt", "lock"])
def test_a_pipe_in_place_of_one_of_our_files_is_refused(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(ProfileUnusable) as refused:
        open_profile(tmp_path)
    assert refused.value.code == "profile.strange-file"


@posix_only
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_refused_with_the_systems_reason(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ProfileUnusable) as refused:
        open_profile(tmp_path)
    assert refused.value.code == "profile.not-writable"


@posix_only
def test_a_place_that_takes_no_folders_is_refused_with_the_systems_reason() -> None:
    with pytest.raises(ProfileUnusable) as refused:
        open_profile(Path("/proc/tradedesk"))
    assert refused.value.code == "profile.not-writable"
    assert refused.value.facts["why"]


@pytest.mark.parametrize("name", ["with space", "100%", "a#b", "问", "🙂 ع", "quo'te", "long" * 40])
def test_an_unusual_folder_name_works(tmp_path: Path, name: str) -> None:
    profile = open_profile(tmp_path / name)
    profile.ledger.write_bytes(b"x")
    assert profile.root.name == name


@pytest.mark.parametrize("name", ["nul\0byte", "x" * 300])
def test_a_folder_name_the_system_cannot_take_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProfileUnusable):
        open_profile(tmp_path / name)


@posix_only
@pytest.mark.skipif(sys.platform == "darwin", reason="the XDG folders are those of Linux")
def test_the_usual_folder_follows_xdg_and_ignores_a_relative_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data/mine")
    assert default_root() == Path("/data/mine/tradedesk")
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/trader")
    assert default_root() == Path("/home/trader/.local/share/tradedesk")
