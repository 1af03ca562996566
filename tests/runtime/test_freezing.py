"""Freezing takes what is locked and nothing else, and knows which C library the result needs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"


def _pinned(name: str) -> dict[str, str]:
    text = (BUILD / "pins" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def _compiled_by_shiboken(folder: Path) -> list[str]:
    """Which files a start compiles that loads the Shiboken of this folder."""
    watched = "import sys; got = []; sys.addaudithook(lambda name, told: name == 'compile' and got.append(told[1]))"
    script = f"{watched}; import shiboken6; print(*(name for name in got if 'shiboken' in str(name)))"
    command = [sys.executable, "-c", script]
    variables = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=variables).stdout.split()


def _run(script: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=BUILD)


def test_the_frozen_program_gets_the_very_versions_that_are_tested() -> None:
    shipped, frozen, checked = _pinned("run"), _pinned("build"), _pinned("checks")
    assert len(shipped) > 15
    assert {name: frozen.get(name) for name in shipped} == shipped
    assert {name: checked.get(name) for name in shipped} == shipped


def test_every_build_tool_is_pinned_with_its_hashes() -> None:
    for name in ("run", "build", "checks"):
        text = (BUILD / "pins" / f"{name}.txt").read_text(encoding="utf-8")
        blocks = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in each for each in blocks)


@pytest.mark.skipif(shutil.which("objdump") is None, reason="needs binutils")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc is Linux's")
def test_the_c_library_that_is_needed_is_read_from_the_files(tmp_path: Path) -> None:
    shutil.copyfile("/bin/ls", tmp_path / "ls")
    (tmp_path / "note.txt").write_text("GLIBC_9.99")
    told = _run(f"import freeze; from pathlib import Path; print(*freeze.needed_c_library(Path({str(tmp_path)!r})))")
    assert re.fullmatch(r"2\.\d+ ls", told.stdout.strip()), told.stderr


def test_a_frozen_start_compiles_nothing_of_shibokens_whatever_times_its_files_were_given(tmp_path: Path) -> None:
    package = Path(shiboken6.__file__).parent
    shutil.copytree(package, tmp_path / "shiboken6", ignore=shutil.ignore_patterns("files.dir"))
    assert "shibokensupport/signature/loader.py" in _compiled_by_shiboken(tmp_path)
    target = tmp_path / "shiboken6" / "files.dir"
    asked = f"freeze.lay_out_shiboken(Path(sys.executable), Path({str(target)!r}))"
    done = _run(f"import sys, freeze; from pathlib import Path; {asked}")
    assert done.returncode == 0, done.stderr
    sources = list(target.rglob("*.py"))
    for each in sources:
        os.utime(each, (0, 0))
    assert len(sources) > 5
    assert _compiled_by_shiboken(tmp_path) == []
