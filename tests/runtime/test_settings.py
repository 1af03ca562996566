"""Settings survive a crash, garbage and values of another time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.runtime.safe_write import write_whole
from tradedesk.runtime.settings import Settings, SettingsFile


def test_without_a_file_everything_is_as_the_system_has_it(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    assert file.current == Settings()
    assert file.set_aside is None
    assert not file.path.exists()


def test_a_change_is_read_by_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    file = SettingsFile(path)
    file.change(language="zh_CN", theme="dark", mail_program="thunderbird")
    file.remember("orders.list-width", 340)
    again = SettingsFile(path).current
    assert (again.language, again.theme, again.mail_program) == ("zh_CN", "dark", "thunderbird")
    assert again.more == {"orders.list-width": 340}


def test_a_value_that_is_not_offered_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    with pytest.raises(ValueError, match="klingon"):
        file.change(language="klingon")
    assert file.current == Settings()
    assert not file.path.exists()


def test_one_bad_value_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"language": 7, "theme": "dark", "more": [], "from-the-future": {}}))
    assert SettingsFile(path).current == Settings(theme="dark")


@pytest.mark.parametrize("garbage", [b"\x00\xff", b"{", b"[1]", b"null", b"", b"[" * 100_000, b'"' + b"x" * (1 << 20)])
def test_garbage_is_kept_aside_and_the_program_starts_with_defaults(tmp_path: Path, garbage: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(garbage)
    file = SettingsFile(path)
    assert file.current == Settings()
    assert file.set_aside is not None
    assert file.set_aside.read_bytes() == garbage
    file.change(theme="light")
    assert SettingsFile(path).current.theme == "light"


@given(st.binary(max_size=200))
def test_no_content_at_all_stops_the_start(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any-settings.json"
    path.write_bytes(content)
    assert isinstance(SettingsFile(path).current, Settings)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_written_file_is_private_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "f", b"one")
    write_whole(tmp_path / "f", b"two")
    assert (tmp_path / "f").read_bytes() == b"two"
    assert (tmp_path / "f").stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["f"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs limits of POSIX")
def test_a_write_that_does_not_fit_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "f"
    target.write_bytes(b"old")
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from tradedesk.runtime.safe_write import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "try: write_whole(Path(sys.argv[1]), b'x' * 5000)\n"
        "except OSError: sys.exit(7)\n"
    )
    ended = subprocess.run([sys.executable, "-B", "-c", script, str(target)], check=False, env=dict(os.environ))
    assert ended.returncode == 7
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["f"]
