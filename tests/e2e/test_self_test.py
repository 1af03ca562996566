"""The self-test finds a sound installation sound and a broken one broken, and leaves the user's own alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.support.program import ROOT, environment, start_and_wait

LINE = re.compile(r"^(ok  |FAIL) +\d+\.\d\d s  .+: .+$")


def test_a_sound_installation_passes_every_check_and_the_users_folder_is_not_touched(tmp_path: Path) -> None:
    ended = start_and_wait("--self-test", XDG_DATA_HOME=str(tmp_path), TMPDIR=str(tmp_path), QT_QPA_PLATFORM="")
    *checks, closing = ended.stdout.splitlines()
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(checks) > 10
    assert all(LINE.match(each) and each.startswith("ok") for each in checks)
    assert closing.endswith(f"{len(checks)} checks passed, 0 failed.")
    assert list(tmp_path.iterdir()) == []


def test_the_report_is_in_the_users_language() -> None:
    ended = start_and_wait("--self-test", "--language", "zh_CN")
    assert ended.returncode == 0
    assert "加密账本: SQLCipher" in ended.stdout
    assert "0 项未通过" in ended.stdout


def test_a_report_that_cannot_be_written_is_said_and_no_success(tmp_path: Path) -> None:
    ended = start_and_wait("--self-test", "--report", str(tmp_path / "not there" / "report.txt"))
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.splitlines()[-1].endswith("report.txt (No such file or directory).")


@pytest.mark.parametrize(
    ("missing", "title"),
    [
        ("resources/i18n/zh_CN/shell.json", "English and Chinese"),
        ("resources/sample/company.json", "Resources"),
        ("tradedesk/ledger/migrations/versions/r0001_first.py", "Upgrade"),
        ("tradedesk/integrations/templates/worker.py", "Template"),
        ("tradedesk/integrations/files/workbook_worker.py", "Workbook"),
        ("tradedesk/ui/log/page.py", "Window"),
    ],
)
def test_what_is_missing_from_an_installation_is_named(tmp_path: Path, missing: str, title: str) -> None:
    for folder in ("tradedesk", "resources"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / missing).unlink()
    only = f"from tradedesk import __main__, self_test; self_test.CHECKS = {{{title!r}: self_test.CHECKS[{title!r}]}}"
    ended = subprocess.run(
        [sys.executable, "-c", f"{only}; raise SystemExit(__main__.main(['--self-test']))"],
        capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, timeout=60, check=False,
        env=environment(PYTHONPATH=str(tmp_path), PYTHONDONTWRITEBYTECODE="1"),
    )  # fmt: skip
    failed = [line for line in ended.stdout.splitlines() if line.startswith("FAIL")]
    assert ended.returncode == 1
    assert any(f" {title}: " in line for line in failed), ended.stdout + ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="a module put beside the user's files, found by -P alone on POSIX")
def test_a_module_that_lies_in_the_working_folder_is_not_taken_for_a_part_of_the_program(tmp_path: Path) -> None:
    for name in ("holidays", "jinja2", "python_calamine", "pypinyin", "tzdata"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a stranger was loaded')", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "tradedesk", "--self-test"],
        capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, env=environment(), timeout=60, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "a stranger" not in ended.stdout


def test_a_module_from_elsewhere_is_named(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as elsewhere:
        Path(elsewhere, "rapidfuzz.py").write_text(
            "class fuzz:\n token_sort_ratio = staticmethod(lambda a, b: 100)\n", encoding="utf-8"
        )
        found = environment()["PYTHONPATH"]
        ended = start_and_wait("--self-test", PYTHONPATH=os.pathsep.join((elsewhere, found)))
        assert ended.returncode == 1
        assert re.search(r"^FAIL .*Own files only: .*rapidfuzz\.py$", ended.stdout, re.MULTILINE)
