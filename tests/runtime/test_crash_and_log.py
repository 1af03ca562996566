"""What went wrong is written down, small, private and without what a customer said."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tradedesk.runtime import logs
from tradedesk.runtime.crash_log import SIZE_LIMIT, CrashLog
from tradedesk.runtime.logs import start_logging, stop_logging

SECRET = "Yıldız Tekstil pays 48,200 USD"


def _crash(secret: str) -> BaseException:
    try:
        try:
            int(secret)
        except ValueError as first:
            raise RuntimeError(f"cannot read {secret}") from first
    except RuntimeError as raised:
        return raised
    raise AssertionError("int() took it")


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    level = logging.getLogger().level
    yield start_logging(tmp_path)
    stop_logging()
    logging.getLogger().setLevel(level)


def test_a_crash_names_places_and_types_but_no_values(tmp_path: Path) -> None:
    crashes = CrashLog(tmp_path / "crash.txt", "1.2.3")
    crashes.record(_crash(SECRET))
    text = crashes.pending()
    assert "ValueError" in text
    assert "RuntimeError" in text
    assert "test_crash_and_log.py" in text
    assert "1.2.3" in text
    assert "48,200" not in text
    assert "Yıldız" not in text
    assert str(Path.home()) not in text


def test_a_crash_is_offered_until_it_was_seen(tmp_path: Path) -> None:
    CrashLog(tmp_path / "crash.txt", "1").record(_crash(SECRET))
    next_start = CrashLog(tmp_path / "crash.txt", "1")
    assert next_start.pending()
    next_start.dismiss()
    assert CrashLog(tmp_path / "crash.txt", "1").pending() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_many_crashes_stay_within_the_limit_newest_kept_and_private(tmp_path: Path) -> None:
    crashes = CrashLog(tmp_path / "crash.txt", "1")
    for _ in range(400):
        crashes.record(_crash(SECRET))
    crashes.record(KeyError("the last one"))
    file = tmp_path / "crash.txt"
    assert file.stat().st_size <= SIZE_LIMIT
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text().rstrip().endswith("KeyError")


@pytest.mark.expects_log("crash: RuntimeError")
def test_an_exception_in_a_thread_is_told_once(tmp_path: Path) -> None:
    told: list[list[str]] = []
    crashes = CrashLog(tmp_path / "crash.txt", "1")
    before = sys.excepthook, threading.excepthook

    def fail() -> None:
        raise RuntimeError(SECRET)

    crashes.install(told.append)
    try:
        thread = threading.Thread(target=fail, name="lane")
        thread.start()
        thread.join()
    finally:
        crashes.uninstall()
        sys.excepthook, threading.excepthook = before
    assert len(told) == 1
    assert "thread lane" in told[0][0]
    assert "thread lane" in crashes.pending()


@pytest.mark.expects_log("crash: KeyError")
def test_a_crash_while_telling_of_a_crash_is_written_down_too(tmp_path: Path) -> None:
    crashes = CrashLog(tmp_path / "crash.txt", "1")
    before = sys.excepthook, threading.excepthook

    def tell(_lines: list[str]) -> None:
        raise OverflowError

    crashes.install(tell)
    try:
        problem = KeyError(SECRET)
        sys.excepthook(KeyError, problem, None)
    finally:
        crashes.uninstall()
        sys.excepthook, threading.excepthook = before
    assert "KeyError" in crashes.pending()
    assert "OverflowError" in crashes.pending()


def test_a_fault_of_the_interpreter_is_found_at_the_next_start(tmp_path: Path) -> None:
    script = (
        "import faulthandler, sys; from pathlib import Path\n"
        "from tradedesk.runtime.crash_log import CrashLog\n"
        "CrashLog(Path(sys.argv[1]), '1').install(); faulthandler._sigabrt()\n"
    )
    crash_file = tmp_path / "crash.txt"
    ended = subprocess.run([sys.executable, "-c", script, str(crash_file)], check=False, capture_output=True)
    assert ended.returncode != 0
    next_start = CrashLog(crash_file, "1")
    assert "Abort" in next_start.pending()
    next_start.dismiss()
    assert next_start.pending() == ""


@pytest.mark.expects_log("upset")
def test_the_log_masks_mailboxes_and_drops_values_of_exceptions(logged: Path) -> None:
    log = logging.getLogger("tradedesk.test")
    log.info("handed over to li.wei@example.cn, call +86 138 0013 8000")
    log.debug("body: %s", SECRET)
    log.error("upset", exc_info=_crash(SECRET))
    stop_logging()
    text = logged.read_text(encoding="utf-8")
    assert "handed over" in text
    assert "ValueError" in text
    assert "li.wei" not in text
    assert "8000" not in text
    assert "48,200" not in text


def test_the_log_starts_again_at_its_limit_and_keeps_three_files(logged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "SIZE_LIMIT", 2000)
    for number in range(300):
        logging.getLogger("tradedesk.test").info("line %d", number)
    stop_logging()
    files = sorted(logged.parent.glob("*.log"))
    assert len(files) == logs.KEPT_FILES
    assert all(each.stat().st_size <= 2000 for each in files)
    assert "line 299" in logged.read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_disk_does_not_stop_the_program_from_logging_on(tmp_path: Path) -> None:
    (tmp_path / "tradedesk.log").symlink_to("/dev/full")
    level = logging.getLogger().level
    try:
        start_logging(tmp_path)
        logging.getLogger("tradedesk.test").info("goes nowhere")
    finally:
        stop_logging()
        logging.getLogger().setLevel(level)
    assert (tmp_path / "tradedesk.log").is_symlink()
