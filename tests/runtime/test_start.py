"""The way in: resources, time zones, arguments, and a machine without a display."""

from __future__ import annotations

import os
import subprocess
import sys
import zoneinfo
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tradedesk.__main__ import has_display, parse
from tradedesk.runtime.options import Options
from tradedesk.runtime.resources import resource_path

_ROOT = Path(__file__).resolve().parents[2]


def _start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "LC_ALL"}}
    kept |= {"QT_QPA_PLATFORM": "", "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"} | environment
    command = [sys.executable, "-m", "tradedesk", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=kept, check=False, cwd=_ROOT)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows and macOS always have a display")
def test_without_a_display_the_program_says_so_and_offers_the_tour() -> None:
    ended = _start()
    assert ended.returncode == 2
    assert "needs a display" in ended.stderr
    assert "--tour DIR" in ended.stderr
    assert ended.stdout == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows and macOS always have a display")
def test_without_a_display_a_chinese_machine_is_told_in_chinese() -> None:
    assert "需要显示器" in _start(LANG="zh_CN.UTF-8").stderr


def test_the_version_is_told_without_loading_the_window() -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tradedesk", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=_ROOT,
    )
    assert ended.stdout.startswith("TradeDesk ")
    assert "PySide6" not in ended.stderr
    assert "sqlalchemy" not in ended.stderr


def test_the_command_line_is_read_as_written() -> None:
    assert parse([]) == Options()
    assert parse(["--sample", "--profile", "x y", "--tour", "t", "--language", "zh_CN"]) == Options(
        Path("x y"), True, Path("t"), "zh_CN"
    )


def test_a_display_is_seen_by_its_variables_and_always_outside_linux() -> None:
    assert not has_display("linux", {})
    assert not has_display("linux", {"QT_QPA_PLATFORM": "xcb"})
    assert has_display("linux", {"DISPLAY": ":0"})
    assert has_display("linux", {"WAYLAND_DISPLAY": "wayland-0"})
    assert has_display("linux", {"QT_QPA_PLATFORM": "offscreen"})
    assert has_display("win32", {})
    assert has_display("darwin", {})


def test_resources_lie_beside_the_package_in_a_checkout() -> None:
    assert resource_path("README.md").is_file()


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../pyproject.toml", "a/../b", "a\\b", "c:x", "a//b"])
def test_no_resource_path_leaves_the_resources(path: str) -> None:
    with pytest.raises(ValueError):
        resource_path(path)


def test_the_bundled_zones_decide_on_every_system() -> None:
    assert [Path(folder).parent.name for folder in zoneinfo.TZPATH] == ["tzdata"]
    # Mexico gave up summer time in 2022; old system files do not know.
    offset = datetime(2026, 7, 1, tzinfo=ZoneInfo("America/Mexico_City")).utcoffset()
    assert offset is not None
    assert offset.total_seconds() == -6 * 3600
