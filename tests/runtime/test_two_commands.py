"""The two commands of the README see what is missing, say it in one line, and never guess."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_BUILD = Path(__file__).resolve().parents[2] / "build"

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows and macOS need no packages")


def _run(script: str) -> subprocess.CompletedProcess[str]:
    # As an ordinary user, also where the tests run as root: nothing may be installed by a test.
    start = "import os, system\nif os.geteuid() == 0:\n    os.setuid(65534)\n"
    command = [sys.executable, "-c", start + script]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd="/", env={**os.environ, "PYTHONPATH": str(_BUILD)}
    )


@linux_only
def test_a_missing_library_is_named_by_its_package_and_one_that_is_there_is_not() -> None:
    told = _run("print(system.missing_libraries({'libc.so.6': 'libc6', 'libnosuchthing.so.9': 'nosuch9'}))")
    assert told.stdout.strip() == "['nosuch9']"


@linux_only
def test_a_missing_program_is_named_by_its_package() -> None:
    told = _run("print(system.missing_programs({'sh': 'dash', 'nosuch-program': 'nosuch'}))")
    assert told.stdout.strip() == "['nosuch']"


@linux_only
@pytest.mark.skipif(not Path("/usr/bin/apt-get").exists(), reason="the line is for Debian and Ubuntu")
def test_an_ordinary_user_gets_exactly_one_line_to_run() -> None:
    told = _run("system.provide(['libgl1', 'libegl1', 'libgl1'])")
    sentence, line = told.stderr.strip().splitlines()
    assert told.returncode == 1
    assert sentence.endswith("Run this line, then start again:")
    expected = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libegl1"
    assert line == expected


@linux_only
def test_missing_fonts_alone_do_not_stop_the_start() -> None:
    told = _run("system.provide([], ['fonts-noto-cjk']); print('goes on')")
    assert told.returncode == 0
    assert told.stdout.strip() == "goes on"
    assert "fonts-noto-cjk" in told.stderr


@linux_only
def test_x11_libraries_are_asked_for_only_where_there_is_an_x11_display() -> None:
    told = _run("system.X11 = {'libnosuchthing.so.9': 'nosuch9'}; print(system.missing_for_window({'DISPLAY': ':0'}))")
    assert "nosuch9" in told.stdout
    told = _run("system.X11 = {'libnosuchthing.so.9': 'nosuch9'}; print(system.missing_for_window({}))")
    assert "nosuch9" not in told.stdout


def test_every_pinned_file_has_its_hash_and_the_checks_hold_what_runs() -> None:
    pins = {name: (_BUILD / "pins" / f"{name}.txt").read_text() for name in ("run", "checks")}
    versions = {
        name: {line.split()[0] for line in text.splitlines() if "==" in line and not line.startswith((" ", "#"))}
        for name, text in pins.items()
    }
    assert versions["run"] <= versions["checks"]
    for text in pins.values():
        entries = [entry for entry in text.replace("\\\n", " ").splitlines() if "==" in entry]
        assert entries
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def _environment_is_ready() -> bool:
    check = [sys.executable, "-c", "import environment, sys; sys.exit(not environment.is_ready('run'))"]
    return subprocess.run(check, check=False, env={**os.environ, "PYTHONPATH": str(_BUILD)}).returncode == 0


@pytest.mark.skipif(not _environment_is_ready(), reason="only the environment that build/check.py makes")
def test_a_module_planted_where_the_program_is_started_from_is_not_loaded(tmp_path: Path) -> None:
    for name in ("tradedesk", "argparse", "json", "PySide6", "sqlcipher3"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('planted')")
    without = {"PYTHONPATH", "DISPLAY", "WAYLAND_DISPLAY"}
    variables = {name: value for name, value in os.environ.items() if name not in without}
    ended = subprocess.run(
        [sys.executable, str(_BUILD / "start.py"), "--version"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=variables,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("TradeDesk ")
